"""Provisions that were rewritten in place: few of their words are left, and still nothing else shares as many.

All other matchers ask how similar two units are. Here that is not enough: in a rewritten law, a provision and what became of it
share a fifth of their words, and so do many unrelated ones. What tells them apart is that neither shares as much with anything else
in the whole of the other plan, including what is already matched. Only articles are considered: below a title, or at the top of a
plan, a rewritten text is a different text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from plandiff.align.evidence import Evidence, Texts
from plandiff.align.matching import DECISION, NEW, OLD, Draft, Match, Matching, Outcome, Scores, find_best
from plandiff.align.order import find_gaps
from plandiff.align.penalties import offence_in
from plandiff.align.provision_kinds import may_belong
from plandiff.align.remainder import Remainder
from plandiff.align.similarity import Search
from plandiff.grams import grams_of
from plandiff.model import ROOT, Indexed

REWRITTEN: Final = "rewritten"
"""`Match.by` of these matches, which are uncertain."""


LEAST: Final = 0.4
"""Two units with less than this share of the similarity needed elsewhere do not match, even if nothing else is similar to them."""


def match_rewritten(matching: Matching, evidence: Evidence) -> Outcome:
    """Match unmatched blocks of articles with those that are more similar to them than anything else is, on both sides.

    A matched unit no longer competes, so the rest of a chapter is tried again.
    """
    draft = matching.draft()
    provisions = _provisions(matching.old), _provisions(matching.new)
    searches = Search(evidence.similarity, provisions[OLD]), Search(evidence.similarity, provisions[NEW])
    found = _candidates(draft, evidence, provisions, searches[NEW])
    elsewhere = True
    while chosen := draft.choose(_clearest(draft, evidence, found, elsewhere=elsewhere)):
        elsewhere = False
        for i, j in chosen:
            draft.match(i, j, REWRITTEN)
            take_article_along(draft, i, j)
        found = {(i, j): dice for (i, j), dice in found.items() if draft.may_match(i, j) or not _is_new(draft, i, j)}
    _join_what_is_left(draft, evidence, provisions, searches)
    _lead_by_first(draft)
    return draft.outcome


def _lead_by_first(draft: Draft) -> None:
    """Match an article that was split into several, or made of several, with the first of them, whichever was recognized first."""
    for match in list(draft.matches()):
        i, j = match.old[0], match.new[0]
        articles = draft.old.parent[i], draft.new.parent[j]
        if (
            len(match.old) == len(match.new) == 1
            or ROOT in articles
            or draft.old.rank[i]
            or draft.new.rank[j]
            or not draft.parents_matched(*articles)
        ):
            continue
        for side in (OLD, NEW):
            known = draft.match_of[side][articles[side]]
            if known is None or known.by != REWRITTEN or draft.match_of[1 - side][articles[1 - side]] is not None:
                continue
            view = draft.sides[1 - side]
            if known.units[1 - side][0] in {view.parent[unit] for unit in match.units[1 - side]}:
                draft.undo(known)
                draft.match(*articles, REWRITTEN)


def take_article_along(draft: Draft, i: int, j: int) -> None:
    """Match the articles of two paragraphs too: an article follows its first paragraph, wherever the rest of it went."""
    articles = draft.old.parent[i], draft.new.parent[j]
    if ROOT in articles:  # what precedes all sections is in no article
        return
    if draft.old.rank[i] == draft.new.rank[j] == 0:
        for side in (OLD, NEW):
            match = draft.match_of[side][articles[side]]
            if match and draft.match_of[1 - side][articles[1 - side]] is None and _is_led_by_another(draft, match):
                draft.undo(match)
    if draft.may_match(*articles):
        draft.match(*articles, REWRITTEN)


def _is_led_by_another(draft: Draft, match: Match) -> bool:
    """Whether the match is of two articles whose first paragraphs are not matched with each other."""
    single = len(match.old) == len(match.new) == 1 and match.by not in (DECISION, REWRITTEN)
    return single and not draft.are_matched(match.old[0] + 1, match.new[0] + 1)


def _provisions(side: Indexed) -> Texts:
    """The blocks of articles, with their texts."""
    return {
        unit: text
        for unit, text in enumerate(side.texts)
        if text and not side.container[unit] and side.is_article(side.parent[unit])
    }


def _candidates(draft: Draft, evidence: Evidence, provisions: tuple[Texts, Texts], search: Search) -> Scores:
    """The candidate pairs of an unmatched block and any other, with their dice; `search` is among all new ones."""
    old, new = (
        {unit: text for unit, text in texts.items() if draft.match_of[side][unit] is None}
        for side, texts in enumerate(provisions)
    )
    return search.candidates(old) | evidence.similarity.candidates(provisions[OLD], new)


def _punish_similarly(evidence: Evidence, old: str, new: str) -> bool:
    """Whether the offences of two penalties have something in common (all sanctions are alike); true if either is not a penalty."""
    before, after = offence_in(old), offence_in(new)
    return not (before and after) or _dice(evidence, before, after) >= LEAST * evidence.tuning.rewritten


def _dice(evidence: Evidence, old: str, new: str) -> float:
    """The dice of two texts that are not whole units."""
    grams = frozenset(grams_of(old)), frozenset(grams_of(new))
    common, *both = (evidence.similarity.weigh(found) for found in (grams[OLD] & grams[NEW], *grams))
    return 2 * common / sum(both) if any(both) else 0.0


def _is_new(draft: Draft, i: int, j: int) -> bool:
    """Whether one of two units was matched here."""
    return any(match is not None and match.by == REWRITTEN for match in (draft.match_of[OLD][i], draft.match_of[NEW][j]))


def _clearest(draft: Draft, evidence: Evidence, found: Scores, *, elsewhere: bool) -> Scores:
    """The pairs of unmatched units that stand out: those in one chapter, and with `elsewhere` all others.

    In one chapter, the less similar others are to either, the less is needed.
    """
    tuning = evidence.tuning
    best = find_best(found)
    scores: Scores = {}
    gaps = find_gaps(draft)
    in_order = {pair for gap in gaps for pair in gap.pairs()}
    alone = {(gap.old[0], gap.new[0]) for gap in gaps if gap.is_close}
    for (i, j), dice in found.items():
        if not dice or not draft.may_match(i, j):
            continue
        if draft.are_matched(draft.old.parent[i], draft.new.parent[j]) and (i, j) not in in_order:
            continue
        other = max(best[OLD][i].beside(dice), best[NEW][j].beside(dice))
        kinds = draft.old.plan.units[i].kind, draft.new.plan.units[j].kind
        same_kind = kinds[OLD] == kinds[NEW]
        if same_kind and _in_one_chapter(draft, i, j):
            if not alone.isdisjoint(((i, j), (draft.old.parent[i], draft.new.parent[j]))):
                other = min(other, dice / 2)  # between matched neighbours, hardly anything else can have taken its place
            needed, margin = tuning.rewritten * max(LEAST, other / dice), 1 / tuning.near_best
        elif not elsewhere:
            continue
        else:
            whole = same_kind and "item" not in kinds  # what an item is about is said only together with the words above it
            needed, margin = tuning.rewritten if whole else tuning.part_similar, 1.0
        if dice >= needed and other <= dice * margin and _punish_similarly(evidence, draft.old.texts[i], draft.new.texts[j]):
            scores[i, j] = dice
    draft.candidates.update(scores)
    return scores


def _in_one_chapter(draft: Draft, i: int, j: int) -> bool:
    """Whether the articles of two units, or the chapters around them, are each other's counterparts."""
    articles = draft.old.parent[i], draft.new.parent[j]
    in_chapters = ROOT not in (draft.old.parent[articles[OLD]], draft.new.parent[articles[NEW]])
    return draft.are_matched(*articles) or (in_chapters and draft.parents_matched(*articles))


