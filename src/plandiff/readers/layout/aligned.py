"""Unruled tables: rows whose pieces are aligned, with white space between columns from top to bottom.

Columns of running text look like this too. A table's pieces are short, or figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile
from statistics import median
from typing import Final

from plandiff.readers.grids import grid
from plandiff.readers.layout.lines import Line, chunks_of, first_unit, is_entry, merged
from plandiff.readers.layout.page import Page
from plandiff.readers.layout.tables import Table, cell_of
from plandiff.readers.layout.tuning import Tuning

_FIGURE: Final = re.compile(r"[-+−–(（]?\s?[¥￥$€£]?\s?\d[\d,.，\s]*(?:[%‰％]|[万亿]?元|\*{1,3}|[)）])*|[-—–/*]{1,3}")
_MARK: Final = re.compile(
    r"[(（]?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4}|[一二三四五六七八九十]{1,3})[.)、）．]|[●○■□◆◇▪•▲△★☆➢✓√–—\uf000-\uf0ff-]"
)
_FIGURES: Final = 0.6
"""Share of figures among the pieces after the first column of a two-column table."""
_CLOSE: Final = 2.0
"""Maximum gap in ems between two pieces of one cell, such as a figure and its mark."""
_NAMES: Final = 5
"""Lines with names of groups between two rows of figures."""
_KNOWN: Final = 2
"""Figures in known columns by which a row below much white space, or below a name, belongs to the table."""
_SPREAD: Final = 1.5
"""Distance below a table, as a multiple of its usual row distance, that separates what follows."""


@dataclass
class _Run:
    """Rows that may be a table."""

    rows: list[list[Line]] = field(default_factory=list)
    columns: list[tuple[float, float]] = field(default_factory=list)
    """Left and right edge of the pieces in each column."""

    def places(self, pieces: Sequence[Line]) -> list[int] | None:
        """The column of each piece, -1 for a new one; None if the pieces do not align with those above."""
        found: list[int] = []
        for number, piece in enumerate(pieces):
            own = [place for place, (left, right) in enumerate(self.columns) if piece.left < right and left < piece.right]
            if len(own) > 1:
                return None
            if own and own[0] in found and piece.left - pieces[number - 1].right > _CLOSE * piece.size:
                return None
            found.append(own[0] if own else -1)
        return found

    def add(self, *rows: Sequence[Line]) -> bool:
        """Add rows, if each of them aligns with those above it."""
        columns, count = list(self.columns), len(self.rows)
        for pieces in rows:
            places = self.places(pieces)
            if places is None:
                self.columns, self.rows = columns, self.rows[:count]
                return False
            new = [piece for piece, place in zip(pieces, places, strict=True) if place < 0]
            for piece, place in zip(pieces, places, strict=True):
                if place >= 0:
                    left, right = self.columns[place]
                    self.columns[place] = min(left, piece.left), max(right, piece.right)
            self.columns += [(piece.left, piece.right) for piece in new if self.places([piece]) == [-1]]
            self.columns.sort()
            self.rows.append(list(pieces))
        return True


def aligned_tables(lines: Sequence[Line], page: Page, tuning: Tuning) -> tuple[list[Table], list[Line]]:
    """The unruled tables of a page, and the lines outside them."""
    rows = [[] if is_entry(line.text) else _cells(chunks_of(line, tuning.cell_gap)) for line in lines]
    tables: list[Table] = []
    left: list[Line] = []
    place = 0
    while place < len(lines):
        run = _run(rows, place, tuning) if len(rows[place]) > 1 else None
        if run and _is_table(run, tuning):
            tables.append(_table(run, page, tuning))
            place += len(run.rows)
        else:
            left.append(lines[place])
            place += 1
    return tables, left


def _cells(pieces: list[Line]) -> list[Line]:
    """The pieces of a row; an item's mark is not a piece of its own."""
    if len(pieces) > 1 and _MARK.fullmatch(pieces[0].text):
        return [merged(pieces[:2]), *pieces[2:]]
    return pieces


