"""What the comparison knows about the paragraphs of a part: which old ones became which new ones, what moved, and which rows
and columns of tables match. Units know their paragraphs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from plandiff.model import Comparison, Edit, Extent, Plan, Unit

Overlap = dict[tuple[int, int], float]
"""(paragraph of the old part, paragraph of the new part) -> how much of their text is the same."""


@dataclass(frozen=True)
class Guide:
    """What the comparison knows about the paragraphs of one part."""

    overlap: Overlap
    moved: frozenset[int]
    """Paragraphs of the old part that moved."""
    units: tuple[frozenset[int], frozenset[int]]
    """Paragraphs of either side that contain units, tables aside."""
    rows: dict[tuple[int, int], dict[int, int]]
    """(first paragraph of a table of the old part, the same of the new one) -> row -> row, blank ones not counted."""
    columns: dict[tuple[int, int], dict[tuple[int, int], float]]
    """The same -> (column, column) -> in how many rows a cell of the one became a cell of the other."""


NO_GUIDE: Final = Guide({}, frozenset(), (frozenset(), frozenset()), {}, {})

Places = dict[str, int]
"""Unit -> its paragraph in a part."""


def places_of(plan: Plan, part: str = "") -> Places:
    """The same from the units' origins in their file."""
    stand = ((unit.id, unit.origin) for unit in plan.units if unit.kind != "row")
    return {ident: at.paragraph for ident, at in stand if at and at.paragraph and (at.part or "") == part}


def guide_of(comparison: Comparison, places: Sequence[Places], lengths: Sequence[Mapping[int, int]] = ({}, {})) -> Guide:
    """How much of which paragraph became which; `lengths` of the paragraphs say which units continue in the next ones."""
    overlap: defaultdict[tuple[int, int], float] = defaultdict(float)
    rows: defaultdict[tuple[int, int], dict[int, int]] = defaultdict(dict)
    columns: defaultdict[tuple[int, int], defaultdict[tuple[int, int], float]] = defaultdict(lambda: defaultdict(float))
    moved: set[int] = set()
    plans = comparison.old, comparison.new
    stand = [_spread(plan, at, sizes) for plan, at, sizes in zip(plans, places, lengths, strict=True)]
    for change in comparison.changes:
        if change.moved:
            moved |= _paragraphs_under(comparison, change.old, stand[0])
        for edit in change.edits:
            if edit.old and edit.new:
                kept = edit.op in ("equal", "noise")
                for a, b, same in _shared(edit.old, edit.new, stand, plans):
                    overlap[a, b] += 0.1 + (same if kept else 0)
        if len(change.old) == len(change.new) == 1:
            before, after = plans[0].unit[change.old[0]], plans[1].unit[change.new[0]]
            here, there = stand[0].get(_table_or_unit(before)), stand[1].get(_table_or_unit(after))
            if here and there:
                overlap[here[0][1], there[0][1]] += 1
                if before.kind == after.kind == "row":
                    rows[here[0][1], there[0][1]][_ordinal(before)] = _ordinal(after)
                    for pair in {pair for edit in change.edits if (pair := _cells_of(edit))}:
                        columns[here[0][1], there[0][1]][pair] += 1
    units = [
        frozenset(number for ident, stretches in side.items() if plan.unit[ident].kind != "table" for _, number in stretches)
        for plan, side in zip(plans, stand, strict=True)
    ]
    found = {place: dict(votes) for place, votes in columns.items()}
    return Guide(dict(overlap), frozenset(moved), (units[0], units[1]), dict(rows), found)


def _cells_of(edit: Edit) -> tuple[int, int] | None:
    """The columns of the cells that contain an edit."""
    if edit.old is None or edit.new is None or edit.old.cell is None or edit.new.cell is None:
        return None
    return edit.old.cell, edit.new.cell


Stretches = list[tuple[int, int]]
"""(where in a unit's text a paragraph begins, which one), in order."""
JOINED: Final = 2
"""Characters by which a unit may be longer than its one paragraph: inserted marks."""


def _spread(plan: Plan, places: Places, lengths: Mapping[int, int]) -> dict[str, Stretches]:
    """Unit -> its paragraphs: lines without end marks were read as one paragraph."""
    found: dict[str, Stretches] = {}
    for ident, number in places.items():
        size = len(plan.unit[ident].text)
        stretches = [(0, number)]
        at = lengths.get(number, size)
        while plan.unit[ident].kind != "table" and at + JOINED < size and (number := number + 1) in lengths:
            if lengths[number]:
                stretches.append((at, number))
                at += lengths[number]
        found[ident] = stretches
    return found


def _shared(
    old: Extent, new: Extent, stand: Sequence[dict[str, Stretches]], plans: Sequence[Plan]
) -> Iterator[tuple[int, int, int]]:
    """The paragraphs of two stretches of units, pair by pair, with how many characters each pair shares."""
    sides = []
    for extent, at, plan in zip((old, new), stand, plans, strict=True):
        stretches = at.get(_table_or_unit(plan.unit[extent.unit]), [])
        borders = [*(start for start, _ in stretches[1:]), max(extent.end, 1 << 30)]
        sides.append(
            [
                (max(start, extent.start) - extent.start, min(end, extent.end) - extent.start, number)
                for (start, number), end in zip(stretches, borders, strict=False)
                if start < extent.end and (end > extent.start)
            ]
        )
    for first, last, number in sides[0]:
        for begin, end, other in sides[1]:
            if min(last, end) > max(first, begin):
                yield number, other, min(last, end) - max(first, begin)


def _table_or_unit(unit: Unit) -> str:
    """A unit, or the table of a row."""
    return (unit.parent or "") if unit.kind == "row" else unit.id


def _ordinal(row: Unit) -> int:
    return int(row.id.rpartition(".")[2]) - 1


def _paragraphs_under(comparison: Comparison, units: Iterable[str], stand: Mapping[str, Stretches]) -> set[int]:
    found: set[int] = set()
    for ident in units:
        inside = (f"{ident}.", f"{ident}/")
        is_section = comparison.old.unit[ident].kind == "section"
        for unit, stretches in stand.items():
            if unit == ident or (is_section and unit.startswith(inside)):
                found |= {number for _, number in stretches}
    return found
