"""What stands beside what: a change as one row, with its passages, marks and word edits.

Rows, the grids of tables and the folds of unchanged runs are what a view is made of (view.py).
Nothing here knows a language or a format.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar, Final, Literal, NamedTuple, TypeAlias

from plandiff.model import Change, Comparison, Plan, Side, TextEdit, heading_of
from plandiff.renderers.passages import Passage, Retargeted, passages_of, without_edits
from plandiff.text import shorten

Mark = Literal["added", "deleted", "changed", "renamed", "moved", "split", "merged", "renumbered", "noise"]
RowKind = Literal["heading", "text", "row"]

INSIGNIFICANT: Final[frozenset[Mark]] = frozenset({"renumbered", "noise"})
"""Marks that are not a change of the plan: they show, but they do not keep a row from folding."""

OPENING_CHARACTERS: Final = 32
"""How much of a text stands for it in a fold or a stub: enough to know it again, on half a line."""

PATH_CHARACTERS: Final = 24
"""How much of each title stands in a path of sections."""


SHARING: Final = 0.3
"""Similarity from which on what two regions' texts share is marked: below it, these are words of the trade."""

SHARED_LEAST: Final = 4
"""Characters of the shortest phrase that is marked as shared: shorter ones are single words."""


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

    comparison: Comparison = field(repr=False, compare=False)
    anchor: str
    """Unique in the view and stable while the comparison's ids are."""
    kind: RowKind
    change: Change
    marks: tuple[Mark, ...]
    old: tuple[Passage, ...]
    new: tuple[Passage, ...]
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
    def insignificant(self) -> bool:
        return INSIGNIFICANT.issuperset(self.marks)

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """What the change's edits point to."""
        return self.comparison.texts(self.change)

    @property
    def edits(self) -> tuple[TextEdit, ...]:
        """The change's edits with their texts."""
        return self.comparison.printed(self.change)

    @property
    def retargeted(self) -> tuple[Retargeted, ...]:
        """The links in it that lead elsewhere now, each once."""
        if not any(edit.noise == "link" for edit in self.change.edits):
            return ()
        runs = (run for passage in self.new for run in passage.all_runs)
        return tuple(dict.fromkeys(run.retargeted for run in runs if run.retargeted))

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
    def in_one_column(self) -> tuple[Passage, ...]:
        """What stands for it where a table has both sides in one."""
        return self.merged or (self.new if self.insignificant and self.new else (*self.old, *self.new))

    @property
    def echoed(self) -> bool:
        """Whether its old side only repeats a heading that stands elsewhere in the report."""
        return self.stub or bool(self.new)

    @property
    def tone(self) -> str:
        """The row's looks in one word: its most significant mark, or that it needs no attention."""
        if self.stub:
            return "stub"
        return self.marks[0] if self.significant else "insignificant" if self.marks else "same"

    @cached_property
    def significant(self) -> bool:
        """Whether it is a change to look at."""
        return not (self.stub or self.insignificant or self.blank)

    @property
    def side(self) -> Side:
        """The side that carries the row's anchor where both sides are apart, as in tables."""
        return "new" if self.new else "old"

    @property
    def first(self) -> Passage:
        """The first passage of that side."""
        return self[self.side][0]

    @property
    def plan(self) -> Plan:
        """The plan of that side."""
        return self.comparison.new if self.new else self.comparison.old

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
    def insignificant(self) -> bool:
        return all(row.insignificant for row in self.rows)

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
    """Insignificant marks in it and how many rows have them."""
    shape: ClassVar = "fold"

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for item in self.items for row in item.rows)


Item: TypeAlias = Row | Grid | Fold


# --- one row ---------------------------------------------------------------------------------


def row_of(comparison: Comparison, change: Change) -> Row:
    first = comparison.first_unit(change)
    kind: RowKind = "heading" if first.kind == "section" else "row" if first.kind == "row" else "text"
    marks = marks_of(change, heading=kind == "heading", numbered=comparison.alignment.mode == "versions")
    regions = comparison.alignment.mode == "regions"
    old, new, merged = passages_of(comparison, change, merged=not regions and _can_merge(change, marks))
    if regions:
        least = SHARED_LEAST if change.old and change.new and change.score >= SHARING else None
        old, new = (tuple(without_edits(passage, least) for passage in side) for side in (old, new))
    return Row(
        comparison=comparison,
        anchor=change.id,
        kind=kind,
        change=change,
        marks=marks,
        old=old,
        new=new,
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


def _can_merge(change: Change, marks: tuple[Mark, ...]) -> bool:
    """Whether one column has more to show than the new side, and can."""
    both = bool(change.old and change.new) and (change.status == "changed" or change.merged)
    if not both or INSIGNIFICANT.issuperset(marks):
        return False
    return not any(edit.noise == "column" and edit.old for edit in change.edits)


def path_of(plan: Plan, unit: str) -> tuple[str, ...]:
    """The titles of the sections above a unit, outermost first, each with its number."""
    above = plan.sections_above(plan.unit[unit].parent)
    return tuple(first_words(heading_of(section), PATH_CHARACTERS) for section in above)


def first_words(text: str, limit: int = OPENING_CHARACTERS) -> str:
    """The beginning of a text, with `…` where it was cut."""
    return shorten(text, limit)
