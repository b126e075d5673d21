"""CSV and TSV -> a table: the delimiter is found by looking at the whole of it, and lines above and below the table are text.

Files called CSV use commas, semicolons, tabs or their full-width forms, depending on their author or the locale of the
office program. Their title is the name of the file, unless a line above the table gives one.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from plandiff.errors import InputError
from plandiff.language import FULL_STOPS
from plandiff.language.dates import YEAR_ALONE
from plandiff.model import Block, Cell, Document, Note, Origin, Source, Spanned, Statement
from plandiff.model.spans import NO_TEXT
from plandiff.readers.grids import Spanning, grid, table
from plandiff.readers.lines import join_lines, tidy
from plandiff.readers.texts import text_of

USUAL: Final = (",", "\t", ";")
FULL_WIDTH: Final = ("，", "；")
"""Possible delimiters, most usual first. Chinese punctuation is tried only if none of the usual ones splits all rows, header
included, into equally many cells: cells contain sentences, and numbers commas, but not every header does."""
UNQUOTED: Final = "csv-quotes"
"""Code of the note that a quotation mark is not closed."""
SPREAD: Final = 8
"""How many times its written cells a table may have once its rows are padded to the longest."""
SMALL: Final = 100_000
"""Cells that any table may have; a row of a few hundred columns above short ones is odd but not an attack."""
MIN_EVIDENT: Final = 3
"""Rows, and columns, of the smallest table that its layout alone distinguishes from a text with commas."""

_STATED: Final = re.compile(r"\Asep=(.)\n", re.IGNORECASE)
"""Excel's own way of declaring the delimiter."""
_NUMBER: Final = re.compile(r"[(（\[【〔]?\s*+[-+−–±<>≤≥＜＞≈约]?\s*+\d[\d,，.\s]*+(?:[%％‰]|个百分点)?\s*[)）\]】〕]?")
_YEAR: Final = re.compile(YEAR_ALONE)
_SENTENCE: Final = re.compile(rf"[{FULL_STOPS}]|[.!?](?:\s|$)")
UNIT: Final = re.compile(r"[(（\[【]?\s*(?:计量|数据)?(?:单\s?位|Units?)\s*[:：]", re.IGNORECASE)
NOTE: Final = re.compile(r"[*＊※①]|(?:备?注|说明|(?:数据|资料)?来源|填报|Notes?|Sources?)\s?\d{0,2}\s?[:：.．、]", re.IGNORECASE)
"""How a line above a table begins that belongs to it, and one below it that is not one of its rows."""


class _Row(NamedTuple):
    line: int
    """Where it begins, from 0."""
    fields: list[str]


class _Parsed(NamedTuple):
    """A text as split by one delimiter."""

    delimiter: str
    rows: list[_Row]
    even: float = 0
    """The share of rows that have the most common number of cells."""
    whole: float = 0
    """The share of cells that no other delimiter would split further."""
    width: int = 0
    """The most common number of cells in a row; 0 if the delimiter splits nothing."""

    @property
    def score(self) -> float:
        """How much this looks like one table, 0 to 1."""
        return self.even * self.whole


def read(source: Source) -> Document:
    """The table in a source, and the lines around it. Raises `InputError` if it is empty or its rows are too uneven."""
    whole = text_of(source)
    rows, notes = _rows_of(whole.body, source.name)
    cut = [_Row(row.line, fields) for row in rows if (fields := _trimmed(row.fields))]
    if not cut:
        raise InputError(source.name, "no-text")
    width = max(len(row.fields) for row in cut)
    if width * len(cut) > max(SMALL, SPREAD * sum(len(row.fields) for row in cut)):
        raise InputError(source.name, "rows-uneven")
    title = PurePosixPath(source.file_name).stem
    stated = (Statement("file", title, loose=True),) if title else ()
    return Document(source.name, tuple(_blocks(cut, whole.first_line)), whole.header, whole.notes + notes, stated)


def is_evident(text: str) -> bool:
    """Whether a text can only be a table: all lines have equally many cells, and some column has numbers below a non-number."""
    first = text.lstrip().partition("\n")[0]
    return any(first.count(delimiter) + 1 >= MIN_EVIDENT and _makes_table(text, delimiter) for delimiter in (",", ";"))


def _makes_table(text: str, delimiter: str) -> bool:
    try:
        rows = [row.fields for row in _parse(text, delimiter)]
    except csv.Error:
        return False
    if min(len(rows), len(rows[0])) < MIN_EVIDENT or len({len(row) for row in rows}) > 1:
        return False
    if any(_SENTENCE.search(cell) for row in rows for cell in row):
        return False
    return any(not _is_number(head) and all(map(_is_number, below)) for head, *below in zip(*rows, strict=True))


def _is_number(cell: str) -> bool:
    return bool(_NUMBER.fullmatch(cell.strip())) and not _YEAR.fullmatch(cell.strip())


# --- delimiters ---------------------------------------------------------------------------------------


