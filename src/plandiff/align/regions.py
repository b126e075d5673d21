"""Two regions' plans on one subject: not versions of each other, so order and wording mean little.

What can be compared are themes: sections, articles, items, paragraphs with a theme sentence. Two
themes correspond when each is nearly the best that the other can find; there may be several, and
the best of them make the alignment, the rest are `related`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from math import fsum, log, sqrt
from typing import Final

from plandiff.align.evidence import Evidence
from plandiff.align.matching import Matching
from plandiff.align.sides import ROOT, Side
from plandiff.align.similarity import Similarity, gram_list
from plandiff.text import fold, same_subject

TITLE_SHARE: Final = 0.2
"""0..1: what the titles alone decide of a score; the rest is decided by all that stands below them.
Titles say more per word, but plans name the same matter differently."""
NEAR_BEST: Final = 0.9
"""0..1: a pair counts if its score is at least this share of the best of either unit. With 1 only mutual
best pairs would, and a matter that one plan treats twice would lose a counterpart."""
ACCEPTED: Final = 0.1
"""0..1: pairs with a lower score have only their subject in common."""
LONGEST_POSTING: Final = 256
"""Grams of more themes of one plan than this take no part (themes), to keep the work in proportion
to the length; few plans have so many themes, so it is felt only in books."""
SHINGLE: Final = 10
"""Length of the runs by which two texts are recognised as versions of each other (folded characters)."""
LEFT_ACCEPTED: Final = 0.13
"""0..1: the least score of two sections that are left over when the best have found each other. At 0.12
false pairs come in, at 0.22 the first true ones go."""
SHARED_BELOW: Final = 2
"""So many sections below must correspond before the sections above do by that alone (sections)."""
BELOW_ACCEPTED: Final = 0.08
"""The least dice of two paragraphs of corresponding sections; what is left then has nothing in common."""
MOST_BELOW: Final = 40
"""So many paragraphs of a section are compared with those of its counterpart (blocks); no section of a plan
has more, and lists of hundreds of rows are no themes."""
VERSIONS_SHARE: Final = 0.15
"""0..1: plans of which the shorter has at least this share of its runs in the other are versions. Among
22 pairs of revised laws 20 have a quarter and more; of 150 pairs of regions' laws one in six has 15 %."""
SUBJECT_SHARE: Final = 0.1
"""0..1: the same where both have the same title. Of 24 laws and reports in two editions those with less, 3 % to 8 %,
were written anew: the reports of two years, a law of another decade. Those with more have a quarter and more."""
REGIONS_SHARE: Final = 0.45
"""0..1: the same where the plans name different regions: above it the region was renamed or is wrong."""


_QUOTED: Final = re.compile("<[^<>]*>")


def looks_like_regions(old: Side, new: Side) -> bool:
    """Whether two plans have so little text in common that only their themes can be compared, as those of two
    regions, or of two years of which the later was written anew.
    """
    if not (any(old.container) and any(new.container)):
        return False  # prose without sections has no themes to compare
    if len({side.plan.meta.region for side in (old, new)} - {""}) > 1:
        needed = REGIONS_SHARE
    else:
        needed = SUBJECT_SHARE if same_subject(*(side.plan.meta.title for side in (old, new))) else VERSIONS_SHARE
    if _same_blocks(old, new) >= needed:
        return False  # there is no need to look for runs
    fewer, more = sorted((_runs(old), _runs(new)), key=len)
    return len(fewer & more) < needed * len(fewer)


def _same_blocks(old: Side, new: Side) -> float:
    """0..1: how much of the shorter plan stands in units that the other has too, by characters of long units."""
    keys = [{key for key in side.keys if len(key) >= SHINGLE} for side in (old, new)]
    shorter = min(sum(map(len, found)) for found in keys)
    return sum(map(len, keys[0] & keys[1])) / shorter if shorter else 0.0


def _runs(side: Side) -> set[str]:
    return {key[k : k + SHINGLE] for key in side.keys for k in range(len(key) - SHINGLE + 1)}


def match_themes(matching: Matching, evidence: Evidence) -> None:
    """Bind the themes that correspond best, then the paragraphs that are alone below bound ones."""
    names = {fold(side.plan.meta.title) for side in matching.sides} - {""}
    scores = _score(_Themes(matching.old, names), _Themes(matching.new, names))
    found = _near_best(scores)
    matching.rivals.update(found)
    free = {(i, j): score for (i, j), score in found.items() if matching.are_free(i, j)}
    for i, j in matching.choose(free):
        if matching.old.container[i] == matching.new.container[j]:
            matching.bind((i,), (j,), free[i, j], "theme")
    _match_above(matching)
    left = {
        (i, j): score
        for (i, j), score in scores.items()
        if score >= LEFT_ACCEPTED and matching.are_free(i, j)
        if matching.old.container[i] and matching.new.container[j]
    }
    for i, j in matching.choose(left):
        matching.bind((i,), (j,), left[i, j], "theme")
    _match_below(matching, evidence.similarity)


