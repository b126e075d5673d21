"""What is still unmatched between matched neighbours when all moves are settled."""

from __future__ import annotations

from plandiff.align.evidence import Evidence
from plandiff.align.matching import Matching, Outcome, Scores
from plandiff.align.places import Places
from plandiff.sequences import heaviest_increasing


def match_in_order(matching: Matching, evidence: Evidence) -> Outcome:
    """Match what is left between matched neighbours, in order and so that the total similarity is greatest.

    A move that was taken back leaves its units to those that stand where they are expected. The first units of
    a gap are as close as if they were few, and so are the last: each stands beside a matched neighbour. Sections
    come first, so that what is below them has neighbours too.
    """
    draft = matching.draft()
    old, new = matching.sides
    for container in (True, False):
        places = Places(draft, evidence.tuning)
        for gap in places.gaps:
            edges = {(gap.old[0], gap.new[0]), (gap.old[-1], gap.new[-1])}
            dice: Scores = {}
            for i, j in gap.pairs():
                if old.container[i] == new.container[j] == container and draft.may_match(i, j):
                    d = evidence.dice(i, j)
                    if d >= (evidence.tuning.near if (i, j) in edges else places.near[i, j]):
                        dice[i, j] = d
            draft.candidates.update(dice)
            candidates = sorted(dice, key=lambda pair: (pair[0], -pair[1]))  # none of a unit's candidates precedes another
            for position in heaviest_increasing([j for _, j in candidates], [dice[pair] for pair in candidates]):
                draft.match(*candidates[position], "section" if container else "similar")
    return draft.outcome
