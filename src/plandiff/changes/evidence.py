"""A comparison as the detectors see it: with the numbers that decide, and what several of them ask for."""

from __future__ import annotations

from plandiff.changes.clauses import ClausePair, pair_clauses
from plandiff.changes.tuning import TUNING, Tuning
from plandiff.language import Grain
from plandiff.model import Change, Comparison, Plan


class Evidence:
    """What a detector is given."""

    def __init__(self, comparison: Comparison, tuning: Tuning = TUNING) -> None:
        self.comparison = comparison
        self.tuning = tuning
        self._pairs: dict[tuple[str, Grain], list[ClausePair]] = {}

    @property
    def old(self) -> Plan:
        return self.comparison.old

    @property
    def new(self) -> Plan:
        return self.comparison.new

    def clauses(self, change: Change, grain: Grain) -> list[ClausePair]:
        """Which parts of a changed text became which."""
        key = change.id, grain
        if key not in self._pairs:
            self._pairs[key] = pair_clauses(self.comparison.printed(change), grain, self.tuning)
        return self._pairs[key]