def _match_above(matching: Matching) -> None:
    """Bind free sections whose own sections correspond, those that share most first, however they are named."""
    old, new = matching.sides
    shared: defaultdict[tuple[int, int], list[float]] = defaultdict(list)
    for bond in matching.bonds():
        above = old.parent[bond.old[0]], new.parent[bond.new[0]]
        if old.container[bond.old[0]] and ROOT not in above:
            shared[above].append(bond.score)
    for i, j in sorted(shared, key=lambda pair: (-len(shared[pair]), -fsum(shared[pair]), pair)):
        if matching.are_free(i, j) and len(shared[i, j]) >= SHARED_BELOW:
            matching.bind((i,), (j,), fsum(shared[i, j]) / len(shared[i, j]), "theme")


def _match_below(matching: Matching, similarity: Similarity) -> None:
    """Bind the paragraphs of corresponding sections: those most alike, and what is alone on both sides."""
    old, new = matching.sides
    for bond in list(matching.bonds()):
        i, j = bond.old[0], bond.new[0]
        if not (old.container[i] and new.container[j]):
            continue
        for k, m in matching.choose(
            {
                (k, m): dice
                for k in _free_blocks(matching, 0, i)
                for m in _free_blocks(matching, 1, j)
                if (dice := similarity.dice(old.keys[k], new.keys[m])) >= BELOW_ACCEPTED
            }
        ):
            matching.bind((k,), (m,), similarity.dice(old.keys[k], new.keys[m]), "theme")
        left = _free_blocks(matching, 0, i), _free_blocks(matching, 1, j)
        if len(left[0]) == len(left[1]) == 1:
            matching.bind((left[0][0],), (left[1][0],), bond.score, "theme")


def _free_blocks(matching: Matching, side: int, container: int) -> list[int]:
    """The first free blocks of a container's own body."""
    view, bonds = matching.sides[side], matching.bonds_of[side]
    blocks = [unit for unit in view.children[container] if bonds[unit] is None and not view.container[unit] and view.keys[unit]]
    return blocks[:MOST_BELOW]


def find_related(matching: Matching, _evidence: Evidence) -> list[tuple[int, int, float]]:
    """The correspondences that are not in the alignment."""
    return [(i, j, score) for (i, j), score in matching.rivals.items() if not matching.are_bound(i, j)]


def _near_best(scores: dict[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """The pairs of themes that are nearly the best for both, with their scores."""
    best_old: defaultdict[int, float] = defaultdict(float)
    best_new: defaultdict[int, float] = defaultdict(float)
    for (i, j), score in scores.items():
        best_old[i] = max(best_old[i], score)
        best_new[j] = max(best_new[j], score)
    return {
        (i, j): min(1.0, score)
        for (i, j), score in sorted(scores.items())
        if score >= max(ACCEPTED, NEAR_BEST * best_old[i], NEAR_BEST * best_new[j])
    }


class _Themes:
    """The themes of one plan with the grams of their titles and of all that stands below them.

    A plan that quotes the `names` of the two, in `《…》`, says what it refers to and not what it is about.
    """

    def __init__(self, side: Side, names: set[str]) -> None:
        units = side.plan.units
        self.units = [
            i
            for i, unit in enumerate(units)
            if side.keys[i] or side.container[i]
            if side.container[i] or unit.lead or unit.number
        ]
        self.titles = [_count(units[i].lead or side.voices[i], names) for i in self.units]
        self.texts = [_count("\n".join(side.keys[i : side.end[i]]), names) for i in self.units]


def _count(text: str, names: set[str]) -> Counter[str]:
    """The grams of a folded text without the quoted titles that have one of the names in them."""
    kept = _QUOTED.sub(lambda quoted: "" if any(name in quoted[0] for name in names) else quoted[0], text)
    return Counter(gram_list(kept))


def _score(old: _Themes, new: _Themes) -> dict[tuple[int, int], float]:
    titles, texts = _cosines(old.titles, new.titles), _cosines(old.texts, new.texts)
    return {
        (old.units[a], new.units[b]): (1 - TITLE_SHARE) * texts.get((a, b), 0.0) + TITLE_SHARE * titles.get((a, b), 0.0)
        for a, b in titles.keys() | texts.keys()
    }


def _cosines(old: list[Counter[str]], new: list[Counter[str]]) -> dict[tuple[int, int], float]:
    """Cosine of tf-idf vectors (Salton & Buckley 1988: logarithmic tf) for all pairs that share a gram."""
    frequency = Counter(gram for grams in (*old, *new) for gram in grams)
    count = len(old) + len(new)

    def vector(grams: Counter[str]) -> dict[str, float]:
        weights = {gram: (1 + log(n)) * log(1 + count / frequency[gram]) for gram, n in grams.items()}
        length = sqrt(fsum(w * w for w in weights.values())) or 1.0
        return {gram: weights[gram] / length for gram in sorted(weights)}

    postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for b, grams in enumerate(new):
        for gram, weight in vector(grams).items():
            postings[gram].append((b, weight))
    found: dict[tuple[int, int], float] = {}
    for a, grams in enumerate(old):
        sums: defaultdict[int, float] = defaultdict(float)
        for gram, weight in vector(grams).items():
            there = postings.get(gram, ())
            if len(there) <= LONGEST_POSTING:
                for b, other in there:
                    sums[b] += weight * other
        found.update(((a, b), total) for b, total in sums.items())
    return found
