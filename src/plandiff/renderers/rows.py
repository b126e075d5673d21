"""What stands beside what: a change as one row, with its passages, marks and word edits.

Rows, the grids of tables and the folds of unchanged runs are what a view is made of (view.py).
Nothing here knows a language or a format.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Final, Literal, NamedTuple, TypeAlias

from plandiff.model import (
    CELL_BORDER,
    Change,
    Comparison,
    Op,
    Plan,
    TextEdit,
    Unit,
    UnitKind,
    heading_of,
    print_edits,
    space_number,
)
from plandiff.text import shorten

RunKind = Literal["equal", "noise", "deleted", "inserted", "cut"]
"""Of one side, or of both in one column; there `cut` is where a unit of the old side ended and its text went on."""
Mark = Literal["added", "deleted", "changed", "renamed", "moved", "split", "merged", "renumbered", "noise"]
RowKind = Literal["heading", "text", "row"]
Side = Literal["old", "new"]

QUIET: Final[frozenset[Mark]] = frozenset({"renumbered", "noise"})
"""Marks that are no change of the plan: they show, but they do not keep a row from folding."""

OPENING_CHARACTERS: Final = 32
"""How much of a text stands for it in a fold or a stub: enough to know it again, on half a line."""

PATH_CHARACTERS: Final = 24
"""How much of each title stands in a path of sections."""


class Run(NamedTuple):
    """A run of text."""

    kind: RunKind
    text: str
    other: str = ""
    """Of noise: how the other side prints it; "" where it prints nothing."""
    noise: str = ""
    """Of noise: its class."""


class GridCell(NamedTuple):
    """A cell of a table row on one side."""

    runs: tuple[Run, ...]
    span: int = 1
    """Columns it takes; the cells it covers to its right are left out."""
    covered: bool = False
    """A cell above reaches down over this place, which is empty here."""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Passage:
    """One unit as it stands on one side, or with what became of it in one column."""

    unit: str
    kind: UnitKind
    number: str
    level: int
    runs: tuple[Run, ...]
    cells: tuple[GridCell, ...] = ()
    """Of table rows only."""
    head: bool = False
    """Of table rows: they say what stands in the columns below."""

    @property
    def label(self) -> str:
        """The number as it stands before the text."""
        return space_number(self.number, self.text) if self.number else ""

    @cached_property
    def text(self) -> str:
        if self.cells:
            return CELL_BORDER.join(cell.text for cell in self.cells if not cell.covered)
        return "".join(run.text for run in self.runs)


class Partner(NamedTuple):
    """The other place of something that moved."""

    anchor: str
    path: tuple[str, ...]
    """The sections above it there, outermost first; empty at the top of the plan."""
    below: bool
    """Whether that place is further down in the view."""
    within: bool
    """Whether both places are in one section, where the order alone has changed."""


@dataclass(frozen=True)
class Row:
    """A change with its passages side by side, or the stub where a moved one stood before."""

    anchor: str
    """Unique in the view and stable while the comparison's ids are."""
    kind: RowKind
    change: Change
    marks: tuple[Mark, ...]
    old: tuple[Passage, ...]
    new: tuple[Passage, ...]
    texts: tuple[tuple[str, str], ...] = ()
    """What the change's edits point to."""
    merged: tuple[Passage, ...] = ()
    """Both sides in one column, by the new side's units; empty where only one side is there, or a table lost or moved a column."""
    level: int = 0
    """Of headings: 1 = top level of the body."""
    rank: int = 0
    """Of headings: 2..6, as headings of the report; never more than one below the heading before."""
    stub: bool = False
    """It stands where the unit was before it moved, with its first words; the text is at `partner`."""
    partner: Partner | None = None

    def __getitem__(self, side: Side) -> tuple[Passage, ...]:
        return self.old if side == "old" else self.new

    @property
    def quiet(self) -> bool:
        return QUIET.issuperset(self.marks)

    @cached_property
    def edits(self) -> tuple[TextEdit, ...]:
        """The change's edits with their texts."""
        return print_edits(self.change, self.texts)

    @cached_property
    def weight(self) -> int:
        """Characters of the longer side."""
        return max(sum(len(passage.text) for passage in side) for side in (self.old, self.new))

    @property
    def blank(self) -> bool:
        """A table without a caption that only came or went: its rows say all."""
        return (
            self.weight == 0
            and not (self.change.moved or self.change.columns)
            and all(passage.kind == "table" for passage in (*self.old, *self.new))
        )

    @property
    def echoed(self) -> bool:
        """Whether its old side only repeats a heading that stands elsewhere in the report."""
        return self.stub or bool(self.new)

    @property
    def tone(self) -> str:
        """The row's looks in one word: its weightiest mark, or that it is none to look at."""
        if self.stub:
            return "stub"
        return self.marks[0] if self.loud else "quiet" if self.marks else "same"

    @cached_property
    def loud(self) -> bool:
        """Whether it is a change to stop at."""
        return not (self.stub or self.quiet or self.blank)

    @property
    def side(self) -> Side:
        """The side that carries the row's anchor where both sides are apart, as in tables."""
        return "new" if self.new else "old"

    @property
    def rows(self) -> tuple[Row, ...]:
        return (self,)

    shape: ClassVar = "row"


