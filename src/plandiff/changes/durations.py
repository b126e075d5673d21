"""Times that changed between matching clauses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from plandiff.changes.evidence import Evidence
from plandiff.language.durations import Duration, find_durations
from plandiff.language.letters import is_cjk
from plandiff.language.numerals import ORDINALS
from plandiff.language.penalties import penalty_kind
from plandiff.model import Comparison, Target, TargetChange

_TO_BOUND: Final = re.compile(rf"(?:以[上下内內](?:[0-9{ORDINALS}]+(?:年|[个個]?月|日|天)(?:以[上下内內])?)?)++")
"""What continues a time from its lower end to its upper bound: 十日⟦以上十五日以下⟧."""
_BEFORE: Final = re.compile(r"\s{1,9}(?:before|prior to|preceding)\b|前(?!后)")
"""After a time that is counted back from an event."""
_BOUND: Final = re.compile(r"\b(?:you|must|shall|may|applicants?|members?|users?)\b", re.IGNORECASE)
_IN_FORCE: Final = re.compile(r"(?:施行|[实實]施|生效|公布|[发發]布)[^，。；,;]{0,4}(?:日|[后後]|起)[^，。；,;]{0,2}$")
"""Before a transitional time: `自本条例施行之日起`."""
BEFORE: Final = 80
"""Characters before a time that are searched for who is bound."""
CONTEXT: Final = 16
"""Characters on either side of a time that say what it is for; twice as many for Latin text."""


def changed_durations(evidence: Evidence) -> list[tuple[str, Duration, Duration, tuple[str, str]]]:
    """(change, old time, new time, their clauses) of the times that changed; computed once."""
    return evidence.once("durations", lambda: list(_changed_durations(evidence)))


def _changed_durations(evidence: Evidence) -> Iterator[tuple[str, Duration, Duration, tuple[str, str]]]:
    comparison = evidence.comparison
    known = _known(comparison)
    for change in evidence.changed:
        for pair in evidence.clauses(change, "clause"):
            old, new = ([time for time in find_durations(text) if not _is_penalty(text, time)] for text in (pair.old, pair.new))
            if len(old) != len(new):
                continue
            for before, after in zip(old, new, strict=True):
                if (
                    before.days != after.days
                    and before.text.startswith("每") == after.text.startswith("每")
                    and not (before.within and after.within and _in_years(before) and _in_years(after))
                    and before.text not in known[change.id]
                    and _is_same(pair.old, before, pair.new, after, evidence.tuning.similar)
                ):
                    yield change.id, before, after, (pair.old, pair.new)


def _known(comparison: Comparison) -> dict[str, set[str]]:
    """Change -> the texts of the targets matched in it, which are reported by their own rules."""
    known: defaultdict[str, set[str]] = defaultdict(set)
    for target in comparison.targets:
        if not (target.old and target.new) or (counts_back(target.old) and counts_back(target.new)):
            continue
        if is_limit(target):
            continue
        if "restated" not in target.kinds or target.old.role == target.new.role == "other":
            known[comparison.change_of["new", target.new.node]] |= {
                target.old.text,
                target.old.text.removesuffix("以上"),
                *(time.text for time in find_durations(target.old.text)),
            }
    return known


def _in_years(time: Duration) -> bool:
    """`三年内`: a deadline like the year itself."""
    return "年" in time.text or "year" in time.text


def _is_penalty(text: str, time: Duration) -> bool:
    end = _TO_BOUND.match(text, time.end)
    return penalty_kind(text, time.start, end.end() if end else time.end, "time") is not None


def counts_back(target: Target) -> bool:
    """Whether a target is a time before an event: a notice period, or the months before a claim."""
    return bool(_BEFORE.match(target.paragraph, target.start + len(target.text)) and find_durations(target.text))


def is_limit(change: TargetChange) -> bool:
    """Whether two English times bind somebody, `You must give us at least five days`, and are not a target of a plan."""
    return all(
        side is not None
        and not is_cjk(side.paragraph)
        and any(not time.within for time in find_durations(side.text))
        and bool(_BOUND.search(side.paragraph, max(0, side.start - BEFORE), side.start))
        for side in (change.old, change.new)
    )


def from_commencement(text: str, start: int) -> bool:
    """Whether the time at a position runs from when a law came into force: a transitional one.

    >>> from_commencement("应当自本条例施行之日起六个月内", 10), from_commencement("自受理之日起六个月内", 6)
    (True, False)
    """
    return _IN_FORCE.search(text, max(0, start - CONTEXT), start) is not None


def _is_same(old: str, before: Duration, new: str, after: Duration, at_least: float) -> bool:
    """Whether two times are for the same thing, by the text around them."""
    from rapidfuzz.fuzz import ratio

    if from_commencement(old, before.start) != from_commencement(new, after.start):
        return False

    wide = CONTEXT if is_cjk(old) else 2 * CONTEXT
    sides = (
        (old[max(0, before.start - wide) : before.start], new[max(0, after.start - wide) : after.start]),
        (old[before.end : before.end + wide], new[after.end : after.end + wide]),
    )
    return max(ratio(*side) for side in sides) >= 100 * at_least and any(all(side) for side in sides)
