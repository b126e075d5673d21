"""Tables as grids: which rows are heads, and what stands over each column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from plandiff.model.document import Cell

    Row = tuple[Cell, ...]

SEPARATOR: Final = " "
"""Between the heads of a column that stand above each other."""


class TableHead(NamedTuple):
    """The head of a table."""

    rows: int
    """How many rows it takes: 1 at least, unless the table has none."""
    columns: tuple[str, ...]
    """What stands over each column: the heads above each other, each once."""


def head_of(rows: Sequence[Row]) -> TableHead:
    """The head of a grid: its first row, and the rows that part a head which spans several columns there."""
    count = 1 if rows else 0
    while 0 < count < len(rows) and _goes_on(rows[count - 1], rows[count]):
        count += 1
    width = len(rows[0]) if rows else 0
    heads = [SEPARATOR.join(dict.fromkeys(row[column].text for row in rows[:count])) for column in range(width)]
    return TableHead(count, tuple(head.strip() for head in heads))


def _goes_on(above: Row, below: Row) -> bool:
    """Whether a row goes on with the heads above: a cell reaches down into it, and one above spans several of its columns."""
    hanging = any(cell.covered and cell.text and cell.text == over.text for over, cell in zip(above, below, strict=False))
    return hanging and any(
        cell.covered and before.text == cell.text and not here.covered
        for before, cell, here in zip(above, above[1:], below[1:], strict=False)
    )
