"""Whether a numeral measures or counts something, judged by the characters around it."""

from __future__ import annotations

import re
from typing import Final

from plandiff.language.numerals import DIGITS, MULTIPLIERS
from plandiff.language.quantity import Comparator, UnitKind
from plandiff.language.units import HUNDREDS, NORMS, SCARCE, SCARCE_BEFORE_NOUN, WORDY
from plandiff.language.widths import is_han

_LEVEL: Final = re.compile(r"(?:达到?|为|是|至|到|在|有|约|过|增|升|指数|系数|总数|数|率|量|比|值|≥|≤)\s?$")
_SHARE: Final = re.compile(r"(?:[占的近约达为]|全[国省市])$")
_MEASURED: Final = re.compile(r"(?:达到?|为|至|到|延长|缩短|减少|提高|增加|寿命|年限|时间|期限?|压减|压缩|超|[-—–~])\s?$")
_NORM_OF_ONE: Final = re.compile(r"(?:至少|不少于|最少|都有|均有|各有|各[^，。；]{0,4}|每[^，。；]{1,12})[^，。；]{0,6}$")
_UP_TO: Final = re.compile(rf"[至到][{DIGITS}十百]")
"""After the low end of a range: `委员九人至二十一人`."""
_PLACES: Final = frozenset(["年", "月", "日", "天", "周"])
"""Units of time that more often date a statement than measure something."""


WINDOW: Final = 24
"""Characters before a quantity that bear on it."""


def _left(text: str, start: int) -> str:
    return text[max(0, start - WINDOW) : start]


def counts(text: str, match: re.Match[str], unit: str, kind: UnitKind, comparator: Comparator, start: int, end: int) -> bool:
    """Whether the numeral of a match counts; its quantity would be text[start:end]."""
    before_noun = is_han(text[end : end + 1])
    if match["half"] or match["over"] or match["numerator"]:
        return not match["over"] or comparator != "=" or bool(_SHARE.search(_left(text, start)))
    if match["chinese"]:
        return _chinese_counts(text, match["chinese"], unit, kind, comparator, start, end, before_noun=before_noun)
    if unit in SCARCE:
        return not before_noun or unit in SCARCE_BEFORE_NOUN
    if unit in _PLACES:
        return _is_duration(text, unit, comparator, start, end)
    if unit:
        return True
    if re.match(r"[A-Za-z+]", text[match.end() : match.end() + 1]):
        return False
    return bool(match["multipliers"]) or comparator != "=" or (bool(_LEVEL.search(_left(text, start))) and not before_noun)


def _is_duration(text: str, unit: str, comparator: Comparator, start: int, end: int) -> bool:
    """Whether years, months, days are a value, not a date: they are compared, reached, extended."""
    if comparator != "=":
        return unit != "月" and not (unit == "年" and text[end - 1] == "内")
    return bool(_MEASURED.search(_left(text, start))) and not text[end : end + 1].isdigit()


def _chinese_counts(
    text: str, numeral: str, unit: str, kind: UnitKind, comparator: Comparator, start: int, end: int, *, before_noun: bool
) -> bool:
    """Chinese numerals occur in many words that count nothing, so they need a unit, and 一 a norm."""
    if not kind:
        bare = all(c in MULTIPLIERS for c in numeral)
        return numeral[-1] in "万亿" and (comparator != "=" or not bare or (len(numeral) > 1 and before_noun))
    if len(numeral) > 1 and all(c in DIGITS for c in numeral):
        return False  # 一二三次产业; positional numerals are years
    if kind in ("share", "times"):
        return True
    if unit in _PLACES:
        return _is_duration(text, unit, comparator, start, end)
    if unit in SCARCE or (unit in WORDY and len(numeral) == 1):
        if comparator != "=" or _UP_TO.match(text, end):
            return True
        return unit in HUNDREDS and numeral in "百千万" and before_noun
    if numeral == "一" and _UP_TO.match(text, end):
        return True
    if numeral == "一":
        return bool(_NORM_OF_ONE.search(_left(text, start))) or comparator in (">=", "<=") or unit in NORMS
    return True
