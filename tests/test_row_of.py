"""What a single row says of its change: marks, measures, sides and the plan that they stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest

from plandiff.model import Change, Comparison, Edit, Mode, Opinion, Origin, Plan
from plandiff.renderers.passages import Passage, Retargeted, Run
from plandiff.renderers.rows import (
    INSIGNIFICANT,
    LINE_EMS,
    LINE_SCALE,
    OPENING_CHARACTERS,
    SHARED_LEAST,
    SHARING,
    Mark,
    Row,
    first_words,
    marks_of,
    path_of,
    row_of,
    scaled,
    width_of,
)
from plans import BASE, TABLE, compared, plan

TEMPLATES = Path(__file__).parents[1] / "templates"
SPLIT = BASE.replace("督导评估。评估结果", "督导评估。\n评估结果")
CHAPTER = "# 四、|组织实施\n建立监测评估制度，定期公布结果。\n"


def rows_of(comparison: Comparison) -> list[Row]:
    return [row_of(comparison, change) for change in comparison.changes]


def row_with(comparison: Comparison, mark: str) -> Row:
    return next(row for row in rows_of(comparison) if mark in row.marks)


def change(status: Any, **details: Any) -> Change:
    return Change("c1", status, **{"old": ("1",), "new": ("1",), "edits": (), **details})


@pytest.mark.parametrize(
    ("found", "heading", "numbered", "elsewhere", "marks"),
    [
        (change("changed"), True, True, False, ("renamed",)),
        (change("added", old=()), False, True, True, ("elsewhere",)),
        (change("deleted", new=()), False, True, True, ("elsewhere",)),
        (change("changed", moved=True, renumbered=True), False, True, False, ("moved", "changed", "renumbered")),
        (change("changed", moved=True, renumbered=True), False, False, False, ("moved", "changed")),
        (change("equal", new=("1", "2")), False, True, False, ("split",)),
        (change("noise", old=("1", "2")), False, True, False, ("merged", "noise")),
        (change("noise", edits=(Edit("noise", None, None, "column"),)), False, True, False, ()),
        (change("noise", edits=(Edit("equal", None, None), Edit("noise", None, None, "column"))), False, True, False, ()),
        (
            change("noise", edits=(Edit("noise", None, None, "column"), Edit("noise", None, None, "width"))),
            False,
            True,
            False,
            ("noise",),
        ),
        (change("changed", edits=(Edit("noise", None, None, "column"),)), False, True, False, ("changed",)),
    ],
)
def test_a_change_is_marked_the_most_significant_first(
    found: Change, heading: bool, numbered: bool, elsewhere: bool, marks: tuple[str, ...]
) -> None:
    assert marks_of(found, heading=heading, numbered=numbered, elsewhere=elsewhere) == marks


def test_a_row_is_a_heading_a_row_of_a_table_or_text() -> None:
    rows = rows_of(compared(TABLE + "说明。", TABLE + "说明。"))
    assert [row.kind for row in rows] == ["heading", "text", "row", "row", "row", "text"]
    assert [row.level for row in rows] == [1, *[0] * 5]
    assert [row.anchor for row in rows] == [row.change.id for row in rows]


@pytest.mark.parametrize(("text", "width"), [("", 0), ("教育", 2), ("abcd", 2), ("教a", 1.5), ("é", 0.75)])
def test_a_chinese_character_is_as_wide_as_two_latin_letters(text: str, width: float) -> None:
    assert width_of(text) == width


def test_a_row_is_as_high_as_the_next_step_of_the_scale() -> None:
    assert [scaled(step) for step in LINE_SCALE] == list(LINE_SCALE)
    assert [scaled(one + 0.1) for one in LINE_SCALE[:-1]] == list(LINE_SCALE[1:])
    assert (scaled(0), scaled(LINE_SCALE[-1] + 1)) == (LINE_SCALE[0], LINE_SCALE[-1])
    assert all(one < other <= 2 * one for one, other in pairwise(LINE_SCALE))


def test_the_longer_side_gives_weight_and_lines() -> None:
    short, long = "教" * (LINE_EMS + 1), "育" * (2 * LINE_EMS + 1)
    for old, new in ((short, long), (long, short)):
        (row,) = [row for row in rows_of(compared(f"# |目标\n{old}", f"# |目标\n{new}")) if row.kind == "text" and row.lines == 3]
        assert row.weight == len(long)
    (row,) = [row for row in rows_of(compared(BASE, SPLIT)) if "split" in row.marks]
    assert row.weight == len(row.old[0].text) == sum(len(passage.text) for passage in row.new)


def test_a_row_has_the_side_and_plan_of_what_is_new_or_of_what_is_gone() -> None:
    comparison = compared(BASE, BASE + CHAPTER)
    row = row_with(comparison, "added")
    assert (row.side, row.plan, row.echoed) == ("new", comparison.new, True)
    assert row["new"] == row.new != row["old"] == ()
    assert row.first is row.new[0]
    assert (row.keys["old"], len(row.keys["new"])) == ((), 1)
    comparison = compared(BASE + CHAPTER, BASE)
    row = row_with(comparison, "deleted")
    assert (row.side, row.plan, row.echoed) == ("old", comparison.old, False)
    assert row.first is row.old[0]
    assert replace(row, stub=True).echoed
    assert row.rows == (row,)


def test_a_row_is_repeated_where_both_sides_print_the_same_with_their_numbers() -> None:
    new = BASE.replace("500人次", "600人次").replace("# 三、", "# 四、") + CHAPTER
    rows = rows_of(compared(BASE, new))
    assert {row.marks for row in rows if row.repeated} == {()}
    assert {row.marks for row in rows if not row.repeated} == {("changed",), ("renumbered",), ("added",)}


def test_a_row_begins_with_its_first_words_and_its_cells_are_separated() -> None:
    rows = rows_of(compared(TABLE, TABLE.replace("93.1", "93.2")))
    assert [row.opening for row in rows[2:4]] == ["指标 · 2020年 · 2025年", "学前三年毛入园率（%） · 93.2 · 95"]
    for length in (OPENING_CHARACTERS, OPENING_CHARACTERS + 1):
        shown = first_words("题" * length)
        assert (len(shown), shown.endswith("…")) == (OPENING_CHARACTERS, length > OPENING_CHARACTERS)
    assert first_words("题" * 9, 8) == "题" * 7 + "…"
    assert len(first_words("题" * 99)) == 32


def test_a_path_names_the_sections_above_and_not_the_unit() -> None:
    text = plan("# 一、|任务\n## （一）|教育\n办好学校。\n")
    assert [path_of(text, unit.id) for unit in text.units] == [(), ("一、任务",), ("一、任务", "（一）教育")]


def paged(text: str, pages: Sequence[int]) -> Plan:
    """The plan of a text with its section and its blocks on these pages, 0 for none."""
    made = plan(text)
    (section,) = made.root.children
    body = tuple(replace(block, origin=Origin(page=page)) for block, page in zip(section.body, pages[1:], strict=True))
    return replace(made, root=replace(made.root, children=(replace(section, origin=Origin(page=pages[0]), body=body),)))


def test_a_row_names_the_pages_on_which_its_two_texts_begin() -> None:
    old, new = "# |目标\n办好学校。\n建设公园。\n修建道路。", "# |目标\n办好学校。\n建设公园和绿地。\n加固堤防。"
    pages = {row.change.status: row.pages for row in rows_of(compared(paged(old, (1, 2, 3, 5)), paged(new, (1, 2, 4, 6))))}
    assert pages == {"equal": (2,), "changed": (3, 4), "deleted": (5,), "added": (6,)}
    assert {row.pages for row in rows_of(compared(paged(old, (0, 0, 0, 0)), plan(new)))} == {()}


def test_a_row_by_itself_moves_nowhere_and_takes_nothing_along() -> None:
    row = row_with(compared(BASE, BASE + CHAPTER), "added")
    assert (row.rank, row.takes, row.inside, row.stub, row.partner) == (0, 0, False, False, None)


@pytest.mark.parametrize(("characters", "lines"), [(1, 1), (28, 1), (29, 2), (56, 2), (57, 3), (112, 4), (113, 5)])
def test_a_line_holds_twenty_eight_characters(characters: int, lines: int) -> None:
    rows = rows_of(compared("# |目标\n学", f"# |目标\n{'学' * characters}"))
    assert max(row.lines for row in rows) == lines


# --- what is looked at ------------------------------------------------------------------------


def test_a_row_is_toned_by_its_first_mark_unless_it_needs_no_attention() -> None:
    rows = rows_of(
        compared(BASE, BASE.replace("500人次", "600人次").replace("85%，", "85％，").replace("# 三、", "# 四、") + CHAPTER)
    )
    tones = {row.marks: (row.tone, row.significant, row.insignificant) for row in rows}
    assert tones == {
        (): ("same", False, True),
        ("noise",): ("insignificant", False, True),
        ("renumbered",): ("insignificant", False, True),
        ("changed",): ("changed", True, False),
        ("added",): ("added", True, False),
    }
    changed = row_with(compared(BASE, BASE.replace("500人次", "600人次")), "changed")
    stub = replace(changed, stub=True)
    assert (stub.tone, stub.significant) == ("stub", False)
    assert {"renumbered", "noise"} == INSIGNIFICANT


def test_a_table_without_a_caption_that_came_or_went_is_blank_unless_something_else_became_of_it() -> None:
    body = TABLE.replace("^ 表1 主要指标\n", "")
    for old, new in ((("# 一、|主要目标\n"), body), (body, "# 一、|主要目标\n")):
        row = next(row for row in rows_of(compared(old, new)) if (row.old or row.new)[0].kind == "table")
        assert (row.blank, row.significant, row.weight) == (True, False, 0)
        assert not replace(row, change=replace(row.change, moved=True)).blank
        change = row.change
        with_heading = replace(change, new=(*change.new, "1")) if change.new else replace(change, old=(*change.old, "1"))
        assert not replace(row, change=with_heading).blank
    captioned = [row for row in rows_of(compared("# 一、|主要目标\n", TABLE)) if row.first.kind == "table"]
    assert [row.blank for row in captioned] == [False]


def test_both_sides_are_in_one_column_where_words_changed_on_both() -> None:
    changed = compared(BASE, BASE.replace("500人次", "600人次"))
    assert [bool(row.merged) for row in rows_of(changed)] == [row.marks == ("changed",) for row in rows_of(changed)]
    assert not any(row.merged for row in rows_of(compared(BASE, BASE.replace("85%，", "85％，"))))
    assert not any(row.merged for row in rows_of(compared(BASE, BASE + CHAPTER)))
    assert [row.marks for row in rows_of(compared(SPLIT, BASE)) if row.merged] == [("merged",)]
    assert not any(row.merged for row in rows_of(compared(BASE, SPLIT)))
    assert not any(row.merged for row in rows_of(compared(BASE, BASE.replace("500人次", "600人次"), "regions")))
    table = compared(TABLE, TABLE)
    assert [bool(row.merged) for row in rows_of(table)] == [row.kind == "row" for row in rows_of(table)]
    came = compared("# 一、|主要目标\n", TABLE)
    assert not any(row.merged for row in rows_of(came))


def test_two_regions_share_phrases_where_enough_of_the_texts_is_alike() -> None:
    old = "# |目标\n推进义务教育优质均衡，扩大普惠资源。"
    comparison = compared(old, old.replace("扩大普惠资源", "建设实训基地"), "regions")
    found = next(found for found in comparison.changes if found.status == "changed")

    def kinds(score: float) -> set[str]:
        row = row_of(comparison, replace(found, score=score))
        return {run.kind for passage in (*row.old, *row.new) for run in passage.runs}

    assert kinds(0.3) == kinds(SHARING) == {"shared", "own", "equal"}
    assert kinds(0.29) == {"own", "equal"}


@pytest.mark.parametrize("word", ["好学校", "办好学校"])
def test_two_regions_share_no_single_words(word: str) -> None:
    old, new = (
        f"# |目标\n扩大普惠性资源供给总量，{above}{word}{below}。" for above, below in (("甲镇", "乙乡"), ("丙村", "丁县"))
    )
    (row,) = [row for row in rows_of(compared(old, new, "regions")) if row.kind == "text"]
    assert (word in {run.text for run in row.new[0].runs if run.kind == "shared"}) is (len(word) >= SHARED_LEAST)
    assert SHARED_LEAST == 4


@pytest.mark.parametrize("swapped", [False, True])
def test_what_the_other_region_has_elsewhere_is_marked_so_and_only_between_regions(swapped: bool) -> None:
    whole = "# 一、|环境\n保护水源。\n# 二、|投资\n扩大有效投资，保持投资合理增长，提高投资效益，优化政府投资结构。"
    part = "# 一、|任务\n一要保护水源，治理河流湖泊。二要扩大有效投资，提高投资效益，优化政府投资结构。三要办好学校，增加学位。"
    texts = (part, whole) if swapped else (whole, part)
    marks: dict[Mode, set[Mark]] = {
        mode: {mark for row in rows_of(compared(*texts, mode)) if not (row.old and row.new) for mark in row.marks}
        for mode in get_args(Mode)
    }
    assert "elsewhere" in marks["regions"]
    assert "elsewhere" not in marks["versions"]


# --- notes and links --------------------------------------------------------------------------


def test_what_readers_said_names_all_units_of_the_change_and_is_not_repeated_at_a_stub() -> None:
    comparison = compared(BASE, SPLIT)
    row = row_with(comparison, "split")
    said = Opinion(row.keys["old"], row.keys["new"][:1], "agreed", "好")
    row = replace(row, comparison=replace(comparison, opinions=((row.change.id, said),)))
    assert len(row.keys["new"]) == 2
    assert row.opinions == (said,)
    assert row.named_opinions == (said._replace(new=row.keys["new"]),)
    assert replace(row, stub=True).named_opinions == ()


def test_a_link_that_leads_elsewhere_is_named_once() -> None:
    link = Retargeted("公报", "a", "b")
    runs = (Run("noise", "公", retargeted=link), Run("noise", "报", retargeted=link), Run("equal", "。"))
    row = row_with(compared(BASE, BASE.replace("500人次", "600人次")), "changed")
    row = replace(row, new=(Passage("1", "paragraph", "", 0, runs),))
    assert row.retargeted == ()
    edits = (*row.change.edits, Edit("noise", None, None, "link"))
    assert replace(row, change=replace(row.change, edits=edits)).retargeted == (link,)


def test_every_height_has_its_style_in_the_page() -> None:
    styles = re.findall(r"\.l(\d+) \{ --lines: (\d+); \}", (TEMPLATES / "css/rows.css").read_text(encoding="utf-8"))
    assert [int(name) for name, _ in styles] == [int(lines) for _, lines in styles] == list(LINE_SCALE[1:])
    assert LINE_SCALE[0] == 1  # the height of a row without a style
