"""Which matched units moved: away from their container's counterpart, or out of order in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from plandiff.align.matching import NEW, OLD, Match, Matching, UnitPair
from plandiff.align.order import keep_order, matched_containers
from plandiff.model import ROOT
from plandiff.model.indexed import RUN


def find_moves(matching: Matching) -> set[Match]:
    """The matches whose own units moved; what only went along with its container did not.

    Among siblings, the lightest set whose removal leaves the rest in order counts as moved: the rest is the heaviest increasing
    subsequence, by characters.
    """
    moved = {match for match in matching.matches() if not _at_home(matching, match)}
    for old, new in matched_containers(matching):
        found = {pair: match for pair in _children(matching, old, new) if (match := matching.match_of[OLD][pair[0]])}
        pairs = [pair for pair, match in found.items() if match not in moved and not _scattered(matching, match)]
        kept = set(keep_order(matching, pairs))
        moved.update(found[pair] for pair in pairs if pair not in kept)
    return moved


def _children(matching: Matching, old: int, new: int) -> Iterator[UnitPair]:
    """The first units of the matches between the contents of two matched containers, in the old side's order; what is under a
    heading that only one side has counts as in the container above it.
    """
    for i in _below(matching, OLD, old):
        match = matching.match_of[OLD][i]
        if match is not None and match.old[0] == i:
            j = next((j for j in match.new if _above(matching, NEW, j) == new), None)
            if j is not None:
                yield i, j


def _below(matching: Matching, side: int, container: int) -> Iterator[int]:
    """The children of a container, with headings that only this side has followed by their own children."""
    waiting = [iter(matching.sides[side].children[container])]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
            continue
        yield child
        if matching.sides[side].container[child] and matching.counterpart(side, child) is None:
            waiting.append(iter(matching.sides[side].children[child]))


def _above(matching: Matching, side: int, unit: int) -> int:
    """The nearest container around a unit that has a counterpart."""
    above = matching.sides[side].parent[unit]
    while matching.counterpart(side, above) is None:
        above = matching.sides[side].parent[above]
    return above


def _scattered(matching: Matching, match: Match) -> bool:
    """Whether other units lie between siblings of a match, so that it has no single position."""
    for side, units in zip(matching.sides, match.units, strict=True):
        if len(units) == 1:
            continue
        ranks: defaultdict[int, list[int]] = defaultdict(list)
        for unit in units:
            ranks[side.parent[unit]].append(side.rank[unit])
        if any(found[-1] - found[0] >= len(found) for found in ranks.values()):
            return True
    return False


def _at_home(matching: Matching, match: Match) -> bool:
    """Whether any of the match's units is where its container's counterpart puts it.

    A heading that was dropped or inserted moves nothing: what was under it is at home under the container above, and what a new
    heading groups is at home under it.
    """
    old, new = matching.sides
    return any(
        _home(matching, 0, old.parent[i]) == new.parent[j] or _home(matching, 1, new.parent[j]) == old.parent[i]
        for i, j in match.pairs
    )


def _home(matching: Matching, side: int, container: int) -> int:
    """The container of the other side under which the children of this side's container are expected."""
    here, there = matching.sides[side], matching.sides[1 - side]
    while container != ROOT:
        counterpart = matching.counterpart(side, container)
        if counterpart is not None and here.texts[container] and matching.match_of[side][container] is None:
            counterpart = None  # a titled section that was split off or merged counts as another place; an article does not
        if counterpart is not None:
            return counterpart if there.container[counterpart] else there.parent[counterpart]
        container = here.parent[container]
    return ROOT


def find_copies(matching: Matching, side: int) -> Iterator[tuple[int, int]]:
    """The unmatched blocks of one side, in order, whose text equals that of a matched block of the other side, with that one."""
    here, there = matching.sides[side], matching.sides[1 - side]
    standing: dict[int, int] = {}
    for unit in reversed(range(len(there))):
        if not there.container[unit] and matching.match_of[1 - side][unit] is not None:
            standing[there.hashes[unit]] = unit
    for unit in matching.unmatched(side, container=False):
        if len(here.texts[unit]) >= RUN and here.hashes[unit] in standing:
            yield unit, standing[here.hashes[unit]]
