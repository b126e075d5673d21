"""Tables that go on elsewhere, were given groups, or name their rows in columns without a head."""

from __future__ import annotations

import pytest

import plandiff
from plandiff.model import Comparison
from plandiff.targets import find_targets
from test_tables import edits, reported, statuses

HEAD = "| 指标 | 2020年 | 2025年 |\n| --- | --- | --- |\n"
ROWS = [
    "| 管网漏损率 | 12% | 9% |\n",
    "| 供水普及率 | 95% | 98% |\n",
    "| 水质达标率 | 98% | 99% |\n",
    "| 再生水利用量 | 3万吨 | 5万吨 |\n",
]
WHOLE = HEAD + "".join(ROWS)
GROUPED = """<table><tr>{}<th>2020年</th><th>2025年</th></tr>
<tr><td rowspan=2>供水</td><td>管网漏损率</td><td>12%</td><td>8%</td></tr><tr><td>供水普及率</td><td>95%</td><td>98%</td></tr>
<tr><td rowspan=2>水质</td><td>水质达标率</td><td>98%</td><td>99%</td></tr><tr><td>再生水利用量</td><td>3万吨</td><td>5万吨</td></tr>
</table>"""


def compared(old: str, new: str) -> Comparison:
    """Two plans of one section each; what is no page is Markdown."""
    pages = [f"# 供水规划\n\n## 一、主要指标\n\n{text}\n" if "<" not in text else text for text in (old, new)]
    pages = [text if "#" in text else f"<h1>供水规划</h1><h2>一、主要指标</h2>{text}" for text in pages]
    return plandiff.compare(*(plandiff.load(text.encode()) for text in pages), mode="versions")


@pytest.mark.parametrize(
    "between",
    [
        f"\n续表\n\n{HEAD}",
        f"\n（续表）\n\n{HEAD}",
        f"\n表1（续）\n\n{HEAD}",
        f"\n续表1 主要指标\n\n{HEAD}",
        f"\n指标一年一评。\n\n续上表\n\n单位：%\n\n{HEAD}",
        f"\nTable 1 (continued)\n\n{HEAD}",
    ],
)
def test_a_table_that_goes_on_elsewhere_is_one_and_what_is_printed_again_is_set_aside(between: str) -> None:
    unit = "单位：%\n\n" if "单位" in between else ""
    aside = "\n指标一年一评。\n" if "评" in between else ""
    found = compared(
        f"{unit}表1 主要指标\n\n{WHOLE}{aside}", f"{unit}表1 主要指标\n\n{HEAD}{''.join(ROWS[:2])}{between}{''.join(ROWS[2:])}"
    )
    assert {change.status for change in found.changes} == {"equal"}
    assert "指标 | 2020年 | 2025年" in {item.text for item in found.new.set_aside if item.reason == "continued"}


def test_a_table_goes_on_three_times_and_a_head_that_is_not_repeated_is_not_missed() -> None:
    more = "".join(
        f"<p>续表</p><table><tr>{''.join(f'<td>{cell.strip()}</td>' for cell in row.split('|')[1:-1])}</tr></table>"
        for row in ROWS[1:]
    )
    first = (
        "<table><tr><th>指标</th><th>2020年</th><th>2025年</th></tr><tr><td>管网漏损率</td><td>12%</td><td>9%</td></tr></table>"
    )
    assert set(statuses(compared(WHOLE, first + more))) == {"equal"}


def test_what_is_called_a_continuation_and_has_other_columns_is_a_table_of_its_own() -> None:
    years = "\n续表\n\n| 指标 | 2030年 | 2035年 |\n| --- | --- | --- |\n| 管网漏损率 | 8% | 7% |\n"
    found = compared(WHOLE, WHOLE + years)
    assert len([unit for unit in found.new.units if unit.kind == "table"]) == 2
    assert found.new.set_aside == ()


def test_a_table_named_after_what_goes_on_is_none_that_goes_on() -> None:
    found = compared(WHOLE, f"{WHOLE}\n续建项目表\n\n{HEAD}{ROWS[0].replace('管网漏损率', '东水厂')}")
    assert len([unit for unit in found.new.units if unit.kind == "table"]) == 2


@pytest.mark.parametrize("heads", ["<th>类别</th><th>指标</th>", "<th colspan=2>指标</th>", "<th></th><th></th>"])
def test_rows_that_were_given_groups_in_a_column_are_the_same_rows(heads: str) -> None:
    found = compared(WHOLE, GROUPED.format(heads))
    assert edits(found, "管网漏损率") == [("replace", "9%", "8%")]
    assert [kind for kind, _, _ in reported(found)] == ["added"]
    assert statuses(found).count("changed") <= 2  # the head itself is another
    assert {"added", "deleted"}.isdisjoint(statuses(found))


def test_rows_that_were_given_groups_in_rows_of_their_own_are_not_put_together_with_them() -> None:
    rows = "<tr><td colspan=3>供水</td></tr>{}{}<tr><td colspan=3>水质</td></tr>{}{}"
    cells = ["".join(f"<td>{cell.strip()}</td>" for cell in row.split("|")[1:-1]) for row in ROWS]
    head = "<tr><th>指标</th><th>2020年</th><th>2025年</th></tr>"
    grouped = f"<table>{head}{rows.format(*(f'<tr>{row}</tr>' for row in cells))}</table>"
    for old in (WHOLE, GROUPED.format("<th>类别</th><th>指标</th>").replace("<td>8%", "<td>9%")):
        found = compared(old, grouped)
        assert sorted(set(statuses(found)) - {"noise"}) in (["added", "equal"], ["added"])
        assert statuses(found).count("added") == 2
        assert not any(change.split or change.merged for change in found.changes)


def test_a_column_of_names_without_a_head_is_the_one_that_has_them() -> None:
    headless = WHOLE.replace("| 指标 |", "|  |")
    found = compared(headless, GROUPED.format("<th></th><th></th>"))
    assert edits(found, "管网漏损率") == [("replace", "9%", "8%")]
    assert {target.indicator for target in find_targets(found.old)} >= {"管网漏损率", "供水普及率"}
