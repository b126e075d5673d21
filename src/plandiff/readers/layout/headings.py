"""Which paragraphs are set as headings, and at which level, by size and weight. The normalizer interprets their numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from plandiff.language.letters import LETTER
from plandiff.readers.layout.paragraphs import Paragraph, is_centred, is_set_in
from plandiff.readers.layout.tuning import Tuning

_WORDED: Final = re.compile(rf"{LETTER}{{2}}|{LETTER}\W{LETTER}|[A-Za-z\u00c0-\u024f]{{4}}")
"""Text of a title, as opposed to a formula's symbol or an axis label."""
_LETTERS: Final = 0.5
"""Share of a title's characters that are letters."""
_SENTENCES: Final = re.compile(r"[。！？；]\s*\S|[。；：:]$")


@dataclass(frozen=True)
class Look:
    """What the type of a paragraph says about it."""

    level: int | None = None
    """1 = outermost; None if its size does not make it a heading."""
    strong: bool = False
    """Bold, centred, or in a different font from the text."""


def looks_of(paragraphs: Sequence[Paragraph], stated: Mapping[int, int], tuning: Tuning) -> list[Look]:
    """How paragraphs look, taking larger sizes as heading levels, the largest outermost.

    If the file states its headings and their levels (`stated`, by place), by its structure or bookmarks that lead to them,
    those are used. On a cover, where nothing is as small as text, size says what is large and not what is a heading.
    """
    sizes_used: Counter[float] = Counter()
    faces: Counter[str] = Counter()
    smallest: dict[int, float] = {}
    for paragraph in paragraphs:
        sizes_used[paragraph.size] += paragraph.length
        faces[paragraph.face] += paragraph.length
        page = paragraph.lines[0].page
        smallest[page] = min(smallest.get(page, paragraph.size), paragraph.size)
    body = sizes_used.most_common(1)[0][0] if sizes_used else 0.0
    face = faces.most_common(1)[0][0] if faces else ""
    least = (1 + tuning.larger) * body
    larger = [_is_larger(paragraph, least, tuning) and smallest[paragraph.lines[0].page] <= least for paragraph in paragraphs]
    levels = _levels(
        [paragraph for paragraph, found in zip(paragraphs, larger, strict=True) if found], _openings(paragraphs), tuning
    )
    return [
        Look(
            stated.get(place) if stated else levels[round(paragraph.size)] if found else None,
            paragraph.bold > tuning.strong
            or _is_centred(paragraph, tuning)
            or (paragraph.face != face and len(paragraph.lines) == 1),
        )
        for place, (paragraph, found) in enumerate(zip(paragraphs, larger, strict=True))
    ]


def _is_centred(paragraph: Paragraph, tuning: Tuning) -> bool:
    first, *others = paragraph.lines
    return is_centred(first, paragraph.setting, tuning) and not (others and is_set_in(first, others[0], tuning))


def _openings(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Which paragraphs, by identity, are first on their page."""
    return {id(below) for above, below in pairwise(paragraphs) if below.lines[0].page > above.lines[-1].page}


def _levels(headings: Sequence[Paragraph], openings: set[int], tuning: Tuning) -> dict[int, int]:
    """Size in points -> level. If centred titles open pages, they have the same level whatever their size: they are scaled to
    fit."""
    opening = Counter(
        round(heading.size)
        for heading in headings
        if id(heading) in openings and is_centred(heading.lines[0], heading.setting, tuning)
    )
    one = set(opening) if opening.total() >= tuning.opening and min(opening) >= tuning.alike * max(opening) else set()
    found: dict[int, int] = {}
    level = 0
    for size in sorted({round(heading.size) for heading in headings}, reverse=True):
        known = [found[other] for other in found if other in one] if size in one else []
        level = known[0] if known else max(found.values(), default=0) + 1
        found[size] = level
    return found


def _is_larger(paragraph: Paragraph, least: float, tuning: Tuning) -> bool:
    text = paragraph.spanned.text
    titled = len(text) <= tuning.heading and not _SENTENCES.search(text) and _WORDED.search(text) is not None
    return paragraph.size > least and titled and sum(map(str.isalpha, text)) >= _LETTERS * len(text)
