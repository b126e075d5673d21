"""The side-by-side view as data."""

from __future__ import annotations

import re
from typing import get_args

from plandiff.model import Cell, Change, Element, Meta, Mode, Plan, Section
from plandiff.renderers.counterparts import find_counterparts
from plandiff.renderers.items import Fold, Grid, Item
from plandiff.renderers.regional import Regional, regional
from plandiff.renderers.rows import Row, path_of
from plandiff.renderers.sentences import excerpt
from plandiff.renderers.view import View, lay_out, old_order
from plans import BASE, TABLE, compared, plan


def view_of(old: str | Plan, new: str | Plan) -> View:
    return lay_out(compared(old, new))


def items_of(view: View) -> list[Item]:
    return [item for part in view.parts for item in part.items]


def only(view: View, mark: str) -> Row:
    (row,) = [row for row in view.rows if mark in row.marks and not row.stub]
    return row


def test_an_equal_plan_is_one_fold_that_names_where_it_begins_and_ends() -> None:
    (fold,) = items_of(view_of(BASE, BASE))
    assert isinstance(fold, Fold)
    assert fold.opening == "为办好人民满意的教育，制定本规划。"
    assert fold.closing == "三、保障措施"
    assert len(fold.rows) == 13


def test_headings_above_a_change_stay_in_sight_and_the_rest_folds() -> None:
    view = view_of(BASE, BASE.replace("500人次", "600人次"))
    shapes = [[item.shape if item.shape != "row" else item.rows[0].new[0].text[:6] for item in part.items] for part in view.parts]
    assert shapes == [["fold"], ["重点任务", "推进学前教育", "加强幼儿园教", "fold"], ["fold"]]


def test_every_change_is_in_exactly_one_row_and_every_row_in_the_view() -> None:
    new = BASE.replace("500人次", "600人次").replace("# 三、|保障措施\n", "# 三、|组织实施\n新增一段关于监测评估的安排。\n")
    comparison = compared(BASE, new)
    view = lay_out(comparison)
    shown = [row for part in view.parts for item in part.items for row in item.rows]
    assert shown == list(view.rows)
    assert [row.change for row in view.rows if not row.stub] == list(comparison.changes)
    assert len({row.anchor for row in view.rows}) == len(view.rows)


def test_word_edits_stand_on_their_own_side() -> None:
    row = only(view_of(BASE, BASE.replace("不少于500人次", "不少于600人次")), "changed")
    assert [run.text for run in row.old[0].runs if run.kind == "deleted"] == ["不少于500人次"]
    assert [run.text for run in row.new[0].runs if run.kind == "inserted"] == ["不少于600人次"]


def test_noise_shows_on_both_sides_with_its_class_and_counts_as_insignificant() -> None:
    view = view_of(BASE, BASE.replace("85%，", "85％，"))
    row = only(view, "noise")
    assert row.insignificant
    assert [(run.kind, run.text, run.other, run.noise) for run in row.new[0].runs][1] == ("noise", "％", "%", "width")
    (fold,) = items_of(view)
    assert isinstance(fold, Fold)
    assert fold.marks == (("noise", 1),)


def test_a_moved_paragraph_shows_at_its_new_place_and_leaves_a_stub_and_both_know_each_other() -> None:
    moved = "推进集团化办学和学区制管理，扩大优质教育资源覆盖面，缩小城乡、区域、校际差距，办好家门口的每一所学校。\n"
    new = BASE.replace(moved, "").replace("# 三、|保障措施\n", f"# 三、|保障措施\n{moved}")
    view = view_of(BASE, new)
    row = only(view, "moved")
    (stub,) = [row for row in view.rows if row.stub]
    assert row.partner
    assert stub.partner
    assert (row.partner.anchor, stub.partner.anchor) == (stub.anchor, row.anchor)
    assert row.partner.path == ("二、重点任务", "（二）促进义务教育优质均衡")
    assert stub.partner.path == ("三、保障措施",)
    assert (row.partner.below, stub.partner.below) == (False, True)
    assert not row.partner.within
    assert stub.old[0].text == "推进集团化办学和学区制管理，扩大优质教育资源覆盖面，缩小城乡、…"
    before = view.rows[view.rows.index(stub) - 1]
    assert before.old[0].text == "促进义务教育优质均衡"


