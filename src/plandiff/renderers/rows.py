"""The side-by-side view as data: what stands beside what, what is marked, what folds away.

    Comparison ─▶ rows, one for each change ─▶ with a stub where something moved away
               ─▶ table rows gathered into grids ─▶ unchanged runs folded

Renderers walk over the result and decide nothing. Nothing here knows a language or a format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import ClassVar, Final, Literal, TypeAlias, TypeVar

from plandiff.model import Change, Comparison, Edit, Plan, Unit, UnitKind

RunKind = Literal["equal", "noise", "deleted", "inserted"]
Mark = Literal["added", "deleted", "changed", "renamed", "moved", "split", "merged", "renumbered", "noise"]
RowKind = Literal["heading", "text", "row"]
Side = Literal["old", "new"]

QUIET: Final[frozenset[Mark]] = frozenset({"renumbered", "noise"})
"""Marks that are no change of the plan: they show, but they do not keep a row from folding."""

FOLD_CHARACTERS: Final = 60
"""A lone quiet row folds from this length on: about two printed lines, which a fold line replaces by one."""

OPENING_CHARACTERS: Final = 32
"""How much of a text stands for it in a fold or a stub: enough to know it again, on half a line."""

CELL_BORDER: Final = " | "
"""What stands between the cells in the text of a table row."""

PATH_CHARACTERS: Final = 24
"""How much of each title stands in a path of sections."""


@dataclass(frozen=True)
class Run:
    """A run of the text of one side."""

    kind: RunKind
    text: str
    other: str = ""
    """Of noise: how the other side prints it."""
    noise: str = ""
    """Of noise: its class."""


@dataclass(frozen=True)
class GridCell:
    """A cell of a table row on one side."""

    runs: tuple[Run, ...]
    span: int = 1
    """Columns it takes; the cells it covers to its right are left out."""
    covered: bool = False
    """A cell above reaches down over this place, which is empty here."""


@dataclass(frozen=True)
class Passage:
    """One unit as it stands on one side."""

    unit: str
    kind: UnitKind
    number: str
    level: int
    runs: tuple[Run, ...]
    cells: tuple[GridCell, ...] = ()
    """Of table rows only."""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Partner:
    """The other place of something that moved."""

    anchor: str
    path: tuple[str, ...]
    """The sections above it there, outermost first; empty at the top of the plan."""
    below: bool
    """Whether that place is further down in the view."""
    within: bool
    """Whether both places are in one section, where the order alone has changed."""


@dataclass(frozen=True)
class Row:
    """A change with its passages side by side, or the stub where a moved one stood before."""

    anchor: str
    """Unique in the view and stable while the comparison's ids are."""
    kind: RowKind
    change: Change
    marks: tuple[Mark, ...]
    old: tuple[Passage, ...]
    new: tuple[Passage, ...]
    level: int = 0
    """Of headings: 1 = top level of the body."""
    stub: bool = False
    """It stands where the unit was before it moved, with its first words; the text is at `partner`."""
    partner: Partner | None = None

    @property
    def quiet(self) -> bool:
        return QUIET.issuperset(self.marks)

    @property
    def edits(self) -> Iterator[Edit]:
        """The change's edits; in table rows none reaches over the border of a cell, where it can be told."""
        return _cellwise(self.change.edits) if self.kind == "row" else iter(self.change.edits)

    @property
    def weight(self) -> int:
        """Characters of the longer side."""
        return max(sum(len(passage.text) for passage in side) for side in (self.old, self.new))

    @property
    def blank(self) -> bool:
        """A table without a caption: its rows say all."""
        return self.weight == 0 and all(passage.kind == "table" for passage in (*self.old, *self.new))

    @property
    def rank(self) -> int:
        """Of headings: 2..6, their rank under the report's own title."""
        return min(self.level + 1, 6)

    @property
    def tone(self) -> str:
        """The row's looks in one or two words: its weightiest mark, and whether it is a change to stop at."""
        if self.stub:
            return "stub"
        return f"loud {self.marks[0]}" if not self.quiet else "quiet" if self.marks else "same"

    @property
    def side(self) -> Side:
        """The side that carries the row's anchor where both sides are apart, as in tables."""
        return "new" if self.new else "old"

    @property
    def rows(self) -> tuple[Row, ...]:
        return (self,)

    shape: ClassVar = "row"


@dataclass(frozen=True)
class Grid:
    """A table: its caption and its rows."""

    caption: Row | None
    body: tuple[Row, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        return (self.caption, *self.body) if self.caption else self.body

    @property
    def quiet(self) -> bool:
        return all(row.quiet for row in self.rows)

    @property
    def titled(self) -> bool:
        """Whether the caption says anything."""
        return self.caption is not None and not (self.caption.blank and self.caption.quiet)

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return max(len(passage.cells) for row in self.body for side in (row.old, row.new) for passage in side)

    shape: ClassVar = "grid"


@dataclass(frozen=True)
class Fold:
    """A run in which nothing changed, folded to one line."""

    items: tuple[Row | Grid, ...]
    opening: str
    """Its first words."""
    closing: str
    """The title of the last section that begins in it, where there is one besides the opening."""
    marks: tuple[tuple[Mark, int], ...] = ()
    """Quiet marks in it and how many rows have them."""
    shape: ClassVar = "fold"

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for item in self.items for row in item.rows)


