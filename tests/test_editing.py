"""The edits of a change stand in the units that they are about, whatever was split, merged or left empty."""

from __future__ import annotations

import pytest

from plandiff.changes.editing import alone, edit_passages
from plandiff.changes.passages import Passage
from plandiff.model import Edit

Shown = tuple[str, str, str, str]


def shown(old: list[Passage], new: list[Passage]) -> list[Shown]:
    """(operation, old text with its unit and cell, new one, class of noise) of each edit."""
    edits = edit_passages(old, new, script=False)

    def text(edit: Edit, place: int) -> str:
        extent, passages = ((edit.old, old), (edit.new, new))[place]
        if extent is None:
            return ""
        (passage,) = [item for item in passages if (item.unit, item.cell) == (extent.unit, extent.cell)]
        return f"{extent.unit}{'' if extent.cell is None else extent.cell}:{passage.text[extent.start : extent.end]}"

    return [(edit.op, text(edit, 0), text(edit, 1), edit.noise) for edit in edits]


def parts(*texts: str) -> list[Passage]:
    return [Passage(name, text) for name, text in zip("abcd", texts, strict=False)]


def cells(*texts: str) -> list[Passage]:
    return [Passage("r", text, column) for column, text in enumerate(texts)]


def test_an_edit_of_two_texts_stands_where_it_was_made() -> None:
    assert shown(parts("办好学校。"), parts("办好幼儿园。")) == [
        ("equal", "a:办好", "a:办好", ""),
        ("replace", "a:学校", "a:幼儿园", ""),
        ("equal", "a:。", "a:。", ""),
    ]


def test_a_text_in_two_parts_is_cut_at_their_border() -> None:
    assert shown(parts("办好学校。培训教师。"), parts("办好学校。", "培训教师。")) == [
        ("equal", "a:办好学校。", "a:办好学校。", ""),
        ("equal", "a:培训教师。", "b:培训教师。", ""),
    ]
    assert shown(parts("办好学校，", "培训教师。"), parts("办好学校,培训教师。")) == [
        ("equal", "a:办好学校", "a:办好学校", ""),
        ("noise", "a:，", "a:,", "width"),
        ("equal", "b:培训教师。", "a:培训教师。", ""),
    ]


def test_the_space_between_words_that_a_split_took_away_is_noise() -> None:
    assert shown(parts("two halls. It pays."), parts("two halls.", "It pays.")) == [
        ("equal", "a:two halls.", "a:two halls.", ""),
        ("noise", "a: ", "", "space"),
        ("equal", "a:It pays.", "b:It pays.", ""),
    ]
    assert shown(parts("two well-", "kept halls"), parts("two well-kept halls")) == [
        ("equal", "a:two well-", "a:two well-", ""),
        ("equal", "b:kept halls", "a:kept halls", ""),
    ]


def test_an_edit_over_the_border_of_two_units_is_cut_there() -> None:
    found = shown(parts("办好学校。", "培训教师。"), parts("改建校舍，增加学位。"))
    assert {old.partition(":")[0] for _, old, _, _ in found if old} == {"a", "b"}
    assert "".join(old.partition(":")[2] for _, old, _, _ in found) == "办好学校。培训教师。"
    assert "".join(new.partition(":")[2] for _, _, new, _ in found) == "改建校舍，增加学位。"


def test_cells_are_separated_and_an_empty_one_has_an_edit_in_its_place() -> None:
    assert shown(cells("普惠率", "", "90"), cells("普惠率", "", "95")) == [
        ("equal", "r0:普惠率", "r0:普惠率", ""),
        ("equal", "r1:", "", ""),
        ("equal", "", "r1:", ""),
        ("replace", "r2:90", "r2:95", ""),
    ]
    assert shown(cells("", "90"), cells("90", "")) == [
        ("equal", "r0:", "", ""),
        ("equal", "r1:90", "r0:90", ""),
        ("equal", "", "r1:", ""),
    ]


def test_a_row_whose_cells_are_all_covered_has_no_text_to_compare() -> None:
    assert shown([], cells("90", "95")) == [("insert", "", "r0:90", ""), ("insert", "", "r1:95", "")]
    assert shown(cells("90", "95"), []) == [("delete", "r0:90", "", ""), ("delete", "r1:95", "", "")]
    assert shown([], []) == []


@pytest.mark.parametrize("number", ["（1）", "（ 1 ）", "(1)"])
def test_the_number_of_an_item_that_stood_in_the_text_is_numbering(number: str) -> None:
    whole = [Passage("a", f"分工如下：{number}市教委办学；{number.replace('1', '2')}区县出资。")]
    items = [
        Passage("b", "分工如下："),
        Passage("c", "市教委办学；", number="（1）"),
        Passage("d", "区县出资。", number="（2）"),
    ]
    numbered = [("noise", f"a:{number.replace('1', n)}", "", "numbering") for n in "12"]
    assert [edit for edit in shown(whole, items) if edit[0] != "equal"] == numbered
    assert [edit for edit in shown(items, whole) if edit[0] != "equal"] == [
        (op, new, old, name) for op, old, new, name in numbered
    ]


def test_another_number_than_that_of_the_item_is_a_change() -> None:
    items = [Passage("b", "分工如下："), Passage("c", "市教委办学；", number="（2）")]
    assert [edit for edit in shown(parts("分工如下：（1）市教委办学；"), items) if edit[0] != "equal"] == [
        ("delete", "a:（1）", "", "")
    ]
    within = [Passage("b", "分工如下：市教委"), Passage("c", "办学；", number="（1）")]
    found = [edit for edit in shown(parts("分工如下：（1）市教委办学；"), within) if edit[0] != "equal"]
    assert found == [("delete", "a:（1）", "", "")]


def test_what_has_no_counterpart_is_one_edit_for_each_text_and_cell() -> None:
    from plans import plan

    table = plan("# |目标\n| 指标 | |\n| ^^ | 90 |\n")
    edits = [[(edit.op, edit.old, edit.new) for edit in alone("delete", [unit])] for unit in table.units]
    assert [[(op, old and (old.cell, old.end), new) for op, old, new in found] for found in edits] == [
        [("delete", (None, 2), None)],
        [],
        [("delete", (0, 2), None), ("delete", (1, 0), None)],
        [("delete", (1, 2), None)],
    ]
    (inserted,) = alone("insert", table.units[:1])
    assert (inserted.old, inserted.new and inserted.new.end) == (None, 2)
