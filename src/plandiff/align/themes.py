"""How similar the themes of two plans are: sections, articles, items, paragraphs with a theme sentence."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from itertools import chain
from math import fsum, log, sqrt
from typing import Final, Literal, NamedTuple

from plandiff.align.matching import NEW, OLD, Scores, UnitPair
from plandiff.align.penalties import Penalties, find_penalties
from plandiff.align.tuning import Tuning
from plandiff.grams import grams_of
from plandiff.language.folding import fold
from plandiff.model import ROOT, Indexed, Part, Unit

LONGEST_POSTING: Final = 256
"""Grams found in more themes of one plan than this are ignored (themes), to keep the work linear in the length; few plans have so
many themes, so it matters only for books."""
MOST_PAIRS: Final = 500_000
"""Pairs of themes that are looked at in two plans, those that have most in common for either theme (pairs); more only if these are
fewer than `FEWEST` of each. No plans of less than a thousand themes have so many, but lists of thousands of like items have millions."""
FEWEST: Final = 30
"""Themes of the other plan that each theme is compared with at least (themes)."""
SHORTEST: Final = 30
"""Minimum length of a paragraph without a number or theme sentence to be a theme (folded characters)."""
LONGER: Final = 1.5
"""How many times as long as another a theme must be to contain it (grams)."""
LONGEST: Final = 1000
"""Anything longer is a chapter, and contains everything (grams)."""
NEUTRAL: Final = 0.5
"""How far the sections above are taken to correspond where there are none."""
_QUOTED: Final = re.compile("<[^<>]*>")


class Themes(NamedTuple):
    """How similar the themes of two plans are. A theme is a unit, or one of the points that a paragraph makes."""

    scores: Scores
    """Of units."""
    points: Scores
    """Of pairs in which at least one is a point; points are numbered after the units."""
    contained: Scores
    """Of any pairs in which one is much shorter, has the other as its best candidate, and is partly contained in it."""
    unit_of: tuple[tuple[int, ...], tuple[int, ...]]
    """Per side, theme -> the unit that it is or is part of."""


def score_themes(old: Indexed, new: Indexed, tuning: Tuning) -> Themes:
    """The pairs of themes that share words, scored by their titles, everything below them, and the sections above.

    The titles of the two plans quoted in `《…》` say what a text refers to, not what it is about.
    """
    names = {fold(side.plan.meta.title) for side in (old, new)} - {""}
    penalties = find_penalties(old), find_penalties(new)
    here, there = _themes(old, names, penalties[OLD]), _themes(new, names, penalties[NEW])
    counted = [theme for themes in (here, there) for theme in themes if theme.kind == "unit"]
    titles = _cosines(
        [theme.title for theme in here], [theme.title for theme in there], _Rarity([theme.title for theme in counted])
    )
    texts = _cosines([theme.text for theme in here], [theme.text for theme in there], _Rarity([theme.text for theme in counted]))
    share = tuning.title_share
    alone: Scores = {}
    for a, b in titles.keys() | texts.keys():
        pair, kinds = (here[a].id, there[b].id), {here[a].kind, there[b].kind}
        if kinds == {"offence"} or "offence" not in kinds:
            alone[pair] = max((1 - share) * texts.get((a, b), 0.0) + share * titles.get((a, b), 0.0), alone.get(pair, 0.0))
    unit_of = _unit_of(old), _unit_of(new)
    punished = [[unit in penalties[n].units for unit in unit_of[n]] for n in (OLD, NEW)]
    in_context = _in_context(alone, old, new, unit_of, tuning)
    scores = {(a, b): score for (a, b), score in in_context.items() if punished[OLD][a] == punished[NEW][b]}
    whole = {pair: score for pair, score in scores.items() if pair[OLD] < len(old) and pair[NEW] < len(new)}
    points = {pair: score for pair, score in scores.items() if pair not in whole}
    texts_of = {theme.id: theme.text for theme in here}, {theme.id: theme.text for theme in there}
    contained = {
        pair: score
        for pair, score in _contained(scores, texts_of, _Rarity([theme.text for theme in counted]), tuning).items()
        if not punished[OLD][pair[OLD]]
    }
    return Themes(whole, points, contained, unit_of)


def _contained(
    scores: Scores, texts: tuple[dict[int, Counter[str]], dict[int, Counter[str]]], rarity: _Rarity, tuning: Tuning
) -> Scores:
    """The pairs in which one theme is much shorter, has the other as its best candidate, and is partly contained in it."""
    best: tuple[dict[int, tuple[float, UnitPair]], ...] = ({}, {})
    for pair, score in scores.items():
        for side in (OLD, NEW):
            best[side][pair[side]] = max(best[side].get(pair[side], (0.0, pair)), (score, pair))
    found: Scores = {}
    for side in (OLD, NEW):
        for theme, (score, pair) in best[side].items():
            part, whole = texts[side][theme], texts[1 - side][pair[1 - side]]
            if score < tuning.theme or not LONGER * part.total() <= whole.total() <= LONGEST:
                continue
            weights = {gram: rarity.weigh(gram, count) ** 2 for gram, count in part.items()}
            share = fsum(weight for gram, weight in weights.items() if gram in whole) / fsum(weights.values())
            if share >= tuning.contained_share:
                found[pair] = score
    return found


def _in_context(
    alone: Scores, old: Indexed, new: Indexed, unit_of: tuple[tuple[int, ...], tuple[int, ...]], tuning: Tuning
) -> Scores:
    """The scores of themes, raised where the sections above correspond to each other and lowered where they correspond to others.

    How far they correspond is their own score as a share of the best that either has. At the top level nothing is raised or
    lowered. A review and a plan are never counterparts.
    """
    best: tuple[defaultdict[int, float], defaultdict[int, float]] = (defaultdict(float), defaultdict(float))
    for pair, score in alone.items():
        for side in (OLD, NEW):
            best[side][pair[side]] = max(best[side][pair[side]], score)
    scores: Scores = {}
    for (i, j), score in alone.items():
        units = unit_of[OLD][i], unit_of[NEW][j]
        above = old.parent[units[OLD]], new.parent[units[NEW]]
        most = max(best[OLD][above[OLD]], best[NEW][above[NEW]]) if ROOT not in above else 0.0
        share = alone.get(above, 0.0) / most if most else NEUTRAL
        if {old.plan.units[units[OLD]].aspect, new.plan.units[units[NEW]].aspect} != {"review", "plan"}:
            scores[i, j] = score * (1 + tuning.context * (share - NEUTRAL))
    return scores


class _Theme(NamedTuple):
    id: int
    title: Counter[str]
    text: Counter[str]
    """Grams of the whole subtree, without quoted titles of the two plans."""
    kind: Literal["unit", "point", "offence"] = "unit"
    """Document frequency is counted over units, each once; an offence is a second entry for a penalty, by its own words alone, and
    is compared only with other offences."""


def _themes(side: Indexed, names: set[str], penalties: Penalties) -> list[_Theme]:
    """The themes of one plan: units, points, offences."""
    units = side.plan.units
    grams = [_without(names, text) if "<" in text else side.grams(unit) for unit, text in enumerate(side.texts)]
    punished = grams.copy()
    for unit, offence in penalties.offences.items():
        punished[unit] = _without(names, offence.whole)
    themes = [
        _theme(side, punished if unit in penalties.units else grams, unit) for unit in range(len(units)) if _is_theme(side, unit)
    ]
    for point, (here, part) in enumerate(_points(side), len(units)):
        text = fold(here.text[part.start : part.end], script=side.script)
        lead = _count([grams_of(fold(part.lead, script=side.script))])
        themes.append(_Theme(point, lead, _count([_without(names, text)]), "point"))
    for unit, offence in penalties.offences.items():
        if offence.alone:
            punished[unit] = _without(names, offence.alone)
            article = (side.parent[unit],) if side.parent[unit] in penalties.units else ()
            themes += [_theme(side, punished, one)._replace(kind="offence") for one in (*article, unit) if _is_theme(side, one)]
    return themes


def _is_theme(side: Indexed, unit: int) -> bool:
    here = side.plan.units[unit]
    return bool(side.container[unit] or here.lead or here.number) or len(side.texts[unit]) >= SHORTEST


def _theme(side: Indexed, grams: Sequence[tuple[str, ...]], unit: int) -> _Theme:
    title = (
        [side.lead_grams(unit)] if side.plan.units[unit].lead else grams[unit : unit + 1 if side.texts[unit] else side.end[unit]]
    )
    return _Theme(unit, _count(title), _count(grams[unit : side.end[unit]]))


def _points(side: Indexed) -> Iterator[tuple[Unit, Part]]:
    """The points of all paragraphs, in order."""
    return ((unit, part) for unit in side.plan.units for part in unit.parts)


def _unit_of(side: Indexed) -> tuple[int, ...]:
    units = side.plan.units
    return (*range(len(units)), *(i for i, unit in enumerate(units) for _ in unit.parts))


def _without(names: set[str], text: str) -> tuple[str, ...]:
    """The grams of a folded text without the quoted titles that contain one of the names."""
    return grams_of(_QUOTED.sub(lambda quoted: "" if any(name in quoted[0] for name in names) else quoted[0], text))


def _count(found: Iterable[Iterable[str]]) -> Counter[str]:
    return Counter(chain.from_iterable(found))


class _Rarity:
    """The weight of grams by how many texts have them (tf-idf with logarithmic tf: Salton & Buckley 1988)."""

    def __init__(self, counted: Sequence[Counter[str]]) -> None:
        self._frequency = Counter(gram for grams in counted for gram in grams)
        self._count = len(counted)

    def weigh(self, gram: str, count: int) -> float:
        """The weight of a gram that occurs `count` times in a text."""
        return (1 + log(count)) * log(1 + self._count / (self._frequency[gram] or 1))


def _cosines(old: Sequence[Counter[str]], new: Sequence[Counter[str]], rarity: _Rarity) -> dict[tuple[int, int], float]:
    """The cosines of the weighted grams of all pairs that share a gram; of pairs that are far from the best for either, none."""
    found, whole = _best_cosines(old, new, rarity)
    if not whole:
        found |= {(a, b): score for (b, a), score in _best_cosines(new, old, rarity)[0].items()}
    return found


def _best_cosines(
    old: Sequence[Counter[str]], new: Sequence[Counter[str]], rarity: _Rarity
) -> tuple[dict[tuple[int, int], float], bool]:
    """The same for the best counterparts of each old one, and whether those are all."""

    def vector(grams: Counter[str]) -> dict[str, float]:
        weights = {gram: rarity.weigh(gram, n) for gram, n in grams.items()}
        length = sqrt(fsum(w * w for w in weights.values())) or 1.0
        return {gram: weights[gram] / length for gram in sorted(weights)}

    postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for b, grams in enumerate(new):
        for gram, weight in vector(grams).items():
            postings[gram].append((b, weight))
    found: dict[tuple[int, int], float] = {}
    most = max(FEWEST, MOST_PAIRS // (len(old) + len(new) + 1))
    whole = True
    for a, grams in enumerate(old):
        sums: defaultdict[int, float] = defaultdict(float)
        for gram, weight in vector(grams).items():
            there = postings.get(gram, ())
            if len(there) <= LONGEST_POSTING:
                for b, other in there:
                    sums[b] += weight * other
        best: Iterable[tuple[int, float]] = sums.items()
        if len(sums) > most:
            best, whole = nsmallest(most, best, key=_strongest_first), False
        found.update(((a, b), total) for b, total in best)
    return found, whole


def _strongest_first(candidate: tuple[int, float]) -> tuple[float, int]:
    return -candidate[1], candidate[0]
