"""The value of a numeral with its fraction, power and multipliers: Arabic, Chinese and English.

Every function takes a numeral in its half-width form and returns None for what is not a numeral.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from plandiff.language.numerals import (
    CHINESE,
    DIGITS,
    ENGLISH_DIGITS,
    ENGLISH_MULTIPLIERS,
    FRACTIONS,
    GROUP_SPACE,
    LARGE,
    MULTIPLIERS,
    POWERS,
    RAISED,
    SMALL,
    whole,
)

_FRACTION_DIGITS: Final = 6
"""Decimals to which such a fraction is computed: as many as sums of values are compared to."""
_LEVEL: Final = str.maketrans(f"{RAISED}−", "0123456789--", "^{}")
_GROUPS: Final = re.compile(rf"(?<=\d){GROUP_SPACE}(?=\d{{3}}(?!\d))")
"""The space between the thousands of a number and its hundreds."""
_LARGEST_POWER: Final = 99
"""Beyond this no power of ten is a quantity of a plan."""
LONGEST: Final = 100
"""Characters of a numeral. Anything longer counts nothing, and Python does not print numbers of thousands of digits."""
_ARABIC: Final = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_ADJACENT: Final = re.compile(rf"(?<![{''.join(DIGITS)}])([{''.join(DIGITS)}])([{''.join(DIGITS)}])(?=[{MULTIPLIERS}]*$)")
"""Two digits in one place of a numeral."""
_SPREADS: Final = frozenset({(digit, 1) for digit in range(1, 9)} | {(3, 2)})
"""First digit and difference of two that mean about so many: 二三十, 三五十."""


def arabic(numeral: str) -> Decimal | None:
    """`1,724`, `2.50` or `3×10⁸` as a number.

    >>> arabic("1,724"), arabic("5 000"), arabic("3×10⁸"), arabic("10⁻²"), arabic("95¹"), arabic("1½"), arabic("v2")
    (Decimal('1724'), Decimal('5000'), Decimal('300000000'), Decimal('0.01'), Decimal('95'), Decimal('1.5'), None)
    """
    if numeral[-1:] in FRACTIONS and numeral:
        before = arabic(numeral[:-1].rstrip()) if len(numeral) > 1 else Decimal(0)
        return None if before is None else before + round(Decimal(unicodedata.numeric(numeral[-1])), _FRACTION_DIGITS).normalize()
    numeral = _GROUPS.sub("", numeral)
    digits = _ARABIC.match(numeral)
    if not digits or len(numeral) > LONGEST:
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
    integer, point, decimals = numeral.partition("点")
    written = all(c in CHINESE for c in integer) and all(c in DIGITS for c in decimals)
    if not integer or (point and not decimals) or not written or len(numeral) > LONGEST:
        return None
    fraction = Decimal("0." + "".join(str(DIGITS[c]) for c in decimals)) if decimals else Decimal(0)
    return whole(integer) + fraction


def spread(numeral: str) -> tuple[Decimal, Decimal] | None:
    """The least and the most that a Chinese numeral of two digits in one place means; None for any other.

    >>> spread("二三十"), spread("三千四五百"), spread("三五十"), spread("二十三"), spread("五三十")
    ((Decimal('20'), Decimal('30')), (Decimal('3400'), Decimal('3500')), (Decimal('30'), Decimal('50')), None, None)
    """
    found = _ADJACENT.search(numeral)
    if found is None or len(numeral) <= 2 or (DIGITS[found[1]], DIGITS[found[2]] - DIGITS[found[1]]) not in _SPREADS:
        return None
    low, high = (chinese(numeral[: found.start()] + found[place] + numeral[found.end() :]) for place in (1, 2))
    return None if low is None or high is None else (low, high)


def multiplied(numeral: str, multipliers: str) -> Decimal | None:
    """An Arabic numeral with Chinese multipliers after it, `1.3` and `万亿`."""
    value = arabic(numeral)
    if value is None:
        return None
    for c in multipliers:
        value *= SMALL.get(c) or LARGE[c]
    return value


def joined(parts: Iterable[tuple[str, str]]) -> Decimal:
    """The value of Arabic numerals in a row, each with its Chinese multipliers: 万 and 亿 count all that stands before them.

    >>> joined([("1", "亿"), ("5", "千"), ("6", "百万")]), joined([("7", "万"), ("5", "千")])
    (Decimal('156000000'), Decimal('75000'))
    """
    total = section = Decimal(0)
    for numeral, multipliers in parts:
        large = multipliers.lstrip("".join(SMALL))
        section += multiplied(numeral, multipliers.removesuffix(large)) or 0
        if large:
            scale = multiplied("1", large) or 1
            total, section = ((total + section) * scale if total < scale else total + section * scale), Decimal(0)
    return total + section


def english(words: str) -> Decimal | None:
    """An English number in words, `three hundred and five`, `twenty-four`, `3.2 million`.

    >>> english("three hundred and five"), english("1.5 million"), english("two and a half"), english("and")
    (Decimal('305'), Decimal('1500000.0'), Decimal('2.5'), None)
    """
    total = current = Decimal(0)
    known = False
    if (power := arabic(words)) is not None:
        return power
    words = _GROUPS.sub("", words)
    for word in words.lower().replace("-", " ").split():
        if word == "half":
            current += Decimal("0.5")
        elif word in ENGLISH_DIGITS:
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
    """A fraction as a percentage, to two decimals, small ones to eight; None for a whole of 0.

    >>> percent(Decimal(1), Decimal(3)), percent(Decimal(5), Decimal(1000000))
    (Decimal('33.33'), Decimal('0.00050000'))
    """
    if not bottom:
        return None
    value = 100 * top / bottom
    return round(value, 2 if value >= 1 else 8)


def number(value: Decimal | float) -> float:
    """A value as a plain number: an int where it has no fraction."""
    return int(value) if value == int(value) else float(value)
