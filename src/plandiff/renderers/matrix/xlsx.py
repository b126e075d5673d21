"""A matrix as an Excel file: numbers as numbers, a sheet with the sentences that the cells link to, and one for the tasks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from plandiff.model.matrix import Matrix, MatrixCell
from plandiff.renderers.matrix.figures import GRADES, NOTHING, OTHER, cell_text, head, summary_rows
from plandiff.renderers.matrix.views import surroundings
from plandiff.renderers.messages import Wording
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.sheets import Sheets
from plandiff.renderers.terminal import visible

NUMBER: Final = "#,##0.######"
NAME: Final = 18
PRINTED: Final = 16
VALUE: Final = 12
TEXT: Final = 60
"""Widths of columns, in characters as Excel counts them."""
BEFORE: Final = 90
AFTER: Final = 60
"""Characters before and after a quantity that fit in a row of that height."""
HEAD: Final = 34
READABLE: Final = 62
"""Heights of a head, and of a row with a sentence (points): two lines, four lines."""
FILLS: Final = {
    "same": "#DCEFEC",
    "part": "#F3ECD4",
    "touched": "#ECEBE6",
    "none": "#FFFFFF",
    "words": "#F3ECD4",
    "other": "#ECE6F7",
}
"""The page's colours."""
BOX: Final = {"valign": "top", "text_wrap": True, "border": 1, "border_color": "#DCD8CE"}


class _Column(NamedTuple):
    """A column of the table of indicators."""

    head: str
    indicator: int
    end: str
    """`text` as printed, `low` and `high` as numbers."""


def render_matrix_xlsx(matrix: Matrix, options: RenderOptions) -> bytes:
    wording = Wording(options.language)
    with Sheets(wording.say("matrix_indicators"), options) as sheets:
        writer = _Writer(matrix, wording, sheets)
        writer.write()
        return sheets.close()


