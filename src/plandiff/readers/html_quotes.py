"""The quotation marks that a browser prints around `<q>`, which are not in the page's text."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bs4 import Tag

CURLED: Final = ("“", "”", "‘", "’")
_CORNERED: Final = ("「", "」", "『", "』")
MARKS: Final = {"zh-tw": _CORNERED, "zh-hk": _CORNERED, "zh-hant": _CORNERED, "ja": _CORNERED}
"""How the name of a language begins -> its marks, outer and inner; others have curled ones."""
ABOVE: Final = 30
"""Ancestors that are searched for quotations around a quotation, and for its language (count)."""


def quotes_of(tag: Tag) -> tuple[str, str]:
    """The marks before and after a quotation."""
    above = list(islice(tag.parents, ABOVE))
    language = next((str(found) for place in (tag, *above) if (found := place.get("lang"))), "").lower().replace("_", "-")
    marks = next((marks for start, marks in MARKS.items() if language.startswith(start)), CURLED)
    inner = sum(place.name == "q" for place in above) % 2
    return marks[2 * inner], marks[2 * inner + 1]
