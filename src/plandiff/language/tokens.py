"""Quantities and dates as words of a text: where each begins and ends, with its unit and comparator.

They are read by the tables of `quantities`; what they count is ignored, so that the noun after one does not decide
whether it is a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from plandiff.language.comparators import ENGLISH_BEFORE, comparator_after, comparator_before
from plandiff.language.dates import TO, YEAR
from plandiff.language.headed import headed
from plandiff.language.numerals import ONES, POWERS, SMALL_MULTIPLIER
from plandiff.language.signs import EITHER_WAY, minus_before
from plandiff.language.units import CONTINUES, PER, SCARCE, UNITS, unit_at

_NUMBER: Final = rf"\d+(?:[.,]\d+)*{POWERS}"
_IN_WORDS: Final = (
    rf"(?<![统唯第单同专划归合万])[{ONES}两十百千]{{1,5}}"
    r"(?:个百分点|小时|学期|[万亿]元|平方米|公里|[个所名家项次倍成年天周元亩类座处门种套件支期级岁])"
)
"""Quantities with a Chinese numeral; most such numerals are in words that count nothing, so few units qualify."""
_DATE: Final = rf"{YEAR}(?:{TO}{YEAR})?年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?(?:年?底前?|末|初|以?前|之前|内|起)?"
_HEAD: Final = re.compile(
    headed(
        rf"翻百两十千$¥€\d{ONES}〇零",
        rf"(?P<date>{_DATE})|(?P<words>{_IN_WORDS})|(?P<number>[$¥€]?{_NUMBER})|翻[一两二三]番|百分之[{ONES}十百零点]+",
    )
)
_RANGE: Final = re.compile(rf"{TO}(?={_NUMBER})")
_DIGITS: Final = re.compile(_NUMBER)
_MULTIPLIERS: Final = re.compile(rf"(?:{SMALL_MULTIPLIER}|[万亿])+")
_ENGLISH_UNIT: Final = re.compile(r"\s?(?:percent|per cent|million|billion|trillion)\b")
_ENGLISH_BEFORE: Final = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(ENGLISH_BEFORE.values())})\s?$", re.IGNORECASE)
LONGEST_ENGLISH: Final = 28
"""Characters before a number in which an English comparator may be."""


def quantity_tokens(text: str) -> Iterator[tuple[int, int]]:
    """Where the quantities and dates of a folded text begin and end, in order.

    >>> text = "到2025年底前,覆盖率不低于95%,服务3-5万人."
    >>> [text[start:end] for start, end in quantity_tokens(text)]
    ['2025年底前', '不低于95%', '3-5万人']
    """
    at = 0
    while found := _HEAD.search(text, at):
        start, end = found.span()
        if found["number"] or found["words"]:
            start = max(at, _start(text, start))
            end = _end(text, end) if found["number"] else _after_unit(text, end)
        yield start, end
        at = end


def _start(text: str, at: int) -> int:
    """Where the quantity with a numeral at this position begins."""
    at = at - 1 if at and text[at - 1] in EITHER_WAY else minus_before(text, at)
    start, comparator = comparator_before(text, at)
    if comparator is None and at and text[at - 1].isascii():
        begin = max(0, at - LONGEST_ENGLISH)
        if found := _ENGLISH_BEFORE.search(text[begin:at]):
            return begin + found.start()
    return start


def _end(text: str, at: int) -> int:
    """Where the quantity whose digits end at this position ends."""
    end = _end_of_unit(text, at)
    if (joint := _RANGE.match(text, end)) and (high := _DIGITS.match(text, joint.end())):
        end = _end_of_unit(text, high.end())
    return _after_unit(text, end)


def _end_of_unit(text: str, at: int) -> int:
    """Where the multipliers and the unit that begin at this position end."""
    if english := _ENGLISH_UNIT.match(text, at):
        return english.end()
    if multipliers := _MULTIPLIERS.match(text, at):
        at = multipliers.end()
    begin = at + (text[at : at + 1] == " ")
    unit = unit_at(text, begin)
    if not unit or (unit in SCARCE and unit not in CONTINUES) or (begin > at and not unit.isascii()):
        return at
    per = PER.match(text, begin + len(unit)) if UNITS[unit] not in ("share", "times") else None
    return per.end() if per else begin + len(unit)


def _after_unit(text: str, at: int) -> int:
    """Where the quantity whose unit ends at this position ends: after 多, 以上, 左右. A mere 内 is a word of its own, and changes no number."""
    end = at + (text[at : at + 1] in ("多", "余"))
    return comparator_after(text, end, "share")[0]
