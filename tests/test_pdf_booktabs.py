"""Tables ruled only across: 三线表 that LibreOffice prints, held against their Word files, and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from pdf_files import FONT, pdf, print_all, text
from plandiff.model import Block, Source
from plandiff.pipeline import load
from plandiff.readers import read
from word_files import docx, p, r

HEAD = ("序号", "指标名称", "单位", "2025年", "2030年")
WIDTHS = (900, 3200, 1500, 1400, 1400)
WRAPPED = "公园绿地服务半径覆盖率，按建成区口径逐年统计并向社会公布"
ROWS = [
    (f"{place}", WRAPPED if place % 5 == 0 else f"第{place}项指标", "%", f"{50 + place}.5", f"{60 + place}")
    for place in range(1, 91)
]
PROSE = p(r("各县区按下列指标分解任务，按年度统计并向社会公布，结果作为资源配置的依据。" * 3, FONT))


def ruled_across(
    widths: Sequence[int],
    *rows: Sequence[str],
    below: Mapping[tuple[int, int], str],
    spans: Mapping[tuple[int, int], int] | None = None,
    heads: int = 0,
    middle: bool = False,
) -> str:
    """A Word table whose only lines are those above it and below certain cells, by row and column (-1 for all of a row)."""
    rendered = ""
    aligned = '<w:vAlign w:val="center"/>' if middle else ""
    for number, row in enumerate(rows):
        column = 0
        cells = ""
        for content in row:
            span = (spans or {}).get((number, column), 1)
            names = ["top"] if number == 0 else []
            names += ["bottom"] if below.keys() & {(number, column), (number, -1)} else []
            edges = "".join(f'<w:{name} w:val="single" w:sz="8" w:space="0" w:color="000000"/>' for name in names)
            merge = below.get((number, column), "")
            cells += (
                f'<w:tc><w:tcPr><w:tcW w:w="{sum(widths[column : column + span])}" w:type="dxa"/><w:gridSpan w:val="{span}"/>{merge}'
                f"<w:tcBorders>{edges}</w:tcBorders>{aligned}</w:tcPr>"
            )
            cells += (
                p(r(content, f'{FONT}<w:sz w:val="21"/>'), properties="" if column == 1 else '<w:jc w:val="center"/>') + "</w:tc>"
            )
            column += span
        rendered += f"<w:tr><w:trPr>{'<w:tblHeader/>' if number < heads else ''}</w:trPr>{cells}</w:tr>"
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f'<w:tbl><w:tblPr><w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rendered}</w:tbl>'


def three_lines(*rows: Sequence[str], widths: Sequence[int] = WIDTHS, heads: int = 0, middle: bool = False) -> str:
    return ruled_across(widths, *rows, below={(0, -1): "", (len(rows) - 1, -1): ""}, heads=heads, middle=middle)


GROUPED = ruled_across(
    (2400, 1400, 1400, 1400, 1400),
    ("指标", "2025年", "2030年"),
    ("", "计划", "实际", "计划", "实际"),
    ("绿地面积", "10", "11", "12", "13"),
    ("口袋公园", "20", "21", "22", "23"),
    ("步道里程", "30", "31", "32", "33"),
    below={(0, 0): '<w:vMerge w:val="restart"/>', (0, 1): "", (0, 3): "", (1, 0): "<w:vMerge/>", (1, -1): "", (4, -1): ""},
    spans={(0, 1): 2, (0, 3): 2},
)
WORDS = (
    ("名称", "说明", "数量"),
    ("公园", "由市园林部门管理，每日开放时间不少于十二小时，由各公园公布，遇极端天气可以临时关闭", "7"),
    ("广场", "由区管理", "8"),
    ("步道", "由街道管理，长度不少于五公里，沿线设置座椅、照明和无障碍设施，并与公园、广场衔接贯通", "9"),
)
TABLES = {
    "between texts": PROSE + three_lines(HEAD, *ROWS[:5]) + PROSE + p("表二 其他指标") + three_lines(HEAD, *ROWS[:2]) + PROSE,
    "over pages with its head again": PROSE + three_lines(HEAD, *ROWS, heads=1) + PROSE,
    "over pages": PROSE + three_lines(HEAD, *(row for row in ROWS if WRAPPED not in row)) + PROSE,
    "with a head of two rows": PROSE + GROUPED + PROSE,
    "of words": PROSE + three_lines(*(row[:2] for row in WORDS), widths=(1800, 6000)) + PROSE,
    "with cells at the middle of their rows": PROSE + three_lines(*WORDS, widths=(1800, 5000, 1600), middle=True) + PROSE,
}


@pytest.fixture(scope="module")
def printed(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of Word files with what LibreOffice prints of each."""
    folder = tmp_path_factory.mktemp("printed")
    for name, body in TABLES.items():
        (folder / f"{name}.docx").write_bytes(docx(body))
    print_all(soffice, folder)
    return folder


