"""Excel files with XlsxWriter: text stays text, whatever it begins with, and the same values give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO
from math import ceil
from typing import Any, Final, Self

from plandiff.errors import PlandiffError
from plandiff.renderers.archives import CORE, core_properties, pack, unpack
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.terminal import columns, visible

LONGEST_CELL: Final = 32_000
"""Characters of a cell: Excel allows 32,767, and counts some twice."""
LINE_HEIGHT: Final = 15.0
HIGHEST_ROW: Final = 409.0
"""Points; Excel allows no higher rows."""
TITLE_LONGEST: Final = 31
"""Characters of a sheet's name."""
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_ACTING: Final = "=+-@＝＋－＠\t\r\n"
"""Beginnings of a text that a spreadsheet takes for a formula when somebody edits it, or opens it as CSV."""
_NUMBER: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)*%?")


class Sheets:
    """A workbook being built."""

    def __init__(self, title: str, options: RenderOptions) -> None:
        try:
            import xlsxwriter
        except ImportError as problem:
            raise PlandiffError("no-xlsxwriter") from problem
        self._bytes = BytesIO()
        settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self._book = xlsxwriter.Workbook(self._bytes, settings)
        self._properties = core_properties(title, options.redline.author, options.redline.date)
        self._forms: dict[tuple[tuple[str, Any], ...], Any] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if not self._book.fileclosed:
            self._book.close()

    def close(self) -> bytes:
        """The file, with no creation time but the one given."""
        self._book.close()
        parts = unpack(self._bytes.getvalue())
        parts[CORE] = self._properties
        return pack(parts)

    def sheet(self, name: str) -> Any:  # noqa: ANN401 - xlsxwriter has no types
        """A new sheet of that name, as far as Excel allows the name."""
        return self._book.add_worksheet(self._name(name) or None)

    @staticmethod
    def _name(name: str) -> str:
        return _NOT_IN_NAMES.sub(" ", visible(name))[:TITLE_LONGEST].strip()

    def form(self, **properties: Any) -> Any:  # noqa: ANN401
        """The format with these properties, each created once."""
        key = tuple(sorted(properties.items()))
        if key not in self._forms:
            self._forms[key] = self._book.add_format(properties)
        return self._forms[key]

    def text(self, sheet: Any, row: int, column: int, text: str, form: Any) -> None:  # noqa: ANN401
        """Write text as text, truncated to what Excel allows."""
        if text:
            sheet.write_string(row, column, visible(text)[:LONGEST_CELL], form)
        else:
            sheet.write_blank(row, column, None, form)

    def link(self, sheet: Any, row: int, column: int, target: tuple[str, int], text: str, form: Any) -> None:  # noqa: ANN401
        """Write text that links to a row of another sheet of the workbook, which need not exist yet."""
        name = self._name(target[0]).replace("'", "''")
        sheet.write_url(row, column, f"internal:'{name}'!A{target[1] + 1}", form, visible(text)[:LONGEST_CELL])

    def fit_height(self, sheet: Any, row: int, cells: Iterable[tuple[str, float]]) -> None:  # noqa: ANN401
        """Make a row as high as its longest cell needs, from texts and column widths: not every program does it automatically."""
        lines = max(sum(ceil(columns(line) / width) or 1 for line in text.split("\n")) for text, width in cells)
        sheet.set_row(row, min(lines * LINE_HEIGHT + 2, HIGHEST_ROW))

    def set_up(self, sheet: Any, *, landscape: bool, repeat: tuple[int, int]) -> None:  # noqa: ANN401
        """Print on A4, one page wide, with these rows at the top of each page and its number at the bottom."""
        sheet.set_paper(9)
        if landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(*repeat)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.set_footer("&C&P / &N")


def neutralized(text: str) -> str:
    """A text for CSV that no spreadsheet takes for a formula; numbers are unchanged.

    >>> neutralized("=1+1"), neutralized("-0.5"), neutralized("@SUM(A1)")
    ("'=1+1", '-0.5', "'@SUM(A1)")
    """
    return f"'{text}" if text[:1] in _ACTING and text and not _NUMBER.fullmatch(text) else text
