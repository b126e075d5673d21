"""What a cell shows for a number: its format determines digits, per cent, signs and dates (ECMA-376 §18.8.30 and §18.8.31)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Final

from plandiff.readers.spreadsheets.codes import GENERAL, Part, Section, section_for, section_for_text, sections_of
from plandiff.readers.spreadsheets.dates import printed_date
from plandiff.readers.spreadsheets.numerals import chinese, chinese_digits

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
    12: "# ?/?",
    13: "# ??/??",
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
    47: "mm:ss.0",
    48: "##0.0E+0",
}
"""Formats that files refer to by number, including those of the Chinese edition."""
_FRACTION: Final = re.compile(r"(?<![0#?])(?:([0#?]++)\s++)?[0#?]++\s*+/\s*(?:([0#?]{1,7})|([1-9]\d{0,6}))")
_GENERAL_DIGITS: Final = 10
"""Digits that a cell shows for a fraction without a format."""
_EXACT: Final = 15
"""Significant digits of a number in a file."""
_LARGEST: Final = 1e20
"""Numbers from here on are shown with an exponent if they have no format."""
_MINUS: Final = re.compile(r"[-−–—－△▲▼↓减降负亏欠]")
"""How a format may show that a number is negative, other than by brackets or a colour."""
_DIGIT: Final = re.compile(r"[1-9一二三四五六七八九壹贰叁肆伍陆柒捌玖]")
_LONGEST: Final = 30
"""Decimals, and digits before the point, that a format may ask for."""
_LONGEST_CODE: Final = 1_000
"""Characters of a format; Excel allows 255."""


def printed(number: float, code: str = GENERAL, *, from_1904: bool = False) -> str:
    """A number as displayed in a format."""
    if code == GENERAL or len(code) > _LONGEST_CODE:
        return general(number)
    value = Decimal(f"{number:.{_EXACT}g}")
    section, signed = section_for(value, sections_of(code))
    if section.is_date:
        return printed_date(number, section, from_1904=from_1904) or general(number)
    sign = "-" if value < 0 and not signed else ""
    return _in_section(abs(value), sign, section)


def hides_minus(number: float, shown: str) -> bool:
    """Whether a number is negative though what a format shows of it has neither a minus nor a word for one.

    >>> hides_minus(-0.8, "(0.8)"), hides_minus(-0.8, "-0.8"), hides_minus(-3, "减3"), hides_minus(-0.01, "(0.0)")
    (True, False, False, False)
    """
    return number < 0 and bool(_DIGIT.search(shown)) and not _MINUS.search(shown)


def printed_text(text: str, code: str) -> str:
    """A text as displayed in a format, which may add words to it or hide it.

    >>> printed_text("七", '0;-0;0;"第"@"条"'), printed_text("七", ";;;"), printed_text("七", "0.00")
    ('第七条', '', '七')
    """
    if code in (GENERAL, "@") or (section := section_for_text(sections_of(code))) is None:
        return text
    return "".join(text if part.kind == "text" else part.text for part in section.parts if part.kind in ("literal", "text"))


def general(number: float) -> str:
    """A number without a format: no more digits than a cell shows, and no floating-point noise."""
    if abs(number) >= _LARGEST:
        return f"{Decimal(f'{number:.6g}').normalize():E}"
    if number == int(number):
        return f"{number:.0f}"
    return str(Decimal(f"{number:.{_GENERAL_DIGITS}g}").normalize().__format__("f"))


def _in_section(value: Decimal, sign: str, section: Section) -> str:
    """A number that is not negative, with what is to be written before it."""
    parts = section.parts
    if section.has("general") or (section.has("text") and not section.has("digit")):
        own = general(float(value))
        own = chinese(own, amounts=section.numerals == 2) if section.numerals else own
        return (sign + "".join(own if part.kind in ("general", "text") else part.text for part in parts)).strip()
    if not section.has("digit"):
        return "".join(part.text for part in parts).strip()  # a format that prints only words
    if section.has("slash") and (shown := _as_fraction(value, parts)) is not None:
        return (sign + shown).strip()
    exponent = next((place for place, part in enumerate(parts) if part.kind == "exponent"), None)
    shown = _in_digits(value, sign, parts) if exponent is None else sign + _scientific(value, parts, exponent)
    return (chinese_digits(shown, amounts=section.numerals == 2) if section.numerals else shown).strip()


def _in_digits(value: Decimal, sign: str, parts: Sequence[Part]) -> str:
    """A number in the places of a format, with everything that stands before, between and after them; no sign for a zero."""
    point = next((place for place, part in enumerate(parts) if part.kind == "point"), len(parts))
    places = [place for place, part in enumerate(parts) if part.kind == "digit"]
    before, after = [place for place in places if place < point], [place for place in places if place > point]
    commas = [place for place, part in enumerate(parts) if part.kind == "comma"]
    last = {before[-1] if before else -1, places[-1]}
    thousands = sum(1 for comma in commas if any(end < comma and _only(parts, end, comma, "comma") for end in last))
    grouped = any(before and before[0] < comma < before[-1] for comma in commas)
    hundreds = sum(part.kind == "percent" for part in parts)
    scaled = value.scaleb(2 * hundreds - 3 * thousands)
    decimals = min(len(after), _LONGEST)
    rounded = _rounded(scaled, decimals)
    whole, _, rest = f"{rounded:f}".partition(".")
    rest = rest.rstrip("0").ljust(max((n for n, place in enumerate(after, 1) if parts[place].text == "0"), default=0), "0")
    written = dict(zip(after, rest, strict=False)) | _whole(whole, before, parts, grouped=grouped)
    if rest:
        written[point] = "."
    shown = (written.get(place, part.text if part.kind in ("literal", "percent") else "") for place, part in enumerate(parts))
    return (sign if rounded else "") + "".join(shown)


def _rounded(value: Decimal, decimals: int) -> Decimal:
    """A number to so many decimals, whatever its size: the usual context fails past 28 digits, and 1E+30 with two decimals has 33."""
    digits = max(value.adjusted(), 0) + decimals + 2  # those before the point, those after it, and one that rounding may add
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, Context(prec=digits))


def _only(parts: Sequence[Part], start: int, end: int, kind: str) -> bool:
    return all(part.kind == kind for part in parts[start + 1 : end])


def _whole(whole: str, places: Sequence[int], parts: Sequence[Part], *, grouped: bool) -> dict[int, str]:
    """The digits before the point, by the place of the format that shows them; the first place shows all that are left."""
    zeros = next((len(places) - n for n, place in enumerate(places) if parts[place].text == "0"), 0)
    digits = whole.lstrip("0").zfill(min(zeros, _LONGEST)) if whole.strip("0") or zeros else ""
    if not places:
        return {}
    signs = [
        digit + ("," if grouped and left % 3 == 0 and left else "")
        for digit, left in zip(digits, range(len(digits) - 1, -1, -1), strict=True)
    ]
    written: dict[int, str] = {}
    for place in reversed(places[1:]):
        written[place] = signs.pop() if signs else ""
    return {places[0]: "".join(signs)} | written


def _scientific(value: Decimal, parts: Sequence[Part], place: int) -> str:
    mantissa = list(parts[:place])
    end = next((n for n, part in enumerate(parts[place + 1 :], place + 1) if part.kind != "digit"), len(parts))
    point = next((n for n, part in enumerate(mantissa) if part.kind == "point"), len(mantissa))
    step = max(sum(part.kind == "digit" for part in mantissa[:point]), 1)
    decimals = sum(part.kind == "digit" for part in mantissa[point:])

    def power(number: Decimal) -> int:
        return number.adjusted() // step * step if number else 0

    exponent = power(value)
    exponent = power(_rounded(value.scaleb(-exponent), min(decimals, _LONGEST)).scaleb(exponent))
    sign = "-" if exponent < 0 else parts[place].text[1].replace("-", "")
    rest = "".join(part.text for part in parts[end:] if part.kind == "literal")
    return f"{_in_digits(value.scaleb(-exponent), '', mantissa)}E{sign}{str(abs(exponent)).zfill(end - place - 1)}{rest}"


def _as_fraction(value: Decimal, parts: Sequence[Part]) -> str | None:
    """A number as a fraction, with a whole number before it if the format has a place for one; None if it is no such format."""
    code = "".join(part.text for part in parts)
    found = _FRACTION.search(code)
    if found is None:
        return None
    whole = int(value) if found[1] else 0
    rest = Fraction(value) - whole
    rest = Fraction(round(rest * int(found[3])), int(found[3])) if found[3] else rest.limit_denominator(10 ** len(found[2]) - 1)
    if found[1]:
        whole, rest = whole + int(rest), rest - int(rest)
        shown = " ".join([*([str(whole)] if whole or not rest else []), *([_over(rest, found[3])] if rest else [])])
    else:
        shown = _over(rest, found[3])
    return code[: found.start()] + shown + code[found.end() :]


def _over(fraction: Fraction, denominator: str | None) -> str:
    """A fraction with its own denominator, or with one that a format states."""
    below = int(denominator) if denominator else fraction.denominator
    return f"{fraction * below}/{below}"
