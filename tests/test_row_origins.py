"""A row knows its own place in the file, not only that of its table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest

import plandiff
from ofd_files import content, ofd, ruled
from pdf_files import pdf
from plandiff.model import Origin, Plan, Source, Unit
from plandiff.pipeline import load
from plandiff.renderers.canonical import render_canonical
from sheet_files import xlsx
from word_files import docx, p, table

PIPES = "# 云河市规划\n\n## 一、指标\n\n| 指标 | 2025年 |\n|---|---|\n| 学位（个） | {} |\n| 教师（名） | 600 |\n| 经费（万元） | 70 |\n"


def rows_of(plan: Plan) -> list[Unit]:
    return [unit for unit in plan.units if unit.kind == "row"]


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("a.md", PIPES.format(500), [5, 7, 8, 9]),
        ("a.md", f"---\nsource: 云河市\n---\n{PIPES.format(500)}", [8, 10, 11, 12]),
        ("a.csv", '指标,2025年\n"学位\n（个）",500\n\n教师,600\n', [1, 2, 5]),
        ("a.csv", "指标,2025年,\n,目标,属性\n学位,500,预期性\n教师,600,约束性\n", [1, 2, 3, 4]),
        ("a.txt", "云河市规划\n\n指标\t2025年\n学位\t500\n教师\t600\n", [3, 4, 5]),
        ("a.txt", "云河市规划\n序号\n指标\n目标\n1\n学位\n500\n2\n教师\n600\n3\n经费\n70\n", [2, 5, 8, 11]),
    ],
)
def test_a_row_of_a_text_has_its_own_line(name: str, text: str, lines: list[int]) -> None:
    assert [row.line for row in rows_of(load(Source(name, text.encode())))] == lines


def test_a_row_of_canonical_text_has_its_own_line() -> None:
    canonical = render_canonical(load(Source("a.md", PIPES.format(500).encode())))
    printed = canonical.splitlines()
    rows = rows_of(load(Source("b.md", canonical.encode())))
    assert len(rows) == 4
    assert all(row.cells[0].text in printed[(row.line or 0) - 1] for row in rows)


def test_a_row_of_a_sheet_begins_at_its_own_first_cell() -> None:
    rows: list[list[Any]] = [["指标", "单位", "目标"], ["学位", "个", 500], [None, "名", 600], ["经费", "万元", 70]]
    found = rows_of(load(Source("a.xlsx", xlsx(rows))))
    assert [row.origin.cell for row in found if row.origin] == ["A1", "A2", "B3", "A4"]


def test_a_row_of_a_word_table_has_its_own_paragraph() -> None:
    rows = table(("指标", "目标"), ("学位（个）", "500"), ("教师（名）", "600"))
    found = rows_of(load(Source("a.docx", docx(p("云河市规划"), rows, p("说明")))))
    assert [row.origin for row in found] == [Origin(part="", paragraph=number) for number in (2, 4, 6)]


def grid(rows: Sequence[tuple[str, str]], top: int) -> bytes:
    """A ruled table of two columns, whose rows are 30 points high, from a height above the foot of the page."""
    bottom = top - 30 * len(rows)
    lines = [f"60 {top - 30 * place} m 460 {top - 30 * place} l S" for place in range(len(rows) + 1)]
    lines += [f"{left} {top} m {left} {bottom} l S" for left in (60, 260, 460)]
    texts = [
        f"BT /F1 12 Tf {left} {top - 30 * place - 20} Td ({text}) Tj ET"
        for place, row in enumerate(rows)
        for left, text in zip((70, 270), row, strict=True)
    ]
    return "\n".join([*lines, *texts]).encode()


def test_a_row_of_a_pdf_table_has_its_own_page_and_box() -> None:
    rows = [("Indicator", "Target"), ("School places", "500"), ("Teachers", "600"), ("Funds", "70"), ("Libraries", "9")]
    found = rows_of(load(Source("a.pdf", pdf(grid(rows[:3], 160), grid(rows[3:], 780)))))
    assert [row.text for row in found] == [" | ".join(row) for row in rows]
    assert [row.origin.page for row in found if row.origin] == [1, 1, 1, 2, 2]
    assert found[1].origin == Origin(page=1, box=(60, 712, 460, 742))
    assert found[3].origin == Origin(page=2, box=(60, 62, 460, 92))


def test_a_row_of_an_ofd_table_has_its_own_box() -> None:
    found = rows_of(load(Source("a.ofd", ofd(content(ruled([["指标", "目标"], ["学位", "500"], ["教师", "600"]], 30, 40))))))
    boxes = [row.origin.box for row in found if row.origin and row.origin.box]
    assert len(boxes) == 3
    assert all(above[3] == below[1] and above[::2] == below[::2] for above, below in pairwise(boxes))


def test_findings_say_where_the_changed_row_is() -> None:
    comparison = plandiff.compare(PIPES.format(500).encode(), PIPES.format(400).encode(), mode="versions")
    (changed,) = (change for change in comparison.changes if change.status == "changed")
    assert [comparison.new.unit[unit].line for unit in changed.new] == [7]


def test_where_its_rows_are_is_not_part_of_what_a_plan_is() -> None:
    spread = PIPES.format(500).replace("## 一", "\n\n\n## 一")
    assert load(Source("a.md", PIPES.format(500).encode())) == load(Source("a.md", spread.encode()))
