"""The lines of a page -> columns of lines, in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plandiff.readers.layout.lines import Line, chunks_of, merged
from plandiff.readers.layout.tables import Table
from plandiff.readers.layout.tuning import Tuning


@dataclass(frozen=True)
class Column:
    """A column of lines."""

    lines: tuple[Line, ...]
    page: int
    split: bool = False
    """Whether it is beside another."""
    notes: bool = False
    """Whether it holds the notes at the foot of one."""


Item = Column | Table
"""One of the things that follow each other on a page."""
_Piece = Line | Table


def items_of(
    rows: Sequence[Line], tables: Sequence[Table], tuning: Tuning, known: Collection[float] = ()
) -> tuple[list[Item], list[float]]:
    """The columns of a page and its tables, in reading order, and the middles of the gutters between columns.

    Lines and tables across the whole width separate what is above and below them. Where other pages have a gutter
    (`known`), a single line on each side is enough.
    """
    edges = _edges(rows, tuning)
    pieces: list[tuple[float, list[_Piece]]] = []
    for row in rows:
        pieces.append((row.top, [*chunks_of(row, tuning.chunk_gap, tuning.edge_gap, edges)]))
    pieces += [(table.top, [table]) for table in tables]
    found: list[float] = []
    items = _items([row for _, row in sorted(pieces, key=lambda piece: piece[0])], _Strips(tuning, known, found), split=False)
    return items, found


def _edges(rows: Sequence[Line], tuning: Tuning) -> set[int]:
    """Positions, in points, where enough pieces begin beside others for a column to begin there."""
    lefts = Counter(round(row.glyphs[place].left) for row in rows for place, gap in row.gaps if gap > tuning.edge_gap)
    return {
        near
        for left, count in lefts.items()
        if count + lefts[left - 1] + lefts[left + 1] >= tuning.column_lines
        for near in (left - 1, left, left + 1)
    }


@dataclass(frozen=True)
class _Strips:
    """What is known about the gutters between columns."""

    tuning: Tuning
    known: Collection[float]
    """The middles of those on other pages."""
    found: list[float]
    """Those on this page."""

    def lines(self, left: float, right: float) -> int:
        """How many lines are required on each side of one."""
        return 1 if any(left <= middle <= right for middle in self.known) else self.tuning.column_lines


def _items(pieces: list[list[_Piece]], strips: _Strips, *, split: bool) -> list[Item]:
    found = _gutter(pieces, strips)
    if found is None:
        return list(_stacked(pieces, split=split))
    first, last, left, right = found
    middle = (left + right) / 2
    strips.found.append(middle)
    inside = pieces[first:last]
    before = [row for row in ([piece for piece in row if piece.right <= middle] for row in inside) if row]
    after = [row for row in ([piece for piece in row if piece.right > middle] for row in inside) if row]
    return [
        *_items(pieces[:first], strips, split=split),
        *_items(before, strips, split=True),
        *_items(after, strips, split=True),
        *_items(pieces[last:], strips, split=split),
    ]


def _stacked(pieces: Iterable[Sequence[_Piece]], *, split: bool) -> Iterator[Item]:
    """The lines of one column, and the tables between them."""
    lines: list[Line] = []
    for row in pieces:
        tables = [piece for piece in row if isinstance(piece, Table)]
        own = [piece for piece in row if isinstance(piece, Line)]
        if own:
            lines.append(merged(own))
        if tables and lines:
            yield Column(tuple(lines), lines[0].page, split)
            lines = []
        yield from tables
    if lines:
        yield Column(tuple(lines), lines[0].page, split)


def _gutter(pieces: list[list[_Piece]], strips: _Strips) -> tuple[int, int, float, float] | None:
    """The tallest gutter: the first row beside it and the one after the last, its left and its right edge."""
    best: tuple[int, int, float, float] | None = None
    tried: set[tuple[int, int]] = set()
    for place, row in enumerate(pieces):
        for before, after in pairwise(row):
            if not isinstance(before, Line):
                continue
            left, right = before.right, after.left
            key = (round(left), round(right))
            if key in tried or right - left < strips.tuning.gutter * before.size:
                continue
            tried.add(key)
            found = _extent(pieces, place, left, right, strips)
            if found and (best is None or found[1] - found[0] > best[1] - best[0]):
                best = found
    return best


def _extent(
    pieces: list[list[_Piece]], place: int, left: float, right: float, strips: _Strips
) -> tuple[int, int, float, float] | None:
    first, last = place, place + 1
    narrowest = strips.tuning.edge_gap * max(piece.size for piece in pieces[place] if isinstance(piece, Line))
    for step, stop in ((-1, -1), (1, len(pieces))):
        number = place + step
        while number != stop:
            edges = _narrowed(pieces[number], left, right)
            if edges is None or edges[1] - edges[0] < narrowest:
                break
            left, right = edges
            first, last = min(first, number), max(last, number + 1)
            number += step
    middle = (left + right) / 2
    inside = pieces[first:last]
    # Single lines on one side above or below the columns belong to the page, unless they begin where the right column does.
    starts = {round(piece.left) for row in inside if _both(row, middle) for piece in row if piece.left >= middle}
    while inside and not _both(inside[0], middle) and round(inside[0][0].left) not in starts:
        inside, first = inside[1:], first + 1
    while inside and not any(piece.left > middle for piece in inside[-1]) and not _both(inside[-1], middle):
        if any(piece.right <= middle for piece in inside[-1]):
            break
        inside, last = inside[:-1], last - 1
    lines = [piece for row in inside for piece in row if isinstance(piece, Line)]
    for side in ([line for line in lines if line.right <= middle], [line for line in lines if line.right > middle]):
        widths = sorted((line.right - line.left) / line.size for line in side)
        least = strips.lines(left, right)
        if len(side) < least or (least > 1 and widths[len(widths) // 2] < strips.tuning.column):
            return None
    return first, last, left, right


def _narrowed(row: Sequence[_Piece], left: float, right: float) -> tuple[float, float] | None:
    """The gutter as narrowed by a row; None if the row crosses it."""
    for piece in row:
        if piece.left < right and piece.right > left:
            if piece.left <= left and piece.right >= right:
                return None
            if piece.left <= left:
                left = piece.right
            elif piece.right >= right:
                right = piece.left
            else:
                return None
    return (left, right) if right > left else None


def _both(row: Sequence[_Piece], middle: float) -> bool:
    return any(piece.right <= middle for piece in row) and any(piece.left >= middle for piece in row)
