"""Tables as grids: rows by their names, columns by their heads, cells with the cells that are theirs."""

from __future__ import annotations

import json

import pytest

import plandiff
from plandiff.model import Cell, Comparison, Plan
from plandiff.model.tables import TableHead, head_of
from plandiff.readers.grids import table
from plandiff.renderers.items import Grid
from plandiff.renderers.json import render_json
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.view import lay_out
from plandiff.targets import find_targets
from plans import compared, plan

TABLE = """# 一、|主要指标
| 序号 | 指标 | 2020年 | 2025年 |
| 1 | 管网漏损率（%） | 12 | 9 |
| 2 | 供水普及率（%） | 95 | 98 |
| 3 | 水质达标率（%） | 98 | 99 |
"""


def statuses(comparison: Comparison) -> list[str]:
    return [change.status for change in comparison.changes if comparison.new.unit[(change.new or change.old)[0]].kind == "row"]


def reported(comparison: Comparison) -> list[tuple[str, str, str]]:
    return [(column.kind, column.old, column.new) for change in comparison.changes for column in change.columns]


def edits(comparison: Comparison, name: str) -> list[tuple[str, str, str]]:
    """What was edited in the row of that name."""
    (row,) = [c for c in comparison.changes if c.new and c.old and name in comparison.new.unit[c.new[0]].text and "/" in c.new[0]]
    return [(edit.op, edit.old, edit.new) for edit in comparison.printed(row) if edit.op not in ("equal", "noise")]


def with_columns(*order: int) -> str:
    """The table with its columns in another order, and some left out."""
    lines = TABLE.splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines[1:]]
    return "\n".join([lines[0], *(f"| {' | '.join(row[column] for column in order)} |" for row in rows)])


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (with_columns(0, 1, 2), [("removed", "2025年", "")]),
        (with_columns(0, 1, 3), [("removed", "2020年", "")]),
        (with_columns(0, 1, 3, 2), [("moved", "2020年", "2020年")]),
        (TABLE.replace("2025年", "2035年"), [("renamed", "2025年", "2035年")]),
    ],
)
def test_what_became_of_a_column_is_said_once_and_is_not_a_change_of_every_row(
    new: str, expected: list[tuple[str, str, str]]
) -> None:
    there, back = compared(TABLE, new), compared(new, TABLE)
    kinds = {"removed": "added", "added": "removed"}
    if expected[0][0] == "moved":  # of two that changed places, either may be said to have moved
        assert [kind for kind, _, _ in reported(there)] == [kind for kind, _, _ in reported(back)] == ["moved"]
    else:
        assert reported(there) == expected
        assert reported(back) == [(kinds.get(kind, kind), after, before) for kind, before, after in expected]
    assert set(statuses(there)[1:]) <= {"equal", "noise"}
    assert there.summary.different
    (table,) = [change for change in there.changes if change.columns]
    assert table.status == ("equal" if expected[0][0] == "renamed" else "changed")


def test_a_column_that_came_is_one_finding_and_names_no_body_anew_in_each_row() -> None:
    old = "# 供水规划\n\n## 一、主要指标\n\n| 指标 | 2025年 |\n| --- | --- |\n| 供水普及率 | 98 |\n| 水质达标率 | 99 |\n"
    rows = zip(old.splitlines()[-4:], ("责任单位", "---", "水务局", "卫健委"), strict=True)
    new = "\n".join([*old.splitlines()[:-4], *(f"{row} {cell} |" for row, cell in rows)]).replace("| 99 |", "| 97 |")
    findings = plandiff.compare(old.encode(), new.encode()).findings
    assert [finding.message("zh") for finding in findings if finding.rule.id.startswith("column-")] == ["表列新增：责任单位"]
    assert "responsible-body-added" not in {finding.rule.id for finding in findings}


@pytest.mark.parametrize(("buildings", "renamed"), [(("客运站", "图书馆", "体育馆"), True), (("客运站", "图书馆"), False)])
def test_a_column_under_another_head_is_known_by_the_words_in_it(buildings: tuple[str, ...], renamed: bool) -> None:
    old = ["| 建筑 | 开放理由 |", "| --- | --- |", *(f"| {name} | 方便市民使用{name} |" for name in buildings)]
    new = [
        "| 管理单位 | 名称 | 说明 |",
        "| --- | --- | --- |",
        *(f"| 市政局 | {name} | 便于居民前往{name} |" for name in buildings),
    ]
    columns = reported(compared("\n".join(old), "\n".join(new)))
    assert (("renamed", "建筑", "名称") in columns) is renamed
    assert (("added", "", "管理单位") in columns) is renamed


