"""Which columns of a table became which, and so which cells of two rows are counterparts.

The comparison has this if it paired the tables. If it does not cover them (in headers, notes and other cells), the columns are
matched by equal text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from plandiff.ooxml import child, value
from plandiff.renderers.redline.stories import Cell, Row, Table
from plandiff.sequences import heaviest_increasing

Columns = tuple[tuple[int, int], ...]
"""Columns that both tables have, in order: (index in the old one, index in the new one)."""
Votes = Mapping[tuple[int, int], float]
"""(column of the old table, column of the new one) -> weight of the evidence that they match."""

SIMILAR: Final = 0.4
"""Fraction of equal cells from which two columns match, if the comparison does not say."""


@dataclass(frozen=True)
class Span:
    """A cell in the grid."""

    cell: Cell
    columns: range


Slot = tuple[Span | None, Span | None]
"""A cell of the old row and what it became; None if it was inserted or deleted with its column."""


@dataclass(frozen=True)
class Grids:
    """The grids of two tables that have some columns in common."""

    columns: Columns
    old: int
    """How many columns the old table has."""
    new: int

    @property
    def came(self) -> dict[int, int]:
        """Column of the old table, or its end -> how many columns only the new one has before it."""
        borders = [(-1, -1), *self.columns, (self.old, self.new)]
        return {a: b - before - 1 for (_, before), (a, b) in pairwise(borders) if b - before > 1}

    @property
    def went(self) -> dict[int, int]:
        """Column of the new table, or its end -> how many only the old one has before it, and before those inserted there."""
        borders = [(-1, -1), *self.columns, (self.old, self.new)]
        return {before + 1: a - left - 1 for (left, before), (a, _) in pairwise(borders) if a - left > 1}


def spans_of(row: Row) -> list[Span]:
    """The cells of a row, each with the columns that it takes."""
    stated = value(child(row.element, "trPr"), "gridBefore") or "0"
    at = int(stated) if stated.isdigit() else 0
    found = []
    for cell in row.cells:
        found.append(Span(cell, range(at, at + cell.width)))
        at += cell.width
    return found


def _width_of(table: Table) -> int:
    """How many columns a table has."""
    return max((span.columns.stop for row in table.rows for span in spans_of(row)[-1:]), default=0)


def match_columns(old: Table, new: Table, votes: Votes, text_of: Callable[[Cell], str]) -> Grids | None:
    """Which columns both tables have; None if these are all columns, each in its place."""
    widths = _width_of(old), _width_of(new)
    pairs = _kept(votes or _similarities(old, new, text_of), *widths)
    if widths[0] == widths[1] and all(a == b for a, b in pairs):
        return None
    return Grids(pairs, *widths)


def is_crossed(old: Table, new: Table, grids: Grids) -> bool:
    """Whether a cell spans an inserted or deleted column and one that is neither, and so changes its width."""
    for table, kept, others in zip((old, new), zip(*grids.columns, strict=True), (grids.came, grids.went), strict=True):
        for span in (span for row in table.rows for span in spans_of(row)):
            inside = set(span.columns)
            if len(inside & set(kept)) not in (0, len(inside)) or any(column in others for column in span.columns[1:]):
                return True
    return False


def _kept(votes: Votes, old: int, new: int) -> Columns:
    """The pairs with the most votes, each column once and in order; and those between the same two, if there are equally many."""
    best: dict[int, int] = {}
    for (a, b), _ in sorted(votes.items(), key=lambda row: (-row[1], row[0])):
        if a < old and b < new and a not in best and b not in best.values():
            best[a] = b
    rows = sorted(best.items())
    order = set(heaviest_increasing([b for _, b in rows], [votes[row] for row in rows]))
    found: list[tuple[int, int]] = []
    i = j = 0
    for a, b in [*(row for n, row in enumerate(rows) if n in order), (old, new)]:
        if a - i == b - j:
            found += zip(range(i, a), range(j, b), strict=True)
        found.append((a, b))
        i, j = a + 1, b + 1
    return tuple(found[:-1])


def _similarities(old: Table, new: Table, text_of: Callable[[Cell], str]) -> Votes:
    """The columns that have cells in common, and how many."""
    sides = [_texts(table, text_of) for table in (old, new)]
    least = SIMILAR * max(1, min(len(old.rows), len(new.rows)))
    return {
        (a, b): float((ours & theirs).total())
        for a, ours in sides[0].items()
        for b, theirs in sides[1].items()
        if (ours & theirs).total() >= least
    }


def _texts(table: Table, text_of: Callable[[Cell], str]) -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = {}
    for row in table.rows:
        for span in spans_of(row):
            if len(span.columns) == 1 and not span.cell.goes_on and (text := text_of(span.cell)):
                found.setdefault(span.columns[0], Counter())[text] += 1
    return found


def projected(table: Table, columns: Sequence[int], text_of: Callable[[Cell], str]) -> list[list[str]]:
    """The texts of a table's rows in some of its columns."""
    found = []
    for row in table.rows:
        said = {column: text_of(span.cell) for span in spans_of(row) for column in span.columns}
        found.append([said.get(column, "") for column in columns])
    return found


def slots_of(old: Row, new: Row, columns: Columns) -> list[Slot] | None:
    """The cells of two rows in the order in which they are written; None if they do not line up in the common columns."""
    forth, back = dict(columns), {b: a for a, b in columns}
    ours, theirs = spans_of(old), spans_of(new)
    found: list[Slot] = []
    i = j = 0
    while i < len(ours) or j < len(theirs):
        here = {forth[column] for column in ours[i].columns if column in forth} if i < len(ours) else None
        there = {column for column in theirs[j].columns if column in back} if j < len(theirs) else None
        if here is not None and not here:
            found.append((ours[i], None))
            i += 1
        elif there is not None and not there:
            found.append((None, theirs[j]))
            j += 1
        elif here is None or here != there or ours[i].cell.goes_on != theirs[j].cell.goes_on:
            return None
        else:
            found.append((ours[i], theirs[j]))
            i, j = i + 1, j + 1
    return found
