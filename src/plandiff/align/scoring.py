"""How sure a match is: one number, computed in one place once everything is matched, whichever matcher made it.

It is the similarity of the units, 0..1, 1 for identical text: for blocks by their words, for sections by their titles and what is
matched below them (versions); for themes by their titles and all the words below them (regions).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from plandiff.align.matching import OLD, Match, Matching, UnitPair
from plandiff.model import ROOT

if TYPE_CHECKING:
    from plandiff.align.evidence import Evidence

Score = Callable[[Match], float]


def score_section(title: float, content: float, trust: float) -> float:
    """0..1: how sure two sections are the same, by the dice of their titles and the share of their content in common."""
    return 1 - (1 - trust * title) * (1 - trust * min(1.0, content))


def score_text(match: Match, matching: Matching, evidence: Evidence) -> float:
    """How sure a match is by the units' own texts, or 1 if their subtrees are identical; matches below them do not count."""
    if _is_same(matching, match):
        return 1.0
    old, new = matching.sides
    i, j = match.old[0], match.new[0]
    if len(match.old) == len(match.new) == 1:
        dice = evidence.dice(i, j)
        return score_section(dice, 0.0, evidence.tuning.sure) if old.container[i] and new.container[j] else dice
    # Split or merged texts are compared as a whole, with repetition.
    grams = [
        Counter(chain.from_iterable(map(side.grams, units))) for side, units in zip(matching.sides, match.units, strict=True)
    ]
    whole = sum(map(evidence.similarity.weigh_count, grams))
    return 2 * evidence.similarity.weigh_common(*grams) / whole if whole else 0.0


def score_versions(matching: Matching, evidence: Evidence) -> Score:
    """How sure the matches of two versions are."""
    old, new = matching.sides
    by_text: Score = cache(lambda match: score_text(match, matching, evidence))
    below = _matched_below(matching, by_text)

    def score(match: Match) -> float:
        i, j = match.old[0], match.new[0]
        if _is_same(matching, match) or not (len(match.old) == len(match.new) == 1 and old.container[i] and new.container[j]):
            return by_text(match)
        content = old.weight[i] + new.weight[j] - len(old.texts[i]) - len(new.texts[j]) - 2
        share = below.get((i, j), 0.0) / content if content else 0.0
        return score_section(evidence.dice(i, j), share, evidence.tuning.sure)

    return score


def score_regions(matching: Matching, evidence: Evidence) -> Score:
    """How sure the matches of two regions' plans are."""

    def score(match: Match) -> float:
        theme = evidence.themes.scores.get((match.old[0], match.new[0]))
        alone = len(match.old) == len(match.new) == 1 and not _is_same(matching, match)
        return min(1.0, theme) if alone and theme is not None else score_text(match, matching, evidence)

    return score


def _is_same(matching: Matching, match: Match) -> bool:
    """Whether a match is of two units with identical subtrees."""
    old, new = matching.sides
    return len(match.old) == len(match.new) == 1 and old.subtree_hashes[match.old[0]] == new.subtree_hashes[match.new[0]]


def _matched_below(matching: Matching, by_text: Score) -> dict[UnitPair, float]:
    """Pairs of matched containers -> folded characters of both that are matched below them, weighted by similarity."""
    below: defaultdict[UnitPair, float] = defaultdict(float)
    for match in reversed(list(matching.matches())):  # what is below comes before what is above
        i, j = match.old[0], match.new[0]
        home = _nearest_home(matching, i, j)
        if home:
            score = 1.0 if matching.is_identical(match) else by_text(match)
            own = sum(
                len(side.texts[unit]) + 1 for side, units in zip(matching.sides, match.units, strict=True) for unit in units
            )
            below[home] += score * own + below.get((i, j), 0.0)
    return below


def _nearest_home(matching: Matching, i: int, j: int) -> UnitPair | None:
    """The nearest containers around two units that are matched with each other."""
    while (i := matching.old.parent[i]) != ROOT:
        match = matching.match_of[OLD][i]
        for other in match.new if match else ():
            if other < j < matching.new.end[other]:
                return i, other
    return None
