"""The bounds of the alignment: of each a text on either side of it, so that a bound which slips is noticed.

The texts are lists of words that occur nowhere else, so that how much two of them have in common is counted in words.
"""

from __future__ import annotations

import pytest

from plandiff.model import Comparison
from plandiff.renderers.view import lay_out
from plans import compared

LISTED = (
    "供水排水绿化照明停车公交地铁路灯消防急救医院诊所药房养老托育幼教小学初中高中大学图书博物剧院公园湿地森林草原河道水库堤防"
    "灌溉良种农机粮仓茶园果园渔港牧场屠宰冷链集市商圈夜市电商快递仓储港口航道桥梁隧道机场铁路口岸海关税务审计财政国资信贷保险"
    "证券期货外贸招商会展旅游民宿文物非遗戏曲书法体育足球游泳滑雪健身广场社区物业门禁电梯垃圾污水噪声扬尘臭氧碳汇光伏风电核电"
    "煤炭石油燃气供暖电网储能氢能芯片软件云端宽带基站卫星导航遥感气象地震防汛抗旱救灾储备民政低保救助殡葬婚姻户籍治安交警司法"
    "公证仲裁调解信访律师"
)
WORDS = [LISTED[start : start + 2] for start in range(0, len(LISTED), 2)]


def says(*spans: tuple[int, int]) -> str:
    """A text of the words in some spans of the list."""
    return "、".join(word for start, end in spans for word in WORDS[start:end])


def became(found: Comparison) -> dict[str, tuple[str, ...]]:
    """Old unit -> what it became, or nothing."""
    return {unit: change.new for change in found.changes for unit in change.old}


def joined(*lines: str) -> str:
    return "\n".join(lines)


@pytest.mark.parametrize(("common", "same"), [(4, False), (5, True)])
def test_among_others_under_one_heading_a_quarter_in_common_is_too_little(common: int, same: bool) -> None:
    old = joined("# 一、|任务", says((0, 12)), says((20, 32)))
    new = joined("# 一、|任务", says((40, 52)), says((0, common), (60, 72 - common)), says((80, 92)))
    assert became(compared(old, new))["1/1"] == (("1/2",) if same else ())


@pytest.mark.parametrize(("common", "same"), [(3, False), (4, True)])
def test_the_last_of_a_gap_is_compared_with_the_last_however_many_came_in_between(common: int, same: bool) -> None:
    kept = says((100, 110))
    old = joined("# 一、|任务", kept, says((0, 12)))
    new = joined("# 一、|任务", kept, says((40, 52)), says((52, 60)), says((60, 68)), says((0, common), (72, 84 - common)))
    assert became(compared(old, new))["1/2"] == (("1/5",) if same else ())


@pytest.mark.parametrize(("between", "common", "joins"), [(0, 6, True), (1, 6, False), (2, 6, False), (2, 8, True)])
def test_half_a_paragraph_was_split_from_the_one_beside_it_and_not_from_one_further_off(
    between: int, common: int, joins: bool
) -> None:
    kept = [says((100, 108)), says((108, 118))]
    old = joined("# 一、|任务", says((0, 20)), *kept)
    part = says((10, 10 + common), (40, 50 - common))
    new = joined("# 一、|任务", says((0, 10)), *kept[:between], part, *kept[between:])
    assert became(compared(old, new))["1/1"] == (("1/1", f"1/{between + 2}") if joins else ("1/1",))


@pytest.mark.parametrize(("length", "common", "joins"), [(30, 5, False), (16, 5, True), (50, 5, False), (50, 7, True)])
def test_a_paragraph_beside_joins_a_match_if_half_of_it_is_explained_or_it_explains_most_of_what_is_left(
    length: int, common: int, joins: bool
) -> None:
    old = joined("# 一、|任务", says((0, length)), says((108, 118)))
    kept = length // 2 if length == 50 else 10
    new = joined("# 一、|任务", says((0, kept)), says((kept, kept + common), (60, 70 - common)), says((108, 118)))
    assert became(compared(old, new))["1/1"] == (("1/1", "1/2") if joins else ("1/1",))


@pytest.mark.parametrize(("common", "taken"), [(8, False), (10, True)])
def test_a_paragraph_was_taken_in_by_another_only_if_all_of_it_stands_there(common: int, taken: bool) -> None:
    old = joined("# |任务", says((86, 92)), says((0, 10)), says((92, 98)))
    new = joined("# |任务", says((98, 104)), says((0, common), (40, 85)), says((104, 110)))
    assert became(compared(old, new))["1/2"] == (("1/2",) if taken else ())


def test_what_one_paragraph_explains_another_does_not_explain_again() -> None:
    old = joined("# 一、|任务", says((0, 20)))
    new = joined("# 一、|任务", says((0, 10)), says((10, 20)), says((10, 19), (60, 61)))
    assert became(compared(old, new))["1/1"] == ("1/1", "1/2")


