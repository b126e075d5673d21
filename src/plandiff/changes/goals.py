"""What became of the targets, by rule. (The stage `targets` finds what became of each quantity.)"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Final

from plandiff.changes.durations import changed_durations, counts_back, is_limit
from plandiff.changes.evidence import Evidence
from plandiff.changes.facts import Fact, fact, place_of, subject_of
from plandiff.changes.grants import is_grant
from plandiff.changes.rules import rule_named
from plandiff.language.letters import is_cjk
from plandiff.language.numerals import spaced
from plandiff.language.penalties import penalty_kind
from plandiff.language.units import base_of, common_unit
from plandiff.model import Comparison, Rule, Target, TargetChange

MET: Final = rule_named("target-met")
MISSED: Final = rule_named("target-missed")
CONTRADICTED: Final = rule_named("target-contradicted")
BASELINE_RAISED: Final = rule_named("baseline-raised")
BASELINE_LOWERED: Final = rule_named("baseline-lowered")
RESTATED: Final = (BASELINE_RAISED, BASELINE_LOWERED)
ADDED: Final = rule_named("target-added")
REMOVED: Final = rule_named("target-removed")
RAISED: Final = rule_named("target-raised")
LOWERED: Final = rule_named("target-lowered")
STRENGTHENED: Final = rule_named("target-strengthened")
WEAKENED: Final = rule_named("target-weakened")
RENAMED: Final = rule_named("target-renamed")

UNCOUNTED: Final = "—"
"""Shown for the side of a target that has words instead of a number."""

_PRINTED: Final = {"binding": "约束性", "expected": "预期性"}

_WITHIN: Final = re.compile(
    r"(?:日|天|小[时時]|月|年|周|週)(?:以|之)?[内內]$|^within\b.*(?:day|week|month|year|hour)s?$", re.IGNORECASE
)
"""A time limit, `十五日以内`: a deadline, though not a date."""


_BY_HOW_MUCH: Final = re.compile(r"[比较](?:上年|去年|上一年|\d{4}年)[^，。；]{0,12}$")
"""Before the difference from the year before: `赤字规模5万亿元、比上年增加1万亿元`."""

Stated = tuple[str, float | tuple[float, float] | None, str, str]
"""Change, value, unit and comparator of a quantity."""


def find_goals(evidence: Evidence) -> Iterator[Fact]:
    """The rules about targets; their due dates are found with all others."""
    comparison = evidence.comparison
    standing = _Standing(comparison)
    regions = {comparison.old.meta.region, comparison.new.meta.region} - {""}
    elsewhere = len(regions) > 1  # another region's baseline is not a restatement
    reported = {(change, text) for change, old, new, _ in changed_durations(evidence) for text in (old.text, new.text)}
    for target in comparison.targets:
        if target.within and not standing.changed(target):
            continue  # what is unchanged from the old plan is not a finding
        if (
            not is_penalty(target)
            and not is_grant(target)
            and not standing.has(target)
            and not standing.says_no_more(target)
            and not _is_reported(target, comparison, reported)
        ):
            rules = (rule for rule in _rules(target) if not (elsewhere and rule in RESTATED))
            yield from (fact_of(rule, comparison, target) for rule in rules)


def _is_reported(change: TargetChange, comparison: Comparison, reported: AbstractSet[tuple[str, str]]) -> bool:
    """Whether a target is a time that another rule reports: one without a counterpart, or one before an event."""
    target = change.old or change.new
    if target is None:
        return False
    if change.old and change.new:
        return (counts_back(change.old) and counts_back(change.new)) or is_limit(change)
    home = comparison.change_of[place_of(change)]
    return any(change_id == home and (text in target.text or target.text in text) for change_id, text in reported)


class _Standing:
    """The quantities of changed texts, to check whether an added or removed one is on the other side after all."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._change = {change.id: change for change in comparison.changes}
        self._texts: dict[str, tuple[str, str]] = {}
        """Of changes, as they are asked for: one text may state thousands of quantities."""
        self._stated: tuple[Counter[Stated], Counter[Stated]] = (Counter(), Counter())
        for change in comparison.targets:
            for place, target in enumerate((change.old, change.new)):
                if target and not change.within and "met" not in change.kinds and "missed" not in change.kinds:
                    self._stated[place][self._key(target, place)] += 1

    def has(self, change: TargetChange) -> bool:
        """Whether a target without a counterpart is still there under another name: its text's counterpart states or prints the
        same quantity as often.
        """
        target = change.old or change.new
        if target is None or (change.old and change.new):
            return False
        place = 0 if change.old else 1
        key = self._key(target, place)
        if self._stated[1 - place][key] >= self._stated[place][key]:
            return True
        own, other = (self._text(key[0], side) for side in ((0, 1) if place == 0 else (1, 0)))
        least = (
            1 if {"vaguer", "sharper"} & set(change.kinds) else own.count(target.text)
        )  # if it is still mentioned, one is enough
        return 0 < least <= other.count(target.text)

    def says_no_more(self, change: TargetChange) -> bool:
        """Whether a quantity follows from others that are compared: stated a second time in its plan, or by how much a level
        stated beside it differs from the year before.
        """
        sides = [(place, target) for place, target in enumerate((change.old, change.new)) if target]
        if all(_is_by_how_much(target) and self._beside(target, place) in self._levels for place, target in sides):
            return True
        return len(sides) == 1 and any(self._once_more(target, place) in self._compared for place, target in sides)

    @cached_property
    def _levels(self) -> set[tuple[object, ...]]:
        """Where which levels are stated."""
        return {
            self._beside(target, place)
            for change in self._comparison.targets
            for place, target in enumerate((change.old, change.new))
            if target and target.role == "target" and not change.within
        }

    @cached_property
    def _compared(self) -> set[tuple[object, ...]]:
        """What has a counterpart in the other plan."""
        return {
            self._once_more(target, place)
            for change in self._comparison.targets
            for place, target in enumerate((change.old, change.new))
            if target and change.old and change.new and not change.within and not {"met", "missed"} & set(change.kinds)
        }

    @staticmethod
    def _beside(target: Target, place: int) -> tuple[object, ...]:
        return place, target.node, target.indicator, base_of(target.unit)[0]

    @staticmethod
    def _once_more(target: Target, place: int) -> tuple[object, ...]:
        return place, target.indicator, target.value, target.unit, target.comparator, target.period, target.role

    def changed(self, change: TargetChange) -> bool:
        """Whether either of two statements that disagree within a plan is new."""
        homes = [
            self._change[self._comparison.change_of[change.within or "new", side.node]]
            for side in (change.old, change.new)
            if side
        ]
        return any(home.status not in ("equal", "noise") for home in homes)

    def _key(self, target: Target, place: int) -> Stated:
        home = self._comparison.change_of["new" if place else "old", target.node]
        return home, target.value, common_unit(target.unit).replace("天", "日"), target.comparator

    def _text(self, change: str, place: int) -> str:
        if change not in self._texts:
            edits = self._comparison.printed(self._change[change])
            self._texts[change] = "".join(edit.old for edit in edits), "".join(edit.new for edit in edits)
        return self._texts[change][place]


