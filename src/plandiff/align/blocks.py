"""Blocks (paragraphs, items, rows, notes): by text and position."""

from __future__ import annotations

from plandiff.align.evidence import Evidence
from plandiff.align.matching import NEW, OLD, Matching, Outcome, Scores, choose_best
from plandiff.align.places import Places


def match_blocks(matching: Matching, evidence: Evidence) -> Outcome:
    """Match unmatched blocks so that the total score of similarity and position is greatest.

    Candidates are the pairs that share rare words and those that their position suggests.
    """
    old, new = matching.sides
    places = Places(matching, evidence.tuning)
    dice = evidence.candidates(matching, container=False)
    for i, j in places.near:
        if (i, j) not in dice and not old.container[i] and not new.container[j] and matching.may_match(i, j):
            dice[i, j] = evidence.dice(i, j)
    candidates: Scores = {}
    scores: Scores = {}
    for (i, j), d in dice.items():
        needed = places.needed(i, j)
        if d >= needed:
            candidates[i, j] = d
            scores[i, j] = places.rate(d, needed)
    return choose_best(scores, "similar", candidates)


def match_across_kinds(matching: Matching, evidence: Evidence) -> Outcome:
    """Match headings with blocks: what is a heading in one edition may be a paragraph's first line in the other."""
    headings = [matching.unmatched_texts(side, container=True) for side in (OLD, NEW)]
    blocks = [matching.unmatched_texts(side, container=False) for side in (OLD, NEW)]
    similarity = evidence.similarity
    found = similarity.candidates(headings[OLD], blocks[NEW]) | similarity.candidates(blocks[OLD], headings[NEW])
    scores = {pair: dice for pair, dice in found.items() if dice >= evidence.tuning.away and matching.may_match(*pair)}
    outcome = choose_best(scores, "similar")
    return outcome._replace(
        matches=[match._replace(by="identical") if matching.is_identical(match) else match for match in outcome.matches]
    )
