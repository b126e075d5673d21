"""Which documents of one state became which of another, by what they say and not by what they are called.

A document is known by a sketch, the least hashes of its runs of characters (Broder, "On the resemblance and containment
of documents", 1997), so that hundreds that went are compared with hundreds that came in well under a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nsmallest
from typing import Final
from zlib import crc32

from plandiff.model import Plan
from plandiff.text import fold

RUN: Final = 4
"""Length of the runs that two texts are compared by (folded characters): an edit of a word costs a short plan a few of them,
and two plans on one subject share one in six at most."""
SKETCH: Final = 1024
"""Hashes that are kept of a document: a shorter one is compared exactly, of a longer one a similarity is right to 0.03."""
SAME_PLAN: Final = 0.3
"""0..1: the least similarity of two states of one plan. Of 8,000 pairs of plans, laws and reports one in a hundred unrelated
ones has 0.17, revised laws have 0.4 and more; what is less like it is said to have gone, which fails rather than passes."""
SAME_REGION: Final = 0.5
"""0..1: the same where the two plans name different regions, whose laws on one subject have up to 0.43."""

Sketch = frozenset[int]


def pair_plans(old: Sequence[Plan], new: Sequence[Plan]) -> tuple[tuple[int, int], ...]:
    """Places of plans in `old` and `new` that are states of one plan, the most alike first; each plan in one pair at most."""
    sketches = [[sketch(plan) for plan in plans] for plans in (old, new)]
    ranked = sorted(
        (-likeness, i, j)
        for i, before in enumerate(sketches[0])
        for j, after in enumerate(sketches[1])
        if (likeness := similarity(before, after)) >= _needed(old[i], new[j])
    )
    pairs: list[tuple[int, int]] = []
    taken: tuple[set[int], set[int]] = set(), set()
    for _, i, j in ranked:
        if i not in taken[0] and j not in taken[1]:
            pairs.append((i, j))
            taken[0].add(i)
            taken[1].add(j)
    return tuple(pairs)


def sketch(plan: Plan) -> Sketch:
    """The least hashes of all runs in a plan's text, the same on every machine."""
    folded = [fold(unit.text) for unit in plan.units]
    runs = {text[k : k + RUN] for text in folded for k in range(max(1, len(text) - RUN + 1))} - {""}
    return frozenset(nsmallest(SKETCH, {crc32(run.encode("utf-8", "surrogatepass")) for run in runs}))


def similarity(one: Sketch, other: Sketch) -> float:
    """0..1: twice what two texts have in common over what they have in all (Dice), as far as their sketches tell."""
    both = nsmallest(SKETCH, one | other)
    common = len(one & other & set(both))
    return 2 * common / (len(both) + common) if both else 0.0


def _needed(old: Plan, new: Plan) -> float:
    return SAME_REGION if len({old.meta.region, new.meta.region} - {""}) > 1 else SAME_PLAN
