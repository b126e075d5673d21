"""A comparison as the detectors see it: with the tuning, and what several of them need."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar, cast

from plandiff.changes.clauses import ClausePair, pair_clauses
from plandiff.changes.tuning import TUNING, Tuning
from plandiff.language import Grain
from plandiff.model import Change, Comparison, Plan, Side, Unit

T = TypeVar("T")


class Evidence:
    """What a detector is given."""

    def __init__(self, comparison: Comparison, tuning: Tuning = TUNING) -> None:
        self.comparison = comparison
        self.tuning = tuning
        self._known: dict[str, object] = {}
        self._pairs: dict[tuple[str, Grain], list[ClausePair]] = {}

    @property
    def old(self) -> Plan:
        return self.comparison.old

    @property
    def new(self) -> Plan:
        return self.comparison.new

    @cached_property
    def change(self) -> dict[str, Change]:
        """The changes by their id."""
        return {change.id: change for change in self.comparison.changes}

    @cached_property
    def changed(self) -> tuple[Change, ...]:
        """Those of counterparts, on both sides, whose texts differ."""
        return tuple(change for change in self.comparison.changes if change.status == "changed")

    def clauses(self, change: Change, grain: Grain) -> list[ClausePair]:
        """Which clauses of a changed text became which."""
        key = change.id, grain
        if key not in self._pairs:
            self._pairs[key] = pair_clauses(self.comparison.printed(change), grain, self.tuning)
        return self._pairs[key]

    def once(self, name: str, work: Callable[[], T]) -> T:
        """A value that several detectors need, computed on first use."""
        if name not in self._known:
            self._known[name] = work()
        return cast("T", self._known[name])

    def announcement(self, unit: Unit, side: Side) -> str:
        """The text of the paragraph that introduces an item's list; "" if the unit is not an item or has none."""
        announcing = self.announcing(unit, side)
        return announcing.text if announcing else ""

    def announcing(self, unit: Unit, side: Side) -> Unit | None:
        """The paragraph that introduces an item's list."""
        plan = self.comparison.plan(side)
        section, _, ordinal = unit.id.rpartition("/")
        if unit.kind != "item" or not ordinal.isdecimal():
            return None
        for place in range(int(ordinal) - 1, 0, -1):
            before = plan.unit[f"{section}/{place}"]
            if before.kind != "item":
                return before if before.text.rstrip().endswith(("：", ":")) else None
        return None
