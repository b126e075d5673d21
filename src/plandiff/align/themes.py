"""How similar the themes of two plans are: sections, articles, items, paragraphs with a theme sentence."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain
from math import fsum, log, sqrt
from typing import Final

from plandiff.align.matching import NEW, OLD, Scores
from plandiff.align.tuning import Tuning
from plandiff.grams import grams_of
from plandiff.language.folding import fold
from plandiff.model import ROOT, Indexed

LONGEST_POSTING: Final = 256
"""Grams of more themes of one plan than this take no part (themes), to keep the work in proportion
to the length; few plans have so many themes, so it is felt only in books."""
SHORTEST: Final = 30
"""Paragraphs without a number or a theme sentence are themes from this length on (folded characters)."""
NEUTRAL: Final = 0.5
"""How far the sections above correspond where there are none."""
_QUOTED: Final = re.compile("<[^<>]*>")


def score_themes(old: Indexed, new: Indexed, tuning: Tuning) -> Scores:
    """The pairs of themes that have words in common, with the similarity of their titles, of all below them, and of what is above.

    A plan that quotes the titles of the two, in `《…》`, says what it refers to and not what it is about.
    """
    names = {fold(side.plan.meta.title) for side in (old, new)} - {""}
    themes = _Themes(old, names), _Themes(new, names)
    titles, texts = _cosines(themes[0].titles, themes[1].titles), _cosines(themes[0].texts, themes[1].texts)
    alone = {
        (themes[0].units[a], themes[1].units[b]): (1 - tuning.title_share) * texts.get((a, b), 0.0)
        + tuning.title_share * titles.get((a, b), 0.0)
        for a, b in titles.keys() | texts.keys()
    }
    return _in_context(alone, old, new, tuning.context)


def _in_context(alone: Scores, old: Indexed, new: Indexed, weight: float) -> Scores:
    """The scores of themes, raised where the sections above correspond and lowered where those correspond to others.

    How far they do is their own score as a share of the best that either has. At the top of a plan nothing is raised or lowered.
    """
    best: tuple[defaultdict[int, float], defaultdict[int, float]] = (defaultdict(float), defaultdict(float))
    for pair, score in alone.items():
        for side in (OLD, NEW):
            best[side][pair[side]] = max(best[side][pair[side]], score)
    scores: Scores = {}
    for (i, j), score in alone.items():
        above = old.parent[i], new.parent[j]
        most = max(best[OLD][above[OLD]], best[NEW][above[NEW]]) if ROOT not in above else 0.0
        share = alone.get(above, 0.0) / most if most else NEUTRAL
        scores[i, j] = score * (1 + weight * (share - NEUTRAL))
    return scores


class _Themes:
    """The themes of one plan with the grams of their titles and of all that stands below them, names left out."""

    def __init__(self, side: Indexed, names: set[str]) -> None:
        units = side.plan.units
        grams = [_without(names, text) if "<" in text else side.grams(unit) for unit, text in enumerate(side.texts)]
        self.units = [
            i for i, unit in enumerate(units) if side.container[i] or unit.lead or unit.number or len(side.texts[i]) >= SHORTEST
        ]
        self.texts = [_count(grams[i : side.end[i]]) for i in self.units]
        self.titles = [
            _count([side.lead_grams(i)] if units[i].lead else grams[i : i + 1 if side.texts[i] else side.end[i]])
            for i in self.units
        ]


def _without(names: set[str], text: str) -> tuple[str, ...]:
    """The grams of a folded text without the quoted titles that have one of the names in them."""
    return grams_of(_QUOTED.sub(lambda quoted: "" if any(name in quoted[0] for name in names) else quoted[0], text))


def _count(found: Iterable[Iterable[str]]) -> Counter[str]:
    return Counter(chain.from_iterable(found))


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
