"""Laws written anew, boilerplate, rolling lists and other regions' plans: of every rule a text on either side of it."""

from __future__ import annotations

import pytest

import plandiff
from plandiff.align import align
from plandiff.align.provision_kinds import KINDS
from plandiff.align.tuning import Tuning
from plandiff.indexing import index
from plandiff.language.folding import fold
from plandiff.model import Comparison
from plans import compared, plan
from test_bounds import became, joined, says

CHAPTER = "# 第一章|总则"


def law(*articles: str, chapter: str = CHAPTER) -> str:
    """A chapter of articles without titles, one paragraph each."""
    return joined(chapter, *(line for n, text in enumerate(articles, 1) for line in (f"## 第{n}条|", text)))


def moved(found: Comparison) -> set[str]:
    return {unit for change in found.changes if change.moved for unit in change.new}


@pytest.mark.parametrize(("common", "same"), [(1, False), (2, True), (3, True)])
def test_a_provision_of_which_little_is_left_is_found_where_it_stood(common: int, same: bool) -> None:
    old = law(says((100, 110)), says((0, 14)), says((20, 34)))
    new = law(says((100, 110)), says((40, 54)), says((20, 20 + common), (60, 74 - common)), says((80, 94)))
    found = compared(old, new)
    assert became(found)["1.3/1"] == (("1.3/1",) if same else ())
    if same:
        assert [change.uncertain for change in found.changes if change.old == ("1.3/1",)] == [True]


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_provision_is_found_in_another_chapter_unless_something_there_has_more_of_it(elsewhere: bool) -> None:
    known = says((100, 104), (20, 27)) if elsewhere else says((100, 111))
    old = joined(law(known, says((0, 14)), says((20, 34))), law(says((112, 118)), chapter="# 第二章|附则"))
    new = joined(law(known, says((0, 14))), law(says((112, 118)), says((20, 24), (60, 70)), chapter="# 第二章|附则"))
    assert became(compared(old, new))["1.3/1"] == (() if elsewhere else ("2.2/1",))


def test_what_stands_below_a_title_is_another_text_when_little_is_left() -> None:
    old = joined("# 一、|任务", says((100, 110)), says((0, 14)), says((20, 34)))
    new = joined("# 一、|任务", says((100, 110)), says((40, 54)), says((20, 22), (60, 72)), says((80, 94)))
    assert became(compared(old, new))["1/3"] == ()


def test_one_paragraph_that_became_three_articles_is_split() -> None:
    old = law(says((100, 110)), says((0, 9), (10, 13), (20, 23)), says((110, 118)))
    new = law(says((100, 110)), says((10, 13), (40, 46)), says((0, 9)), says((20, 23), (50, 56)), says((110, 118)))
    assert became(compared(old, new))["1.2/1"] == ("1.2/1", "1.3/1", "1.4/1")


def test_an_article_that_was_parted_is_the_one_that_opens_with_its_beginning() -> None:
    old = law(says((100, 110)), says((0, 8), (20, 32)), says((110, 118)))
    new = law(says((100, 110)), says((0, 8)), says((20, 32)), says((110, 118)))
    found = became(compared(old, new))
    assert found["1.2/1"] == ("1.2/1", "1.3/1")
    assert found["1.2"] == ("1.2",)


def test_an_article_goes_where_its_first_paragraph_went() -> None:
    heavy = says((20, 50))
    old = joined(CHAPTER, "## 第1条|", says((0, 10)), heavy, "## 第2条|", says((60, 70)))
    new = joined(CHAPTER, "## 第1条|", says((0, 7), (80, 83)), "## 第2条|", heavy, "## 第3条|", says((60, 70)))
    found = compared(old, new)
    assert became(found)["1.1"] == ("1.1",)
    assert moved(found) == {"1.2/1"}


