"""The body of the table's Word file as WordprocessingML. Every text of a document passes through `escape`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Final

from plandiff.renderers.options import Orientation
from plandiff.renderers.table import styles
from plandiff.renderers.table.cells import Block, Cell, Entry, Grid, GridCell, Ink, Line, Stretch, Table
from plandiff.renderers.table.styles import Style
from plandiff.renderers.terminal import columns
from plandiff.renderers.word_files import has_chinese_marks

LONG, SHORT, MARGIN = 16838, 11906, 1134
"""Sides of A4 and the margins, in twentieths of a point."""
WIDTHS: Final[dict[Orientation, int]] = {"landscape": LONG - 2 * MARGIN, "portrait": SHORT - 2 * MARGIN}
"""The printable width."""
NARROWEST, WIDEST = 6, 24
"""Text columns, two per Chinese character, between which the columns of a table within a cell are sized by content."""
EDGES: Final = 2
"""Taken by the edges of a cell, in the same unit."""
GRID_MARGIN: Final = 170
"""Taken by the edges of a cell from a table inside it."""

_PARAGRAPHS: Final[dict[str, Style]] = {"aside": styles.ASIDE}
"""Kind of a line -> its style, if that is not the text's."""


def body_xml(table: Table, width: int, renamed: Mapping[str, str]) -> str:
    """Title, legend and table, as wide as the page prints; `renamed` are ids of styles that have other names in a template."""
    return _Body(table, width, renamed).xml()


class _Body:
    """Writes the body of the file."""

    def __init__(self, table: Table, width: int, renamed: Mapping[str, str]) -> None:
        self._table = table
        self._renamed = renamed
        self._widths = [round(width * column.width) for column in table.columns]
        marks = styles.character_styles("bold")
        self._inks = {ink: f'<w:rStyle w:val="{self._id(style)}"/>' for ink, style in marks.items()}

    def xml(self) -> str:
        table = self._table
        opening = [self._paragraph(styles.TITLE, (Stretch(table.title),))]
        opening += [self._paragraph(styles.LEGEND, (Stretch(line),)) for line in table.legend]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self._widths)
        heads = "".join(
            self._box(self._paragraph(styles.HEAD, (Stretch(column.title),)), width, fill="E7E7E7")
            for column, width in zip(table.columns, self._widths, strict=True)
        )
        rows = "".join(map(self._row, table.entries))
        return (
            f'{"".join(opening)}<w:tbl><w:tblPr><w:tblStyle w:val="{self._id(styles.TABLE)}"/>'
            f'<w:tblW w:w="{sum(self._widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{heads}</w:tr>{rows}</w:tbl>"
            f"{self._paragraph(styles.LEGEND, ())}"
        )

    def _row(self, entry: Entry) -> str:
        if entry.kind == "heading":
            lines = "".join(self._paragraph(styles.SECTION, line.stretches) for line in entry.old if isinstance(line, Line))
            across = self._box(lines, sum(self._widths), span=len(self._widths), fill="F5F5F5")
            return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{across}</w:tr>"
        cells = (
            self._box(self._content(entry, column.name, width), width)
            for column, width in zip(self._table.columns, self._widths, strict=True)
        )
        return f"<w:tr>{''.join(cells)}</w:tr>"

    def _content(self, entry: Entry, column: str, width: int) -> str:
        if column in ("old", "new"):
            return self._cell(entry.old if column == "old" else entry.new, width - GRID_MARGIN)
        if column == "notes":
            return "".join(self._paragraph(styles.TEXT, (Stretch(note),)) for note in entry.notes) or self._paragraph(
                styles.TEXT, ()
            )
        return self._paragraph(styles.ASIDE, (Stretch(str(entry.number) if column == "number" else entry.change),))

    def _cell(self, cell: Cell, width: int) -> str:
        blocks = "".join(self._block(block, width) for block in cell)
        return blocks if cell and isinstance(cell[-1], Line) else blocks + self._paragraph(styles.GRID_TEXT, ())

    def _block(self, block: Block, width: int) -> str:
        if isinstance(block, Line):
            return self._paragraph(_PARAGRAPHS.get(block.kind, styles.TEXT), block.stretches)
        return self._grid(block, width)

    def _grid(self, grid: Grid, width: int) -> str:
        widths = list(_shared_out(width, _weights(grid)))
        grid_columns = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
        rows = "".join(f"<w:tr>{''.join(self._grid_row(row, widths))}</w:tr>" for row in grid.rows)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._id(styles.TABLE)}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid_columns}</w:tblGrid>{rows}</w:tbl>'
        )

    def _grid_row(self, row: Iterable[GridCell], widths: Sequence[int]) -> Iterator[str]:
        place = 0
        for cell in row:
            content = self._paragraph(styles.GRID_TEXT, cell.stretches)
            yield self._box(content, sum(widths[place : place + cell.span]), span=cell.span)
            place += cell.span

    def _box(self, content: str, width: int, *, span: int = 1, fill: str = "") -> str:
        spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        shaded = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/><w:vAlign w:val="center"/>' if fill else ""
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{shaded}</w:tcPr>{content}</w:tc>'

    def _paragraph(self, style: Style, stretches: Iterable[Stretch]) -> str:
        runs = "".join(
            f'<w:r>{self._look(text, ink)}<w:t xml:space="preserve">{escape(" ".join(text.splitlines()))}</w:t></w:r>'
            for text, ink in stretches
            if text
        )
        return f'<w:p><w:pPr><w:pStyle w:val="{self._id(style)}"/></w:pPr>{runs}</w:p>'

    def _look(self, text: str, ink: Ink) -> str:
        stated = self._inks.get(ink, "") + ('<w:rFonts w:hint="eastAsia"/>' if has_chinese_marks(text) else "")
        return f"<w:rPr>{stated}</w:rPr>" if stated else ""

    def _id(self, style: Style) -> str:
        return self._renamed.get(style.id, style.id)


def _weights(grid: Grid) -> list[int]:
    """The most text in any cell of each column of a table, within bounds."""
    weights = [NARROWEST] * grid.width
    for row in grid.rows:
        place = 0
        for cell in row:
            if cell.span == 1:
                weights[place] = max(
                    weights[place], min(sum(columns(stretch.text) for stretch in cell.stretches) + EDGES, WIDEST)
                )
            place += cell.span
    return weights


def _shared_out(width: int, weights: Sequence[int]) -> Iterator[int]:
    """A width split by weights."""
    yield from (width * weight // sum(weights) for weight in weights)
