"""The year a quantity is stated for, if its English sentence prints one."""

from __future__ import annotations

import re
from typing import Final

from plandiff.language import DASHES
from plandiff.language.dates import MONTH, YEAR_ALONE, Period

_MENTION: Final = re.compile(
    rf"(?:\b(?i:in|by|until|till|through|during|end of|before|for|from|and|to|since|as of|year|between)\s(?:the\s)?(?:end\sof\s)?(?:fiscal\syear\s|calendar\syear\s)?|\bFY\s?|{MONTH}\s(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s)?|\(|^\W{{0,4}}(?=\d{{4}}\s?:))(?P<year>{YEAR_ALONE})\b"
    rf"(?:\s?[{DASHES}]\s?(?P<last>{YEAR_ALONE})\b)?(?!\s[A-Z][a-z]+\s[A-Z])(?!-)"
)
_STRUCK: Final = re.compile(r"<s>(?:(?!<s>).)*?</s>")
_SPAN: Final = re.compile(r"\s(?:through|to|until|and)\b")
"""After a year that begins a period, `from 2018 through 2019`."""
BASE: Final = 40
"""Characters before a year that show whether something is compared with it."""
_BASE: Final = re.compile(
    r"(?:compared (?:to|with)|relative to|from|since|than in|over|Act of|baseline (?:of|in)|levels?)\s(?:\w+\s)?$"
    r"|[(\[]\s?from\s[^()\[\]]*$",
    re.IGNORECASE,
)


def years_in(sentence: str) -> list[tuple[int, int]]:
    """(position, year) of each year an English sentence is about, in order; years it compares with are left out."""
    struck = [match.span() for match in _STRUCK.finditer(sentence)]
    found = []
    for match in _MENTION.finditer(sentence):
        left = sentence[max(0, match.start("year") - BASE) : match.start("year")]
        if any(first <= match.start() < last for first, last in struck) or (
            _BASE.search(left) and not _SPAN.match(sentence, match.end())
        ):
            continue
        found += [(match.start(), int(year)) for year in (match["year"], match["last"]) if year]
    return found


def english_year_of(years: list[tuple[int, int]], start: int) -> Period | None:
    """The year or years of a quantity at a position, from those of its sentence; later ones count if none precede. None without
    any.
    """
    chosen = [year for place, year in years if place < start] or [year for _, year in years]
    return Period(min(chosen), max(chosen)) if chosen else None
