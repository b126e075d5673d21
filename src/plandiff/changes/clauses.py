"""Which sentence or clause of the old text became which of the new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from plandiff.changes.tuning import Tuning
from plandiff.language import Grain, cut
from plandiff.model import TextEdit

EDGES: Final = "，。；：,;. "
"""Characters stripped from the ends of a passage that a finding names."""


class ClausePair(NamedTuple):
    """A clause of the old text and what became of it."""

    old: str
    new: str
    kept: int
    """Number of unchanged characters."""
    starts: tuple[int, int]
    """Where the two begin in the old and the new text."""


def pair_clauses(edits: Sequence[TextEdit], grain: Grain, tuning: Tuning) -> list[ClausePair]:
    """The pairs of clauses that are each other's best match and differ.

    How much two share is counted along the edits; the pairs are in text order, like the edits.
    """
    texts = ["".join(edit.old for edit in edits), "".join(edit.new for edit in edits)]
    stretches = [cut(text, grain) for text in texts]
    starts = [list(accumulate(map(len, side), initial=0)) for side in stretches]
    shared: Counter[tuple[int, int]] = Counter()
    kept: Counter[tuple[int, int]] = Counter()
    for edit, pair, characters in _overlaps(edits, *starts):
        (shared if edit.op == "replace" else kept)[pair] += characters
    score = {pair: kept[pair] + tuning.replaced * shared[pair] for pair in sorted(kept.keys() | shared.keys())}
    best: tuple[dict[int, tuple[int, int]], dict[int, tuple[int, int]]] = ({}, {})
    for pair, value in score.items():
        for side in (0, 1):
            if pair[side] not in best[side] or value > score[best[side][pair[side]]]:
                best[side][pair[side]] = pair
    found = []
    for pair, value in score.items():
        old, new = stretches[0][pair[0]], stretches[1][pair[1]]
        mutual = best[0][pair[0]] == best[1][pair[1]] == pair
        if mutual and old != new and value >= tuning.similar * min(len(old), len(new)):
            found.append(ClausePair(old, new, kept[pair], (starts[0][pair[0]], starts[1][pair[1]])))
    return found


def _overlaps(edits: Sequence[TextEdit], old: list[int], new: list[int]) -> Iterator[tuple[TextEdit, tuple[int, int], int]]:
    """How many characters of each edit stand for each other in a clause of the old text and one of the new.

    `old` and `new` are where the clauses begin, and where the last one ends.
    """
    a = b = 0
    end_old = end_new = 0
    for edit in edits:
        i, j = end_old, end_new
        end_old, end_new = i + len(edit.old), j + len(edit.new)
        while i < end_old and j < end_new:
            while old[a + 1] <= i:
                a += 1
            while new[b + 1] <= j:
                b += 1
            characters = min(end_old, old[a + 1]) - i, min(end_new, new[b + 1]) - j
            yield edit, (a, b), min(characters)
            i, j = i + min(characters), j + min(characters)
