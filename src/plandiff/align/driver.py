"""The one place where matches are made: it calls the matchers in turn and applies their outcomes.

A matcher may appear anywhere in a profile, and more than once. Whatever it proposes, people's decisions hold, and every unit stays
in at most one match: a match replaces others only if it contains all of their units.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from plandiff.align.evidence import Evidence
from plandiff.align.matching import DECISION, NEW, OLD, Match, Matching, Outcome, Scores, UnitPair
from plandiff.progress import in_steps

Matcher = Callable[[Matching, Evidence], Outcome]
"""Proposes what to match, given the current matching, and changes nothing."""


class Driven(NamedTuple):
    """The result of all matchers."""

    matching: Matching
    candidates: Scores
    """All pairs that could have been matched, with the best similarity that a matcher found."""
    best_first: int


def drive(matching: Matching, evidence: Evidence, matchers: Iterable[Matcher], pinned: Iterable[UnitPair] = ()) -> Driven:
    """Match what is pinned, then what the matchers propose, in their order."""
    for i, j in pinned:
        matching.set(Match((i,), (j,), DECISION))
    candidates: Scores = {}
    best_first = 0
    for matcher in in_steps("align", matchers):
        outcome = matcher(matching, evidence)
        _carry_out(matching, outcome)
        for pair, score in outcome.candidates.items():
            candidates[pair] = max(score, candidates.get(pair, 0.0))
        best_first += outcome.best_first
    return Driven(matching, candidates, best_first)


def _carry_out(matching: Matching, outcome: Outcome) -> None:
    for match in outcome.pruned:
        if match.by != DECISION and match is matching.match_of[OLD][match.old[0]]:
            matching.release(match)
    for side, parts in enumerate(outcome.parts):
        matching.parts[side].update(parts)
    for match in outcome.matches:
        if _is_allowed(matching, match):
            matching.set(match)


def _is_allowed(matching: Matching, match: Match) -> bool:
    """Whether a match contradicts no decision and breaks up no other match."""
    if matching.forbidden and not matching.forbidden.isdisjoint(match.pairs):
        return False
    for side in (OLD, NEW):
        for unit in match.units[side]:
            found = matching.match_of[side][unit]
            if found is not None and not (found.by != DECISION and _is_part(found, match)):
                return False
    return True


def _is_part(match: Match, whole: Match) -> bool:
    return set(match.old) <= set(whole.old) and set(match.new) <= set(whole.new)


class RunnersUp:
    """Which candidates lost to a match."""

    def __init__(self, candidates: Mapping[UnitPair, float]) -> None:
        self._of: tuple[defaultdict[int, list[tuple[float, UnitPair]]], ...] = (defaultdict(list), defaultdict(list))
        for pair, score in candidates.items():
            for side in (OLD, NEW):
                self._of[side][pair[side]].append((-score, pair))

    def best(self, match: Match) -> tuple[UnitPair, float] | None:
        """The best pair that a match's units could have made with others; None if there was none."""
        others = [
            candidate
            for side in (OLD, NEW)
            for unit in match.units[side]
            for candidate in self._of[side].get(unit, ())
            if not (candidate[1][OLD] in match.old and candidate[1][NEW] in match.new)
        ]
        if not others:
            return None
        score, pair = min(others)
        return pair, -score
