"""Tables of pages: which of them are the text, what stands around them, and what of them a page does not show."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plandiff import compare, load
from plandiff.model import Plan, Source
from word_files import docx, p, table

TABLE = "<table><tr><th>指标</th><th>2030年</th></tr><tr><td>节水器具普及率</td><td>{}</td></tr></table>"
PROSE = "<h2>一、目标</h2><p>到2030年，全市建成节水型社会。</p>"


def page(body: str) -> Plan:
    return load(f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{body}</body></html>".encode())


def grid(plan: Plan) -> list[list[str]]:
    return [[cell.text for cell in unit.cells] for unit in plan.units if unit.kind == "row"]


def aside(plan: Plan) -> list[str]:
    return [block.text for block in plan.set_aside]


def headings(plan: Plan) -> list[str]:
    return [unit.number + unit.text for unit in plan.units if unit.kind == "section"]


# --- tables between what belongs to the page ---------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "# 清河市节水规划\n\n来源：市水务局\n\n| 指标 | 2030年 |\n|---|---|\n| 普及率 | 95% |\n\n责任编辑：李四\n",
        "# 清河市节水规划\n\n## 一、目标\n\n到2030年，全市建成节水型社会。\n\n联系电话：010-1\n\n| 指标 | 2030年 |\n|---|---|\n| 普及率 | 95% |\n\n打印本页\n",
    ],
)
def test_a_table_of_data_between_two_lines_of_the_page_is_text(text: str) -> None:
    plan = load(Source("plan.md", text.encode()))
    assert grid(plan) == [["指标", "2030年"], ["普及率", "95%"]]
    assert len(aside(plan)) == 2


def test_a_short_line_between_two_lines_of_the_page_is_furniture_as_before() -> None:
    assert "三楼东侧" in aside(page(f"{PROSE}<p>联系电话：010-1</p><p>三楼东侧</p><p>打印本页</p>"))


# --- a text that is mostly tables --------------------------------------------------------------------


@pytest.mark.parametrize("note", ["以上为预期性指标", "以上指标均为预期性指标，以年末统计为准。"])
def test_a_table_in_an_element_of_its_own_keeps_the_headings_around_it(note: str) -> None:
    def plan(share: str) -> str:
        rows = "".join(f"<tr><td>第{number}项节水工程的年度完成比例</td><td>{number}%</td></tr>" for number in range(90))
        indicators = TABLE.format(share).replace("</table>", f"{rows}</table>")
        return f"<h1>清河市节水指标</h1><h2>一、主要指标</h2><div>{indicators}</div><h2>二、说明</h2><p>{note}</p>"

    old = page(plan("95%"))
    assert (old.meta.title, headings(old)) == ("清河市节水指标", ["一、主要指标", "二、说明"])
    assert len(grid(old)) == 92
    assert not aside(old)
    changed = [change for change in compare(old, page(plan("96%"))).changes if change.status == "changed"]
    assert len(changed) == 1


def test_beside_prose_a_table_in_the_margin_of_a_page_does_not_widen_its_text() -> None:
    plan = page(
        f"<div><h3>天气</h3><ul><li>晴</li></ul></div><div>{PROSE}<p>各区应当落实责任，按年度公布进展。</p>{TABLE.format('9%')}</div>"
    )
    assert aside(plan) == ["天气", "晴"]


# --- what a page does not show of a table, and what is not a table --------------------------------------


def test_hidden_rows_cells_and_words_are_no_data_but_stand_beside_the_table() -> None:
    plan = page(
        f"{PROSE}<table><tr><th>指标</th><th style='display:none'>编码</th><th>2030年</th></tr>"
        "<tr><td>普及率</td><td style='display: none'>007</td><td><span hidden>0.95</span>95%<button>复制</button></td></tr>"
        "<tr style='display:none'><td>漏损率</td><td>008</td><td>9%</td></tr>"
        "<tr><td>复用率</td><td style='visibility:hidden'>80%</td></tr>"
        "<tbody hidden><tr><td>回用率</td><td>70%</td></tr></tbody></table>"
    )
    assert grid(plan) == [["指标", "2030年"], ["普及率", "95%"], ["复用率", ""]]
    assert aside(plan) == ["编码", "007", "0.95", "复制", "漏损率 008 9%", "80%", "回用率 70%"]
    assert not grid(page(PROSE + TABLE.format("9%").replace("<table", "<table hidden")))


LONG = "各区应当落实责任，加强用水管理，按年度公布进展。" * 80
"""A cell of a plan that says all there is to say: 1,920 characters."""
TASKS = [["序号", "任务", "单位"], ["1", LONG, "水务局"], ["2", "修渠", "农业局"]]
LAYOUT = [["首页", "", ""], ["目录", LONG, "新闻"], ["版权", "", ""]]


def rows_of(rows: list[list[str]]) -> str:
    return "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)


def word_page(rows: list[list[str]]) -> Plan:
    return load(docx(p("清河市节水规划"), table(*rows)))


@pytest.mark.parametrize("load_table", [lambda rows: page(f"<h2>一、任务</h2><table>{rows_of(rows)}</table>"), word_page])
def test_one_long_cell_does_not_make_a_full_table_one_of_layout(load_table: Callable[[list[list[str]]], Plan]) -> None:
    assert grid(load_table(TASKS)) == TASKS
    assert not grid(load_table(LAYOUT))
    assert not grid(load_table([row[:2] for row in TASKS]))
    assert not grid(load_table([*TASKS, ["3", LONG * 6, "教育局"]]))
