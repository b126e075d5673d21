"""The columns of two tables: which is which, by their heads, and so which cell of a row is compared with which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from plandiff.changes.editing import Passage, edit_passages
from plandiff.model import ColumnChange, Edit, Extent, Plan, Unit
from plandiff.sequences import heaviest_increasing
from plandiff.text import fold, ordinal

HEAD_SEPARATOR: Final = " "
"""Between the heads of a column that stand above each other."""
ORDINAL_HEADS: Final = frozenset({"序号", "编号", "项次", "No.", "No", "#"})
"""Folded heads of columns that number the rows of a table."""


class Columns(NamedTuple):
    """The columns of two tables, side by side."""

    pairs: tuple[tuple[int, int], ...]
    """Counterparts that kept their order: places in the old and in the new table."""
    moved: tuple[tuple[int, int], ...]
    """Counterparts that did not."""
    changes: tuple[ColumnChange, ...]
    numbering: bool
    """Whether the first column of either numbers the rows."""


def match_columns(old: Sequence[Unit], new: Sequence[Unit], *, script: bool) -> Columns:
    """Which columns of two tables are the same: those of the same head, then those that stand between the same neighbours.

    `old` and `new` are the rows of both. Where no head is found again the tables are compared by the places of their columns.
    """
    heads = [[fold(head, script=script) for head in heads_of(rows)] for rows in (old, new)]
    printed = heads_of(old), heads_of(new)
    pairs = _same_heads(*heads) or list(zip(range(len(heads[0])), range(len(heads[1])), strict=False))
    kept = [pairs[k] for k in heaviest_increasing([j for _, j in pairs], [1.0] * len(pairs))]
    moved = [pair for pair in pairs if pair not in kept]
    renamed = list(_between(kept, moved, len(heads[0]), len(heads[1])))
    kept = sorted([*kept, *renamed])
    known = [{pair[side] for pair in (*kept, *moved)} for side in (0, 1)]
    changes = [
        *(ColumnChange("removed", head, "") for place, head in enumerate(printed[0]) if place not in known[0]),
        *(ColumnChange("added", "", head) for place, head in enumerate(printed[1]) if place not in known[1]),
        *(ColumnChange("moved", printed[0][i], printed[1][j]) for i, j in moved),
        *(ColumnChange("renamed", printed[0][i], printed[1][j]) for i, j in kept if heads[0][i] and heads[1][j] and heads[0][i] != heads[1][j]),
    ]
    numbering = all(side and side[0] in ORDINAL_HEADS for side in heads)
    return Columns(tuple(kept), tuple(moved), tuple(changes), numbering)


def heads_of(rows: Sequence[Unit]) -> list[str]:
    """The head of each column: the texts above its first body cell, each once."""
    top = rows[: head_rows(rows)]
    width = len(top[0].cells) if top else 0
    return [
        HEAD_SEPARATOR.join(dict.fromkeys(row.cells[column].text for row in top if column < len(row.cells)))
        for column in range(width)
    ]


def head_rows(rows: Sequence[Unit]) -> int:
    """How many rows the heads of a table take: those that a cell of the first row reaches into, or parts a head of it."""
    count = 1 if rows else 0
    while count < len(rows) and _parts_heads(rows[count - 1], rows[count]):
        count += 1
    return count


def _parts_heads(above: Unit, below: Unit) -> bool:
    """Whether a row goes on with the heads above: a cell reaches into it, and the others part what spans them there."""
    pairs = list(zip(above.cells, below.cells, strict=False))
    wide = {
        column for column, cell in enumerate(above.cells) if cell.covered and column and cell.text == above.cells[column - 1].text
    }
    hanging = any(cell.covered and cell.text == over.text and cell.text for over, cell in pairs)
    return hanging and bool(wide)


def _same_heads(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The columns that have the same head, the first of that name with the first, in the old order."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place in reversed(range(len(new))):
        places[new[place]].append(place)
    return [(place, places[head].pop()) for place, head in enumerate(old) if head and places[head]]


def _between(kept: Sequence[tuple[int, int]], moved: Sequence[tuple[int, int]], old: int, new: int) -> Iterator[tuple[int, int]]:
    """Columns without a counterpart, as many on either side between the same two that have one."""
    taken = [{pair[side] for pair in (*kept, *moved)} for side in (0, 1)]
    for before, after in pairwise([(-1, -1), *kept, (old, new)]):
        gone = [place for place in range(before[0] + 1, after[0]) if place not in taken[0]]
        come = [place for place in range(before[1] + 1, after[1]) if place not in taken[1]]
        if len(gone) == len(come):
            yield from zip(gone, come, strict=True)


def edit_cells(old: Unit, new: Unit, columns: Columns, *, script: bool) -> tuple[Edit, ...]:
    """The edits of two rows, cell by cell.

    A cell of a column that only one table has is noise. So is one of a column that moved, unless it says something else.
    """
    differ = {pair for pair in columns.moved if not _alike(old, new, *pair, script=script)}
    changed = [{pair[side] for pair in differ} for side in (0, 1)]
    edits: list[Edit] = []
    i = j = 0
    for a, b in [*columns.pairs, (len(old.cells), len(new.cells))]:
        for column in _printed(old, i, a):
            gone = column in changed[0]
            edits.append(Edit("delete" if gone else "noise", _whole(old, column), None, "" if gone else "column"))
        for column in _printed(new, j, b):
            come = column in changed[1]
            edits.append(Edit("insert" if come else "noise", None, _whole(new, column), "" if come else "column"))
        if a < len(old.cells) and b < len(new.cells):
            edits += _edit_cell(old, new, a, b, numbering=columns.numbering and a == b == 0, script=script)
        i, j = a + 1, b + 1
    return tuple(edits)


def _alike(old: Unit, new: Unit, a: int, b: int, *, script: bool) -> bool:
    texts = [row.cells[column].text if column < len(row.cells) else "" for row, column in ((old, a), (new, b))]
    return fold(texts[0], script=script) == fold(texts[1], script=script)


def _edit_cell(old: Unit, new: Unit, a: int, b: int, *, numbering: bool, script: bool) -> Iterator[Edit]:
    before, after = old.cells[a], new.cells[b]
    if before.covered and after.covered:
        return
    if before.covered or after.covered:  # once for several places on one side; again, or left empty, on the other
        same = _alike(old, new, a, b, script=script) or not (after.text if before.covered else before.text)
        if before.covered:
            yield Edit("noise" if same else "insert", None, _whole(new, b), "span" if same else "")
        else:
            yield Edit("noise" if same else "delete", _whole(old, a), None, "span" if same else "")
    elif numbering and before.text != after.text and None not in (ordinal(before.text), ordinal(after.text)):
        yield Edit("noise", _whole(old, a), _whole(new, b), "numbering")
    else:
        found = edit_passages([Passage(old.id, before.text, a)], [Passage(new.id, after.text, b)], script=script)
        if not (found and found[0].old and found[0].new):
            yield Edit("equal", Extent(old.id, 0, 0, a), Extent(new.id, 0, 0, b))
        yield from found


def _printed(row: Unit, first: int, end: int) -> Iterator[int]:
    """The columns first..end-1 in which something of its own is printed."""
    return (column for column in range(first, min(end, len(row.cells))) if not row.cells[column].covered)


def _whole(row: Unit, column: int) -> Extent:
    return Extent(row.id, 0, len(row.cells[column].text), column)


def rows_of(table: str, plan: Plan) -> list[Unit]:
    """The rows of a table, in order."""
    rows: list[Unit] = []
    while (row := plan.unit.get(f"{table}.{len(rows) + 1}")) is not None:
        rows.append(row)
    return rows
