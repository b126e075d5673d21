"""The contents of a row: each unit as runs of text, on its own side or merged with the other in one column.

A run is cut where its format begins or ends: links, bold, underlined. Nothing here knows a language or a format.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from plandiff.model import CELL_BORDER, Change, Comparison, Edit, Extent, Plan, Span, Spanned, Unit, UnitKind, space_number
from plandiff.renderers.typesetting import Typeset, Typesetting

RunKind = Literal["equal", "noise", "deleted", "inserted", "cut", "shared", "own"]
"""For one side, or both in one column; there `cut` is where a unit of the old side ended and its text went on. For two regions'
texts, neither a version of the other, `shared` is what both have and `own` what only one has."""


class Retargeted(NamedTuple):
    """A link with the same words and a different target."""

    text: str
    """Its words, as they are now if it still is a link."""
    old: str
    """"" if it was not a link."""
    new: str
    """"" if it no longer is one."""


class Run(NamedTuple):
    """A run of text."""

    kind: RunKind
    text: str
    other: str = ""
    """For noise: how the other side prints it; "" if it prints nothing."""
    noise: str = ""
    """For noise: its class."""
    retargeted: Retargeted | None = None
    """For noise in a link: the link."""
    parts: tuple[Typeset, ...] = ()
    """The text by typesetting; empty if it has none."""


class GridCell(NamedTuple):
    """A cell of a table row on one side."""

    runs: tuple[Run, ...]
    column: int = 0
    """Its place in the row."""
    span: int = 1
    """Columns it takes; the cells it covers to its right are omitted."""
    covered: bool = False
    """A cell above spans this place, which is empty here."""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Passage:
    """One unit as it is on one side, or merged with its counterpart in one column."""

    unit: str
    kind: UnitKind
    number: str
    level: int
    runs: tuple[Run, ...]
    cells: tuple[GridCell, ...] = ()
    """Only for table rows."""
    head: bool = False
    """For table rows: they are the heads of the columns below."""

    @cached_property
    def label(self) -> str:
        """The number as printed before the text."""
        return space_number(self.number, self.text) if self.number else ""

    @cached_property
    def text(self) -> str:
        if self.cells:
            return CELL_BORDER.join(cell.text for cell in self.cells if not cell.covered)
        return "".join(run.text for run in self.runs)

    @property
    def all_runs(self) -> Iterator[Run]:
        """The runs of its text, or of its cells."""
        yield from self.runs
        for cell in self.cells:
            yield from cell.runs


_Home: TypeAlias = tuple[str, int | None]
"""A unit, and the column of its cell if it is a table row."""
_Printed: TypeAlias = defaultdict[_Home, list[Run]]


def passages_of(comparison: Comparison, change: Change, *, merged: bool) -> tuple[tuple[Passage, ...], ...]:
    """The units of a change's old side, of its new one, and those of the new one with both sides in one column if asked for:
    there deletions come before what replaces them, and noise is in its new form.
    """
    old: _Printed = defaultdict(list)
    new: _Printed = defaultdict(list)
    both: _Printed = defaultdict(list)
    home: _Home = (change.new[0] if change.new else "", None)
    unit = change.old[0] if change.old else ""
    partners: dict[_Home, _Home] = {}
    """Cell of an old row -> the cell it was compared with."""
    sides = _SideTypesetting(comparison.old, change.old), _SideTypesetting(comparison.new, change.new)
    for edit, (before, after) in zip(change.edits, comparison.texts(change), strict=True):
        here, there = edit.old, edit.new
        gone, come = _runs(edit, before, after, *sides)
        if here and before:
            old[here.unit, here.cell] += gone
        if there:
            home = (there.unit, there.cell)
            new[home] += come if after else ()
        if not merged:
            continue
        if here and here.cell is not None:
            if there:
                partners[here.unit, here.cell] = home
            if before and edit.op not in ("equal", "noise") and (here.unit, here.cell) in partners:
                both[partners[here.unit, here.cell]] += gone
        elif here:
            if here.unit != unit:
                unit = here.unit
                both[home].append(Run("cut", ""))
            if before and edit.op not in ("equal", "noise"):
                both[home] += gone
        if after:
            both[home] += come
    return (
        tuple(_passage(comparison.old.unit[name], old, comparison.old) for name in change.old),
        tuple(_passage(comparison.new.unit[name], new, comparison.new) for name in change.new),
        tuple(_passage(comparison.new.unit[name], both, comparison.new) for name in change.new) if merged else (),
    )


def without_edits(passage: Passage, least: int | None) -> Passage:
    """A passage of one of two regions: common text of at least `least` characters is shared, and nothing is deleted or inserted.
    With None nothing is shared.
    """

    def plain(run: Run) -> Run:
        if run.kind in ("deleted", "inserted"):
            return run._replace(kind="own")
        shared = least is not None and run.kind == "equal" and len(run.text) >= least
        return run._replace(kind="shared") if shared else run

    cells = tuple(cell._replace(runs=tuple(map(plain, cell.runs))) for cell in passage.cells)
    return replace(passage, runs=tuple(map(plain, passage.runs)), cells=cells)


class _SideTypesetting:
    """How the texts of a change's units are typeset on one side."""

    def __init__(self, plan: Plan, units: Iterable[str]) -> None:
        self._units = {unit.id: unit for unit in map(plan.unit.__getitem__, units) if unit.spans}
        self._set: dict[_Home, Typesetting] = {}

    def typeset(self, run: Run, extent: Extent | None) -> Run:
        """A run of a stretch, with its typesetting."""
        setting = self._of(extent) if extent and self._units else None
        return run._replace(parts=setting.parts(extent.start, extent.end)) if extent and setting else run

    def links(self, extent: Extent) -> dict[int, Span | None]:
        """Where in a stretch another link or no link begins, counted from its start."""
        setting = self._of(extent)
        return setting.links(extent.start, extent.end) if setting else {0: None}

    def words(self, extent: Extent, link: Span) -> str:
        """All that is linked."""
        setting = self._of(extent)
        return setting.text[link.start : link.end] if setting else ""

    def _of(self, extent: Extent) -> Typesetting | None:
        unit = self._units.get(extent.unit)
        if unit is None:
            return None
        home = extent.unit, extent.cell
        if home not in self._set:
            whole = Spanned(unit.text, unit.spans) if extent.cell is None else unit.cells[extent.cell].spanned
            self._set[home] = Typesetting(whole)
        return self._set[home]


