"""Splits and merges: what a bond leaves unexplained may be a free block's text."""

from __future__ import annotations

from collections import Counter
from typing import Final, NamedTuple

from plandiff.align.evidence import Evidence
from plandiff.align.matching import NEW, OLD, Bond, Matching
from plandiff.align.remainder import Fit, Remainder
from plandiff.align.sides import Side
from plandiff.align.similarity import Similarity, gram_list

BESIDE: Final = Fit(coverage=0.45, dice=0.36)
"""A free block beside its would-be fellow joins the bond if it explains as much of what the bond leaves, in one of
the two ways. Of 27 such blocks in laws and essays that have less coverage, 16 of the 17 with more dice are right,
and none of the two that are labelled with less."""
APART: Final = Fit(coverage=0.6, dice=1.0)
"""The same for a free block elsewhere."""
ABSORBED: Final = Fit(coverage=0.9, dice=1.0)
"""The same where the other side's block is free itself: it took the text in, as when paragraphs were run together."""


class Offer(NamedTuple):
    """A free block that covers what the other side's block has and nobody explains."""

    coverage: float
    side: int
    """The side that the free block is on, `OLD` (a merge) or `NEW` (a split)."""
    free: int
    partner: int


def match_groups(matching: Matching, evidence: Evidence) -> None:
    """Let free blocks join bonds, the best offers first: new ones make splits, old ones merges."""
    similarity = evidence.similarity
    remainder = Remainder(matching, similarity, _own_text)
    offers = [offer for side in (OLD, NEW) for offer in _offers(matching, similarity, remainder, side)]
    grown = set()
    for offer in sorted(offers, key=lambda o: (-o.coverage, o[1:])):
        bond = matching.bonds_of[1 - offer.side][offer.partner]
        if matching.bonds_of[offer.side][offer.free] is not None or not matching.may_grow(bond, offer.side):
            continue
        # Another block may have taken a part of it meanwhile.
        if not remainder.fit(offer.side, offer.free, offer.partner).reaches(_needed(matching, offer.side, offer.free, bond)):
            continue
        if bond:
            matching.join(bond, offer.side, offer.free)
        else:
            old, new = (offer.free, offer.partner) if offer.side == OLD else (offer.partner, offer.free)
            matching.bind((old,), (new,), ABSORBED.coverage, "similar")
        remainder.take(offer.side, offer.free, offer.partner)
        grown.add((offer.side, offer.partner))
    for side, partner in sorted(grown):
        bond = matching.bonds_of[1 - side][partner]
        if bond is not None:
            matching.bind(bond.old, bond.new, _likeness(matching, similarity, bond), bond.by)
    _take_headings_along(matching, remainder)


def _own_text(side: Side, unit: int) -> str:
    return side.keys[unit]


def _needed(matching: Matching, side: int, free: int, bond: Bond | None) -> Fit:
    """How well a free block must fit to be one with a bond's units on its side, or to have been taken in."""
    if bond is None:
        return ABSORBED
    return BESIDE if any(_are_beside(matching, side, fellow, free) for fellow in bond.units[side]) else APART


def _are_beside(matching: Matching, side: int, fellow: int, free: int) -> bool:
    """Whether two blocks are neighbours, or stand in sections that are one on the other side."""
    here = matching.sides[side]
    above = here.parent[fellow], here.parent[free]
    if above[0] == above[1]:
        return abs(here.rank[fellow] - here.rank[free]) == 1
    counterpart = matching.counterpart(side, above[0])
    return counterpart is not None and counterpart == matching.counterpart(side, above[1])


def _offers(matching: Matching, similarity: Similarity, remainder: Remainder, side: int) -> list[Offer]:
    here, there = matching.sides[side], matching.sides[1 - side]
    free = matching.free_texts(side, container=False)
    partners = {
        j: there.keys[j]
        for j, bond in enumerate(matching.bonds_of[1 - side])
        if not there.container[j] and there.keys[j] and matching.may_grow(bond, side)
    }
    offers = []
    for (i, j), dice in similarity.candidates(free, partners).items():
        needed = _needed(matching, side, i, matching.bonds_of[1 - side][j])
        if similarity.containment(here.keys[i], there.keys[j], dice) < min(needed.coverage, needed.dice / 2):
            continue  # a part of a text explains no more than the whole, and the dice is at most twice the coverage
        fit = remainder.fit(side, i, j)
        if fit.reaches(needed):
            offers.append(Offer(fit.coverage, side, i, j))
    return offers


def _likeness(matching: Matching, similarity: Similarity, bond: Bond) -> float:
    """The dice of both sides' texts as wholes, with repetition."""
    grams = [Counter(gram for i in bond.units[s] for gram in gram_list(matching.sides[s].keys[i])) for s in (OLD, NEW)]
    weights = [similarity.weigh_count(count) for count in (grams[OLD] & grams[NEW], *grams)]
    return 2 * weights[0] / (weights[1] + weights[2]) if weights[1] + weights[2] else 0.0


def _take_headings_along(matching: Matching, remainder: Remainder) -> None:
    """A heading went where all of its section went, if that is one block which has its words."""
    for side in (OLD, NEW):
        view = matching.sides[side]
        for heading in range(len(view) - 1, -1, -1):
            if not view.container[heading] or matching.bonds_of[side][heading] is not None:
                continue
            below = {matching.bonds_of[side][i] for i in range(heading + 1, view.end[heading])}
            bond = below.pop() if len(below) == 1 else None
            if bond is None or not matching.may_grow(bond, side):
                continue
            partner = bond.units[1 - side][0]
            if matching.sides[1 - side].container[partner]:
                continue
            if view.keys[heading] and remainder.fit(side, heading, partner).reaches(ABSORBED):
                matching.join(bond, side, heading)
