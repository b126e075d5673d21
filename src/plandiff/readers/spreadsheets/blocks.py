"""A sheet -> blocks: a group of cells with nothing around it is a table, with its title above and its notes below."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from plandiff.errors import InputError
from plandiff.model import Block, Cell, Origin, Spanned
from plandiff.model.spans import NO_TEXT
from plandiff.readers.csv import NOTE, SMALL, SPREAD, UNIT
from plandiff.readers.grids import table
from plandiff.readers.lines import join_lines, tidy
from plandiff.readers.spreadsheets.gaps import Gaps
from plandiff.readers.spreadsheets.sheet import Area, Place, Sheet, name_of

HIDDEN: Final = "hidden"
"""Why a hidden sheet, row or column is set aside."""
_ANNEX: Final = re.compile(r"附[件表录]?\s?\d{0,3}\s?[:：]?")
"""What stands above the title of an annex."""
_CAPTION: Final = re.compile(
    r"(?:附?表|Table)\s?(?:\d{1,3}(?:[-—.]\d{1,2})?(?!\d)|[一二三四五六七八九十]{1,3}(?!\w))", re.IGNORECASE
)
"""How the caption of a table begins."""
_Cells = dict[Place, Cell]


def blocks_of(name: str, sheet: Sheet) -> Iterator[Block]:
    """What a sheet shows, and what it hides. Raises `InputError` when its grid is far larger than its cells."""
    texts = {place: text for place, shown in sheet.cells.items() if (text := _tidied(shown))}
    if sheet.hidden:
        yield from _set_aside(sheet, texts)
        return
    merged = list(_seen_areas(sheet))
    for place, (seen, _) in zip((area[0] for area in sheet.merged), merged, strict=True):
        if seen != place and place in texts:
            texts[seen] = texts.pop(place)
            if place in sheet.negative:
                sheet.negative.add(seen)
    hidden = {place: text for place, text in texts.items() if place[0] in sheet.hidden_rows or place[1] in sheet.hidden_columns}
    cells = _with_merged(name, sheet, merged, {place: text for place, text in texts.items() if place not in hidden})
    strong = True
    for part in _split(cells, sheet):
        for piece in _captioned(part):
            for block in _Part(name, sheet, piece).blocks():
                yield block if strong or not block.strong else replace(block, strong=False)
                strong = strong and bool(_ANNEX.fullmatch(block.text))
    for place, text in sheet.boxes:
        if tidied := _tidied(text):
            yield Block("paragraph", tidied, origin=Origin(part=sheet.name, cell=name_of(place)))
    for place, text in sheet.comments:
        if tidied := _tidied(text):
            yield Block("paragraph", tidied, aside="comment", origin=Origin(part=sheet.name, cell=name_of(place)))
    for text in sheet.around:
        if tidied := _tidied(text):
            yield Block("paragraph", tidied, aside="header-footer", origin=Origin(part=sheet.name))
    yield from _set_aside(sheet, hidden)


def _tidied(shown: str) -> str:
    return join_lines(Spanned(tidy(line)) for line in shown.splitlines()).text


def _set_aside(sheet: Sheet, texts: dict[Place, str]) -> Iterator[Block]:
    for _, row in groupby(sorted(texts), key=lambda place: place[0]):
        places = list(row)
        text = " | ".join(texts[place] for place in places)
        yield Block("paragraph", text, aside=HIDDEN, origin=Origin(part=sheet.name, cell=name_of(places[0])))


def _seen_areas(sheet: Sheet) -> Iterator[Area]:
    """The merged cells, each from the first row and column of it that are not hidden, where its text is shown; all of one that is hidden."""
    rows, columns = _seen_after(sheet.hidden_rows), _seen_after(sheet.hidden_columns)
    for (top, first), (bottom, last) in sheet.merged:
        row, column = rows.get(top, top), columns.get(first, first)
        yield ((row, column) if row <= bottom and column <= last else (top, first)), (bottom, last)


def _seen_after(hidden: set[int]) -> dict[int, int]:
    """A hidden row or column -> the next one that is not."""
    after: dict[int, int] = {}
    for line in sorted(hidden, reverse=True):
        after[line] = after.get(line + 1, line + 1)
    return after


def _with_merged(name: str, sheet: Sheet, merged: Iterable[Area], texts: dict[Place, str]) -> _Cells:
    """The cells, and those that merged cells span, in columns with content of their own."""
    cells = {
        place: Cell(text, negative=place in sheet.negative, origin=Origin(part=sheet.name, cell=name_of(place)))
        for place, text in texts.items()
    }
    columns = sorted({column for _, column in texts})
    end = max((row for row, _ in texts), default=0)
    left = max(SMALL, SPREAD * len(texts))
    for (top, first), (bottom, last) in merged:
        if (text := texts.get((top, first))) is None:
            continue
        own_rows = range(top, min(bottom, end) + 1)
        own_columns = columns[bisect_left(columns, first) : bisect_right(columns, last)]
        left -= len(own_rows) * len(own_columns)
        if left < 0:
            raise InputError(name, "rows-uneven")
        for row in own_rows:
            for column in own_columns:
                if (row, column) not in texts and row not in sheet.hidden_rows:
                    cells[row, column] = Cell(text, covered=True)
    return cells


def _split(cells: _Cells, sheet: Sheet) -> Iterator[_Cells]:
    """Groups of cells: split at empty rows, then each part at empty columns, and the resulting parts at empty rows again."""
    rows, columns = Gaps(sheet, 0), Gaps(sheet, 1)
    for band in _parts(cells, rows):
        for part in _parts(band, columns):
            yield from _parts(part, rows)


def _parts(cells: _Cells, gaps: Gaps) -> Iterator[_Cells]:
    """The cells split where a row or a column is empty."""
    if not cells:
        return
    axis = gaps.axis
    across = [place[1 - axis] for place in cells]
    low, high = min(across), max(across)
    part: _Cells = {}
    before: int | None = None
    for number, places in groupby(sorted(cells, key=lambda place: (place[axis], place)), key=lambda place: place[axis]):
        if before is not None and gaps.between(before, number, low, high):
            yield part
            part = {}
        part.update((place, cells[place]) for place in places)
        before = number
    yield part


def _captioned(cells: _Cells) -> Iterator[_Cells]:
    """The tables of a group of cells, split before each row that is only the caption of the rows below it."""
    part: _Cells = {}
    for _, places in groupby(sorted(cells), key=lambda place: place[0]):
        row = list(places)
        own = [place for place in row if not cells[place].covered]
        if part and len(own) == 1 and _CAPTION.match(cells[own[0]].text):
            yield part
            part = {}
        part.update((place, cells[place]) for place in row)
    yield part


class _Part:
    """A group of cells."""

    def __init__(self, name: str, sheet: Sheet, cells: _Cells) -> None:
        self._sheet = sheet
        self._cells = cells
        rows = sorted({row for row, _ in cells})
        self._columns = sorted({column for _, column in cells})
        if len(rows) * len(self._columns) > max(SMALL, SPREAD * len(cells)):
            raise InputError(name, "rows-uneven")
        self._rows = [[(row, column) for column in self._columns if (row, column) in cells] for row in rows]

    def blocks(self) -> Iterator[Block]:
        above, end = 0, len(self._rows)
        if len(self._columns) == 1:
            above = end
        while above < end and self._is_title(above):
            above += 1
        end = self._end(above)
        caption = NO_TEXT
        for number in range(above):
            for place in self._own(number):
                if number == above - 1 < end - 1 and UNIT.match(self._text(place)):
                    caption = Spanned(self._text(place))
                else:
                    yield self._paragraph(place, strong=True)
        if above < end:
            yield self._table(self._rows[above:end], caption)
        for number in range(end, len(self._rows)):
            for place in self._own(number):
                yield self._paragraph(place)

    def _end(self, above: int) -> int:
        """The row after the last of the table: the notes below it are rows of one text each, the first of which begins as a note."""
        alone = end = len(self._rows)
        while alone > above and len(self._own(alone - 1)) == 1:
            alone -= 1
            end = alone if NOTE.match(self._text(self._own(alone)[0])) else end
        return end

    def _own(self, number: int) -> list[Place]:
        """The places of a row with content of its own, rather than of a cell spanning into it."""
        return [place for place in self._rows[number] if not self._cells[place].covered]

    def _text(self, place: Place) -> str:
        return self._cells[place].text

    def _is_title(self, number: int) -> bool:
        """Whether a row is above the table and not part of it: one text, or a text and the unit of the figures."""
        own = self._own(number)
        if len(own) == 2 and len(self._columns) > 2:
            return bool(UNIT.match(self._text(own[1])))
        return len(own) <= 1

    def _table(self, rows: Sequence[Sequence[Place]], caption: Spanned) -> Block:
        numbers = [row[0][0] for row in rows]
        cells = tuple(tuple(self._cells.get((row, column), Cell("")) for column in self._columns) for row in numbers)
        return table(cells, caption, origin=self._origin(rows[0][0]))

    def _paragraph(self, place: Place, *, strong: bool = False) -> Block:
        return Block("paragraph", self._text(place), strong=strong, origin=self._origin(place))

    def _origin(self, place: Place) -> Origin:
        return Origin(part=self._sheet.name, cell=name_of(place))
