"""How much two texts have in common, and which pairs are worth asking.

Texts are compared as sets of grams: bigrams of Chinese characters, whole Latin words, numbers.
A gram weighs by its rarity over both plans (inverse document frequency, Spärck Jones 1972), so
that what every paragraph of every plan says — “进一步加强”, “高质量发展” — counts little.
Candidates come from an inverted index of the rarest grams; no two texts meet that share none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from math import fsum, log
from typing import Final

RARE_GRAMS: Final = 40
"""Of each text, that many of its rarest grams look for candidates (count). More finds nothing new
on revised plans of any strength; fewer loses heavily rewritten paragraphs."""
LONGEST_POSTING: Final = 48
"""A gram found in more texts than this looks for nobody (count): it says nothing about identity,
and the cap keeps the search linear in the length of the text."""
CANDIDATES: Final = 8
"""Of each text, that many candidates are measured in full (count)."""

_RUN: Final = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+|[^\W\d_\u3400-\u9fff\uf900-\ufaff]+|\d+(?:[.,]\d+)*"
)
_STEM: Final = 6
"""Latin words are compared by their first letters (characters), so that inflection does not part them."""


def grams(key: str) -> frozenset[str]:
    """The grams of a folded text; of a single character, itself."""
    found: set[str] = set()
    for run in _RUN.findall(key):
        if run[0] >= "\u3400":
            found.update(map("".join, pairwise(run)) if len(run) > 1 else run)
        else:
            found.add(run[:_STEM].lower() if run[0].isalpha() else run)
    return frozenset(found)


class Similarity:
    """Weighted similarity over the grams of all texts that it was told of."""

    def __init__(self, keys: Iterable[str]) -> None:
        """`keys` are the folded texts by whose number rarity is measured."""
        frequency: Counter[str] = Counter()
        count = 0
        self._grams: dict[str, frozenset[str]] = {}
        for key in keys:
            count += 1
            frequency.update(self.grams(key))
        self._weight = {gram: log(1 + count / n) for gram, n in frequency.items()}
        self._total: dict[str, float] = {}

    def grams(self, key: str) -> frozenset[str]:
        known = self._grams.get(key)
        if known is None:
            known = self._grams[key] = grams(key)
        return known

    def weigh(self, found: Iterable[str]) -> float:
        """The summed weight of some grams; exact, so that the order of a set cannot show."""
        return fsum(map(self._weight.__getitem__, found))

    def total(self, key: str) -> float:
        known = self._total.get(key)
        if known is None:
            known = self._total[key] = self.weigh(self.grams(key))
        return known

    def dice(self, a: str, b: str) -> float:
        """0..1: twice the weight in common over the weight of both (Dice 1945)."""
        if a == b:
            return 1.0
        both = self.total(a) + self.total(b)
        return 2 * self.weigh(self.grams(a) & self.grams(b)) / both if both else 0.0

    def candidates(self, old: dict[int, str], new: dict[int, str]) -> dict[tuple[int, int], float]:
        """The pairs worth considering, with their dice; `old` and `new` map units to folded texts."""
        postings: defaultdict[str, list[int]] = defaultdict(list)
        for j, key in new.items():
            for gram in self.grams(key):
                postings[gram].append(j)
        found: dict[tuple[int, int], float] = {}
        weight = self._weight
        for i, key in old.items():
            shared = sorted((len(postings[gram]), gram) for gram in self.grams(key) if gram in postings)
            votes: defaultdict[int, float] = defaultdict(float)
            for length, gram in shared[:RARE_GRAMS]:
                if length > LONGEST_POSTING:
                    break
                for j in postings[gram]:
                    votes[j] += weight[gram]
            for j in sorted(votes, key=lambda j: (-votes[j], j))[:CANDIDATES]:
                found[i, j] = self.dice(key, new[j])
        return found
