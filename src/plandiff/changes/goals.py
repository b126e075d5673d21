"""What became of the targets, by the rules. (The stage `targets` says what became of each quantity.)"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from plandiff.changes.hits import Hit, hit, place_of
from plandiff.model import Comparison, Target, TargetChange
from plandiff.text import is_cjk

_PRINTED: Final = {"binding": "约束性", "expected": "预期性"}

_WITHIN: Final = re.compile(r"(?:日|天|小时|月|年|周)(?:以|之)?内$|^within\b.*(?:day|week|month|year|hour)s?$", re.IGNORECASE)
"""A time within which something is to be done, `十五日以内`: a deadline, though no date."""


def find_goals(comparison: Comparison) -> Iterator[Hit]:
    """The targets' own rules; the dates by which they are due are found with all others."""
    for target in comparison.targets:
        home = comparison.change_of[place_of(target)]
        for rule in _rules(target):
            before, after = target.old, target.new
            name = (after or before).indicator  # type: ignore[union-attr]
            if rule == "target-renamed" and before and after:
                yield hit(rule, home, before.indicator, after.indicator, old=before.indicator, new=after.indicator)
            else:
                texts = [_stated(side) for side in (before, after)]
                if texts[0] == texts[1] and before and after:
                    texts = [_binding(side) for side in (before, after)]
                yield hit(rule, home, name, *texts, name=name, old=texts[0], new=texts[1])


def _rules(change: TargetChange) -> Iterator[str]:
    old, new, kinds = change.old, change.new, change.kinds
    if "met" in kinds or "missed" in kinds:
        yield f"target-{kinds[0]}"
    elif "disagreement" in kinds:
        if change.within == "new":
            yield "target-contradicted"
    elif old is None or new is None:
        yield from _alone(change)
    elif "restated" in kinds:
        if old.role in ("actual", "baseline") and change.difference:
            yield "baseline-raised" if change.difference > 0 else "baseline-lowered"
    else:
        yield from _followed(change)


def _alone(change: TargetChange) -> Iterator[str]:
    target = change.new or change.old
    if target is not None and _is_aim(target):
        if "vaguer" in change.kinds or "sharper" in change.kinds:
            yield "target-weakened" if "vaguer" in change.kinds else "target-strengthened"
        else:
            yield "target-added" if change.new else "target-removed"


def _followed(change: TargetChange) -> Iterator[str]:
    old, new, kinds = change.old, change.new, change.kinds
    if old and new and _WITHIN.search(old.text) and _WITHIN.search(new.text):
        if change.difference:
            yield "deadline-postponed" if change.difference > 0 else "deadline-advanced"
    elif "raised" in kinds or "lowered" in kinds:
        more = change.effect == "stronger" if change.effect else "raised" in kinds
        yield "target-raised" if more else "target-lowered"
    elif old and _is_aim(old) and (change.effect or "bound" in kinds or "unbound" in kinds):
        tighter = change.effect == "stronger" or (not change.effect and "bound" in kinds)
        yield "target-strengthened" if tighter else "target-weakened"
    if "renamed" in kinds:
        yield "target-renamed"


def _is_aim(target: Target) -> bool:
    return target.role == "target" or (target.role == "change" and bool(target.planned))


def _stated(target: Target | None) -> str:
    """A target as printed; the bare number of a table's cell with the unit that stands elsewhere."""
    if target is None:
        return ""
    return target.text if re.search(r"[^\d.,]", target.text) else f"{target.text}{target.unit}"


def _binding(target: Target) -> str:
    """A target whose number stays while it binds more or less, with what it is."""
    printed = _stated(target)
    if target.binding and is_cjk(target.indicator):
        return f"{printed}（{_PRINTED[target.binding]}）"
    return f"{printed} ({target.binding})" if target.binding else printed