def test_a_block_that_only_resembles_its_counterpart_joins_the_one_beside_that_holds_all_of_it() -> None:
    old = joined(CHAPTER, "## 第1条|", says((0, 8)), says((10, 24)))
    new = joined(CHAPTER, "## 第1条|", says((0, 4), (60, 66)), says((0, 8), (10, 24)))
    assert became(compared(old, new)) | {"1": (), "1.1": ()} == {"1": (), "1.1": (), "1.1/1": ("1.1/2",), "1.1/2": ("1.1/2",)}


BOILERPLATE = "各责任单位制定年度计划，明确时间节点，每季度报送进展情况。"


def chapters(*tasks: str, ends: dict[int, str] | None = None) -> str:
    return joined(
        *(
            line
            for n, task in enumerate(tasks, 1)
            for line in (f"# {n}、|{task[:6]}", "## （一）|任务", task, "## （二）|组织实施", (ends or {}).get(n, BOILERPLATE))
        )
    )


def test_each_copy_of_a_boilerplate_stays_with_its_chapter() -> None:
    tasks = says((0, 10)), says((20, 30)), says((40, 50))
    edited = BOILERPLATE.replace("每季度", "每月")
    assert moved(compared(chapters(*tasks), chapters(*tasks, ends={1: edited}))) == set()
    fewer = compared(chapters(*tasks), chapters(*tasks[1:], ends={2: edited}))
    assert moved(fewer) == set()
    assert became(fewer)["3.2/1"] == ("2.2/1",)
    more = compared(chapters(tasks[0], tasks[2]), chapters(*tasks, ends={3: edited}))
    assert moved(more) == set()
    assert became(more)["2.2/1"] == ("3.2/1",)


def test_chapters_that_changed_places_take_their_boilerplate_along() -> None:
    first, second = says((0, 10)), says((20, 30))
    found = compared(chapters(first, second), chapters(second, first, ends={1: BOILERPLATE.replace("每季度", "每月")}))
    assert {became(found)[unit] for unit in ("1.2/1", "2.2/1")} == {("2.2/1",), ("1.2/1",)}
    assert len(moved(found)) == 1


def years(*which: int) -> str:
    schools = {2021: "东城", 2022: "西城", 2023: "南城", 2024: "北城", 2025: "河东", 2026: "河西"}
    return joined("# 一、|项目", *(f"{year}年完成{schools[year]}小学改造，投入{year % 7 + 3}00万元。" for year in which))


def test_identical_items_of_a_rolling_list_are_its_fixed_points() -> None:
    found = compared(years(2021, 2022, 2023, 2024), years(2023, 2024, 2025, 2026))
    assert moved(found) == set()
    assert (found.summary.deleted, found.summary.added, found.summary.changed) == (2, 2, 0)


def test_an_item_that_crosses_identical_ones_and_is_like_no_other_has_moved() -> None:
    kept = [says((40, 60)), says((60, 80))]
    found = compared(joined("# 一、|任务", says((0, 20)), *kept), joined("# 一、|任务", *kept, says((0, 18), (90, 92))))
    assert moved(found) == {"1/3"}


def test_what_a_new_chapter_gathered_has_moved_and_what_a_heading_was_put_before_has_not() -> None:
    kept, gone = says((0, 12)), [says((20, 32)), says((40, 52))]
    old = joined("# 第一章|总则", "## 第1条|", kept, "## 第2条|", gone[0], "## 第3条|", gone[1])
    new = joined("# 第一章|总则", "## 第1条|", kept, "# 第二章|监督管理", "## 第2条|", gone[0], "## 第3条|", gone[1])
    assert moved(compared(old, new)) == {"2.1", "2.2"}
    flat = joined("## 第1条|", kept, "## 第2条|", gone[0])
    assert moved(compared(flat, joined("# 第一章|总则", flat))) == set()


