"""Which column of a table became which of another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from plandiff.changes.columns import Columns, Table, match_columns
from plandiff.model import Cell

WORKS = ("东堤加固", "西渠清淤", "南闸改造")
TOWNS = ("东关镇", "西关镇", "南关镇")
OFFICES = ("水利局", "农业局", "住建局")
MILLIONS = ("120", "85", "60")


def table(heads: str, *columns: tuple[str, ...]) -> Table:
    return Table(heads.split(), [[Cell(text) for text in row] for row in zip(*columns, strict=True)])


def matched(old: Table, new: Table) -> Columns:
    return match_columns(old, new, script=False)


def changes(found: Columns) -> list[tuple[str, str, str]]:
    return [(change.kind, change.old, change.new) for change in found.changes]


OLD = table("工程 地点 单位", WORKS, TOWNS, OFFICES)


def test_columns_with_the_same_heads_are_matched_whatever_is_in_them() -> None:
    found = matched(OLD, table("工程 地点 单位", OFFICES, WORKS, TOWNS))
    assert found.pairs == ((0, 0), (1, 1), (2, 2))
    assert (found.moved, found.changes) == ((), ())


def test_a_column_that_came_or_went_is_between_those_that_stayed() -> None:
    new = table("工程 地点 投资 单位", WORKS, TOWNS, MILLIONS, OFFICES)
    found = matched(OLD, new)
    assert (found.pairs, changes(found)) == (((0, 0), (1, 1), (2, 3)), [("added", "", "投资")])
    found = matched(new, OLD)
    assert (found.pairs, changes(found)) == (((0, 0), (1, 1), (3, 2)), [("removed", "投资", "")])


def test_a_column_under_another_head_is_known_by_its_place_or_by_what_is_in_it() -> None:
    found = matched(OLD, table("工程 乡镇 单位", WORKS, ("甲", "乙", "丙"), OFFICES))
    assert (found.pairs, changes(found)) == (((0, 0), (1, 1), (2, 2)), [("renamed", "地点", "乡镇")])
    found = matched(OLD, table("工程 单位 所在乡镇", WORKS, OFFICES, TOWNS))
    assert {*found.pairs, *found.moved} == {(0, 0), (1, 2), (2, 1)}
    assert len(found.moved) == 1


def test_a_column_that_stands_elsewhere_moved_alone() -> None:
    found = matched(
        table("工程 地点 单位 投资", WORKS, TOWNS, OFFICES, MILLIONS),
        table("投资 工程 地点 单位", MILLIONS, WORKS, TOWNS, OFFICES),
    )
    assert found.pairs == ((0, 1), (1, 2), (2, 3))
    assert found.moved == ((3, 0),)
    assert changes(found) == [("moved", "投资", "投资")]


def test_columns_without_a_common_head_or_text_are_matched_by_place() -> None:
    found = matched(OLD, table("甲 乙", ("一", "二", "三"), ("四", "五", "六")))
    assert found.pairs == ((0, 0), (1, 1))
    assert changes(found) == [("removed", "单位", ""), ("renamed", "工程", "甲"), ("renamed", "地点", "乙")]


@pytest.mark.parametrize("length", [0, 1, 2])
def test_a_row_may_end_before_a_column(length: int) -> None:
    old = Table(OLD.heads, [*OLD.rows, [Cell("合计")] * length])
    found = matched(old, table("工程 单位 所在乡镇", WORKS, OFFICES, TOWNS))
    assert {*found.pairs, *found.moved} == {(0, 0), (1, 2), (2, 1)}


def test_numbers_in_common_do_not_make_a_column_the_same() -> None:
    old = table("工程 上年 单位", WORKS, MILLIONS, OFFICES)
    found = matched(old, table("工程 单位 今年", WORKS, OFFICES, MILLIONS))
    assert changes(found) == [("removed", "上年", ""), ("added", "", "今年")]


def test_a_first_column_of_numbers_is_recognized_by_its_head() -> None:
    rows = (("1", "2", "3"), WORKS)
    assert matched(table("序号 工程", *rows), table("序号 项目", *rows)).numbering
    assert not matched(table("序号 工程", *rows), table("工程 序号", *rows[::-1])).numbering


CONTENTS = {"工程": WORKS, "项目": WORKS, "地点": TOWNS, "单位": OFFICES, "2025": MILLIONS, "2026": ("90", "70", "50"), "": TOWNS}
HEADS = some.lists(some.sampled_from(sorted(CONTENTS)), min_size=1, max_size=6)


@given(HEADS, HEADS)
def test_columns_match_the_same_way_whichever_table_is_the_old_one(old: list[str], new: list[str]) -> None:
    tables = [Table(heads, [[Cell(CONTENTS[head][row]) for head in heads] for row in range(3)]) for heads in (old, new)]
    there, back = matched(*tables), matched(*reversed(tables))
    for one, other in ((there.pairs, back.pairs), (there.moved, back.moved)):
        assert sorted((j, i) for i, j in one) == sorted(other)
    kinds = {"added": "removed", "removed": "added", "moved": "moved", "renamed": "renamed"}
    assert sorted((kinds[kind], after, before) for kind, before, after in changes(there)) == sorted(changes(back))
    known = [*there.pairs, *there.moved]
    assert len({i for i, _ in known}) == len({j for _, j in known}) == len(known)
    assert list(there.pairs) == sorted(there.pairs)
    assert [j for _, j in there.pairs] == sorted(j for _, j in there.pairs)


def test_of_two_columns_with_one_head_that_changed_places_the_same_one_moved_in_either_direction() -> None:
    old = table("指标 指标", WORKS, TOWNS)
    new = table("指标 指标 指标", TOWNS, MILLIONS, WORKS)
    there, back = matched(old, new), matched(new, old)
    assert (there.pairs, there.moved) == (((1, 0),), ((0, 2),))
    assert (back.pairs, back.moved) == (((0, 1),), ((2, 0),))
