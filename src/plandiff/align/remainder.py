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


class Remainder:
    """For each unit, what its match leaves unexplained; grams are counted with repetition."""

    def __init__(self, matching: Matching, similarity: Similarity, *, whole: bool) -> None:
        """A unit's text is its own, or with `whole` that of its whole subtree."""
        self._matching = matching
        self._similarity = similarity
        self._whole = whole
        self._grams: tuple[dict[int, Counter[str]], dict[int, Counter[str]]] = ({}, {})
        self._rest: tuple[dict[int, Counter[str]], dict[int, Counter[str]]] = ({}, {})

    def fit(self, side: int, unit: int, partner: int) -> Fit:
        """How well an unmatched unit of one side explains what is left of its partner on the other."""
        weigh = self._similarity.weigh_count
        own, rest = self._say(side, unit), self._left(1 - side, partner)
        covered, total, left = weigh(own & rest), weigh(own), weigh(rest)
        return Fit(covered / total if total else 0.0, 2 * covered / (total + left) if total + left else 0.0)

    def take(self, side: int, unit: int, partner: int) -> None:
        """Let the unit explain its part from now on."""
        self._rest[1 - side][partner] = self._left(1 - side, partner) - self._say(side, unit)

    def _left(self, side: int, unit: int) -> Counter[str]:
        left = self._rest[side].get(unit)
        if left is None:
            match = self._matching.match_of[side][unit]
            left = self._say(side, unit)
            for other in match.units[1 - side] if match else ():
                left = left - self._say(1 - side, other)
            self._rest[side][unit] = left
        return left

    def _say(self, side: int, unit: int) -> Counter[str]:
        grams = self._grams[side].get(unit)
        if grams is None:
            view = self._matching.sides[side]
            said = range(unit, view.end[unit] if self._whole else unit + 1)
            grams = self._grams[side][unit] = Counter(chain.from_iterable(map(view.grams, said)))
        return grams
