"""What must be true of every comparison, whatever the documents."""

from __future__ import annotations

from collections import Counter

import plandiff
from plandiff.graphemes import is_border
from plandiff.model import Comparison, Extent, Plan, Unit


def check_laws(old: Plan, new: Plan, mode: str = "auto") -> Comparison:
    """Compare two plans both ways and each with itself, and check every law on the way."""
    comparison = plandiff.compare(old, new, mode=mode)  # type: ignore[arg-type]
    nothing_differs_from_itself(old)
    nothing_differs_from_itself(new)
    every_unit_is_in_one_change(comparison)
    edits_rebuild_both_texts(comparison)
    swapped_sides_mirror(comparison, plandiff.compare(new, old, mode=mode))  # type: ignore[arg-type]
    assert plandiff.compare(old, new, mode=mode) == comparison, "the same inputs give the same result"  # type: ignore[arg-type]
    return comparison


def nothing_differs_from_itself(plan: Plan) -> None:
    same = plandiff.compare(plan, plan)
    assert [c for c in same.changes if c.status != "equal" or c.moved or c.renumbered or c.old != c.new] == []
    assert not same.summary.different
    assert same.findings == ()


def every_unit_is_in_one_change(comparison: Comparison) -> None:
    for plan, side in ((comparison.old, "old"), (comparison.new, "new")):
        counted = Counter(unit for change in comparison.changes for unit in getattr(change, side))
        assert counted == Counter(unit.id for unit in plan.units), f"{side} units lost or doubled"
    ids = [change.id for change in comparison.changes]
    assert len(set(ids)) == len(ids)


def edits_rebuild_both_texts(comparison: Comparison) -> None:
    for change in comparison.changes:
        printed = comparison.printed(change)
        for plan, side in ((comparison.old, "old"), (comparison.new, "new")):
            units = [plan.unit[unit] for unit in getattr(change, side)]
            assert "".join(getattr(edit, side) for edit in printed) == "".join(unit.text for unit in units), change.id
            extents = [extent for edit in change.edits if (extent := getattr(edit, side))]
            assert pieces(extents) == whole(units), f"{change.id}: the edits do not cover the {side} units in order"
            text, at = "".join(unit.text for unit in units), 0
            for edit in printed:
                at += len(getattr(edit, side))
                assert is_border(text, at), f"{change.id} cuts a printed sign"
        for edit in printed:
            assert (edit.op == "noise") == bool(edit.noise), edit
            assert {"equal": edit.old == edit.new, "insert": not edit.old, "delete": not edit.new}.get(edit.op, True), edit
        for pointing in change.edits:
            assert pointing.old or pointing.new
            texts = comparison.text_at("old", pointing.old), comparison.text_at("new", pointing.new)
            assert pointing.op != "equal" or texts[0] == texts[1]


def pieces(extents: list[Extent]) -> list[tuple[str, int | None, int]]:
    """Unit, cell and length of the texts that some stretches cover, which must follow each other without a gap."""
    found: list[tuple[str, int | None, int]] = []
    for extent in extents:
        if found and found[-1][:2] == (extent.unit, extent.cell):
            assert extent.start == found[-1][2], extent
            found[-1] = (extent.unit, extent.cell, extent.end)
        else:
            assert extent.start == 0, extent
            found.append((extent.unit, extent.cell, extent.end))
    return found


def whole(units: list[Unit]) -> list[tuple[str, int | None, int]]:
    """The same of all that some units print."""
    return [
        piece
        for unit in units
        for piece in (
            [(unit.id, column, len(cell.text)) for column, cell in enumerate(unit.cells) if not cell.covered]
            if unit.kind == "row"
            else [(unit.id, None, len(unit.text))] * bool(unit.text)
        )
    ]


def swapped_sides_mirror(comparison: Comparison, swapped: Comparison) -> None:
    def shape(c: Comparison, *, flip: bool) -> set[tuple[object, ...]]:
        status = {"added": "deleted", "deleted": "added"} if flip else {}
        return {
            (status.get(x.status, x.status), *((x.new, x.old) if flip else (x.old, x.new)), x.moved, x.renumbered, x.score)
            for x in c.changes
        }

    assert shape(comparison, flip=False) == shape(swapped, flip=True), "swapped sides do not mirror"
    mirrored = Counter(finding.rule.mirror for finding in comparison.findings if finding.rule.mirror)
    assert mirrored == Counter(finding.rule.id for finding in swapped.findings if finding.rule.mirror)
    related = {(r.old, r.new, r.score) for r in comparison.alignment.related}
    assert related == {(r.new, r.old, r.score) for r in swapped.alignment.related}
