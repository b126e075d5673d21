"""Which rows and columns of a table became which of another's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from plandiff.renderers.redline.stories import Cell, Row, Table

ALIKE: Final = 0.4
"""How much of two rows, cell by cell, has to be the same before one is the other, where the comparison does not say."""
MAX_PAIRS: Final = 40_000
"""Pairs of rows that are weighed against each other; in larger tables only equal rows are matched."""
Pairs = list[tuple[Row | None, Row | None]]
Columns = list[tuple[int | None, int | None]]


def match_rows(old: Table, new: Table, columns: Columns, links: dict[int, int], text_of: Callable[[Cell], str]) -> Pairs:
    """The rows of both tables in the order in which they are written: pairs, and rows that one of them alone has."""
    texts = [[[text_of(cell) for cell in row.cells] for row in table.rows] for table in (old, new)]
    scores = _scores(texts[0], texts[1], columns, links)
    found: Pairs = []
    i = j = 0
    for a, b in [*_best(scores, len(old.rows), len(new.rows)), (len(old.rows), len(new.rows))]:
        found += [(row, None) for row in old.rows[i:a]]
        found += [(None, row) for row in new.rows[j:b]]
        if a < len(old.rows):
            found.append((old.rows[a], new.rows[b]))
        i, j = a + 1, b + 1
    return found


def _scores(
    old: Sequence[Sequence[str]], new: Sequence[Sequence[str]], columns: Columns, links: dict[int, int]
) -> dict[tuple[int, int], float]:
    """Pairs of rows that may be one -> how much alike they are."""
    scores: dict[tuple[int, int], float] = {}
    if len(old) * len(new) > MAX_PAIRS:
        from rapidfuzz.distance import Indel

        for row in Indel.opcodes([tuple(cells) for cells in old], [tuple(cells) for cells in new]):
            if row.tag == "equal":
                scores |= dict.fromkeys(
                    zip(range(row.src_start, row.src_end), range(row.dest_start, row.dest_end), strict=True), 1.0
                )
    else:
        for a, ours in enumerate(old):
            for b, theirs in enumerate(new):
                score = _likeness(ours, theirs, columns)
                if score >= ALIKE and a not in links and b not in links.values():
                    scores[a, b] = score
    return scores | dict.fromkeys(links.items(), 3.0)


def _likeness(ours: Sequence[str], theirs: Sequence[str], columns: Columns) -> float:
    from rapidfuzz.fuzz import ratio

    if list(ours) == list(theirs):
        return 2.0 if any(ours) else 1.0
    pairs = [(ours[a], theirs[b]) for a, b in columns if a is not None and b is not None and a < len(ours) and b < len(theirs)]
    if len(ours) != len(theirs) and not any(None in pair for pair in columns):
        return 0.0
    total = sum(1.0 if a == b else ratio(a, b) / 100 if a and b else 0.0 for a, b in pairs if a or b)
    return total / max(1, sum(1 for a, b in pairs if a or b))


def _best(scores: dict[tuple[int, int], float], rows: int, others: int) -> list[tuple[int, int]]:
    """The pairs, in order, that are most alike together."""
    best = [[0.0] * (others + 1) for _ in range(rows + 1)]
    for a in range(rows - 1, -1, -1):
        for b in range(others - 1, -1, -1):
            here = scores.get((a, b))
            best[a][b] = max(best[a + 1][b], best[a][b + 1], here + best[a + 1][b + 1] if here else 0.0)
    found = []
    a = b = 0
    while a < rows and b < others:
        here = scores.get((a, b))
        if here and best[a][b] == here + best[a + 1][b + 1]:
            found.append((a, b))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
    return found


def match_columns(old: Table, new: Table, text_of: Callable[[Cell], str]) -> Columns | None:
    """Which column became which, by what heads them and, where that is not enough, by what stands in them; None where cells
    reach over several columns, so that they cannot be told one by one.
    """
    widths = [{sum(cell.width for cell in row.cells) for row in table.rows} for table in (old, new)]
    if widths[0] == widths[1]:
        return [(n, n) for n in range(max(widths[0], default=0))]
    plain = all(cell.width == 1 and not cell.goes_on for table in (old, new) for row in table.rows for cell in row.cells)
    if not plain or len(widths[0]) != 1 or len(widths[1]) != 1:
        return None
    sides = [
        [[text_of(row.cells[n]) for row in table.rows] for n in range(max(width))]
        for table, width in zip((old, new), widths, strict=True)
    ]
    scores = {}
    for a, ours in enumerate(sides[0]):
        for b, theirs in enumerate(sides[1]):
            common = len(set(ours) & set(theirs)) / max(len(set(ours)), len(set(theirs)))
            score = (1.0 if ours[0] == theirs[0] else 0.0) + common
            if score >= ALIKE:
                scores[a, b] = score
    found: Columns = []
    i = j = 0
    for a, b in [*_best(scores, len(sides[0]), len(sides[1])), (len(sides[0]), len(sides[1]))]:
        found += [(n, None) for n in range(i, a)]
        found += [(None, n) for n in range(j, b)]
        if a < len(sides[0]):
            found.append((a, b))
        i, j = a + 1, b + 1
    return found
