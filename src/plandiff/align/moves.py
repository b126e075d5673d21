"""Which bound units moved: away from their container's counterpart, or out of order in it."""

from __future__ import annotations

from plandiff.align.matching import Bond, Matching
from plandiff.align.order import bound_children, bound_containers, keep_order


def find_moves(matching: Matching) -> set[Bond]:
    """The bonds whose units moved themselves; what only went along with its container did not.

    Among siblings the lightest set is taken whose removal leaves the rest in order: the rest is the
    heaviest increasing subsequence, by characters.
    """
    moved = {bond for bond in matching.bonds() if not _at_home(matching, bond)}
    for old, new in bound_containers(matching):
        pairs = [(i, j) for i, j in bound_children(matching, old, new) if matching.of_old[i] not in moved]
        kept = set(keep_order(matching, pairs))
        for pair in pairs:
            bond = matching.of_old[pair[0]]
            if pair not in kept and bond is not None:
                moved.add(bond)
    return moved


def _at_home(matching: Matching, bond: Bond) -> bool:
    return any(matching.parents_bound(i, j) for i in bond.old for j in bond.new)
