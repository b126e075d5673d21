"""The period in which an edition is in force, as its own text states it: 施行, 有效期.

Only what a document says about itself counts: a sentence that begins with 自 or 本, or says “this regulation”. The first day is
included; the end is the day from which it is no longer in force (废止), so an edition and its replacement may share that day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from plandiff.language.dates import DAY_OF_YEAR, ENGLISH_DATE, find_day
from plandiff.language.folding import plain
from plandiff.language.lazy import Lazy
from plandiff.language.numerals import ONES, ordinal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plandiff.language.dates import Date

_OWN: Final = r"(?:^|[。.;,)]\s?)但?(?:本[^,。.;《》]{1,24}?,?)?"
"""Beginnings of sentences about the document itself."""
_BEGINS: Final = Lazy(
    rf"{_OWN}自\s?{DAY_OF_YEAR}\s?起(?:正式|开始)?(?:施行|实施|生效|执行)"
    rf"|\b[Tt]his [A-Za-z ]{{3,40}}(?:takes effect|enters? into force|comes? into (?:force|effect)|is effective)[^.]{{0,12}}?(?:{ENGLISH_DATE})"
)
_ENDS: Final = Lazy(rf"有效期(?:截至|截止到?|至|到)\s?(?P<day>{DAY_OF_YEAR})")
_PUBLISHED: Final = Lazy(rf"{_OWN}自(?:公布|发布|印发)之日起(?:施行|实施|生效|执行)")
"""On the document's own date."""
_LASTS: Final = Lazy(rf"有效期(?:限)?为?\s?(?P<years>\d{{1,2}}|[{ONES}十]{{1,3}})年")
NO_LONGER_THAN: Final = 300
"""Longest paragraph that states it (characters); longer ones say it of something else (articles are one or two sentences)."""


@dataclass(frozen=True)
class Validity:
    """Days in ISO 8601, "" for none."""

    first: str = ""
    """The first day on which it is in force."""
    end: str = ""
    """The day from which it is no longer in force."""


def find_validity(texts: Iterable[str], day: str = "") -> Validity:
    """What the paragraphs of a document of that date (ISO 8601, or "") state about its own validity; the last statement counts.

    An amended law still says when its first edition came into force: a day that is not after the document's own date says nothing
    about this one.

    >>> find_validity(["本办法自2021年3月1日起施行，有效期5年。2016年的办法同时废止。"])
    Validity(first='2021-03-01', end='2026-03-01')
    >>> find_validity(["《节水条例》自2021年3月1日起施行。"])
    Validity(first='', end='')
    """
    found = Validity()
    for text in texts:
        if len(text) <= NO_LONGER_THAN:
            found = _read(plain(text), day, found)
    first = found.first if found.first > day else ""
    return Validity(first, found.end if found.end > (first or day) else "")


def _read(text: str, day: str, before: Validity) -> Validity:
    begins = _BEGINS.search(text)
    first = _iso(find_day(begins[0])) if begins else day if _PUBLISHED.search(text) else ""
    end = ""
    if ends := _ENDS.search(text):
        last = _iso(find_day(ends["day"]))
        end = (date.fromisoformat(last) + timedelta(days=1)).isoformat() if last else ""
    elif first and (lasts := _LASTS.search(text)):
        end = _years_later(first, ordinal(lasts["years"]) or 0)
    return Validity(first or before.first, end or before.end)


def _years_later(day: str, years: int) -> str:
    """The same day of a later year; 28 February for the 29th."""
    year, month_and_day = int(day[:4]) + years, day[4:]
    return f"{year}{'-02-28' if month_and_day == '-02-29' else month_and_day}" if years else ""


def _iso(day: Date | None) -> str:
    """ "" for a day that does not exist."""
    try:
        return date(day.year, day.month, day.day).isoformat() if day else ""
    except ValueError:
        return ""
