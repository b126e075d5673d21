"""Sections that were split or merged: two in one plan are one in the other.

The heading of the second still counts as added or deleted, but what is below it is where it is expected.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from plandiff.align.evidence import Evidence
from plandiff.align.matching import NEW, OLD, Matching, Outcome
from plandiff.align.order import beside
from plandiff.align.remainder import Fit, Remainder
from plandiff.model import Indexed


class Candidate(NamedTuple):
    """An unmatched section that explains what the counterpart of an adjacent section has in addition."""

    rank: float
    """The negated coverage: the smallest is the best candidate."""
    side: int
    """The side that the unmatched section is on, `OLD` (a merge) or `NEW` (a split)."""
    unit: int
    partner: int


def match_section_groups(matching: Matching, evidence: Evidence) -> Outcome:
    """Find the unmatched sections that are parts of an adjacent section's counterpart, best fit first."""
    draft = matching.draft()
    needed = Fit(evidence.tuning.part, evidence.tuning.home)
    remainder = Remainder(draft, evidence.similarity, whole=True)
    candidates = [
        candidate
        for side in (OLD, NEW)
        for unit in draft.unmatched(side)
        for candidate in _candidates(draft, remainder, needed, side, unit)
    ]
    heapify(candidates)
    while candidates:
        _, side, unit, partner = heappop(candidates)
        if unit in draft.parts[side] or not remainder.fit(side, unit, partner).reaches(needed):
            continue  # another section has taken part of it in the meantime
        draft.parts[side][unit] = partner
        remainder.take(side, unit, partner)
        for neighbour in beside(draft.sides[side], unit):
            for candidate in _candidates(draft, remainder, needed, side, neighbour):
                heappush(candidates, candidate)
    return draft.outcome


def _candidates(matching: Matching, remainder: Remainder, needed: Fit, side: int, unit: int) -> Iterator[Candidate]:
    here, there = matching.sides[side], matching.sides[1 - side]
    if matching.match_of[side][unit] or unit in matching.parts[side]:
        return
    if not _is_section(here, unit) or _is_moved_block(matching, side, unit):
        return
    for neighbour in beside(here, unit):
        partner = matching.counterpart(side, neighbour)
        if partner is not None and _is_section(here, neighbour) and _is_section(there, partner):
            fit = remainder.fit(side, unit, partner)
            if fit.reaches(needed):
                yield Candidate(-fit.coverage, side, unit, partner)


def _is_moved_block(matching: Matching, side: int, section: int) -> bool:
    """Whether nothing was split: the section's only block has a counterpart and moved to become a section of its own."""
    return matching.sides[side].end[section] - section == 2 and matching.match_of[side][section + 1] is not None


def _is_section(side: Indexed, unit: int) -> bool:
    return side.plan.units[unit].kind == "section"
