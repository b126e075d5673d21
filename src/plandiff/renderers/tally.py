"""How much changed, in numbers: what a headline says, counted over the changes themselves, so that nothing need be laid out for it."""

from __future__ import annotations

from collections import Counter
from typing import Final, NamedTuple, get_args

from plandiff.model import Change, Comparison, Unit
from plandiff.renderers.naming import Naming
from plandiff.renderers.quantities import count_changed_targets
from plandiff.renderers.rows import Mark, is_significant, kind_of, marks_in

MARKS: Final[tuple[Mark, ...]] = get_args(Mark)


class Tally(NamedTuple):
    """How much changed."""

    counts: tuple[tuple[Mark, int], ...]
    """How many changes have each mark, the most significant first; marks that do not occur are left out."""
    sections: int
    """Sections of either plan, for laws their articles; counterparts counted once."""
    sections_touched: int
    sections_shared: int
    """Sections that both plans have, changed or not."""
    changes: int
    """Changes that are more than noise and numbering."""
    targets: int
    """Targets that both plans have, and that changed."""


def tally(comparison: Comparison) -> Tally:
    counted: Counter[Mark] = Counter()
    naming = Naming.of(comparison)
    sections = shared = 0
    significant: list[Change] = []
    for change in comparison.changes:
        first, marks = comparison.first_unit(change), marks_in(comparison, change)
        counted.update(marks)
        if is_significant(comparison, change, marks):
            significant.append(change)
        if kind_of(first) == "heading" and naming.counts(first):
            sections += 1
            shared += bool(change.old and change.new)
    touched = _touched(comparison, significant, naming) if naming.genre == "law" else comparison.summary.sections_touched
    return Tally(
        counts=tuple((mark, counted[mark]) for mark in MARKS if counted[mark]),
        sections=max(sections, touched),
        sections_touched=touched,
        sections_shared=shared,
        changes=len(significant),
        targets=count_changed_targets(comparison),
    )


def _touched(comparison: Comparison, significant: list[Change], naming: Naming) -> int:
    """How many of the sections that the documents are counted by contain a change, or were added or deleted."""
    touched = set()
    for change in significant:
        unit: Unit | None = comparison.first_unit(change)
        plan = comparison.new if change.new else comparison.old
        while unit and not naming.counts(unit):
            unit = plan.unit[unit.parent] if unit.parent is not None else None
        if unit:
            touched.add(comparison.change_of["new" if change.new else "old", unit.id])
    return len(touched)