def test_a_section_that_changed_its_order_is_moved_within_its_section_and_takes_its_text_along() -> None:
    sections = re.split(r"(?=^## )", BASE[BASE.index("## （一）|推进") : BASE.index("# 三、")], flags=re.MULTILINE)[1:]
    swapped = BASE.replace("".join(sections), "".join(reversed(sections)))
    view = view_of(BASE, swapped)
    row = only(view, "moved")
    assert row.kind == "heading"
    assert row.partner
    assert row.partner.within
    assert sum(row.stub for row in view.rows) == 1


def test_a_split_paragraph_keeps_its_halves_apart() -> None:
    row = only(view_of(BASE, BASE.replace("督导评估。评估结果", "督导评估。\n评估结果")), "split")
    assert [passage.text for passage in row.new] == [
        "建立学前教育质量评估制度，每三年开展一轮督导评估。",
        "评估结果向社会公布，并作为财政补助的重要依据。",
    ]
    assert row.old[0].text == "".join(passage.text for passage in row.new)


def test_an_edit_that_reaches_over_the_border_of_two_units_is_cut_there() -> None:
    old = "# 一、|任务\n建立学前教育质量评估制度，每三年开展一轮督导。\n评估结果向社会公布，并作为财政补助的重要依据。"
    new = old.replace("督导。\n评估结果", "检查，结果")
    row = only(view_of(old, new), "merged")
    first, second = row.old
    assert [(run.kind, run.text) for run in first.runs][-1] == ("deleted", "督导。")
    assert next((run.kind, run.text) for run in second.runs) == ("deleted", "评估")
    (merged,) = row.merged
    assert [(run.kind, run.text) for run in merged.runs[1:-1]] == [
        ("deleted", "督导。"),
        ("inserted", "检查，"),
        ("cut", ""),
        ("deleted", "评估"),
    ]


def test_words_of_an_alphabet_that_a_split_parts_have_their_space_between_them() -> None:
    whole = "# Goals|\nThe council opens two halls and reports once a year on the cost of the town fund."
    for cut in ("once a year", "two halls and"):
        row = only(view_of(whole, whole.replace(f"{cut} ", f"{cut}\n")), "split")
        assert row.change.status == "noise"
        assert [(edit.op, edit.old, edit.new, edit.noise) for edit in row.edits if edit.op != "equal"] == [
            ("noise", " ", "", "space")
        ]
        row = only(view_of(whole.replace(f"{cut} ", f"{cut}\n"), whole), "merged")
        assert row.change.status == "noise"


def test_a_table_is_a_grid_whose_changed_cell_alone_is_marked() -> None:
    view = view_of(TABLE, TABLE.replace("| 93.1 | 95 |", "| 93.1 | 97 |"))
    (grid,) = [item for part in view.parts for item in part.items if isinstance(item, Grid)]
    assert grid.titled
    assert grid.columns == ((0, 0), (1, 1), (2, 2))
    assert [row.tone for row in grid.body] == ["same", "changed", "same"]
    assert [[run.kind for run in cell.runs] for cell in grid.body[1].new[0].cells] == [["equal"], ["equal"], ["inserted"]]
    assert [cell.runs[0].text for cell in grid.body[1].new[0].cells] == ["学前三年毛入园率（%）", "93.1", "97"]


def test_a_cell_that_spans_columns_takes_their_place_and_one_from_above_leaves_a_gap() -> None:
    head = (Cell("指标"), Cell("目标"), Cell("目标", covered=True))
    body = (Cell("指标", covered=True), Cell("2020年"), Cell("2025年"))
    table = Element("table", "", cells=(head, body))
    spanning = Plan(Meta(title="规划", source="a"), Section("", "", "规划", 0, (table,)))
    (first, second) = [passage for row in view_of(spanning, spanning).rows for passage in row.old if passage.cells]
    assert [(cell.span, cell.covered, [run.text for run in cell.runs]) for cell in first.cells] == [
        (1, False, ["指标"]),
        (2, False, ["目标"]),
    ]
    assert [(cell.covered, [run.text for run in cell.runs]) for cell in second.cells] == [
        (True, []),
        (False, ["2020年"]),
        (False, ["2025年"]),
    ]


def test_a_number_that_only_one_side_has_is_a_part_of_what_was_edited() -> None:
    old = "# 一、|任务\n- （一）|实施学前教育发展提升行动计划，扩大普惠性资源供给。\n完善教育经费投入保障机制，落实各级责任。"
    new = "# 一、|任务\n- |实施学前教育发展提升行动计划，扩大普惠性资源总量。\n- 2.|完善教育经费投入保障机制，落实市县责任。"
    for mode in get_args(Mode):
        edited = [row for row in lay_out(compared(old, new, mode)).rows if "changed" in row.marks]
        assert [next((piece.kind, piece.text) for piece in excerpt(row)) for row in edited] == [
            ("deleted", "（一）"),
            ("inserted", "2."),
        ]


