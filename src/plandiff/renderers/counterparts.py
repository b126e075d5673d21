"""Two regions' plans in a list: what both say on a matter, and what only one has. Neither became the other, so no words are marked as
deleted or inserted: what is shared is quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, Literal, NamedTuple

from plandiff.model import Comparison, Grade, heading_of
from plandiff.renderers.messages import Wording
from plandiff.renderers.overview import significant_rows
from plandiff.renderers.passages import Passage
from plandiff.renderers.rows import Row, first_words
from plandiff.renderers.sentences import group_of
from plandiff.renderers.view import View

Likeness = Literal["high", "middle", "low"]

HIGH: Final = 0.6
"""Similarity from which on two texts are said to be much alike: most of the words are the same."""
MIDDLE: Final = 0.3
"""Similarity from which on they are alike in part. Below it what they share are words of the trade, which are not quoted."""
PHRASES_SHOWN: Final = 3
"""Shared phrases quoted of one pair, the longest."""
PHRASE_LEAST: Final = 6
"""Characters of the shortest phrase that is quoted; of what is written in Latin letters twice as many."""
NEAREST_LEAST: Final = 0.1
"""Similarity below which what came closest is not named: any two texts of the trade have as much in common."""
EXCERPT: Final = 40
"""Characters that a text is known by."""
_EDGES: Final = "，。；：、！？,.;:!? “”‘’（）()《》—…"
_LATIN: Final = re.compile(r"[A-Za-z]{3}")


class Counterparts(NamedTuple):
    """What a list says of one matter."""

    path: tuple[str, ...]
    """The headings above it, outermost first; empty above the first one."""
    old: str
    """How the old side begins; "" where it has nothing on the matter."""
    new: str
    grade: Grade | None = None
    """How far both deal with the same matter; None where only one does."""
    likeness: Likeness | None = None
    percent: int = 0
    """Similarity of both texts."""
    shared: tuple[str, ...] = ()
    """Phrases that stand in both, in their order."""
    nearest: tuple[str, int] | None = None
    """Of what one side has alone: what came closest on the other, and its similarity in percent."""

    @property
    def same(self) -> bool:
        """Whether both begin alike."""
        return self.old == self.new


def find_counterparts(comparison: Comparison, view: View) -> tuple[Counterparts, ...]:
    """What both plans say and what only one has, in the order of the view."""
    grades = {link.new: link.grade for link in comparison.alignment.links}
    nearest = _nearest(comparison)
    return tuple(_counterparts(row, grades, nearest) for row in significant_rows(view))


def likeness_of(similarity: float) -> Likeness:
    """A similarity in words.

    >>> likeness_of(0.7), likeness_of(0.4), likeness_of(0.09)
    ('high', 'middle', 'low')
    """
    return "high" if similarity >= HIGH else "middle" if similarity >= MIDDLE else "low"


def describe(matter: Counterparts, wording: Wording) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What a matter is called, how far both have it, and further lines of it, each with its label and text."""
    if not matter.likeness:
        near = (wording.say("nearest", title=matter.nearest[0], percent=matter.nearest[1]),) if matter.nearest else ()
        return wording.say("list").join((wording.say("deleted" if matter.old else "added"), *near)), (
            ("", matter.old or matter.new),
        )
    grade = (wording.say(f"grade_{matter.grade}"),) if matter.grade else ()
    likeness = wording.say(f"likeness_{matter.likeness}", percent=matter.percent)
    shared = ((wording.say("shared"), " … ".join(matter.shared)),) if matter.shared else ()
    sides = (("", matter.old),) if matter.same else ((wording.say("old"), matter.old), (wording.say("new"), matter.new))
    return wording.say("list").join((*grade, likeness)), (*sides, *shared)


def _counterparts(
    row: Row, grades: dict[tuple[str, ...], Grade | None], nearest: dict[tuple[str, str], tuple[str, int]]
) -> Counterparts:
    old, new = (_opening(side) for side in (row.old, row.new))
    if not (row.old and row.new):
        return Counterparts(group_of(row), old, new, nearest=nearest.get((row.side, row.first.unit)))
    score = row.change.score
    shared = shared_phrases(row) if score >= MIDDLE else ()
    return Counterparts(group_of(row), old, new, grades.get(row.change.new), likeness_of(score), round(score * 100), shared)


def shared_phrases(row: Row) -> tuple[str, ...]:
    """The longest phrases that stand on both sides, in their order."""
    runs = [edit.new.strip(_EDGES) for edit in row.edits if edit.op in ("equal", "noise")]
    fit = [(len(run), -place, run) for place, run in enumerate(runs) if len(run) >= _least(run)]
    longest = sorted(fit, reverse=True)[:PHRASES_SHOWN]
    return tuple(first_words(run) for _, _, run in sorted(longest, key=lambda found: -found[1]))


def _least(run: str) -> int:
    return 2 * PHRASE_LEAST if _LATIN.search(run) else PHRASE_LEAST


def _opening(side: Sequence[Passage]) -> str:
    return first_words(heading_of(side[0]), EXCERPT) if side else ""


def _nearest(comparison: Comparison) -> dict[tuple[str, str], tuple[str, int]]:
    """(side, unit) -> what came closest on the other side."""
    found: dict[tuple[str, str], tuple[str, int]] = {}
    plans = comparison.old, comparison.new

    @cache
    def opening(side: int, unit: str) -> str:
        return first_words(heading_of(plans[side].unit[unit]))

    for side, pairs in zip(("old", "new"), comparison.alignment.rejected, strict=True):
        for pair in pairs:
            if pair.score >= NEAREST_LEAST:
                other = opening(1, pair.new) if side == "old" else opening(0, pair.old)
                found[side, getattr(pair, side)] = other, round(pair.score * 100)
    return found
