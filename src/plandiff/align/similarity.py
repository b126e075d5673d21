"""How much two texts have in common, and which pairs are candidates.

Texts are compared as sets of grams: bigrams of Chinese characters, whole Latin words, numbers. A gram weighs by its rarity in what
the two plans do not plainly share (inverse document frequency, Spärck Jones 1972), so that what every paragraph of every plan says
— “进一步加强”, “高质量发展” — counts little. With rarity taken over all the text of both, the quality figures stay the same, but a law loses
a correct split. Candidates come from an inverted index of the rarest grams; texts that share none are never compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cache, cached_property
from itertools import chain, islice
from math import fsum, log
from typing import Final

from plandiff.model import Indexed

RARE_GRAMS: Final = 16
"""How many of each text's rarest grams are used to find candidates (count). It bounds the cost: from 8 to 40 no figure changes."""
LONGEST_POSTING: Final = 48
"""A gram found in more texts than this is not used to find candidates (count): it says nothing about identity, and the cap keeps
the search linear in the length of the text. From 24 to 100 no figure changes."""
CANDIDATES: Final = 5
"""How many candidates of each text are measured in full (count). It bounds the cost: from 4 to 8 no figure changes."""


class Similarity:
    """Weighted similarity of any two texts of two plans, compared as sets of grams."""

    def __init__(self, old: Indexed, new: Indexed, counted: Iterable[str]) -> None:
        """`counted` are the texts over which document frequency is counted."""
        self.grams: Callable[[str], frozenset[str]] = cache(self._find_grams)
        """The grams of a text that represents a unit of either plan."""
        self.total: Callable[[str], float] = cache(lambda text: self.weigh(self.grams(text)))
        """The total weight of a text."""
        self.by_rarity: Callable[[str], list[str]] = cache(self._sorted)
        """The grams of a text, the rarest first, before them those that occur only in what the plans share."""
        self._dice: dict[tuple[str, str], float] = {}
        self._where = {text: (side, unit) for side in (old, new) for unit, text in enumerate(side.representative)}
        texts = set(counted)
        frequency = Counter(chain.from_iterable(map(self.grams, texts)))
        self._weight = _Weights(len(texts), frequency)
        self._rank = {gram: rank for rank, gram in enumerate(sorted(sorted(frequency), key=frequency.__getitem__))}
        self._ranked = frozenset(self._rank)

    def weigh(self, found: Iterable[str]) -> float:
        """The total weight of some grams; summed exactly, so that set order does not matter."""
        return fsum(map(self._weight.__getitem__, found))

    def weigh_count(self, found: Counter[str]) -> float:
        """The same, with each gram weighted by its count."""
        return fsum(self._weight[gram] * n for gram, n in found.items())

    def weigh_common(self, a: Counter[str], b: Counter[str]) -> float:
        """The total weight of what two counts have in common."""
        few, many = (a, b) if len(a) < len(b) else (b, a)
        return fsum(self._weight[gram] * min(n, many[gram]) for gram, n in few.items() if gram in many)

    def dice(self, a: str, b: str) -> float:
        """0..1: twice the weight in common over the weight of both (Dice 1945)."""
        if a == b:
            return 1.0
        pair = (a, b) if a < b else (b, a)
        found = self._dice.get(pair)
        if found is None:
            both = self.total(a) + self.total(b)
            found = self._dice[pair] = 2 * self.weigh(self.grams(a) & self.grams(b)) / both if both else 0.0
        return found

    def containment(self, part: str, whole: str, dice: float) -> float:
        """0..1: the share of a text's weight that another has too, computed from their dice."""
        total = self.total(part)
        return dice * (total + self.total(whole)) / (2 * total) if total else 0.0

    def candidates(self, old: dict[int, str], new: dict[int, str]) -> dict[tuple[int, int], float]:
        """The candidate pairs, with their dice; `old` and `new` map units to texts."""
        return Search(self, new).candidates(old)

    def _find_grams(self, text: str) -> frozenset[str]:
        side, unit = self._where[text]
        said = range(unit, unit + 1 if side.texts[unit] else side.end[unit])
        return frozenset(chain.from_iterable(map(side.grams, said)))

    def _sorted(self, text: str) -> list[str]:
        grams = self.grams(text)
        unranked = grams - self._ranked
        ranked = sorted(grams - unranked if unranked else grams, key=self._rank.__getitem__)
        return [*sorted(unranked), *ranked]


class Search:
    """Finds candidates among some texts, for each text asked about once."""

    def __init__(self, similarity: Similarity, among: dict[int, str]) -> None:
        """`among` maps units to their texts."""
        self._similarity = similarity
        self._among = among
        self._found: dict[str, dict[int, float]] = {}

    def candidates(self, asked: dict[int, str]) -> dict[tuple[int, int], float]:
        """The pairs of a unit asked about and a candidate, with their dice."""
        return {(i, j): dice for i, text in asked.items() for j, dice in self._candidates_of(text).items()}

    def _candidates_of(self, text: str) -> dict[int, float]:
        found = self._found.get(text)
        if found is None:
            rarest = islice(filter(None, map(self._telling.get, self._similarity.by_rarity(text))), RARE_GRAMS)
            votes = Counter(chain.from_iterable(rarest))
            best = sorted(votes, key=votes.__getitem__, reverse=True)[:CANDIDATES]
            found = self._found[text] = {j: self._similarity.dice(text, self._among[j]) for j in best}
        return found

    @cached_property
    def _telling(self) -> dict[str, list[int]]:
        """Gram -> the units with it, unless they are too many."""
        postings: defaultdict[str, list[int]] = defaultdict(list)
        for j, text in self._among.items():
            for gram in self._similarity.grams(text):
                postings[gram].append(j)
        return {gram: units for gram, units in postings.items() if len(units) <= LONGEST_POSTING}


class _Weights(dict[str, float]):
    """Gram -> its weight; a gram that occurs in none of the counted texts has the greatest weight."""

    def __init__(self, texts: int, frequency: Counter[str]) -> None:
        super().__init__((gram, log(1 + texts / count)) for gram, count in frequency.items())
        self._rarest = log(1 + texts)

    def __missing__(self, gram: str) -> float:
        return self._rarest
