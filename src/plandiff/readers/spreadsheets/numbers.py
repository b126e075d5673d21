"""What a cell shows for a number: its format determines digits, per cent, signs and dates (ECMA-376 §18.8.30 and §18.8.31)."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from plandiff.readers.spreadsheets.dates import printed_date

GENERAL: Final = "General"
_YEAR_MONTH: Final = 'yyyy"年"m"月"'
_MONTH_DAY: Final = 'm"月"d"日"'
_WHOLE: Final = 'yyyy"年"m"月"d"日"'
BUILT_IN: Final[dict[int, str]] = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    14: "yyyy-mm-dd",  # the user's own short date, which depends on the machine
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy-mm-dd h:mm",
    **dict.fromkeys((27, 36, 50, 52, 57), _YEAR_MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), _MONTH_DAY),
    30: "m-d-yy",
    31: _WHOLE,
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    **dict.fromkeys((34, 55), '上午/下午h"时"mm"分"'),
    **dict.fromkeys((35, 56), '上午/下午h"时"mm"分"ss"秒"'),
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: "#,##0;-#,##0;-",
    42: "#,##0;-#,##0;-",
    43: "#,##0.00;-#,##0.00;-",
    44: "#,##0.00;-#,##0.00;-",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss",
    48: "0.0E+0",
}
"""Formats that files refer to by number, including those of the Chinese edition."""
_SECTION: Final = re.compile(r'(?:"[^"]*"|\\.|\[[^\[\]]*\]|[^;])*')
_TOKEN: Final = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<currency>[^\[\]-]*+)[^\[\]]*\]|\[[^\[\]]*\]|[_*].|(?P<plain>.)', re.DOTALL
)
_DATE: Final = re.compile(r"[ymdhsae]|上午/下午", re.IGNORECASE)
_NOT_DATE: Final = re.compile(r'"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\[\]]*\]|[_*].|General|E[+-]', re.IGNORECASE)
_CONDITION: Final = re.compile(r"\[[<>=]")
_DIGITS: Final = "0#?.,@/"
_GENERAL_DIGITS: Final = 10
"""Digits that a cell shows for a fraction without a format."""
_EXACT: Final = 15
"""Significant digits of a number in a file."""
_LONGEST: Final = 30
"""Decimals a format may ask for."""


def printed(number: float, code: str = GENERAL, *, from_1904: bool = False) -> str:
    """A number as displayed in a format."""
    if _CONDITION.search(code):
        return general(number)
    sections = _sections(code)
    if _DATE.search(_NOT_DATE.sub("", sections[0])):
        return printed_date(number, sections[0], from_1904=from_1904) or general(number)
    if number < 0 and len(sections) > 1:
        return _in_section(-number, sections[1])
    if number == 0 and len(sections) > 2:
        return _in_section(number, sections[2])
    return _in_section(number, sections[0])


def general(number: float) -> str:
    """A number without a format: no more digits than a cell shows, and no floating-point noise."""
    if number == int(number):
        return f"{number:.0f}"
    return str(Decimal(f"{number:.{_GENERAL_DIGITS}g}").normalize().__format__("f"))


def _sections(code: str) -> list[str]:
    """The formats for positive numbers, negative numbers and zero, as far as given."""
    found, start = [], 0
    for section in _SECTION.finditer(code):
        if section.start() >= start:
            found.append(section[0])
            start = section.end() + 1
    return found or [GENERAL]


def _in_section(number: float, section: str) -> str:
    before, digits, after = _taken_apart(section)
    shown = before + after
    if "general" in section.lower() or "/" in digits or ("@" in digits and not shown):
        return general(number)
    if not digits:
        return shown.strip()  # a format that prints only words
    if "e" in digits.lower():
        places = len(re.sub(r"[^0#?]", "", digits.lower().partition("e")[0].partition(".")[2]))
        return f"{number:.{min(places, _LONGEST)}E}"
    value = Decimal(f"{number:.{_EXACT}g}") * (100 ** shown.count("%")) / (1000 ** (len(digits) - len(digits.rstrip(","))))
    whole, _, decimals = digits.rstrip(",").partition(".")
    places = min(len(decimals), _LONGEST)
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,f}" if "," in whole else f"{abs(rounded):f}"
    if places:
        least = len(decimals.rstrip("#?"))
        text = text[: len(text) - places] + text[len(text) - places :].rstrip("0").ljust(least, "0")
        text = text.rstrip(".")
    head, point, tail = text.partition(".")
    head = "" if head == "0" and "0" not in whole else head.zfill(min(whole.count("0"), _LONGEST))
    text = head + point + tail
    return f"{'-' if rounded < 0 else ''}{before}{text}{after}".strip()


def _taken_apart(section: str) -> tuple[str, str, str]:
    """The text before the digits, the digit format, and the text after."""
    parts: list[list[str]] = [[], []]
    digits = ""
    for token in _TOKEN.finditer(section):
        plain = token["plain"]
        if plain and (plain in _DIGITS or (digits and plain in "Ee") or (digits[-1:] in tuple("Ee") and plain in "+-")):
            digits += plain
        else:
            parts[bool(digits)].append(token["quoted"] or token["escaped"] or token["currency"] or plain or "")
    return "".join(parts[0]), digits, "".join(parts[1])
