"""What position says about whether two units match: the less it says, the more similar their texts must be."""

from __future__ import annotations

from collections import Counter

from plandiff.align.matching import Matching, UnitPair
from plandiff.align.order import find_gaps
from plandiff.align.tuning import Tuning
from plandiff.model import ROOT


class Places:
    """The positions of all pairs, given the matching at the time it is created."""

    def __init__(self, matching: Matching, tuning: Tuning) -> None:
        self._matching = matching
        self._tuning = tuning
        self._matched_blocks = count_matched_blocks(matching)
        self.gaps = find_gaps(matching)
        self.near: dict[UnitPair, float] = {}
        """The pairs in one gap, with the minimum dice at which they match."""
        for gap in self.gaps:
            needed = tuning.near if gap.is_close else tuning.home
            for pair in gap.pairs():
                self.near[pair] = needed

    def needed(self, old: int, new: int) -> float:
        """The minimum dice at which two units match."""
        needed = self.near.get((old, new))
        if needed is not None:
            return needed
        homes = self._matching.old.parent[old], self._matching.new.parent[new]
        expected = (
            has_same_name(self._matching, old, new) or self._matching.parents_matched(old, new) or self._matched_blocks[homes]
        )
        return self._tuning.home if expected else self._tuning.away

    def rate(self, similarity: float, needed: float) -> float:
        """The score of two sufficiently similar units where several compete: by how much they exceed what is needed.

        `away` is added, so that it is positive, and equals the dice where `away` is what is needed.
        """
        return similarity + self._tuning.away - needed


def has_same_name(matching: Matching, old: int, new: int) -> bool:
    """Whether two blocks open with the same name, and no other block of either plan does."""
    name = matching.old.names.get(old)
    return name is not None and name == matching.new.names.get(new)


def count_matched_blocks(matching: Matching) -> Counter[UnitPair]:
    """Pairs of containers -> how many blocks of one are matched with blocks of the other; the roots do not count."""
    old, new = matching.sides
    homes = (
        (old.parent[match.old[0]], new.parent[match.new[0]]) for match in matching.matches() if not old.container[match.old[0]]
    )
    return Counter(pair for pair in homes if ROOT not in pair)
