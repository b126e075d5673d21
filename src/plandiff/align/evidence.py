"""How similar the texts of two plans are: facts about the two plans, whatever is asked and in whatever order."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from plandiff.align.matching import NEW, OLD, Matching, Scores
from plandiff.align.similarity import LONGEST_POSTING, Similarity
from plandiff.align.tuning import TUNING, Tuning
from plandiff.model import ROOT, Indexed
from plandiff.model.indexed import RUN

if TYPE_CHECKING:
    from plandiff.align.themes import Themes

Texts = dict[int, str]
"""Units of a side, with their texts."""


class Evidence:
    """How similar the units of two plans are. Measurements are cached; no answer depends on earlier calls."""

    def __init__(self, old: Indexed, new: Indexed, tuning: Tuning = TUNING) -> None:
        self.tuning = tuning
        self._sides = old, new
        self._apart = _apart(old, new), _apart(new, old)
        self.similarity = Similarity(old, new, (text for texts in self._apart for text in texts.values() if text))

    @cached_property
    def themes(self) -> Themes:
        """The pairs of themes that share words, scored by their titles, everything below them, and the sections above."""
        from plandiff.align.themes import score_themes  # versions do not need it

        return score_themes(*self._sides, self.tuning)

    @cached_property
    def similar_blocks(self) -> Scores:
        """The candidate pairs among the blocks that the plans do not plainly share, with their dice."""
        old, new = (
            {unit: text for unit, text in texts.items() if text and not side.container[unit]}
            for texts, side in zip(self._apart, self._sides, strict=True)
        )
        return self.similarity.candidates(old, new)

    @cached_property
    def similar_containers(self) -> Scores:
        """The same for containers. All pairs with equal text are included, unless so many have it that it tells nothing."""
        old, new = (
            {unit: text for unit, text in texts.items() if side.container[unit]}
            for texts, side in zip(self._apart, self._sides, strict=True)
        )
        there: defaultdict[str, list[int]] = defaultdict(list)
        for j, text in new.items():
            there[text].append(j)
        same = {
            (i, j): 1.0 for i, text in old.items() if len(there.get(text, ())) <= LONGEST_POSTING for j in there.get(text, ())
        }
        return self.similarity.candidates(old, new) | same

    def candidates(self, matching: Matching, *, container: bool) -> Scores:
        """The candidate pairs among the unmatched units, containers or blocks, with their dice."""
        known = self.similar_containers if container else self.similar_blocks
        found = {pair: dice for pair, dice in known.items() if matching.may_match(*pair)}
        return found | self._strays(matching, container=container)

    def _strays(self, matching: Matching, *, container: bool) -> Scores:
        """The same for units that are plainly shared but unmatched: other matches displaced them, or people forbade theirs."""
        texts: list[Texts] = [
            {unit: side.representative[unit] for unit in matching.unmatched(n, container=container)}
            for n, side in enumerate(self._sides)
        ]
        strays = [{unit: text for unit, text in texts[n].items() if unit not in self._apart[n]} for n in (OLD, NEW)]
        if not any(strays):
            return {}
        found = self.similarity.candidates(strays[OLD], texts[NEW]) | self.similarity.candidates(texts[OLD], strays[NEW])
        return {pair: dice for pair, dice in found.items() if matching.may_match(*pair)}

    def dice(self, old: int, new: int) -> float:
        """0..1: how similar two units are, by the texts that stand for them."""
        return self.similarity.dice(self._sides[OLD].representative[old], self._sides[NEW].representative[new])


def _apart(here: Indexed, there: Indexed) -> Texts:
    """The units of a plan except those plainly shared with the other: in a subtree that occurs once in each."""
    apart: Texts = {}
    for unit, subtree in enumerate(here.subtree_hashes):
        if here.parent[unit] not in apart and here.parent[unit] != ROOT:
            continue
        once = len(here.standing[subtree]) == len(there.standing.get(subtree, ())) == 1
        if not once or here.weight[unit] < RUN:
            apart[unit] = here.representative[unit]
    return apart
