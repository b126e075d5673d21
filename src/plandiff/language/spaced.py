"""Numbers whose digits are set apart by spaces, as letter-spaced headings and tables are typed: `2 0 2 5 年`, `9 5 %`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from plandiff.language.units import unit_at
from plandiff.language.widths import half_width

_GAP: Final = "[ \u00a0\u3000]"
_SPACED: Final = re.compile(
    rf"(?<![\d.,])(?<![\d.,]{_GAP})\d(?:{_GAP}\d)++(?:{_GAP}?\.{_GAP}?\d(?:{_GAP}\d)*+)?(?!{_GAP}?[\d.,])"
)
_DIVIDED: Final = re.compile(rf"\d{_GAP}\d")
_SIGNS: Final = ("%", "‰")
_FEWEST: Final = 3
"""Digits from which their unit need not be set apart too; two may be the number of a table and that of something counted."""


def closed(text: str) -> tuple[str, Sequence[int]]:
    """A text with such numbers closed up, where a unit follows them, and the place of each of its characters in the text as printed.

    >>> closed("到 2 0 2 5 年")
    ('到 2025 年', [0, 1, 2, 4, 6, 8, 9, 10])
    """
    if not _DIVIDED.search(text):
        return text, range(len(text))
    plain = half_width(text)
    gaps = {
        place
        for found in _SPACED.finditer(plain)
        if _is_counted(plain, found)
        for place in range(*found.span())
        if plain[place].isspace()
    }
    if not gaps:
        return text, range(len(text))
    places = [place for place in range(len(text)) if place not in gaps]
    return "".join(text[place] for place in places), places


def in_print(places: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """Where a stretch of a text that was closed up is printed."""
    return places[start], places[end - 1] + 1


def _is_counted(text: str, found: re.Match[str]) -> bool:
    apart = text[found.end() : found.end() + 1].isspace()
    at = found.end() + apart
    if text.startswith(_SIGNS, at):
        return True
    if not apart and sum(map(str.isdigit, found.group())) < _FEWEST:
        return False
    return bool(unit_at(text, at))
