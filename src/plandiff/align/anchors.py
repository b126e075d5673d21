"""Identical text: whole subtrees first, then duplicates by position."""

from __future__ import annotations

from collections import defaultdict

from plandiff.align.evidence import Evidence
from plandiff.align.matching import NEW, OLD, Draft, Matching, Outcome
from plandiff.model import ROOT
from plandiff.model.indexed import RUN


def match_subtrees(matching: Matching, _evidence: Evidence) -> Outcome:
    """Match subtrees that are identical and occur once on each side, heaviest first; identical plans are matched whole."""
    draft = matching.draft()
    old, new = matching.sides
    tops = old.children[ROOT], new.children[ROOT]
    if [old.subtree_hashes[i] for i in tops[0]] == [new.subtree_hashes[j] for j in tops[1]]:
        for i, j in zip(*tops, strict=True):  # duplicates can be so many or so short that nothing else would put them in order
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

    Duplicates still left are matched in order if both sides have the same number, for then nothing beats the order; but not away
    from a container that has a counterpart, where an edited unit may still match.
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
    """Whether the container of either unit has a counterpart other than the container of the other unit."""
    above = draft.old.parent[i], draft.new.parent[j]
    homes = (draft.counterpart(side, container) for side, container in enumerate(above) if container != ROOT)
    return any(home is not None for home in homes) and not draft.parents_matched(i, j)


def _match_under_containers(draft: Draft) -> bool:
    """One sweep; returns whether anything was matched."""
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
    """Subtree hash -> the unmatched units of one side that have it, in document order."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for unit in matching.unmatched(side):
        found[matching.sides[side].subtree_hashes[unit]].append(unit)
    return found


def _match_subtree(draft: Draft, old: int, new: int) -> None:
    """Match two equal subtrees unit by unit, skipping units that are already matched."""
    by = "subtree" if draft.old.end[old] - old > 1 else "identical"
    for i, j in zip(range(old, draft.old.end[old]), range(new, draft.new.end[new]), strict=True):
        if draft.may_match(i, j):
            draft.match(i, j, by)
