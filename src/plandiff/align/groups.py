"""Splits and merges: what a bond leaves unexplained may be a free block's text."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Final, NamedTuple

from plandiff.align.evidence import Evidence
from plandiff.align.matching import NEW, OLD, Bond, Matching
from plandiff.align.similarity import Similarity, gram_list

BESIDE_COVERAGE: Final = 0.45
"""A free block next to its would-be fellow joins the bond if at least this share of its weight
stands in the part of the other side's text that the bond does not explain yet."""
APART_COVERAGE: Final = 0.6
"""The same for a free block elsewhere."""
ABSORBED_COVERAGE: Final = 0.9
"""The same where the other side's block is free itself: it took the text in, as when paragraphs
were run together."""


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
    unexplained = _Unexplained(matching, similarity)
    offers = [offer for side in (OLD, NEW) for offer in _offers(matching, similarity, unexplained, side)]
    grown = set()
    for offer in sorted(offers, key=lambda o: (-o.coverage, o[1:])):
        bond = matching.bonds_of[1 - offer.side][offer.partner]
        if matching.bonds_of[offer.side][offer.free] is not None or not _may_grow(bond, offer.side):
            continue
        # Another block may have taken a part of it meanwhile.
        coverage = unexplained.coverage(offer.side, offer.free, offer.partner)
        if coverage < _needed(matching, offer.side, offer.free, bond):
            continue
        fellows = tuple(sorted((*(bond.units[offer.side] if bond else ()), offer.free)))
        _bind(matching, offer.side, fellows, offer.partner, bond.score if bond else ABSORBED_COVERAGE)
        unexplained.take(offer.side, offer.free, offer.partner)
        grown.add((offer.side, offer.partner))
    for side, partner in sorted(grown):
        bond = matching.bonds_of[1 - side][partner]
        if bond is not None:
            matching.bind(bond.old, bond.new, _likeness(matching, similarity, bond), bond.by)
    _take_headings_along(matching, unexplained)


def _bind(matching: Matching, side: int, fellows: tuple[int, ...], partner: int, score: float) -> None:
    if side == OLD:
        matching.bind(fellows, (partner,), score, "similar")
    else:
        matching.bind((partner,), fellows, score, "similar")


def _may_grow(bond: Bond | None, side: int) -> bool:
    """A bond grows on one side only: n:m bonds would say little about who became whom."""
    return bond is None or (len(bond.units[1 - side]) == 1 and bond.score < 1.0)


def _needed(matching: Matching, side: int, free: int, bond: Bond | None) -> float:
    if bond is None:
        return ABSORBED_COVERAGE
    here = matching.sides[side]
    beside = any(here.parent[f] == here.parent[free] and abs(here.rank[f] - here.rank[free]) == 1 for f in bond.units[side])
    return BESIDE_COVERAGE if beside else APART_COVERAGE


def _offers(matching: Matching, similarity: Similarity, unexplained: _Unexplained, side: int) -> list[Offer]:
    here, there = matching.sides[side], matching.sides[1 - side]
    free = matching.free_texts(side, container=False)
    partners = {
        j: there.keys[j]
        for j, bond in enumerate(matching.bonds_of[1 - side])
        if not there.container[j] and there.keys[j] and _may_grow(bond, side)
    }
    offers = []
    for (i, j), dice in similarity.candidates(free, partners).items():
        if similarity.containment(here.keys[i], there.keys[j], dice) < BESIDE_COVERAGE:
            continue  # what is not in the whole text is not in a part of it
        coverage = unexplained.coverage(side, i, j)
        if coverage >= _needed(matching, side, i, matching.bonds_of[1 - side][j]):
            offers.append(Offer(coverage, side, i, j))
    return offers


class _Unexplained:
    """What each block says that no fellow of its bond explains; grams count with repetition."""

    def __init__(self, matching: Matching, similarity: Similarity) -> None:
        self._matching = matching
        self._similarity = similarity
        self._rest: dict[tuple[int, int], Counter[str]] = {}
        self._grams = cache(lambda key: Counter(gram_list(key)))

    def coverage(self, side: int, free: int, partner: int) -> float:
        """The share of a free block's weight that stands in what its partner has left unexplained."""
        grams = self._grams(self._matching.sides[side].keys[free])
        total = self._similarity.weigh_list(grams.elements())
        rest = self._of(side, partner)
        covered = [gram for gram, n in grams.items() for _ in range(min(n, rest[gram]))]
        return self._similarity.weigh_list(covered) / total if total else 0.0

    def take(self, side: int, free: int, partner: int) -> None:
        """The free block explains its part from now on."""
        self._of(side, partner).subtract(self._grams(self._matching.sides[side].keys[free]))

    def _of(self, side: int, partner: int) -> Counter[str]:
        known = self._rest.get((side, partner))
        if known is None:
            here, there = self._matching.sides[side], self._matching.sides[1 - side]
            known = self._rest[side, partner] = self._grams(there.keys[partner]).copy()
            bond = self._matching.bonds_of[1 - side][partner]
            for fellow in bond.units[side] if bond else ():
                known.subtract(self._grams(here.keys[fellow]))
        return known


def _likeness(matching: Matching, similarity: Similarity, bond: Bond) -> float:
    """The dice of both sides' texts as wholes, with repetition."""
    grams = [Counter(gram for i in bond.units[s] for gram in gram_list(matching.sides[s].keys[i])) for s in (OLD, NEW)]
    weights = [similarity.weigh_list(count.elements()) for count in (grams[OLD] & grams[NEW], *grams)]
    return 2 * weights[0] / (weights[1] + weights[2]) if weights[1] + weights[2] else 0.0


def _take_headings_along(matching: Matching, unexplained: _Unexplained) -> None:
    """A heading went where all of its section went, if that is one block which has its words."""
    for side in (OLD, NEW):
        view = matching.sides[side]
        for heading in range(len(view) - 1, -1, -1):
            if not view.container[heading] or matching.bonds_of[side][heading] is not None:
                continue
            below = {matching.bonds_of[side][i] for i in range(heading + 1, view.end[heading])}
            bond = below.pop() if len(below) == 1 else None
            if bond is None or not _may_grow(bond, side):
                continue
            partner = bond.units[1 - side][0]
            if matching.sides[1 - side].container[partner]:
                continue
            if view.keys[heading] and unexplained.coverage(side, heading, partner) >= ABSORBED_COVERAGE:
                _bind(matching, side, tuple(sorted((*bond.units[side], heading))), partner, bond.score)
