"""Two regions' plans side by side: how much their counterparts share, and what only one has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from plandiff.model import Comparison, Plan, Section, Side, heading_of, section_of
from plandiff.renderers.rows import OPENING_CHARACTERS, Row, first_words, path_of
from plandiff.renderers.view import View

SHARED_LEVEL: Final = 2
"""Deepest level of sections whose shares are shown; below it they are too short to mean anything."""


class Share(NamedTuple):
    """How much of a section and its counterpart is the same, in whole percent of their characters."""

    anchor: str
    titles: tuple[str, str]
    """Of the old and the new side."""
    level: int
    verbatim: int
    adapted: int
    """Worded differently in paragraphs that were adopted: at least half is in common with their counterparts."""
    topic: int
    """Worded differently in paragraphs that have only their topic in common with their counterparts."""

    @property
    def own(self) -> int:
        return 100 - self.verbatim - self.adapted - self.topic


class Lack(NamedTuple):
    """A section or paragraph that only one of the two plans has."""

    anchor: str
    title: str
    path: tuple[str, ...]
    heading: bool
    characters: int
    """Including everything that belongs to it."""


class Regional(NamedTuple):
    """What a comparison of regions adds to the view."""

    shares: tuple[Share, ...] = ()
    lacking: tuple[tuple[Side, tuple[Lack, ...]], ...] = ()
    """By the side that has it."""


def regional(comparison: Comparison, view: View) -> Regional:
    """The shares of the counterpart sections and the lists of what only one side has; empty for versions."""
    if comparison.alignment.mode != "regions":
        return Regional()
    rows = [row for row in view.rows if not row.stub]
    sides: tuple[Side, ...] = ("old", "new")
    return Regional(
        tuple(_shares(comparison, rows)),
        tuple((side, tuple(_lacking(getattr(comparison, side), side, rows))) for side in sides),
    )


# --- shares ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Tally:
    """Characters in a stretch of one side."""

    verbatim: int = 0
    adapted: int = 0
    topic: int = 0
    all: int = 0

    def __add__(self, other: _Tally) -> _Tally:
        return _Tally(
            self.verbatim + other.verbatim, self.adapted + other.adapted, self.topic + other.topic, self.all + other.all
        )


def _shares(comparison: Comparison, rows: list[Row]) -> Iterator[Share]:
    old, new = _by_section(comparison.old, "old", rows), _by_section(comparison.new, "new", rows)
    for row in rows:
        if row.level > SHARED_LEVEL or not _is_pair_of_sections(row):
            continue
        both = old[row.old[0].unit] + new[row.new[0].unit]
        titles = tuple(first_words(heading_of(side[0])) for side in (row.old, row.new))
        total = both.all or 1
        verbatim = round(100 * both.verbatim / total)
        adapted = min(round(100 * both.adapted / total), 100 - verbatim)
        topic = min(round(100 * both.topic / total), 100 - verbatim - adapted)
        yield Share(row.anchor, (titles[0], titles[1]), row.level, verbatim, adapted, topic)


def _is_pair_of_sections(row: Row) -> bool:
    """A heading in one plan may match the caption of a table in the other, which is not a section."""
    return all(side and side[0].kind == "section" for side in (row.old, row.new))


def _tally(row: Row, side: Side) -> _Tally:
    """For all passages of a row's side, however many units there are."""
    runs = [run for passage in row[side] for run in passage.runs]
    length = sum(len(run.text) for run in runs)
    if not (row.old and row.new):
        return _Tally(all=length)
    same = sum(len(run.text) for run in runs if run.kind in ("equal", "shared", "noise"))
    rest = length - same
    return _Tally(same, 0, rest, length) if row.change.uncertain else _Tally(same, rest, 0, length)


def _by_section(plan: Plan, side: Side, rows: list[Row]) -> dict[str, _Tally]:
    """The tallies of a side's units summed over each section and all below it."""
    found: dict[str, _Tally] = {}
    own: dict[str, _Tally] = {}
    for row in rows:
        for passage in row[side][:1]:
            section = section_of(passage.unit)
            own[section] = own.get(section, _Tally()) + _tally(row, side)

    def visit(section: Section) -> _Tally:
        total = own.get(section.id, _Tally())
        for child in section.children:
            total += visit(child)
        found[section.id] = total
        return total

    visit(plan.root)
    return found


# --- what only one has -----------------------------------------------------------------------


def _lacking(plan: Plan, side: Side, rows: list[Row]) -> Iterator[Lack]:
    """The topmost sections and the paragraphs outside them that only one side has, in the plan's order."""
    alone = {
        row[side][0].unit: row
        for row in rows
        if row[side] and not row["new" if side == "old" else "old"] and not row.blank and "elsewhere" not in row.marks
    }
    covered: dict[str, str] = {}  # unit -> the section in the list that includes it
    weights: dict[str, int] = {}
    for unit in plan.units:
        if unit.id not in alone:
            continue
        above = covered.get(unit.parent or "")
        covered[unit.id] = above or unit.id
        weights[covered[unit.id]] = weights.get(covered[unit.id], 0) + len(unit.text)
    for unit_id, characters in weights.items():
        unit = plan.unit[unit_id]
        title = first_words(heading_of(unit), OPENING_CHARACTERS)
        if title:
            yield Lack(alone[unit_id].anchor, title, path_of(plan, unit_id), unit.kind == "section", characters)
