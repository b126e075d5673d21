"""What stands beside what: a change as one row, with its passages, marks and word edits.

Rows, the grids of tables and the folds of unchanged runs are what a view is made of (view.py).
Nothing here knows a language or a format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Final, Literal, NamedTuple, TypeAlias

from plandiff.model import Change, Comparison, Edit, Plan, Unit, UnitKind, heading_of, space_number
from plandiff.text import shorten

RunKind = Literal["equal", "noise", "deleted", "inserted"]
Mark = Literal["added", "deleted", "changed", "renamed", "moved", "split", "merged", "renumbered", "noise"]
RowKind = Literal["heading", "text", "row"]
Side = Literal["old", "new"]

QUIET: Final[frozenset[Mark]] = frozenset({"renumbered", "noise"})
"""Marks that are no change of the plan: they show, but they do not keep a row from folding."""

OPENING_CHARACTERS: Final = 32
"""How much of a text stands for it in a fold or a stub: enough to know it again, on half a line."""

CELL_BORDER: Final = " | "
"""What stands between the cells in the text of a table row."""


PATH_CHARACTERS: Final = 24
"""How much of each title stands in a path of sections."""


class Run(NamedTuple):
    """A run of the text of one side."""

    kind: RunKind
    text: str
    other: str = ""
    """Of noise: how the other side prints it."""
    noise: str = ""
    """Of noise: its class."""


class GridCell(NamedTuple):
    """A cell of a table row on one side."""

    runs: tuple[Run, ...]
    span: int = 1
    """Columns it takes; the cells it covers to its right are left out."""
    covered: bool = False
    """A cell above reaches down over this place, which is empty here."""


@dataclass(frozen=True)
class Passage:
    """One unit as it stands on one side."""

    unit: str
    kind: UnitKind
    number: str
    level: int
    runs: tuple[Run, ...]
    cells: tuple[GridCell, ...] = ()
    """Of table rows only."""

    @property
    def label(self) -> str:
        """The number as it stands before the text."""
        return space_number(self.number, self.text)

    @cached_property
    def text(self) -> str:
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

    @property
    def edits(self) -> Iterator[Edit]:
        """The change's edits; in table rows none reaches over the border of a cell, where it can be told."""
        return _cellwise(self.change.edits) if self.kind == "row" else iter(self.change.edits)

    @cached_property
    def weight(self) -> int:
        """Characters of the longer side."""
        return max(sum(len(passage.text) for passage in side) for side in (self.old, self.new))

    @property
    def blank(self) -> bool:
        """A table without a caption that only came or went: its rows say all."""
        return self.weight == 0 and not self.change.moved and all(passage.kind == "table" for passage in (*self.old, *self.new))

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
    old, new = (
        tuple(plan.unit[unit] for unit in ids) for plan, ids in ((comparison.old, change.old), (comparison.new, change.new))
    )
    first = (new or old)[0]
    kind: RowKind = "heading" if first.kind == "section" else "row" if first.kind == "row" else "text"
    return Row(
        anchor=change.id,
        kind=kind,
        change=change,
        marks=marks_of(change, heading=kind == "heading", numbered=comparison.alignment.mode == "versions"),
        old=passages(old, change.edits, "old"),
        new=passages(new, change.edits, "new"),
        level=first.level,
    )


def marks_of(change: Change, *, heading: bool, numbered: bool) -> tuple[Mark, ...]:
    """What a row says about its change, the weightiest first; empty where all is as it was.

    Numbers count only in versions of one document (`numbered`): those of two regions have nothing in common.
    """
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
        (status.get(change.status), True),
        ("renumbered", change.renumbered and numbered),
    ]
    return tuple(mark for mark, holds in found if mark and holds)


def passages(units: Sequence[Unit], edits: Iterable[Edit], side: Side) -> tuple[Passage, ...]:
    """One side of a change: the edits, cut where one unit ends and the next begins."""
    cut = _cut(_runs(edits, side), [len(unit.text) for unit in units])
    return tuple(
        Passage(unit.id, unit.kind, unit.number, unit.level, runs, _grid_cells(unit, runs))
        for unit, runs in zip(units, cut, strict=True)
    )


def _runs(edits: Iterable[Edit], side: Side) -> Iterator[Run]:
    for edit in edits:
        text, other = (edit.old, edit.new) if side == "old" else (edit.new, edit.old)
        if not text:
            continue
        if edit.op == "equal":
            yield Run("equal", text)
        elif edit.op == "noise":
            yield Run("noise", text, other, edit.noise)
        else:
            yield Run("deleted" if side == "old" else "inserted", text)


def _cut(runs: Iterable[Run], lengths: Iterable[int]) -> list[tuple[Run, ...]]:
    """The runs in pieces of the given lengths; a run that crosses a border is cut in two."""
    pieces = []
    waiting = iter(runs)
    rest: Run | None = None
    for length in lengths:
        piece: list[Run] = []
        missing = length
        while missing and (run := rest or next(waiting, None)):
            rest = None
            if len(run.text) > missing:
                run, rest = run._replace(text=run.text[:missing]), run._replace(text=run.text[missing:])
            piece.append(run)
            missing -= len(run.text)
        pieces.append(tuple(piece))
    return pieces


def _grid_cells(unit: Unit, runs: tuple[Run, ...]) -> tuple[GridCell, ...]:
    """The cells of a table row; the ` | ` between them is left out, spans are found again."""
    if not unit.cells:
        return ()
    printed = [cell.text for cell in unit.cells if not cell.covered]
    lengths = [length for text in printed for length in (len(text), len(CELL_BORDER))]
    texts = iter(_cut(runs, lengths)[::2])
    cells: list[GridCell] = []
    for cell, before in zip(unit.cells, (None, *unit.cells), strict=False):
        if not cell.covered:
            cells.append(GridCell(next(texts)))
        elif cells and before and before.text == cell.text:
            cells[-1] = cells[-1]._replace(span=cells[-1].span + 1)
        else:
            cells.append(GridCell((), covered=True))
    return tuple(cells)


def _cellwise(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Replacements that run over equally many cell borders on both sides, cell by cell."""
    for edit in edits:
        old, new = edit.old.split(CELL_BORDER), edit.new.split(CELL_BORDER)
        if edit.op != "replace" or len(old) != len(new):
            yield edit
            continue
        for ordinal, (before, after) in enumerate(zip(old, new, strict=True)):
            if ordinal:
                yield Edit("equal", CELL_BORDER, CELL_BORDER)
            yield Edit("equal" if before == after else "replace", before, after)


def path_of(plan: Plan, unit: str) -> tuple[str, ...]:
    """The titles of the sections above a unit, outermost first, each with its number."""
    above = plan.sections_above(plan.unit[unit].parent)
    return tuple(first_words(heading_of(section), PATH_CHARACTERS) for section in above)


def first_words(text: str, limit: int = OPENING_CHARACTERS) -> str:
    """The beginning of a text, with `…` where it was cut."""
    return shorten(text, limit)