def _join_what_is_left(
    draft: Draft, evidence: Evidence, provisions: tuple[Texts, Texts], searches: tuple[Search, Search]
) -> None:
    """Let unmatched blocks join a neighbour's match if they explain what is left of its counterpart.

    Where one paragraph became three articles, each shares little with it, but the three are side by side.
    """
    remainder = Remainder(draft, evidence.similarity, whole=False)
    found = []
    for side in (OLD, NEW):
        unmatched = {unit: text for unit, text in provisions[side].items() if draft.match_of[side][unit] is None}
        scores = searches[1 - side].candidates(unmatched)
        for unit, partner, needed in _best_partners(draft, evidence, scores, side):
            coverage = remainder.fit(side, unit, partner).coverage
            if coverage >= needed:
                found.append((-coverage, side, unit, partner, needed))
    for _, side, unit, partner, needed in sorted(found):
        if draft.may_join(side, unit, partner) and remainder.fit(side, unit, partner).coverage >= needed:
            draft.join(side, unit, partner, REWRITTEN)
            remainder.take(side, unit, partner)


def _best_partners(draft: Draft, evidence: Evidence, scores: Scores, side: int) -> Iterator[tuple[int, int, float]]:
    """The unmatched units of one side whose best candidate is matched with a neighbour of theirs, with that candidate and the share
    of the unit it must explain.
    """
    here, there = draft.sides[side], draft.sides[1 - side]
    best, _ = find_best(scores)
    for (unit, partner), dice in scores.items():
        match = draft.match_of[1 - side][partner]
        if not (match and dice and dice == best[unit].first and draft.may_join(side, unit, partner)):
            continue
        same_kind = here.plan.units[unit].kind == there.plan.units[partner].kind
        if not (same_kind and may_belong(here.texts[unit], there.texts[partner])):
            continue
        if any(_are_neighbours(here, unit, other) for other in match.units[side]):
            yield unit, partner, evidence.tuning.rewritten * max(LEAST, best[unit].second / dice)


def _are_neighbours(side: Indexed, unit: int, other: int) -> bool:
    """Whether two blocks are adjacent in one section, or open two adjacent articles."""
    if side.parent[unit] != side.parent[other]:
        if side.rank[unit] or side.rank[other]:
            return False
        unit, other = side.parent[unit], side.parent[other]
    return side.parent[unit] == side.parent[other] and abs(side.rank[unit] - side.rank[other]) == 1
