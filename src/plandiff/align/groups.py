"""Splits and merges: what a match leaves unexplained may be an unmatched block's text."""

from __future__ import annotations

from typing import NamedTuple

from plandiff.align.evidence import Evidence
from plandiff.align.matching import DECISION, NEW, OLD, Draft, Match, Matching, Outcome
from plandiff.align.order import beside
from plandiff.align.provision_kinds import may_belong
from plandiff.align.remainder import Fit, Remainder
from plandiff.align.sections import opens
from plandiff.align.tuning import Tuning
from plandiff.model import ROOT


class Candidate(NamedTuple):
    """An unmatched block that covers what no match explains of a block on the other side."""

    coverage: float
    side: int
    """The side that the unmatched block is on, `OLD` (a merge) or `NEW` (a split)."""
    unit: int
    partner: int


def match_groups(matching: Matching, evidence: Evidence) -> Outcome:
    """Let unmatched blocks join matches, the best candidates first: new ones make splits, old ones merges."""
    draft = matching.draft()
    remainder = Remainder(draft, evidence.similarity, whole=False)
    candidates = [candidate for side in (OLD, NEW) for candidate in _candidates(draft, evidence, remainder, side)]
    for candidate in sorted(candidates, key=lambda found: (-found.coverage, found[1:])):
        _, side, unit, partner = candidate
        if not draft.may_join(side, unit, partner):
            continue
        # Another block may have taken part of it in the meantime.
        if remainder.fit(side, unit, partner).reaches(_needed(draft, evidence.tuning, side, unit, partner)):
            draft.join(side, unit, partner, "similar")
            remainder.take(side, unit, partner)
    _reclaim(draft, evidence, remainder)
    _take_headings_along(draft, evidence.tuning, remainder)
    _follow_first_part(draft)
    return draft.outcome


def _needed(matching: Matching, tuning: Tuning, side: int, unit: int, partner: int) -> Fit:
    """How well an unmatched block must fit to join its partner's match, or to match a partner without one that absorbed it."""
    match = matching.match_of[1 - side][partner]
    if match is None:
        return Fit(tuning.sure)
    near = any(_are_beside(matching, side, sibling, unit) for sibling in match.units[side])
    return Fit(tuning.part, tuning.part_similar) if near else Fit(tuning.part)


def _are_beside(matching: Matching, side: int, sibling: int, unit: int) -> bool:
    """Whether two blocks are neighbours, or are in sections that are one section on the other side."""
    here = matching.sides[side]
    above = here.parent[sibling], here.parent[unit]
    if above[0] == above[1]:
        return abs(here.rank[sibling] - here.rank[unit]) == 1
    counterpart = matching.counterpart(side, above[0])
    return counterpart is not None and counterpart == matching.counterpart(side, above[1])


def _candidates(matching: Matching, evidence: Evidence, remainder: Remainder, side: int) -> list[Candidate]:
    here, there = matching.sides[side], matching.sides[1 - side]
    unmatched = matching.unmatched_texts(side, container=False)
    partners = {
        j: text for j, text in enumerate(there.texts) if text and not there.container[j] and matching.may_grow(1 - side, j)
    }
    candidates = []
    for (i, j), dice in evidence.similarity.candidates(unmatched, partners).items():
        if not matching.may_join(side, i, j):
            continue
        needed = _needed(matching, evidence.tuning, side, i, j)
        if evidence.similarity.containment(here.texts[i], there.texts[j], dice) < min(needed.coverage, needed.dice / 2):
            continue  # part of a text explains no more than the whole, and the dice is at most twice the coverage
        if not may_belong(here.texts[i], there.texts[j]):
            continue
        fit = remainder.fit(side, i, j)
        if fit.reaches(needed):
            candidates.append(Candidate(fit.coverage, side, i, j))
    return candidates


def _reclaim(draft: Draft, evidence: Evidence, remainder: Remainder) -> None:
    """Let blocks matched with something merely similar join the match beside it that contains all their text."""
    for match in list(draft.matches()):
        if not _is_weak(draft, evidence, match):
            continue
        for side in (OLD, NEW):
            unit = match.units[side][0]
            there = draft.sides[1 - side]
            for partner in beside(there, match.units[1 - side][0]):
                group = draft.match_of[1 - side][partner]
                if group is None or there.container[partner] or not _are_beside(draft, side, group.units[side][0], unit):
                    continue
                allowed = draft.may_grow(1 - side, partner) and not draft.is_forbidden(side, unit, partner)
                if allowed and remainder.fit(side, unit, partner).reaches(Fit(evidence.tuning.sure)):
                    draft.undo(match)
                    draft.join(side, unit, partner, "similar")
                    remainder.take(side, unit, partner)
                    break


def _is_weak(draft: Draft, evidence: Evidence, match: Match) -> bool:
    """Whether the blocks of a match have less in common than a match in an unexpected place would need."""
    i, j = match.old[0], match.new[0]
    if len(match.old) > 1 or len(match.new) > 1 or draft.old.container[i] or draft.new.container[j]:
        return False
    return match.by != DECISION and evidence.dice(i, j) < evidence.tuning.away


def _take_headings_along(draft: Draft, tuning: Tuning, remainder: Remainder) -> None:
    """Match a heading with where all of its section went, if that is a single block containing its words."""
    for side in (OLD, NEW):
        view = draft.sides[side]
        for heading in reversed(draft.unmatched(side, container=True)):
            match = _only_match_below(draft, side, heading)
            partner = match.units[1 - side][0] if match else None
            if partner is None or draft.sides[1 - side].container[partner] or not draft.may_join(side, heading, partner):
                continue
            if view.texts[heading] and remainder.fit(side, heading, partner).reaches(Fit(tuning.sure)):
                draft.join(side, heading, partner, "similar")


def _follow_first_part(draft: Draft) -> None:
    """Match a section without a title, if its first paragraph was parted, with the section that the first part opens: the other
    parts, longer or more alike, are what was split off.
    """
    for match in list(draft.matches()):
        for side in (OLD, NEW):
            (whole, *others), parts = match.units[side], match.units[1 - side]
            section, first = draft.sides[side].parent[whole], draft.sides[1 - side].parent[parts[0]]
            if others or len(parts) == 1 or ROOT in (section, first):
                continue
            known = draft.match_of[side][section]
            if known is None or known.by == DECISION or not (len(known.old) == len(known.new) == 1):
                continue
            (split_off,) = known.units[1 - side]
            pair = (section, first) if side == OLD else (first, section)
            if (
                opens(draft.sides[side], section, whole)
                and opens(draft.sides[1 - side], first, parts[0])
                and split_off in {draft.sides[1 - side].parent[part] for part in parts[1:]}
                and draft.match_of[1 - side][first] is None
                and pair not in draft.forbidden
            ):
                draft.undo(known)
                draft.match(*pair, known.by)
                draft.parts[1 - side][split_off] = section


def _only_match_below(matching: Matching, side: int, heading: int) -> Match | None:
    """The match that all units below a heading belong to, if it is one."""
    below = set(matching.match_of[side][heading + 1 : matching.sides[side].end[heading]])
    return below.pop() if len(below) == 1 else None
