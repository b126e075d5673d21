"""A change as one row: both sides' passages, marks and word edits.

Rows, the grids of tables and the folds of unchanged runs (items.py) make up a view (view.py).
Nothing here knows a language or a format.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar, Final, Literal, NamedTuple

from plandiff.model import CELL_BORDER, Change, Comparison, Opinion, Plan, Side, TextEdit, Unit, heading_of
from plandiff.renderers.passages import Passage, Retargeted, passages_of, without_edits
from plandiff.text import shorten

Mark = Literal["added", "deleted", "elsewhere", "changed", "renamed", "moved", "split", "merged", "renumbered", "noise"]
RowKind = Literal["heading", "text", "row"]

INSIGNIFICANT: Final[frozenset[Mark]] = frozenset({"renumbered", "noise"})
"""Marks that are not a change of the plan: they are shown, but do not keep a row from folding."""

OPENING_CHARACTERS: Final = 32
"""Characters of a text shown in a fold or a stub: enough to recognize it, on half a line."""

PATH_CHARACTERS: Final = 24
"""Characters of each title in a path of sections."""


SHARING: Final = 0.3
"""Similarity from which text shared by two regions is marked: below it, only common vocabulary is shared."""

SHARED_LEAST: Final = 4
"""Characters of the shortest phrase marked as shared: shorter ones are single words."""

LINE_EMS: Final = 28
"""Characters in a line of either column at the width of a desktop window."""

LINE_SCALE: Final = (1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 30, 45, 70, 120)
"""Heights distinguished before a row is laid out (lines)."""


class Partner(NamedTuple):
    """The other place of something that moved."""

    anchor: str
    path: tuple[str, ...]
    """The sections above it there, outermost first; empty at the top of the plan."""
    below: bool
    """Whether that place is further down in the view."""
    within: bool
    """Whether both places are in one section, so that only the order has changed."""


@dataclass(frozen=True)
class Row:
    """A change with its passages side by side, or the stub at the old place of a moved one."""

    comparison: Comparison = field(repr=False, compare=False)
    anchor: str
    """Unique in the view and as stable as the comparison's ids."""
    kind: RowKind
    change: Change
    marks: tuple[Mark, ...]
    old: tuple[Passage, ...]
    new: tuple[Passage, ...]
    merged: tuple[Passage, ...] = ()
    """Both sides in one column, by the new side's units; empty if there is only one side, or the new one says everything."""
    level: int = 0
    """For headings: 1 = top level of the body."""
    rank: int = 0
    """For headings: 2..6, as headings of the report; never more than one below the heading before."""
    stub: bool = False
    """It is where the unit was before it moved, with its first words; the text is at `partner`."""
    partner: Partner | None = None

    takes: int = 0
    """For the heading of a section added or deleted as a whole: how many rows that is, itself included."""
    inside: bool = False
    """It was added or deleted with the section that contains it, whose heading says so."""

    def __getitem__(self, side: Side) -> tuple[Passage, ...]:
        return self.old if side == "old" else self.new

    @property
    def columns(self) -> tuple[tuple[str, tuple[Passage, ...]], ...]:
        """Its passages by the column that they stand in: either side's, and that of both if it has one."""
        apart = (("old", self.old), ("new", self.new))
        return (*apart, ("inline", self.merged)) if self.merged and not self.stub else apart

    @cached_property
    def keys(self) -> dict[Side, tuple[str, ...]]:
        """The keys of its units, by which a reader's notes identify it."""
        old, new = self.comparison.old.keys, self.comparison.new.keys
        return {"old": tuple(old[unit] for unit in self.change.old), "new": tuple(new[unit] for unit in self.change.new)}

    @cached_property
    def pages(self) -> tuple[int, ...]:
        """Where its old and its new text begin in files that have pages; once if that is the same page, none for other files."""
        units = (self.comparison.old.unit[unit] for unit in self.change.old[:1])
        own = (*units, *(self.comparison.new.unit[unit] for unit in self.change.new[:1]))
        return tuple(dict.fromkeys(unit.origin.page for unit in own if unit.origin and unit.origin.page))

    @cached_property
    def opinions(self) -> tuple[Opinion, ...]:
        """What readers said about the change."""
        return self.comparison.opinions_on(self.change)

    @property
    def named_opinions(self) -> tuple[Opinion, ...]:
        """The same, each with the keys of all of the change's units."""
        if not self.opinions or self.stub:
            return ()
        return tuple(opinion._replace(old=self.keys["old"], new=self.keys["new"]) for opinion in self.opinions)

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
        """The retargeted links in it, each once."""
        if not any(edit.noise == "link" for edit in self.change.edits):
            return ()
        runs = (run for passage in self.new for run in passage.all_runs)
        return tuple(dict.fromkeys(run.retargeted for run in runs if run.retargeted))

    @cached_property
    def weight(self) -> int:
        """Characters of the longer side."""
        return max(sum(len(passage.text) for passage in side) for side in (self.old, self.new))

    @cached_property
    def lines(self) -> int:
        """Approximate number of lines of its longer side, side by side: one of a few steps, each of which has a style."""
        ems = max(sum(width_of(passage.text) for passage in side) for side in (self.old, self.new))
        return scaled(ems / LINE_EMS)

    @property
    def blank(self) -> bool:
        """A table without a caption that was only added or deleted: its rows say everything."""
        return is_blank(self.comparison, self.change)

    @property
    def opening(self) -> str:
        """The first words of its side."""
        return first_words(self.first.text.replace(CELL_BORDER, " · "))

    @property
    def repeated(self) -> bool:
        """Whether both sides print the same, numbers included."""
        return [heading_of(passage) for passage in self.old] == [heading_of(passage) for passage in self.new]

    @property
    def echoed(self) -> bool:
        """Whether its old side only repeats a heading found elsewhere in the report."""
        return self.stub or bool(self.new)

    @property
    def tone(self) -> str:
        """The row's style in one word: its most significant mark, or that it needs no attention."""
        if self.stub:
            return "stub"
        return self.marks[0] if self.significant else "insignificant" if self.marks else "same"

    @cached_property
    def significant(self) -> bool:
        """Whether it is a change to look at."""
        return not self.stub and is_significant(self.comparison, self.change, self.marks)

    @property
    def side(self) -> Side:
        """The side that has the row's anchor if the sides are separate, as in tables."""
        return "new" if self.new else "old"

    @cached_property
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