def test_the_cells_of_a_column_are_compared_wherever_it_stands() -> None:
    for changed in ("99 | 95", "98 | 96"):
        comparison = compared(TABLE, with_columns(0, 1, 3, 2).replace("98 | 95", changed))
        assert sum(status == "changed" for status in statuses(comparison)) == 1
        marked = "".join(old + new for _, old, new in edits(comparison, "供水"))
        assert [number in marked for number in ("99", "96")] == [number in changed for number in ("99", "96")]


def test_a_value_that_its_neighbour_had_is_an_edit_of_both_cells() -> None:
    comparison = compared(TABLE, TABLE.replace("| 95 | 98 |", "| 98 | 99 |"))
    assert edits(comparison, "供水") == [("replace", "95", "98"), ("replace", "98", "99")]


def test_a_row_is_known_by_its_name_when_all_else_is_new_and_rows_change_places() -> None:
    new = TABLE.replace("| 12 | 9 |", "| 8 | 7 |").replace("| 98 | 99 |", "| 66 | 77 |")
    lines = new.splitlines()
    lines[2], lines[4] = lines[4].replace("3 |", "1 |"), lines[2].replace("1 |", "3 |", 1)
    comparison = compared(TABLE, "\n".join(lines))
    assert edits(comparison, "漏损") == [("replace", "12", "8"), ("replace", "9", "7")]
    assert edits(comparison, "水质") == [("replace", "98", "66"), ("replace", "99", "77")]
    assert {change.status for change in comparison.changes} <= {"equal", "noise", "changed"}


def test_a_bar_inside_a_cell_is_a_character() -> None:
    old, new = (
        f"# 规划\n\n## 一、表\n\n| 指标 | 说明 |\n|---|---|\n{row}\n" for row in ("| 甲 | 乙 \\| 丙 |", "| 甲 \\| 乙 | 丙 |")
    )
    comparison = plandiff.compare(old.encode(), new.encode(), mode="versions")
    assert comparison.summary.different
    assert edits(comparison, "丙") == [("insert", "", "| 乙"), ("delete", "乙 | ", "")]


@pytest.mark.parametrize("second", ["甲类", ""])
def test_a_cell_over_several_rows_equals_the_same_printed_in_each_or_left_empty(second: str) -> None:
    spanning = "# 一、|表\n| 类别 | 指标 | 值 |\n| 甲类 | 一 | 88 |\n| ^^ | 二 | 99 |\n"
    comparison = compared(spanning, spanning.replace("^^", second).replace("88", "89"))
    assert statuses(comparison) == ["equal", "changed", "noise"]
    assert edits(comparison, "一") == [("replace", "88", "89")]
    assert dict(comparison.summary.noise_classes) == {"span": 1}


def test_heads_that_part_what_spans_them_are_one_head() -> None:
    def cells(*texts: str) -> tuple[Cell, ...]:
        return tuple(Cell(text.removeprefix("^"), covered=text.startswith("^")) for text in texts)

    head = head_of([cells("指标", "目标", "^目标"), cells("^指标", "2025年", "2030年"), cells("入园率", "95", "97")])
    assert (head.rows, head.columns) == (2, ("指标", "目标 2025年", "目标 2030年"))
    plain = head_of([cells("类别", "值"), cells("甲", "1"), cells("^甲", "2")])
    assert (plain.rows, plain.columns) == (1, ("类别", "值"))
    assert head_of([]).rows == 0


def test_the_report_has_heads_and_one_column_shows_both_sides_of_a_cell() -> None:
    view = lay_out(compared(TABLE, TABLE.replace("| 95 | 98 |", "| 95 | 99 |")))
    (grid,) = [item for part in view.parts for item in part.items if isinstance(item, Grid)]
    assert [row.new[0].head for row in grid.body] == [True, False, False, False]
    (merged,) = grid.body[2].merged
    assert [[(run.kind, run.text) for run in cell.runs] for cell in merged.cells][-1] == [("deleted", "98"), ("inserted", "99")]


def test_a_moved_row_stands_once_in_either_table() -> None:
    lines = TABLE.splitlines()
    moved = "\n".join([*lines[:2], lines[4], *lines[2:4]]).replace("| 3 |", "| 1 |").replace("98 | 99", "98 | 100")
    view = lay_out(compared(TABLE, moved))
    for side in ("old", "new"):
        shown = [passage.unit for row in view.rows for passage in row[side] if passage.kind == "row"]
        assert len(shown) == len(set(shown)) == 4
    (stub,) = [row for row in view.rows if row.stub]
    assert stub.old[0].text == "3 | 水质达标率（%） | 98 | 99"
    (arrived,) = [row for row in view.rows if row.partner and not row.stub]
    assert arrived.new[0].text == "1 | 水质达标率（%） | 98 | 100"


