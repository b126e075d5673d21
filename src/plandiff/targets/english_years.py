"""The year a quantity is stated for, as far as its English sentence prints one."""

from __future__ import annotations

import re
from typing import Final

_MONTH: Final = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
_MENTION: Final = re.compile(
    rf"(?:\b(?:in|by|until|till|through|during|end of|before|for|from|and|to|since|as of|year|between)\s(?:the\s)?(?:end\sof\s)?(?:fiscal\syear\s|calendar\syear\s)?|\bFY\s?|{_MONTH}\s(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s)?|\()(?P<year>(?:19|20)\d\d)\b"
    rf"(?:\s?[-–]\s?(?P<last>(?:19|20)\d\d)\b)?(?!\s[A-Z][a-z]+\s[A-Z])(?!-)"
)
_STRUCK: Final = re.compile(r"<s>.*?</s>")
_SPAN: Final = re.compile(r"\s(?:through|to|until|and)\b")
"""After a year that begins a period, `from 2018 through 2019`."""
BASE: Final = 40
"""Characters before a year that say whether something is compared with it."""
_BASE: Final = re.compile(
    r"(?:compared (?:to|with)|relative to|from|since|than in|over|Act of|baseline (?:of|in)|levels?)\s(?:\w+\s)?$", re.IGNORECASE
)


def years_in(sentence: str) -> list[tuple[int, str]]:
    """(place, year) of each year an English sentence is about, in its order; what it compares with is left out."""
    struck = [match.span() for match in _STRUCK.finditer(sentence)]
    found = []
    for match in _MENTION.finditer(sentence):
        left = sentence[max(0, match.start("year") - BASE) : match.start("year")]
        if any(first <= match.start() < last for first, last in struck) or (
            _BASE.search(left) and not _SPAN.match(sentence, match.end())
        ):
            continue
        found += [(match.start(), year) for year in (match["year"], match["last"]) if year]
    return found


def english_year_of(years: list[tuple[int, str]], start: int) -> str:
    """The year or years of a quantity at a place among those of its sentence; one may also follow it. "" if there is none."""
    before = [year for place, year in years if place < start]
    chosen = sorted(set(before or (year for _, year in years)))
    return "" if not chosen else chosen[0] if len(chosen) == 1 else f"{chosen[0]}-{chosen[-1]}"
