"""Laws of normalizing, on documents that nobody wrote: nothing is lost, notation changes nothing,
and canonical text is a fixed point."""

from __future__ import annotations

import html
import textwrap
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plandiff.language.folding import fold
from plandiff.language.letters import INVISIBLE
from plandiff.model import Document, Plan, Source, row_text
from plandiff.normalize import normalize
from plandiff.pipeline import load
from plandiff.readers import read
from plandiff.renderers.canonical import render_canonical

# --- what is read is in one unit, in the title, or set aside ------------------------------------

NUMBERS = (
    "第一章 ",
    "第二章　",
    "第三条 ",
    "一、",
    "二、",
    "（一）",
    "(2)",
    "1.",
    "2．",
    "1.1 ",
    "①",
    "——",
    "• ",
    "一是",
    "【重点任务3】",
    "专栏1 ",
    "附件2",
    "Article 3. ",
    "a) ",
    "",
)
WORDS = (
    "加强领导",
    "。",
    "；",
    "：",
    "，",
    "目录",
    "来源：甲报",
    "下载",
    "- 3 -",
    "到2025年达到95%",
    "建设学校十所",
    "《通知》",
    "各位代表！",
    "…………5",
    "*",
    "|",
    "#",
    "<b>",
    "&amp;",
    "\\",
    "_",
    "`",
    "^^",
    "<<",
    "\u200b",
    "\u3000",
    "　　",
    "https://example.org",
    "—",
    "第三条第二款规定的",
)
LINES = st.lists(
    st.builds(
        lambda number, words: number + "".join(words), st.sampled_from(NUMBERS), st.lists(st.sampled_from(WORDS), max_size=6)
    ),
    min_size=1,
    max_size=30,
)


def visible(text: str) -> Counter[str]:
    return Counter(character for character in text if not character.isspace() and character not in INVISIBLE and character != "|")


def read_text(document: Document) -> Counter[str]:
    return visible("".join(block.text + "".join(map(row_text, block.cells)) for block in document.blocks))


def kept_text(plan: Plan) -> Counter[str]:
    units = "".join(unit.number + unit.text for unit in plan.units)
    return visible(plan.root.title + units + "".join(item.text for item in plan.set_aside))


def assert_nothing_is_lost(data: bytes) -> None:
    document = read(Source("plan", data))
    assert kept_text(normalize(document)) == read_text(document)


@given(LINES)
def test_every_visible_character_of_a_text_is_kept_once(lines: list[str]) -> None:
    data = "\n".join([*lines, "完"]).encode()
    assert_nothing_is_lost(data)


@given(LINES, st.sampled_from(["p", "div", "h2", "li", "td"]))
def test_every_visible_character_of_a_page_is_kept_once(lines: list[str], tag: str) -> None:
    row = "tr" if tag == "td" else "div"
    body = "".join(f"<{row}><{tag}>{html.escape(line)}</{tag}></{row}>" for line in [*lines, "完"])
    assert_nothing_is_lost(f"<html><body>{'<table>' if tag == 'td' else ''}{body}</body></html>".encode())


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=400))
def test_no_text_whatever_is_lost_or_breaks_a_reader(text: str) -> None:
    assert_nothing_is_lost(f"甲{text}".encode())


# --- canonical text is a fixed point ------------------------------------------------------------


def assert_fixed_point(plan: Plan) -> None:
    text = render_canonical(plan)
    again = load(text.encode())
    assert again.units == plan.units
    assert again.root.title == plan.root.title
    assert render_canonical(again) == text


@given(LINES, st.sampled_from(["", ".md"]))
def test_canonical_text_is_read_back_as_the_same_tree(lines: list[str], ending: str) -> None:
    assert_fixed_point(normalize(read(Source(f"plan{ending}", "\n".join([*lines, "完"]).encode()))))


@given(
    st.lists(
        st.lists(st.sampled_from(["甲", "a|b", "^^", "<<", "", "*", "\\", "95%"]), min_size=2, max_size=4), min_size=2, max_size=5
    ),
    st.sampled_from(["", " rowspan=2", " colspan=2"]),
)
def test_tables_with_spans_are_read_back_as_the_same_grid(rows: list[list[str]], span: str) -> None:
    cells = [
        "".join(f"<td{span if place == 0 else ''}>{html.escape(cell)}</td>" for place, cell in enumerate(row)) for row in rows
    ]
    page = f"<div><p>一、指标</p><p>到2025年，各项指标达到预期，教育水平明显提升。</p><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table></div>"
    assert_fixed_point(load(page.encode()))


