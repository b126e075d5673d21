"""Which bound units moved: away from where their container went, or out of order in it."""

from __future__ import annotations

from collections import defaultdict

from plandiff.align.matching import Bond, Matching
from plandiff.align.order import bound_children, bound_containers, keep_order
from plandiff.align.sides import ROOT


def find_moves(matching: Matching) -> set[Bond]:
    """The bonds whose units moved themselves; what only went along with its container did not.

    Among siblings the lightest set is taken whose removal leaves the rest in order: the rest is the
    heaviest increasing subsequence, by characters.
    """
    moved = {bond for bond in matching.bonds() if not _at_home(matching, bond)}
    for old, new in bound_containers(matching):
        bonds = {pair: bond for pair in bound_children(matching, old, new) if (bond := matching.of_old[pair[0]]) is not None}
        pairs = [pair for pair, bond in bonds.items() if bond not in moved and not _scattered(matching, bond)]
        kept = set(keep_order(matching, pairs))
        moved.update(bonds[pair] for pair in pairs if pair not in kept)
    return moved


def _scattered(matching: Matching, bond: Bond) -> bool:
    """Whether siblings among a bond's units have others between them, so that it has no one place there."""
    for side, units in zip(matching.sides, bond.units, strict=True):
        ranks: defaultdict[int, list[int]] = defaultdict(list)
        for unit in units:
            ranks[side.parent[unit]].append(side.rank[unit])
        if any(found[-1] - found[0] >= len(found) for found in ranks.values()):
            return True
    return False


def _at_home(matching: Matching, bond: Bond) -> bool:
    """Whether some of the bond's units stand where their container's counterpart would have them.

    A heading that was dropped or put in between moves nothing: what stood under it is at home under
    the container above, and what a new heading gathered is at home under it.
    """
    old, new = matching.sides
    return any(
        _home(matching, 0, old.parent[i]) == new.parent[j] or _home(matching, 1, new.parent[j]) == old.parent[i]
        for i in bond.old
        for j in bond.new
    )


def _home(matching: Matching, side: int, container: int) -> int:
    """The container of the other side under which the children of this side's container are expected."""
    here, there = matching.sides[side], matching.sides[1 - side]
    while container != ROOT:
        counterpart = matching.counterpart(side, container)
        if counterpart is not None:
            return counterpart if there.container[counterpart] else there.parent[counterpart]
        container = here.parent[container]
    return ROOT