def _runs(
    edit: Edit, old: str, new: str, before: _SideTypesetting, after: _SideTypesetting
) -> tuple[Sequence[Run], Sequence[Run]]:
    """How an edit appears on either side."""
    if edit.noise == "link" and edit.old and edit.new:
        return _retargeted(old, edit.old, edit.new, before, after)
    if edit.op == "equal":
        gone = come = Run("equal", old or new)
    elif edit.op == "noise":
        gone, come = Run("noise", old, new, edit.noise), Run("noise", new, old, edit.noise)
    else:
        gone, come = Run("deleted", old), Run("inserted", new)
    return (before.typeset(gone, edit.old),), (after.typeset(come, edit.new),)


def _retargeted(
    text: str, old: Extent, new: Extent, before: _SideTypesetting, after: _SideTypesetting
) -> tuple[Sequence[Run], Sequence[Run]]:
    """Unchanged words whose link target changes, cut where either side begins another link."""
    links = before.links(old), after.links(new)
    gone: list[Run] = []
    come: list[Run] = []
    was = now = None
    for start, end in pairwise(sorted({0, len(text), *links[0], *links[1]})):
        was, now = links[0].get(start, was), links[1].get(start, now)
        words = after.words(new, now) if now else before.words(old, was) if was else ""
        link = Retargeted(words, was.value if was else "", now.value if now else "")
        run = Run("noise", text[start:end], text[start:end], "link", link)
        gone.append(before.typeset(run, old._replace(start=old.start + start, end=old.start + end)))
        come.append(after.typeset(run, new._replace(start=new.start + start, end=new.start + end)))
    return gone, come


def _passage(unit: Unit, runs: _Printed, plan: Plan) -> Passage:
    if unit.kind == "row":
        return Passage(unit.id, unit.kind, unit.number, unit.level, (), _grid_cells(unit, runs), plan.is_head(unit))
    return Passage(unit.id, unit.kind, unit.number, unit.level, tuple(runs.get((unit.id, None), ())))


def _grid_cells(unit: Unit, runs: _Printed) -> tuple[GridCell, ...]:
    """The cells of a table row, with its spans restored."""
    cells: list[GridCell] = []
    for column, (cell, before) in enumerate(zip(unit.cells, (None, *unit.cells), strict=False)):
        if not cell.covered:
            cells.append(GridCell(tuple(runs.get((unit.id, column), ())), column))
        elif cells and before and before.text == cell.text:
            cells[-1] = cells[-1]._replace(span=cells[-1].span + 1)
        else:
            cells.append(GridCell((), column, covered=True))
    return tuple(cells)
