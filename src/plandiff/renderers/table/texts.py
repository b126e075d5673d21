"""The cells of the two columns: the units of one side in document order, with unchanged text omitted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile
from typing import Final, NamedTuple

from plandiff.model import Comparison, Plan, Side
from plandiff.renderers.passages import Passage
from plandiff.renderers.rows import Row
from plandiff.renderers.table.cells import Block, Cell, Grid, GridCell, Ink, Line, Stretch
from plandiff.renderers.table.clipping import Touched, ellipsis_of, stretches_of, touches_of
from plandiff.renderers.table.groups import Group, article_above
from plandiff.renderers.terminal import visible

_COLONS: Final = ("：", ":")


class _Placed(NamedTuple):
    """A unit as it is on one side."""

    row: Row
    passage: Passage
    listed: bool
    """Whether it changed, or everything is wanted."""

    @property
    def is_row(self) -> bool:
        return self.passage.kind == "row"


class Texts:
    """Writes the cells of both columns of one comparison."""

    def __init__(self, comparison: Comparison, *, law: bool, everything: bool) -> None:
        self._plans: dict[Side, Plan] = {"old": comparison.old, "new": comparison.new}
        self._law = law
        self._regions = comparison.alignment.mode == "regions"
        self._everything = everything
        self._order = {side: {unit.id: place for place, unit in enumerate(plan.units)} for side, plan in self._plans.items()}

    def cell(self, group: Group, side: Side, listed: frozenset[str]) -> Cell:
        """One side of a group; `listed` are the anchors of the rows to show."""
        order = self._order[side]
        placed = [_Placed(row, passage, row.anchor in listed) for row in group.rows for passage in row[side]]
        placed.sort(key=lambda unit: order[unit.passage.unit])
        blocks: list[Block] = []
        for is_row, run in groupby(placed, key=lambda unit: unit.is_row):
            units = list(run)
            blocks += self._grid(units) if is_row else self._lines(units, side)
        return tuple(blocks)

    # --- paragraphs ---

    def _lines(self, units: Sequence[_Placed], side: Side) -> Iterator[Line]:
        """Units as paragraphs: the number of an untitled article precedes its first one, and adjacent gaps are merged."""
        label: tuple[Stretch, ...] = ()
        after_gap = moved = False
        headed = {unit.passage.unit for unit in units if unit.passage.kind == "section"}
        for place, unit in enumerate(units):
            if origin := self._origin(unit, side, headed):
                yield origin
            if unit.passage.kind == "section" and not unit.passage.text:
                if label:
                    yield Line(label)
                label, after_gap, moved = self._label(unit, side), False, "moved" in unit.row.marks
                continue
            line = self._line(unit, side, _part_to_show(units[place:], begins_moved=bool(label) and moved))
            if line is None or (line.kind == "gap" and after_gap):
                continue
            after_gap = line.kind == "gap"
            yield line._replace(stretches=(*label, *line.stretches), kind="text") if label else line
            label = ()
        if label:
            yield Line(label)

    def _origin(self, unit: _Placed, side: Side, headed: set[str]) -> Line | None:
        """Which article a text is in, if it is not the row's, once for each; not if both texts are given in full."""
        article = None if self._everything or not self._law else article_above(self._plans[side], unit.passage.unit)
        if article is None or article.id in headed:
            return None
        headed.add(article.id)
        return Line((Stretch(f"（{visible(article.number)}）"),), "origin")

    def _line(self, unit: _Placed, side: Side, part: Touched | None) -> Line | None:
        """A unit as a paragraph; None if it prints nothing. For an unchanged one, a `part` may be shown all the same."""
        row, passage, listed = unit
        label = self._label(unit, side)
        if passage.kind == "section":
            return Line((*label, *stretches_of(passage.runs, shared=self._regions)), "heading")
        if not (passage.text or passage.number):
            return None
        if not (listed or part):
            return Line((Stretch(ellipsis_of(passage.text)),), "gap")
        touched = None if self._is_whole(row) else self._touched(unit, side, part)
        return Line((*label, *stretches_of(passage.runs, shared=self._regions, touched=touched)))

    def _is_whole(self, row: Row) -> bool:
        """Whether a text is shown with all its sentences: of editions, text that only one has; of regions, text that both have."""
        return self._everything or bool(row.old and row.new) == self._regions

    def _touched(self, unit: _Placed, side: Side, part: Touched | None) -> list[Touched]:
        """Which parts of a text to show: where it changed, and the theme that opens it."""
        passage = unit.passage
        if self._regions:
            return []
        touched = list(touches_of(unit.row.change).get((side, passage.unit), ()))
        if part:
            touched.append(part)
        if touched and self._plans[side].unit[passage.unit].lead:
            touched.append(Touched(0, 1))
        return touched

    def _label(self, unit: _Placed, side: Side) -> tuple[Stretch, ...]:
        """The number before a text, with its mark."""
        row, passage, _ = unit
        if not passage.number:
            return ()
        wide = self._law and passage.kind == "section" and not passage.number.isascii()
        narrow = passage.label.removeprefix(passage.number) or " " * (not passage.text and passage.number.isascii())
        ink: Ink = "plain"
        if not self._regions and (not (row.old and row.new) or "renumbered" in row.marks):
            ink = "deleted" if side == "old" else "added"
        gap = "　" if wide else narrow
        return Stretch(visible(passage.number), ink), *((Stretch(gap),) if gap else ())

    # --- tables ---

    def _grid(self, units: Sequence[_Placed]) -> Iterator[Grid]:
        """The rows of a table: its heads, what is listed, and `……` for what is in between."""
        if not any(unit.listed for unit in units):
            return
        width = max(sum(cell.span for cell in unit.passage.cells) for unit in units)
        gap = (GridCell((Stretch(ellipsis_of(units[0].passage.text)),), width),)
        rows: list[tuple[GridCell, ...]] = []
        for _, passage, listed in units:
            if listed or passage.head:
                cells = (GridCell(stretches_of(cell.runs, shared=self._regions), cell.span) for cell in passage.cells)
                rows.append(tuple(cells))
            elif rows[-1:] != [gap]:
                rows.append(gap)
        yield Grid(tuple(rows), sum(1 for unit in units if unit.passage.head))


def _part_to_show(units: Sequence[_Placed], *, begins_moved: bool) -> Touched | None:
    """What to show of the first of these although it is unchanged: the introduction of a list whose items are listed, and the
    beginning of an article that moved.
    """
    first, *others = units
    length = len(first.passage.text)
    items = takewhile(lambda unit: unit.passage.kind == "item", others)
    if first.passage.text.endswith(_COLONS) and any(unit.listed for unit in items):
        return Touched(length - 1, length)
    return Touched(0, 1) if begins_moved else None
