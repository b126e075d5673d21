"""Tables ruled only across, as 三线表 and those of LaTeX's booktabs are: lines above and below the header and below the last row.

Two or more horizontal lines of the same extent, and rows of aligned pieces between them. Columns are what white space from top
to bottom separates; a table that a page break cuts has no last line there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from plandiff.readers.grids import Spanning, grid
from plandiff.readers.layout.aligned import is_figure
from plandiff.readers.layout.lines import Line, chunks_of, first_unit, merged
from plandiff.readers.layout.page import Page
from plandiff.readers.layout.ruling import Rule, rules_across
from plandiff.readers.layout.tables import Table, cell_of
from plandiff.readers.layout.tuning import Tuning

_MOST: Final = 120
"""Horizontal lines of the same extent on a page; more make it a drawing."""
_HEADER: Final = 4
"""Printed lines of the longest header."""
_TALLEST: Final = 40
"""Printed lines of the tallest row."""

Edges = tuple[float, float]
"""Where something begins and ends across the page, in points."""


@dataclass(frozen=True)
class _Piece:
    """A piece of a line, and the extent that it stands for: a line drawn below a cell of the header shows what it spans."""

    line: Line
    left: float
    right: float


@dataclass(frozen=True)
class _Row:
    """A printed line within the extent of a table's lines."""

    number: int
    """Its place among the page's lines."""
    pieces: Sequence[_Piece]
    rest: Sequence[Line]
    """What the line prints beside the table."""

    @property
    def base(self) -> float:
        return self.pieces[0].line.base

    @property
    def top(self) -> float:
        return min(piece.line.top for piece in self.pieces)

    @property
    def bottom(self) -> float:
        return max(piece.line.bottom for piece in self.pieces)


@dataclass(frozen=True)
class _Frame:
    """What may be a table: its header, the parts of its body that lines separate, and the columns of both."""

    head: Sequence[_Row]
    body: Sequence[Sequence[_Row]]
    columns: Sequence[Edges]

    @property
    def rows(self) -> list[_Row]:
        return [*self.head, *(row for part in self.body for row in part)]


def booktabs(lines: Sequence[Line], tables: Sequence[Table], page: Page, tuning: Tuning) -> tuple[list[Table], list[Line]]:
    """The tables of a page ruled only across, and the lines outside them; `tables` are those ruled both ways."""
    rules = [
        rule
        for rule in rules_across(page.strokes, tuning)
        if not any(other.box[1] - tuning.joint <= rule.at <= other.box[3] + tuning.joint for other in tables)
    ]
    found: list[Table] = []
    outside = list(lines)
    for group in _alike(rules, tuning):
        parts = _parts(outside, group, rules, tuning)
        left: dict[int, Sequence[Line]] = {number: [line] for number, line in enumerate(outside)}
        first = 0
        while first + 1 < len(group):
            last, frame = _longest(group, parts, first, page, tuning)
            if frame is None:
                first += 1
                continue
            found.append(_table(frame, group[first], page, tuning))
            left |= {row.number: row.rest for row in frame.rows}
            first = last
        outside = [merged(rest) for rest in left.values() if rest]
    return sorted(found, key=lambda table: (table.top, table.left)), outside


def _alike(rules: Sequence[Rule], tuning: Tuning) -> Iterator[list[Rule]]:
    """Lines that begin and end at the same places, from top to bottom."""
    groups: list[list[Rule]] = []
    for rule in rules:
        for group in groups:
            if max(abs(rule.start - group[0].start), abs(rule.end - group[0].end)) <= tuning.speck:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return (group for group in groups if 1 < len(group) <= _MOST)


def _parts(lines: Sequence[Line], rules: Sequence[Rule], others: Sequence[Rule], tuning: Tuning) -> list[list[_Row]]:
    """What is printed below each line and above the next one, within their extent."""
    left, right = rules[0].start - tuning.speck, rules[0].end + tuning.speck
    shorter = [rule for rule in others if left <= rule.start and rule.end <= right and rule not in rules]
    parts: list[list[_Row]] = [[] for _ in rules]
    for number, line in enumerate(lines):
        middle = (line.top + line.bottom) / 2
        above = bisect_left(rules, middle, key=lambda rule: rule.at)
        pieces = chunks_of(line, tuning.cell_gap) if above else []
        own = [piece for piece in pieces if left <= piece.left and piece.right <= right]
        if own:
            below = [rule for rule in shorter if middle < rule.at <= line.bottom + line.size]
            rest = [piece for piece in pieces if piece not in own]
            parts[above - 1].append(_Row(number, _spread(own, below, tuning), rest))
    return parts


