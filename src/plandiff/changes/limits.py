"""Times and thresholds that rose or fell: how long something is kept or announced, and from which number a text applies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from plandiff.changes.clauses import EDGES
from plandiff.changes.durations import changed_durations
from plandiff.changes.evidence import Evidence
from plandiff.changes.facts import Fact, fact, place_of
from plandiff.changes.goals import fact_of, is_penalty, is_time_limit
from plandiff.changes.rules import rule_named
from plandiff.language import cut
from plandiff.language.durations import DAYS, Duration
from plandiff.language.traditional import simplified
from plandiff.model import Target

LONGER: Final = rule_named("duration-raised")
SHORTER: Final = rule_named("duration-lowered")
POSTPONED: Final = rule_named("deadline-postponed")
ADVANCED: Final = rule_named("deadline-advanced")
THRESHOLD_RAISED: Final = rule_named("threshold-raised")
THRESHOLD_LOWERED: Final = rule_named("threshold-lowered")
TIGHTENED: Final = rule_named("condition-tightened")
EASED: Final = rule_named("condition-eased")
_QUALIFIES: Final = (
    re.compile(
        r"(?:登记|注册|成立|从业|执业|任职|任教|工作|从事|居住|参保|缴费|缴纳|服务|服役|经营|持有|聘用|就读|取得)[^，。；]{0,10}满$"
        r"|(?:曾任|历任|担任|从事|执业(?!执照|证))(?:(?!有效期|期限|任期)[^，。；]){0,40}$"
    ),
    re.compile(r"^(?:以上|以下)?(?:的|之)?[^，。；]{0,10}(?:经验|经历|工龄|年限|年资)|^ (?:of )?[\w ]{0,30}experience\b"),
)
"""Before and after a time that somebody must have spent to qualify for something."""
_BOUND: Final = {">=": "least", ">": "least", "<=": "most", "<": "most"}
"""Which end a threshold is: from 55 years on is not a new value of under 16."""


def find_limits(evidence: Evidence) -> Iterator[Fact]:
    """Times in matching clauses, and thresholds that both texts state."""
    for change, old, new, clauses in changed_durations(evidence):
        before, after = (clause.strip(EDGES) for clause in clauses)
        if all(_qualifies(clause, time) for clause, time in zip(clauses, (old, new), strict=True)):
            yield fact((TIGHTENED, EASED)[old.days > new.days], change, before, old.text, new.text, old=before, new=after)
            continue
        rules = (POSTPONED, ADVANCED) if old.within and new.within else (LONGER, SHORTER)
        yield fact(rules[old.days > new.days], change, before, old.text, new.text, name=after, old=old.text, new=new.text)
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
            raised = target.difference > 0
            if all(_qualifies_in(side) for side in (old_target, new_target)):
                change, old_said, new_said = comparison.change_of[place_of(target)], old_target.text, new_target.text
                yield fact(
                    TIGHTENED if raised else EASED,
                    change,
                    old_target.indicator,
                    old_said,
                    new_said,
                    old=_said(old_target),
                    new=_said(new_target),
                )
            else:
                yield fact_of(THRESHOLD_RAISED if raised else THRESHOLD_LOWERED, comparison, target)


def _qualifies(clause: str, time: Duration) -> bool:
    """Whether a time in a clause is one that somebody must have spent: `登记满二年`, `五年以上工作经验`."""
    return _is_spent(clause, time.start, time.end)


def _is_spent(text: str, start: int, end: int) -> bool:
    before, after = _QUALIFIES
    plain = simplified(text)
    return bool(before.search(plain[:start]) or after.search(plain[end:]))


def _qualifies_in(target: Target) -> bool:
    """The same for a target that is such a time."""
    return target.unit in DAYS and _is_spent(target.paragraph, target.start, target.start + len(target.text))


def _said(target: Target) -> str:
    """The clause of a target up to its end."""
    before = cut(target.paragraph[: target.start], "clause")
    return f"{before[-1] if before else ''}{target.text}".strip(EDGES)
