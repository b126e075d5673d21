"""Word files with tracked changes: accepted they say what the new file does, rejected what the old one does, and nothing else is touched."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import office
from marked_files import INDICATORS, LEVELS, NUMBERED, W, counted, marked, markup, printed, words
from school_texts import DIGITAL, FUNDING, HEALTH, TRAINING
from word_files import cell, computed, deleted, docx, ins, lists, p, r, table

PAIRS = {
    "words": ([p("到2025年，毛入园率达到92%。"), p(FUNDING)], [p("到2025年，毛入园率达到95%。"), p(FUNDING)]),
    "a paragraph that came": ([p(TRAINING), p(FUNDING)], [p(TRAINING), p(HEALTH), p(FUNDING)]),
    "a paragraph that went": ([p(TRAINING), p(HEALTH), p(FUNDING)], [p(TRAINING), p(FUNDING)]),
    "the last paragraph that came": ([p(TRAINING)], [p(TRAINING), p(HEALTH)]),
    "the last paragraph that went": ([p(TRAINING), p(HEALTH)], [p(TRAINING)]),
    "a split": ([p(TRAINING + FUNDING), p(HEALTH)], [p(TRAINING), p(FUNDING), p(HEALTH)]),
    "a merge": ([p(TRAINING), p(FUNDING), p(HEALTH)], [p(TRAINING + FUNDING), p(HEALTH)]),
    "a move": ([p(DIGITAL), p(TRAINING), p(FUNDING), p(HEALTH)], [p(TRAINING), p(FUNDING), p(HEALTH), p(DIGITAL)]),
    "a move with changes": (
        [p(DIGITAL), p(TRAINING), p(FUNDING), p(HEALTH)],
        [p(TRAINING), p(FUNDING), p(DIGITAL.replace("免费", "全部免费")), p(HEALTH)],
    ),
    "words at the end and a paragraph after them": (
        [p("加强领导"), p(FUNDING)],
        [p("加强领导并落实责任"), p(HEALTH), p(FUNDING)],
    ),
    "words that went at the end and at the next beginning": (
        [p(f"{TRAINING}另行通知"), p(f"各区应当{FUNDING}")],
        [p(TRAINING), p(FUNDING)],
    ),
    "a paragraph before a table that went": (
        [p(TRAINING), p(HEALTH), table(["指标", "值"], ["入园率", "92"]), p(FUNDING)],
        [p(TRAINING), table(["指标", "值"], ["入园率", "92"]), p(FUNDING)],
    ),
    "cells": (
        [table(["指标", "2025年"], ["入园率", "92"], ["巩固率", "96"]), p(FUNDING)],
        [table(["指标", "2025年"], ["入园率", "95"], ["巩固率", "96"]), p(FUNDING)],
    ),
    "rows": (
        [table(["指标", "2025年"], ["入园率", "92"], ["巩固率", "96"], heads=1), p(FUNDING)],
        [table(["指标", "2025年"], ["巩固率", "96"], ["大班额比例", "0"], heads=1), p(FUNDING)],
    ),
    "a column": (
        [table(["指标", "2025年"], ["入园率", "92"], ["巩固率", "96"]), p(FUNDING)],
        [table(["指标", "2020年", "2025年"], ["入园率", "88", "92"], ["巩固率", "94", "96"]), p(FUNDING)],
    ),
    "a column that went, and rows that came and went": (
        [
            table(["指标", "2020年", "2025年"], ["入园率", "88", "92"], ["巩固率", "94", "96"], ["大班额比例", "3", "0"]),
            p(FUNDING),
        ],
        [table(["指标", "2025年"], ["入园率", "95"], ["床位", "3.5"], ["巩固率", "96"]), p(FUNDING)],
    ),
    "a first column that came, and rows that came and went": (
        [p(TRAINING), table(["指标", "2025年"], ["入园率", "92"], ["床位", "3.5"], ["巩固率", "96"]), p(FUNDING)],
        [
            p(TRAINING),
            p(TRAINING),
            table(["序号", "指标", "2025年"], ["1", "入园率", "92"], ["2", "巩固率", "96"], ["3", "大班额比例", "0"]),
            p(FUNDING),
        ],
    ),
    "a first column that went, and rows that came and went": (
        [
            p(TRAINING),
            p(TRAINING),
            table(["序号", "指标", "2025年"], ["1", "入园率", "92"], ["2", "床位", "3.5"], ["3", "巩固率", "96"]),
            p(FUNDING),
        ],
        [p(TRAINING), table(["指标", "2025年"], ["入园率", "92"], ["巩固率", "96"], ["大班额比例", "0"]), p(FUNDING)],
    ),
    "a last column that came, and rows that came and went": (
        [p(TRAINING), table(["指标", "2025年"], ["入园率", "92"], ["床位", "3.5"], ["巩固率", "96"]), p(FUNDING)],
        [
            p(TRAINING),
            table(
                ["指标", "2025年", "属性"], ["入园率", "92", "预期性"], ["巩固率", "96", "约束性"], ["大班额比例", "0", "预期性"]
            ),
            p(FUNDING),
        ],
    ),
    "a last column that went, and rows that came and went": (
        [
            p(TRAINING),
            table(["指标", "2025年", "属性"], ["入园率", "92", "预期性"], ["床位", "3.5", "预期性"], ["巩固率", "96", "约束性"]),
            p(FUNDING),
        ],
        [p(TRAINING), table(["指标", "2025年"], ["入园率", "92"], ["巩固率", "96"], ["大班额比例", "0"]), p(FUNDING)],
    ),
    "a column under a head that reaches over it": (
        [
            table(
                [cell("指标", merge="restart"), cell("目标", span=2)],
                [cell(merge="continue"), "2025年", "2030年"],
                ["入园率", "92", "95"],
            )
        ],
        [
            table(
                [cell("指标", merge="restart"), cell("目标", span=3)],
                [cell(merge="continue"), "2025年", "2027年", "2030年"],
                ["入园率", "92", "94", "96"],
            )
        ],
    ),
    "a move that begins with new words, after new words": (
        [p(DIGITAL), p(TRAINING), p(FUNDING), p(HEALTH)],
        [p(f"{TRAINING}落实考核。"), p(f"到2025年，{DIGITAL}"), p(FUNDING), p(HEALTH)],
    ),
    "a table that moved and got a column": (
        [p(DIGITAL), table(*INDICATORS), p(TRAINING), p(FUNDING), p(HEALTH * 3), p("附则")],
        [p(DIGITAL), p(TRAINING), p(FUNDING), p(HEALTH * 3), table(*([*row, "预期性"] for row in INDICATORS)), p("附则")],
    ),
    "a table that came": ([p(TRAINING), p(FUNDING)], [p(TRAINING), table(["指标", "值"], ["入园率", "92"]), p(FUNDING)]),
    "a cell of several paragraphs of which one was split": (
        [table(["任务", "措施"], ["培训", cell(p(TRAINING + FUNDING), p(HEALTH))]), p(FUNDING)],
        [table(["任务", "措施"], ["培训", cell(p(TRAINING), p(FUNDING), p(HEALTH))]), p(FUNDING)],
    ),
    "a split with a paragraph between": (
        [p(TRAINING + FUNDING), p("另行通知。")],
        [p(TRAINING), p(HEALTH), p(FUNDING), p("另行通知。")],
    ),
    "merged cells": (
        [
            table(
                [cell("指标", span=2), "值"],
                [cell("学前", merge="restart"), "入园率", "92"],
                [cell(merge="continue"), "普惠率", "85"],
            )
        ],
        [
            table(
                [cell("指标", span=2), "值"],
                [cell("学前", merge="restart"), "入园率", "95"],
                [cell(merge="continue"), "普惠率", "90"],
            )
        ],
    ),
    "raised figures": ([p("占地10", r("2", '<w:vertAlign w:val="superscript"/>'), "平方米。")], [p("占地102平方米。")]),
    "tabs and lines": ([p("单位：", "<w:r><w:tab/></w:r>", "亿元")], [p("单位：", "<w:r><w:br/></w:r>", "万元")]),
    "a field": (
        [p("见", *[computed("ADDIN cite", "第三条")], "规定。")],
        [p("见", *[computed("ADDIN cite", "第四条")], "规定。")],
    ),
    "a link": (
        [p("详见", f'<w:hyperlink w:anchor="a">{r("附件一")}</w:hyperlink>', "。")],
        [p("详见", f'<w:hyperlink w:anchor="a">{r("附件一和附件二")}</w:hyperlink>', "。")],
    ),
    "hostile text": (
        [p("甲<w:del>乙&amp;</w:del>"), p("=HYPERLINK(1)")],
        [p("甲<w:ins w:id='1'>丙]]></w:ins>"), p("\u202e反向{ INCLUDETEXT x }")],
    ),
}
KNOWS_COLUMNS = (25, 2)
"""The version of LibreOffice that takes cells out of a row; older ones, 7.4 for one, take out what they say and leave them empty."""
WHOLE = pytest.mark.parametrize("name", PAIRS)


@WHOLE
def test_accepted_it_is_the_new_text_and_rejected_the_old(name: str) -> None:
    old, new = (docx(*body) for body in PAIRS[name])
    found = marked(old, new)
    assert printed(found) == printed(new)
    assert printed(found, "original") == printed(old)


@pytest.fixture(scope="module")
def schema() -> Any:
    """ECMA-376, transitional."""
    return etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "ooxml" / "wml.xsd"))


@WHOLE
def test_it_is_valid(name: str, schema: Any) -> None:
    found = markup(marked(*(docx(*body) for body in PAIRS[name]), date="2026-03-05T00:00:00Z" if name == "words" else ""))
    schema.assertValid(found)


@pytest.fixture(scope="module")
def in_office() -> dict[str, Sequence[bytes]]:
    """What LibreOffice makes of each pair: both files, and the marked one accepted and rejected."""
    if not office.is_there():
        if os.environ.get("CI"):
            pytest.fail("LibreOffice or python3-uno is missing; .ci/run installs them")
        pytest.skip("LibreOffice is not installed")
    jobs: list[office.Job] = []
    for old, new in ([docx(*body) for body in pair] for pair in PAIRS.values()):
        found = marked(old, new)
        jobs += [(old, ""), (new, ""), (found, "Accept"), (found, "Reject")]
    texts = office.settled(jobs)
    return {name: texts[4 * number : 4 * number + 4] for number, name in enumerate(PAIRS)}


@WHOLE
def test_libreoffice_carries_the_changes_out_alike(name: str, in_office: dict[str, Sequence[bytes]]) -> None:
    texts = [text.decode() for text in in_office[name]]
    if "column" in name and office.version() < KNOWS_COLUMNS:
        texts = ["".join(filter(str.strip, text.splitlines(keepends=True))) for text in texts]
    old, new, accepted, rejected = texts
    assert (accepted, rejected) == (new, old)


def test_of_a_table_that_got_a_column_only_that_is_marked() -> None:
    found = marked(*(docx(*body) for body in PAIRS["a column"]))
    assert (words(found, "ins"), words(found, "del")) == (["2020年", "88", "94"], [])
    assert counted(found, "cellIns", "cellDel", "tblGridChange") == [3, 0, 1]


@pytest.mark.parametrize("name", [name for name in PAIRS if "rows that came and went" in name])
def test_rows_of_a_table_whose_columns_changed_stand_in_their_columns_whichever_edition_is_left(name: str) -> None:
    old, new = (docx(*body) for body in PAIRS[name])
    found = marked(old, new)
    assert counted(found, "gridBefore", "gridAfter") == [0, 0]
    for file, row_gone, cell_gone in ((old, "ins", "cellIns"), (new, "del", "cellDel")):
        left = [row for row in markup(found).iter(W + "tr") if row.find(f"{W}trPr/{W}{row_gone}") is None]
        cells = [sum(one.find(f"{W}tcPr/{W}{cell_gone}") is None for one in row.iter(W + "tc")) for row in left]
        assert cells == [sum(1 for _ in row.iter(W + "tc")) for row in markup(file).iter(W + "tr")]


def test_a_table_with_a_cell_over_a_column_that_came_is_replaced_for_libreoffice_would_take_out_all_below_it() -> None:
    found = marked(*(docx(*body) for body in PAIRS["a column under a head that reaches over it"]))
    assert counted(found, "cellIns", "cellDel") == [0, 0]
    came = [row.find(f"{W}trPr/{W}ins") is not None for row in markup(found).iter(W + "tr")]
    assert came == [False] * 3 + [True] * 3


def test_a_table_that_moved_is_moved_cell_by_cell() -> None:
    found = marked(*(docx(*body) for body in PAIRS["a table that moved and got a column"]))
    assert words(found, "moveTo") == words(found, "moveFrom") == [text for row in INDICATORS for text in row]
    assert (words(found, "ins"), words(found, "del")) == (["预期性"] * 3, [])
    assert counted(found, "moveFromRangeStart", "moveToRangeStart") == [1, 1]


@pytest.mark.parametrize("moved", [False, True])
def test_columns_that_changed_places_are_taken_out_and_put_in_and_others_stay(*, moved: bool) -> None:
    rows = ["指标", "单位", "2025年"], ["入园率", "%", "92"], ["巩固率", "%", "96"]
    after = [[name, value, unit] if moved else [name, "国标", value] for name, unit, value in rows]
    old, new = docx(table(*rows), p(FUNDING)), docx(table(*after), p(FUNDING))
    found = marked(old, new)
    assert (printed(found), printed(found, "original")) == (printed(new), printed(old))
    assert counted(found, "cellIns", "cellDel") == ([3, 3] if moved else [0, 0])


def test_only_what_changed_is_marked() -> None:
    found = marked(*(docx(*body) for body in PAIRS["words"]))
    assert (words(found, "del"), words(found, "ins")) == (["92%"], ["95%"]) or (words(found, "del"), words(found, "ins")) == (
        ["92"],
        ["95"],
    )


def test_a_split_marks_the_end_of_a_paragraph_and_no_word() -> None:
    found = marked(*(docx(*body) for body in PAIRS["a split"]))
    assert words(found, "ins") == words(found, "del") == []
    assert counted(found, "ins") == [1]


def test_a_split_in_a_cell_and_one_with_a_paragraph_between_mark_no_word_again() -> None:
    in_cell, split = (
        marked(*(docx(*body) for body in PAIRS[name]))
        for name in ("a cell of several paragraphs of which one was split", "a split with a paragraph between")
    )
    assert (words(in_cell, "ins"), words(in_cell, "del")) == ([], [])
    assert (words(split, "ins"), words(split, "del")) == ([HEALTH], [])


def test_a_move_is_a_move() -> None:
    found = marked(*(docx(*body) for body in PAIRS["a move"]))
    assert words(found, "moveFrom") == words(found, "moveTo") == [DIGITAL]
    assert words(found, "ins") == words(found, "del") == []
    starts = [markup(found).find(f".//{W}move{end}RangeStart").get(W + "name") for end in ("From", "To")]
    assert starts == ["move1", "move1"]


def test_paragraphs_that_did_not_change_keep_their_markup_and_their_formatting() -> None:
    set_apart = p(r("加强", "<w:b/>"), r("组织领导", '<w:color w:val="C00000"/>'), "。", properties='<w:jc w:val="both"/>')
    old, new = docx(set_apart, p(TRAINING)), docx(p("加强组织领导。"), p(FUNDING))
    found = marked(old, new)
    first = [etree.tostring(next(markup(data).iter(W + "p"))) for data in (old, found)]
    assert first[0] == first[1]


def test_numbers_of_lists_come_and_go_with_their_paragraphs() -> None:
    numbering = lists(LEVELS)
    old = docx(
        p("总体要求", style="N1"), p(TRAINING), p("保障措施", style="N1"), p(FUNDING), styles=NUMBERED, numbering=numbering
    )
    new = docx(
        p("总体要求", style="N1"), p(TRAINING), p("重点任务", style="N1"), p(HEALTH), p("保障措施"), p(FUNDING),
        styles=NUMBERED, numbering=numbering,
    )  # fmt: skip
    found = marked(old, new)
    assert printed(found) == printed(new)
    assert printed(found, "original") == printed(old)
    assert counted(found, "pPrChange") == [1]


def test_a_list_that_the_old_file_does_not_have_is_brought_over() -> None:
    old = docx(p(TRAINING), p(FUNDING))
    new = docx(p(TRAINING), p("重点任务", at=(1, 0)), p(HEALTH), p(FUNDING), numbering=lists(LEVELS))
    found = marked(old, new)
    assert printed(found) == printed(new)
    assert printed(found, "original") == printed(old)


def test_revisions_that_a_file_holds_are_carried_out_before_it_is_marked() -> None:
    old = docx(p("加强", deleted("教师"), ins("校长"), "培训。"), p(FUNDING))
    new = docx(p("加强校长和教师培训。"), p(FUNDING))
    found = marked(old, new)
    assert printed(found, "original") == printed(docx(p("加强校长培训。"), p(FUNDING)))
    assert {mark.get(W + "author") for mark in markup(found).iter(W + "ins", W + "del")} == {"plandiff"}


def test_author_and_date_are_those_that_are_given_and_the_bytes_are_the_same_each_time() -> None:
    old, new = (docx(*body) for body in PAIRS["words"])
    assert marked(old, new) == marked(old, new)
    assert all(mark.get(W + "date") is None for mark in markup(marked(old, new)).iter(W + "ins"))
    mark = next(markup(marked(old, new, author="王芳", date="2026-03-05T00:00:00Z")).iter(W + "ins"))
    assert (mark.get(W + "author"), mark.get(W + "date")) == ("王芳", "2026-03-05T00:00:00Z")


def test_comments_say_on_request_what_changes_mean() -> None:
    old, new = (docx(*body) for body in PAIRS["words"])
    found = marked(old, new, annotated=True)
    said = "".join(markup(found, "word/comments.xml").itertext())
    assert "92%" in said
    assert "95%" in said
    assert counted(found, "commentReference") == [len(markup(found, "word/comments.xml"))]


def test_no_number_stands_at_two_marks() -> None:
    found = markup(marked(*(docx(*body) for body in PAIRS["a move with changes"])))
    numbers = [mark.get(W + "id") for name in ("ins", "del", "moveFrom", "moveTo") for mark in found.iter(W + name)]
    assert len(numbers) == len(set(numbers)) > 2
