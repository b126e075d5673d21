"""Times and thresholds that rose or fell: how long something is kept or announced, and from which number on a text applies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from plandiff.changes.clauses import EDGES
from plandiff.changes.durations import changed_durations
from plandiff.changes.evidence import Evidence
from plandiff.changes.facts import Fact, fact
from plandiff.changes.goals import fact_of, is_penalty, is_time_limit
from plandiff.changes.rules import rule_named

LONGER: Final = rule_named("duration-raised")
SHORTER: Final = rule_named("duration-lowered")
POSTPONED: Final = rule_named("deadline-postponed")
ADVANCED: Final = rule_named("deadline-advanced")
THRESHOLD_RAISED: Final = rule_named("threshold-raised")
THRESHOLD_LOWERED: Final = rule_named("threshold-lowered")
_BOUND: Final = {">=": "least", ">": "least", "<=": "most", "<": "most"}
"""Which end a threshold is: from 55 years on is no other number of those under 16."""


def find_limits(evidence: Evidence) -> Iterator[Fact]:
    """Times of counterpart clauses, and thresholds that both texts state."""
    for change, old, new, clauses in changed_durations(evidence):
        rules = (POSTPONED, ADVANCED) if old.within and new.within else (LONGER, SHORTER)
        name = clauses[1].strip(EDGES)
        yield fact(
            rules[old.days > new.days], change, clauses[0].strip(EDGES), old.text, new.text, name=name, old=old.text, new=new.text
        )
    comparison = evidence.comparison
    whole = {change.id for change in comparison.changes if len(change.old) == len(change.new)}
    for target in comparison.targets:
        old_target, new_target = target.old, target.new
        if (
            old_target
            and new_target
            and old_target.role == new_target.role == "other"
            and "restated" in target.kinds
            and target.difference
            and not is_penalty(target)
            and not is_time_limit(target)
            and _BOUND.get(old_target.comparator, "") == _BOUND.get(new_target.comparator, "")
            and comparison.change_of["old", old_target.node] in whole
        ):
            yield fact_of(THRESHOLD_RAISED if target.difference > 0 else THRESHOLD_LOWERED, comparison, target)
