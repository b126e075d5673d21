"""Tables as grids: which rows are heads, which columns name the rows, and what heads each column.

What the format states (`<th>`) takes precedence over guesses.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from plandiff.model.document import Cell

    Row = tuple[Cell, ...]

SEPARATOR: Final = " "
"""Separates the stacked heads of a column."""


class TableHead(NamedTuple):
    """The head of a table."""

    rows: int
    """How many rows it takes: at least 1, unless the table has none."""
    columns: tuple[str, ...]
    """The heading of each column: its stacked heads, each once."""
    keys: int = 0
    """How many columns, from the first, name the rows, as far as the format says so."""
    stated: bool = False
    """Whether the format says which rows are heads."""


def head_of(rows: Sequence[Row]) -> TableHead:
    """The head of a grid as its format states it, or else as `guess_head` finds it."""
    count = _stated_rows(rows)
    if not count:
        guessed = guess_head(rows)
        return guessed._replace(keys=_stated_keys(rows[guessed.rows :]))
    return TableHead(count, _heads(rows[:count]), _stated_keys(rows[count:]), stated=True)


def guess_head(rows: Sequence[Row]) -> TableHead:
    """The first row of a grid, and the rows that subdivide a head spanning several columns there."""
    count = 1 if rows else 0
    while 0 < count < len(rows) and _goes_on(rows[count - 1], rows[count]):
        count += 1
    return TableHead(count, _heads(rows[:count]))


def _heads(rows: Sequence[Row]) -> tuple[str, ...]:
    width = len(rows[0]) if rows else 0
    return tuple(SEPARATOR.join(dict.fromkeys(row[column].text for row in rows)).strip() for column in range(width))


def _stated_rows(rows: Sequence[Row]) -> int:
    """How many rows, from the first, hold only headers; 0 if all do, as that says nothing.

    A header that spans the whole table, unless it is the first, heads the rows below it: it divides them into groups.
    """
    for count, row in enumerate(rows):
        if not _are_headers(row) or (count and _is_whole(row) and not _is_whole(rows[count - 1])):
            return count
    return 0


def _stated_keys(rows: Sequence[Row]) -> int:
    """How many columns, from the first, hold only headers in these rows; 0 if all do."""
    columns = list(zip(*rows, strict=True))
    count = sum(1 for _ in takewhile(_are_headers, columns))
    return count if count < len(columns) else 0


def _are_headers(cells: Sequence[Cell]) -> bool:
    """Whether some cells are headers, and the others empty."""
    return any(cell.header for cell in cells) and all(cell.header or not cell.text for cell in cells)


def _is_whole(row: Row) -> bool:
    """Whether one cell spans the whole row."""
    return len(row) > 1 and all(cell.covered and cell.text == row[0].text for cell in row[1:])


def _goes_on(above: Row, below: Row) -> bool:
    """Whether a row continues the heads above: a cell above spans into it, and one spans several of its columns."""
    hanging = any(cell.covered and cell.text and cell.text == over.text for over, cell in zip(above, below, strict=False))
    return hanging and any(
        cell.covered and before.text == cell.text and not here.covered
        for before, cell, here in zip(above, above[1:], below[1:], strict=False)
    )
