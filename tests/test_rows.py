"""The side-by-side view as data."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import get_args

from plandiff.model import Cell, Change, Element, Meta, Mode, Plan, Section
from plandiff.renderers.messages import Wording
from plandiff.renderers.overview import Overview, loud, overview
from plandiff.renderers.quantities import Difference
from plandiff.renderers.regional import Regional, regional
from plandiff.renderers.rows import Fold, Grid, Row
from plandiff.renderers.sentences import excerpt, group_of, headline
from plandiff.renderers.view import View, lay_out, old_order
from plans import compared, plan

BASE = """
为办好人民满意的教育，制定本规划。
# 一、|发展基础
全市教育事业取得显著成就，学前教育普惠率达到85%，义务教育巩固率保持在99%以上，高中阶段毛入学率达到96%。
## （一）|主要成就
各级各类教育协调发展，公办园在园幼儿占比超过50%，教师队伍建设不断加强，办学条件持续改善，群众满意度稳步提升。
# 二、|重点任务
## （一）|推进学前教育普惠发展
加强幼儿园教师培训，每年培训骨干教师不少于500人次，提高保育教育质量，推动优质园与薄弱园结对帮扶。
建立学前教育质量评估制度，每三年开展一轮督导评估。评估结果向社会公布，并作为财政补助的重要依据。
## （二）|促进义务教育优质均衡
推进集团化办学和学区制管理，扩大优质教育资源覆盖面，缩小城乡、区域、校际差距，办好家门口的每一所学校。
# 三、|保障措施
加强党对教育工作的全面领导，健全工作机制，形成各级党委统一领导、党政齐抓共管、部门各负其责的工作格局。
"""


def view_of(old: str | Plan, new: str | Plan) -> View:
    return lay_out(compared(old, new))


def glance_of(old: str | Plan, new: str | Plan) -> Overview:
    comparison = compared(old, new)
    return overview(comparison, lay_out(comparison))


def only(view: View, mark: str) -> Row:
    (row,) = [row for row in view.rows if mark in row.marks and not row.stub]
    return row


def test_an_equal_plan_is_one_fold_that_names_where_it_begins_and_ends() -> None:
    ((fold,),) = view_of(BASE, BASE).parts
    assert isinstance(fold, Fold)
    assert fold.opening == "为办好人民满意的教育，制定本规划。"
    assert fold.closing == "三、保障措施"
    assert len(fold.rows) == 13


def test_headings_above_a_change_stay_in_sight_and_the_rest_folds() -> None:
    view = view_of(BASE, BASE.replace("500人次", "600人次"))
    shapes = [[item.shape if item.shape != "row" else item.rows[0].new[0].text[:6] for item in part] for part in view.parts]
    assert shapes == [["fold"], ["重点任务", "推进学前教育", "加强幼儿园教", "fold"], ["fold"]]


def test_every_change_is_in_exactly_one_row_and_every_row_in_the_view() -> None:
    new = BASE.replace("500人次", "600人次").replace("# 三、|保障措施\n", "# 三、|组织实施\n新增一段关于监测评估的安排。\n")
    comparison = compared(BASE, new)
    view = lay_out(comparison)
    shown = [row for part in view.parts for item in part for row in item.rows]
    assert shown == list(view.rows)
    assert [row.change for row in view.rows if not row.stub] == list(comparison.changes)
    assert len({row.anchor for row in view.rows}) == len(view.rows)


def test_word_edits_stand_on_their_own_side() -> None:
    row = only(view_of(BASE, BASE.replace("不少于500人次", "不少于600人次")), "changed")
    assert [run.text for run in row.old[0].runs if run.kind == "deleted"] == ["不少于500人次"]
    assert [run.text for run in row.new[0].runs if run.kind == "inserted"] == ["不少于600人次"]


def test_noise_shows_on_both_sides_with_its_class_and_stays_quiet() -> None:
    view = view_of(BASE, BASE.replace("85%，", "85％，"))
    row = only(view, "noise")
    assert row.quiet
    assert [(run.kind, run.text, run.other, run.noise) for run in row.new[0].runs][1] == ("noise", "％", "%", "width")
    ((fold,),) = view.parts
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


TABLE = """
# 一、|主要目标
^ 表1 主要指标
| 指标 | 2020年 | 2025年 |
| 学前三年毛入园率（%） | 93.1 | 95 |
| 义务教育巩固率（%） | 99.0 | 99.2 |
"""


def test_a_table_is_a_grid_whose_changed_cell_alone_is_marked() -> None:
    view = view_of(TABLE, TABLE.replace("| 93.1 | 95 |", "| 93.1 | 97 |"))
    (grid,) = [item for part in view.parts for item in part if isinstance(item, Grid)]
    assert grid.titled
    assert grid.width == 3
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


def test_the_outline_counts_changes_up_to_the_top() -> None:
    new = BASE.replace("500人次", "600人次").replace("|促进义务教育优质均衡", "|促进义务教育优质均衡发展")
    basis, tasks, safeguards = glance_of(BASE, new).outline
    assert (basis.changes, tasks.changes, safeguards.changes) == (0, 2, 0)
    assert [(entry.title, entry.changes, entry.marks) for entry in tasks.below] == [
        ("推进学前教育普惠发展", 1, ()),
        ("促进义务教育优质均衡发展", 1, ("renamed",)),
    ]


MERGED_CHAPTERS = """
# 一、|发展基础
## （一）|主要成就
教育普及水平稳步提升，公办园在园幼儿占比超过百分之五十。
# 二、|主要任务
## （一）|推进学前教育普惠发展
加强幼儿园教师培训，提高保育教育质量，推动结对帮扶。
## （二）|发展民办教育机构
鼓励社会力量举办各类教育培训机构，规范其收费行为。
## （三）|促进义务教育优质均衡
推进集团化办学和学区制管理，办好家门口的每一所学校。
# 三、|结语
本规划由市教育局负责解释，自印发之日起施行。
"""


def test_the_outline_is_the_new_plans_tree_with_deleted_sections_where_their_old_parents_are_now() -> None:
    new = MERGED_CHAPTERS.replace(MERGED_CHAPTERS[MERGED_CHAPTERS.index("## （二）") : MERGED_CHAPTERS.index("## （三）")], "")
    new = new[: new.index("# 三、")] + "## （四）|建设数字校园\n建设教育专网和数据中心，推进数字资源共建共享。\n"
    found = glance_of(MERGED_CHAPTERS, new).outline
    assert [(entry.title, entry.marks, entry.changes) for entry in found] == [
        ("发展基础", (), 0),
        ("主要任务", (), 4),
        ("结语", ("deleted",), 2),
    ]
    assert [(entry.title, entry.marks) for entry in found[1].below] == [
        ("推进学前教育普惠发展", ()),
        ("发展民办教育机构", ("deleted",)),
        ("促进义务教育优质均衡", ()),
        ("建设数字校园", ("added",)),
    ]
    assert found[2].below == ()


def test_a_number_that_only_one_side_has_is_a_part_of_what_was_edited() -> None:
    old = "# 一、|任务\n- （一）|实施学前教育发展提升行动计划，扩大普惠性资源供给。\n完善教育经费投入保障机制，落实各级责任。"
    new = "# 一、|任务\n- |实施学前教育发展提升行动计划，扩大普惠性资源总量。\n- 2.|完善教育经费投入保障机制，落实市县责任。"
    for mode in get_args(Mode):
        edited = [row for row in lay_out(compared(old, new, mode)).rows if "changed" in row.marks]
        assert [next((piece.kind, piece.text) for piece in excerpt(row)) for row in edited] == [
            ("deleted", "（一）"),
            ("inserted", "2."),
        ]


def test_changed_quantities_are_listed_with_what_they_measure_and_by_how_much() -> None:
    new = BASE.replace("不少于500人次", "不少于600人次").replace("普惠率达到85%", "普惠率达到90%")
    found = glance_of(BASE, new).quantities
    assert [(row.label, row.old, row.new, row.difference) for row in found.changed] == [
        ("学前教育普惠率", "85%", "90%", Difference("+5", "%")),
        ("培训骨干教师", "不少于500人次", "不少于600人次", Difference("+100", "人次", "+20")),
    ]
    (row,) = glance_of(TABLE, TABLE.replace("| 93.1 | 95 |", "| 93.1 | 97 |")).quantities.changed
    assert (row.label, row.path, row.kinds, row.difference) == (
        "学前三年毛入园率",
        ("一、主要目标",),
        ("raised",),
        Difference("+2", "%"),
    )


def test_a_difference_is_printed_in_the_magnitude_of_the_new_value() -> None:
    old = "# 一、|目标\n到2025年，教育经费投入达到9500万元，新增学位16万个。"
    new = old.replace("9500万元", "1.2亿元").replace("16万个", "18万个")
    found = glance_of(old, new).quantities.changed
    assert [row.difference for row in found] == [Difference("+0.25", "亿元", "+26.3"), Difference("+2", "万个", "+12.5")]


def test_quantities_that_came_and_went_are_listed_apart() -> None:
    found = glance_of(
        BASE,
        BASE.replace("，每年培训骨干教师不少于500人次", "").replace(
            "义务教育巩固率保持在99%以上", "义务教育巩固率稳定，建成示范校12所"
        ),
    ).quantities
    assert ([row.old for row in found.dropped], [row.new for row in found.added]) == (["99%以上", "不少于500人次"], ["12所"])


def test_the_largest_changes_come_first_and_a_whole_section_is_one_of_them() -> None:
    section = "## （三）|促进教育公平\n完善学生资助体系，实现各级各类学校和困难学生全覆盖，不让一个学生因家庭经济困难而失学。\n"
    new = BASE.replace("# 三、", f"{section}# 三、").replace("每三年开展一轮督导评估", "每年开展一次覆盖全部幼儿园的督导评估")
    largest = glance_of(BASE, new).largest
    assert [(large.mark, large.opening[:10], large.rows) for large in largest] == [
        ("added", "（三）促进教育公平", 2),
        ("changed", "建立学前教育质量评估", 1),
    ]
    assert largest[0].characters == len("促进教育公平") + len(section.split("\n")[1])
    assert largest[1].path == ("二、重点任务", "（一）推进学前教育普惠发展")


def test_a_section_without_a_title_goes_by_its_first_words_in_the_outline() -> None:
    old = "# 第一条|\n为了规范学前教育实施，促进学前教育普及普惠安全优质发展，制定本法。"
    (entry,) = glance_of(old, old).outline
    assert (entry.number, entry.title) == ("第一条", "为了规范学前教育实施，促进学前教育普及…")


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
    assert share.verbatim + share.adapted + share.own == 100
    assert [(side, [lack.title for lack in lacks]) for side, lacks in found.lacking] == [
        ("old", ["二、体育工作"]),
        ("new", ["第二章 数字教育"]),
    ]
    assert found.lacking[0][1][0].characters == len(REGION_A.strip().splitlines()[-1]) + len("体育工作")


def test_versions_have_neither_shares_nor_such_lists() -> None:
    comparison = compared(BASE, BASE)
    assert regional(comparison, lay_out(comparison)) == Regional()


def test_the_strip_map_stays_on_its_axis_in_order_without_overlap() -> None:
    new = BASE.replace("85%", "86%").replace("500人次", "600人次").rstrip() + "\n监测评估结果向社会公布。\n"
    strip = glance_of(BASE, new).strip
    assert [segment.mark for segment in strip] == ["changed", "changed", "added"]
    assert all(segment.start >= 0 and segment.start + segment.length <= 1000 for segment in strip)
    assert all(a.start + a.length <= b.start for a, b in pairwise(strip))


def test_numbers_of_two_regions_are_no_change() -> None:
    old, new = plan("# 一、|保障措施\n加强组织领导。"), plan("# 第五章|保障措施\n加强组织领导。")
    headings = [[row for row in lay_out(compared(old, new, mode)).rows if row.kind == "heading"] for mode in get_args(Mode)]
    assert [[row.marks for row in rows] for rows in headings] == [[("renumbered",)], [()]]


def test_a_headline_does_not_count_no_section_where_something_changed_before_the_first() -> None:
    first = "到2025年，基本建成高质量教育体系。"
    for old, new, english, chinese in (
        (BASE, f"{first}\n{BASE}", "No section changed; 1 change before the first section", "各节没有变化，首节之前有 1 处变化"),
        (BASE, f"{first}\n完善工作机制。\n{BASE}", "No section changed; 2 changes before", "首节之前有 2 处变化"),
        (first, f"{first}\n完善工作机制。", "1 change; there are no sections", "文件不分节，有 1 处变化"),
    ):
        comparison = compared(old, new)
        phrase, *_ = headline(comparison, overview(comparison, lay_out(comparison)))
        assert english in Wording("en").phrase(phrase)
        assert chinese in Wording("zh").phrase(phrase)


def test_a_latin_number_keeps_its_space_and_a_chinese_one_has_none() -> None:
    english = "# Action 1:|Gather evidence\n- (a)|Publish the data twice a year."
    chinese = "# 一、|总则\n- （一）|公布数据。"
    assert [row.new[0].label for row in view_of(english, english).rows] == ["Action 1: ", "(a) "]
    assert [row.new[0].label for row in view_of(chinese, chinese).rows] == ["一、", "（一）"]


def test_a_section_whose_long_title_changed_is_one_group() -> None:
    title = "全面推进学前教育普及普惠安全优质发展并建设覆盖城乡的公共服务体系"
    old = f"# 一、|{title}\n到2025年，学前三年毛入园率达到95%以上。"
    comparison = compared(old, old.replace("公共服务", "普惠服务").replace("95%", "97%"))
    groups = {group_of(comparison, row) for row in loud(lay_out(comparison))}
    assert len(groups) == 1


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
    (grid,) = [item for part in view.parts for item in part if isinstance(item, Grid)]
    assert not grid.titled
    assert grid.sides == ("new",)
    assert [row.loud for row in grid.rows] == [False, True, True]
