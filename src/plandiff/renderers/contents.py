"""The marked contents list: the sections of both plans as one tree, each with what changed in it.

The tree is the new plan's own. A section that only the old plan has is below the counterpart of
its old parent, where the rows have it: after what preceded it and kept its place.
"""

from __future__ import annotations

from collections import Counter
from typing import Final, NamedTuple

from plandiff.model import Side
from plandiff.renderers.rows import Mark, Row, first_words

OPENING_CHARACTERS: Final = 20
"""Characters that stand in for the title of a section without one: one line of the list."""


class OutlineEntry(NamedTuple):
    """A section in the contents list: of the new plan, or of the old one if it was deleted."""

    anchor: str
    number: str
    title: str
    """Or the first words below it if it has none, as in articles."""
    marks: tuple[Mark, ...]
    changes: int
    """Changes in it and below it that are more than noise and numbering, including its heading's."""
    below: tuple[OutlineEntry, ...]


Home = Row | None
"""Its parent heading; None at the top."""


def contents(rows: list[Row]) -> tuple[OutlineEntry, ...]:
    """The headings among the rows as a tree, in the order of the rows, which contain no stubs."""
    homes = _homes(rows)
    below: dict[str | None, list[Row]] = {}
    for row in rows:
        if row.kind == "heading":
            below.setdefault(_anchor(homes[row.anchor]), []).append(row)
    changes = Counter(home.anchor for row in rows if row.significant and (home := _counted_at(row, homes)))
    openings: dict[str, str] = {}
    for row in rows:
        home = homes[row.anchor]
        if row.kind != "heading" and home and not openings.get(home.anchor):
            openings[home.anchor] = first_words(row.first.text, OPENING_CHARACTERS)

    def entry(row: Row) -> OutlineEntry:
        passage = row.first
        inner = tuple(entry(child) for child in below.get(row.anchor, ()))
        total = changes[row.anchor] + sum(child.changes for child in inner)
        return OutlineEntry(row.anchor, passage.number, passage.text or openings.get(row.anchor, ""), row.marks, total, inner)

    return tuple(entry(row) for row in below.get(None, ()))


def _counted_at(row: Row, homes: dict[str, Home]) -> Home:
    return row if row.kind == "heading" else homes[row.anchor]


def _homes(rows: list[Row]) -> dict[str, Home]:
    """Anchor of a row -> the heading above it in its own plan, or that heading's counterpart in the new one."""
    headings: dict[tuple[Side, str | None], Row] = {}
    for row in rows:
        if row.kind == "heading":
            headings.update((("old", passage.unit), row) for passage in row.old)
            headings.update((("new", passage.unit), row) for passage in row.new)

    def home(row: Row) -> Home:
        plan = row.plan
        above = plan.unit[row.first.unit].parent
        while above is not None and headings.get((row.side, above), row) is row:
            above = plan.unit[above].parent
        return headings.get((row.side, above))

    return {row.anchor: home(row) for row in rows}


def _anchor(home: Home) -> str | None:
    return home.anchor if home else None
