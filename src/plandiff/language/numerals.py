"""What a numeral is worth: Arabic, Chinese, Roman and English ones, fractions, powers and multipliers, and ordinals.

Every function but `ordinal` takes a numeral in its half-width form; all give None for what is no numeral.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import Final

from plandiff.text import drop_spaces, plain

ONES: Final = "一二三四五六七八九"
DIGITS: Final = (
    {c: i for i, c in enumerate(f"零{ONES}")} | {c: i for i, c in enumerate("壹贰叁肆伍陆柒捌玖", 1)} | {"〇": 0, "○": 0, "两": 2}
)
SMALL: Final = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
LARGE: Final = {"万": 10**4, "亿": 10**8}
_TENS: Final = {"廿": "二十", "卅": "三十", "卌": "四十"}
"""Two characters written as one."""
_IN_WORDS: Final = "肆伍陆柒捌玖"
"""Digits of sums in words, which elsewhere belong to other words and to names: 队伍, 大陆."""
CHINESE: Final = "".join(c for c in (*DIGITS, *SMALL, *LARGE) if c not in _IN_WORDS)
"""The characters that Chinese numerals of a running text are written in, for patterns."""
ORDINALS: Final = f"〇○零{ONES}两十百千"
"""Those that ordinals are written in, for patterns."""
MULTIPLIERS: Final = "".join((*SMALL, *LARGE))
ROMAN: Final = {
    f"{'X' * tens}{ones}": 10 * tens + value
    for tens in range(4)
    for value, ones in enumerate(("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"))
    if tens or ones
}
"""Roman numerals as far as lists go, of I, V and X. L, C and D, which come later, are members of lists by letters."""

ENGLISH_PARTS: Final = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    f"{word}{plural}": value
    for value, word in enumerate(["third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 3)
    for plural in ("", "s")
}
"""Words for the parts of a whole -> how many make it up."""
ENGLISH_MULTIPLIERS: Final = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
}
ENGLISH_DIGITS: Final = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    word: 10 * (tens + 2)
    for tens, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
}

RAISED: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"
POWERS: Final = rf"(?:(?:\s?×\s?10)?(?:[{RAISED}]+|\^\{{?[-−]?\d{{1,2}}\}}?))?"
"""What follows the digits of `3×10⁸`, `10⁶` and `10^6`; after other numbers than ten, a raised one is the mark of a note."""
FRACTIONS: Final = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
"""Fractions in one sign, which may stand behind a whole number: `1½`."""
_FRACTION_DIGITS: Final = 6
"""Decimals to which such a fraction is worked out: as many as two sums of values are compared to."""
_LEVEL: Final = str.maketrans(f"{RAISED}−", "0123456789--", "^{}")
_LARGEST_POWER: Final = 99
"""Beyond this no power of ten is a quantity of a plan."""
_ARABIC: Final = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


def arabic(numeral: str) -> Decimal | None:
    """`1,724`, `2.50` or `3×10⁸` as a number.

    >>> arabic("1,724"), arabic("3×10⁸"), arabic("10⁻²"), arabic("95¹"), arabic("1½"), arabic("v2")
    (Decimal('1724'), Decimal('300000000'), Decimal('0.01'), Decimal('95'), Decimal('1.5'), None)
    """
    if numeral[-1:] in FRACTIONS and numeral:
        whole = arabic(numeral[:-1].rstrip()) if len(numeral) > 1 else Decimal(0)
        return None if whole is None else whole + round(Decimal(unicodedata.numeric(numeral[-1])), _FRACTION_DIGITS).normalize()
    digits = _ARABIC.match(numeral)
    if not digits:
        return None
    value, rest = Decimal(digits.group().replace(",", "")), numeral[digits.end() :]
    if not rest:
        return value
    if not re.fullmatch(POWERS, rest):
        return None
    power = rest.strip().removeprefix("×").strip()
    if power == rest and value != 10:
        return value
    try:
        exponent = int(power.removeprefix("10").translate(_LEVEL))
    except ValueError:  # 10⁻
        return None
    many = value if power != rest else Decimal(1)
    return many * Decimal(10) ** exponent if abs(exponent) <= _LARGEST_POWER else None


def chinese(numeral: str) -> Decimal | None:
    """A Chinese numeral, positional (`二〇三五`), with multipliers (`一亿二千万`, `百`) or with decimals (`三点五`).

    >>> chinese("一亿零五百万"), chinese("二〇三五"), chinese("三点五"), chinese("千亿")
    (Decimal('105000000'), Decimal('2035'), Decimal('3.5'), Decimal('100000000000'))
    """
    whole, point, decimals = numeral.partition("点")
    if not whole or (point and not decimals) or not all(c in CHINESE for c in whole) or not all(c in DIGITS for c in decimals):
        return None
    fraction = Decimal("0." + "".join(str(DIGITS[c]) for c in decimals)) if decimals else Decimal(0)
    return _whole(whole) + fraction


def _whole(numeral: str, *, spoken: bool = True) -> int:
    """The value of a Chinese numeral; `spoken`, one may leave out its last multiplier: 一百二 is 120 of something, but 第一百二条
    is the one after 101."""
    if all(c in DIGITS for c in numeral):
        return int("".join(str(DIGITS[c]) for c in numeral))
    total = section = 0
    digit: int | None = None
    unit = 0  # the multiplier last met, by which a final bare digit is short: 一百二 is 120
    for c in numeral:
        if c in DIGITS and not DIGITS[c]:
            unit = 0
        elif c in DIGITS:
            digit = (digit or 0) * 10 + DIGITS[c]
        elif c in SMALL:
            section += (1 if digit is None else digit) * SMALL[c]
            digit, unit = None, SMALL[c]
        else:
            section += digit or 0
            if c == "万" and total and section:
                total += section * LARGE[c]
            else:  # 万亿, 万万: a multiplier straight after another multiplies all before it
                total = (total + section or 1) * LARGE[c]
            section, digit, unit = 0, None, LARGE[c]
    return total + section + (digit or 0) * (unit // 10 if spoken and unit >= 100 and (digit or 0) < 10 else 1)


LONGEST_ORDINAL: Final = 16
"""Longer numerals number nothing (characters), and Python takes none of thousands of digits for a number."""
ORDINALS_KEPT: Final = 1 << 12
"""Ordinals that are remembered: both plans, and the references in them, use the same (numerals)."""


@lru_cache(maxsize=ORDINALS_KEPT)
def ordinal(numeral: str) -> int | None:
    """The value of what numbers something: Chinese, Arabic, Roman or full-width, or one sign, circled, in brackets or with a point.

    >>> ordinal("一百二十三"), ordinal("〇"), ordinal("１２"), ordinal("③"), ordinal("⑴"), ordinal("甲"), ordinal("10²")
    (123, 0, 12, 3, 1, None, None)
    >>> ordinal("廿三"), ordinal("一百二"), ordinal("Ⅳ"), ordinal("xii")
    (23, 102, 4, 12)
    """
    numeral = drop_spaces(plain(numeral))
    if len(numeral) > LONGEST_ORDINAL:
        return None
    if numeral.isascii():
        return int(numeral) if numeral.isdigit() else ROMAN.get(numeral.upper())
    if len(numeral) == 1 and unicodedata.category(numeral) == "No":
        return _one_sign(numeral)
    numeral = "".join(_TENS.get(c, c) for c in numeral)
    return _whole(numeral, spoken=False) if all(c in DIGITS or c in SMALL for c in numeral) else None


def _one_sign(numeral: str) -> int | None:
    """What a sign such as ③, ⒊, ㈢ or ❸ numbers; raised and lowered ones are powers and marks of notes, and ½ is a part."""
    value = unicodedata.numeric(numeral)
    return int(value) if value.is_integer() and not unicodedata.decomposition(numeral).startswith(("<su", "<fraction>")) else None


def multiplied(numeral: str, multipliers: str) -> Decimal | None:
    """An Arabic numeral with Chinese multipliers after it, `1.3` and `万亿`."""
    value = arabic(numeral)
    if value is None:
        return None
    for c in multipliers:
        value *= SMALL.get(c) or LARGE[c]
    return value


def english(words: str) -> Decimal | None:
    """An English number in words, `three hundred and five`, `twenty-four`, `3.2 million`.

    >>> english("three hundred and five"), english("1.5 million"), english("and")
    (Decimal('305'), Decimal('1500000.0'), None)
    """
    total = current = Decimal(0)
    known = False
    if (power := arabic(words)) is not None:
        return power
    for word in words.lower().replace("-", " ").split():
        if word in ENGLISH_DIGITS:
            current += ENGLISH_DIGITS[word]
        elif (value := arabic(word)) is not None:
            current += value
        elif word in ("hundred", "dozen"):
            current = (current or Decimal(1)) * ENGLISH_MULTIPLIERS[word]
        elif word in ENGLISH_MULTIPLIERS:
            total += (current or Decimal(1)) * ENGLISH_MULTIPLIERS[word]
            current = Decimal(0)
        elif word not in ("and", "a"):
            return None
        known |= word not in ("and", "a")
    return total + current if known else None


def percent(top: Decimal, bottom: Decimal) -> Decimal | None:
    """A fraction in per cent, to two decimals, small ones to eight; None of nothing.

    >>> percent(Decimal(1), Decimal(3)), percent(Decimal(5), Decimal(1000000))
    (Decimal('33.33'), Decimal('0.00050000'))
    """
    if not bottom:
        return None
    value = 100 * top / bottom
    return round(value, 2 if value >= 1 else 8)


def number(value: Decimal | float) -> float:
    """A value as programs count: without a fraction where it has none."""
    return int(value) if value == int(value) else float(value)
