"""Two regions' plans as a list: what both say on a matter, and what only one has. Neither is a version of the other, so no words
are marked as deleted or inserted: shared phrases are quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from plandiff.model import Comparison, Place, Side, heading_of
from plandiff.renderers.messages import Phrase, Wording
from plandiff.renderers.overview import significant_rows
from plandiff.renderers.passages import Passage
from plandiff.renderers.rows import SHARING, Row, first_words
from plandiff.renderers.sentences import group_of
from plandiff.renderers.view import View

Degree = Literal["high", "middle", "low"]

HIGH: Final = 0.6
"""Similarity from which two texts are called very similar: most of the words are the same."""
MIDDLE: Final = SHARING
"""Similarity from which they are called partly similar."""
PHRASES_SHOWN: Final = 3
"""Shared phrases quoted for one pair, the longest."""
PHRASE_LEAST: Final = 6
"""Characters of the shortest phrase that is quoted; twice as many for text in Latin letters."""
NEAREST_LEAST: Final = 0.1
"""Similarity below which the nearest candidate is not named: any two texts in the field have as much in common."""
EXCERPT: Final = 40
"""Characters that identify a text."""
_EDGES: Final = "，。；：、！？,.;:!? “”‘’（）()《》—…"
_LATIN: Final = re.compile(r"[A-Za-z]{3}")


class Nearest(NamedTuple):
    """The nearest passage on the other side to one without a counterpart there."""

    place: Place
    phrase: Phrase


class Counterparts(NamedTuple):
    """A list's entry for one matter."""

    path: tuple[str, ...]
    """The headings above it, outermost first; empty above the first one."""
    old: str
    """How the old side begins; "" if it has nothing on the matter."""
    new: str
    similarity: Phrase | None = None
    """How far both deal with the same matter, and their similarity; None if only one does."""
    shared: tuple[str, ...] = ()
    """Phrases that both have, in order."""
    elsewhere: bool = False
    """The one without a counterpart deals with it in other places."""
    nearest: Nearest | None = None
    """The best of them, or the nearest candidate for what only one side has."""


def find_counterparts(comparison: Comparison, view: View) -> tuple[Counterparts, ...]:
    """What both plans say and what only one has, in the order of the view."""
    return tuple(_counterparts(comparison, row) for row in significant_rows(view))


def degree_of(similarity: float) -> Degree:
    """A similarity in words.

    >>> degree_of(0.7), degree_of(0.4), degree_of(0.09)
    ('high', 'middle', 'low')
    """
    return "high" if similarity >= HIGH else "middle" if similarity >= MIDDLE else "low"


def describe(matter: Counterparts, wording: Wording) -> tuple[str, tuple[tuple[str, str], ...]]:
    """How far both deal with a matter, and its lines, each with its label and text."""
    if not matter.similarity:
        near = (wording.phrase(matter.nearest.phrase),) if matter.nearest else ()
        alone = wording.say("elsewhere" if matter.elsewhere else "deleted" if matter.old else "added")
        return wording.say("list").join((alone, *near)), (("", matter.old or matter.new),)
    shared = ((wording.say("shared"), " … ".join(matter.shared)),) if matter.shared else ()
    sides = (
        (("", matter.old),) if matter.old == matter.new else ((wording.say("old"), matter.old), (wording.say("new"), matter.new))
    )
    return wording.phrase(matter.similarity), (*sides, *shared)


def _counterparts(comparison: Comparison, row: Row) -> Counterparts:
    old, new = (_opening(side) for side in (row.old, row.new))
    if not (row.old and row.new):
        elsewhere = "elsewhere" in row.marks
        there = relative_of(comparison, row) if elsewhere else nearest_to(comparison, row)
        return Counterparts(group_of(row), old, new, nearest=there, elsewhere=elsewhere)
    shared = shared_phrases(row) if row.change.score >= MIDDLE else ()
    return Counterparts(group_of(row), old, new, similarity_line(comparison, row), shared)


def shared_phrases(row: Row) -> tuple[str, ...]:
    """The longest phrases on both sides, in order."""
    runs = [edit.new.strip(_EDGES) for edit in row.edits if edit.op in ("equal", "noise")]
    fit = [(len(run), -place, run) for place, run in enumerate(runs) if len(run) >= _least(run)]
    longest = sorted(fit, reverse=True)[:PHRASES_SHOWN]
    return tuple(first_words(run) for _, _, run in sorted(longest, key=lambda found: -found[1]))


def _least(run: str) -> int:
    return 2 * PHRASE_LEAST if _LATIN.search(run) else PHRASE_LEAST


def _opening(side: Sequence[Passage]) -> str:
    return first_words(heading_of(side[0]), EXCERPT) if side else ""


def similarity_line(comparison: Comparison, row: Row) -> Phrase:
    """How far both sides of a row deal with the same matter, and their similarity."""
    grade, degree = comparison.alignment.grades.get(row.change.new), degree_of(row.change.score)
    most = 100 if row.change.status == "equal" else 99
    percent = min(round(row.change.score * 100), most)
    return Phrase(f"similarity_{grade}_{degree}" if grade else f"similarity_{degree}", {"percent": percent})


def nearest_to(comparison: Comparison, row: Row) -> Nearest | None:
    """The nearest candidate for a row that only one side has; None if nothing is near enough."""
    unit, similarity = comparison.alignment.nearest[row.side == "new"].get(row.first.unit, ("", 0.0))
    return _nearest(comparison, row, "nearest", unit, similarity) if similarity >= NEAREST_LEAST else None


def relative_of(comparison: Comparison, row: Row) -> Nearest | None:
    """What the other side has on the matter of a row, or of the section that contains it; None if it has that in several places."""
    relatives = comparison.alignment.relatives[row.side == "new"]
    found = relatives.get(row.first.unit) or relatives.get(row.plan.unit[row.first.unit].parent or "")
    return _nearest(comparison, row, "related", *found) if found else None


def _nearest(comparison: Comparison, row: Row, key: str, unit: str, similarity: float) -> Nearest:
    side: Side = "old" if row.side == "new" else "new"
    title = first_words(heading_of(comparison.plan(side).unit[unit]))
    return Nearest((side, unit), Phrase(key, {"title": title, "percent": round(similarity * 100)}))
