"""Excel files that tests make, and what is read of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import xlsxwriter

from plandiff.model import Document, Source
from plandiff.readers import read

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


OLD: list[list[Any]] = [
    ["序号", "指标", "单位", "2025年目标", "属性"],
    [1, "学前三年毛入园率", "%", 95, "约束性"],
    [2, "新增幼儿园学位", "个", 12000, "预期性"],
    [3, "九年义务教育巩固率", "%", 99, "预期性"],
]
NEW: list[list[Any]] = [OLD[0], OLD[1], [2, "新增幼儿园学位", "个", 15000, "预期性"], OLD[3]]


def document(data: bytes, name: str = "云河市指标.xlsx") -> Document:
    return read(Source(name, data))


def shown(found: Document) -> list[Any]:
    """Tables as rows of cells, those that others reach over as `^`; other blocks as (kind, text)."""
    return [
        [["^" if cell.covered else cell.text for cell in row] for row in block.cells]
        if block.kind == "table"
        else (block.aside or block.kind, block.text)
        for block in found.blocks
    ]


def cell_shown(value: Any, number_format: str) -> str:
    return str(shown(document(xlsx([["号", "值"], [1, (value, number_format)]])))[0][1][1])


GOOD = xlsx(OLD)
SHEET = "xl/worksheets/sheet1.xml"


def changed(part: str, content: str | bytes) -> bytes:
    """The good file with another part in place of one of its own."""
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return data.getvalue()


def sheet(rows: str, after: str = "") -> bytes:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return changed(SHEET, f'<worksheet xmlns="{namespace}"><sheetData>{rows}</sheetData>{after}</worksheet>')
