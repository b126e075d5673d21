"""Where the words of a section stand that has no counterpart: in which section of the other plan, if in one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property, lru_cache
from itertools import pairwise
from math import log
from typing import Final

from plandiff.language.folding import fold
from plandiff.language.letters import LETTER
from plandiff.model import Comparison, Side, Unit

_WORD: Final = re.compile(rf"[a-z0-9]+|{LETTER}")
_BODY: Final = re.compile(
    r"国务院(?:[\u4e00-\u9fff]{0,8}?(?:主管部门|部门|机构))?|(?:中央|人民|县级|市|区|省|所在地|有关|上级|地方)?(?:各级|以上)?(?:地方)?人民政府(?:[\u4e00-\u9fff]{0,8}?(?:主管部门|部门|机构))?|"
    r"中央军事委员会|全国人民代表大会(?:常务委员会)?|(?:行政)?主管部门|有关部门"
)
"""Public bodies, which all articles of a law name: that two name the same is no sign that one was written from the other."""
COMMON: Final = 50
"""Sections that two words may stand in together and still tell one from another; beyond, they are how such texts are written, and
looking them up would cost more than the text."""

PAIRS_KEPT: Final = 1 << 12
"""Texts whose pairs of words are remembered, for either plan is asked for them twice (texts)."""

Pairs = frozenset[tuple[str, str]]
"""Neighbouring words of a text: letters of a Chinese one."""


class Whereabouts:
    """The sections of the other plan, to be asked for the words of a section of one plan."""

    def __init__(self, comparison: Comparison, side: Side) -> None:
        self._comparison = comparison
        self._own, self._other = (comparison.old, comparison.new) if side == "old" else (comparison.new, comparison.old)
        self._side = side
        self._other_side: Side = "new" if side == "old" else "old"

    def find(self, units: Iterable[Unit], at_least: float) -> str:
        """The section that has that share of the words of some units without a counterpart, beyond what its own counterparts
        had of them; "" of none."""
        texts = [unit.text for unit in units]
        words = frozenset[tuple[str, str]]().union(*map(pairs_of, texts))
        telling = frozenset[tuple[str, str]]().union(*(pairs_of(_BODY.sub("", fold(text))) for text in texts))
        total = 0.0
        shared: defaultdict[str, float] = defaultdict(float)
        for pair in sorted(words):
            sections = self._sections_of.get(pair, ())
            weight = self._weights[len(sections) if len(sections) <= COMMON else 0]
            total += weight
            if pair in telling and 0 < len(sections) <= COMMON:
                for section in sections:
                    if pair not in self._explained[section]:
                        shared[section] += weight
        section, best = max(shared.items(), key=lambda item: (item[1], item[0]), default=("", 0.0))
        return section if total and best >= at_least * total else ""

    @cached_property
    def _weights(self) -> list[float]:
        """What two words count, by the number of sections that they stand in."""
        count = len({_section(unit) for unit in self._other.units})
        return [log(1 + count / (1 + sections)) for sections in range(COMMON + 1)]

    @cached_property
    def _sections_of(self) -> dict[tuple[str, str], dict[str, None]]:
        found: dict[tuple[str, str], dict[str, None]] = {}
        for unit in self._other.units:
            section = _section(unit)
            for pair in pairs_of(unit.text):
                found.setdefault(pair, {})[section] = None
        return found

    @cached_property
    def _explained(self) -> dict[str, set[tuple[str, str]]]:
        """Section -> the words that its counterparts bring along."""
        found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        for change in self._comparison.changes:
            if change.old and change.new:
                words = [pairs_of(self._own.unit[unit].text) for unit in getattr(change, self._side)]
                for unit in getattr(change, self._other_side):
                    found[_section(self._other.unit[unit])].update(*words)
        return found


def _section(unit: Unit) -> str:
    """The section that a unit stands in, of a heading its own."""
    return unit.id.partition("/")[0]


@lru_cache(maxsize=PAIRS_KEPT)
def pairs_of(text: str) -> Pairs:
    """The words of a text that stand beside each other."""
    words = _WORD.findall(fold(text).lower())
    return frozenset(pairwise(words))
