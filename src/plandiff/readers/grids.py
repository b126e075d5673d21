"""Rows of a table with spans -> a rectangular grid of cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from plandiff.model import Block, Cell, Origin, Spanned, row_origin, row_spanned, row_text
from plandiff.model.spans import NO_TEXT

MAX_COLSPAN: Final = 64
"""Columns that one cell may span; more is a mistake or an attack, and would only make empty columns."""
SMALL_GRID: Final = 10_000
"""Cells up to which a grid may be arbitrarily sparse (count)."""
SPARSEST: Final = 16
"""Places in a larger grid for each printed cell (count); a sparser one is not a table, and would cost the product of its sides."""

MAX_DATA_CELL: Final = 1500
"""Characters in one cell above which a small or sparse table only lays out the page."""
MAX_LONG_CELL: Final = 10_000
"""The same for a table that is otherwise full of short cells."""
SHORT_CELL: Final = 150
"""Characters of a cell up to which it is short."""
LEAST_SIDE: Final = 3
"""Rows, and filled cells in most of them, from which a table may have long cells (count)."""

_Hanging = dict[int, tuple[int, Cell]]
"""Column -> how many more rows a cell from above covers there, and the cell for them."""


class Spanning(NamedTuple):
    """A cell as printed, with the rows and columns it spans."""

    spanned: Spanned
    rows: int = 1
    columns: int = 1
    header: bool = False
    origin: Origin | None = None


def grid(rows: Iterable[Iterable[Spanning]]) -> tuple[tuple[Cell, ...], ...]:
    """Every row, including the places that a cell spans, which repeat its text as `covered`.

    Placement follows the HTML standard's table model: a cell takes the first column that no cell
    from above covers. If the spans make the grid too large, they are ignored and every cell stays where it is printed.
    """
    printed = [list(row) for row in rows]
    hanging: _Hanging = {}
    filled: list[list[Cell]] = []
    most = places_for(sum(map(len, printed)))
    taken = 0
    for number, row in enumerate(printed):
        cells: list[Cell] = []
        below: _Hanging = {}
        for cell in row:
            _take_covered(cells, hanging, below)
            rows_down = min(cell.rows or len(printed), len(printed) - number)
            whole = Cell(cell.spanned.text, spans=cell.spanned.spans, header=cell.header, origin=cell.origin)
            covered = Cell(cell.spanned.text, covered=True, header=cell.header)
            for ordinal in range(min(max(cell.columns, 1), MAX_COLSPAN)):
                if rows_down > 1:
                    below[len(cells)] = (rows_down - 1, covered)
                cells.append(covered if ordinal else whole)
        for column in sorted(hanging):
            if column >= len(cells):
                cells.extend([Cell("")] * (column - len(cells)))
                _take_covered(cells, hanging, below)
        filled.append(cells)
        hanging = below
        taken += len(cells)
        if taken > most:
            return tuple(
                tuple(
                    Cell(text, spans=spans, header=cell.header, origin=cell.origin)
                    for cell in row
                    for text, spans in [cell.spanned]
                )
                for row in printed
            )
    return tuple(map(tuple, filled))


def is_layout(rows: Sequence[Sequence[int]]) -> bool:
    """Whether a table only lays out the page, by the characters in each of its printed cells."""
    filled = [[size for size in row if size] for row in rows]
    wide = sum(len(row) > 1 for row in filled)
    longest = longest_cell(rows)
    return len(rows) < 2 or wide < 2 or any(size > longest for row in filled for size in row)


def longest_cell(rows: Sequence[Sequence[int]]) -> int:
    """The characters that one cell of a data table may have, by those in each of its printed cells.

    Layout has few cells, most of them empty, and wide ones above and below its columns. A table of tasks or indicators is
    filled, and its other cells are short.
    """
    filled = [[size for size in row if size] for row in rows]
    cells = [size for row in filled for size in row]
    full = sum(len(row) >= LEAST_SIDE for row in filled)
    short = sum(size <= SHORT_CELL for size in cells)
    dense = full >= LEAST_SIDE and 2 * full > len(rows) and 2 * len(cells) > sum(map(len, rows)) and 2 * short > len(cells)
    return MAX_LONG_CELL if dense else MAX_DATA_CELL


def places_for(cells: int) -> int:
    """The places of the largest grid allowed for this many printed cells."""
    return max(SMALL_GRID, SPARSEST * cells)


def _take_covered(cells: list[Cell], hanging: _Hanging, below: _Hanging) -> None:
    """Add the cells that span into a row from above at the current column."""
    while len(cells) in hanging:
        left, covered = hanging[len(cells)]
        if left > 1:
            below[len(cells)] = (left - 1, covered)
        cells.append(covered)


def table(cells: tuple[tuple[Cell, ...], ...], caption: Spanned = NO_TEXT, **hints: object) -> Block:
    """A table block of rows of any length, padded to the longest; empty rows are left out.

    If that would make far more places than cells, every row becomes one line of text.
    """
    width = max(map(len, cells), default=0)
    if width * len(cells) > places_for(sum(not cell.covered for row in cells for cell in row)):
        cells = tuple(
            (Cell(whole.text, spans=whole.spans, origin=row_origin(row)),) for row in cells for whole in [row_spanned(row)]
        )
        width = 1
    kept: list[tuple[Cell, ...]] = []
    for row in ((*row, *[Cell("")] * (width - len(row))) for row in cells):
        if row_text(row).strip(" |") or any(cell.spans for cell in row):
            kept.append(_grounded(row, kept[-1] if kept else ()))
    return Block("table", caption.text, cells=tuple(kept), spans=caption.spans, **hints)  # type: ignore[arg-type]  # hints are Block's own fields


def _grounded(row: tuple[Cell, ...], above: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """A row in which every covered cell repeats the one above or to the left; those whose origin was dropped become empty."""
    cells: list[Cell] = []
    for column, cell in enumerate(row):
        repeats = cell.text in {other.text for other in (*above[column : column + 1], *cells[-1:])}
        cells.append(cell if repeats or not cell.covered else Cell(""))
    return tuple(cells)
