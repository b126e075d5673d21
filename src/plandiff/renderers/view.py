"""The side-by-side view as data: the rows in order, stubs, grids and folds.

    Comparison ─▶ rows, one for each change ─▶ with a stub where something moved away
               ─▶ table rows gathered into grids ─▶ unchanged runs folded

Renderers walk over the result and decide nothing. Nothing here knows a language or a format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from itertools import groupby
from typing import Final, NamedTuple, TypeVar

from plandiff.model import Change, Comparison, Side, heading_of
from plandiff.progress import in_steps
from plandiff.renderers.items import Fold, Grid, Item
from plandiff.renderers.passages import Passage, Run
from plandiff.renderers.rows import INSIGNIFICANT, Partner, Row, first_words, path_of, row_of

AnyItem = TypeVar("AnyItem", Row | Grid, Item)

FOLD_CHARACTERS: Final = 60
"""A single insignificant row folds from this length on: about two printed lines, which a fold replaces by one."""


WHOLE: Final = (("added",), ("deleted",))
"""Marks of a heading that may apply to everything below it."""


class Part(NamedTuple):
    """A top-level section of either plan, or what precedes the first."""

    title: str
    """Printed again on every sheet of paper; "" before the first section."""
    items: tuple[Item, ...]


EVERY: Final = 100
"""Changes laid out, or rows written, between two reports on progress (count): some hundredths of a second."""


class View(NamedTuple):
    """The whole comparison, laid out."""

    parts: tuple[Part, ...]
    rows: tuple[Row, ...]
    """Every row in the order of the view."""
    anchors: dict[tuple[Side, str], str] = field(compare=False, repr=False)
    """Unit of a side -> the row that shows it."""


def lay_out(comparison: Comparison) -> View:
    """The side-by-side view of a comparison. Every change is in exactly one row that is not a stub."""
    rows = tuple(
        _bracketed(
            _ranked(
                _with_stubs(comparison, [row_of(comparison, change) for change in in_steps("layout", comparison.changes, EVERY)])
            )
        )
    )
    items = _folded(_gridded(rows))
    places = {(side, unit): row.anchor for row in rows if not row.stub for side, unit in _units(row.change)}
    return View(tuple(Part(_title_of(part), part) for part in _parts(items)), rows, places)


def old_order(comparison: Comparison, view: View) -> tuple[str, ...]:
    """The anchors of the view's rows and tables in the old plan's order; empty if that is the view's order."""
    position = {unit.id: index for index, unit in enumerate(comparison.old.units)}
    placed = []
    for item in unfolded(view):
        shown = [(row.anchor, row) for row in item.rows] if isinstance(item, Row) else [(item.anchor, row) for row in item.body]
        if isinstance(item, Grid) and item.caption and item.titled:
            shown.insert(0, (item.caption.anchor, item.caption))
        placed += [
            (position[row.old[0].unit], anchor) for anchor, row in shown if row.old and (not row.stub or row.kind == "row")
        ]
    ordered = sorted(placed)
    return () if ordered == placed else tuple(dict.fromkeys(anchor for _, anchor in ordered))


def places(view: View) -> dict[str, str]:
    """Change -> the anchor that links to it; a table without a caption begins with its first row."""
    found: dict[str, str] = {}
    for item in unfolded(view):
        found |= {row.change.id: row.anchor for row in item.rows if not row.stub}
        if isinstance(item, Grid) and item.caption and not item.titled:
            found[item.caption.change.id] = item.anchor
    return found


def unfolded(view: View) -> Iterator[Row | Grid]:
    """The rows and tables, including those in folds."""
    for part in view.parts:
        for item in part.items:
            yield from item.items if isinstance(item, Fold) else (item,)


def _units(change: Change) -> Iterator[tuple[Side, str]]:
    yield from (("old", unit) for unit in change.old)
    yield from (("new", unit) for unit in change.new)


# --- moves -----------------------------------------------------------------------------------


def _with_stubs(comparison: Comparison, rows: list[Row]) -> Iterator[Row]:
    """The rows with a stub wherever a moved unit was before, and both places linked."""
    at = {unit: index for index, row in enumerate(rows) for unit in row.change.old}
    stands = {unit: index for index, row in enumerate(rows) for unit in row.change.new}

    def within(row: Row) -> bool:
        old, new = comparison.old.unit[row.old[0].unit].parent, comparison.new.unit[row.new[0].unit].parent
        return at.get(old or "") == stands.get(new or "")

    stubs: dict[int, list[int]] = {}  # index of the row that a stub follows (-1: none) -> rows that moved away
    carrier: dict[str | None, str | None] = {None: None}  # unit -> the outermost moved unit that contains it
    last: dict[str | None, int] = {}  # container -> the row of the last unit in it
    for unit in comparison.old.units:
        frame = carrier[unit.parent]
        index = at[unit.id]
        moved = rows[index].change.moved
        if moved and unit.id == rows[index].change.old[0]:
            stubs.setdefault(last.get(frame, -1), []).append(index)
        carrier[unit.id] = unit.id if moved else frame
        last[carrier[unit.id]] = index
    departures = {index: after for after, indexes in stubs.items() for index in indexes}
    for after in range(-1, len(rows)):
        if after >= 0:
            row = rows[after]
            yield _arrived(comparison, row, departures[after] >= after, within(row)) if after in departures else row
        for index in stubs.get(after, ()):
            yield _stub(comparison, rows[index], index > after, within(rows[index]))


