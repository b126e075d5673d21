"""What became of the targets of the old plan in the new one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

from plandiff.language.decimals import number
from plandiff.language.folding import fold
from plandiff.language.units import common_unit
from plandiff.model import Comparison, Plan, Target, TargetChange, TargetKind
from plandiff.targets.extract import find_targets
from plandiff.targets.matching import Names, match_targets, name_similarity
from plandiff.targets.polarity import polarity_of
from plandiff.targets.tuning import TUNING, Tuning

_SCOPE: Final = re.compile(r"^(?:全[国省市区县]|[本我][市省区县国])")


def compare_targets(comparison: Comparison, tuning: Tuning = TUNING) -> tuple[TargetChange, ...]:
    """Say what became of each quantity of both plans; the values are explained in docs/targets.md.

    First the new plan's in its order, then those that were dropped, then what was met or missed of the old plan's
    targets by the new plan's account, then where table and body of one plan disagree.
    """
    known: dict[object, tuple[Target, ...]] = {}
    old, new = find_targets(comparison.old, known, tuning), find_targets(comparison.new, known, tuning)
    origin = {b: a for a, b in match_targets(old, new, comparison.changes, tuning)}
    predecessors = {
        unit: [comparison.old.unit[i].text for i in change.old] for change in comparison.changes for unit in change.new
    }
    successors = {unit: [comparison.new.unit[j].text for j in change.new] for change in comparison.changes for unit in change.old}
    found = [
        _followed(old[origin[b]], target, tuning) if b in origin else _added(target, predecessors[target.node], tuning)
        for b, target in enumerate(new)
    ]
    kept = set(origin.values())
    found += [_dropped(target, successors[target.node], tuning) for a, target in enumerate(old) if a not in kept]
    news = [target for target, change in zip(new, found, strict=False) if change.kinds != ("unchanged",)]
    found += _reached(old, news, comparison, tuning)
    found += [*_disagreements("old", comparison.old, old, tuning), *_disagreements("new", comparison.new, new, tuning)]
    return tuple(found)


def _added(target: Target, texts: Iterable[str], tuning: Tuning) -> TargetChange:
    """A target without a counterpart; where its indicator was spoken of already, it became sharper."""
    kinds: tuple[TargetKind, ...] = ("sharper", "added") if _is_spoken_of(target, texts, tuning.spoken_of) else ("added",)
    return TargetChange(kinds, None, target, polarity=polarity_of(target), effect="stronger" if target.role == "target" else "")


def _dropped(target: Target, texts: Iterable[str], tuning: Tuning) -> TargetChange:
    """A target without a counterpart; where its indicator is still spoken of, it became vaguer."""
    kinds: tuple[TargetKind, ...] = ("vaguer", "dropped") if _is_spoken_of(target, texts, tuning.spoken_of) else ("dropped",)
    return TargetChange(kinds, target, None, polarity=polarity_of(target), effect="weaker" if target.role == "target" else "")


def _is_spoken_of(target: Target, texts: Iterable[str], at_least: int) -> bool:
    name = fold(target.indicator)
    return len(name) >= at_least and any(name in fold(text) for text in texts)


def _followed(old: Target, new: Target, tuning: Tuning) -> TargetChange:
    """What became of a target that both plans have."""
    polarity = polarity_of(new)
    if polarity == "unknown":
        polarity = polarity_of(old)
    difference = round(middle(new) - middle(old), 6)
    kinds: list[TargetKind] = []
    effect: Literal["stronger", "weaker", ""] = ""
    is_target = old.role == "target" or (old.role == "change" and bool(new.planned))
    if old.value != new.value and not (_widened(old, new) or _widened(new, old)):
        if is_target:
            kinds.append("raised" if difference > 0 else "lowered")
            if polarity != "unknown" and difference:
                effect = "stronger" if (difference > 0) == (polarity == "higher") else "weaker"
        else:
            kinds.append("restated")
    kinds += _bounds(old, new)
    if is_target and not effect and kinds and kinds[-1] in ("vaguer", "sharper"):
        effect = "weaker" if kinds[-1] == "vaguer" else "stronger"
    kinds += _deadlines(old, new)
    if old.binding != new.binding:
        kinds += ["bound"] if new.binding == "binding" else ["unbound"] if old.binding == "binding" else []
    if old.indicator != new.indicator and name_similarity(fold(old.indicator), fold(new.indicator)) < tuning.same:
        kinds.append("renamed")
    percent = round(100 * difference / abs(middle(old)), 2) if middle(old) else None
    return TargetChange(tuple(kinds) or ("unchanged",), old, new, number(difference), percent, polarity, effect)


def middle(target: Target) -> float:
    """The value of a target, of a range its middle."""
    return (target.value[0] + target.value[1]) / 2 if isinstance(target.value, tuple) else target.value


def _widened(old: Target, new: Target) -> bool:
    """Whether a single value became a range that holds it."""
    return isinstance(new.value, tuple) and not isinstance(old.value, tuple) and new.value[0] <= old.value <= new.value[1]


def _bounds(old: Target, new: Target) -> list[TargetKind]:
    if old.comparator == new.comparator:
        return []
    if new.comparator == "~" or (old.comparator == "=" and new.comparator == "range"):
        return ["vaguer"]
    if old.comparator == "~" or (old.comparator == "range" and new.comparator == "="):
        return ["sharper"]
    return ["comparator"]


def _deadlines(old: Target, new: Target) -> list[TargetKind]:
    if old.year == new.year:
        return []
    if not old.year or not new.year:
        return ["dated"] if new.year else ["undated"]
    if old.role in ("actual", "baseline"):
        return []  # another year's figure: `restated` says so where the value differs
    return ["postponed"] if new.year.last > old.year.last else ["advanced"]


def _reached(old: Sequence[Target], news: Sequence[Target], comparison: Comparison, tuning: Tuning) -> Iterator[TargetChange]:
    """The old plan's targets whose year has come by the new plan's account, met or missed; `news` is what that one did not say."""
    accounts = [target for target in news if target.role in ("actual", "baseline") and not isinstance(target.value, tuple)]
    if not accounts:
        return
    names = Names([fold(account.indicator) for account in accounts])
    before, after = comparison.old.meta.years, comparison.new.meta.years
    succeeded = bool(before and after and after.first >= before.last)
    latest = max((account.year.last for account in accounts if account.year), default=0)
    for target in old:
        if target.role != "target" or not (succeeded or (target.year and target.year.last <= latest)):
            continue
        scored = [
            (score, -place)
            for score, place in names.like(fold(target.indicator), tuning.anywhere)
            if common_unit(accounts[place].unit) == common_unit(target.unit)
            and _is_due(target, accounts[place], succeeded=succeeded)
        ]
        score, place = max(scored, default=(0.0, 0))
        if not score:
            continue
        account = accounts[-place]
        verdict = _verdict(target, middle(account))
        if verdict:
            difference = round(middle(account) - middle(target), 6)
            percent = round(100 * difference / abs(middle(target)), 2) if middle(target) else None
            yield TargetChange((verdict,), target, account, number(difference), percent, polarity_of(target))


def _is_due(target: Target, account: Target, *, succeeded: bool) -> bool:
    """Whether an account is of the target's year or later; without years, of a plan that follows the target's."""
    if target.year and account.year:
        return account.year.last >= target.year.last
    return succeeded


def _verdict(target: Target, value: float) -> Literal["met", "missed"] | None:
    """Whether a value meets a target; None where it is not known which side of it is good."""
    low, high = target.value if isinstance(target.value, tuple) else (target.value, target.value)
    better = polarity_of(target)
    if better == "unknown":
        return "met" if low <= value <= high else None
    met = value >= low if better == "higher" else value <= high
    if target.comparator == ">":
        met = value > low
    elif target.comparator == "<":
        met = value < high
    return "met" if met else "missed"


def _disagreements(
    within: Literal["old", "new"], plan: Plan, targets: Sequence[Target], tuning: Tuning
) -> Iterator[TargetChange]:
    """Where a table and the body of one plan state different values of one indicator for one year."""
    stated = [target for target in targets if target.role == "target"]
    tables = [target for target in stated if plan.unit[target.node].kind == "row"]
    if not tables:
        return
    bodies = [target for target in stated if plan.unit[target.node].kind != "row"]
    names = Names([_without_scope(fold(target.indicator)) for target in bodies])
    for table in tables:
        for _, place in names.like(_without_scope(fold(table.indicator)), tuning.same):
            body = bodies[place]
            if (
                common_unit(table.unit) == common_unit(body.unit)
                and table.value != body.value
                and (table.year == body.year or not (table.year and body.year))
            ):
                difference = number(round(middle(body) - middle(table), 6))
                yield TargetChange(("disagreement",), table, body, difference, polarity=polarity_of(table), within=within)


def _without_scope(name: str) -> str:
    """`全市学前三年毛入园率` is the `学前三年毛入园率` of a table: the body says for whom, the table need not."""
    return _SCOPE.sub("", name)