def test_a_table_without_rows_has_no_head() -> None:
    assert plan("# 一、|表\n^ 表1").head_of("1/1").rows == 0


def test_rows_of_any_length_are_made_one_grid_in_one_place() -> None:
    block = table((tuple(map(Cell, ("指标", "值", "单位"))), (Cell("入园率"),), tuple(map(Cell, ("巩固率", "97")))))
    assert [[cell.text for cell in row] for row in block.cells] == [
        ["指标", "值", "单位"],
        ["入园率", "", ""],
        ["巩固率", "97", ""],
    ]


# --- what a page says of heads -----------------------------------------------------------------


def page(*rows: str) -> Plan:
    """A page with a table; a cell that begins with `*` is a `<th>`."""
    lines = ["<h1>云河市教育规划</h1><p>为办好人民满意的教育，制定本规划，全市各级各类学校都要遵照执行。</p><table>"]
    for row in rows:
        cells = [("th", cell[1:]) if cell.startswith("*") else ("td", cell) for cell in row.split("|")]
        lines.append(f"<tr>{''.join(f'<{tag}>{text}</{tag}>' for tag, text in cells)}</tr>")
    return plandiff.load(f"<html><body>{''.join(lines)}</table></body></html>".encode())


def head(read: Plan) -> TableHead:
    (found,) = (read.head_of(unit.id) for unit in read.units if unit.kind == "table")
    return found


def test_rows_of_headers_are_heads_whatever_they_hold() -> None:
    assert head(page("*2020|*2025", "93|95", "99|99.2")) == TableHead(1, ("2020", "2025"), 0, stated=True)
    assert head(page("*指标|*目标值|*目标值", "*|*2020|*2025", "入园率|93|95")).columns == ("指标", "目标值 2020", "目标值 2025")


def test_a_column_of_headers_names_the_rows() -> None:
    read = page("*地区|*2020年|*2025年", "*甲区入园率|80%|90%", "*乙区入园率|82%|92%")
    assert head(read) == TableHead(1, ("地区", "2020年", "2025年"), 1, stated=True)
    assert [(target.indicator, target.value, target.role) for target in find_targets(read)] == [
        ("甲区入园率", 80, "baseline"),
        ("甲区入园率", 90, "target"),
        ("乙区入园率", 82, "baseline"),
        ("乙区入园率", 92, "target"),
    ]


def test_a_page_whose_cells_are_all_headers_says_nothing_of_heads() -> None:
    assert not head(page("*指标|*2025", "*入园率|*95")).stated
    assert head(page("指标|2025", "入园率|95")) == TableHead(1, ("指标", "2025"))


def test_a_header_over_the_whole_table_divides_its_rows_and_is_not_a_head_of_columns() -> None:
    rows = "<tr><th>指标</th><th>2025</th></tr><tr><th colspan=2>一、普及</th></tr><tr><td>入园率</td><td>95</td></tr>"
    read = plandiff.load(f"<h1>规划</h1><table>{rows}</table>".encode())
    assert head(read).columns == ("指标", "2025")


def test_what_became_of_a_column_below_two_rows_of_headers_is_reported_by_both() -> None:
    old = page("*指标|*目标值|*目标值", "*|*2020|*2025", "入园率|93|95", "巩固率|99|99.2")
    new = page("*指标|*目标值|*目标值|*目标值", "*|*2020|*2025|*2030", "入园率|93|95|97", "巩固率|99|99.2|99.5")
    report = json.loads(render_json(plandiff.compare(old, new, mode="versions"), RenderOptions()))
    columns = [change["columns"] for change in report["changes"] if change.get("columns")]
    assert columns == [[{"kind": "added", "old": "", "new": "目标值 2030"}]]


def test_the_same_table_with_and_without_headers_has_no_other_columns() -> None:
    rows = "指标|目标值|目标值", "|2020|2025", "入园率|93|95"
    marked = page("|".join(f"*{cell}" for cell in rows[0].split("|")), "*|*2020|*2025", rows[2])
    comparison = plandiff.compare(page(*rows), marked, mode="versions")
    assert reported(comparison) == []
    assert not comparison.summary.different
