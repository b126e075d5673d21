"""What a view consists of besides single rows: tables, and folds of what did not change.

A table is one item, whatever happened to it: its columns are those of both sides, a row and its counterpart are one row, and what
only one side has is in its place. Nothing here knows a language or a format.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import ClassVar, Final, Literal, NamedTuple, TypeAlias

from plandiff.model import Change, Side
from plandiff.renderers.passages import GridCell, Passage, Run
from plandiff.renderers.rows import Mark, Row, scaled

TABLE_COLUMNS: Final = 3
"""Cells that share a line of a table's row, approximately."""


class Column(NamedTuple):
    """A column of a table of both sides: its place on each."""

    old: int | None
    new: int | None


class TableCell(NamedTuple):
    """A cell of such a table."""

    runs: tuple[Run, ...] = ()
    span: int = 1
    covered: bool = False
    only: Side | Literal[""] = ""
    """The only side that has its column, if one."""


class TableRow(NamedTuple):
    """A row of such a table; a change has one, or more where rows were split or merged."""

    row: Row
    first: bool
    """Whether it is the first of its change."""
    head: bool
    sides: Side | Literal["both"]
    """Which sides the row is on: what moved is at its old place on the old side only, at the new one on the new side."""
    cells: tuple[TableCell, ...]


@dataclass(frozen=True)
class Grid:
    """A table: its caption and its rows."""

    caption: Row | None
    body: tuple[Row, ...]

    @property
    def anchor(self) -> str:
        """The anchor of the whole table."""
        return f"{self.body[0].anchor}-table"

    @property
    def rows(self) -> tuple[Row, ...]:
        return (self.caption, *self.body) if self.caption else self.body

    @property
    def insignificant(self) -> bool:
        return all(row.insignificant for row in self.rows)

    @property
    def lines(self) -> int:
        """Its approximate height in lines of text."""
        return scaled(sum(max(1, row.lines / TABLE_COLUMNS) for row in self.body))

    @property
    def titled(self) -> bool:
        """Whether the caption is not empty."""
        return self.caption is not None and not self.caption.blank

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that have rows of it."""
        sides: tuple[Side, ...] = ("old", "new")
        return tuple(side for side in sides if any(row[side] for row in self.body))

    @property
    def whole(self) -> Mark | None:
        """The mark of all its rows if they were added or deleted together, which is then shown once."""
        marks = {row.marks for row in self.body}
        only = marks.pop() if len(marks) == 1 else ()
        return only[0] if only in (("added",), ("deleted",)) else None

    @property
    def inside(self) -> bool:
        """Whether it was added or deleted with the section that contains it, whose heading says so."""
        return all(row.inside for row in self.body)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns of both sides in the new table's order; one only in the old table follows the one before it there."""
        partners = dict(pair for row in self.body for pair in _pairs(row.change))
        widths = {
            side: max((_width(passage) for row in self.body for passage in row[side]), default=0) for side in ("old", "new")
        }
        if not partners and all(widths.values()):  # two unrelated tables in one place
            partners = {place: place for place in range(min(widths.values()))}
        partner_of = {new: old for old, new in reversed(partners.items())}
        gone: dict[int, list[Column]] = {}
        before = -1
        for old in range(widths["old"]):
            if old in partners:
                before = max(before, partners[old])
            else:
                gone.setdefault(before, []).append(Column(old, None))
        found = gone.pop(-1, [])
        for new in range(widths["new"]):
            found += (Column(partner_of.get(new), new), *gone.pop(new, ()))
        return tuple(chain(found, *gone.values()))

    @property
    def table(self) -> Iterator[TableRow]:
        """The rows of the merged table."""
        for row in self.body:
            for number, (passage, side) in enumerate(_shown(row)):
                other = row.old[number].cells if side == "both" and number < len(row.old) else ()
                yield TableRow(row, number == 0, passage.head, side, tuple(_cells(self.columns, passage, side, other)))

    shape: ClassVar = "grid"


@dataclass(frozen=True)
class Fold:
    """A run in which nothing changed, folded to one line."""

    items: tuple[Row | Grid, ...]
    opening: str
    """Its first words."""
    closing: str
    """The title of the last section that begins in it, if there is one besides the opening."""
    marks: tuple[tuple[Mark, int], ...] = ()
    """Insignificant marks in it and how many rows have them."""
    shape: ClassVar = "fold"

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for item in self.items for row in item.rows)


Item: TypeAlias = Row | Grid | Fold


# --- one table of both sides -----------------------------------------------------------------


def _pairs(change: Change) -> Iterator[tuple[int, int]]:
    """The places of the cells compared with each other, in the old and the new row."""
    for edit in change.edits:
        if edit.old and edit.new and edit.old.cell is not None and edit.new.cell is not None:
            yield edit.old.cell, edit.new.cell


def _width(passage: Passage) -> int:
    """Columns that a row takes."""
    return max((cell.column + cell.span for cell in passage.cells), default=0)


def _shown(row: Row) -> Iterator[tuple[Passage, Side | Literal["both"]]]:
    """The passages shown for a row, and the side of each."""
    if len(row.old) == len(row.merged) == 1 and not row.stub:
        yield row.merged[0], "both"
        return
    yield from ((passage, "old") for passage in row.old)
    if not row.stub:
        yield from ((passage, "new") for passage in (row.merged if row.partner and row.merged else row.new))


def _cells(
    columns: Sequence[Column], passage: Passage, side: Side | Literal["both"], other: Sequence[GridCell]
) -> Iterator[TableCell]:
    """The cells of a row in the columns of both sides; `other` are those of the old side if the passage has both."""
    own = "old" if side == "old" else "new"
    place = {getattr(column, own): number for number, column in enumerate(columns)}
    cells = {cell.column: cell for cell in passage.cells}
    gone = {cell.column: cell for cell in other}
    reach = 0
    for number, column in enumerate(columns):
        if number < reach:
            continue
        only: Side | Literal[""] = "old" if column.new is None else "new" if column.old is None else ""
        here = getattr(column, own)
        cell = cells.get(here) if here is not None else gone.get(column.old) if column.old is not None else None
        if cell is None:
            yield TableCell(only=only)
            continue
        last = place.get(here + cell.span - 1, number) if here is not None else number
        reach = max(last, number) + 1
        yield TableCell(cell.runs, reach - number, cell.covered, only if reach - number == 1 else "")
