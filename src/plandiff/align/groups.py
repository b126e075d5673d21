"""Splits and merges: what a bond leaves unexplained may be a free neighbour's text."""

from __future__ import annotations

from collections import Counter
from typing import Final, NamedTuple

from plandiff.align.evidence import Evidence
from plandiff.align.matching import Bond, Matching
from plandiff.align.similarity import Similarity, gram_list

BESIDE_COVERAGE: Final = 0.45
"""A free block next to its would-be fellow joins the bond if at least this share of its weight
stands in the part of the other side's text that the bond does not explain yet."""
APART_COVERAGE: Final = 0.6
"""The same for a free block elsewhere."""
OLD, NEW = 0, 1


class Offer(NamedTuple):
    """A free block that covers what a bond leaves unexplained."""

    coverage: float
    side: int
    """The side that the free block is on, `OLD` (a merge) or `NEW` (a split)."""
    free: int
    partner: int
    """The bound block of the other side."""


def match_groups(matching: Matching, evidence: Evidence) -> None:
    """Let free blocks join bonds, the best offers first: new ones make splits, old ones merges."""
    similarity = evidence.similarity
    offers = [offer for side in (OLD, NEW) for offer in _offers(matching, similarity, side)]
    for offer in sorted(offers, key=lambda o: (-o.coverage, o[1:])):
        bond = matching.bonds_of[1 - offer.side][offer.partner]
        if bond is None or matching.bonds_of[offer.side][offer.free] is not None or not _may_grow(bond, offer.side):
            continue
        # Another block may have taken a part of it meanwhile.
        if _coverage(matching, similarity, offer.side, offer.free, bond) < _needed(matching, offer.side, offer.free, bond):
            continue
        together = tuple(sorted((*bond.units[offer.side], offer.free)))
        if offer.side == OLD:
            matching.bind(together, bond.new, bond.score, "merge")
        else:
            matching.bind(bond.old, together, bond.score, "split")


def _needed(matching: Matching, side: int, free: int, bond: Bond) -> float:
    here = matching.sides[side]
    beside = any(here.parent[f] == here.parent[free] and abs(here.rank[f] - here.rank[free]) == 1 for f in bond.units[side])
    return BESIDE_COVERAGE if beside else APART_COVERAGE


def _may_grow(bond: Bond, side: int) -> bool:
    """A bond grows on one side only: n:m bonds would say little about who became whom."""
    return len(bond.units[1 - side]) == 1 and bond.score < 1.0


def _offers(matching: Matching, similarity: Similarity, side: int) -> list[Offer]:
    here, there = matching.sides[side], matching.sides[1 - side]
    free = {
        i: here.keys[i]
        for i, bond in enumerate(matching.bonds_of[side])
        if bond is None and not here.container[i] and here.keys[i]
    }
    partners = {
        j: there.keys[j]
        for j, bond in enumerate(matching.bonds_of[1 - side])
        if bond is not None and not there.container[j] and _may_grow(bond, side)
    }
    offers = []
    for (i, j), dice in similarity.candidates(free, partners).items():
        bond = matching.bonds_of[1 - side][j]
        if bond is None or similarity.containment(here.keys[i], there.keys[j], dice) < BESIDE_COVERAGE:
            continue  # what is not in the whole text is not in a part of it
        coverage = _coverage(matching, similarity, side, i, bond)
        if coverage >= _needed(matching, side, i, bond):
            offers.append(Offer(coverage, side, i, j))
    return offers


def _coverage(matching: Matching, similarity: Similarity, side: int, free: int, bond: Bond) -> float:
    """The share of a free block's weight that stands in the bond's other side and is not its fellows' yet.

    Counted with repetition: what stands twice on the other side can explain two fellows.
    """
    here, there = matching.sides[side], matching.sides[1 - side]
    rest = Counter[str]()
    for partner in bond.units[1 - side]:
        rest.update(gram_list(there.keys[partner]))
    for fellow in bond.units[side]:
        rest.subtract(gram_list(here.keys[fellow]))
    wanted = gram_list(here.keys[free])
    total = similarity.weigh_list(wanted)
    return similarity.weigh_list((+rest & Counter(wanted)).elements()) / total if total else 0.0