def _arrived(comparison: Comparison, row: Row, below: bool, within: bool) -> Row:
    partner = Partner(f"{row.anchor}-from", path_of(comparison.old, row.old[0].unit), below, within)
    # The old table has a moved row at its old place, and nowhere else.
    return replace(row, partner=partner, old=() if row.kind == "row" else row.old)


def _stub(comparison: Comparison, row: Row, below: bool, within: bool) -> Row:
    partner = Partner(row.anchor, path_of(comparison.new, row.new[0].unit), below, within)
    old = row.old if row.kind == "row" else tuple(_opening(passage) for passage in row.old)
    return replace(row, anchor=f"{row.anchor}-from", marks=("moved",), old=old, new=(), stub=True, partner=partner)


def _opening(passage: Passage) -> Passage:
    return replace(passage, runs=(Run("equal", first_words(passage.text)),))


def _ranked(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with the ranks of their headings: two plans' sections in one report may skip levels."""
    before = 1
    for row in rows:
        if row.kind != "heading":
            yield row
            continue
        ranked = replace(row, rank=min(row.level, before, 5) + 1)
        before = before if row.stub else ranked.rank
        yield ranked


def _bracketed(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with whatever was added or deleted as a whole marked so: its heading says it for all."""
    members: list[Row] = []
    for row in rows:
        if members and row.kind == "heading" and row.level <= members[0].level:
            yield from _bracket(members)
            members = []
        if members or (row.kind == "heading" and row.marks[:1] in WHOLE):
            members.append(row)
        else:
            yield row
    yield from _bracket(members)


def _bracket(members: list[Row]) -> Iterator[Row]:
    """A section whose heading was added or deleted; if not all of it was, those within it that were entirely."""
    if not members:
        return
    heading, *rest = members
    if rest and all(row.stub or row.marks[:1] == heading.marks[:1] for row in rest):
        yield replace(heading, takes=len(members))
        yield from (replace(row, inside=not row.stub) for row in rest)
    else:
        yield heading
        yield from _bracketed(rest)


# --- grids, folds, parts ---------------------------------------------------------------------


def _gridded(rows: Iterable[Row]) -> Iterator[Row | Grid]:
    """Table rows gathered under the caption before them; a table without caption and rows is not an item."""
    caption: Row | None = None
    for in_grid, run in groupby(rows, lambda row: row.kind == "row"):
        if in_grid:
            yield Grid(caption, tuple(run))
            caption = None
            continue
        for row in run:
            if caption:
                yield caption
            caption = row if _is_caption(row) else None
            if not caption:
                yield row
    if caption:
        yield caption


def _is_caption(row: Row) -> bool:
    return row.first.kind == "table" and not row.stub


def _folded(items: Iterable[Row | Grid]) -> Iterator[Item]:
    """Runs of insignificant rows folded; the headings above a change stay visible.

    A fold takes in whole top-level sections or is within one, so that it never hides the beginning of the
    section in which a reader is about to see a change.
    """
    for untouched, parts in groupby(_parts(items), lambda part: all(item.insignificant for item in part)):
        if untouched:
            yield from _run_folded(tuple(item for part in parts for item in part))
            continue
        for part in parts:
            kept = _headings_above_changes(part)
            for folds, run in groupby(enumerate(part), lambda pair: pair[1].insignificant and pair[0] not in kept):  # noqa: B023 - used at once
                members = tuple(item for _, item in run)
                yield from _run_folded(members) if folds else members


def _run_folded(items: tuple[Row | Grid, ...]) -> tuple[Item, ...]:
    worthwhile = len(items) > 1 or sum(row.weight for row in items[0].rows) >= FOLD_CHARACTERS
    return (_fold(items),) if worthwhile else items


def _headings_above_changes(items: Sequence[Row | Grid]) -> set[int]:
    kept: set[int] = set()
    open_headings: list[tuple[int, int]] = []  # (level, index), outermost first
    for index, item in enumerate(items):
        if isinstance(item, Row) and item.kind == "heading" and not item.stub:
            while open_headings and open_headings[-1][0] >= item.level:
                open_headings.pop()
            open_headings.append((item.level, index))
        if not item.insignificant:
            kept.update(heading for _, heading in open_headings)
    return kept


def _fold(items: tuple[Row | Grid, ...]) -> Fold:
    rows = [row for item in items for row in item.rows]
    headings = [row for row in rows[1:] if row.kind == "heading"]
    highest = min((row.level for row in headings), default=0)
    counts = ((mark, sum(mark in row.marks for row in rows)) for mark in sorted(INSIGNIFICANT, reverse=True))
    return Fold(
        items,
        opening=next((words for row in rows if (words := _words_of(row))), ""),
        closing=next((_words_of(row) for row in reversed(headings) if row.level == highest), ""),
        marks=tuple((mark, count) for mark, count in counts if count),
    )


def _words_of(row: Row) -> str:
    return first_words(heading_of(row.first))


def _parts(items: Iterable[AnyItem]) -> Iterator[tuple[AnyItem, ...]]:
    """The items by top-level sections; what precedes the first is a part of its own."""
    members: list[AnyItem] = []
    for item in items:
        if members and _begins_part(item):
            yield tuple(members)
            members = []
        members.append(item)
    if members:
        yield tuple(members)


def _title_of(part: Sequence[Item]) -> str:
    first = part[0].rows[0]
    return heading_of(first.first) if first.kind == "heading" else ""


def _begins_part(item: Item) -> bool:
    row = item.rows[0]
    return row.kind == "heading" and row.level == 1 and not row.stub
