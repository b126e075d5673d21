"""Two regions' plans on one subject: not versions of each other, so order and wording mean little.

What can be compared are themes: sections, articles, items, paragraphs with a theme sentence. Two themes correspond when each is
nearly the best candidate of the other; a theme may have several counterparts: the best make the alignment, the rest are `related`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import takewhile
from math import fsum
from typing import Final

from plandiff.align.evidence import Evidence
from plandiff.align.matching import NEW, OLD, Match, Matching, Outcome, Scores, UnitPair, choose_best
from plandiff.align.order import matched_containers
from plandiff.align.scoring import score_regions
from plandiff.align.tuning import TUNING, Tuning
from plandiff.language.folding import fold
from plandiff.model import ROOT, Grade, Indexed
from plandiff.model.indexed import RUN

ALONE: Final = 0.5
"""Two themes stand out where nothing else scores more than this share of their score with either; they then need only this share of
the score that others need."""
SAME: Final = 0.25
"""Themes with this score or more deal with the same matter: of 130 labelled pairs with more, nine in ten are a reader's first
choice."""
PARTLY: Final = 0.15
"""Themes with this score or more partly deal with the same matter; of the pairs with less, one in four has nothing in common."""
Rejected = dict[int, tuple[UnitPair, float]]
Candidates = list[tuple[float, int]]
"""Of one theme: (what they have in common, unit of the other plan), the strongest first."""

MOST_BELOW: Final = 40
"""At most this many paragraphs of a section are compared with those of its counterpart (blocks); no section of a plan has more, and
lists of hundreds of rows are not themes."""


def looks_like_regions(old: Indexed, new: Indexed, tuning: Tuning = TUNING) -> bool:
    """Whether two plans have so little text in common that only their themes can be compared: those of two regions, or of two years
    where the later was rewritten.
    """
    if not (any(old.container) and any(new.container)):
        return False  # prose without sections has no themes to compare
    if _are_one_law(old, new):
        return False
    elsewhere = len({side.plan.meta.region for side in (old, new)} - {""}) > 1
    needed = tuning.away if elsewhere else tuning.theme
    if _same_blocks(old, new) >= needed:
        return False  # there is no need to look for runs
    fewer, more = sorted((old.runs, new.runs), key=len)
    return len(fewer & more) < needed * len(fewer)


def _are_one_law(old: Indexed, new: Indexed) -> bool:
    """Whether two plans are laws with the same title and region: the later replaces the earlier, however much was rewritten.

    Reports of two years have the same title too, but no articles.
    """
    metas = old.plan.meta, new.plan.meta
    if not metas[0].title or fold(metas[0].title) != fold(metas[1].title) or metas[0].region != metas[1].region:
        return False
    return all(2 * sum(map(side.is_article, range(len(side)))) > sum(side.container) for side in (old, new))


def _same_blocks(old: Indexed, new: Indexed) -> float:
    """0..1: how much of the shorter plan is in units that the other has too, by characters of long units."""
    texts = [{text for text in side.texts if len(text) >= RUN} for side in (old, new)]
    shorter = min(sum(map(len, found)) for found in texts)
    return sum(map(len, texts[0] & texts[1])) / shorter if shorter else 0.0


def match_themes(matching: Matching, evidence: Evidence) -> Outcome:
    """Match the themes that correspond best."""
    found = _near_best(evidence, matching)
    old, new = matching.sides
    open_ = {
        (i, j): score for (i, j), score in found.items() if old.container[i] == new.container[j] and matching.may_match(i, j)
    }
    return choose_best(open_, "theme", found)


def match_sections_above(matching: Matching, evidence: Evidence) -> Outcome:
    """Match sections whose subsections correspond, those that share most first, whatever their titles."""
    draft = matching.draft()
    old, new = matching.sides
    shared: defaultdict[UnitPair, list[float]] = defaultdict(list)
    score = score_regions(matching, evidence)
    for match in matching.matches():
        above = old.parent[match.old[0]], new.parent[match.new[0]]
        if old.container[match.old[0]] and ROOT not in above:
            shared[above].append(score(match))
    for i, j in sorted(shared, key=lambda pair: (-len(shared[pair]), -fsum(shared[pair]), pair)):
        if draft.may_match(i, j) and len(shared[i, j]) > 1:  # a single subsection may have come from anywhere
            draft.match(i, j, "theme")
    for match in list(draft.matches()):
        above = old.parent[match.old[0]], new.parent[match.new[0]]
        if old.container[match.old[0]] or ROOT in above or not draft.may_match(*above):
            continue
        if _is_whole(old, match.old[0]) and _is_whole(new, match.new[0]):  # each is all that its section says
            draft.match(*above, "theme")
    return draft.outcome


def _is_whole(side: Indexed, unit: int) -> bool:
    """Whether a block is all that there is below a section with a title."""
    above = side.parent[unit]
    return bool(side.texts[above]) and side.end[above] - above == 2


def match_sections_left(matching: Matching, evidence: Evidence) -> Outcome:
    """Match the sections left over once the best pairs are matched."""
    old, new = matching.sides
    left = {
        (i, j): score
        for (i, j), score in evidence.themes.scores.items()
        if score >= evidence.tuning.near and old.container[i] and new.container[j] and matching.may_match(i, j)
    }
    return choose_best(left, "theme", {})


def match_sections_alone(matching: Matching, evidence: Evidence) -> Outcome:
    """Match titled sections that are the only ones left in two corresponding sections, if all their siblings correspond and the two
    are in the same position. At the top level that says less, and only reviews are matched this way.
    """
    found = []
    for above in matched_containers(matching):
        parts = [
            [unit for unit in side.children[container] if side.texts[unit] and side.container[unit]]
            for side, container in zip(matching.sides, above, strict=True)
        ]
        apart = [pair for pair in zip(*parts, strict=False) if not matching.are_matched(*pair)]
        if not len(parts[OLD]) == len(parts[NEW]) > len(apart) == 1 or not evidence.themes.scores.get(apart[0]):
            continue
        aspects = {side.plan.units[unit].aspect for side, unit in zip(matching.sides, apart[0], strict=True)}
        if ROOT not in above or aspects == {"review"}:
            found.append(Match((apart[0][OLD],), (apart[0][NEW],), "theme"))
    return Outcome(found)


def match_blocks_below(matching: Matching, evidence: Evidence) -> Outcome:
    """Match the paragraphs of corresponding sections: the most similar ones, and a single one left on each side."""
    draft = matching.draft()
    old, new = matching.sides
    pairs = [(match.old[0], match.new[0]) for match in matching.matches()]
    for i, j in [*(pair for pair in pairs if old.container[pair[OLD]] and new.container[pair[NEW]]), (ROOT, ROOT)]:
        blocks = _unmatched_blocks(draft, OLD, i), _unmatched_blocks(draft, NEW, j)
        dice = {(k, m): evidence.dice(k, m) for k in blocks[OLD] for m in blocks[NEW] if draft.may_match(k, m)}
        rows = (i, j) != (ROOT, ROOT) and old.plan.units[i].kind == "table"  # rows with other names are about other things
        needed = evidence.tuning.home if rows else evidence.tuning.theme
        for k, m in draft.choose({pair: found for pair, found in dice.items() if found >= needed}):
            draft.match(k, m, "theme")
        left = _unmatched_blocks(draft, OLD, i), _unmatched_blocks(draft, NEW, j)
        if len(left[OLD]) == len(left[NEW]) == 1 and not rows and draft.may_match(left[OLD][0], left[NEW][0]):
            draft.match(left[OLD][0], left[NEW][0], "theme")
    return draft.outcome


def _unmatched_blocks(matching: Matching, side: int, container: int) -> list[int]:
    """The first unmatched blocks of a container's own body."""
    view, match_of = matching.sides[side], matching.match_of[side]
    blocks = [
        unit for unit in view.children[container] if match_of[unit] is None and not view.container[unit] and view.texts[unit]
    ]
    return blocks[:MOST_BELOW]