@pytest.mark.slow
def test_canonical_text_of_every_outside_document_is_a_fixed_point(outside: Path) -> None:
    for path in sorted(outside.glob("data/**/*.*")):
        if path.suffix != ".pdf":
            assert_fixed_point(load(path))


# --- notation changes nothing --------------------------------------------------------------------


@dataclass(frozen=True)
class Part:
    """A section to be dressed: its title, paragraphs and parts below."""

    title: str
    paragraphs: tuple[str, ...]
    parts: tuple[Part, ...] = ()


SUBJECTS = ("教育事业", "科技创新", "公共服务", "生态环境", "城乡交通", "文化体育", "社会治理", "产业发展")
VERBS = ("推进", "完善", "优化", "加快", "健全", "扩大")
CLAUSE = st.builds(
    lambda verb, subject, number: f"{verb}{subject}重点项目{number}个",
    st.sampled_from(VERBS),
    st.sampled_from(SUBJECTS),
    st.integers(2, 99),
)
PARAGRAPH = st.lists(CLAUSE, min_size=5, max_size=9).map(lambda clauses: "，".join(clauses) + "。")
TITLE = st.builds(lambda verb, subject: f"{verb}{subject}", st.sampled_from(VERBS), st.sampled_from(SUBJECTS))
LEAF = st.builds(Part, TITLE, st.lists(PARAGRAPH, min_size=1, max_size=3).map(tuple))
MIDDLE = st.builds(Part, TITLE, st.lists(PARAGRAPH, max_size=1).map(tuple), st.lists(LEAF, min_size=2, max_size=3).map(tuple))
TREE = st.lists(MIDDLE, min_size=2, max_size=3).map(tuple)
NAME = "云溪市公共事业发展规划"
PREFACE = "为促进全市公共事业高质量发展，根据有关规定和工作部署，结合本市实际情况，制定本规划。"


def rows_of(parts: tuple[Part, ...], level: int = 1) -> list[tuple[int, str]]:
    """(level, printed line) of headings, (0, text) of paragraphs."""
    numeral = "一二三四五六七八九"
    rows: list[tuple[int, str]] = []
    for ordinal, part in enumerate(parts):
        number = {1: f"{numeral[ordinal]}、", 2: f"（{numeral[ordinal]}）", 3: f"{ordinal + 1}．"}[level]
        rows.append((level, number + part.title))
        rows += [(0, paragraph) for paragraph in part.paragraphs]
        rows += rows_of(part.parts, level + 1)
    return rows


def as_text(rows: list[tuple[int, str]]) -> str:
    return "\n".join([NAME, PREFACE, *(f"　　{line}" for _, line in rows)])


def as_spaced_text(rows: list[tuple[int, str]]) -> str:
    return "\r\n\r\n".join(
        [f"    {NAME}", PREFACE, *(line.replace("（", "(").replace("）", ")").replace("，", ",") for _, line in rows)]
    )


def as_wrapped_text(rows: list[tuple[int, str]], width: int = 30) -> str:
    wrapped = ["\n".join(textwrap.wrap("　　" + line, width, drop_whitespace=False)) for _, line in [(0, PREFACE), *rows]]
    return "\n".join([f"　　　　{NAME}", *wrapped])


def as_wrapped_paragraphs(rows: list[tuple[int, str]], width: int = 38) -> str:
    return "\n\n".join(["\n".join(textwrap.wrap(line, width)) for _, line in [(1, NAME), (0, PREFACE), *rows]])


def as_text_with_contents(rows: list[tuple[int, str]]) -> str:
    entries = [f"{line}{'.' * 12}{place}" for place, (level, line) in enumerate(rows, 1) if level in (1, 2)]
    return "\n".join([NAME, "目　录", *entries, PREFACE, *(line for _, line in rows)])


def as_markdown(rows: list[tuple[int, str]]) -> str:
    return "\n\n".join([f"# {NAME}", PREFACE, *(f"{'#' * (level + 1)} {line}" if level else line for level, line in rows)])