def _rows_of(text: str, name: str) -> tuple[list[_Row], tuple[Note, ...]]:
    """The rows of a text that is a table, split by the best delimiter."""
    quoted = _best(text)
    if quoted and ('"' not in text or _is_well_quoted(text, quoted.delimiter)):
        return quoted.rows, ()
    bare = _best(text, quoting=csv.QUOTE_NONE)
    if quoted and not (bare and (bare.score, len(bare.rows)) > (quoted.score, len(quoted.rows))):
        return quoted.rows, ()
    if bare is None:
        raise InputError(name, "cell-too-long", limit=csv.field_size_limit())
    return [row._replace(fields=list(map(_unquoted, row.fields))) for row in bare.rows], (Note(UNQUOTED),)


def _best(text: str, **options: object) -> _Parsed | None:
    """The split most like a table; on a tie the more usual delimiter wins. None if every delimiter leaves a cell over the size limit."""
    if stated := _STATED.match(text):
        return _split("\n" + text[stated.end() :], stated[1], **options)  # lines keep their numbers
    for delimiters in (USUAL, (*USUAL, *FULL_WIDTH)):
        tried = (_split(text, delimiter, **options) for delimiter in delimiters if delimiter in text)
        best = max(filter(None, tried), key=lambda parsed: (parsed.score, parsed.width), default=None)
        if best and best.even == 1:
            return best
    return best or _split(text, USUAL[0], **options)


def _split(text: str, delimiter: str, **options: object) -> _Parsed | None:
    """A text as split by a delimiter; None if a cell would exceed the size limit."""
    try:
        rows = list(_parse(text, delimiter, **options))
    except csv.Error:
        return None
    widths = Counter(len(row.fields) for row in rows if len(row.fields) > 1)
    if not widths:
        return _Parsed(delimiter, rows)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    others = {*USUAL, *FULL_WIDTH} - {delimiter}
    cells = [field.strip() for row in rows for field in row.fields if field.strip()]
    whole = sum(others.isdisjoint(cell) or bool(_NUMBER.fullmatch(cell)) for cell in cells)
    return _Parsed(delimiter, rows, count / len(rows), whole / len(cells), width)


def _parse(text: str, delimiter: str, **options: object) -> Iterator[_Row]:
    """The rows that are not blank. Raises `csv.Error` for one that cannot be parsed."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, **options)  # type: ignore[arg-type]
    begins = 0
    for fields in lines:
        if any(map(str.strip, fields)):
            yield _Row(begins, fields)
        begins = lines.line_num


def _is_well_quoted(text: str, delimiter: str) -> bool:
    try:
        for _ in _parse(text, delimiter, strict=True):
            pass
    except csv.Error:
        return False
    return True


def _unquoted(field: str) -> str:
    """A cell that was split off regardless of quotation marks, without the marks around it."""
    return field[1:-1].replace('""', '"') if len(field) > 1 and field[0] == field[-1] == '"' else field


# --- the table, and the lines around it -----------------------------------------------------------


def _trimmed(fields: Iterable[str]) -> list[str]:
    """The cells of a row, without trailing empty ones."""
    cells = [join_lines(Spanned(tidy(line)) for line in field.splitlines()).text for field in fields]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _blocks(rows: Sequence[_Row], first_line: int) -> Iterator[Block]:
    """The table, with the title and lines above it and the notes below."""
    above, end = 0, len(rows)
    if any(len(row.fields) > 1 for row in rows):
        while len(rows[above].fields) == 1:
            above += 1
        while NOTE.match(rows[end - 1].fields[0]) and len(rows[end - 1].fields) == 1:
            end -= 1
    caption = NO_TEXT
    for place, row in enumerate(rows[:above]):
        if place == above - 1 and UNIT.match(row.fields[0]):
            caption = Spanned(row.fields[0])
        else:
            yield Block("paragraph", row.fields[0], strong=place == 0, origin=Origin(first_line + row.line))
    cells = _with_spans(rows[above:end], first_line)
    yield table(cells, caption, origin=Origin(first_line + rows[above].line))
    for row in rows[end:]:
        yield Block("paragraph", row.fields[0], origin=Origin(first_line + row.line))


def _with_spans(rows: Sequence[_Row], first_line: int) -> tuple[tuple[Cell, ...], ...]:
    """The cells of a table, with the merged cells of its header restored: saving as CSV left the places they spanned empty.

    A header has two rows if the second fills places that the first leaves empty, and leaves the first column empty itself.
    """
    origins = [Origin(first_line + row.line) for row in rows]
    plain = tuple(tuple(Cell(text, origin=origin) for text in row.fields) for row, origin in zip(rows, origins, strict=True))
    if len(rows) <= 2:
        return plain
    width = max(len(rows[0].fields), len(rows[1].fields))
    first, second = ([*row.fields, *[""] * (width - len(row.fields))] for row in rows[:2])
    open_ = [column for column in range(width) if not first[column]]
    if not open_ or not first[0] or second[0] or not all(second[column] for column in open_) or any(map(_is_number, second)):
        return plain
    head: tuple[list[Spanning], list[Spanning]] = ([], [])
    for column in range(width):
        if first[column]:
            after = next((right for right in range(column + 1, width) if first[right]), width)
            head[0].append(Spanning(Spanned(first[column]), 1 if second[column] else 2, after - column, origin=origins[0]))
        if second[column]:
            head[1].append(Spanning(Spanned(second[column]), origin=origins[1]))
    return (*grid(head), *plain[2:])
