"""An alignment -> what became of each unit, in words, and the counts."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import Final

from plandiff.changes.documents import find_added, find_removed
from plandiff.changes.findings import find
from plandiff.changes.rules import RULES
from plandiff.changes.summary import summarize
from plandiff.edits import diff
from plandiff.model import Alignment, Change, Comparison, Edit, Link, Plan, Status, Unit
from plandiff.text import fold, ordinal

__all__ = ["RULES", "describe", "find", "find_added", "find_removed"]

ORDINAL_HEADERS: Final = frozenset({"序号", "编号", "项次", "No.", "No", "#"})
"""Folded heads of columns that number the rows of a table."""


def describe(alignment: Alignment) -> Comparison:
    """Turn links into changes with word edits; every unit of both plans is in exactly one change."""
    old, new = alignment.old, alignment.new
    place_old = {unit.id: i for i, unit in enumerate(old.units)}
    place_new = {unit.id: j for j, unit in enumerate(new.units)}
    placed: list[tuple[tuple[int, int, int], Change]] = []
    for link in alignment.links:
        placed.append(((place_new[link.new[0]], 0, 0), _linked(link, alignment)))
    for unit_id in alignment.added:
        text = new.unit[unit_id].text
        placed.append(((place_new[unit_id], 0, 0), Change("", "added", (), (unit_id,), _alone(Edit("insert", "", text)))))
    settled = sorted((place_old[link.old[0]], place_new[link.new[-1]]) for link in alignment.links if not link.moved)
    for unit_id in alignment.deleted:
        text = old.unit[unit_id].text
        here = place_old[unit_id]
        before = bisect_left(settled, (here, -1))
        # It stood after the unit that stands before it in the old plan and kept its place.
        after = settled[before - 1][1] if before else -1
        placed.append(((after, 1, here), Change("", "deleted", (unit_id,), (), _alone(Edit("delete", text, "")))))
    placed.sort(key=lambda item: item[0])
    changes = tuple(replace(change, id=f"c{n}") for n, (_, change) in enumerate(placed, 1))
    return Comparison(alignment, changes, summarize(alignment, changes))


def _linked(link: Link, alignment: Alignment) -> Change:
    old, new, script = alignment.old, alignment.new, alignment.script
    before, after = [old.unit[i] for i in link.old], [new.unit[j] for j in link.new]
    edits = _compare_rows(before[0], after[0], alignment) if before[0].kind == after[0].kind == "row" else None
    if edits is None:
        edits = diff("".join(unit.text for unit in before), "".join(unit.text for unit in after), script=script)
    ops = {edit.op for edit in edits}
    status: Status = "equal" if ops <= {"equal"} else "noise" if ops <= {"equal", "noise"} else "changed"
    numbers = before[0].number, after[0].number
    renumbered = numbers[0] != numbers[1] and fold(numbers[0]) != fold(numbers[1])
    return Change("", status, link.old, link.new, edits, link.moved, renumbered, link.score, link.by, link.runner_up)


def _compare_rows(before: Unit, after: Unit, alignment: Alignment) -> tuple[Edit, ...] | None:
    """The edits of two rows of numbered tables, whose first cell is a number as of a section; None for others.

    A row that was put in renumbers all below it, which says nothing about them.
    """
    if not (_is_numbered(before, alignment.old) and _is_numbered(after, alignment.new)):
        return None
    numbers = before.cells[0].text, after.cells[0].text
    if numbers[0] == numbers[1]:
        return None
    rest = diff(before.text.removeprefix(numbers[0]), after.text.removeprefix(numbers[1]), script=alignment.script)
    return (Edit("noise", *numbers, "numbering"), *rest)


def _is_numbered(row: Unit, plan: Plan) -> bool:
    """Whether a row begins with an ordinal in a column headed as one."""
    header = plan.unit[f"{row.parent}.1"]
    return (
        len(row.cells) > 1
        and fold(header.cells[0].text) in ORDINAL_HEADERS
        and not row.cells[0].covered
        and ordinal(row.cells[0].text) is not None
    )


def _alone(edit: Edit) -> tuple[Edit, ...]:
    """The edits of a unit without a counterpart; an untitled section has no text to edit."""
    return (edit,) if edit.old or edit.new else ()
