"""What is still free between bound neighbours when all moves are settled."""

from __future__ import annotations

from plandiff.align.evidence import Evidence
from plandiff.align.matching import Matching
from plandiff.align.places import CLOSE, Places
from plandiff.sequences import heaviest_increasing


def match_in_order(matching: Matching, evidence: Evidence) -> None:
    """Bind what is free between bound neighbours, in order and so that the total likeness is greatest.

    A move that was taken back leaves its units to those that stand where they are expected. The first units of
    a gap are as close as if they were few, and so are the last: each stands beside a bound neighbour. Sections
    come first, so that what is below them has neighbours too.
    """
    old, new = matching.old, matching.new
    for container in (True, False):
        places = Places(matching)
        for gap in places.gaps:
            edges = {(gap.old[0], gap.new[0]), (gap.old[-1], gap.new[-1])}
            dice = {}
            for i, j in gap.pairs():
                if old.container[i] == new.container[j] == container:
                    needed = places.near[i, j].needed
                    d = evidence.similarity.dice(old.voices[i], new.voices[j])
                    if d >= (min(needed, CLOSE.needed) if (i, j) in edges else needed):
                        dice[i, j] = d
            offers = sorted(dice, key=lambda pair: (pair[0], -pair[1]))  # none of a unit's offers precedes another
            for position in heaviest_increasing([j for _, j in offers], [dice[pair] for pair in offers]):
                i, j = offers[position]
                matching.bind((i,), (j,), dice[i, j], "section" if container else "similar")
