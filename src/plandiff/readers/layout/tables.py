"""Tables: the contents of a grid's cells, and tables that continue across pages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from plandiff.model import Block, Cell, Origin, Spanned
from plandiff.model.spans import NO_TEXT
from plandiff.readers.grids import Spanning, grid, table
from plandiff.readers.layout.lines import Line, joined
from plandiff.readers.layout.page import Box, Glyph, Page
from plandiff.readers.layout.rows import rows_of
from plandiff.readers.layout.ruling import Grid, Region, grids_of
from plandiff.readers.layout.tuning import Tuning
from plandiff.readers.layout.turning import SIDEWAYS, upright
from plandiff.readers.layout.unruled import Field, rows_in

_NUMBER: Final = re.compile(r"[^\x00-\x7f]*[-+]?(?!0\d)(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?(?![A-Za-z\d.,])")
"""A number, on a line of its own or behind Chinese text."""
_DIGITS: Final = frozenset("0123456789.,%")
_USUAL: Final = 0.8
"""Share of rows that must fill a column for it to count as never left empty."""


@dataclass(frozen=True)
class Table:
    """A table on one page, or on several."""

    page: int
    box: Box
    columns: tuple[float, ...]
    """Left edges of its columns, relative to its own, and the right edge of the last."""
    rows: tuple[tuple[Cell, ...], ...]
    end: int
    """The page on which it ends."""
    low: float
    """Its bottom there, as a share of the page's height."""
    pieces: tuple[tuple[float, float], ...] = ()
    """Where what is printed in each column begins and ends, in points, if no lines separate the columns."""

    @property
    def left(self) -> float:
        return self.box[0]

    @property
    def top(self) -> float:
        return self.box[1]

    @property
    def right(self) -> float:
        return self.box[2]

    def block(self, origin_of: Callable[[int, Box], Origin]) -> Block:
        """The table with its place and those of its cells in the file; `origin_of` gives that of a box on one of the upright pages."""
        known: dict[Origin, Origin] = {}

        def placed(cell: Cell) -> Cell:
            own = cell.origin
            if own is None or own.page is None or own.box is None:
                return cell
            if own not in known:
                known[own] = origin_of(own.page, own.box)
            return replace(cell, origin=known[own])

        return table(tuple(tuple(map(placed, row)) for row in self.rows), origin=origin_of(self.page, self.box))


def tables_of(page: Page, glyphs: Sequence[Glyph], tuning: Tuning) -> tuple[list[Table], list[Glyph]]:
    """The ruled tables of a page, and the characters outside them."""
    found: list[Table] = []
    left = list(glyphs)
    for drawn in grids_of(page.strokes, tuning):
        inside = [glyph for glyph in left if _stands_in(glyph, drawn.box)]
        if not any(not glyph.text.isspace() for glyph in inside):
            continue
        left = [glyph for glyph in left if not _stands_in(glyph, drawn.box)]
        offsets = tuple(edge - drawn.columns[0] for edge in drawn.columns)
        low = page.share(drawn.box[3])
        found.append(Table(page.number, drawn.box, offsets, _cells(drawn, inside, page, tuning), page.number, low))
    return found, left


def _cells(drawn: Grid, glyphs: Sequence[Glyph], page: Page, tuning: Tuning) -> tuple[tuple[Cell, ...], ...]:
    own: defaultdict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        row = _place(drawn.rows, (glyph.top + glyph.bottom) / 2)
        column = _place(drawn.columns, (glyph.left + glyph.right) / 2)
        own[row, column].append(glyph)
    rows: list[list[tuple[Region, Field]]] = [[] for _ in range(len(drawn.rows) - 1)]
    for region in drawn.regions:
        inside = [
            glyph
            for row in range(region.row, region.row_end)
            for column in range(region.column, region.column_end)
            for glyph in own[row, column]
        ]
        lines = lines_of(inside, page, tuning)
        rows[region.row].append((region, Field(drawn.columns[region.column], drawn.columns[region.column_end], lines)))
    tall = {row for region in drawn.regions if region.height > 1 for row in range(region.row, region.row_end)}
    found: list[list[Spanning]] = []
    for number, entries in enumerate(rows):
        fields = [field for _, field in entries]
        parts = [[field.lines for field in fields]] if number in tall else rows_in(fields, tuning)
        for part in parts:
            # the grid says where a whole row is
            printed = [line for lines in part for line in lines] if len(parts) > 1 else []
            top = min((line.top for line in printed), default=drawn.rows[number])
            bottom = max((line.bottom for line in printed), default=drawn.rows[number + 1])
            found.append(
                [
                    Spanning(text_of(lines, field), region.height, region.width, origin=_place_of(field, top, bottom, page))
                    for (region, field), lines in zip(entries, part, strict=True)
                ]
            )
    return grid(found)


def _place_of(field: Field, top: float, bottom: float, page: Page) -> Origin:
    return Origin(page=page.number, box=(field.left, top, field.right, bottom))