@pytest.mark.parametrize(("between", "joins"), [(0, True), (1, False), (2, False)])
def test_an_article_was_split_from_the_one_beside_it_and_not_from_one_further_off(between: int, joins: bool) -> None:
    kept = ["# 第二条|", says((100, 108)), "# 第三条|", says((108, 118))]
    part = ["# 第四条|", says((12, 18), (50, 54)), says((54, 56))]
    old = joined("# 第一条|", says((0, 20)), *kept)
    new = joined("# 第一条|", says((0, 12)), *kept[: 2 * between], *part, *kept[2 * between :])
    assert became(compared(old, new))["1/1"] == (("1/1", "2/1") if joins else ("1/1",))


@pytest.mark.parametrize(("common", "same"), [(3, False), (4, True)])
def test_what_stands_below_a_split_article_is_between_its_neighbours_there(common: int, same: bool) -> None:
    first, second, third = [says((0, 12)), says((12, 24))], says((30, 42)), says((50, 66))
    last = ["|", says((100, 110))]
    old = joined("# 第一条|", *first, second, third, "# 第二条" + last[0], last[1])
    edited = says((30, 30 + common), (80, 92 - common))
    new = joined("# 第一条|", *first, "# 第二条|", edited, third, "# 第三条" + last[0], last[1])
    found = compared(old, new)
    assert became(found)["1/3"] == (("2/1",) if same else ())
    assert became(found)["1/4"] == ("2/2",)
    assert found.summary.moved == 0


def test_a_split_with_others_in_between_has_no_place_that_they_could_have_left() -> None:
    old = joined("# |任务", says((40, 46)), says((0, 20)))
    new = joined("# |任务", says((0, 10)), says((40, 46)), says((10, 20)))
    found = compared(old, new)
    assert became(found) == {"1": ("1",), "1/1": ("1/2",), "1/2": ("1/1", "1/3")}
    assert found.summary.moved == 0


def test_sections_that_only_their_place_tells_are_found_five_levels_down() -> None:
    titles = [(says((start, start + 6)), says((start, start + 3), (start + 6, start + 9))) for start in (0, 10, 20, 30, 40)]
    old, new = (joined(*(f"{'#' * level} |{pair[side]}" for level, pair in enumerate(titles, 1))) for side in (0, 1))
    assert all(now == (unit,) for unit, now in became(compared(old, new)).items())


@pytest.mark.parametrize(("common", "same"), [(1, False), (2, True)])
def test_a_section_whose_content_all_went_elsewhere_is_the_same_by_its_title_or_not_at_all(common: int, same: bool) -> None:
    """A paragraph speaks for the sections, until its counterpart turns out to have come from another."""
    twice, kept = says((0, 12)), says((30, 40))
    old = joined(f"# |{says((60, 60 + common), (70, 75 - common))}", says((0, 6), (20, 26)), "# |保障措施", kept, twice, twice)
    new = joined(f"# |{says((60, 65))}", twice, "# |保障措施", kept, twice)
    found = became(compared(old, new))
    assert found["1"] == (("1",) if same else ())
    assert found["1/1"] == ()
    assert found["2/3"] == ("1/1",)


@pytest.mark.parametrize(("common", "same"), [(3, False), (4, True)])
def test_a_heading_and_a_paragraph_in_one_gap_are_one_only_if_half_is_the_same(common: int, same: bool) -> None:
    old = joined("# |任务", says((20, 30)), f"## |{says((0, 6))}")
    new = joined("# |任务", says((20, 30)), says((0, common), (40, 46 - common)))
    assert became(compared(old, new))["1.1"] == (("1/2",) if same else ())


# --- where something moved away ---------------------------------------------------------------


def headings(old: str, new: str) -> list[tuple[str, bool, int]]:
    """Title, whether it is the stub of a section that moved away, and the heading's rank in the page."""
    rows = [row for row in lay_out(compared(old, new)).rows if row.kind == "heading"]
    return [((row.old or row.new)[0].text, row.stub, row.rank) for row in rows]


def test_two_sections_that_moved_away_left_stubs_side_by_side_where_they_stood() -> None:
    first, second, third, heavy = says((0, 10)), says((20, 25)), says((30, 35)), says((40, 70))
    old = joined("# |甲", first, "# |乙", second, "# |丙", third, "# |丁", heavy)
    new = joined("# |甲", first, "# |丁", heavy, "# |乙", second, "# |丙", third)
    assert [(title, stub) for title, stub, _ in headings(old, new)] == [
        *(("甲", False), ("乙", True), ("丙", True), ("丁", False)),
        *(("乙", False), ("丙", False)),
    ]


def test_a_stub_between_two_sections_makes_no_gap_in_the_ranks_of_their_headings() -> None:
    kept = ["# |甲", says((0, 10)), "## |乙", says((20, 25)), "### |丙", says((30, 35))]
    old = joined(*kept, "# |丁", WORDS[3], "# |戊", says((40, 70)))
    new = joined(*kept, "### |己", says((90, 100)), "# |戊", says((40, 70)), "# |丁", WORDS[3])
    assert headings(old, new) == [
        *(("甲", False, 2), ("乙", False, 3), ("丙", False, 4)),
        *(("丁", True, 2), ("己", False, 4), ("戊", False, 2), ("丁", False, 2)),
    ]
