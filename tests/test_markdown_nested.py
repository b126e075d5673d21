"""Blocks of Markdown inside others: tables in items, pictures in notes; and quotations, whose marks a browser prints."""

from __future__ import annotations

import pytest

from plandiff import load
from plandiff.model import Block, Source
from plandiff.readers import read
from plandiff.renderers.canonical import render_canonical

PICTURE = "data:image/png;base64,iVBORw0KGgo="
TABLE = ("| 指标 | 数值 |", "|---|---|", "| 学位 | 10 |")


def blocks_of(text: str) -> tuple[Block, ...]:
    return read(Source("plan.md", text.encode())).blocks


@pytest.mark.parametrize("mark", ["- ", "* ", "1. ", "2) ", "-  "])
def test_a_table_in_an_item_has_the_columns_that_it_shows(mark: str) -> None:
    indent = " " * len(mark)
    found = blocks_of(f"{mark}{TABLE[0]}\n{indent}{TABLE[1]}\n{indent}{TABLE[2]}\n{mark}乙\n")
    (table,) = (block for block in found if block.kind == "table")
    assert [[cell.text for cell in row] for row in table.cells] == [["指标", "数值"], ["学位", "10"]]
    assert found[-1].text.endswith("乙")


def test_the_number_of_an_item_that_holds_a_table_stands_above_it() -> None:
    found = blocks_of("1. | 指标 | 数值 |\n   |---|---|\n   | 学位 | 10 |\n2. 加强保障\n")
    assert [(block.kind, block.number or block.text) for block in found[:2]] == [("item", "1."), ("table", "")]


def test_a_dash_in_the_first_cell_of_a_table_that_is_not_indented_is_a_cell() -> None:
    (table,) = blocks_of("- | 指标\n--|--\n甲 | 10\n")
    assert [[cell.text for cell in row] for row in table.cells] == [["-", "指标"], ["甲", "10"]]


def test_a_picture_in_a_note_is_a_place_in_its_text_and_adds_no_words() -> None:
    (_, note) = blocks_of(f"学位[^1]。\n\n[^1]: 见附图。\n\n    ![布局示意图]({PICTURE})\n\n    以公布的为准。\n")
    assert note.text == "见附图。以公布的为准。"
    (span,) = (span for span in note.spans if span.kind == "image")
    assert (span.start, span.end) == (4, 4)
    assert span.value.endswith(" 布局示意图")


def test_canonical_text_keeps_a_picture_in_a_note() -> None:
    plan = load(Source("plan.md", f"# 规划\n\n学位[^1]。\n\n[^1]: 见图。\n\n    ![图]({PICTURE})\n".encode()))
    written = render_canonical(plan)
    assert load(Source("plan.md", written.encode())).root == plan.root


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推进<q>双减</q>工作。", "推进“双减”工作。"),
        ("他说<q>落实<q>双减</q>政策</q>。", "他说“落实‘双减’政策”。"),
        ("推进双减</q>工作，<q>不闭合。", "推进双减工作，“不闭合。"),
        ("<p>推进<q>双减</q>工作。</p>", "推进“双减”工作。"),
    ],
)
def test_quotations_have_their_marks_in_markdown_as_in_pages(text: str, expected: str) -> None:
    assert [block.text for block in blocks_of(text)] == [expected]
