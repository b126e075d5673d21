"""Identical text: whole subtrees first, then twins by where they stand."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from plandiff.align.evidence import Evidence
from plandiff.align.matching import OLD, Matching
from plandiff.align.sides import ROOT, Side

ANCHOR_WEIGHT: Final = 10
"""A subtree anchors by its text alone from this weight on (folded characters); shorter ones, such as
a table cell or `各位代表：`, stand in too many places and wait for their surroundings."""


def match_subtrees(matching: Matching, _evidence: Evidence) -> None:
    """Bind subtrees that are the same on both sides and occur once on each, heaviest first; two plans that are the same, whole."""
    old, new = matching.old, matching.new
    tops = old.children[ROOT], new.children[ROOT]
    if [old.digest[i] for i in tops[0]] == [new.digest[j] for j in tops[1]]:
        for i, j in zip(*tops, strict=True):  # their twins are so many or so short, at times, that no other order is found
            _bind_subtree(matching, i, j)
        return
    places_old, places_new = _places(old), _places(new)
    unique = [
        (old.weight[here[0]], here[0], places_new[digest][0])
        for digest, here in places_old.items()
        if len(here) == 1 and len(places_new.get(digest, ())) == 1
    ]
    for weight, i, j in sorted(unique, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if weight >= ANCHOR_WEIGHT and matching.are_free(i, j):
            _bind_subtree(matching, i, j)


def match_twins(matching: Matching, _evidence: Evidence) -> None:
    """Bind equal subtrees that occur more than once: under bound containers, then beside bound units.

    What is left after that is bound in order if both sides have the same number of it, for then
    no choice is better than the order.
    """
    while _match_twins_once(matching):
        pass
    old_left, new_left = _free_by_digest(matching)
    for digest, here in old_left.items():
        there = new_left.get(digest, [])
        if len(here) == len(there) and matching.old.weight[here[0]] >= ANCHOR_WEIGHT:
            for i, j in zip(here, there, strict=True):
                if matching.are_free(i, j):
                    _bind_subtree(matching, i, j)


def _match_twins_once(matching: Matching) -> bool:
    """One sweep; whether anything was bound."""
    old_left, new_left = _free_by_digest(matching)
    bound = False
    for digest, here in old_left.items():
        there = new_left.get(digest)
        if not there:
            continue
        homes: defaultdict[int, list[int]] = defaultdict(list)
        for j in there:
            homes[matching.new.parent[j]].append(j)
        for i in here:
            if matching.of_old[i] is not None:
                continue
            home = matching.counterpart(OLD, matching.old.parent[i])
            waiting = [] if home is None else homes.get(home, [])
            if waiting:
                _bind_subtree(matching, i, waiting.pop(0))
                bound = True
    return bound


def _places(side: Side) -> dict[int, list[int]]:
    places: defaultdict[int, list[int]] = defaultdict(list)
    for i, digest in enumerate(side.digest):
        places[digest].append(i)
    return places


def _free_by_digest(matching: Matching) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Free units by digest, each side in document order."""
    found: tuple[defaultdict[int, list[int]], defaultdict[int, list[int]]] = (defaultdict(list), defaultdict(list))
    for side, free, into in (
        (matching.old, matching.free_old(), found[0]),
        (matching.new, matching.free_new(), found[1]),
    ):
        for i in free:
            into[side.digest[i]].append(i)
    return found


def _bind_subtree(matching: Matching, old: int, new: int) -> None:
    """Bind two equal subtrees unit by unit, as far as their units are still free."""
    by = "subtree" if matching.old.end[old] - old > 1 else "identical"
    for i, j in zip(range(old, matching.old.end[old]), range(new, matching.new.end[new]), strict=True):
        if matching.are_free(i, j):
            matching.bind((i,), (j,), 1.0, by)
