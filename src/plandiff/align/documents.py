"""Which documents of one state became which of another, by what they say and not by what they are called.

A document is known by a sketch of its text (`grams.sketch_of`), so that hundreds that went are compared with hundreds that came in
well under a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nsmallest

from plandiff.align.tuning import TUNING, Tuning
from plandiff.grams import SKETCH
from plandiff.model import Indexed
from plandiff.sequences import take_best_first


def pair_plans(old: Sequence[Indexed], new: Sequence[Indexed], tuning: Tuning = TUNING) -> tuple[tuple[int, int], ...]:
    """Places of plans in `old` and `new` that are states of one plan, the most similar first; each plan in one pair at most."""
    ranked = sorted(
        (-score, i, j)
        for i, before in enumerate(old)
        for j, after in enumerate(new)
        if (score := similarity(before.sketch, after.sketch)) >= _needed(before, after, tuning)
    )
    return tuple(take_best_first((i, j) for _, i, j in ranked))


def similarity(one: frozenset[int], other: frozenset[int]) -> float:
    """0..1: twice what two texts have in common over what they have in all (Dice), as far as their sketches tell."""
    both = nsmallest(SKETCH, one | other)
    common = len(one & other & set(both))
    return 2 * common / (len(both) + common) if both else 0.0


def _needed(old: Indexed, new: Indexed, tuning: Tuning) -> float:
    """Two regions' laws on one subject are as much as 0.43 similar."""
    return tuning.away if len({old.plan.meta.region, new.plan.meta.region} - {""}) > 1 else tuning.home
