"""What must be true of every comparison, whatever the documents."""

from __future__ import annotations

from collections import Counter

import plandiff
from plandiff.model import Comparison, Plan


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


def every_unit_is_in_one_change(comparison: Comparison) -> None:
    for plan, side in ((comparison.old, "old"), (comparison.new, "new")):
        counted = Counter(unit for change in comparison.changes for unit in getattr(change, side))
        assert counted == Counter(unit.id for unit in plan.units), f"{side} units lost or doubled"
    ids = [change.id for change in comparison.changes]
    assert len(set(ids)) == len(ids)


def edits_rebuild_both_texts(comparison: Comparison) -> None:
    for change in comparison.changes:
        for plan, side in ((comparison.old, "old"), (comparison.new, "new")):
            text = "".join(plan.unit[unit].text for unit in getattr(change, side))
            assert "".join(getattr(edit, side) for edit in change.edits) == text, change.id
        for edit in change.edits:
            assert (edit.op == "noise") == bool(edit.noise), edit
            assert {"equal": edit.old == edit.new, "insert": not edit.old, "delete": not edit.new}.get(edit.op, True), edit


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
