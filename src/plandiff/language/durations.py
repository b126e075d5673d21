"""How long something takes, is kept, or lies apart: times in a text that are not dates."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from plandiff.language.headed import headed
from plandiff.language.numerals import ordinal

DAYS: Final[dict[str, float]] = {
    "年": 365, "个月": 30, "個月": 30, "月": 30, "周": 7, "日": 1, "天": 1, "工作日": 1.4, "营业日": 1.4, "營業日": 1.4, "小时": 1 / 24, "小時": 1 / 24,
    "year": 365, "month": 30, "week": 7, "day": 1, "hour": 1 / 24,
}  # fmt: skip
"""Unit -> days, to tell which of two times is longer; five working days are a week."""
EACH: Final[dict[str, float]] = {"年": 365, "学年": 365, "半年": 182, "学期": 182, "季度": 91, "月": 30, "周": 7}
"""Recurrence -> days between occurrences: `每季度报告一次`."""
_WORDS: Final = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
} | {"a": 1, "an": 1, "fifteen": 15, "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90}
_DURATION: Final = re.compile(
    headed(
        r"每\d一二两兩三四五六七八九十百A-Za-z",
        r"每?(?<![\d第年月近百千十零〇一二两兩三四五六七八九])(?<!民国)(?<!民國)(?<!过去)(?<!最近)(?<!(?<!提)前)(?<!今后)(?P<number>\d{1,3}|[一二两兩三四五六七八九十百]+)"
        r"(?P<unit>(?:个|個)?(?:工作日|营业日|營業日)|年(?![度级級代来來末初底间間以]|[一二三四五六七八九十]{1,3}月|\d{1,2}月)|个月|個月|周(?![岁歲年])|日(?![常期])|天(?![然])|小时|小時)(?P<within>(?:以|之)?[内內])?"
        r"|每(?P<each>半年|年|个?季度|个?月|周|个?学期|个?学年)(?![度级人])"
        rf"|(?P<cue>\bwithin )?\b(?P<latin>\d{{1,3}}|{'|'.join(_WORDS)})(?: \(\d+\))?[ -](?:(?P<working>business|working) |calendar |consecutive )?(?P<of>year|month|week|day|hour)s?\b",
    ),
    re.IGNORECASE,
)
_PAST: Final = re.compile(r"[,，]?(?:曾|因|多次|累计|受过|发生过|无违法)")
"""After a time in the past."""
_AGE: Final = re.compile(r"^\s?(?:of age|old\b)|^[以之]?[上下]?(?:的)?(?:少年|儿童)")


class Duration(NamedTuple):
    """A time that a text states."""

    text: str
    days: float
    within: bool
    """Whether something is to be done within it, counted from an event."""
    start: int
    end: int


def find_durations(text: str) -> list[Duration]:
    """The times of a text, in its order, without ages and dates.

    >>> [(found.text, found.days) for found in find_durations("应当至少保存十年，并在七日内公告")]
    [('十年', 3650.0), ('七日内', 7.0)]
    >>> [found.text for found in find_durations("Tell us at least five business days before 3 May 2026, or within one year.")]
    ['five business days', 'within one year']
    """
    found = []
    for match in _DURATION.finditer(text):
        if each := match["each"]:
            found.append(Duration(match.group(), EACH[each.lstrip("个")], within=False, start=match.start(), end=match.end()))
            continue
        unit = (match["unit"] or match["of"]).lower()
        unit = unit if unit in DAYS else unit[1:]
        latin = (match["latin"] or "").lower()
        number = _WORDS.get(latin) or ordinal(match["number"] or latin)
        if number and not _PAST.match(text[match.end() :]) and not _AGE.search(text[match.end() :]):
            within = bool(match["within"] or (match["cue"] and not re.match(r" (?:before|prior|of)\b", text[match.end() :])))
            years, number = divmod(number, 12) if DAYS[unit] == DAYS["month"] else (0, number)  # twelve months are a year
            days = years * DAYS["year"] + number * DAYS[unit] * (DAYS["工作日"] if match["working"] else 1)
            found.append(Duration(match.group(), float(days), within, match.start(), match.end()))
    return found
