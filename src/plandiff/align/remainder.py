"""What units say that no fellow of their bond explains, and how well a free unit explains it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from plandiff.align.matching import Matching
from plandiff.align.sides import Side
from plandiff.align.similarity import Similarity, gram_list


class Fit(NamedTuple):
    """How well a free unit explains what its would-be fellows leave."""

    coverage: float
    """0..1: the share of the unit's weight that stands there."""
    dice: float
    """0..1: the unit and what is left there, compared as two texts."""

    def reaches(self, needed: Fit) -> bool:
        """Whether it is as good as another in one of the two ways."""
        return self.coverage >= needed.coverage or self.dice >= needed.dice


class Remainder:
    """Of each unit, what its bond leaves unexplained; grams count with repetition."""

    def __init__(self, matching: Matching, similarity: Similarity, text: Callable[[Side, int], str]) -> None:
        """`text` is what a unit says: its own text, or all of its section."""
        self._matching = matching
        self._similarity = similarity
        self._text = text
        self._grams: tuple[dict[int, Counter[str]], dict[int, Counter[str]]] = ({}, {})
        self._rest: tuple[dict[int, Counter[str]], dict[int, Counter[str]]] = ({}, {})

    def fit(self, side: int, free: int, partner: int) -> Fit:
        """How well a free unit of one side explains what is left of its partner on the other."""
        weigh = self._similarity.weigh_count
        own, rest = self._say(side, free), self._left(1 - side, partner)
        covered, total, left = weigh(own & rest), weigh(own), weigh(rest)
        return Fit(covered / total if total else 0.0, 2 * covered / (total + left) if total + left else 0.0)

    def take(self, side: int, free: int, partner: int) -> None:
        """The free unit explains its part from now on."""
        self._rest[1 - side][partner] = self._left(1 - side, partner) - self._say(side, free)

    def _left(self, side: int, unit: int) -> Counter[str]:
        left = self._rest[side].get(unit)
        if left is None:
            bond = self._matching.bonds_of[side][unit]
            left = self._say(side, unit)
            for fellow in bond.units[1 - side] if bond else ():
                left = left - self._say(1 - side, fellow)
            self._rest[side][unit] = left
        return left

    def _say(self, side: int, unit: int) -> Counter[str]:
        grams = self._grams[side].get(unit)
        if grams is None:
            grams = self._grams[side][unit] = Counter(gram_list(self._text(self._matching.sides[side], unit)))
        return grams
