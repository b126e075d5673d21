"""Characters -> lines: what stands on one baseline, with the spaces between its words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Final

from plandiff.model import Span, Spanned
from plandiff.model.spans import cut, join, ordered
from plandiff.readers.layout.page import Box, Glyph
from plandiff.readers.layout.tuning import Tuning

_WIDE: Final = frozenset("WF")
_FIGURE: Final = re.compile(r"[\d*†‡§¹²³a-z+−-]{1,4}", re.IGNORECASE)
"""What is set raised or lowered: the mark of a note, an exponent, an index."""
_LIGATURES: Final = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_NOT_PRINTED: Final = frozenset({"\u00ad", "\u200b", "\ufeff", "\u200c", "\u200d", "\u2060"})
_SNUG: Final = 0.03
"""Ems by which the characters of a line may be apart that is not stretched."""
_MEASURED: Final = 4
"""Pairs of characters from which it is known how far all of a line are set apart."""
_HYPHEN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]{2}-$")
_TWICE: Final = 0.35
"""Share of its width by which a character may stand off its copy, which makes it bold."""


@dataclass(frozen=True)
class Line:
    """Characters in a row, from left to right; at least one is no space."""

    glyphs: tuple[Glyph, ...]
    page: int
    tuning: Tuning

    @cached_property
    def printed(self) -> tuple[Glyph, ...]:
        """Without spaces."""
        return tuple(glyph for glyph in self.glyphs if not glyph.text.isspace())

    @cached_property
    def left(self) -> float:
        return self.printed[0].left

    @cached_property
    def right(self) -> float:
        return max(glyph.right for glyph in self.printed)

    @cached_property
    def top(self) -> float:
        return min(glyph.top for glyph in self._main)

    @cached_property
    def bottom(self) -> float:
        return max(glyph.bottom for glyph in self._main)

    @cached_property
    def base(self) -> float:
        """Where most of its characters stand."""
        return Counter(round(glyph.base, 1) for glyph in self._main).most_common(1)[0][0]

    @cached_property
    def size(self) -> float:
        """Of most of its characters, in points."""
        sizes = {glyph.size for glyph in self.printed}
        if len(sizes) == 1:
            return round(sizes.pop(), 1)
        return Counter(round(glyph.size, 1) for glyph in self.printed).most_common(1)[0][0]

    @property
    def box(self) -> Box:
        return self.left, self.top, self.right, self.bottom

    @cached_property
    def _main(self) -> tuple[Glyph, ...]:
        """The characters of its usual size."""
        return tuple(glyph for glyph in self.printed if glyph.size >= self.tuning.raised * self.size) or self.printed

    @cached_property
    def bold(self) -> float:
        """Share of its characters that are."""
        return sum(glyph.bold for glyph in self.printed) / len(self.printed)

    @cached_property
    def face(self) -> str:
        """The font of most of its characters; of the wide ones where there are any, for figures have another."""
        wide = [glyph.face for glyph in self.printed if is_wide(glyph.text)]
        return Counter(wide or [glyph.face for glyph in self.printed]).most_common(1)[0][0]

    @cached_property
    def spanned(self) -> Spanned:
        """Its text, with what is raised or lowered in it."""
        text: list[str] = []
        spans: list[Span] = []
        length = 0
        before: Glyph | None = None
        spaced = False
        for glyph in self.glyphs:
            if glyph.text in _NOT_PRINTED:
                continue
            if glyph.text.isspace():
                spaced = True
                continue
            if before is not None and self._parted(before, glyph, spaced=spaced):
                text.append(" ")
                length += 1
            said = _LIGATURES.get(glyph.text, glyph.text)
            if glyph.size < self.tuning.raised * self.size and _FIGURE.fullmatch(said):
                off = self.base - glyph.base
                if off > 0.15 * self.size:
                    spans.append(Span(length, length + len(said), "superscript"))
                elif off < -0.05 * self.size:
                    spans.append(Span(length, length + len(said), "subscript"))
            text.append(said)
            length += len(said)
            before, spaced = glyph, False
        return Spanned("".join(text), ordered(spans))

    @cached_property
    def text(self) -> str:
        return self.spanned.text

    def _parted(self, before: Glyph, after: Glyph, *, spaced: bool) -> bool:
        """Whether a space stands between two characters."""
        gap = after.left - before.right
        em = max(before.size, after.size)
        if is_wide(before.text) and is_wide(after.text):
            if not spaced and self._tracking < _SNUG * em and before.text[-1].isalnum() and after.text[0].isalnum():
                return gap > self.tuning.lone_gap * em
            return gap > (self.tuning.space if spaced else self.tuning.wide_gap) * em + self._tracking
        if spaced:
            # The space of a font for figures is printed between Chinese characters and figures by editors, seldom by people; what it
            # says is left to the comparison.
            return True
        if is_wide(before.text) or is_wide(after.text):
            return gap > self.tuning.wide_gap * em + self._tracking
        return gap > self.tuning.word_gap * em + self._tracking

    @cached_property
    def _tracking(self) -> float:
        """By how much all its characters are set apart."""
        gaps = sorted(
            after.left - before.right
            for before, after in zip(self.glyphs, self.glyphs[1:], strict=False)
            if not before.text.isspace() and not after.text.isspace()
        )
        return max(0.0, gaps[len(gaps) // 4]) if len(gaps) >= _MEASURED else 0.0


@lru_cache(maxsize=8192)
def is_wide(character: str) -> bool:
    """Whether a character takes a whole em, as Chinese ones and their punctuation do."""
    return unicodedata.east_asian_width(character[0]) in _WIDE or "\u2014" <= character <= "\u2026"


def rows_of(glyphs: Iterable[Glyph], page: int, tuning: Tuning) -> list[Line]:
    """All that stands on one baseline as one line, from top to bottom."""
    rows: list[list[Glyph]] = []
    spans: list[tuple[float, float]] = []
    for run in sorted(_runs(glyphs), key=lambda run: (min(glyph.top for glyph in run), run[0].left)):
        top, bottom = min(glyph.top for glyph in run), max(glyph.bottom for glyph in run)
        for number in range(len(rows) - 1, max(-1, len(rows) - 6), -1):
            above, below = spans[number]
            overlap = min(bottom, below) - max(top, above)
            if overlap >= tuning.row_overlap * min(bottom - top, below - above):
                rows[number] += run
                if bottom - top > below - above:
                    spans[number] = (top, bottom)
                break
        else:
            rows.append(run)
            spans.append((top, bottom))
    lines = (Line(_once(sorted(row, key=lambda glyph: glyph.left)), page, tuning) for row in rows)
    return sorted((line for line in lines if line.printed), key=lambda line: line.top)


def chunks_of(row: Line, tuning: Tuning) -> list[Line]:
    """The pieces of a line with wide gaps between them."""
    pieces: list[list[Glyph]] = [[]]
    last: Glyph | None = None
    for glyph in row.glyphs:
        if not glyph.text.isspace():
            if last is not None and glyph.left - last.right > tuning.chunk_gap * max(glyph.size, last.size):
                pieces.append([])
            last = glyph
        pieces[-1].append(glyph)
    lines = [Line(tuple(piece), row.page, tuning) for piece in pieces]
    return [line for line in lines if line.printed]


def merged(lines: Sequence[Line]) -> Line:
    """Pieces of one line as one again."""
    if len(lines) == 1:
        return lines[0]
    glyphs = sorted((glyph for line in lines for glyph in line.glyphs), key=lambda glyph: glyph.left)
    return Line(tuple(glyphs), lines[0].page, lines[0].tuning)


def joined(lines: Sequence[Line]) -> Spanned:
    """Lines that only their width broke as one text."""
    whole = lines[0].spanned
    for above, line in pairwise(lines):
        if _HYPHEN.search(whole.text) and line.text[:1].islower():
            whole = join((cut(whole, (0, len(whole.text) - 1))[0], line.spanned))
        else:
            whole = join((whole, Spanned(_glue(above, line)), line.spanned))
    return whole


def _runs(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """What the file prints one after another on one baseline."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        last = runs[-1][-1] if runs else None
        near = (
            last is not None
            and abs(glyph.base - last.base) < 0.1 * glyph.size
            and abs(glyph.size - last.size) < 0.1 * glyph.size
            and last.left <= glyph.left <= last.right + 3 * glyph.size
        )
        if near:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return [run for run in runs if not all(glyph.text.isspace() for glyph in run)]


def _once(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """Without copies of characters in nearly the same place, by which some programs make text bold or cast a shadow."""
    kept: list[Glyph] = []
    for glyph in glyphs:
        width = glyph.right - glyph.left
        if not glyph.text.isspace() and any(
            other.text == glyph.text
            and glyph.left - other.left < _TWICE * width
            and abs(glyph.base - other.base) < _TWICE * width
            for other in kept[-2:]
        ):
            continue
        kept.append(glyph)
    return tuple(kept)


def _glue(above: Line, below: Line) -> str:
    """What stands between two lines of a paragraph: a space between the words of an alphabet."""
    last, first = above.text[-1:], below.text[:1]
    return "" if is_wide(last) or is_wide(first) or (last == "-" and above.text[-2:-1].isalnum()) else " "