@dataclass(frozen=True)
class Grid:
    """A table: its caption and its rows."""

    caption: Row | None
    body: tuple[Row, ...]

    @property
    def anchor(self) -> str:
        """Of the table as a whole."""
        return f"{self.body[0].anchor}-table"

    @property
    def rows(self) -> tuple[Row, ...]:
        return (self.caption, *self.body) if self.caption else self.body

    @property
    def quiet(self) -> bool:
        return all(row.quiet for row in self.rows)

    @property
    def titled(self) -> bool:
        """Whether the caption says anything."""
        return self.caption is not None and not self.caption.blank

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that have any row of it."""
        sides: tuple[Side, ...] = ("old", "new")
        return tuple(side for side in sides if any(row[side] for row in self.body))

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return max(len(passage.cells) for row in self.body for side in (row.old, row.new) for passage in side)

    shape: ClassVar = "grid"


@dataclass(frozen=True)
class Fold:
    """A run in which nothing changed, folded to one line."""

    items: tuple[Row | Grid, ...]
    opening: str
    """Its first words."""
    closing: str
    """The title of the last section that begins in it, where there is one besides the opening."""
    marks: tuple[tuple[Mark, int], ...] = ()
    """Quiet marks in it and how many rows have them."""
    shape: ClassVar = "fold"

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for item in self.items for row in item.rows)


Item: TypeAlias = Row | Grid | Fold


# --- one row ---------------------------------------------------------------------------------


def row_of(comparison: Comparison, change: Change) -> Row:
    first = comparison.new.unit[change.new[0]] if change.new else comparison.old.unit[change.old[0]]
    kind: RowKind = "heading" if first.kind == "section" else "row" if first.kind == "row" else "text"
    marks = marks_of(change, heading=kind == "heading", numbered=comparison.alignment.mode == "versions")
    old, new, merged = _passages(comparison, change, merged=_can_merge(change, marks))
    return Row(
        anchor=change.id,
        kind=kind,
        change=change,
        marks=marks,
        old=old,
        new=new,
        texts=comparison.texts(change),
        merged=merged,
        level=first.level,
    )


def marks_of(change: Change, *, heading: bool, numbered: bool) -> tuple[Mark, ...]:
    """What a row says about its change, the weightiest first; empty where all is as it was.

    Numbers count only in versions of one document (`numbered`): those of two regions have nothing in common.
    """
    reshaped = change.status == "noise" and {edit.noise for edit in change.edits if edit.op == "noise"} == {"column"}
    status: dict[str, Mark] = {
        "added": "added",
        "deleted": "deleted",
        "changed": "renamed" if heading else "changed",
        "noise": "noise",
    }
    found: list[tuple[Mark | None, bool]] = [
        ("moved", change.moved),
        ("split", change.split),
        ("merged", change.merged),
        (status.get(change.status), not reshaped),  # its table says so once
        ("renumbered", change.renumbered and numbered),
    ]
    return tuple(mark for mark, holds in found if mark and holds)


def _passages(comparison: Comparison, change: Change, *, merged: bool) -> tuple[tuple[Passage, ...], ...]:
    """The units of a change's old side, of its new one, and those of the new one with both sides in one column if asked for:
    there what was deleted stands before what took its place, and noise shows in its new form.
    """
    old: _Printed = defaultdict(list)
    new: _Printed = defaultdict(list)
    both: _Printed = defaultdict(list)
    home: _Home = (change.new[0] if change.new else "", None)
    unit = change.old[0] if change.old else ""
    for edit, (before, after) in zip(change.edits, comparison.texts(change), strict=True):
        op, here, there, noise = edit
        gone, come = _runs(op, before, after, noise)
        if here and before:
            old[here.unit, here.cell].append(gone)
        if there:
            home = (there.unit, there.cell)
            new[home] += [come] if after else []
        if not merged:
            continue
        if here and here.unit != unit:
            unit = here.unit
            both[home].append(Run("cut", ""))
        if before and gone.kind == "deleted":
            both[home].append(gone)
        if after:
            both[home].append(come)
    return (
        tuple(_passage(comparison.old.unit[name], old, comparison.old) for name in change.old),
        tuple(_passage(comparison.new.unit[name], new, comparison.new) for name in change.new),
        tuple(_passage(comparison.new.unit[name], both, comparison.new) for name in change.new) if merged else (),
    )


def _can_merge(change: Change, marks: tuple[Mark, ...]) -> bool:
    """Whether one column has more to show than the new side, and can."""
    told = bool(change.old and change.new) and (change.status == "changed" or change.merged) and not QUIET.issuperset(marks)
    return told and not any(edit.noise == "column" and edit.old for edit in change.edits)


_Home: TypeAlias = tuple[str, int | None]
"""A unit, and the column of its cell if it is a table row."""
_Printed: TypeAlias = defaultdict[_Home, list[Run]]


def _runs(op: Op, old: str, new: str, noise: str) -> tuple[Run, Run]:
    """What an edit is on either side."""
    if op == "equal":
        run = Run("equal", old or new)
        return run, run
    if op == "noise":
        return Run("noise", old, new, noise), Run("noise", new, old, noise)
    return Run("deleted", old), Run("inserted", new)


def _passage(unit: Unit, runs: _Printed, plan: Plan) -> Passage:
    if unit.kind == "row":
        return Passage(unit.id, unit.kind, unit.number, unit.level, (), _grid_cells(unit, runs), plan.is_head(unit))
    return Passage(unit.id, unit.kind, unit.number, unit.level, tuple(runs.get((unit.id, None), ())))


def _grid_cells(unit: Unit, runs: _Printed) -> tuple[GridCell, ...]:
    """The cells of a table row, spans found again."""
    cells: list[GridCell] = []
    for column, (cell, before) in enumerate(zip(unit.cells, (None, *unit.cells), strict=False)):
        if not cell.covered:
            cells.append(GridCell(tuple(runs.get((unit.id, column), ()))))
        elif cells and before and before.text == cell.text:
            cells[-1] = cells[-1]._replace(span=cells[-1].span + 1)
        else:
            cells.append(GridCell((), covered=True))
    return tuple(cells)


def path_of(plan: Plan, unit: str) -> tuple[str, ...]:
    """The titles of the sections above a unit, outermost first, each with its number."""
    above = plan.sections_above(plan.unit[unit].parent)
    return tuple(first_words(heading_of(section), PATH_CHARACTERS) for section in above)


def first_words(text: str, limit: int = OPENING_CHARACTERS) -> str:
    """The beginning of a text, with `…` where it was cut."""
    return shorten(text, limit)
