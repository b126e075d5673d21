"""What a report says at a glance: the outline, changed quantities, the largest changes, the headline."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from plandiff.model import Plan
from plandiff.renderers.messages import Wording
from plandiff.renderers.overview import Overview, overview, significant_rows
from plandiff.renderers.quantities import Difference, quantities
from plandiff.renderers.sentences import group_of, headline
from plandiff.renderers.tally import tally
from plandiff.renderers.view import lay_out
from plans import BASE, TABLE, compared


def glance_of(old: str | Plan, new: str | Plan) -> Overview:
    comparison = compared(old, new)
    return overview(comparison, lay_out(comparison))


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


def test_a_difference_too_small_for_a_percentage_has_none() -> None:
    old = "# 一、|目标\n到2025年，培训教师10万人，资助学生99999人。"
    found = glance_of(old, old.replace("10万人", "100010人").replace("99999人", "99998人")).quantities.changed
    assert [row.difference for row in found] == [Difference("+10", "人"), Difference("−1", "人")]


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


def test_the_strip_map_stays_on_its_axis_in_order_without_overlap() -> None:
    new = BASE.replace("85%", "86%").replace("500人次", "600人次").rstrip() + "\n监测评估结果向社会公布。\n"
    strip = glance_of(BASE, new).strip
    assert [segment.mark for segment in strip] == ["changed", "changed", "added"]
    assert all(segment.start >= 0 and segment.start + segment.length <= 1000 for segment in strip)
    assert all(a.start + a.length <= b.start for a, b in pairwise(strip))


def test_a_headline_does_not_count_no_section_where_something_changed_before_the_first() -> None:
    first = "到2025年，基本建成高质量教育体系。"
    for old, new, english, chinese in (
        (BASE, f"{first}\n{BASE}", "No section changed; 1 change before the first section", "各节没有变化，首节之前有 1 处变化"),
        (BASE, f"{first}\n完善工作机制。\n{BASE}", "No section changed; 2 changes before", "首节之前有 2 处变化"),
        (first, f"{first}\n完善工作机制。", "1 change; there are no sections", "文件不分节，有 1 处变化"),
    ):
        comparison = compared(old, new)
        phrase, *_ = headline(comparison, tally(comparison))
        assert english in Wording("en").phrase(phrase)
        assert chinese in Wording("zh").phrase(phrase)


def test_what_is_counted_over_the_changes_is_what_the_rows_show() -> None:
    moved = "\n".join(reversed(BASE.splitlines()))
    tables = TABLE, TABLE.replace("| 95", "| 97"), f"{BASE}\n\n{TABLE}", f"{BASE}\n\n{TABLE.split(chr(10), 1)[1]}"
    for old in (BASE, *tables):
        for new in (BASE, moved, *tables):
            comparison = compared(old, new)
            view, found = lay_out(comparison), tally(comparison)
            rows = [row for row in view.rows if not row.stub]
            assert dict(found.counts) == Counter(mark for row in rows for mark in row.marks)
            assert found.changes == len(significant_rows(view))
            assert found.targets == sum(quantity.is_target for quantity in quantities(comparison, view).changed)


def test_a_section_whose_long_title_changed_is_one_group() -> None:
    title = "全面推进学前教育普及普惠安全优质发展并建设覆盖城乡的公共服务体系"
    old = f"# 一、|{title}\n到2025年，学前三年毛入园率达到95%以上。"
    comparison = compared(old, old.replace("公共服务", "普惠服务").replace("95%", "97%"))
    groups = {group_of(row) for row in significant_rows(lay_out(comparison))}
    assert len(groups) == 1


def test_the_map_knows_where_each_change_begins() -> None:
    comparison = compared(BASE, BASE.replace("500人次", "600人次"))
    glance = overview(comparison, lay_out(comparison))
    assert [glance.starts[segment.anchor] for segment in glance.strip] == [segment.start for segment in glance.strip]
    assert glance.starts
