"""The part of a unit's text that its match does not explain, and how well an unmatched unit explains it."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import NamedTuple

from plandiff.align.matching import Matching
from plandiff.align.similarity import Similarity


class Fit(NamedTuple):
    """How well an unmatched unit explains what others leave unexplained of its would-be partner."""

    coverage: float
    """0..1: the share of the unit's weight that is found there."""
    dice: float = 1.0
    """0..1: the unit and what is left there, compared as two texts."""

    def reaches(self, needed: Fit) -> bool:
        """Whether it is at least as good as `needed` by either measure."""
        return self.coverage >= needed.coverage or self.dice >= needed.dice


class Said(NamedTuple):
    """The grams of a text or of what is left of it, counted with repetition, and their total weight."""

    grams: Counter[str]
    weight: float


class Remainder:
    """For each unit, what its match leaves unexplained."""

    def __init__(self, matching: Matching, similarity: Similarity, *, whole: bool) -> None:
        """A unit's text is its own, or with `whole` that of its whole subtree."""
        self._matching = matching
        self._similarity = similarity
        self._whole = whole
        self._said: tuple[dict[int, Said], dict[int, Said]] = ({}, {})
        self._rest: tuple[dict[int, Said], dict[int, Said]] = ({}, {})

    def fit(self, side: int, unit: int, partner: int) -> Fit:
        """How well an unmatched unit of one side explains what is left of its partner on the other."""
        own, rest = self._say(side, unit), self._left(1 - side, partner)
        covered, both = self._similarity.weigh_common(own.grams, rest.grams), own.weight + rest.weight
        return Fit(covered / own.weight if own.weight else 0.0, 2 * covered / both if both else 0.0)

    def take(self, side: int, unit: int, partner: int) -> None:
        """Let the unit explain its part from now on."""
        left = self._left(1 - side, partner).grams - self._say(side, unit).grams
        self._rest[1 - side][partner] = self._weighed(left)

    def _left(self, side: int, unit: int) -> Said:
        left = self._rest[side].get(unit)
        if left is None:
            match = self._matching.match_of[side][unit]
            left = self._say(side, unit)
            if match:
                grams = left.grams
                for other in match.units[1 - side]:
                    grams = grams - self._say(1 - side, other).grams
                left = self._weighed(grams)
            self._rest[side][unit] = left
        return left

    def _say(self, side: int, unit: int) -> Said:
        said = self._said[side].get(unit)
        if said is None:
            view = self._matching.sides[side]
            units = range(unit, view.end[unit] if self._whole else unit + 1)
            said = self._said[side][unit] = self._weighed(Counter(chain.from_iterable(map(view.grams, units))))
        return said

    def _weighed(self, grams: Counter[str]) -> Said:
        return Said(grams, self._similarity.weigh_count(grams))