def _spread(pieces: Sequence[Line], below: Sequence[Rule], tuning: Tuning) -> list[_Piece]:
    """Pieces of a line; those above a shorter line extend over it, each as far as half way to its neighbour."""
    found = [_Piece(piece, piece.left, piece.right) for piece in pieces]
    for rule in below:
        over = [
            place
            for place, piece in enumerate(pieces)
            if rule.start - tuning.speck <= piece.left and piece.right <= rule.end + tuning.speck
        ]
        edges = [rule.start, *((pieces[one].right + pieces[other].left) / 2 for one, other in pairwise(over)), rule.end]
        for place, (start, end) in zip(over, pairwise(edges), strict=False):
            found[place] = _Piece(pieces[place], start, end)
    return found


def _longest(
    rules: Sequence[Rule], parts: Sequence[Sequence[_Row]], first: int, page: Page, tuning: Tuning
) -> tuple[int, _Frame | None]:
    """The table that begins at a line and takes in the most of those below, and the place of its last."""
    last = first
    # Below a header there may be only the rest of a cell that the page before cut off.
    while last + 1 < len(rules) and (any(len(row.pieces) > 1 for row in parts[last]) or (parts[last] and last == first + 1)):
        last += 1
    for end in range(last, first, -1):
        own = parts[first:end]
        cut = _cut_off(parts[end], own[0], page, tuning) if len(own) == 1 and len(own[0]) <= _HEADER else []
        frame = (_frame([*own, cut], tuning) if cut else None) or _frame(own, tuning)
        if frame is not None:
            return end, frame
    return first, None


def _cut_off(below: Sequence[_Row], head: Sequence[_Row], page: Page, tuning: Tuning) -> list[_Row]:
    """The rows below a header that go on to the foot of the page: the last line of the table is on another page."""
    found: list[_Row] = []
    columns = _columns(head)
    for row in below:
        last = found[-1] if found else head[-1]
        if row.top - last.bottom > tuning.row_gap * row.pieces[0].line.size:
            break
        if any(len(_over(piece, columns)) != 1 for piece in row.pieces):
            break
        found.append(row)
        columns = _columns([row], columns)
    steps = [below.base - above.base for above, below in pairwise(found) if len(below.pieces) > 1]
    while steps and len(found[-1].pieces) == 1 and found[-1].base - found[-2].base > tuning.spread * median(steps):
        found.pop()  # the number of the page
    return found if found and page.share(found[-1].bottom) >= tuning.foot else []


def _frame(parts: Sequence[Sequence[_Row]], tuning: Tuning) -> _Frame | None:
    """A table whose first part is its header; None if what is printed there is no table."""
    head, *body = parts if len(parts) > 1 else (parts[0][:1], parts[0][1:])
    rows = [row for part in (head, *body) for row in part]
    several = [row for row in rows if len(row.pieces) > 1]
    columns = _columns(several)
    if len(several) < tuning.open_rows or len(columns) < 2 or not all(body):
        return None
    if not all(_over(piece, columns) for row in rows for piece in row.pieces):
        return None
    columns = _columns(rows)
    below = [row for part in body for row in part]
    crossing = sum(1 for row in below if any(len(_over(piece, columns)) > 1 for piece in row.pieces))
    headed = {place for row in head for piece in row.pieces for place in _over(piece, columns)}
    if crossing > tuning.crossing * len(below) or len(headed) < tuning.filled_cells * len(columns):
        return None
    # A running head above two columns of text has lines below and above it too.
    pieces = [piece for row in several for piece in row.pieces]
    widths = [[piece.right - piece.left for piece in pieces if _over(piece, columns) == [place]] for place in range(len(columns))]
    if min(median(own) for own in widths if own) >= tuning.column * pieces[0].line.size:
        return None
    if len(parts) > 1 or len(columns) > 2:
        return _Frame(head, body, columns)
    figures = [is_figure(piece.line) for row in several[1:] for piece in row.pieces[1:]]
    return _Frame(head, body, columns) if sum(figures) >= tuning.filled_cells * len(figures) else None


def _over(piece: _Piece, columns: Sequence[Edges]) -> list[int]:
    """The columns that a piece is in."""
    return [place for place, (left, right) in enumerate(columns) if piece.left < right and left < piece.right]


def _columns(rows: Iterable[_Row], known: Iterable[Edges] = ()) -> list[Edges]:
    """The columns that white space separates; pieces over several of those that rows with more pieces have span them."""
    found = list(known)
    for row in sorted(rows, key=lambda row: -len(row.pieces)):
        for piece in row.pieces:
            own = _over(piece, found)
            if not own:
                found.append((piece.left, piece.right))
            elif len(own) == 1:
                left, right = found[own[0]]
                found[own[0]] = min(left, piece.left), max(right, piece.right)
    return sorted(found)