def as_underlined_markdown(rows: list[tuple[int, str]]) -> str:
    signs = {1: "-" * 5, 2: "", 3: ""}
    lines = [f"{NAME}\n====", PREFACE]
    for level, line in rows:
        lines.append(
            f"**{line}**\n{signs[1]}" if level == 1 else f"{'#' * (level + 1)}　{line} {{#a-{level}}}" if level else line
        )
    return "\n\n".join(lines)


def as_markdown_of_html(rows: list[tuple[int, str]]) -> str:
    lines = [f"<h{level + 1}>{line}</h{level + 1}>" if level else f"<p>{line}</p>" for level, line in [(0, PREFACE), *rows]]
    return "\n\n".join(["---\nlayout: page\n---", f"# {NAME}", *lines])


def as_page(rows: list[tuple[int, str]]) -> str:
    body = "".join(f"<p><span style='font-size:16pt'>　　{line}</span></p>" for _, line in [(0, PREFACE), *rows])
    return (
        f"<html><head><title>{NAME}</title></head><body><div class='nav'><a href='/'>首页</a><a href='/b'>公报</a></div>"
        f"<div><p align='center'><b>{NAME}</b></p>{body}</div><div class='foot'>版权所有 主办单位</div></body></html>"
    )


def as_page_with_headings(rows: list[tuple[int, str]]) -> str:
    body = "".join(f"<h{level + 1}>{line}</h{level + 1}>" if level else f"<p>{line}</p>" for level, line in [(0, PREFACE), *rows])
    return f"<!DOCTYPE html><html><body><article><h1>{NAME}</h1>{body}</article></body></html>"


NOTATIONS = (
    as_text,
    as_spaced_text,
    as_wrapped_text,
    as_wrapped_paragraphs,
    as_text_with_contents,
    as_markdown,
    as_underlined_markdown,
    as_markdown_of_html,
    as_page,
    as_page_with_headings,
)


def notated_units(text: str) -> list[tuple[str, str, int, str, str]]:
    return [(unit.id, unit.kind, unit.level, fold(unit.number), fold(unit.text)) for unit in load(text.encode()).units]


@given(TREE, st.integers(24, 44))
@settings(max_examples=40)
def test_the_same_plan_wrapped_at_any_width_has_the_same_units(parts: tuple[Part, ...], width: int) -> None:
    rows = rows_of(parts)
    assert notated_units(as_wrapped_text(rows, width)) == notated_units(as_text(rows))
    assert notated_units(as_wrapped_paragraphs(rows, width)) == notated_units(as_text(rows))


@given(TREE)
@settings(max_examples=40)
def test_the_same_plan_in_any_notation_has_the_same_units(parts: tuple[Part, ...]) -> None:
    rows = rows_of(parts)
    expected = [(level, fold(line)) for level, line in [(0, PREFACE), *rows]]
    for notation in NOTATIONS:
        units = notated_units(notation(rows))
        assert [(level, number + text) for _, _, level, number, text in units] == expected, notation.__name__
        assert units == notated_units(as_text(rows)), notation.__name__


PRIVATE = st.one_of(
    st.integers(0xE000, 0xF8FF), st.integers(0xF0000, 0xFFFFD), st.integers(0x10FF00, 0x10FF7F), st.integers(0x100000, 0x10FFFD)
).map(chr)
"""Characters that fonts of governments' own give a meaning to, among them those that are easily taken for nobody's."""


@given(st.lists(st.one_of(PRIVATE, st.sampled_from([*"\\`*_[]{}<>#|~&!-+:=^甲1.", "&lt;", "**", "](http://a)"])), max_size=20))
def test_private_use_characters_stay_what_they_are(characters: list[str]) -> None:
    text = "".join(characters)
    plan = normalize(read(Source("plan.md", f"甲{text}乙".encode())))
    kept = plan.root.title + "".join(unit.text for unit in plan.units)
    assert [c for c in kept if unicodedata.category(c) == "Co"] == [c for c in text if unicodedata.category(c) == "Co"]
    assert_fixed_point(plan)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=60), st.sampled_from(["", ".md"]))
def test_canonical_text_of_any_characters_is_a_fixed_point(text: str, ending: str) -> None:
    assert_fixed_point(normalize(read(Source(f"plan{ending}", f"甲{text}".encode()))))
