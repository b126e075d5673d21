"""Which section of the other plan, if any, contains the words of a section without a counterpart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property, lru_cache
from itertools import pairwise
from math import log
from typing import Final

from plandiff.language.folding import fold
from plandiff.language.headed import headed
from plandiff.language.letters import LETTER
from plandiff.model import Comparison, Side, Unit, section_of

_WORD: Final = re.compile(rf"{LETTER}|[a-z0-9]+")
_BODY: Final = re.compile(
    headed(
        "国中人县市区省所有上地各以行主全",
        r"国务院(?:[\u4e00-\u9fff]{0,8}?(?:主管部门|部门|机构))?|(?:中央|人民|县级|市|区|省|所在地|有关|上级|地方)?(?:各级|以上)?(?:地方)?人民政府(?:[\u4e00-\u9fff]{0,8}?(?:主管部门|部门|机构))?|"
        r"中央军事委员会|全国人民代表大会(?:常务委员会)?|(?:行政)?主管部门|有关部门",
    )
)
"""Public bodies, which all articles of a law name: a common one is no sign that one article was rewritten from the other."""
COMMON: Final = 50
"""A pair of words found in more sections than this (sections) does not tell them apart; it is how such texts are written, and
looking it up would cost too much."""

PAIRS_KEPT: Final = 1 << 12
"""Texts whose pairs of words are cached, as each plan's are needed twice (texts)."""

Pairs = frozenset[str]
"""Pairs of neighbouring words, joined by `APART`; of neighbouring characters in Chinese."""
APART: Final = "\0"
"""Sorts before all characters of words, so that joined pairs are in the order of the pairs."""


class Whereabouts:
    """The sections of the other plan, indexed by words, to look up those of sections of this plan."""

    def __init__(self, comparison: Comparison, side: Side, sought: Iterable[Unit]) -> None:
        """`sought` are all units that will be looked up: only their words are indexed."""
        self._sought = frozenset[str]().union(*(pairs_of(unit.text) for unit in sought))
        self._comparison = comparison
        self._own, self._other = (comparison.old, comparison.new) if side == "old" else (comparison.new, comparison.old)
        self._side = side
        self._other_side: Side = "new" if side == "old" else "old"

    def find(self, units: Iterable[Unit], at_least: float) -> str:
        """The section that has at least that share of the words of some unmatched units, beyond what its own counterparts bring; ""
        if there is none.
        """
        texts = [unit.text for unit in units]
        words = frozenset[str]().union(*map(pairs_of, texts))
        telling = frozenset[str]().union(*map(_telling_of, texts))
        sections_of, weights, explained = self._sections_of, self._weights, self._explained
        total = 0.0
        shared: defaultdict[str, float] = defaultdict(float)
        for pair in sorted(words):
            sections = sections_of.get(pair)
            if not sections or len(sections) > COMMON:
                total += weights[0]
                continue
            total += (weight := weights[len(sections)])
            if pair in telling:
                for section in sections:
                    if pair not in explained[section]:
                        shared[section] += weight
        section, best = max(shared.items(), key=lambda item: (item[1], item[0]), default=("", 0.0))
        return section if total and best >= at_least * total else ""

    @cached_property
    def _weights(self) -> list[float]:
        """The weight of a pair of words, by the number of sections that contain it."""
        count = len({section_of(unit.id) for unit in self._other.units})
        return [log(1 + count / (1 + sections)) for sections in range(COMMON + 1)]

    @cached_property
    def _sections_of(self) -> dict[str, dict[str, None]]:
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for unit in self._other.units:
            section = section_of(unit.id)
            for pair in pairs_of(unit.text) & self._sought:
                found[pair][section] = None
        return found

    @cached_property
    def _explained(self) -> dict[str, set[str]]:
        """Section -> the pairs of words that its counterparts bring."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for change in self._comparison.changes:
            if change.old and change.new:
                words = [pairs_of(self._own.unit[unit].text) & self._sought for unit in getattr(change, self._side)]
                for unit in getattr(change, self._other_side):
                    found[section_of(self._other.unit[unit].id)].update(*words)
        return found


def _telling_of(text: str) -> Pairs:
    """The pairs of words in a text without the public bodies that it names."""
    folded = fold(text)
    without = _BODY.sub("", folded)
    return pairs_of(text if without == folded else without)


@lru_cache(maxsize=PAIRS_KEPT)
def pairs_of(text: str) -> Pairs:
    """The pairs of neighbouring words in a text."""
    words = _WORD.findall(fold(text).lower())
    return frozenset(map(APART.join, pairwise(words)))