def _table(frame: _Frame, rule: Rule, page: Page, tuning: Tuning) -> Table:
    columns, last = frame.columns, frame.rows[-1]
    between = ((end + start) / 2 for (_, end), (start, _) in pairwise(columns))
    edges = tuple(edge - rule.start for edge in (rule.start, *between, rule.end))
    rows = [
        *_headed(frame.head, columns),
        *(row for part in frame.body for row in _lined(part, columns, len(frame.body) > 1, tuning)),
    ]
    box = rule.start, rule.at, rule.end, last.bottom
    return Table(page.number, box, edges, grid(rows), page.number, page.share(last.bottom), tuple(columns))


def _headed(head: Sequence[_Row], columns: Sequence[Edges]) -> list[list[Spanning]]:
    """The header: one row, or two where some of its cells stand above several others."""
    over = [(row, piece, own) for row in head for piece in row.pieces if len(own := _over(piece, columns)) > 1]
    grouped = {place for _, _, own in over for place in own}
    last = max((row.base for row, _, _ in over), default=0.0)
    cells: dict[int, list[Line]] = {place: [] for place in range(len(columns))}
    for row in head:
        for piece in row.pieces:
            own = _over(piece, columns)
            if len(own) == 1 and (own[0] not in grouped or row.base > last):
                cells[own[0]].append(piece.line)
    if not over:
        return [[cell_of(lines) for lines in cells.values()]]
    first = {own[0]: cell_of([piece.line], 1, len(own)) for _, piece, own in over}
    upper = [
        first[place] if place in first else cell_of(lines, 2)
        for place, lines in cells.items()
        if place in first or place not in grouped
    ]
    return [upper, [cell_of(cells[place]) for place in sorted(grouped)]]


def _lined(part: Sequence[_Row], columns: Sequence[Edges], apart: bool, tuning: Tuning) -> Iterator[list[Spanning]]:
    """The rows of a part of the body: as many lines together as can be one row, whose short cells may be at its middle. Where lines
    are drawn between rows (`apart`), one line of several cells with others below it is one row whatever room they leave."""
    first = 0
    while first < len(part):
        ends = range(min(first + _TALLEST, len(part)), first + 1, -1)
        end = next((end for end in ends if _is_one_row(part[first:end], columns, tuning)), first + 1)
        if apart and not first and _goes_on_below(part, columns):
            end = len(part)
        cells: dict[int, list[Line]] = {}
        reach: dict[int, int] = {}
        for row in part[first:end]:
            for piece in row.pieces:
                places = _over(piece, columns)
                cells.setdefault(places[0], []).append(piece.line)
                reach[places[0]] = len(places)
        yield _spanning(cells, reach, len(columns))
        first = end


def _is_one_row(rows: Sequence[_Row], columns: Sequence[Edges], tuning: Tuning) -> bool:
    """Whether lines are one row: the first or the middle one fills most of its cells, and the others go on in cells whose first
    unit would not have fitted on the line above."""
    most = max(len(row.pieces) for row in rows)
    fullest = [row for row in rows if len(row.pieces) == most]
    off = abs(fullest[0].base - (rows[0].base + rows[-1].base) / 2)
    if len(fullest) > 1 or (fullest[0] is not rows[0] and off > tuning.edge * fullest[0].pieces[0].line.size):
        return False
    last: dict[int, tuple[int, Line]] = {}
    joins: set[int] = set()
    for number, row in enumerate(rows):
        for piece in row.pieces:
            places = _over(piece, columns)
            before, above = last.get(places[0], (number, piece.line))
            if before != number:
                room = columns[places[-1]][1] - above.right
                needed = first_unit(piece.line) - tuning.fit * above.size
                if room > needed or is_figure(above) or is_figure(piece.line) or piece.line.top - above.bottom > above.size:
                    return False
                joins.update(range(before, number))
            last[places[0]] = number, piece.line
    return len(joins) == len(rows) - 1


def _goes_on_below(rows: Sequence[_Row], columns: Sequence[Edges]) -> bool:
    """Whether all lines below the first are alone in a column where it has text."""
    filled = [place for piece in rows[0].pieces if not is_figure(piece.line) for place in _over(piece, columns)]
    alone = [_over(row.pieces[0], columns) for row in rows[1:] if len(row.pieces) == 1 and not is_figure(row.pieces[0].line)]
    return len(rows[0].pieces) > 1 and len(alone) == len(rows) - 1 and all(set(own) <= set(filled) for own in alone)


def _spanning(cells: Mapping[int, Sequence[Line]], reach: Mapping[int, int], width: int) -> list[Spanning]:
    row: list[Spanning] = []
    place = 0
    while place < width:
        row.append(cell_of(cells.get(place, ()), 1, reach.get(place, 1)))
        place += reach.get(place, 1)
    return row
