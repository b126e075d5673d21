"""The quotation marks that a browser prints around `<q>`, which are not in the page's text."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_CURLED: Final = ("“", "”", "‘", "’")
_CORNERED: Final = ("「", "」", "『", "』")
MARKS: Final = {"zh-tw": _CORNERED, "zh-hk": _CORNERED, "zh-hant": _CORNERED, "ja": _CORNERED}
"""How the name of a language begins -> its marks, outer and inner; others have curled ones."""
ABOVE: Final = 30
"""Ancestors that are searched for quotations around a quotation, and for its language (count)."""


def write_quotes(soup: BeautifulSoup) -> None:
    """Write the marks of each quotation into its text."""
    stated = str((soup.html or soup).get("lang") or "")
    for tag in soup.find_all("q"):
        above = list(islice(tag.parents, ABOVE))
        language = next((str(found) for place in (tag, *above) if (found := place.get("lang"))), stated)
        opening, closing = _marks(language, inner=sum(place.name == "q" for place in above) % 2)
        tag.insert(0, opening)
        tag.append(closing)


def _marks(language: str, inner: int) -> tuple[str, str]:
    """The marks of an outer quotation (0) or one inside another (1)."""
    name = language.lower().replace("_", "-")
    marks = next((marks for start, marks in MARKS.items() if name.startswith(start)), _CURLED)
    return marks[2 * inner], marks[2 * inner + 1]
