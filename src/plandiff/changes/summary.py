"""The counts over all changes."""

from __future__ import annotations

from collections import Counter

from plandiff.changes.confidence import find_doubts
from plandiff.changes.tuning import Tuning
from plandiff.language.folding import fold
from plandiff.model import Alignment, Change, Extent, Plan, Summary


def summarize(alignment: Alignment, changes: tuple[Change, ...], tuning: Tuning) -> Summary:
    """Count the changes by kind."""
    old, new = alignment.old, alignment.new
    status = Counter(change.status for change in changes)
    edits = [edit for change in changes if change.status == "changed" for edit in change.edits]
    noise = Counter(edit.noise for change in changes for edit in change.edits if edit.op == "noise")
    touched_old, touched_new = _touched(old, changes, "old"), _touched(new, changes, "new")
    # A section of the old plan that has a counterpart is counted on the new side.
    living_on = {unit for change in changes if change.new for unit in change.old}
    return Summary(
        units=(len(old.units), len(new.units)),
        sections=(_sections(old), _sections(new)),
        sections_touched=len(touched_new) + len(touched_old - living_on),
        equal=status["equal"],
        noise=status["noise"],
        changed=status["changed"],
        added=status["added"],
        deleted=status["deleted"],
        moved=sum(change.moved for change in changes),
        split=sum(change.split for change in changes),
        merged=sum(change.merged for change in changes),
        renamed=sum(change.status == "changed" and _is_section(new, change.new) for change in changes),
        renumbered=sum(change.renumbered for change in changes),
        characters_deleted=sum(_length(edit.old) for edit in edits if edit.op in ("delete", "replace")),
        characters_inserted=sum(_length(edit.new) for edit in edits if edit.op in ("insert", "replace")),
        noise_classes=tuple(sorted(noise.items())),
        retitled=alignment.mode == "versions" and _retitled(alignment),
        doubts=find_doubts(alignment, tuning),
    )


def _length(extent: Extent | None) -> int:
    return extent.end - extent.start if extent else 0


def _retitled(alignment: Alignment) -> bool:
    """Whether the plans' own titles differ; false if either has none."""
    titles = [fold(plan.root.title, script=alignment.script) for plan in (alignment.old, alignment.new)]
    return all(titles) and titles[0] != titles[1]


def _sections(plan: Plan) -> int:
    return sum(unit.kind == "section" for unit in plan.units)


def _is_section(plan: Plan, ids: tuple[str, ...]) -> bool:
    return plan.unit[ids[0]].kind == "section"


def _touched(plan: Plan, changes: tuple[Change, ...], side: str) -> set[str]:
    """The sections of one plan whose heading or own body changed in more than noise and numbering."""
    touched = set()
    for change in changes:
        if not change.significant:
            continue
        for unit_id in change.old if side == "old" else change.new:
            unit = plan.unit[unit_id]
            while unit.kind != "section" and unit.parent is not None:
                unit = plan.unit[unit.parent]
            if unit.kind == "section":
                touched.add(unit.id)
    return touched
