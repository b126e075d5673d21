"""The table as an Excel sheet: the same rows, with marks inside the cells, filterable, with no active content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Final

from plandiff.model import Comparison
from plandiff.renderers.messages import Wording
from plandiff.renderers.options import Marks, RenderOptions
from plandiff.renderers.sheets import LONGEST_CELL, Sheets
from plandiff.renderers.table.cells import Block, Cell, Entry, Line, Stretch, Table
from plandiff.renderers.table.figures import write_figures
from plandiff.renderers.table.rows import make_table

BORDER: Final = " | "
"""Between the cells of a table within a cell, which Excel does not have."""
FONT: Final = {"font_name": "仿宋", "font_size": 11}
_FORMS: Final[dict[Marks, dict[str, dict[str, Any]]]] = {
    "bold": {"added": {"font_name": "黑体", "bold": True}, "deleted": {"font_strikeout": True}},
    "underline": {"added": {"underline": 1}, "deleted": {"font_strikeout": True}},
    "colour": {"added": {"font_color": "#1F3FBF"}, "deleted": {"font_strikeout": True, "font_color": "#C00000"}},
    "shading": {"added": {"font_color": "#1F3FBF", "bold": True}, "deleted": {"font_strikeout": True}},
}
"""Excel shades only whole cells, so shaded text is bold and blue."""
WIDTHS: Final = {"number": 6, "place": 22, "kind": 10, "old": 52, "new": 52, "notes": 28}
"""In characters, as Excel counts them."""


def render_xlsx(comparison: Comparison, options: RenderOptions) -> bytes:
    table = make_table(comparison, options)
    say = Wording.about(comparison, options.language).say
    with Sheets(table.title, options) as sheets:
        _Writer(sheets, table, options.table.marks).write(
            {
                "number": say("table_number"),
                "place": say("table_place"),
                "kind": say("table_kind"),
                **{column.name: column.title for column in table.columns if column.name in ("old", "new", "notes")},
            },
            landscape=options.table.orientation == "landscape",
        )
        write_figures(sheets, comparison, options)
        return sheets.close()


class _Writer:
    """Writes the one sheet."""

    def __init__(self, sheets: Sheets, table: Table, marks: Marks) -> None:
        self._sheets = sheets
        self._table = table
        self._inks = {ink: sheets.form(**FONT | form) for ink, form in _FORMS[marks].items()}
        self._inks["shared"] = self._inks["added"]
        self._plain = sheets.form(**FONT)
        box = {"text_wrap": True, "valign": "top", "border": 1}
        self._boxed = sheets.form(**FONT, **box)
        self._whole = {ink: sheets.form(**FONT | form, **box) for ink, form in _FORMS[marks].items()}
        self._whole["shared"] = self._whole["added"]

    def write(self, heads: dict[str, str], *, landscape: bool) -> None:
        sheet = self._sheets.sheet(self._table.title)
        title = self._sheets.form(font_name="宋体", font_size=16, bold=True, align="center", valign="vcenter", text_wrap=True)
        sheet.merge_range(0, 0, 0, len(heads) - 1, "", title)
        self._sheets.text(sheet, 0, 0, self._table.title, title)
        legend = self._sheets.form(**FONT, text_wrap=True)
        sheet.merge_range(1, 0, 1, len(heads) - 1, "", legend)
        self._sheets.text(sheet, 1, 0, " ".join(self._table.legend), legend)
        sheet.set_row(0, 42)
        head = self._sheets.form(
            font_name="黑体", font_size=11, align="center", valign="vcenter", bg_color="#E7E7E7", border=1, text_wrap=True
        )
        for place, (name, text) in enumerate(heads.items()):
            sheet.set_column(place, place, WIDTHS[name])
            self._sheets.text(sheet, 2, place, text, head)
        row = 3
        for entry in self._table.entries:
            if entry.kind == "change":
                row = self._entry(sheet, row, entry, tuple(heads))
        sheet.freeze_panes(3, 0)
        sheet.autofilter(2, 0, max(row - 1, 2), len(heads) - 1)
        self._sheets.set_up(sheet, landscape=landscape, repeat=(2, 2))

    def _entry(self, sheet: Any, row: int, entry: Entry, columns: tuple[str, ...]) -> int:  # noqa: ANN401 - xlsxwriter has no types
        """One entry, in as many rows as its longest cell needs."""
        old, new = (list(_cut(_stretches(cell))) for cell in (entry.old, entry.new))
        height = max(len(old), len(new), 1)
        said = {"place": entry.place, "kind": entry.change, "notes": "\n".join(entry.notes)}
        for part in range(height):
            shown = {name: parts[part] if part < len(parts) else [] for name, parts in (("old", old), ("new", new))}
            for place, name in enumerate(columns):
                if name == "number":
                    sheet.write_number(row, place, entry.number, self._boxed)
                elif name in shown:
                    self._rich(sheet, row, place, shown[name])
                else:
                    self._sheets.text(sheet, row, place, said[name], self._boxed)
            texts = said | {name: "".join(stretch.text for stretch in stretches) for name, stretches in shown.items()}
            self._sheets.fit_height(sheet, row, ((text, WIDTHS[name]) for name, text in texts.items()))
            row += 1
        return row

    def _rich(self, sheet: Any, row: int, place: int, stretches: list[Stretch]) -> None:  # noqa: ANN401
        """A text with its marks; a single stretch is not rich text, and gets its format as a whole."""
        if len(stretches) < 2:
            text, ink = stretches[0] if stretches else ("", "plain")
            self._sheets.text(sheet, row, place, text, self._whole.get(ink, self._boxed))
            return
        pieces: list[Any] = []
        for text, ink in stretches:
            pieces += [self._inks.get(ink, self._plain), text]
        sheet.write_rich_string(row, place, *pieces, self._boxed)


def _stretches(cell: Cell) -> list[Stretch]:
    """A cell as one text, one paragraph per line."""
    found: list[Stretch] = []
    for block in cell:
        for line in _lines(block):
            found += [Stretch("\n")] if found else []
            found += line
    merged = groupby((part for part in found if part.text), lambda part: part.ink)
    return [Stretch("".join(part.text for part in group), ink) for ink, group in merged]


def _lines(block: Block) -> Iterator[list[Stretch]]:
    if isinstance(block, Line):
        yield list(block.stretches)
        return
    for row in block.rows:
        yield [part for place, cell in enumerate(row) for part in ([Stretch(BORDER)] if place else []) + list(cell.stretches)]


def _cut(stretches: Iterable[Stretch]) -> Iterator[list[Stretch]]:
    """Stretches in chunks, each of which fits into a cell."""
    part: list[Stretch] = []
    length = 0
    for text, ink in stretches:
        while text:
            piece, text = text[: LONGEST_CELL - length], text[LONGEST_CELL - length :]  # noqa: PLW2901 - what is left of it
            part.append(Stretch(piece, ink))
            length += len(piece)
            if length == LONGEST_CELL:
                yield part
                part, length = [], 0
    if part:
        yield part
