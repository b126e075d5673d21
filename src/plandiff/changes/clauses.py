"""Which sentence or clause of the old text became which of the new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
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
    belongs = [[place for place, stretch in enumerate(side) for _ in stretch] for side in stretches]
    shared: Counter[tuple[int, int]] = Counter()
    kept: Counter[tuple[int, int]] = Counter()
    i = j = 0
    for edit in edits:
        common = min(len(edit.old), len(edit.new))
        pairs = zip(belongs[0][i : i + common], belongs[1][j : j + common], strict=True)
        (shared if edit.op == "replace" else kept).update(pairs)
        i, j = i + len(edit.old), j + len(edit.new)
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
