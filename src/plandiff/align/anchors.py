"""Identical text: whole subtrees first, then duplicates by where they stand."""

from __future__ import annotations

from collections import defaultdict

from plandiff.align.evidence import Evidence
from plandiff.align.matching import NEW, OLD, Draft, Matching, Outcome
from plandiff.model import ROOT
from plandiff.model.indexed import RUN


def match_subtrees(matching: Matching, _evidence: Evidence) -> Outcome:
    """Match subtrees that are the same on both sides and occur once on each, heaviest first; two plans that are the same, whole."""
    draft = matching.draft()
    old, new = matching.sides
    tops = old.children[ROOT], new.children[ROOT]
    if [old.subtree_hashes[i] for i in tops[0]] == [new.subtree_hashes[j] for j in tops[1]]:
        for i, j in zip(*tops, strict=True):  # their duplicates are so many or so short, at times, that no other order is found
            _match_subtree(draft, i, j)
        return draft.outcome
    unique = [
        (old.weight[here[0]], here[0], new.standing[subtree][0])
        for subtree, here in old.standing.items()
        if len(here) == 1 and len(new.standing.get(subtree, ())) == 1
    ]
    for weight, i, j in sorted(unique, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if weight >= RUN and draft.may_match(i, j):
            _match_subtree(draft, i, j)
    return draft.outcome


def match_duplicates(matching: Matching, _evidence: Evidence) -> Outcome:
    """Match equal subtrees that occur more than once: under matched containers, then beside matched units.

    What is left after that is matched in order if both sides have the same number of it, for then
    no choice is better than the order; but not away from a container that has a counterpart, where
    what was edited waits.
    """
    draft = matching.draft()
    while _match_under_containers(draft):
        pass
    left = _unmatched_by_hash(draft, OLD), _unmatched_by_hash(draft, NEW)
    for subtree, here in left[OLD].items():
        there = left[NEW].get(subtree, [])
        if len(here) == len(there) and matching.old.weight[here[0]] >= RUN:
            for i, j in zip(here, there, strict=True):
                if draft.may_match(i, j) and not _is_expected_elsewhere(draft, i, j):
                    _match_subtree(draft, i, j)
    return draft.outcome


def _is_expected_elsewhere(draft: Draft, i: int, j: int) -> bool:
    """Whether the container of one of two units has a counterpart, and not that of the other."""
    above = draft.old.parent[i], draft.new.parent[j]
    homes = (draft.counterpart(side, container) for side, container in enumerate(above) if container != ROOT)
    return any(home is not None for home in homes) and not draft.parents_matched(i, j)


def _match_under_containers(draft: Draft) -> bool:
    """One sweep; whether anything was matched."""
    left = _unmatched_by_hash(draft, OLD), _unmatched_by_hash(draft, NEW)
    found = False
    for subtree, here in left[OLD].items():
        homes: defaultdict[int, list[int]] = defaultdict(list)
        for j in left[NEW].get(subtree, ()):
            homes[draft.new.parent[j]].append(j)
        for i in here if homes else ():
            if draft.match_of[OLD][i] is not None:
                continue
            home = draft.counterpart(OLD, draft.old.parent[i])
            waiting = [] if home is None else homes.get(home, [])
            chosen = next((j for j in waiting if draft.may_match(i, j)), None)
            if chosen is not None:
                waiting.remove(chosen)
                _match_subtree(draft, i, chosen)
                found = True
    return found


def _unmatched_by_hash(matching: Matching, side: int) -> dict[int, list[int]]:
    """The unmatched units of one side by what stands in and below them, in document order."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for unit in matching.unmatched(side):
        found[matching.sides[side].subtree_hashes[unit]].append(unit)
    return found


def _match_subtree(draft: Draft, old: int, new: int) -> None:
    """Match two equal subtrees unit by unit, as far as their units are still unmatched."""
    by = "subtree" if draft.old.end[old] - old > 1 else "identical"
    for i, j in zip(range(old, draft.old.end[old]), range(new, draft.new.end[new]), strict=True):
        if draft.may_match(i, j):
            draft.match(i, j, by)
