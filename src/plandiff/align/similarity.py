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
from functools import cache
from itertools import chain, count
from math import fsum, log
from operator import add
from typing import Final

RARE_GRAMS: Final = 16
"""Of each text, that many of its rarest grams look for candidates (count). From 12 to 40 the links of
revised editions and labelled laws stay the same."""
LONGEST_POSTING: Final = 48
"""A gram found in more texts than this looks for nobody (count): it says nothing about identity,
and the cap keeps the search linear in the length of the text."""
CANDIDATES: Final = 5
"""Of each text, that many candidates are measured in full (count). From 4 to 8 nothing changes."""

_RUN: Final = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+|[^\W\d_\u3400-\u9fff\uf900-\ufaff]+|\d+(?:[.,]\d+)*"
)
_STEM: Final = 6
"""Latin words are compared by their first letters (characters), so that inflection does not part them."""


def gram_list(key: str) -> list[str]:
    """The grams of a folded text, repeated as often as they stand there; of a single character, itself."""
    found: list[str] = []
    for run in _RUN.findall(key):
        if run[0] >= "\u3400":
            found += map(add, run, run[1:]) if len(run) > 1 else [run]
        else:
            found.append(run[:_STEM].lower() if run[0].isalpha() else run)
    return found


class Similarity:
    """Weighted similarity over the grams of all texts that it was told of; sets of their numbers stand for texts."""

    def __init__(self, keys: Iterable[str]) -> None:
        """`keys` are the folded texts by whose number rarity is measured."""
        self._number: defaultdict[str, int] = defaultdict(count().__next__)
        number = cache(lambda line: frozenset(map(self._number.__getitem__, gram_list(line))))
        # A container without a title says the lines of the blocks in it.
        self._grams = {key: frozenset[int]().union(*map(number, key.split("\n"))) for key in keys}
        frequency = Counter(chain.from_iterable(self._grams.values()))
        grams = list(self._number)
        rarest = sorted(sorted(frequency, key=grams.__getitem__), key=frequency.__getitem__)
        self._rank = {gram: rank for rank, gram in enumerate(rarest)}
        self._weight = [log(1 + len(self._grams) / frequency[gram]) for gram in range(len(grams))]
        self._weight.append(log(1 + len(self._grams)))  # of a gram that none of the texts has
        self._grams.setdefault("", frozenset())  # a line that is only a number has no text, and may still meet others
        self._total = {key: self.weigh(grams) for key, grams in self._grams.items()}

    def grams(self, key: str) -> frozenset[int]:
        """The grams of one of the texts, by their numbers."""
        return self._grams[key]

    def weigh(self, found: Iterable[int]) -> float:
        """The summed weight of some grams; exact, so that the order of a set cannot show."""
        return fsum(map(self._weight.__getitem__, found))

    def weigh_count(self, found: Counter[str]) -> float:
        """The summed weight of some grams by name, each as often as it is counted; those of no text are as rare as can be."""
        return fsum(self._weight[self._number.get(gram, -1)] * n for gram, n in found.items())

    def total(self, key: str) -> float:
        """The weight of a whole text."""
        return self._total[key]

    def dice(self, a: str, b: str) -> float:
        """0..1: twice the weight in common over the weight of both (Dice 1945)."""
        if a == b:
            return 1.0
        both = self._total[a] + self._total[b]
        return 2 * self.weigh(self._grams[a] & self._grams[b]) / both if both else 0.0

    def containment(self, part: str, whole: str, dice: float) -> float:
        """0..1: the share of a text's weight that another has too, worked out from their dice."""
        total = self._total[part]
        return dice * (total + self._total[whole]) / (2 * total) if total else 0.0

    def candidates(self, old: dict[int, str], new: dict[int, str]) -> dict[tuple[int, int], float]:
        """The pairs worth considering, with their dice; `old` and `new` map units to texts."""
        standing = Counter(chain.from_iterable(map(self.grams, new.values())))
        telling = {gram for gram, texts in standing.items() if texts <= LONGEST_POSTING}
        rarest = {i: sorted(self._grams[key] & telling, key=self._rank.__getitem__)[:RARE_GRAMS] for i, key in old.items()}
        postings: dict[int, list[int]] = {gram: [] for grams in rarest.values() for gram in grams}
        asked = frozenset(postings)
        for j, key in new.items():
            for gram in self._grams[key] & asked:
                postings[gram].append(j)
        found: dict[tuple[int, int], float] = {}
        for i, key in old.items():
            votes = Counter(chain.from_iterable(map(postings.__getitem__, rarest[i])))
            for j in sorted(votes, key=votes.__getitem__, reverse=True)[:CANDIDATES]:
                found[i, j] = self.dice(key, new[j])
        return found
