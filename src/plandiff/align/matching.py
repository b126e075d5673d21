"""Which units of two plans are matched, as the matchers see it; and what a matcher returns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from plandiff.align.assignment import assign
from plandiff.model import ROOT, Indexed

OLD: Final = 0
NEW: Final = 1
"""The sides, for code that works on either."""
DECISION: Final = "decision"
"""`Match.by` of the matches that people pinned."""

UnitPair = tuple[int, int]
"""An old unit and a new one."""
Scores = dict[UnitPair, float]


class Best(NamedTuple):
    """How similar the two best candidates of a unit are."""

    first: float = 0.0
    second: float = 0.0

    def beside(self, score: float) -> float:
        """The best score of all candidates except one with this score."""
        return self.second if score >= self.first else self.first


def find_best(scores: Scores) -> tuple[Mapping[int, Best], Mapping[int, Best]]:
    """The best candidates of each unit, by side."""
    best: tuple[defaultdict[int, Best], defaultdict[int, Best]] = (defaultdict(Best), defaultdict(Best))
    for pair, score in scores.items():
        for side in (OLD, NEW):
            first, second = best[side][pair[side]]
            if score > second:
                best[side][pair[side]] = Best(score, first) if score > first else Best(first, score)
    return best


class Match(NamedTuple):
    """Units of the old side that became units of the new side, by index."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    by: str
    """The matcher that made it."""

    @property
    def units(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Both sides' units, for code that works on either side."""
        return self.old, self.new

    @property
    def pairs(self) -> Iterator[UnitPair]:
        """Each old unit with each new one."""
        return ((i, j) for i in self.old for j in self.new)


class Outcome(NamedTuple):
    """What a matcher returns. The driver applies it as far as decisions and earlier matches allow."""

    matches: Sequence[Match] = ()
    """In order; each replaces the matches whose units it all contains."""
    pruned: Sequence[Match] = ()
    """Matches to withdraw."""
    candidates: Mapping[UnitPair, float] = {}
    """The pairs that could have been matched, with their similarity."""
    parts: tuple[Mapping[int, int], Mapping[int, int]] = ({}, {})
    """Per side, unmatched sections that were split from another or merged with it -> the counterpart of that one."""
    best_first: int = 0
    """Units with so many candidates that they were matched best first instead of optimally."""


def choose_best(scores: Scores, by: str, candidates: Mapping[UnitPair, float] | None = None) -> Outcome:
    """The pairs with the greatest total score, each unit in one, as an outcome; `candidates` defaults to the scores."""
    assignment = assign(scores)
    return Outcome(
        [Match((i,), (j,), by) for i, j in assignment.pairs],
        candidates=scores if candidates is None else candidates,
        best_first=assignment.best_first,
    )


class Matching:
    """What is matched so far. Matchers read it; only the driver changes it, while a matcher changes its own `Draft`."""

    def __init__(self, old: Indexed, new: Indexed, forbidden: Iterable[UnitPair] = ()) -> None:
        self.old = old
        self.new = new
        self.sides = old, new
        self.forbidden = frozenset(forbidden)
        """Pairs that must not be matched."""
        self.match_of: tuple[list[Match | None], list[Match | None]] = ([None] * len(old), [None] * len(new))
        """Per side, the match that each unit is in."""
        self.parts: tuple[dict[int, int], dict[int, int]] = ({}, {})
        """As in `Outcome`."""

    def matches(self) -> Iterator[Match]:
        """All matches, each once, in the old side's order."""
        for i, match in enumerate(self.match_of[OLD]):
            if match is not None and match.old[0] == i:
                yield match

    def unmatched(self, side: int, *, container: bool | None = None) -> list[int]:
        """The unmatched units of one side; with `container`, only containers or only blocks."""
        view = self.sides[side]
        return [i for i, match in enumerate(self.match_of[side]) if match is None and container in (None, view.container[i])]

    def unmatched_texts(self, side: int, *, container: bool) -> dict[int, str]:
        """The unmatched containers or blocks of one side that have a text of their own, with their texts."""
        texts = self.sides[side].texts
        return {i: texts[i] for i in self.unmatched(side, container=container) if texts[i]}

    def may_match(self, old: int, new: int) -> bool:
        """Whether two units are both unmatched and not forbidden to match."""
        return self.match_of[OLD][old] is None and self.match_of[NEW][new] is None and (old, new) not in self.forbidden

    def are_matched(self, old: int, new: int) -> bool:
        """Whether two units are in the same match; the roots always are."""
        if ROOT in (old, new):
            return old == new
        match = self.match_of[OLD][old]
        return match is not None and match is self.match_of[NEW][new]

    def counterpart(self, side: int, container: int) -> int | None:
        """The unit of the other side that a container of this side is matched with, or a part of; None if there is none."""
        if container == ROOT:
            return ROOT
        match = self.match_of[side][container]
        return match.units[1 - side][0] if match else self.parts[side].get(container)

    def parents_matched(self, old: int, new: int) -> bool:
        """Whether the parents of two units are each other's counterparts."""
        above, there = self.old.parent[old], self.new.parent[new]
        return self.are_matched(above, there) or self.parts[OLD].get(above) == there or self.parts[NEW].get(there) == above

    def may_grow(self, side: int, unit: int) -> bool:
        """Whether more units of the other side may be matched with a unit of this side.

        Not where the texts are identical or people decided the match; and many-to-many matches would say little about what became
        of each unit.
        """
        match = self.match_of[side][unit]
        return match is None or (len(match.units[side]) == 1 and match.by != DECISION and not self.is_identical(match))

    def may_join(self, side: int, unit: int, partner: int) -> bool:
        """Whether an unmatched unit of one side may join a unit of the other and whatever that one is matched with.

        Rows are matched one to one: the cells of several are never combined.
        """
        if self.sides[side].plan.units[unit].kind == self.sides[1 - side].plan.units[partner].kind == "row":
            return False
        alone = self.match_of[side][unit] is None and not self.is_forbidden(side, unit, partner)
        return alone and self.may_grow(1 - side, partner)

    def is_forbidden(self, side: int, unit: int, partner: int) -> bool:
        """Whether people forbade matching a unit of one side with one of the other."""
        return ((unit, partner) if side == OLD else (partner, unit)) in self.forbidden

    def is_identical(self, match: Match) -> bool:
        """Whether one unit became one of the same text."""
        return len(match.old) == len(match.new) == 1 and self.old.texts[match.old[0]] == self.new.texts[match.new[0]]

    def set(self, match: Match) -> None:
        """Match units, replacing the matches that they were in."""
        for side, units in enumerate(match.units):
            for unit in units:
                self.match_of[side][unit] = match
                self.parts[side].pop(unit, None)

    def release(self, match: Match) -> None:
        """Undo a match: its units are unmatched again."""
        for side, units in enumerate(match.units):
            for unit in units:
                self.match_of[side][unit] = None

    def draft(self) -> Draft:
        """A copy for a matcher whose steps build on each other."""
        draft = Draft(self.old, self.new, self.forbidden)
        for side in (OLD, NEW):
            draft.match_of[side][:] = self.match_of[side]
            draft.parts[side].update(self.parts[side])
        return draft


class Draft(Matching):
    """A matcher's own copy of a matching to work on; it records what is done to it."""

    def __init__(self, old: Indexed, new: Indexed, forbidden: Iterable[UnitPair] = ()) -> None:
        super().__init__(old, new, forbidden)
        self._made: list[Match] = []
        self._undone: list[Match] = []
        self._best_first = 0
        self.candidates: Scores = {}

    def match(self, old: int, new: int, by: str) -> None:
        """Match two unmatched units."""
        self._take(Match((old,), (new,), by))

    def join(self, side: int, unit: int, partner: int, by: str) -> None:
        """Let an unmatched unit of one side join the match of a unit of the other, or match that unit if it has none."""
        match = self.match_of[1 - side][partner]
        here = tuple(sorted((*match.units[side], unit))) if match else (unit,)
        there = match.units[1 - side] if match else (partner,)
        old, new = (here, there) if side == OLD else (there, here)
        self._take(Match(old, new, match.by if match else by))

    def undo(self, match: Match) -> None:
        """Withdraw a match that another matcher made."""
        self.release(match)
        self._undone.append(match)

    def choose(self, scores: Scores) -> list[UnitPair]:
        """The pairs of units with the greatest total score, each unit in one."""
        assignment = assign(scores)
        self._best_first += assignment.best_first
        return assignment.pairs

    @property
    def outcome(self) -> Outcome:
        """Everything that was done."""
        return Outcome(self._made, self._undone, self.candidates, self.parts, self._best_first)

    def _take(self, match: Match) -> None:
        self.set(match)
        self._made.append(match)
