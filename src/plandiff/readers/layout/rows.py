"""Characters -> lines: which characters of a page are on one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import eq, itemgetter, sub
from typing import Final

from plandiff.readers.layout.lines import LEFT, Fields, Line
from plandiff.readers.layout.page import Glyph
from plandiff.readers.layout.tuning import Tuning

_TOP: Final = itemgetter(Glyph._fields.index("top"))
_RIGHT: Final = itemgetter(Glyph._fields.index("right"))
_BOTTOM: Final = itemgetter(Glyph._fields.index("bottom"))
_LOOK_BACK: Final = 5
"""Previous lines that a run may belong to."""
_OFF_BASE: Final = 0.35
"""Maximum difference in ems between baselines of characters of one size on one line."""
_TWICE: Final = 0.35
"""Share of its width by which a character may be offset from the copy that makes it bold."""


def rows_of(glyphs: Iterable[Glyph], page: int, tuning: Tuning) -> list[Line]:
    """The lines of a page, from top to bottom: runs on one baseline, including any beside them slightly higher or lower."""
    rows: list[_Row] = []
    runs = [(min(map(_TOP, run)), run[0].left, run) for run in _runs(glyphs)]
    for top, _, run in sorted(runs, key=itemgetter(0, 1)):
        bottom = max(map(_BOTTOM, run))
        for row in reversed(rows[-_LOOK_BACK:]):
            overlap = min(bottom, row.bottom) - max(top, row.top)
            if overlap >= tuning.row_overlap * min(bottom - top, row.bottom - row.top) and not row.has_below(run, tuning):
                row.add(run, top, bottom)
                break
        else:
            rows.append(_Row(run, top, bottom))
    lines = (Line(_once(sorted(row.glyphs, key=LEFT)), page, tuning) for row in rows)
    return sorted((line for line in lines if line.printed), key=lambda line: line.top)


class _Row:
    """What is on one line so far."""

    def __init__(self, run: list[Glyph], top: float, bottom: float) -> None:
        self.glyphs: list[Glyph] = []
        self.top, self.bottom = top, bottom
        self._reach: dict[tuple[int, float], tuple[float, float]] = {}
        """Baseline, to half a point, and size -> how far left and right its characters reach."""
        self.add(run, top, bottom)

    def add(self, run: Sequence[Glyph], top: float, bottom: float) -> None:
        self.glyphs += run
        if bottom - top > self.bottom - self.top:
            self.top, self.bottom = top, bottom
        key = (round(2 * run[0].base), run[0].size)
        left, right = self._reach.get(key, (run[0].left, run[-1].right))
        self._reach[key] = min(left, run[0].left), max(right, run[-1].right)

    def has_below(self, run: Sequence[Glyph], tuning: Tuning) -> bool:
        """Whether a run is below or above characters of similar size, as in the next line of a narrower column set more tightly."""
        base, size = run[0].base, run[0].size
        return any(
            abs(own / 2 - base) > _OFF_BASE * size
            and min(size, other) >= tuning.raised * max(size, other)
            and min(right, run[-1].right) - max(left, run[0].left) > _OFF_BASE * size
            for (own, other), (left, right) in self._reach.items()
        )


def _runs(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Characters that the file prints one after another on one baseline."""
    signs = list(glyphs)
    if not signs:
        return []
    of = Fields._make(zip(*signs, strict=True))
    steps = zip(of.base, of.base[1:], of.size, of.size[1:], of.left, of.left[1:], of.right, strict=False)
    breaks = [
        place
        for place, (base, own_base, size, own_size, left, own_left, right) in enumerate(steps, 1)
        if not (
            abs(own_base - base) < 0.1 * own_size
            and left <= own_left <= right + 3 * own_size
            and abs(own_size - size) < 0.1 * own_size
        )
    ]
    runs = (signs[start:end] for start, end in pairwise((0, *breaks, len(signs))))
    return [run for run in runs if not all(glyph.text.isspace() for glyph in run)]


def _once(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """Without copies of characters in nearly the same place, which some programs use for bold text or shadows."""
    texts = [glyph.text for glyph in glyphs]
    if not any(map(eq, texts, texts[1:])) and not any(map(eq, texts, texts[2:])):
        return tuple(glyphs)
    lefts = list(map(LEFT, glyphs))
    widest = max(map(sub, map(_RIGHT, glyphs), lefts))
    if min(map(sub, lefts[1:], lefts)) >= _TWICE * widest > 0:
        return tuple(glyphs)
    kept: list[Glyph] = []
    last = last_but_one = ""
    for glyph in glyphs:
        text = glyph.text
        if text in (last, last_but_one) and not text.isspace():
            width = glyph.right - glyph.left
            if any(
                other.text == text and glyph.left - other.left < _TWICE * width and abs(glyph.base - other.base) < _TWICE * width
                for other in kept[-2:]
            ):
                continue
        kept.append(glyph)
        last, last_but_one = text, last
    return tuple(kept)
