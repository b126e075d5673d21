"""What became of the targets of the old plan in the new one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from plandiff.language.dates import Period
from plandiff.language.folding import fold
from plandiff.model import Comparison, Target, TargetChange, TargetKind
from plandiff.targets.accounts import find_disagreements, find_reports, judge
from plandiff.targets.extract import find_targets
from plandiff.targets.matching import match_targets, name_similarity
from plandiff.targets.names import name_of
from plandiff.targets.polarity import polarity_of
from plandiff.targets.times import goes_on
from plandiff.targets.tuning import TUNING, Tuning
from plandiff.targets.values import difference_of, is_same_value


def compare_targets(comparison: Comparison, tuning: Tuning = TUNING) -> tuple[TargetChange, ...]:
    """Find what became of each quantity of both plans; the kinds are explained in docs/targets.md.

    First the new plan's targets in order, then those that were dropped, then the old plan's targets that the new one reports as met
    or missed, then disagreements between the table and body of one plan.
    """
    known: dict[object, tuple[Target, ...]] = {}
    old, new = find_targets(comparison.old, known, tuning), find_targets(comparison.new, known, tuning)
    origin = {b: a for a, b in match_targets(old, new, comparison, tuning)}
    kept = set(origin.values())
    same = {b: a for b, a in origin.items() if _is_unchanged(old[a], new[b])}
    years = comparison.old.covered, comparison.new.covered
    reports = find_reports(old, [target for b, target in enumerate(new) if b not in same], years, tuning)
    kept_old = set(same.values())
    known_before = find_reports(new, [target for a, target in enumerate(old) if a not in kept_old], years[::-1], tuning)
    spoken = _Spoken(comparison, old, new, tuning)
    in_turn = comparison.follows
    found = [
        _followed(old[origin[b]], target, tuning, follows=in_turn or origin[b] in reports or b in known_before)
        if b in origin
        else _added(target, spoken, _no_news(target, years[1], years[0], reported=b in known_before))
        for b, target in enumerate(new)
    ]
    found += [
        _dropped(target, spoken, _no_news(target, years[0], years[1], reported=a in reports))
        for a, target in enumerate(old)
        if a not in kept
    ]
    judged = {
        (old[a].value, account): judge(old[a], account, tuning) for a, account in reversed(reports.items())
    }  # each reported once
    found += filter(None, reversed(judged.values()))
    found += [
        *find_disagreements("old", comparison.old, old, tuning),
        *find_disagreements("new", comparison.new, new, tuning),
    ]
    return tuple(found)


def _is_unchanged(old: Target, new: Target) -> bool:
    return is_same_value(old, new) and (old.comparator, old.period) == (new.comparator, new.period)


class _Spoken:
    """Which indicators the linked units of the other plan mention without a number."""

    def __init__(self, comparison: Comparison, old: Iterable[Target], new: Iterable[Target], tuning: Tuning) -> None:
        self._at_least = tuning.spoken_of
        self._units = (
            {unit: [comparison.new.unit[j] for j in change.new] for change in comparison.changes for unit in change.old},
            {unit: [comparison.old.unit[i] for i in change.old] for change in comparison.changes for unit in change.new},
        )
        self._names = tuple(_names_by_node(targets) for targets in (new, old))
        self._stated = tuple({name_of(target).key for target in targets} for targets in (new, old))

    def of(self, target: Target, *, added: bool) -> bool:
        """Whether the other plan mentions a target's indicator where this one states it, and states no value of it anywhere."""
        name = fold(target.indicator)
        return (
            target.value is not None
            and len(name) >= self._at_least
            and name_of(target).key not in self._stated[added]
            and any(
                name in fold(unit.text) and not any(name in stated for stated in self._names[added].get(unit.id, ()))
                for unit in self._units[added][target.node]
            )
        )


def _names_by_node(targets: Iterable[Target]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for target in targets:
        found.setdefault(target.node, []).append(fold(target.indicator))
    return found


def _no_news(target: Target, own: Period | None, other: Period | None, *, reported: bool) -> tuple[TargetKind, ...]:
    """Why it means little that the other plan lacks a target: it reports the result, or need not repeat it."""
    kinds: list[TargetKind] = ["reported"] if reported else []
    return tuple([*kinds, "open"] if goes_on(target, own, other) else kinds)


def _added(target: Target, spoken: _Spoken, more: tuple[TargetKind, ...]) -> TargetChange:
    """A target without a counterpart; if its indicator was already mentioned, it became sharper.

    `more` says why that is not news.
    """
    kinds: tuple[TargetKind, ...] = ("sharper", "added") if spoken.of(target, added=True) else ("added",)
    kinds = ("added", *more) if more else kinds
    return TargetChange(kinds, None, target, polarity=polarity_of(target), effect="stronger" if target.role == "target" else "")


def _dropped(target: Target, spoken: _Spoken, more: tuple[TargetKind, ...]) -> TargetChange:
    """A target without a counterpart; if its indicator is still mentioned, it became vaguer.

    `more` says why that is not news.
    """
    kinds: tuple[TargetKind, ...] = ("vaguer", "dropped") if spoken.of(target, added=False) else ("dropped",)
    kinds = ("dropped", *more) if more else kinds
    return TargetChange(kinds, target, None, polarity=polarity_of(target), effect="weaker" if target.role == "target" else "")


def _followed(old: Target, new: Target, tuning: Tuning, *, follows: bool) -> TargetChange:
    """What became of a target that both plans have; `follows`: it is the target of the next period, not the same one again."""
    polarity = polarity_of(new)
    if polarity == "unknown":
        polarity = polarity_of(old)
    difference, percent = difference_of(old, new)
    kinds: list[TargetKind] = []
    effect: Literal["stronger", "weaker", ""] = ""
    is_target = old.is_aim and new.is_aim
    if old.value is None or new.value is None:
        kinds += _worded(old, new)
    elif not (is_same_value(old, new) or _widened(old, new) or _widened(new, old)):
        if is_target:
            kinds.append("raised" if difference and difference > 0 else "lowered")
            if polarity != "unknown" and difference:
                effect = "stronger" if (difference > 0) == (polarity == "higher") else "weaker"
        else:
            kinds.append("restated")
    if old.value is not None and new.value is not None:
        kinds += _bounds(old, new)
    if is_target and not effect and kinds and kinds[0] in ("vaguer", "sharper"):
        effect = "weaker" if kinds[-1] == "vaguer" else "stronger"
    kinds += [] if follows else _deadlines(old, new)
    if old.binding != new.binding:
        kinds += ["bound"] if new.binding == "binding" else ["unbound"] if old.binding == "binding" else []
    before, after = name_of(old), name_of(new)
    if before.key != after.key and name_similarity(before, after) < tuning.same:
        kinds.append("renamed")
    return TargetChange(tuple(kinds) or ("unchanged",), old, new, difference, percent, polarity, effect)


def _widened(old: Target, new: Target) -> bool:
    """Whether a single value became a range that contains it."""
    return isinstance(new.value, tuple) and isinstance(old.value, int | float) and new.value[0] <= old.value <= new.value[1]


def _worded(old: Target, new: Target) -> list[TargetKind]:
    """A target that lost its number is vaguer, one that gained it sharper; two in words are equal or differ in class."""
    if old.value is None and new.value is None:
        return [] if old.word_class == new.word_class else ["comparator"]
    return ["vaguer"] if new.value is None else ["sharper"]


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
        return []  # another year's figure: `restated` if the value differs
    return ["postponed"] if new.year.last > old.year.last else ["advanced"]
