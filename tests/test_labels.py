"""What the labels of a page's own data state about its document, and where their values end."""

from __future__ import annotations

import pytest

from plandiff.model import Block, Cell
from plandiff.normalize.labels import MAX_VALUE, read_labels


def stated(*blocks: Block | str) -> list[tuple[str, str]]:
    return [
        (found.field, found.value) for found in read_labels([Block("paragraph", b) if isinstance(b, str) else b for b in blocks])
    ]


def table(*rows: tuple[str, ...]) -> Block:
    return Block("table", "", cells=tuple(tuple(map(Cell, row)) for row in rows))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("文号：云政发〔2021〕3号", [("number", "云政发〔2021〕3号")]),
        ("索 引 号：A1 发文机关：云河市人民政府", [("index", "A1"), ("issuer", "云河市人民政府")]),
        ("发布日期：2021年3月1日 字号：大 中 小", [("published", "2021年3月1日")]),
        ("标题：云河市规划（草案）", [("title", "云河市规划（草案）")]),
        ("【文号：云政发〔2021〕3号】", [("number", "云政发〔2021〕3号")]),
        ("（发文机关：云河市人民政府）", [("issuer", "云河市人民政府")]),
        ("（发文机关：云河市人民政府(办公室)", [("issuer", "云河市人民政府(办公室)")]),
        ("文号：无", []),
        ("文号：", []),
        ("本文号令：三", []),
        ("加强领导。", []),
        ("Date: 1 March 2021", [("date", "1 March 2021")]),
    ],
)
def test_a_line_states_what_its_labels_say(line: str, found: list[tuple[str, str]]) -> None:
    assert stated(line) == found


def test_a_value_may_stand_below_its_label_or_beside_it_in_a_table() -> None:
    assert stated("发文机关：", "云河市人民政府") == [("issuer", "云河市人民政府")]
    assert stated("发文机关：", "文号：3号") == [("number", "3号")]
    assert stated("发文机关：", Block("paragraph", "云河市规划", strong=True)) == []
    assert stated("发文机关：", table(("文号", "3号"))) == [("number", "3号")]
    assert stated("发文机关：") == []
    assert stated(table(("发文机关", "云河市人民政府", "文号", "3号"), ("标题", "发布日期"), ("主题词",))) == [
        ("issuer", "云河市人民政府"),
        ("number", "3号"),
    ]


@pytest.mark.parametrize(("length", "kept"), [(MAX_VALUE, True), (MAX_VALUE + 1, False)])
def test_a_value_of_more_than_a_few_lines_is_none(length: int, kept: bool) -> None:
    assert bool(stated(f"标题：{'题' * length}")) is kept


def test_what_is_stated_twice_is_stated_once_and_the_day_of_printing_is_not() -> None:
    assert stated("文号：3号", "文号：3号", "文号：4号") == [("number", "3号"), ("number", "4号")]
    assert stated("今天是2024年3月1日 发布日期：2024年3月1日") == []