def test_the_old_plans_order_is_given_where_it_is_not_the_views() -> None:
    for new, reordered in ((BASE, False), (BASE.replace("公办园", "民办园"), False), (moved_up(BASE), True)):
        comparison = compared(BASE, new)
        view = lay_out(comparison)
        order = old_order(comparison, view)
        assert bool(order) == reordered
        if order:
            rows = {row.anchor: row for row in view.rows}
            assert [rows[anchor].old[0].unit for anchor in order] == [unit.id for unit in comparison.old.units]


def moved_up(text: str) -> str:
    """The plan with its last section first."""
    start = text.index("# 三、")
    first = text.index("# 一、")
    return text[:first] + text[start:].rstrip() + "\n" + text[first:start]


REGION_A = """
# 一、|发展目标
到2025年，学前教育普及普惠水平大幅提高，义务教育优质均衡发展，高中阶段教育全面普及。
# 二、|体育工作
实施学校体育固本行动，保障学生每天校内外各一小时体育活动时间，健全体育竞赛体系。
"""
REGION_B = """
# 第一章|发展目标
到2025年，学前教育普及普惠水平大幅提高，义务教育优质均衡发展，职业教育吸引力明显增强。
# 第二章|数字教育
建设教育专网和数据中心，推进数字资源共建共享，提升师生数字素养。
"""


def test_regions_have_the_shares_of_their_counterparts_and_lists_of_what_only_one_has() -> None:
    comparison = compared(REGION_A, REGION_B, "regions")
    found = regional(comparison, lay_out(comparison))
    (share,) = found.shares
    assert share.titles == ("一、发展目标", "第一章 发展目标")
    assert 60 < share.verbatim < 95
    assert share.verbatim + share.adapted + share.topic + share.own == 100
    assert share.adapted > 0 == share.topic
    assert [(side, [lack.title for lack in lacks]) for side, lacks in found.lacking] == [
        ("old", ["二、体育工作"]),
        ("new", ["第二章 数字教育"]),
    ]
    assert found.lacking[0][1][0].characters == len(REGION_A.strip().splitlines()[-1]) + len("体育工作")


def test_what_has_only_its_topic_in_common_is_not_adapted_and_what_is_related_is_not_on_one_side_only() -> None:
    old = "# 一、|战略衔接\n- |开放平台：落实自贸试验区提升战略，建设国际陆港枢纽和航空联运中心。\n- |共同富裕：缩小三大差距，推进公共服务优质共享。"
    new = "# 一、|战略衔接\n- |开放平台：建设国家公园，协同推进自主创新示范区，争取碳达峰试点。\n- |中部崛起：巩固提升三基地一枢纽功能。"
    comparison = compared(old, new, "regions")
    (share,) = regional(comparison, lay_out(comparison)).shares
    assert share.adapted == 0
    assert share.topic > 2 * share.verbatim

    both = "# 一、|环境\n{}\n# 二、|投资\n扩大有效投资，保持投资合理增长，提高投资效益，优化政府投资结构，提高民生类投资比重。"
    point = "二要扩大有效投资，提高投资效益，优化政府投资结构"
    comparison = compared(
        both.format("保护水源。"), f"# 一、|任务\n一要保护水源，治理河流湖泊。{point}。三要办好学校，增加学位。", "regions"
    )
    assert comparison.alignment.related
    assert [lack.title for lack in regional(comparison, lay_out(comparison)).lacking[0][1] if "投资" in lack.title] == []


def test_what_the_other_region_has_elsewhere_is_not_said_to_be_on_one_side_only() -> None:
    investment = "扩大有效投资，保持投资合理增长，提高投资效益，优化政府投资结构。"
    old = f"# 一、|环境\n保护水源。\n# 二、|投资\n{investment}\n# 三、|海洋\n发展海洋装备制造，加强海域生态修复。"
    new = "# 一、|任务\n一要保护水源，治理河流湖泊。二要扩大有效投资，提高投资效益，优化政府投资结构。三要办好学校，增加学位。"
    comparison = compared(old, new, "regions")
    marks = {row.old[0].unit: row.marks for row in lay_out(comparison).rows if row.old and not row.new}
    assert marks == {"1": ("elsewhere",), "1/1": ("elsewhere",), "3": ("deleted",), "3/1": ("deleted",)}
    (found,) = [matter for matter in find_counterparts(comparison, lay_out(comparison)) if matter.old == "保护水源。"]
    assert found.nearest is not None
    assert found.nearest.place == ("new", "1/1")


