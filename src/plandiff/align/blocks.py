"""Blocks (paragraphs, items, rows, notes): by what they say and where they stand."""

from __future__ import annotations

from typing import Final

from plandiff.align.evidence import Evidence
from plandiff.align.matching import NEW, OLD, Matching
from plandiff.align.places import Places

ACROSS_KINDS: Final = 0.6
"""The least dice at which a heading and a block are the same."""


def match_blocks(matching: Matching, evidence: Evidence) -> None:
    """Bind free blocks so that the total of likeness and place is greatest.

    To the pairs that have rare words in common come those that the place suggests.
    """
    old, new = matching.old, matching.new
    similarity = evidence.similarity
    places = Places(matching)
    dice = {(i, j): d for (i, j), d in evidence.alike.items() if matching.are_free(i, j)}
    for i, j in places.near:
        if (i, j) not in dice and not old.container[i] and not new.container[j]:
            dice[i, j] = similarity.dice(old.keys[i], new.keys[j])
    matching.rivals.update(dice)
    scores = {}
    for (i, j), d in dice.items():
        place = places.of(i, j)
        if d >= place.needed:
            scores[i, j] = d + place.bonus
    for i, j in matching.choose(scores):
        matching.bind((i,), (j,), dice[i, j], "similar")


def match_across_kinds(matching: Matching, evidence: Evidence) -> None:
    """Bind free headings to free blocks: what is a heading in one edition may be a paragraph's first line in the other."""
    old, new = matching.old, matching.new
    similarity = evidence.similarity
    headings_old, headings_new = (matching.free_texts(side, container=True) for side in (OLD, NEW))
    blocks_old, blocks_new = (matching.free_texts(side, container=False) for side in (OLD, NEW))
    scores = similarity.candidates(headings_old, blocks_new) | similarity.candidates(blocks_old, headings_new)
    scores = {(i, j): dice for (i, j), dice in scores.items() if dice >= ACROSS_KINDS}
    for i, j in matching.choose(scores):
        matching.bind((i,), (j,), scores[i, j], "identical" if old.keys[i] == new.keys[j] else "similar")