Item: TypeAlias = Row | Grid | Fold
AnyItem = TypeVar("AnyItem", Row | Grid, Item)


@dataclass(frozen=True)
class View:
    """The whole comparison, laid out."""

    parts: tuple[tuple[Item, ...], ...]
    """By top-level sections of either plan; what stands before the first is a part of its own."""
    rows: tuple[Row, ...]
    """Every row in the order of the view."""
    anchors: dict[tuple[Side, str], str] = field(compare=False, repr=False)
    """Unit of a side -> the row that shows it."""


def lay_out(comparison: Comparison) -> View:
    """The side-by-side view of a comparison. Every change is in exactly one row that is no stub."""
    rows = tuple(_with_stubs(comparison, [_row(comparison, change) for change in comparison.changes]))
    items = _folded(_gridded(rows))
    places = {(side, unit): row.anchor for row in rows if not row.stub for side, unit in _units(row.change)}
    return View(tuple(_parts(items)), rows, places)


def _units(change: Change) -> Iterator[tuple[Side, str]]:
    yield from (("old", unit) for unit in change.old)
    yield from (("new", unit) for unit in change.new)


# --- one row ---------------------------------------------------------------------------------


def _row(comparison: Comparison, change: Change) -> Row:
    old, new = (
        tuple(plan.unit[unit] for unit in ids) for plan, ids in ((comparison.old, change.old), (comparison.new, change.new))
    )
    first = (new or old)[0]
    kind: RowKind = "heading" if first.kind == "section" else "row" if first.kind == "row" else "text"
    return Row(
        anchor=change.id,
        kind=kind,
        change=change,
        marks=marks_of(change, heading=kind == "heading"),
        old=passages(old, change.edits, "old"),
        new=passages(new, change.edits, "new"),
        level=first.level,
    )


def marks_of(change: Change, *, heading: bool) -> tuple[Mark, ...]:
    """What a row says about its change, the weightiest first; empty where all is as it was."""
    status: dict[str, Mark] = {
        "added": "added",
        "deleted": "deleted",
        "changed": "renamed" if heading else "changed",
        "noise": "noise",
    }
    found: list[tuple[Mark | None, bool]] = [
        ("moved", change.moved),
        ("split", change.split),
        ("merged", change.merged),
        (status.get(change.status), True),
        ("renumbered", change.renumbered),
    ]
    return tuple(mark for mark, holds in found if mark and holds)


def passages(units: Sequence[Unit], edits: Iterable[Edit], side: Side) -> tuple[Passage, ...]:
    """One side of a change: the edits, cut where one unit ends and the next begins."""
    cut = _cut(_runs(edits, side), [len(unit.text) for unit in units])
    return tuple(
        Passage(unit.id, unit.kind, unit.number, unit.level, runs, _grid_cells(unit, runs))
        for unit, runs in zip(units, cut, strict=True)
    )


def _runs(edits: Iterable[Edit], side: Side) -> Iterator[Run]:
    for edit in edits:
        text, other = (edit.old, edit.new) if side == "old" else (edit.new, edit.old)
        if not text:
            continue
        if edit.op == "equal":
            yield Run("equal", text)
        elif edit.op == "noise":
            yield Run("noise", text, other, edit.noise)
        else:
            yield Run("deleted" if side == "old" else "inserted", text)


def _cut(runs: Iterable[Run], lengths: Iterable[int]) -> list[tuple[Run, ...]]:
    """The runs in pieces of the given lengths; a run that crosses a border is cut in two."""
    pieces = []
    waiting = iter(runs)
    rest: Run | None = None
    for length in lengths:
        piece: list[Run] = []
        missing = length
        while missing and (run := rest or next(waiting, None)):
            piece.append(replace(run, text=run.text[:missing]))
            rest = replace(run, text=run.text[missing:]) if len(run.text) > missing else None
            missing -= len(piece[-1].text)
        pieces.append(tuple(piece))
    return pieces


def _grid_cells(unit: Unit, runs: tuple[Run, ...]) -> tuple[GridCell, ...]:
    """The cells of a table row; the ` | ` between them is left out, spans are found again."""
    if not unit.cells:
        return ()
    printed = [cell.text for cell in unit.cells if not cell.covered]
    lengths = [length for text in printed for length in (len(text), len(CELL_BORDER))]
    texts = iter(_cut(runs, lengths)[::2])
    cells: list[GridCell] = []
    for cell, before in zip(unit.cells, (None, *unit.cells), strict=False):
        if not cell.covered:
            cells.append(GridCell(next(texts)))
        elif cells and before and before.text == cell.text:
            cells[-1] = replace(cells[-1], span=cells[-1].span + 1)
        else:
            cells.append(GridCell((), covered=True))
    return tuple(cells)