def test_an_added_copy_names_what_it_copies() -> None:
    old, new = (
        plan(joined("# 一、|任务", says((0, 12)))),
        plan(joined("# 一、|任务", says((0, 12)), "# 二、|保障", says((0, 12)))),
    )
    assert align(index(old), index(new)).copies == (("2/1", "1/1"),)
    assert align(index(new), index(old)).copies == ()


@pytest.mark.parametrize(("kind", "same"), [("item", False), ("paragraph", True)])
def test_an_item_is_not_found_in_another_chapter_by_so_little_as_a_paragraph(kind: str, same: bool) -> None:
    mark = "- （一）|" if kind == "item" else ""
    there = law(says((112, 122)), mark + says((20, 24), (60, 70)), chapter="# 第二章|附则")
    old = joined(law(says((100, 110)), mark + says((20, 34))), law(says((112, 122)), chapter="# 第二章|附则"))
    found = became(compared(old, joined(law(says((100, 110))), there)))
    assert (found["1.2/1"] == ("2.2/1",)) is same


@pytest.mark.parametrize(("offence", "same"), [((60, 64), False), ((0, 2), True)])
def test_a_penalty_of_another_offence_is_another_however_alike_the_sanctions_are(offence: tuple[int, int], same: bool) -> None:
    sanction = "的，责令改正，处以罚款"
    old = law(says((100, 110)), f"违反本法规定，{says((0, 4))}{sanction}；{says((20, 44))}。", says((50, 60)))
    rewritten = f"违反本法规定，{says(offence)}{sanction}；{says((80, 104))}。"
    new = law(says((100, 110)), says((110, 120)), rewritten, says((120, 130)))
    assert (became(compared(old, new))["1.2/1"] == ("1.3/1",)) is same


@pytest.mark.parametrize(("articles", "mode"), [(True, "versions"), (False, "regions")])
def test_a_law_written_anew_under_its_title_is_an_edition_and_the_next_years_report_is_not(articles: bool, mode: str) -> None:
    def document(*texts: str) -> bytes:
        numbered = [
            f"第{n}条 {text}" if articles else f"{n}、本年工作\n\n{text}" for n, text in zip("一二三", texts, strict=True)
        ]
        return ("\n\n".join(["# 云河市渡口管理条例", *numbered]) + "\n").encode()

    old = document(says((0, 20)), says((20, 40)), says((40, 60)))
    new = document(says((60, 80)), says((80, 100)), says((100, 120)))
    assert plandiff.compare(old, new).alignment.mode == mode


def test_a_commencement_is_known_by_what_it_does_however_much_the_new_one_repeals() -> None:
    old = law(says((0, 12)), "本办法自印发之日起施行。", chapter="# 第一章|附则")
    repealed = "".join(f"《{says((n, n + 6))}》" for n in range(60, 100, 8))
    new = law(
        says((0, 12)),
        says((20, 32)),
        says((40, 52)),
        f"本办法自2031年9月15日起施行，{repealed}同时废止。",
        chapter="# 第一章|附则",
    )
    found = compared(old, new)
    assert became(found)["1.2/1"] == ("1.4/1",)
    assert became(found)["1.2"] == ("1.4",)
    twice = law(says((0, 12)), "本办法自印发之日起施行。", "本办法自2030年起施行。", chapter="# 第一章|附则")
    assert became(compared(twice, new))["1.2/1"] == ()


def test_a_paragraph_that_changed_places_while_the_headings_went_moved() -> None:
    texts = says((0, 14)), says((20, 34)), says((40, 54)), says((60, 66))
    old = joined("# 一、|土地", texts[0], texts[1], "# 二、|工具", texts[2], texts[3])
    new = joined(texts[0], texts[2], texts[1], texts[3])
    assert len(moved(compared(old, new))) == 1
    assert moved(compared(old, joined(*texts))) == set()


