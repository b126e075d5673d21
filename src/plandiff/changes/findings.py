"""Which rules the changes fall under."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final

from plandiff.changes.bodies import find_bodies
from plandiff.changes.deadlines import find_deadlines
from plandiff.changes.goals import find_goals
from plandiff.changes.hits import Hit
from plandiff.changes.metadata import find_metadata
from plandiff.changes.obligations import find_obligations
from plandiff.changes.projects import find_projects
from plandiff.changes.references import find_references
from plandiff.changes.rules import RULES
from plandiff.changes.structure import find_structure
from plandiff.changes.wording import find_wording
from plandiff.model import Change, Comparison, Finding, Unit, digest
from plandiff.text import fold, same_subject

DETECTORS: Final[tuple[Callable[[Comparison], Iterable[Hit]], ...]] = (
    find_metadata,
    find_goals,
    find_deadlines,
    find_obligations,
    find_bodies,
    find_projects,
    find_references,
    find_structure,
    find_wording,
)
"""Each knows the rules of one subject; `RULES` says what they mean."""
RULE: Final = {rule.id: rule for rule in RULES}
_RANK: Final = {rule.id: rank for rank, rule in enumerate(RULES)}


def find(comparison: Comparison) -> tuple[Finding, ...]:
    """All findings, in the order of the changes; those about the plan as a whole come first.

    Only editions of one document are judged, also where the later was written so much anew that their themes alone were
    compared: that one region's target is lower than another's is no finding.
    """
    old, new = comparison.old.meta, comparison.new.meta
    if comparison.alignment.mode == "regions" and not (same_subject(old.title, new.title) and old.region == new.region):
        return ()
    changes = {change.id: (place, change) for place, change in enumerate(comparison.changes, 1)}
    hits = [hit for detector in DETECTORS for hit in detector(comparison)]
    hits.sort(key=lambda hit: (changes[hit.change][0] if hit.change else 0, _RANK[hit.rule]))
    met: Counter[tuple[str, ...]] = Counter()
    findings = []
    for hit in hits:
        key = (hit.rule, *map(fold, hit.key))
        met[key] += 1
        section = _sections_above(changes[hit.change][1], comparison) if hit.change else ()
        rule = RULE[hit.rule]
        findings.append(Finding(rule, rule.level, hit.change, section, hit.values, digest((*key, str(met[key])))))
    return tuple(findings)


def _sections_above(change: Change, comparison: Comparison) -> tuple[Unit, ...]:
    """The sections that the first unit of a change stands in, outermost first; a section stands in itself."""
    plan, unit = (comparison.new, change.new[0]) if change.new else (comparison.old, change.old[0])
    return plan.sections_above(unit)