def find_related(matching: Matching, evidence: Evidence) -> Scores:
    """The correspondences that are not in the alignment, including those of the points a paragraph makes."""
    themes = evidence.themes
    related = _near_best(evidence, matching)
    nearest = _nearest(matching, themes.scores | themes.points, themes.unit_of, evidence.tuning)
    points = {pair: score for pair, score in nearest.items() if pair in themes.points}
    for (a, b), score in (themes.contained | points).items():
        pair = themes.unit_of[OLD][a], themes.unit_of[NEW][b]
        if not _is_said(matching, *pair):
            related[pair] = max(score, related.get(pair, 0.0))
    reported = [{pair[side] for pair in related} for side in (OLD, NEW)]
    for pair, score in _left_below(matching, themes.scores, evidence.tuning).items():
        if pair[OLD] not in reported[OLD] or pair[NEW] not in reported[NEW]:
            related[pair] = max(score, related.get(pair, 0.0))
    return {
        pair: score
        for pair, score in sorted(related.items())
        if not matching.are_matched(*pair) and pair not in matching.forbidden
    }


def _left_below(matching: Matching, scores: Scores, tuning: Tuning) -> Scores:
    """The unmatched paragraphs of sections made up only of paragraphs, each paired with its best candidate in the whole other plan
    if that is in the section's counterpart: several of them may elaborate what is one paragraph there.
    """
    best: tuple[dict[int, tuple[float, UnitPair]], ...] = ({}, {})
    for pair, score in sorted(scores.items()):
        for side in (OLD, NEW):
            if score > best[side].get(pair[side], (0.0, pair))[0]:
                best[side][pair[side]] = score, pair
    found: Scores = {}
    for side in (OLD, NEW):
        for unit, (score, pair) in best[side].items():
            if score >= ALONE * tuning.theme and _is_left(matching, side, unit):
                home = matching.counterpart(side, matching.sides[side].parent[unit])
                if home is not None and home <= pair[1 - side] < matching.sides[1 - side].end[home]:
                    found[pair] = score
    return found


