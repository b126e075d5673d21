"""Increasing subsequences of numbers, and selections from pairs of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def heaviest_increasing(values: Sequence[int], weights: Sequence[float]) -> list[int]:
    """Positions of the strictly increasing subsequence with the greatest total weight.

    Prefix maxima in a Fenwick tree (Fenwick 1994), O(n log n); the earliest of ties wins.
    """
    ranks = {value: r for r, value in enumerate(sorted(values), 1)}
    tree: list[tuple[float, int]] = [(0, -1)] * (len(values) + 1)
    before = [-1] * len(values)
    best, last = 0.0, -1
    for position, (value, weight) in enumerate(zip(values, weights, strict=True)):
        r = ranks[value] - 1
        top, previous = 0.0, -1
        while r:
            if tree[r][0] > top:
                top, previous = tree[r]
            r -= r & -r
        total, before[position] = top + weight, previous
        if total > best:
            best, last = total, position
        r = ranks[value]
        while r <= len(values):
            if total > tree[r][0]:
                tree[r] = (total, position)
            r += r & -r
    chain = []
    while last >= 0:
        chain.append(last)
        last = before[last]
    return chain[::-1]


def take_best_first(ranked: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """From pairs sorted best first, those with neither member in a better pair already taken.

    >>> take_best_first([(1, 2), (1, 1), (2, 2), (2, 1)])
    [(1, 2), (2, 1)]
    """
    taken: tuple[set[int], set[int]] = set(), set()
    chosen = []
    for i, j in ranked:
        if i not in taken[0] and j not in taken[1]:
            chosen.append((i, j))
            taken[0].add(i)
            taken[1].add(j)
    return chosen