@pytest.mark.parametrize(
    "clause",
    [
        "经批准，本办法自2031年9月15日起施行，有效期五年。",
        "本办法施行前已经办理的，依照原规定。本办法于2031年9月15日施行。",
        "原《渡口守则》自本办法施行之日起废止。本办法自2031年9月15日起三十日后实施。",
    ],
)
def test_a_commencement_may_stand_after_other_words(clause: str) -> None:
    old = law(says((0, 12)), f"本办法自印发之日起施行。{says((40, 60))}一并废止。", chapter="# 第一章|附则")
    new = law(says((0, 12)), says((20, 30)), says((100, 110)), says((112, 118)), clause, chapter="# 第一章|附则")
    assert became(compared(old, new))["1.2/1"] == ("1.5/1",)


@pytest.mark.parametrize(
    "text", ["许可证自颁发之日起，持证人可以执行。", "本办法施行前的行为不予追究。", "本市从明年起分批推开新的标准。"]
)
def test_what_takes_effect_and_is_not_the_law_is_no_commencement(text: str) -> None:
    assert KINDS["commencement"].match(fold(text)) is None


# --- other regions' plans ---------------------------------------------------------------------


def regions(old: str, new: str, **numbers: float) -> Comparison:
    alignment = align(index(plan(old)), index(plan(new)), "regions", tuning=Tuning(**numbers))
    return plandiff.changes.describe(alignment)


def test_plain_paragraphs_of_some_length_are_themes() -> None:
    old = joined("# 一、|发展环境", says((0, 16)), "# 二、|任务", says((30, 40)))
    new = joined("# 一、|任务", says((30, 38)), says((0, 14)), "# 二、|保障", says((60, 70)))
    assert became(regions(old, new))["1/1"] == ("1/2",)


def test_a_pair_is_worth_more_where_the_sections_above_correspond() -> None:
    old = joined("# 一、|农业", says((0, 12)), "## （一）|" + says((20, 26)), "# 二、|城市", says((60, 72)))
    new = joined(
        *("# 一、|城市", says((60, 70)), "## （一）|" + says((20, 23), (80, 83))),
        *("# 二、|农业", says((0, 10)), "## （一）|" + says((23, 26), (84, 87))),
    )
    assert became(regions(old, new))["1.1"] == ("2.1",)
    assert became(regions(old, new, context=0.0))["1.1"] == ("1.1",)


@pytest.mark.parametrize(("heading", "same"), [("2025年工作回顾", False), ("2026年主要任务", True)])
def test_what_was_done_is_not_what_is_planned(heading: str, same: bool) -> None:
    old = f"# 政府工作报告\n\n## 一、{heading}\n\n{says((0, 12))}。\n\n## 二、2026年重点工作\n\n{says((20, 32))}。\n"
    new = f"# 政府工作报告\n\n## 一、2025年工作回顾\n\n{says((40, 52))}。\n\n## 二、2026年重点工作\n\n{says((0, 9), (52, 55))}。\n\n{says((60, 72))}。\n"
    found = plandiff.compare(plandiff.load(old.encode()), plandiff.load(new.encode()), mode="regions")
    assert (became(found)["1/1"] == ("2/1",)) is same


def test_a_section_does_not_compete_with_its_paragraph_for_a_paragraph_of_the_other_plan() -> None:
    old = joined("# 一、|生态", "## （一）|" + says((0, 4)), says((4, 16)), "## （二）|" + says((40, 44)), says((44, 56)))
    new = joined("# 一、|生态", says((0, 10), (80, 88)), says((40, 50), (70, 78)))
    found = became(regions(old, new))
    assert (found["1.1/1"], found["1.2/1"]) == (("1/1",), ("1/2",))