def fact_of(rule: Rule, comparison: Comparison, target: TargetChange) -> Fact:
    """The fact that what became of a target meets a rule."""
    home, subject = comparison.change_of[place_of(target)], subject_of(target)
    before, after = target.old, target.new
    stated: Target = after or before  # type: ignore[assignment]
    name = stated.indicator
    if rule is RENAMED and before and after:
        return fact(rule, home, before.indicator, name, about=subject, old=before.indicator, new=name)
    say = _binding if before and after and _stated(before) == _stated(after) else _stated
    key, shown = ([say(side, counted=counted) for side in (before, after)] for counted in (False, True))
    if rule in (WEAKENED, STRENGTHENED):
        shown = [text or UNCOUNTED for text in shown]
    return fact(rule, home, name, *key, about=subject, name=name or stated.paragraph, old=shown[0], new=shown[1])


def _rules(change: TargetChange) -> Iterator[Rule]:
    old, new, kinds = change.old, change.new, change.kinds
    if "met" in kinds or "missed" in kinds:
        yield MET if "met" in kinds else MISSED
    elif "disagreement" in kinds:
        if change.within == "new":
            yield CONTRADICTED
    elif old is None or new is None:
        yield from _alone(change)
    elif "restated" in kinds:
        same = old.role == "baseline" or (old.role == "actual" and old.year is not None and old.year == new.year)
        if same and change.difference:
            yield BASELINE_RAISED if change.difference > 0 else BASELINE_LOWERED
    else:
        yield from _followed(change)


def _alone(change: TargetChange) -> Iterator[Rule]:
    target = change.new or change.old
    if target is not None and target.value is not None and target.is_aim and not {"reported", "open"} & set(change.kinds):
        if "vaguer" in change.kinds or "sharper" in change.kinds:
            yield WEAKENED if "vaguer" in change.kinds else STRENGTHENED
        else:
            yield ADDED if change.new else REMOVED


def _followed(change: TargetChange) -> Iterator[Rule]:
    old, kinds = change.old, change.kinds
    if is_time_limit(change):
        pass  # which is a deadline, though not a date
    elif "raised" in kinds or "lowered" in kinds:
        more = change.effect == "stronger" if change.effect else "raised" in kinds
        yield RAISED if more else LOWERED
    elif old and old.is_aim and (change.effect or "bound" in kinds or "unbound" in kinds):
        tighter = change.effect == "stronger" or (not change.effect and "bound" in kinds)
        yield STRENGTHENED if tighter else WEAKENED
    if "renamed" in kinds:
        yield RENAMED


def _is_by_how_much(target: Target) -> bool:
    return target.role == "change" and bool(_BY_HOW_MUCH.search(target.paragraph, 0, target.start))


def is_penalty(change: TargetChange) -> bool:
    """Whether a quantity is a penalty, which has its own rules."""
    sides = (target for target in (change.old, change.new) if target)
    return any(penalty_kind(side.paragraph, side.start, side.start + len(side.text)) for side in sides)


def is_time_limit(change: TargetChange) -> bool:
    """Whether both sides state a time limit, and neither is a report of results."""
    old, new = change.old, change.new
    if old is None or new is None or {"met", "missed", "disagreement", "restated"} & set(change.kinds):
        return False
    return bool(_WITHIN.search(old.text) and _WITHIN.search(new.text)) and not (counts_back(old) and counts_back(new))


def _stated(target: Target | None, *, counted: bool = False) -> str:
    """A target as printed; the bare number of a table cell with the unit given elsewhere.

    The multiplier is shown if `counted`; findings are identified without it, by what the cell prints.
    """
    if target is None or not target.is_bare:
        return target.text if target else ""
    return f"{target.text}{spaced(target.magnitude) if counted else ''}{target.unit}"


def _binding(target: Target | None, *, counted: bool) -> str:
    """A target as printed, with whether it is binding or expected."""
    printed = _stated(target, counted=counted)
    if target is None:
        return printed
    if target.binding and is_cjk(target.indicator):
        return f"{printed}（{_PRINTED[target.binding]}）"
    return f"{printed} ({target.binding})" if target.binding else printed
