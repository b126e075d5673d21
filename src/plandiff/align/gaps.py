"""What is still unmatched between matched neighbours once all moves are settled."""

from __future__ import annotations

from plandiff.align.evidence import Evidence
from plandiff.align.matching import Matching, Outcome, Scores
from plandiff.align.places import Places
from plandiff.sequences import heaviest_increasing


def match_in_order(matching: Matching, evidence: Evidence) -> Outcome:
    """Match what is left between matched neighbours, in order, so that the total similarity is greatest.

    A withdrawn move frees its units for those in the expected position. The first units of a gap count as close however many there
    are, and so do the last: each is next to a matched neighbour. Sections come first, so that what is below them has neighbours
    too.
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
            candidates = sorted(dice, key=lambda pair: (pair[0], -pair[1]))  # so that at most one of a unit's candidates is taken
            for position in heaviest_increasing([j for _, j in candidates], [dice[pair] for pair in candidates]):
                draft.match(*candidates[position], "section" if container else "similar")
    return draft.outcome
