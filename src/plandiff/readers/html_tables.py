"""Tables of a page: which of them hold data, and the text of their cells on one line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from plandiff.model import Block, Spanned
from plandiff.model.spans import spans_of
from plandiff.readers.grids import LEAST_SIDE, MAX_DATA_CELL, MAX_LONG_CELL, Spanning, is_layout
from plandiff.readers.html_media import EMBEDDED, SHOWN, SILENT, embedded_of, image_of, page_text
from plandiff.readers.html_quotes import quotes_of
from plandiff.readers.html_styles import BLOCKS, is_absent, is_marginal, look_of, marks_of
from plandiff.readers.lines import tidied, tidy
from plandiff.readers.links import NO_FILE, image_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import Tag

    from plandiff.readers.html_styles import Marks

MAX_INNER_TABLES: Final = 2
"""Tables in one cell above which a table only lays out the page; without it, nested ones cost the square of their depth."""


@dataclass
class Line:
    """A text on one line, and what was found inside it but is not part of it."""

    pieces: list[tuple[str, Marks]] = field(default_factory=list)
    beside: list[Block] = field(default_factory=list)

    @property
    def spanned(self) -> Spanned:
        if not any(marks for _, marks in self.pieces):
            return Spanned(tidy("".join(text for text, _ in self.pieces)))
        return tidied(spans_of(self.pieces))


class Grid(NamedTuple):
    """The cells of a data table row by row, as printed."""

    rows: list[list[Spanning]]
    beside: list[Block]


def data_cells(tag: Tag, serial: Iterator[int]) -> Grid | None:
    """The cells of a data table; None for a table that only lays out the page."""
    rows = []
    beside: list[Block] = []
    printed = [(row, row.find_all(["td", "th"], recursive=False)) for row in _rows_of(tag)]
    wide = sum(len(cells) >= LEAST_SIDE for _, cells in printed)
    longest = MAX_LONG_CELL if wide >= LEAST_SIDE else MAX_DATA_CELL
    for row, found in printed:
        if _is_absent(row) or _is_absent(row.parent):
            beside += _hidden(row)
            continue
        cells = []
        in_head = row.parent is not None and row.parent.name == "thead"
        for cell in found:
            if _is_absent(cell):
                beside += _hidden(cell)
                continue
            line = line_of(cell, serial, longest)
            if line is None:
                return None
            header = cell.name == "th" or in_head
            cells.append(Spanning(line.spanned, _span(cell, "rowspan"), _span(cell, "colspan"), header))
            beside += line.beside
        if cells:
            rows.append(cells)
    return None if is_layout([[len(cell.spanned.text) for cell in row] for row in rows]) else Grid(rows, beside)


def _rows_of(tag: Tag) -> Iterator[Tag]:
    for child in tag.find_all(["tr", "thead", "tbody", "tfoot"], recursive=False):
        if child.name == "tr":
            yield child
        else:
            yield from child.find_all("tr", recursive=False)


def _is_absent(tag: Tag | None) -> bool:
    return tag is not None and is_absent(tag, look_of(tag))


def _hidden(tag: Tag) -> list[Block]:
    """What a page does not show of a table."""
    text = tidy(tag.get_text(" "))
    return [Block("paragraph", text, aside="furniture")] if text else []


def line_of(tag: Tag, serial: Iterator[int], longest: int = 0) -> Line | None:
    """What an element prints, on one line; None as soon as it is clear that a cell, of this many characters, is not data."""
    line = Line()
    size = tables = 0
    if is_marginal(tag, str(tag.name), look_of(tag)):
        return Line(beside=_hidden(tag))
    inner: list[tuple[Iterator[object], Marks, str]] = [
        (iter(tag.contents), (), "")
    ]  # not `descendants`, which walks to the end first
    while inner:
        children, marks, closing = inner[-1]
        node = next(children, None)
        if node is None:
            inner.pop()
            if closing:
                line.pieces.append((closing, marks))
        elif name := getattr(node, "name", None):
            if name in BLOCKS or name == "br":
                line.pieces.append((" ", ()))
            tables += name == "table"
            if name in SILENT:
                continue
            if name in SHOWN:
                _shown(line, node, name, marks)  # type: ignore[arg-type]  # only tags have names
            elif is_marginal(node, name, look := look_of(node)):  # type: ignore[arg-type]
                line.beside += _hidden(node)  # type: ignore[arg-type]
            else:
                own = marks_of(node, name, look, marks, next(serial))  # type: ignore[arg-type]
                opening, closing = quotes_of(node) if name == "q" else ("", "")  # type: ignore[arg-type]
                if opening:
                    line.pieces.append((opening, own))
                inner.append((iter(node.contents), own, closing))  # type: ignore[attr-defined]
        elif (kind := node.__class__.__name__) == "NavigableString":
            line.pieces.append((str(node), marks))
            size += len(str(node).strip())
        elif kind == "RubyTextString":
            line.beside.append(Block("paragraph", str(node), aside="reading"))
        if longest and (size > longest or tables > MAX_INNER_TABLES):
            return None
    return line


def _shown(line: Line, tag: Tag, name: str, marks: Marks) -> None:
    """What an element within a line shows that is not running text."""
    if name == "img":
        image = image_of(tag)
        if image.shows:
            line.pieces.append(("", (*marks, ("image", image.value))))
        elif image.digest != NO_FILE:
            line.beside.append(Block("figure", image.digest, aside="image"))
    elif name in EMBEDDED:
        if found := embedded_of(tag, name):
            line.pieces.append(("", (*marks, ("image", image_value(found.digest, found.text)))))
    elif text := page_text(tag, name):
        line.beside.append(Block("paragraph", text, aside="furniture"))


def _span(cell: Tag, side: str) -> int:
    value = str(cell.get(side) or "1").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 1
