"""Which documents of one state became which of another, by content and not by name.

Documents are compared by a sketch of their text (`grams.sketch_of`), so comparing hundreds of removed with hundreds of added ones
takes well under a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nsmallest

from plandiff.align.tuning import TUNING, Tuning
from plandiff.grams import SKETCH
from plandiff.model import Indexed
from plandiff.sequences import take_best_first


def pair_plans(old: Sequence[Indexed], new: Sequence[Indexed], tuning: Tuning = TUNING) -> tuple[tuple[int, int], ...]:
    """Index pairs of plans in `old` and `new` that are states of one plan, most similar first; each plan in one pair at most."""
    ranked = sorted(
        (-score, i, j)
        for i, before in enumerate(old)
        for j, after in enumerate(new)
        if (score := similarity(before.sketch, after.sketch)) >= _needed(before, after, tuning)
    )
    return tuple(take_best_first((i, j) for _, i, j in ranked))


def similarity(one: frozenset[int], other: frozenset[int]) -> float:
    """0..1: the Dice coefficient of two texts, as estimated from their sketches."""
    both = nsmallest(SKETCH, one | other)
    common = len(one & other & set(both))
    return 2 * common / (len(both) + common) if both else 0.0


def _needed(old: Indexed, new: Indexed, tuning: Tuning) -> float:
    """Two regions' laws on one subject have a similarity of up to 0.43."""
    return tuning.away if len({old.plan.meta.region, new.plan.meta.region} - {""}) > 1 else tuning.home