def _is_left(matching: Matching, side: int, unit: int) -> bool:
    """Whether a unit is an unmatched paragraph of a titled section made up only of paragraphs."""
    view = matching.sides[side]
    above = view.parent[unit]
    if matching.match_of[side][unit] is not None or above == ROOT or not view.texts[above]:
        return False
    return view.end[above] - above == len(view.children[above]) + 1 and not any(
        map(view.container.__getitem__, view.children[above])
    )


def find_rejected(matching: Matching, evidence: Evidence, related: Scores) -> tuple[Rejected, Rejected]:
    """Per side, the units without a counterpart -> the best rejected pair of each, with its score."""
    found: tuple[Rejected, Rejected] = ({}, {})
    for pair, score in sorted(evidence.themes.scores.items()):
        for side in (OLD, NEW):
            unit = pair[side]
            if matching.match_of[side][unit] is None and score > found[side].get(unit, (pair, 0.0))[1]:
                found[side][unit] = pair, min(1.0, score)
    reported = {pair[OLD] for pair in related}, {pair[NEW] for pair in related}
    old, new = ({unit: best for unit, best in found[side].items() if unit not in reported[side]} for side in (OLD, NEW))
    return old, new


def grade(score: float) -> Grade:
    """How far two themes of this score deal with the same matter."""
    return "same" if score >= SAME else "part" if score >= PARTLY else "touched"


def _is_said(matching: Matching, i: int, j: int) -> bool:
    """Whether either unit is matched with an ancestor or a descendant of the other."""
    there, here = matching.match_of[OLD][i], matching.match_of[NEW][j]
    return any(_are_of_one_line(matching.new, unit, j) for unit in (there.new if there else ())) or any(
        _are_of_one_line(matching.old, unit, i) for unit in (here.old if here else ())
    )


def _near_best(evidence: Evidence, matching: Matching) -> Scores:
    """The units that are nearly the best for each other as themes, with their scores."""
    return _nearest(matching, evidence.themes.scores, evidence.themes.unit_of, evidence.tuning)


def _nearest(matching: Matching, scores: Scores, unit_of: tuple[Sequence[int], Sequence[int]], tuning: Tuning) -> Scores:
    """The pairs of themes that are nearly the best for both, with their scores; forbidden pairs are left out.

    Pairs that stand out need less: nothing else has half as much in common with either, except what is above or below the two. A
    section does not compete with its own paragraphs for another section's paragraph.
    """
    units = {(a, b): (unit_of[OLD][a], unit_of[NEW][b]) for a, b in scores}
    allowed = {pair: score for pair, score in scores.items() if units[pair] not in matching.forbidden}
    candidates: tuple[defaultdict[int, Candidates], ...] = (defaultdict(list), defaultdict(list))
    for pair, score in allowed.items():
        for side in (OLD, NEW):
            candidates[side][pair[side]].append((score, units[pair][1 - side]))
    for of in candidates:  # those that settle most come first, so that few are looked at
        for found in of.values():
            found.sort(reverse=True)
    best = [{theme: found[0][0] for theme, found in of.items()} for of in candidates]
    near: Scores = {}
    for (a, b), score in sorted(allowed.items()):
        if score < ALONE * tuning.theme:
            continue
        i, j = units[a, b]
        kinds = matching.old.container[i], matching.new.container[j]
        if score < tuning.near_best * max(best[OLD][a], best[NEW][b]) and (score < tuning.theme or kinds[OLD] != kinds[NEW]):
            continue
        around = (candidates[OLD][a], matching.new, j), (candidates[NEW][b], matching.old, i)
        if score < tuning.near_best * max(_best_other(*one) for one in around):
            continue
        if score >= tuning.theme or all(_stands_out(score, *one) for one in around):
            near[a, b] = min(1.0, score)
    return near


def _best_other(candidates: Candidates, side: Indexed, own: int) -> float:
    """The most that a theme has in common with a unit that competes with its own: not a section with its own blocks, or the reverse."""
    kind = side.container[own]
    return next(score for score, unit in candidates if side.container[unit] == kind or not _are_of_one_line(side, unit, own))


def _stands_out(score: float, candidates: Candidates, side: Indexed, own: int) -> bool:
    """Whether a theme has much less in common with all units but its own, and what is above and below that."""
    others = takewhile(lambda candidate: candidate[0] > ALONE * score, candidates)
    return all(_are_of_one_line(side, unit, own) for _, unit in others)


def _are_of_one_line(side: Indexed, one: int, other: int) -> bool:
    """Whether one of two units contains the other."""
    first, last = sorted((one, other))
    return last < side.end[first]
