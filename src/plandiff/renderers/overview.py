"""A comparison at a glance, as data: the counts, the marked outline, the strip map, changed quantities."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from plandiff.model import CELL_BORDER, Comparison, join_number
from plandiff.renderers.contents import OutlineEntry, contents
from plandiff.renderers.quantities import Quantities, quantities
from plandiff.renderers.rows import Mark, Row, first_words, path_of
from plandiff.renderers.tally import Tally, tally
from plandiff.renderers.view import View

LARGEST_SHOWN: Final = 6
"""Changes in the list of the largest ones: few enough to read at a glance."""

LARGEST_LEAST: Final = 10
"""Characters below which a change is not called large: less than a clause."""

STRIP_LENGTH: Final = 1000
"""Units of the strip map's axis, regardless of the plan's length."""

STRIP_LEAST: Final = 2
"""The minimum length of a mark on the strip map, so that a one-word change is visible."""


class Segment(NamedTuple):
    """A stretch of the strip map, which runs over the view from top to bottom."""

    anchor: str
    mark: Mark
    title: str
    """The first words of what changed there."""
    start: int
    length: int


class Large(NamedTuple):
    """One of the largest changes: a paragraph, or a whole section that was added, deleted or moved."""

    anchor: str
    mark: Mark
    path: tuple[str, ...]
    """The sections above it, in the new plan if it is there."""
    opening: str
    characters: int
    """Deleted, inserted or moved."""
    rows: int
    """How many headings and paragraphs it includes, itself counted."""


class Overview(NamedTuple):
    """What a reader wants to know first."""

    tally: Tally
    outline: tuple[OutlineEntry, ...]
    strip: tuple[Segment, ...]
    starts: dict[str, int]
    """Anchor of a significant row -> where it begins on the strip map."""
    quantities: Quantities
    largest: tuple[Large, ...]
    """The largest first."""

    @property
    def counts(self) -> tuple[tuple[Mark, int], ...]:
        """How many rows have each mark."""
        return self.tally.counts

    @property
    def changes(self) -> int:
        """Rows that are more than noise and numbering."""
        return self.tally.changes


def overview(comparison: Comparison, view: View) -> Overview:
    rows = [row for row in view.rows if not row.stub]
    return Overview(
        tally=tally(comparison),
        outline=contents(rows),
        strip=tuple(_strip(rows)),
        starts={row.anchor: start for row, start, _ in _extents(rows) if row.significant},
        quantities=quantities(comparison, view),
        largest=_largest(rows),
    )


def _extents(rows: list[Row]) -> Iterator[tuple[Row, int, int]]:
    """Each row with where it begins and ends on the strip map."""
    weights = [max(row.weight, 1) for row in rows]
    total = sum(weights)
    before = 0
    for row, weight in zip(rows, weights, strict=True):
        yield row, before * STRIP_LENGTH // total, (before + weight) * STRIP_LENGTH // total
        before += weight


def _strip(rows: list[Row]) -> Iterator[Segment]:
    open_segment: Segment | None = None
    for row, start, end in _extents(rows):
        if not row.significant:
            continue
        length = max(end - start, STRIP_LEAST)
        if open_segment and open_segment.mark == row.marks[0] and open_segment.start + open_segment.length >= start:
            reach = max(open_segment.start + open_segment.length, start + length)
            open_segment = open_segment._replace(length=reach - open_segment.start)
        else:
            if open_segment:
                yield open_segment
            open_segment = Segment(row.anchor, row.marks[0], _opening(row), min(start, STRIP_LENGTH - length), length)
    if open_segment:
        yield open_segment


class _Extent(NamedTuple):
    """The size of the change that begins with a row."""

    row: Row
    characters: int
    rows: int = 1


def _largest(rows: list[Row]) -> tuple[Large, ...]:
    found: list[_Extent] = []
    whole: Row | None = None  # the heading of a section that was added, deleted or moved as a whole
    for row in rows:
        if whole and row.kind == "heading" and row.level <= whole.level:
            whole = None
        if whole and (row.marks[:1] == whole.marks[:1] or (whole.marks[0] == "moved" and not row.significant)):
            found[-1] = _Extent(found[-1].row, found[-1].characters + row.weight, found[-1].rows + 1)
            continue
        if not row.significant:
            continue
        found.append(_Extent(row, _changed_characters(row)))
        if row.kind == "heading" and row.marks[0] in ("added", "deleted", "moved"):
            whole = row
    found.sort(key=lambda extent: -extent.characters)
    return tuple(_large(*extent) for extent in found[:LARGEST_SHOWN] if extent.characters >= LARGEST_LEAST)


def _large(row: Row, characters: int, rows: int) -> Large:
    path = path_of(row.plan, row.first.unit)
    return Large(row.anchor, row.marks[0], path, _opening(row), characters, rows)


def _opening(row: Row) -> str:
    """The number and the first words of a row, cells of a table apart as in the list of changes."""
    return first_words(join_number(row.first.number, row.first.text.replace(CELL_BORDER, " · ")))


def _changed_characters(row: Row) -> int:
    edited = sum(max(len(edit.old), len(edit.new)) for edit in row.edits if edit.op not in ("equal", "noise"))
    return max(edited, row.weight) if "moved" in row.marks else edited


def significant_rows(view: View) -> tuple[Row, ...]:
    """The rows to list as changes."""
    return tuple(row for row in view.rows if row.significant)