def lines_of(glyphs: Sequence[Glyph], page: Page, tuning: Tuning) -> list[Line]:
    """The lines of a cell; turned text comes after upright text."""
    lines = rows_of([glyph for glyph in glyphs if not glyph.turn], page.number, tuning)
    for turn in SIDEWAYS if any(glyph.turn for glyph in glyphs) else ():
        turned = [upright(glyph, turn, page.width, page.height) for glyph in glyphs if glyph.turn == turn]
        lines += rows_of(turned, page.number, tuning)
    return lines


def text_of(lines: Sequence[Line], field: Field | None = None) -> Spanned:
    """The text of a cell, its lines joined; in a field between lines, numbers that its width broke are whole."""
    if not lines:
        return NO_TEXT
    within = {place for place in range(1, len(lines)) if field and _is_within_number(lines, place, field)}
    return joined(lines, within)


def _is_within_number(lines: Sequence[Line], place: int, field: Field) -> bool:
    """Whether a line of a cell goes on with the number that fills the line above to its last character. Two numbers in one cell
    leave room, or are of one width, or cannot be one."""
    above, line = lines[place - 1 : place + 1]
    first = line.printed[0]
    if not (above.text[-1] in _DIGITS and first.text in _DIGITS and _NUMBER.match(above.text + line.text)):
        return False
    pad = min(above.left - field.left, field.right - above.right, above.size)
    width, digit = above.right - above.left, first.right - first.left
    return field.right - field.left - 2 * pad - width < digit and lines[-1].right - lines[-1].left < width - digit / 2


def cell_of(lines: Sequence[Line], rows: int = 1, columns: int = 1) -> Spanning:
    """A cell of upright lines, with their place on the page."""
    if not lines:
        return Spanning(NO_TEXT, rows, columns)
    left, top, right, bottom = zip(*(line.box for line in lines), strict=True)
    box = min(left), min(top), max(right), max(bottom)
    return Spanning(text_of(lines), rows, columns, origin=Origin(page=lines[0].page, box=box))


def connected(tables: Sequence[Table]) -> Table:
    """A table that continues across pages, joined: its header once, and rows cut by a page break put together."""
    first, *others = tables
    rows = list(first.rows)
    for other in others:
        more = list(other.rows)
        head = _repeated(first.rows, more)
        more = more[head:]
        if more and rows and _is_rest(more[0], rows, [*rows, *more][head:]):
            rows[-1] = tuple(_appended(above, below) for above, below in zip(rows[-1], more.pop(0), strict=True))
        rows += _filled(rows, more) if rows else more
    return replace(first, rows=tuple(rows), end=tables[-1].end)


def goes_on(above: Table, below: Table, tuning: Tuning) -> bool:
    """Whether a table can continue one on the previous page: equal column widths, or what is printed in columns without lines in
    the same places, and the first reaches far enough down."""
    if below.page != above.end + 1 or above.low < tuning.foot or len(above.columns) != len(below.columns):
        return False
    if above.pieces and below.pieces:
        return all(one[0] < other[1] and other[0] < one[1] for one, other in zip(above.pieces, below.pieces, strict=True))
    return all(abs(one - other) <= tuning.speck for one, other in zip(above.columns, below.columns, strict=True))


def _repeated(first: Sequence[Sequence[Cell]], more: Sequence[Sequence[Cell]]) -> int:
    """How many rows at the top of a page repeat the table's first ones."""
    count = 0
    for own, other in zip(first, more, strict=False):
        if [cell.text for cell in own] != [cell.text for cell in other] or not any(cell.text for cell in own):
            break
        count += 1
    return count if count < len(more) else 0


def _is_rest(row: Sequence[Cell], above: Sequence[Sequence[Cell]], body: Sequence[Sequence[Cell]]) -> bool:
    """Whether a row holds only what a page break cut off the row above: a cell that other rows fill is empty, and so are those
    empty in that row. A cell that spans several rows is printed only on the first page and proves nothing."""
    last = above[-1]
    own = {place for place, cell in enumerate(row) if cell.text and not cell.covered}
    if not own or len(own) == len(row) or any(not last[place].text for place in own):
        return False
    usual = (
        place
        for place in range(len(row))
        if sum(1 for other in body if other[place].text) >= _USUAL * len(body) and not any(other[place].covered for other in body)
    )
    return any(place not in own for place in usual)


def _appended(above: Cell, below: Cell) -> Cell:
    if not below.text:
        return above
    space = " " if above.text[-1:].isascii() and below.text[:1].isascii() and above.text[-1:].isalpha() else ""
    return replace(above, text=above.text + space + below.text)


def _filled(above: Sequence[Sequence[Cell]], rows: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """Rows at the top of a page, with the text of a cell that spans into them from the previous page."""
    found = [list(row) for row in rows]
    for column, cell in enumerate(above[-1]):
        if not cell.text or not found or found[0][column].text:
            continue
        reach = 1
        while reach < len(found) and found[reach][column].covered and not found[reach][column].text:
            reach += 1
        if reach > 1 or any(row[column].covered for row in (*above, *rows)):
            for row in found[:reach]:
                row[column] = Cell(cell.text, covered=True)
    return [tuple(row) for row in found]


def _stands_in(glyph: Glyph, box: Box) -> bool:
    x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _place(edges: Sequence[float], at: float) -> int:
    return max(0, min(bisect_right(edges, at) - 1, len(edges) - 2))
