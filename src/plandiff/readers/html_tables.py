"""Tables of a page: which of them hold data, and the text of their cells on one line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from plandiff.model import Block, Spanned
from plandiff.model.spans import spans_of
from plandiff.readers.grids import Spanning
from plandiff.readers.html_media import EMBEDDED, SHOWN, SILENT, embedded_of, image_of, page_text
from plandiff.readers.html_styles import BLOCKS, look_of, marks_of
from plandiff.readers.lines import tidied, tidy
from plandiff.readers.links import NO_FILE, image_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import Tag

    from plandiff.readers.html_styles import Marks

MAX_DATA_CELL: Final = 1500
"""Characters in one cell above which a table only lays out the page."""
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
    for row in _rows_of(tag):
        cells = []
        in_head = row.parent is not None and row.parent.name == "thead"
        for cell in row.find_all(["td", "th"], recursive=False):
            line = line_of(cell, serial, bounded=True)
            if line is None:
                return None
            header = cell.name == "th" or in_head
            cells.append(Spanning(line.spanned, _span(cell, "rowspan"), _span(cell, "colspan"), header))
            beside += line.beside
        if cells:
            rows.append(cells)
    wide = sum(1 for row in rows if sum(1 for cell in row if cell.spanned.text) > 1)
    return Grid(rows, beside) if len(rows) > 1 and wide > 1 else None


def _rows_of(tag: Tag) -> Iterator[Tag]:
    for child in tag.find_all(["tr", "thead", "tbody", "tfoot"], recursive=False):
        if child.name == "tr":
            yield child
        else:
            yield from child.find_all("tr", recursive=False)


def line_of(tag: Tag, serial: Iterator[int], *, bounded: bool) -> Line | None:
    """What an element prints, on one line; if `bounded`, None as soon as it is clear that this is not data."""
    line = Line()
    size = tables = 0
    inner: list[tuple[Iterator[object], Marks]] = [(iter(tag.contents), ())]  # not `descendants`, which walks to the end first
    while inner:
        children, marks = inner[-1]
        node = next(children, None)
        if node is None:
            inner.pop()
        elif name := getattr(node, "name", None):
            if name in BLOCKS or name == "br":
                line.pieces.append((" ", ()))
            tables += name == "table"
            if name in SILENT:
                continue
            if name in SHOWN:
                _shown(line, node, name, marks)  # type: ignore[arg-type]  # only tags have names
            else:
                own = marks_of(node, name, look_of(node), marks, next(serial))  # type: ignore[arg-type]
                inner.append((iter(node.contents), own))  # type: ignore[attr-defined]
        elif (kind := node.__class__.__name__) == "NavigableString":
            line.pieces.append((str(node), marks))
            size += len(str(node).strip())
        elif kind == "RubyTextString":
            line.beside.append(Block("paragraph", str(node), aside="reading"))
        if bounded and (size > MAX_DATA_CELL or tables > MAX_INNER_TABLES):
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
