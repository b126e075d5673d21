"""Withdrawing what nothing supports: better an honest deletion and addition than a false change."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from typing import Final

from plandiff.align.evidence import Evidence
from plandiff.align.matching import DECISION, NEW, OLD, Match, Matching, Outcome
from plandiff.align.moves import find_moves
from plandiff.align.order import GAP_REACH, keep_order, matched_children, matched_containers
from plandiff.align.places import count_matched_blocks, has_same_name
from plandiff.align.scoring import score_text
from plandiff.language.dates import YEAR

_OF_YEAR: Final = re.compile(rf"(?P<year>{YEAR})\s?年?(?:[底末初]|\d{{1,2}}月)?[,:.\s]{{0,3}}(?P<name>[^,.;:]+)")
"""A folded item that begins with its year, and the name of what is to be done."""


def prune(matching: Matching, evidence: Evidence) -> Outcome:
    """Withdraw weak container matches without common content, and moves with weak evidence."""
    moved = find_moves(matching)
    matched = count_matched_blocks(matching)
    pruned = []
    for match in matching.matches():
        needed = 0.0
        if match in moved:
            homes = matching.old.parent[match.old[0]], matching.new.parent[match.new[0]]
            expected = matched[homes] > 1 or has_same_name(matching, match.old[0], match.new[0])
            needed = evidence.tuning.home if expected else evidence.tuning.away
        elif matching.old.container[match.old[0]]:
            needed = evidence.tuning.home
        if needed and not _shares_content(matching, match) and score_text(match, matching, evidence) < needed:
            pruned.append(match)
    return Outcome(pruned=[*pruned, *(match for match in _out_of_pattern(matching, evidence) if match not in pruned)])


def _out_of_pattern(matching: Matching, evidence: Evidence) -> Iterator[Match]:
    """The matches of edited siblings that cross identical ones, where other siblings are nearly as similar.

    Items of a rolling list follow one pattern: those that stayed the same are its fixed points, and an item dropped at the top did
    not become one added at the end.
    """
    for old, new in matched_containers(matching):
        pairs = matched_children(matching, old, new)
        identical = [pair for pair in pairs if matching.old.texts[pair[0]] == matching.new.texts[pair[1]]]
        spine = keep_order(matching, identical)
        if not spine:
            continue
        firsts, seconds = [i for i, _ in spine], [j for _, j in spine]
        for i, j in pairs:
            match = matching.match_of[OLD][i]
            if match is None or match.by == DECISION or matching.old.container[i] or matching.new.container[j]:
                continue
            if (i, j) in identical or len(match.old) > 1 or len(match.new) > 1 or bisect(firsts, i) == bisect(seconds, j):
                continue
            if _is_another_years(matching.old.texts[i], matching.new.texts[j]):
                yield match
                continue
            dice = evidence.dice(i, j)
            others = [evidence.dice(i, k) for k in _siblings(matching, NEW, j)] + [
                evidence.dice(k, j) for k in _siblings(matching, OLD, i)
            ]
            if max(others, default=0.0) >= evidence.tuning.away * dice:
                yield match


def _is_another_years(old: str, new: str) -> bool:
    """Whether two items begin with different years and name different things: `2022年,新建甲厂`, `2026年,新建乙厂`."""
    before, after = _OF_YEAR.match(old), _OF_YEAR.match(new)
    return bool(before and after and before["year"] != after["year"] and before["name"] != after["name"])


def _siblings(matching: Matching, side: int, unit: int) -> list[int]:
    """The sibling blocks within reach of a unit."""
    view = matching.sides[side]
    siblings, rank = view.children[view.parent[unit]], view.rank[unit]
    around = siblings[max(0, rank - GAP_REACH) : rank + GAP_REACH + 1]
    return [other for other in around if other != unit and not view.container[other]]


def _shares_content(matching: Matching, match: Match) -> bool:
    """Whether anything below one container is matched with anything below the other."""
    i, j = match.old[0], match.new[0]
    inside = range(j + 1, matching.new.end[j])
    below = (matching.match_of[OLD][k] for k in range(i + 1, matching.old.end[i]))
    return any(other is not None and any(m in inside for m in other.new) for other in below)
