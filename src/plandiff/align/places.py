"""What the place of two units says about their being the same."""

from __future__ import annotations

from collections import Counter
from typing import Final, NamedTuple

from plandiff.align.matching import Matching, Pair
from plandiff.align.order import find_gaps
from plandiff.model import ROOT


class Place(NamedTuple):
    """How two units stand to each other. The less the place says, the more the text must."""

    needed: float
    """The least dice at which they are the same."""
    bonus: float
    """Added to their dice where units compete."""


# Chosen by bench/quality.py and by reading the weakest links of five laws: with ALONE at 0.15 one true link
# more is found in 74 of a rewritten law, and five false ones in ten essays; below 0.2 most links of real laws
# are false. AWAY at 0.4 lets three false moves into one law of 81 paragraphs, at 0.5 none, and no true one goes.
ALONE: Final = Place(0.2, 0.3)
"""Nothing else is unmatched between the same matched neighbours."""
CLOSE: Final = Place(0.22, 0.25)
"""Between the same matched neighbours, with few others."""
HOME: Final = Place(0.28, 0.2)
"""Under containers that are each other's counterpart."""
COMPANY: Final = Place(0.3, 0.1)
"""Where other units of the same container went too: it was parted, or its text went to another."""
AWAY: Final = Place(0.5, 0.0)
"""Anywhere else: a move."""
FEW: Final = 3
"""A gap is close with at most this many unmatched units on either side (units)."""


class Places:
    """The places of all pairs, as things stand when it is made."""

    def __init__(self, matching: Matching) -> None:
        self._matching = matching
        self.near: dict[Pair, Place] = {}
        """The pairs in one gap."""
        self.gaps = find_gaps(matching)
        for gap in self.gaps:
            longest = max(len(gap.old), len(gap.new))
            place = ALONE if longest == 1 else CLOSE if longest <= FEW else HOME
            for pair in gap.pairs():
                self.near[pair] = place

        self._company = count_company(matching)

    def of(self, old: int, new: int) -> Place:
        place = self.near.get((old, new))
        if place:
            return place
        if self._matching.parents_matched(old, new):
            return HOME
        homes = self._matching.old.parent[old], self._matching.new.parent[new]
        return COMPANY if self._company[homes] else AWAY


def count_company(matching: Matching) -> Counter[Pair]:
    """Pairs of containers -> how many blocks of the one are matched with blocks of the other; the roots are no company."""
    old, new = matching.sides
    homes = (
        (old.parent[match.old[0]], new.parent[match.new[0]]) for match in matching.matches() if not old.container[match.old[0]]
    )
    return Counter(pair for pair in homes if ROOT not in pair)