def _cellwise(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Replacements that run over equally many cell borders on both sides, cell by cell."""
    for edit in edits:
        old, new = edit.old.split(CELL_BORDER), edit.new.split(CELL_BORDER)
        if edit.op != "replace" or len(old) != len(new):
            yield edit
            continue
        for ordinal, (before, after) in enumerate(zip(old, new, strict=True)):
            if ordinal:
                yield Edit("equal", CELL_BORDER, CELL_BORDER)
            yield Edit("equal" if before == after else "replace", before, after)


# --- moves -----------------------------------------------------------------------------------


def _with_stubs(comparison: Comparison, rows: list[Row]) -> Iterator[Row]:
    """The rows with a stub wherever a moved unit stood before, and both places linked."""
    at = {unit: index for index, row in enumerate(rows) for unit in row.change.old}
    stands = {unit: index for index, row in enumerate(rows) for unit in row.change.new}

    def within(row: Row) -> bool:
        old, new = comparison.old.unit[row.old[0].unit].parent, comparison.new.unit[row.new[0].unit].parent
        return at.get(old or "") == stands.get(new or "")

    stubs: dict[int, list[int]] = {}  # index of the row that a stub follows (-1: none) -> rows that moved away
    carrier: dict[str | None, str | None] = {None: None}  # unit -> the outermost moved thing that carries it along
    last: dict[str | None, int] = {}  # carrier -> the row of the latest unit it carries
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
    return replace(row, partner=Partner(f"{row.anchor}-from", path_of(comparison.old, row.old[0].unit), below, within))


def _stub(comparison: Comparison, row: Row, below: bool, within: bool) -> Row:
    partner = Partner(row.anchor, path_of(comparison.new, row.new[0].unit), below, within)
    old = row.old if row.kind == "row" else tuple(_opening(passage) for passage in row.old)
    return replace(row, anchor=f"{row.anchor}-from", marks=("moved",), old=old, new=(), stub=True, partner=partner)


def _opening(passage: Passage) -> Passage:
    return replace(passage, runs=(Run("equal", first_words(passage.text)),))


def path_of(plan: Plan, unit: str) -> tuple[str, ...]:
    """The titles of the sections above a unit, outermost first, each with its number."""
    titles = []
    above = plan.unit[unit].parent
    while above is not None:
        parent = plan.unit[above]
        if parent.kind == "section":
            titles.append(first_words(title_of(parent.number, parent.text), PATH_CHARACTERS))
        above = parent.parent
    return tuple(reversed(titles))


def title_of(number: str, title: str) -> str:
    """Number and title as one; with a space unless the number ends in a mark of its own, as `一、` does.

    >>> title_of("一、", "总则"), title_of("第三条", "适用范围")
    ('一、总则', '第三条 适用范围')
    """
    return f"{number} {title}".strip() if number[-1:].isalnum() else f"{number}{title}"


def first_words(text: str, limit: int = OPENING_CHARACTERS) -> str:
    """The beginning of a text, with `…` where it was cut."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


# --- grids, folds, parts ---------------------------------------------------------------------


def _gridded(rows: Iterable[Row]) -> Iterator[Row | Grid]:
    """Table rows gathered under the caption before them; a table without caption and rows is no item."""
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
    return (row.new or row.old)[0].kind == "table" and not row.stub


def _folded(items: Iterable[Row | Grid]) -> Iterator[Item]:
    """Quiet runs folded; the headings above something that changed stay in sight.

    A fold takes in whole top-level sections or lies within one, so that it never hides where the
    section begins that a reader is about to meet a change in.
    """
    for untouched, parts in groupby(_parts(items), lambda part: all(item.quiet for item in part)):
        if untouched:
            yield from _run_folded(tuple(item for part in parts for item in part))
            continue
        for part in parts:
            kept = _headings_above_changes(part)
            for folds, run in groupby(enumerate(part), lambda pair: pair[1].quiet and pair[0] not in kept):  # noqa: B023 - used at once
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
        if not item.quiet:
            kept.update(heading for _, heading in open_headings)
    return kept


def _fold(items: tuple[Row | Grid, ...]) -> Fold:
    rows = [row for item in items for row in item.rows]
    headings = [row for row in rows[1:] if row.kind == "heading"]
    highest = min((row.level for row in headings), default=0)
    counts = ((mark, sum(mark in row.marks for row in rows)) for mark in sorted(QUIET, reverse=True))
    return Fold(
        items,
        opening=next((words for row in rows if (words := _words_of(row))), ""),
        closing=next((_words_of(row) for row in reversed(headings) if row.level == highest), ""),
        marks=tuple((mark, count) for mark, count in counts if count),
    )


def _words_of(row: Row) -> str:
    passage = (row.new or row.old)[0]
    return first_words(title_of(passage.number, passage.text))


def _parts(items: Iterable[AnyItem]) -> Iterator[tuple[AnyItem, ...]]:
    """The items by top-level sections; what stands before the first is a part of its own."""
    members: list[AnyItem] = []
    for item in items:
        if members and _begins_part(item):
            yield tuple(members)
            members = []
        members.append(item)
    if members:
        yield tuple(members)


def _begins_part(item: Item) -> bool:
    row = item.rows[0]
    return row.kind == "heading" and row.level == 1 and not row.stub
