"""Fonts that state wrong widths: how wide their characters are, measured by where the next one stands.

Publishers' systems often write Latin letters in a font of half-width characters and state a whole em for each, so that every
letter reaches far into the next. Spaces between words would not be seen, doubled letters would be taken for bold type, and
lines would seem longer than they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Final

from plandiff.readers.layout.page import Glyph, Page
from plandiff.readers.layout.tuning import Tuning

_SAMPLE: Final = 200
"""Characters by which a font is judged."""
_LEVEL: Final = 0.1
"""Ems by which the baselines of two characters of one line may differ."""


def measured(pages: Sequence[Page], tuning: Tuning) -> Sequence[Page]:
    """Pages with the characters of fonts that state too great a width as wide as they are."""
    faces = _overstated(pages, tuning)
    if not faces:
        return pages
    widths = _widths(pages, faces, tuning)
    usual = {face: median([width for (own, _), width in widths.items() if own == face]) for face in faces}
    return [
        replace(page, glyphs=tuple([_narrowed(glyph, widths, usual) for glyph in page.glyphs]))
        if any(glyph.face in faces for glyph in page.glyphs)
        else page
        for page in pages
    ]


def _widths(pages: Sequence[Page], faces: set[str], tuning: Tuning) -> dict[tuple[str, str], float]:
    """Font and text of a character -> its width in ems. Few letters are last in their word so often that the lower quartile of
    the distances to the next one is not the letter's own."""
    steps: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for page in pages:
        for glyph, step in _steps(page, faces, tuning):
            steps[glyph.face, glyph.text].append(step)
    return {sign: sorted(found)[len(found) // 4] + tuning.play for sign, found in steps.items()}


def _narrowed(glyph: Glyph, widths: Mapping[tuple[str, str], float], usual: Mapping[str, float]) -> Glyph:
    if glyph.face not in usual or glyph.turn:
        return glyph
    width = widths.get((glyph.face, glyph.text), usual[glyph.face])
    return glyph._replace(right=min(glyph.right, glyph.left + width * glyph.size))


def _overstated(pages: Sequence[Page], tuning: Tuning) -> set[str]:
    """Fonts most of whose letters and figures reach into the next character, judged by the first of them."""
    overlaps: defaultdict[str, list[bool]] = defaultdict(list)
    for page in pages:
        latin = {glyph.face for glyph in page.glyphs if glyph.text.isascii() and glyph.text.isalnum()}
        fresh = {face for face in latin if len(overlaps[face]) < _SAMPLE}
        for glyph, step in _steps(page, fresh, tuning) if fresh else ():
            if glyph.text.isascii() and glyph.text.isalnum():
                overlaps[glyph.face].append((glyph.right - glyph.left) / glyph.size - step > tuning.overlap)
    return {
        face
        for face, found in overlaps.items()
        if len(found) >= tuning.overlaps and sum(found) >= tuning.overlapping * len(found)
    }


def _steps(page: Page, faces: set[str], tuning: Tuning) -> Iterator[tuple[Glyph, float]]:
    """Upright characters of certain fonts, and how many ems further the next one on the line of each is placed."""
    for glyph, after in pairwise(page.glyphs):
        if glyph.face in faces and not glyph.turn and glyph.size == after.size and not glyph.text.isspace():
            step = (after.left - glyph.left) / glyph.size if glyph.size else 0.0
            if step > tuning.copy and abs(after.base - glyph.base) < _LEVEL * glyph.size:
                yield glyph, step