@pytest.mark.parametrize("common", [(80, 82), (60, 62)])
def test_a_paragraph_is_related_to_what_has_most_of_it_if_that_stands_in_its_sections_counterpart(
    common: tuple[int, int],
) -> None:
    old = joined("# 一、|生态", says((0, 12)), says(common, (100, 130)), "# 二、|交通", says((40, 52)))
    new = joined("# 一、|生态", says((0, 10), (80, 98)), "# 二、|交通", says((40, 50), (60, 78)))
    related = {(pair.old, pair.new): pair.grade for pair in regions(old, new).alignment.related}
    assert related == ({("1/2", "1/1"): "touched"} if common == (80, 82) else {})


def test_a_point_within_a_paragraph_finds_its_counterpart() -> None:
    item = says((20, 32))
    old = joined("# 一、|消费", says((0, 12)), "# 二、|投资", item)
    point = f"一要{says((0, 6))}；二要{says((20, 28))}；三要{says((50, 58))}；四要{says((60, 72))}；五要{says((80, 90))}。"
    found = regions(old, joined("# 一、|" + says((95, 98)), point, "# 二、|" + says((99, 102)), says((110, 118))))
    assert ("2/1", "1/1") in {(related.old, related.new) for related in found.alignment.related} | {
        (change.old[0], change.new[0]) for change in found.changes if change.old and change.new
    }


def test_pairs_have_grades_and_what_is_alone_has_its_best_rejected_candidate() -> None:
    old = joined("# 一、|教育", says((0, 12)), "# 二、|交通", says((40, 52)))
    new = joined("# 一、|教育", says((0, 12)), "# 二、|体育", says((40, 41), (80, 92)))
    alignment = regions(old, new).alignment
    assert {link.grade for link in alignment.links if link.old == ("1/1",)} == {"same"}
    assert ("2/1", "2/1") in {(pair.old, pair.new) for pair in alignment.rejected[0]}
    assert all(pair.score < 0.15 for pair in alignment.rejected[0])


@pytest.mark.parametrize(("number", "same"), [(1, True), (2, False)])
def test_sections_that_are_alone_left_in_the_same_place_correspond(number: int, same: bool) -> None:
    alone = ["## （一）|" + says((20, 22)), says((30, 40)), "## （二）|" + says((44, 46)), says((52, 62))]
    other = ["## （一）|" + says((20, 22)), says((30, 39), (70, 71)), "## （二）|" + says((80, 82)), says((60, 61), (90, 100))]
    new = joined("# 一、|任务", *(other if number == 1 else [*other[2:], *other[:2]]))
    assert (became(regions(joined("# 一、|任务", *alone), new))["1.2"] == ("1.2",)) is same


@pytest.mark.parametrize(("heading", "same"), [("2025年工作情况", True), ("2026年重大项目", False)])
def test_what_looks_back_at_the_top_of_both_corresponds_when_nothing_else_is_left(heading: str, same: bool) -> None:
    tail = f"## 二、2026年工作安排\n\n{says((20, 32))}。\n"
    old = f"# 年度报告\n\n## 一、过去一年主要工作\n\n### （一）{says((60, 62))}\n\n{says((0, 12))}。\n\n{tail}"
    new = f"# 年度报告\n\n## 一、{heading}\n\n### （一）{says((40, 42))}\n\n{says((44, 50), (0, 1))}。\n\n{tail}"
    found = plandiff.compare(plandiff.load(old.encode()), plandiff.load(new.encode()), mode="regions")
    assert (became(found)["1"] == ("1",)) is same


@pytest.mark.parametrize("swapped", [False, True])
def test_a_purpose_that_stands_above_all_sections_takes_no_article_along(swapped: bool) -> None:
    loose = joined("为了加强河道管理，根据有关法律，制定本办法。", "# 一、|任务", says((0, 30)))
    strict = law("为规范堤防养护行为，依照上位法规定，制定本条例。", says((0, 30)))
    found = compared(*((strict, loose) if swapped else (loose, strict)))
    for side, units in (("old", found.old.units), ("new", found.new.units)):
        assert sorted(unit for change in found.changes for unit in getattr(change, side)) == sorted(unit.id for unit in units)
