"""An alignment -> what became of each unit, in words, and the counts."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from plandiff.changes.summary import summarize
from plandiff.model import Alignment, Change, Comparison, Edit, Link, Plan, Status
from plandiff.text import fold
from plandiff.words import diff


def describe(alignment: Alignment) -> Comparison:
    """Turn links into changes with word edits; every unit of both plans is in exactly one change."""
    old, new = alignment.old, alignment.new
    place_old = {unit.id: i for i, unit in enumerate(old.units)}
    place_new = {unit.id: j for j, unit in enumerate(new.units)}
    placed: list[tuple[tuple[int, int, int], Change]] = []
    for link in alignment.links:
        placed.append(((place_new[link.new[0]], 0, 0), _linked(link, old, new)))
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


def _linked(link: Link, old: Plan, new: Plan) -> Change:
    before, after = [old.unit[i] for i in link.old], [new.unit[j] for j in link.new]
    edits = diff("".join(unit.text for unit in before), "".join(unit.text for unit in after))
    ops = {edit.op for edit in edits}
    status: Status = "equal" if ops <= {"equal"} else "noise" if ops <= {"equal", "noise"} else "changed"
    renumbered = fold(before[0].number) != fold(after[0].number)
    return Change("", status, link.old, link.new, edits, link.moved, renumbered, link.score, link.by, link.runner_up)


def _alone(edit: Edit) -> tuple[Edit, ...]:
    """The edits of a unit without a counterpart; an untitled section has no text to edit."""
    return (edit,) if edit.old or edit.new else ()
