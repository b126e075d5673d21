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
_BASE: Final = re.compile(
    r"(?:compared (?:to|with)|relative to|from|since|than in|over|Act of|baseline (?:of|in)|levels?)\s(?:\w+\s)?$", re.IGNORECASE
)


def english_year_of(sentence: str, start: int) -> str:
    """The year or years of a quantity at a place; it may also follow the quantity. "" if there is none."""
    struck = [match.span() for match in _STRUCK.finditer(sentence)]
    mentions = [
        match
        for match in _MENTION.finditer(sentence)
        if not any(first <= match.start() < last for first, last in struck)
        and (not _BASE.search(sentence[: match.start("year")]) or _SPAN.match(sentence, match.end()))
    ]
    before = [match for match in mentions if match.start() < start]
    chosen = before or mentions
    years = sorted({year for match in chosen for year in (match["year"], match["last"]) if year})
    if not years:
        return ""
    return years[0] if len(years) == 1 else f"{years[0]}-{years[-1]}"