def test_versions_have_neither_shares_nor_such_lists() -> None:
    comparison = compared(BASE, BASE)
    assert regional(comparison, lay_out(comparison)) == Regional()


def test_numbers_of_two_regions_are_no_change() -> None:
    old, new = plan("# 一、|保障措施\n加强组织领导。"), plan("# 第五章|保障措施\n加强组织领导。")
    headings = [[row for row in lay_out(compared(old, new, mode)).rows if row.kind == "heading"] for mode in get_args(Mode)]
    assert [[row.marks for row in rows] for rows in headings] == [[("renumbered",)], [()]]


def test_a_latin_number_keeps_its_space_and_a_chinese_one_has_none() -> None:
    english = "# Action 1:|Gather evidence\n- (a)|Publish the data twice a year."
    chinese = "# 一、|总则\n- （一）|公布数据。"
    assert [row.new[0].label for row in view_of(english, english).rows] == ["Action 1: ", "(a) "]
    assert [row.new[0].label for row in view_of(chinese, chinese).rows] == ["一、", "（一）"]


def test_a_change_of_every_status_has_a_mark_or_none_when_equal() -> None:
    from plandiff.renderers.rows import marks_of

    for status, mark in (
        ("equal", ()),
        ("noise", ("noise",)),
        ("changed", ("changed",)),
        ("added", ("added",)),
        ("deleted", ("deleted",)),
    ):
        assert marks_of(Change("c1", status, ("1",), ("1",), ()), heading=False, numbered=True) == mark  # type: ignore[arg-type]


def test_a_table_that_came_whole_shows_its_rows_alone() -> None:
    old = "# 一、|主要目标\n到2025年，全市教育总体发展水平进入全省前列。"
    view = view_of(old, f"{old}\n| 指标 | 2025年 |\n| 毛入园率 | 95 |")
    (grid,) = [item for part in view.parts for item in part.items if isinstance(item, Grid)]
    assert not grid.titled
    assert grid.sides == ("new",)
    assert [row.significant for row in grid.rows] == [False, True, True]


def test_the_words_of_a_text_that_was_split_stay_apart() -> None:
    whole = "# Goals|\nThe council opens two halls. It pays for them from the town fund. Dr. Hall reports once a year.\n"
    row = only(view_of(whole, whole.replace("halls. It", "halls.\nIt").replace("fund. Dr", "fund.\nDr")), "split")
    assert "halls. It pays" in "".join(piece.text for piece in excerpt(row))


def test_a_row_reads_its_plan_where_it_stands_and_shows_both_sides_in_one_column_only_where_words_changed() -> None:
    moved = "推进集团化办学和学区制管理，扩大优质教育资源覆盖面，缩小城乡、区域、校际差距，办好家门口的每一所学校。\n"
    new = BASE.replace(moved, "").replace("# 三、|保障措施\n", f"# 三、|保障措施\n{moved}").replace("500人次", "600人次")
    view = view_of(BASE, new.replace("为办好人民满意的教育，制定本规划。", "水务部门负责河道清淤。"))
    assert {mark for row in view.rows for mark in row.marks} >= {"added", "deleted", "changed", "moved"}
    assert {mark for row in view.rows if row.merged for mark in row.marks} == {"changed"}
    for row in view.rows:
        assert row.plan is (row.comparison.new if row.new else row.comparison.old)


def test_a_title_in_a_path_is_cut_after_two_dozen_characters() -> None:
    for length, shown in ((24, "题" * 24), (25, "题" * 23 + "…")):
        (title,) = path_of(plan(f"# |{'题' * length}\n各部门应当落实经费保障。\n"), "1/1")
        assert title == shown


def test_a_chapter_that_came_as_a_whole_says_so_at_its_heading_with_the_number_of_its_rows() -> None:
    chapter = "# 四、|组织实施\n建立监测评估制度，定期公布结果。\n## （一）|责任\n各区按分工落实，年底前报告进展。\n"
    rows = view_of(BASE, BASE + chapter).rows
    whole = [row for row in rows if row.takes]
    assert [(row.first.text, row.takes) for row in whole] == [("组织实施", 4)]
    assert [row.inside for row in rows][-4:] == [False, True, True, True]
    partly = view_of(BASE.replace("# 三、|保障措施\n", ""), BASE).rows
    assert not any(row.takes or row.inside for row in partly)