class _Writer:
    """Writes the sheets of one matrix."""

    def __init__(self, matrix: Matrix, wording: Wording, sheets: Sheets) -> None:
        self._matrix = matrix
        self._say = wording.say
        self._sheets = sheets
        self._head = sheets.form(bold=True, bg_color="#F8F7F4", **BOX)
        self._plain = sheets.form(**BOX)
        self._number = sheets.form(num_format=NUMBER, **BOX)
        self._bold = sheets.form(bold=True, font_color="#1F4E79")
        self._sentences = self._say("matrix_sheet_cells")

    def write(self) -> None:
        self._write_indicators()
        self._write_sentences()
        if self._matrix.items:
            self._write_tasks()
            self._write_places()
        if self._matrix.extras:
            self._write_extras()

    def _begin(self, name: str, heads: Sequence[tuple[str, int]], *, rows: int, fixed: int = 1) -> Any:  # noqa: ANN401 - xlsxwriter has no types
        """A sheet with its head, which is frozen, and filters."""
        sheet = self._sheets.sheet(name)
        for place, (text, width) in enumerate(heads):
            sheet.set_column(place, place, width)
            self._sheets.text(sheet, 0, place, text, self._head)
        sheet.set_row(0, HEAD)
        sheet.freeze_panes(1, fixed)
        sheet.autofilter(0, 0, max(rows, 1), len(heads) - 1)
        self._sheets.set_up(sheet, landscape=True, repeat=(0, 0))
        return sheet

    def _write_row(self, sheet: Any, row: int, values: Sequence[object]) -> None:  # noqa: ANN401
        for place, value in enumerate(values):
            if isinstance(value, int | float):
                sheet.write_number(row, place, value, self._number)
            else:
                self._sheets.text(sheet, row, place, str(value or ""), self._plain)

    def _write_indicators(self) -> None:
        matrix = self._matrix
        columns = list(self._columns())
        heads = [(self._say("matrix_document"), NAME), (self._say("matrix_code"), 9)]
        heads += [(column.head, PRINTED if column.end == "text" else VALUE) for column in columns]
        sheet = self._begin(self._say("matrix_indicators"), heads, rows=len(matrix.documents), fixed=2)
        targets = {(cell.document, cell.indicator): row for row, cell in enumerate(self._stated(), 1)}
        for number, document in enumerate(matrix.documents):
            name = f"{matrix.names[number]} ({self._say('matrix_baseline')})" if document.is_baseline else matrix.names[number]
            self._write_row(sheet, number + 1, [name, document.province.code if document.province else ""])
            for place, column in enumerate(columns, 2):
                cell = matrix.cell[number, column.indicator]
                if document.problem:
                    self._sheets.text(sheet, number + 1, place, self._say("matrix_unreadable") if place == 2 else "", self._plain)
                elif column.end == "text":
                    self._printed(sheet, number + 1, place, cell, targets.get((number, column.indicator)))
                else:
                    self._value(sheet, number + 1, place, cell.low if column.end == "low" else cell.high)
        for offset, summary in enumerate(summary_rows(matrix), len(matrix.documents) + 2):
            self._sheets.text(sheet, offset, 0, self._say(summary.key), self._head)
            for place, column in enumerate(columns, 2):
                text = summary.texts[column.indicator] if column.end == "text" else ""
                self._sheets.text(sheet, offset, place, text, self._plain)

    def _columns(self) -> list[_Column]:
        """Each indicator as printed, its value, and the upper end if one of its cells is a range."""
        found = []
        for number, indicator in enumerate(self._matrix.indicators):
            cells = [cell for cell in self._matrix.cells if cell.indicator == number and cell.low is not None]
            found.append(_Column(head(indicator), number, "text"))
            if cells:
                name = f"{head(indicator)} ({indicator.unit})" if indicator.unit else head(indicator)
                ranges = any(cell.low != cell.high for cell in cells)
                found.append(_Column(f"{name} {self._say('matrix_low')}" if ranges else name, number, "low"))
                if ranges:
                    found.append(_Column(f"{name} {self._say('matrix_high')}", number, "high"))
        return found

    def _stated(self) -> list[MatrixCell]:
        return [cell for cell in self._matrix.cells if cell.state != "none"]

    def _printed(self, sheet: Any, row: int, place: int, cell: MatrixCell, target: int | None) -> None:  # noqa: ANN401
        """A text as printed, linked to its sentence."""
        fill = "other" if cell.measure == "other" else cell.state
        form = self._sheets.form(**BOX, **({"bg_color": FILLS[fill]} if fill in FILLS and cell.state != "none" else {}))
        if target is None:
            self._sheets.text(sheet, row, place, NOTHING, form)
        else:
            self._sheets.link(sheet, row, place, (self._sentences, target), cell_text(cell), form)

    def _value(self, sheet: Any, row: int, place: int, value: float | None) -> None:  # noqa: ANN401
        if value is None:
            self._sheets.text(sheet, row, place, "", self._plain)
        else:
            sheet.write_number(row, place, value, self._number)

    def _write_sentences(self) -> None:
        say, matrix = self._say, self._matrix
        heads = [(say("matrix_document"), NAME), (say("matrix_indicator"), 22), (say("matrix_text"), PRINTED)]
        heads += [
            (say("matrix_low"), VALUE),
            (say("matrix_high"), VALUE),
            (say("matrix_where"), 12),
            (say("matrix_state"), 12),
            (say("matrix_sentence"), TEXT),
        ]
        heads += [(say("matrix_source"), 30)]
        cells = self._stated()
        sheet = self._begin(self._sentences, heads, rows=len(cells))
        for row, cell in enumerate(cells, 1):
            where = say(f"matrix_where_{cell.where}") if cell.where else ""
            state = say(f"matrix_state_{'other' if cell.measure == 'other' else cell.state}")
            values = [matrix.names[cell.document], head(matrix.indicators[cell.indicator]), cell_text(cell).removesuffix(OTHER)]
            numbers = ["" if end is None else end for end in (cell.low, cell.high)]
            source = matrix.documents[cell.document].source
            self._write_row(sheet, row, [*values, *numbers, where, state, "", source])
            self._marked(sheet, row, len(heads) - 2, cell)
            sheet.set_row(row, READABLE)

    def _marked(self, sheet: Any, row: int, place: int, cell: MatrixCell) -> None:  # noqa: ANN401
        """A sentence in context, the quantity in bold."""
        before, text, after = map(visible, surroundings(cell, BEFORE, AFTER))
        pieces = [*([before] if before else []), self._bold, text, *([after] if after else [])]
        if len(pieces) > 2:
            sheet.write_rich_string(row, place, *pieces, self._plain)
        else:
            self._sheets.text(sheet, row, place, text, self._plain)

    def _write_tasks(self) -> None:
        matrix, say = self._matrix, self._say
        known = [number for number in range(len(matrix.documents)) if (0, number) in matrix.covered]
        heads = [(say("matrix_section"), 44), *((matrix.names[number], 7) for number in known)]
        heads += [(f"{symbol} {self._grade(grade)}", 9) for grade, symbol in GRADES.items()]
        sheet = self._begin(say("matrix_tasks" if matrix.has_baseline else "matrix_themes"), heads, rows=len(matrix.items))
        for row, item in enumerate(matrix.items, 1):
            title = self._sheets.form(indent=max(item.level - 1, 0), bold=item.chapter == row - 1, **BOX)
            self._sheets.text(sheet, row, 0, f"{item.number} {item.title}".strip(), title)
            grades = []
            for place, number in enumerate(known, 1):
                found = matrix.covered[row - 1, number]
                grades.append(found.grade)
                count = f" {len(found.planned)}" if len(found.planned) > 1 else ""
                form = self._sheets.form(align="center", bg_color=FILLS[found.grade], **BOX)
                self._sheets.text(sheet, row, place, GRADES[found.grade] + count, form)
            for place, grade in enumerate(GRADES, len(known) + 1):
                sheet.write_number(row, place, sum(found == grade for found in grades), self._number)

    def _write_places(self) -> None:
        matrix, say = self._matrix, self._say
        heads = [
            (say("matrix_section"), 36),
            (say("matrix_document"), NAME),
            (say("matrix_state"), 12),
            (say("matrix_where"), 36),
        ]
        heads += [(say("matrix_sentence"), TEXT), (say("matrix_indicators"), 36)]
        sheet = self._begin(say("matrix_sheet_places"), heads, rows=len(matrix.coverage))
        for row, found in enumerate(matrix.coverage, 1):
            item = matrix.items[found.item]
            best = next(iter(found.places), found.rejected)
            state = self._grade(found.grade)
            if best is found.rejected and best:
                state = say("matrix_rejected", percent=round(best.score * 100))
            elif best and best.aspect == "review":
                state = say("matrix_reviewed")
            where = " › ".join((*best.path, best.title)) if best else ""
            title = f"{item.number} {item.title}".strip()
            values = [title, matrix.names[found.document], state, where, best.text if best else "", "；".join(found.numbers)]
            self._write_row(sheet, row, values)
            sheet.set_row(row, READABLE)

    def _write_extras(self) -> None:
        matrix, say = self._matrix, self._say
        heads = [(say("matrix_document"), NAME), (say("matrix_where"), 40), (say("matrix_sentence"), TEXT)]
        sheet = self._begin(say("matrix_sheet_extras"), heads, rows=len(matrix.extras))
        for row, extra in enumerate(matrix.extras, 1):
            where = " › ".join((*extra.place.path, extra.place.title))
            self._write_row(sheet, row, [matrix.names[extra.document], where, extra.place.text])
            sheet.set_row(row, READABLE)

    def _grade(self, grade: str) -> str:
        return self._say("matrix_no_place" if grade == "none" else f"matrix_{grade}")
