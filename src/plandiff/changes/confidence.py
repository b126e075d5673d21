"""How far a comparison can be trusted: what was doubtful in reading the plans and aligning them."""

from __future__ import annotations

from typing import Final, Literal

from plandiff.changes.tuning import Tuning
from plandiff.model import Alignment, Doubt, Plan

DOUBTFUL_NOTES: Final = {"encoding-errors": 0.5, "encoding-guessed": 0.9}
"""Note on a plan -> confidence (0..1) it leaves. Chosen by consequences: missing characters put everything about their sentences in
doubt; guesses are nearly always right, and matter only where certainty is required."""
DIGITS: Final = 4
"""Decimals of a confidence: few enough to hide differences in floating-point sums."""


def find_doubts(alignment: Alignment, tuning: Tuning) -> tuple[Doubt, ...]:
    """All doubts about both plans and their alignment, most serious first."""
    similarity = round(_similarity(alignment), DIGITS)
    doubts = [*_doubts_of(alignment.old, "old", tuning), *_doubts_of(alignment.new, "new", tuning)]
    if similarity < 1:
        doubts.append(Doubt("alignment", "unlike", similarity))
    return tuple(sorted(doubts, key=lambda doubt: doubt.confidence))


def _doubts_of(plan: Plan, side: Literal["old", "new"], tuning: Tuning) -> list[Doubt]:
    codes = dict.fromkeys(note.code for note in plan.notes)
    doubts = [Doubt(side, code, DOUBTFUL_NOTES[code]) for code in codes if code in DOUBTFUL_NOTES]
    if not plan.root.children and sum(len(unit.text) for unit in plan.units) >= tuning.headless:
        doubts.append(Doubt(side, "no-headings", tuning.headless_confidence))
    return doubts


def _similarity(alignment: Alignment) -> float:
    """The share of a plan's characters that have a counterpart, each counting by the score of its link.

    That of the plan with the greater share, so that large additions or deletions alone raise no doubt: a low share means that
    little of either plan was found in the other.
    """
    old, new = alignment.old, alignment.new
    shares = [
        _share(old, [(link.old, link.score) for link in alignment.links]),
        _share(new, [(link.new, link.score) for link in alignment.links]),
    ]
    return max(shares)


def _share(plan: Plan, scored: list[tuple[tuple[str, ...], float]]) -> float:
    total = sum(len(unit.text) for unit in plan.units)
    if not total:
        return 1.0
    return min(1.0, sum(len(plan.unit[unit].text) * score for units, score in scored for unit in units) / total)
