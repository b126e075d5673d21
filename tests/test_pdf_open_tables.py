"""Tables without lines, or with few: what LibreOffice prints of them, held against their Word files, and financial statements."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from pdf_files import FONT, pdf, print_all, text
from plandiff.model import Source
from plandiff.pipeline import load
from plandiff.readers import read
from word_files import docx, p, r

SIZE = f'{FONT}<w:sz w:val="21"/>'
EDGES: Mapping[str, Sequence[str]] = {
    "none": (),
    "across": ("top", "bottom", "insideH"),
    "all": ("top", "left", "bottom", "right", "insideH", "insideV"),
}


def table(widths: Sequence[int], rows: Sequence[Sequence[str]], edges: str = "none", heads: int = 0) -> str:
    """A Word table of fixed widths; the lines of a cell are paragraphs."""
    drawn = "".join(f'<w:{edge} w:val="single" w:sz="8" w:space="0" w:color="000000"/>' for edge in EDGES[edges])
    found = "".join(
        f"<w:tr><w:trPr>{'<w:tblHeader/>' if place < heads else ''}</w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"{''.join(p(r(line, SIZE)) for line in cell.splitlines())}</w:tc>"
            for width, cell in zip(widths, row, strict=True)
        )
        + "</w:tr>"
        for place, row in enumerate(rows)
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    stated = f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{drawn}</w:tblBorders><w:tblLayout w:type="fixed"/>'
    return f"<w:tbl><w:tblPr>{stated}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{found}</w:tbl>"


WIDTHS = (1200, 4500, 2000, 1300)
TASKS = [
    ("序号", "主要任务", "责任单位", "完成时限"),
    *(
        (f"任务{place}", f"推进第{place}批口袋公园建设，完善管理制度和建设标准，形成可以推广的经验做法，由市级部门牵头", "市园林局、市财政局和市住建局", "2026年")
        for place in range(1, 31)
    ),
]  # fmt: skip
WORKS = [
    ("Task", "What is to be done", "Who", "By"),
    *(
        (f"Task {place}", f"Open park number {place} to the public, improve its paths and benches, and report on the lessons learnt by the end of the year", "Department of Works and Finance", "2026")
        for place in range(1, 31)
    ),
]  # fmt: skip
SUMS = [
    ("项目", "金额（元）", "期初期末"),
    *((f"项目{place}", f"{1234567890123 + place * 987654321}", f"{11 + place}\n{12 + place}") for place in range(1, 9)),
]
PROSE = p(r("各县区按下列安排分解任务，按年度统计并向社会公布，结果作为资源配置的依据。" * 3, SIZE))
TABLES = {
    "without lines": table(WIDTHS, TASKS, heads=1),
    "of words without lines": table(WIDTHS, WORKS, heads=1),
    "without lines and its head once": table((3000, 2000, 2000), [(f"第{one}项指标", f"{one * 7}", f"{one * 9}.5") for one in range(1, 70)]),
    "with lines between rows": table(WIDTHS, WORKS, "across", heads=1),
    "of narrow cells": table((2000, 1100, 1100), SUMS, "all"),
}  # fmt: skip


@pytest.fixture(scope="module")
def printed(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of Word files with what LibreOffice prints of each."""
    folder = tmp_path_factory.mktemp("open")
    for name, body in TABLES.items():
        (folder / f"{name}.docx").write_bytes(docx(PROSE + body))
    print_all(soffice, folder)
    return folder


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_whole_however_their_cells_wrap_and_pages_cut_them(printed: Path, name: str) -> None:
    old, new = (
        [
            [re.sub(r"(?<=\W)\s|\s(?=\W)", "", cell.text) for cell in unit.cells]
            for unit in load(printed / file).units
            if unit.cells
        ]
        for file in (f"{name}.docx", f"{name}.pdf")
    )
    assert len(old) >= 9
    assert new == old


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("1,234,", "567", "1,234,567"),
        ("123456", "78.5%", "12345678.5%"),
        ("123456", "654321", "123456 654321"),
        ("000001", "02", "000001 02"),
        ("123.45", "6.7", "123.45 6.7"),
        ("123456", "a year", "123456 a year"),
        ("12", "3", "12 3"),
    ],
)
def test_a_number_that_fills_its_cell_goes_on_below_and_two_numbers_are_two(above: str, below: str, whole: str) -> None:
    """The right column is as wide as six figures, between margins of three points."""
    drawn = [b"60 %d m 209 %d l S" % (y, y) for y in (700, 660, 620)] + [b"%d 700 m %d 620 l S" % (x, x) for x in (60, 170, 209)]
    rows = [("Parks", "Sum", ""), ("Gardens", above, below)]
    texts = [
        text(line, left=left, top=top, size=10)
        for place, (name, *cell) in enumerate(rows)
        for left, top, line in ((65, 685 - 40 * place, name), *((173, 685 - 40 * place - 12 * down, one) for down, one in enumerate(cell)))
        if line
    ]  # fmt: skip
    (block,) = read(Source("parks.pdf", pdf(b"\n".join([*drawn, *texts])))).blocks
    assert block.cells[1][1].text == whole


def statement(*rows: tuple[int, Sequence[str]]) -> list[list[str]]:
    """The cells of a table of a name and two columns of figures, each row so many points below the one above."""
    top = 700
    printed = []
    for step, row in rows:
        top -= step
        for place, cell in enumerate(row):
            left = 60 if not place else 240 + 130 * place - 6 * len(cell)  # figures end at the same place
            printed += [text(cell, left=left, top=top, size=10)] if cell else []
    found = read(Source("accounts.pdf", pdf(b"\n".join(printed)))).blocks
    return [[cell.text for cell in row] for block in found for row in block.cells]


def test_a_statement_is_one_table_with_the_names_of_its_groups_and_rows_below_white_space() -> None:
    rows: list[tuple[int, Sequence[str]]] = [
        (0, ("", "Budget 2025", "Budget 2026")),
        (16, ("", "(in thousands)", "(in thousands)")),
        (40, ("Parks:",)),
        (14, ("Gardens", "1,250", "1,310")),
        (14, ("Pools", "820", "790")),
        (34, ("Roads:",)),
        (14, ("Bridges", "4,100", "4,450")),
        (40, ("Total", "6,170", "6,550")),
    ]
    head = ["", "Budget 2025 (in thousands)", "Budget 2026 (in thousands)"]
    assert statement(*rows) == [head, *([*cells, *[""] * (3 - len(cells))] for _, cells in rows[2:])]


def test_a_heading_below_a_table_that_no_figures_follow_is_outside_it() -> None:
    table = [(0 if not place else 14, (f"Park {place}", f"{place}10", f"{place}20")) for place in range(5)]
    assert statement(
        *table, (30, ("Notes",)), (14, ("All sums are those of the budget that the council adopted last year.",))
    ) == [list(cells) for _, cells in table]
