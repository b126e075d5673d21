"""Order among siblings: which matched units keep it, which moved, and what lies in the gaps between."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final, NamedTuple

from plandiff.align.matching import NEW, OLD, Matching
from plandiff.model import ROOT, Indexed
from plandiff.sequences import heaviest_increasing

GAP_REACH: Final = 6
"""In a gap with many unmatched units on both sides, each is compared with those at most this far from its own relative position
(units), so that the cost is linear in the length of the gap. It only bounds the cost."""


class Gap(NamedTuple):
    """Unmatched children between two neighbours that keep their order, on both sides."""

    old: tuple[int, ...]
    new: tuple[int, ...]

    @property
    def is_close(self) -> bool:
        """Whether there is one unit on each side."""
        return len(self.old) == len(self.new) == 1

    def pairs(self) -> Iterator[tuple[int, int]]:
        """The pairs near the diagonal of the gap."""
        longest = max(len(self.old), len(self.new))
        for a, i in enumerate(self.old):
            middle = a * len(self.new) // len(self.old)
            reach = longest if longest <= 2 * GAP_REACH else GAP_REACH
            for j in self.new[max(0, middle - reach) : middle + reach + 1]:
                yield i, j


def matched_containers(matching: Matching) -> Iterator[tuple[int, int]]:
    """The pairs of containers that are each other's counterparts, the roots first and parts of sections last."""
    yield ROOT, ROOT
    for match in matching.matches():
        for i in match.old:
            if matching.old.container[i]:
                yield from ((i, j) for j in match.new if matching.new.container[j])
    yield from matching.parts[OLD].items()
    yield from ((i, j) for j, i in matching.parts[NEW].items())


def matched_children(matching: Matching, old: int, new: int) -> list[tuple[int, int]]:
    """The first units of the matches between the children of two matched containers, in the old side's order."""
    pairs = []
    for i in matching.old.children[old]:
        match = matching.match_of[OLD][i]
        if match is None or match.old[0] != i:
            continue
        j = next((j for j in match.new if matching.new.parent[j] == new), None)
        if j is not None:
            pairs.append((i, j))
    return pairs


def keep_order(matching: Matching, pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The heaviest subset of sibling pairs that is in the same order on both sides."""
    weights = [matching.old.weight[i] + matching.new.weight[j] for i, j in pairs]
    return [pairs[position] for position in heaviest_increasing([j for _, j in pairs], weights)]


def find_gaps(matching: Matching) -> list[Gap]:
    """All gaps that have unmatched units on both sides."""
    gaps = []
    for old, new in matched_containers(matching):
        unmatched_old = [i for i in matching.old.children[old] if matching.match_of[OLD][i] is None]
        unmatched_new = [j for j in matching.new.children[new] if matching.match_of[NEW][j] is None]
        if not unmatched_old or not unmatched_new:
            continue
        spine = keep_order(matching, matched_children(matching, old, new))
        cells: dict[int, tuple[list[int], list[int]]] = {}
        for side, units in enumerate((unmatched_old, unmatched_new)):
            borders = [pair[side] for pair in spine]
            for unit in units:
                cells.setdefault(bisect_left(borders, unit), ([], []))[side].append(unit)
        gaps += [Gap(tuple(a), tuple(b)) for _, (a, b) in sorted(cells.items()) if a and b]
    return gaps


def beside(side: Indexed, unit: int) -> tuple[int, ...]:
    """A unit and its neighbours among its siblings."""
    return side.children[side.parent[unit]][max(0, side.rank[unit] - 1) : side.rank[unit] + 2]
