"""Whose sections are the rows of the table of tasks: the baseline's; or, without one, the themes that the documents share.

Themes are found in rounds: the sections of the document that has the most, then what the others have besides, again taken from
the document that has the most, and so on. Each round compares all documents with one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, NamedTuple

from plandiff.matrix.coverage import find_coverage, find_extras, find_items, owners
from plandiff.matrix.pairs import Pair, Pairs, find_pairs
from plandiff.matrix.surveys import Surveyed
from plandiff.model import Indexed, Request
from plandiff.model.matrix import Coverage, Extra, Item
from plandiff.processes import in_order

ROUNDS: Final = 3
"""Rounds of looking for themes: what is left after that is in one or two documents."""
FEWEST: Final = 3
"""Themes that a further round must bring to be worth comparing all documents again."""


class Round(NamedTuple):
    """Rows taken from one document, and what matches them in the others."""

    document: int
    items: tuple[Item, ...]
    pairs: tuple[Pairs | None, ...]
    """For each document; None if it was not compared."""


def baseline_round(surveyed: Sequence[Surveyed]) -> list[Round]:
    """The sections of the baseline; none if nothing was compared with them."""
    baseline = surveyed[0].survey
    if baseline is None or not any(one.pairs for one in surveyed):
        return []
    return [Round(0, find_items(baseline), tuple(one.pairs for one in surveyed))]


def theme_rounds(surveyed: Sequence[Surveyed], request: Request, jobs: int) -> list[Round]:
    """The themes of documents without a baseline."""
    found: list[Round] = []
    left = {number: _themes(one, number) for number, one in enumerate(surveyed) if one.survey}
    while left and len(found) < ROUNDS:
        number = max(left, key=lambda document: (len(left[document]), -document))
        if len(left[number]) < (FEWEST if found else 1):
            break
        pairs = _compare(surveyed, number, request, jobs)
        found.append(Round(number, left[number], pairs))
        left = {
            other: tuple(item for item in items if not _goes_with(item, pairs[other], surveyed[other]))
            for other, items in left.items()
            if other != number
        }
    return found


def find_tasks(surveyed: Sequence[Surveyed], rounds: Sequence[Round]) -> tuple[tuple[Item, ...], tuple[Coverage, ...]]:
    """The rows of all rounds, and how each document deals with each."""
    items: list[Item] = []
    coverage: list[Coverage] = []
    for one in rounds:
        survey = surveyed[one.document].survey
        if survey is None:
            continue
        owner = owners(survey.indexed.plan, one.items)
        columns = []
        for number, (pairs, (_, other, _)) in enumerate(zip(one.pairs, surveyed, strict=True)):
            if pairs and other:
                columns.append(list(find_coverage(one.items, owner, other, pairs, number)))
        first = len(items)
        items += (replace(item, chapter=first + item.chapter) for item in one.items)
        coverage += (replace(found, item=first + found.item) for row in zip(*columns, strict=True) for found in row)
    return tuple(items), tuple(coverage)


def find_all_extras(surveyed: Sequence[Surveyed]) -> Iterator[Extra]:
    """What each document has that the baseline lacks."""
    for number, (_, survey, pairs) in enumerate(surveyed):
        if survey and pairs:
            yield from find_extras(survey, pairs, number)


def _themes(one: Surveyed, number: int) -> tuple[Item, ...]:
    """The sections of a document that plan something, parents before their own sections."""
    if one.survey is None:
        return ()
    unit = one.survey.indexed.plan.unit
    return _numbered(item for item in find_items(one.survey, number) if unit[item.node].aspect not in ("review", "context"))


def _numbered(items: Iterator[Item]) -> tuple[Item, ...]:
    """Items with their chapters renumbered among those that are left."""
    kept: list[Item] = []
    for item in items:
        chapter = kept[-1].chapter if kept and item.level > 1 else len(kept)
        kept.append(replace(item, chapter=chapter))
    return tuple(kept)


def _compare(surveyed: Sequence[Surveyed], number: int, request: Request, jobs: int) -> tuple[Pairs | None, ...]:
    """Each document compared with one of them; that one matches itself."""
    pivot = surveyed[number].survey
    if pivot is None:
        return (None,) * len(surveyed)
    others = [place for place, one in enumerate(surveyed) if one.survey and place != number]
    work = [one.survey.indexed for place, one in enumerate(surveyed) if place in others and one.survey]
    found = dict(zip(others, in_order(partial(_pairs, pivot.indexed, request), work, jobs), strict=True))
    itself = Pairs(tuple(Pair(unit.id, unit.id, 1.0, "same") for unit in pivot.indexed.plan.units if unit.kind == "section"), ())
    return tuple(itself if place == number else found.get(place) for place in range(len(surveyed)))


def _pairs(baseline: Indexed, request: Request, document: Indexed) -> Pairs:
    return find_pairs(baseline, document, request)


def _goes_with(item: Item, pairs: Pairs | None, one: Surveyed) -> bool:
    """Whether a section, or something in it, matches a theme that is a row already."""
    if pairs is None or one.survey is None:
        return False
    indexed = one.survey.indexed
    places = {unit.id: place for place, unit in enumerate(indexed.plan.units)}
    start = places[item.node]
    return any(start <= places[pair.new] < indexed.end[start] for pair in pairs.made if pair.new in places)
