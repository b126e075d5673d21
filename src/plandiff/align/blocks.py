"""Blocks (paragraphs, items, rows, notes): by what they say and where they stand."""

from __future__ import annotations

from plandiff.align.assignment import assign
from plandiff.align.evidence import Evidence
from plandiff.align.matching import Matching
from plandiff.align.places import Places


def match_blocks(matching: Matching, evidence: Evidence) -> None:
    """Bind free blocks so that the total of likeness and place is greatest.

    To the pairs that have rare words in common come those that the place suggests.
    """
    old, new = matching.old, matching.new
    similarity = evidence.similarity
    places = Places(matching)
    dice = {(i, j): d for (i, j), d in evidence.alike.items() if matching.of_old[i] is None and matching.of_new[j] is None}
    for i, j in places.near:
        if (i, j) not in dice and not old.container[i] and not new.container[j]:
            dice[i, j] = similarity.dice(old.keys[i], new.keys[j])
    matching.rivals.update(dice)
    scores = {}
    for (i, j), d in dice.items():
        place = places.of(i, j)
        if d >= place.needed:
            scores[i, j] = d + place.bonus
    for i, j in assign(scores):
        matching.bind((i,), (j,), dice[i, j], "similar")