# --- one row ---------------------------------------------------------------------------------


def row_of(comparison: Comparison, change: Change) -> Row:
    first = comparison.first_unit(change)
    kind = kind_of(first)
    regions = comparison.alignment.mode == "regions"
    marks = marks_in(comparison, change)
    both = bool(change.old and change.new) if kind == "row" else _can_merge(change, marks)
    old, new, merged = passages_of(comparison, change, merged=not regions and both)
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


def kind_of(first: Unit) -> RowKind:
    """How a change is shown, by the first of its units."""
    return "heading" if first.kind == "section" else "row" if first.kind == "row" else "text"


def is_blank(comparison: Comparison, change: Change) -> bool:
    """Whether a change is of a table without a caption, which was only added or deleted: its rows say everything."""
    if change.moved or change.columns or comparison.first_unit(change).kind != "table":
        return False
    old, new = comparison.old.unit, comparison.new.unit
    units = (*map(old.__getitem__, change.old), *map(new.__getitem__, change.new))
    return all(unit.kind == "table" and not unit.text for unit in units)


def is_significant(comparison: Comparison, change: Change, marks: tuple[Mark, ...]) -> bool:
    """Whether a change with these marks is one to look at."""
    return not (INSIGNIFICANT.issuperset(marks) or is_blank(comparison, change))


def marks_in(comparison: Comparison, change: Change) -> tuple[Mark, ...]:
    """The marks of a change of this comparison."""
    first = comparison.first_unit(change)
    regions = comparison.alignment.mode == "regions"
    elsewhere = regions and first.id in comparison.alignment.elsewhere[bool(change.new)]
    return marks_of(change, heading=first.kind == "section", numbered=not regions, elsewhere=elsewhere)


def marks_of(change: Change, *, heading: bool, numbered: bool, elsewhere: bool = False) -> tuple[Mark, ...]:
    """The marks of a change, the most significant first; empty if nothing changed.

    Numbers count only in versions of one document (`numbered`): those of two regions are unrelated. What the other region
    has in another place is `elsewhere`.
    """
    reshaped = change.status == "noise" and {edit.noise for edit in change.edits if edit.op == "noise"} == {"column"}
    status: dict[str, Mark] = {
        "added": "elsewhere" if elsewhere else "added",
        "deleted": "elsewhere" if elsewhere else "deleted",
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
    """Whether one column has more to show than the new side, and can show it."""
    both = bool(change.old and change.new) and (change.status == "changed" or change.merged)
    return both and not INSIGNIFICANT.issuperset(marks)


def width_of(text: str) -> float:
    """The approximate width of a text in ems: a Chinese character takes one, a Latin letter half of one."""
    return (len(text.encode("utf-8", "replace")) + len(text)) / 4


def scaled(lines: float) -> int:
    """The step of the scale of heights for that many lines."""
    return next((step for step in LINE_SCALE if step >= lines), LINE_SCALE[-1])


def path_of(plan: Plan, unit: str) -> tuple[str, ...]:
    """The titles of the sections above a unit, outermost first, each with its number."""
    above = plan.sections_above(plan.unit[unit].parent)
    return tuple(first_words(heading_of(section), PATH_CHARACTERS) for section in above)


def first_words(text: str, limit: int = OPENING_CHARACTERS) -> str:
    """The beginning of a text, with `…` if it was truncated."""
    return shorten(text, limit)
