"""Excel files that tests make."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import xlsxwriter

Value = Any
"""A number, a text or a date; with a format, a pair."""
Fill = Sequence[Sequence[Value]] | Callable[[Any, Any], None]
"""Rows from A1, or what is done to (sheet, file)."""


def xlsx(sheets: Mapping[str, Fill] | Sequence[Sequence[Value]], **options: Any) -> bytes:
    """An Excel file with sheets by their names, or with one."""
    data = io.BytesIO()
    file = xlsxwriter.Workbook(data, {"in_memory": True, **options})
    for name, fill in sheets.items() if isinstance(sheets, Mapping) else [("Sheet1", sheets)]:
        sheet = file.add_worksheet(name)
        if callable(fill):
            fill(sheet, file)
            continue
        for row, values in enumerate(fill):
            for column, value in enumerate(values):
                if isinstance(value, tuple):
                    sheet.write(row, column, value[0], file.add_format({"num_format": value[1]}))
                elif value is not None:
                    sheet.write(row, column, value)
    file.close()
    return data.getvalue()
