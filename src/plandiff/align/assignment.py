"""Which units go together when each has several candidates: the matching with the greatest total score."""

from __future__ import annotations

from collections import defaultdict
from typing import Final, NamedTuple

from plandiff.sequences import take_best_first

LARGEST_COMPONENT: Final = 80
"""Components with more rows than this are matched best first instead of optimally (rows). The optimal algorithm is cubic; below the
bound it takes milliseconds, and components this large are boilerplate."""


class Assignment(NamedTuple):
    """Pairs of rows and columns, each used once, in ascending order."""

    pairs: list[tuple[int, int]]
    best_first: int
    """Rows in components that were too large to solve optimally."""


def assign(scores: dict[tuple[int, int], float]) -> Assignment:
    """The pairs of rows and columns, each used once, with the greatest total score.

    Optimal in each connected component of the graph of pairs (Hungarian method: Kuhn 1955, in the
    form with potentials of Jonker & Volgenant 1987), best first in components that are too large.
    Every score must be positive.
    """
    chosen: list[tuple[int, int]] = []
    best_first = 0
    for component in _components(scores):
        if len(component) == 1:
            chosen += component
            continue
        rows = sorted({i for i, _ in component})
        columns = sorted({j for _, j in component})
        if min(len(rows), len(columns)) > LARGEST_COMPONENT:
            chosen += take_best_first(_rank(component, scores))
            best_first += len(rows)
        elif len(rows) > len(columns):
            chosen += [(i, j) for j, i in _optimal(columns, rows, {(j, i): scores[i, j] for i, j in component})]
        else:
            chosen += _optimal(rows, columns, {pair: scores[pair] for pair in component})
    return Assignment(sorted(chosen), best_first)


def _rank(component: list[tuple[int, int]], scores: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The pairs, best first; ties go to those nearest the diagonal."""
    return sorted(component, key=lambda pair: (-scores[pair], abs(pair[0] - pair[1]), pair))


def _optimal(rows: list[int], columns: list[int], scores: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    """Shortest augmenting paths over a dense cost matrix; no more rows than columns. 1-based internally."""
    n, m = len(rows), len(columns)
    cost = [[-scores.get((i, j), 0.0) for j in columns] for i in rows]
    u, v = [0.0] * (n + 1), [0.0] * (m + 1)
    row_of = [0] * (m + 1)
    way = [0] * (m + 1)
    for i in range(1, n + 1):
        row_of[0] = i
        column = 0
        least = [float("inf")] * (m + 1)
        used = [False] * (m + 1)
        while row_of[column]:
            used[column] = True
            i0 = row_of[column]
            delta, following = float("inf"), 0
            for j in range(1, m + 1):
                if not used[j]:
                    reduced = cost[i0 - 1][j - 1] - u[i0] - v[j]
                    if reduced < least[j]:
                        least[j], way[j] = reduced, column
                    if least[j] < delta:
                        delta, following = least[j], j
            for j in range(m + 1):
                if used[j]:
                    u[row_of[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            column = following
        while column:
            row_of[column] = row_of[way[column]]
            column = way[column]
    found = [(rows[row_of[j] - 1], columns[j - 1]) for j in range(1, m + 1) if row_of[j]]
    return [pair for pair in found if pair in scores]


def _components(scores: dict[tuple[int, int], float]) -> list[list[tuple[int, int]]]:
    """The pairs, grouped so that pairs with a row or a column in common are together."""
    by_row: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    by_column: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair in sorted(scores):
        by_row[pair[0]].append(pair)
        by_column[pair[1]].append(pair)
    seen: set[tuple[int, int]] = set()
    components = []
    for start in sorted(scores):
        if start in seen:
            continue
        seen.add(start)
        component, waiting = [], [start]
        while waiting:
            pair = waiting.pop()
            component.append(pair)
            for other in by_row.pop(pair[0], []) + by_column.pop(pair[1], []):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        components.append(component)
    return components
