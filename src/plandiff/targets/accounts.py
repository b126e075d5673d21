"""What one plan says about another's targets: which were met or missed; and where the table and body of one plan disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from plandiff.language.dates import Period
from plandiff.language.sentences import cut
from plandiff.language.units import base_of
from plandiff.model import Plan, Polarity, Target, TargetChange
from plandiff.progress import in_steps
from plandiff.targets.matching import Kind, Names, kind_of
from plandiff.targets.names import name_of
from plandiff.targets.polarity import polarity_of
from plandiff.targets.tuning import Tuning
from plandiff.targets.values import difference_of, is_same_value

Years = tuple[Period | None, Period | None]
_MET: Final = re.compile(
    r"超额(?:完成|实现)|(?:提前|如期|圆满|全面)(?:完成|实现)|(?:完成|实现|达到)了?(?:年度|全年|预期|规划|计划)(?:目标|任务|预期)|\b(?:exceed(?:ed|s)?|met|achieved|surpassed)\b[^.]{0,20}\btarget"
)
_MISSED: Final = re.compile(
    r"未(?:能)?(?:完成|实现|达到|达)|没有(?:完成|实现|达到)|低于(?:年初|年度)?(?:预期|目标|计划)|\b(?:missed|below|short of|not met|failed to (?:meet|reach))\b"
)
"""What a report says about the target itself."""
_BOUNDS: Final[dict[str, Polarity]] = {">=": "higher", ">": "higher", "<=": "lower", "<": "lower"}
STEP: Final = 64
"""Targets looked up between two progress reports: some hundredths of a second."""
_ACCOUNT: Final = {"target": "actual", "planned": "past"}
"""`Kind.part` of a target -> that of its results."""


def find_reports(targets: Sequence[Target], said: Sequence[Target], years: Years, tuning: Tuning) -> dict[int, Target]:
    """Index of a target -> the result that another plan reports for it; `said` are the targets of that plan that are not unchanged.

    `years` are those of the targets' plan and of the other.
    """
    results = [target for target in said if kind_of(target).part in _ACCOUNT.values() and isinstance(target.value, int | float)]
    by_kind: dict[Kind, list[Target]] = {}
    for result in results:
        by_kind.setdefault(kind_of(result), []).append(result)
    names = {kind: Names([name_of(result) for result in group]) for kind, group in by_kind.items()}
    found: dict[int, Target] = {}
    for place, target in enumerate(in_steps("targets", targets, STEP)):
        kind = kind_of(target)
        if kind.part not in _ACCOUNT or target.value is None:
            continue
        due = kind._replace(part=_ACCOUNT[kind.part])
        scored = [
            (score, _is_time(target, by_kind[due][at]), -at)
            for score, at in (names[due].like(name_of(target), tuning.anywhere) if due in names else ())
            if _is_due(target, by_kind[due][at], years)
        ]
        if scored:
            found[place] = by_kind[due][-max(scored)[2]]
    return found


def judge(target: Target, account: Target, tuning: Tuning) -> TargetChange | None:
    """A target met or missed according to another plan's report; None if unknown."""
    verdict = _verdict(target, account, tuning.near)
    if verdict is None:
        return None
    return TargetChange((verdict,), target, account, *difference_of(target, account), polarity_of(target))


def _is_time(target: Target, account: Target) -> bool:
    return bool(target.period and account.period and target.period.last == account.period.last)


def _is_due(target: Target, account: Target, years: Years) -> bool:
    """Whether a result is due: of the target's own period, or for a percentage level of its last or any later year; if either has
    no period, from a plan that succeeds the target's. A total over years is not known from one of them.
    """
    before, after = years
    if not (target.period and account.period):
        return bool(before and after and after.first >= before.last)
    if target.period == account.period:
        return True
    if account.role == "baseline":
        return False  # another target's starting point, years earlier
    is_level = target.unit == "%" and kind_of(target).part == "target"
    return is_level and account.period.first == account.period.last and account.period.last >= target.period.last


def _verdict(target: Target, account: Target, near: float) -> Literal["met", "missed"] | None:
    """Whether a report says or shows that a target was met; None if unknown."""
    sentence = _sentence_of(account)
    if _MISSED.search(sentence):
        return "missed"
    if _MET.search(sentence):
        return "met"
    factor = base_of(account.unit)[1] / base_of(target.unit)[1]
    value = (account.middle or 0.0) * factor
    low, high = target.value if isinstance(target.value, tuple) else (target.value or 0.0, target.value or 0.0)
    better = polarity_of(target)
    if better == "unknown" and target.comparator in _BOUNDS:
        better = _BOUNDS[target.comparator]  # whichever is better, this much was required
    if better == "unknown":
        more = target.comparator in ("=", ">=") and target.unit not in ("%", "百分点") and value >= high
        return "met" if more or low <= value <= high else None
    met = value >= low if better == "higher" else value <= high
    if target.comparator == ">":
        met = value > low
    elif target.comparator == "<":
        met = value < high
    if not met and target.comparator == "~" and abs(value - low) <= near * abs(low):
        return None
    return "met" if met else "missed"


def _sentence_of(target: Target) -> str:
    """The sentence that contains a target."""
    end = 0
    for sentence in cut(target.paragraph, "sentence"):
        end += len(sentence)
        if end > target.start:
            return sentence
    return ""


def find_disagreements(
    within: Literal["old", "new"], plan: Plan, targets: Sequence[Target], tuning: Tuning
) -> Iterator[TargetChange]:
    """Where a table and the body of a plan state different values of one indicator for the same time."""
    stated = [target for target in targets if target.role == "target" and target.value is not None]
    tables = [target for target in stated if plan.unit[target.node].kind == "row"]
    if not tables:
        return
    sentences = [target for target in stated if plan.unit[target.node].kind != "row"]
    names = Names([name_of(target) for target in sentences])
    for table in tables:
        for _, place in names.like(name_of(table), tuning.same):
            body = sentences[place]
            same_time = table.period == body.period or not (table.period and body.period)
            if kind_of(table) == kind_of(body) and not is_same_value(table, body) and same_time:
                difference, _ = difference_of(table, body)
                yield TargetChange(("disagreement",), table, body, difference, polarity=polarity_of(table), within=within)
