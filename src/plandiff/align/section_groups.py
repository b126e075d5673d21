"""Sections that were parted or run together: two of the one plan are one of the other.

The heading of the second is still added or deleted, but what stands below it is where it is expected.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heapify, heappop, heappush
from typing import Final, NamedTuple

from plandiff.align.evidence import Evidence
from plandiff.align.matching import NEW, OLD, Matching
from plandiff.align.remainder import Fit, Remainder
from plandiff.align.sides import Side

NEEDED: Final = Fit(coverage=0.45, dice=0.28)
"""A free section is one with the section beside it if it explains as much of what that one's counterpart says more,
in one of the two ways. Of 90 pairs of sections beside each other, in 24 laws and 8 reports and plans, those above
are right but one; those below are only about the same matter."""


class Offer(NamedTuple):
    """A free section that explains what the counterpart of the section beside it has more."""

    rank: float
    """The best offer is the smallest: the negative coverage."""
    side: int
    """The side that the free section is on, `OLD` (a merge) or `NEW` (a split)."""
    free: int
    partner: int


def match_section_groups(matching: Matching, evidence: Evidence) -> None:
    """Find the free sections that are parts of the counterpart of the section beside them, best fits first."""
    remainder = Remainder(matching, evidence.similarity, _whole_text)
    offers = [offer for side in (OLD, NEW) for free in matching.free(side) for offer in _offers(matching, remainder, side, free)]
    heapify(offers)
    while offers:
        _, side, free, partner = heappop(offers)
        if free in matching.parts[side] or not remainder.fit(side, free, partner).reaches(NEEDED):
            continue  # another section has taken a part of it meanwhile
        matching.parts[side][free] = partner
        remainder.take(side, free, partner)
        for beside in _beside(matching.sides[side], free):
            for offer in _offers(matching, remainder, side, beside):
                heappush(offers, offer)


def _offers(matching: Matching, remainder: Remainder, side: int, free: int) -> Iterator[Offer]:
    here, there, bonds = matching.sides[side], matching.sides[1 - side], matching.bonds_of[side]
    if bonds[free] or free in matching.parts[side] or not _is_section(here, free) or _is_moved_block(matching, side, free):
        return
    for beside in _beside(here, free):
        partner = matching.counterpart(side, beside)
        if partner is not None and _is_section(here, beside) and _is_section(there, partner):
            fit = remainder.fit(side, free, partner)
            if fit.reaches(NEEDED):
                yield Offer(-fit.coverage, side, free, partner)


def _is_moved_block(matching: Matching, side: int, section: int) -> bool:
    """Whether nothing was parted: the section's only block has its counterpart, and moved to be a section of its own."""
    return matching.sides[side].end[section] - section == 2 and matching.bonds_of[side][section + 1] is not None


def _beside(side: Side, unit: int) -> list[int]:
    """A unit and its neighbours among its siblings."""
    return side.children[side.parent[unit]][max(0, side.rank[unit] - 1) : side.rank[unit] + 2]


def _is_section(side: Side, unit: int) -> bool:
    return side.plan.units[unit].kind == "section"


def _whole_text(side: Side, unit: int) -> str:
    return "\n".join(side.keys[unit : side.end[unit]])
