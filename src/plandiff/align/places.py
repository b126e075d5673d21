"""What the place of two units says about their being the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from plandiff.align.matching import Matching
from plandiff.align.order import find_gaps


@dataclass(frozen=True)
class Place:
    """How two units stand to each other. The less the place says, the more the text must."""

    needed: float
    """The least dice at which they are the same."""
    bonus: float
    """Added to their dice where units compete."""


# Chosen by bench/quality.py: ALONE between 0.12 and 0.15 changes nothing, at 0.18 true links of laws go;
# AWAY at 0.4 lets three false moves into one law of 81 paragraphs, at 0.5 none, and no true one goes.
ALONE: Final = Place(0.15, 0.3)
"""Nothing else is free between the same bound neighbours."""
CLOSE: Final = Place(0.18, 0.25)
"""Between the same bound neighbours, with few others."""
HOME: Final = Place(0.25, 0.2)
"""Under containers that are each other's counterpart."""
AWAY: Final = Place(0.5, 0.0)
"""Anywhere else: a move."""
FEW: Final = 3
"""A gap is close with at most this many free units on either side (units)."""


class Places:
    """The places of all pairs, as things stand when it is made."""

    def __init__(self, matching: Matching) -> None:
        self._matching = matching
        self.near: dict[tuple[int, int], Place] = {}
        """The pairs in one gap."""
        for gap in find_gaps(matching):
            longest = max(len(gap.old), len(gap.new))
            place = ALONE if longest == 1 else CLOSE if longest <= FEW else HOME
            for pair in gap.pairs():
                self.near[pair] = place

    def of(self, old: int, new: int) -> Place:
        place = self.near.get((old, new))
        return place or (HOME if self._matching.parents_bound(old, new) else AWAY)