def _run(rows: Sequence[Sequence[Line]], first: int, tuning: Tuning) -> _Run:
    """The consecutive rows from `first` that share columns.

    White space may be higher above figures in the columns known so far, and names of groups may stand between such rows.
    """
    run = _Run()
    names: list[Sequence[Line]] = []
    for pieces in takewhile(bool, islice(rows, first, None)):
        places = run.places(pieces)
        if places is None or (len(pieces) == 1 and not run.rows):
            break
        room = pieces[0].top - (names or run.rows)[-1][0].bottom if run.rows else 0.0
        is_close = room <= tuning.row_gap * pieces[0].size and not names
        if run.rows and not (is_close and (len(pieces) > 1 or places != [-1])):
            if room > tuning.group_gap * pieces[0].size or len(names) > _NAMES:
                break
            if len(pieces) == 1 and pieces[0].right <= run.columns[-1][0] and pieces[0].left <= run.columns[0][1]:
                names.append(pieces)
                continue
            if sum(place >= 0 and is_figure(piece) for piece, place in zip(pieces, places, strict=True)) < _KNOWN:
                break
        if not run.add(*names, pieces):
            break
        names = []
    while run.rows and len(run.rows[-1]) == 1 and round(_step(run, len(run.rows) - 1), 1) > 1:
        run.rows.pop()
    return run


def _step(run: _Run, place: int) -> float:
    """How far a row is below the one above, relative to the usual distance of rows with several pieces."""
    steps = [
        below[0].base - above[0].base
        for above, below in zip(run.rows, run.rows[1:], strict=False)
        if len(above) > 1 and len(below) > 1
    ]
    return (run.rows[place][0].base - run.rows[place - 1][0].base) / median(steps) if steps and place else _SPREAD


def _is_table(run: _Run, tuning: Tuning) -> bool:
    several = [row for row in run.rows if len(row) > 1]
    columns = len(run.columns)
    if len(several) < tuning.open_rows or columns < 2:
        return False
    pieces = [piece for row in several for piece in row]
    if median((piece.right - piece.left) / piece.size for piece in pieces) >= tuning.column:
        return False
    if columns > 2 and sum(len(row) for row in several) >= tuning.filled_cells * columns * len(several):
        return True
    figures = [piece for row in several for piece in row[1:]]
    return sum(map(is_figure, figures)) >= _FIGURES * len(figures)


def is_figure(piece: Line) -> bool:
    """Whether a piece is a number, with its sign and unit, or a mark that stands for one."""
    return _FIGURE.fullmatch(piece.text) is not None


def _table(run: _Run, page: Page, tuning: Tuning) -> Table:
    cells: list[list[list[Line]]] = []
    for row, is_rest in zip(run.rows, _rests(run, tuning), strict=True):
        own: list[list[Line]] = [[] for _ in run.columns]
        for piece, column in zip(row, run.places(row) or (), strict=True):
            own[column].append(piece)
        if is_rest:
            cells[-1] = [above + below for above, below in zip(cells[-1], own, strict=True)]
        else:
            cells.append(own)
    left, right = run.columns[0][0], run.columns[-1][1]
    top, bottom = run.rows[0][0].top, run.rows[-1][0].bottom
    between = tuple((end + start) / 2 for (_, end), (start, _) in zip(run.columns, run.columns[1:], strict=False))
    edges = tuple(edge - left for edge in (left, *between, right))
    spanning = [[cell_of(lines) for lines in row] for row in cells]
    return Table(
        page.number, (left, top, right, bottom), edges, grid(spanning), page.number, page.share(bottom), tuple(run.columns)
    )


def _rests(run: _Run, tuning: Tuning) -> list[bool]:
    """Which rows are the rest of the cells above: alone and nearer than rows are, or, without the first cell, texts that the widths
    of their columns broke, and what follows them in their cells."""
    found: list[bool] = []
    last: dict[int, Line] = {}
    broken: set[int] = set()
    for place, row in enumerate(run.rows):
        own = dict(zip(run.places(row) or (), row, strict=True))
        below = place > 0 and (len(run.rows[place - 1]) > 1 or found[-1])  # and not another name of a group
        wraps = {
            column
            for column, piece in own.items()
            if column in last and _goes_on(last[column], piece, run.columns[column], tuning)
        }
        is_rest = bool(wraps) and 0 not in own and own.keys() <= wraps | broken and all(map(_is_worded, row))
        is_near = below and len(row) == 1 and (place > 1 or bool(wraps)) and _step(run, place) < 1
        found.append(is_near or is_rest)
        if not found[-1]:
            last, broken = {}, set()
        last |= own
        broken |= wraps
    return found


def _is_worded(piece: Line) -> bool:
    """Whether a piece has words, which may go on on the next line."""
    return not is_figure(piece) and any(map(str.isalpha, piece.text))


def _goes_on(above: Line, line: Line, column: tuple[float, float], tuning: Tuning) -> bool:
    """Whether a line is close below one of the same column on which its first unit would not have fitted."""
    room = column[1] - above.right
    return line.base - above.base <= tuning.leading * line.size and room < first_unit(line) - tuning.fit * line.size
