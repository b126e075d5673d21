"""Where a plan lists what it expects: sentences that name several known indicators at once, or say that they are targets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from itertools import accumulate
from typing import Final

from plandiff.language.sentences import cut
from plandiff.model import Target
from plandiff.model.matrix import Survey
from plandiff.targets.names import ALIASES, read_names

FEW: Final = 4
"""Known indicators from which a sentence is a list of targets: a sentence about tasks names two or three."""
_ANNOUNCED: Final = re.compile(r"(?:预期|主要|发展|奋斗|总体)目标|主要(?:预期)?指标|目标[是为建]")
Sentence = tuple[str, int]
"""A unit's id, and the index of one of its sentences."""


class Lists:
    """The targets of a document that are in its list."""

    def __init__(self, survey: Survey) -> None:
        self._ends: dict[str, list[int]] = {}
        self._texts: dict[str, str] = {}
        self._rows = {unit.id for unit in survey.indexed.plan.units if unit.kind == "row"}
        known: defaultdict[Sentence, set[str]] = defaultdict(set)
        for target in survey.targets:
            if target.aspect == "plan":
                known[self._sentence(target)] |= {name.key for name in read_names(target.indicator) if name.key in ALIASES}
        self._listed = {place for place, keys in known.items() if len(keys) >= FEW or (keys and self._is_announced(place))}
        self._listed |= {place for place in known if (place[0], place[1] - 1) in self._listed and known[place]}

    def __contains__(self, target: Target) -> bool:
        return target.node in self._rows or self._sentence(target) in self._listed

    def _sentence(self, target: Target) -> Sentence:
        if target.node not in self._ends:
            self._texts[target.node] = target.paragraph
            self._ends[target.node] = list(accumulate(map(len, cut(target.paragraph, "sentence"))))
        return target.node, bisect_right(self._ends[target.node], target.start)

    def _is_announced(self, place: Sentence) -> bool:
        node, number = place
        ends = self._ends[node]
        start, end = ends[number - 1] if number else 0, ends[min(number, len(ends) - 1)]
        return bool(_ANNOUNCED.search(self._texts[node], start, end))