@pytest.mark.parametrize("name", TABLES)
def test_a_table_ruled_only_across_is_the_one_that_was_printed(printed: Path, name: str) -> None:
    old, new = (
        [(unit.kind, [re.sub(r"\s+", "", one.text) for one in unit.cells] or unit.text) for unit in load(printed / file).units]
        for file in (f"{name}.docx", f"{name}.pdf")
    )
    assert [kind for kind, _ in old].count("row") >= 4
    assert new == old


def blocks(data: bytes) -> list[Block]:
    return [block for block in read(Source("parks.pdf", data)).blocks if not block.aside]


def lines(*heights: int, left: int = 60, right: int = 540) -> bytes:
    return b"\n".join(b"%d %d m %d %d l S" % (left, y, right, y) for y in heights)


def test_lines_around_a_running_head_and_two_columns_of_text_draw_no_table() -> None:
    prose = [
        "Parks are open to all the citizens",
        "of the town on every day of the year.",
        "The council sets hours and all fees,",
    ] * 3
    head = text("The register", left=60, top=790) + b"\n" + text("Volume 7", left=480, top=790)
    drawn = [lines(805, 780, 600), head, text(*prose, left=60, top=760), text(*prose, left=330, top=760)]
    assert "table" not in [block.kind for block in blocks(pdf(b"\n".join(drawn)))]


def test_lines_at_the_head_and_foot_of_a_page_draw_no_table_around_numbered_paragraphs() -> None:
    numbered = [(f"Rule {place}", "Parks are open to all citizens") for place in (1, 2, 3, 4)]
    drawn = [lines(805, 780, 600), text("The register", left=60, top=790), text("Volume 7", left=200, top=790)]
    for place, (mark, words) in enumerate(numbered):
        drawn += [text(mark, left=60, top=760 - 40 * place), text(words, left=200, top=760 - 40 * place)]
        drawn.append(text("of the town, and the council sets hours and fees for them.", left=60, top=740 - 40 * place))
    assert "table" not in [block.kind for block in blocks(pdf(b"\n".join(drawn)))]


def test_lines_around_who_printed_a_notice_and_when_draw_no_table() -> None:
    foot = [
        text("Issued by the council", left=70, top=110),
        text("Telephone 12345", left=400, top=110),
        text("Office of the council", left=70, top=90),
        text("1 March 2026", left=400, top=90),
    ]
    drawn = [text("Parks are open to all citizens of the town.", top=700), lines(125, 104, 84), *foot]
    assert "table" not in [block.kind for block in blocks(pdf(b"\n".join(drawn)))]


def test_a_text_beside_a_table_ruled_only_across_stays_outside_it() -> None:
    rows = [("Goal", "2025", "2030"), ("Parks", "110", "120"), ("Gardens", "35", "40")]
    cells = [
        text(piece, left=left, top=690 - 16 * place)
        for place, row in enumerate(rows)
        for piece, left in zip(row, (64, 150, 220), strict=True)
    ]
    beside = text("Parks are open to all of", "the citizens of the town", "on every day of the year", left=330, top=690)
    found = blocks(pdf(b"\n".join([lines(706, 685, 652, right=270), *cells, beside])))
    tables = [block for block in found if block.kind == "table"]
    assert [[[cell.text for cell in row] for row in table.cells] for table in tables] == [[list(row) for row in rows]]
    assert "on every day of the year" in " ".join(block.text for block in found if block.kind != "table")
