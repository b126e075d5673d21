"""The lines of a page -> columns of lines, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from plandiff.readers.layout.lines import Line, chunks_of, merged
from plandiff.readers.layout.tuning import Tuning


@dataclass(frozen=True)
class Column:
    """Lines below one another."""

    lines: tuple[Line, ...]
    page: int
    split: bool = False
    """Whether it stands beside another."""


def columns_of(rows: Sequence[Line], tuning: Tuning) -> list[Column]:
    """The columns of a page; lines that go over the whole width part what stands above and below them."""
    if not rows:
        return []
    pieces = [chunks_of(row, tuning) for row in rows]
    return _columns(pieces, rows[0].page, tuning, split=False)


def _columns(pieces: list[list[Line]], page: int, tuning: Tuning, *, split: bool) -> list[Column]:
    found = _gutter(pieces, tuning)
    if found is None:
        lines = tuple(merged(row) for row in pieces if row)
        return [Column(lines, page, split)] if lines else []
    first, last, left, right = found
    middle = (left + right) / 2
    inside = pieces[first:last]
    before = [row for row in ([piece for piece in row if piece.right <= middle] for row in inside) if row]
    after = [row for row in ([piece for piece in row if piece.right > middle] for row in inside) if row]
    return [
        *_columns(pieces[:first], page, tuning, split=split),
        *_columns(before, page, tuning, split=True),
        *_columns(after, page, tuning, split=True),
        *_columns(pieces[last:], page, tuning, split=split),
    ]


def _gutter(pieces: list[list[Line]], tuning: Tuning) -> tuple[int, int, float, float] | None:
    """The tallest strip that parts columns: the first row beside it and the one after the last, its left and its right edge."""
    best: tuple[int, int, float, float] | None = None
    tried: set[tuple[int, int]] = set()
    for place, row in enumerate(pieces):
        for before, after in pairwise(row):
            left, right = before.right, after.left
            key = (round(left), round(right))
            if key in tried or right - left < tuning.gutter * before.size:
                continue
            tried.add(key)
            found = _extent(pieces, place, left, right, tuning)
            if found and (best is None or found[1] - found[0] > best[1] - best[0]):
                best = found
    return best


def _extent(
    pieces: list[list[Line]], place: int, left: float, right: float, tuning: Tuning
) -> tuple[int, int, float, float] | None:
    first, last = place, place + 1
    for step, stop in ((-1, -1), (1, len(pieces))):
        number = place + step
        while number != stop:
            edges = _narrowed(pieces[number], left, right)
            if edges is None or edges[1] - edges[0] < tuning.gutter * pieces[number][0].size:
                break
            left, right = edges
            first, last = min(first, number), max(last, number + 1)
            number += step
    middle = (left + right) / 2
    inside = pieces[first:last]
    # Single lines on one side above or below the columns belong to the page, not to them.
    while inside and not _both(inside[0], middle):
        inside, first = inside[1:], first + 1
    while inside and not any(piece.left > middle for piece in inside[-1]) and not _both(inside[-1], middle):
        if any(piece.right <= middle for piece in inside[-1]):
            break
        inside, last = inside[:-1], last - 1
    before = [piece for row in inside for piece in row if piece.right <= middle]
    after = [piece for row in inside for piece in row if piece.right > middle]
    for side in (before, after):
        if len(side) < tuning.column_lines:
            return None
        widths = sorted((max(piece.right for piece in side) - piece.left) for piece in side)
        own = sorted((piece.right - piece.left) / piece.size for piece in side)
        if own[len(own) // 2] < tuning.column or not widths:
            return None
    return first, last, left, right


def _narrowed(row: Sequence[Line], left: float, right: float) -> tuple[float, float] | None:
    """The strip as narrow as a row leaves it; None where the row crosses it."""
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


def _both(row: Sequence[Line], middle: float) -> bool:
    return any(piece.right <= middle for piece in row) and any(piece.left >= middle for piece in row)
