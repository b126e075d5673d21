"""Which rows of a table became which of another's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from plandiff.renderers.redline.columns import Columns, projected
from plandiff.renderers.redline.stories import Cell, Row, Table
from plandiff.sequences import heaviest_increasing

SIMILAR: Final = 0.4
"""Similarity, cell by cell, from which two rows match, if the comparison does not say."""
MAX_PAIRS: Final = 40_000
"""Pairs of rows up to which all are scored; in larger tables only equal rows are matched."""
Pairs = list[tuple[Row | None, Row | None]]


def match_rows(
    old: Table, new: Table, links: dict[int, int], text_of: Callable[[Cell], str], columns: Columns | None = None
) -> Pairs:
    """The rows of both tables in the order in which they are written: pairs, and rows that only one of them has.

    If columns were inserted or deleted, only the common ones are compared.
    """
    if columns is None:
        texts = [[[text_of(cell) for cell in row.cells] for row in table.rows] for table in (old, new)]
    else:
        sides = zip((old, new), zip(*columns, strict=True), strict=True)
        texts = [projected(table, places, text_of) for table, places in sides]
    scores = _scores(texts[0], texts[1], links)
    found: Pairs = []
    i = j = 0
    for a, b in [*_best(scores), (len(old.rows), len(new.rows))]:
        found += [(row, None) for row in old.rows[i:a]]
        found += [(None, row) for row in new.rows[j:b]]
        if a < len(old.rows):
            found.append((old.rows[a], new.rows[b]))
        i, j = a + 1, b + 1
    return found


def _scores(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]], links: dict[int, int]) -> dict[tuple[int, int], float]:
    """Candidate pairs of rows -> their similarity."""
    scores: dict[tuple[int, int], float] = {}
    if len(old) * len(new) > MAX_PAIRS:
        from rapidfuzz.distance import Indel

        for row in Indel.opcodes([tuple(cells) for cells in old], [tuple(cells) for cells in new]):
            if row.tag == "equal":
                scores |= dict.fromkeys(
                    zip(range(row.src_start, row.src_end), range(row.dest_start, row.dest_end), strict=True), 1.0
                )
    else:
        linked = set(links.values())
        for a, ours in enumerate(old):
            for b, theirs in enumerate(new):
                score = _similarity(ours, theirs)
                if score >= SIMILAR and a not in links and b not in linked:
                    scores[a, b] = score
    return scores | dict.fromkeys(links.items(), 3.0)


def _similarity(ours: Sequence[str], theirs: Sequence[str]) -> float:
    from rapidfuzz.fuzz import ratio

    if list(ours) == list(theirs):
        return 2.0 if any(ours) else 1.0
    if len(ours) != len(theirs):
        return 0.0
    pairs = [pair for pair in zip(ours, theirs, strict=True) if any(pair)]
    return sum(1.0 if a == b else ratio(a, b) / 100 if a and b else 0.0 for a, b in pairs) / max(1, len(pairs))


def _best(scores: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The pairs, in order, with the greatest total similarity."""
    pairs = sorted(scores, key=lambda pair: (pair[0], -pair[1]))
    kept = set(heaviest_increasing([b for _, b in pairs], [scores[pair] for pair in pairs]))
    return [pair for n, pair in enumerate(pairs) if n in kept]
