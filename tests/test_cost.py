"""Twice the text costs about twice the work, also where a text is made so that it would cost more. Work is counted, in calls."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from functools import partial

import pytest

import plandiff
from ofd_files import content, lines_of, ofd
from pdf_files import pdf
from pdf_files import text as pdf_text
from plandiff.align import themes
from plandiff.align.themes import score_themes
from plandiff.align.tuning import TUNING as ALIGN_TUNING
from plandiff.changes import penalties
from plandiff.language.sentences import cut
from plandiff.model import Source
from plandiff.renderers import RENDERERS, RenderOptions, pages, render
from plandiff.renderers.items import Grid, TableRow
from plandiff.renderers.rows import Row
from plandiff.renderers.view import lay_out, unfolded
from plandiff.targets.running import Context, text_targets
from plandiff.targets.tuning import TUNING
from sheet_files import xlsx
from word_files import deleted, docx, ins, p, r, table

AT_MOST = 2.3
"""How much more work twice the text may make."""


def calls_of(work: Callable[[], object]) -> int:
    """How many functions are called by some work, Python's own included."""
    called = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal called
        called += event in ("call", "c_call")

    work()  # what is compiled once, and kept
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return called


def grows_with(work: Callable[[int], object], size: int) -> bool:
    """Whether some work on a text of twice the size is about twice as much."""
    return calls_of(lambda: work(2 * size)) <= AT_MOST * calls_of(lambda: work(size))


@pytest.mark.parametrize("run", ["万元", "翻一番", "5万元", "5个", "5%、", "5个和", "$5 ", "5—", "5,", "（5个", "3岁以下"])
def test_a_run_of_quantities_costs_what_its_length_costs(run: str) -> None:
    assert grows_with(lambda size: list(text_targets("力争" + run * size, Context("", None, TUNING))), 100)


def test_a_noun_is_looked_for_after_what_qualifies_it() -> None:
    found = list(text_targets("到2030年，培训超50万名3岁以下婴幼儿照护人员。", Context("", None, TUNING)))
    assert found[0].indicator == "3岁以下婴幼儿照护人员"


# --- pages -----------------------------------------------------------------------------------------------------


def test_our_own_styles_and_scripts_are_squeezed_once_for_all_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    squeezed: list[str] = []

    def squeeze(text: str) -> str:
        squeezed.append(text)
        return text

    monkeypatch.setattr(pages, "squeeze_script", squeeze)
    pages.assets.cache_clear()
    comparison = plandiff.compare(b"# \xe9\xa2\x98\n\na\n", b"# \xe9\xa2\x98\n\nb\n")
    for _ in range(3):
        render(comparison, "html", RenderOptions())
    pages.assets.cache_clear()
    assert len(squeezed) == 1


# --- tables ------------------------------------------------------------------------------------------

WIDE = {
    "cells that push each other to the right": "<tr>" + "<td colspan=64 rowspan=9999>甲</td>" * 5 + "</tr>",
    "cells that reach to the end": "<tr><td colspan=64 rowspan=0>甲</td></tr>",
    "a staircase of cells": "<tr><td rowspan=9999>甲</td><td>乙</td></tr>",
}
"""Rows of HTML tables whose grid would be far larger than what is printed."""


@pytest.mark.parametrize("kind", WIDE)
def test_cells_that_reach_over_each_other_cost_what_is_printed(kind: str) -> None:
    def page(size: int) -> bytes:
        return f"<html><body><table>{WIDE[kind] * size}</table></body></html>".encode()

    assert grows_with(lambda size: plandiff.load(page(size)), 200)
    text = " ".join(unit.text for unit in plandiff.load(page(200)).units)
    assert text.count("甲") == WIDE[kind].count("甲") * 200


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_one_long_row_makes_no_other_longer(form: str) -> None:
    def text(size: int) -> str:
        if form == "markdown":
            return "# 表\n\n|" + "甲|" * (2 * size) + "\n|---|\n" + "|乙|丙|\n" * size
        short = "<tr><td>乙</td><td>丙</td></tr>" * size
        return f"<html><body><table><tr>{'<td>甲</td>' * (2 * size)}</tr>{short}</table></body></html>"

    assert grows_with(lambda size: plandiff.load(text(size).encode()), 400)
    read = " ".join(unit.text for unit in plandiff.load(text(400).encode()).units)
    assert (read.count("甲"), read.count("乙")) == (800, 400)


def test_a_table_with_many_merged_cells_is_still_one() -> None:
    head = "<tr><th>学校</th><th>年份</th><th>学位</th></tr>"
    group = "<tr><td rowspan=4>一中</td><td>2026</td><td>800</td></tr>" + "<tr><td>2027</td><td>900</td></tr>" * 3
    plan = plandiff.load(f"<html><body><table>{head}{group * 900}</table></body></html>".encode())
    rows = [unit for unit in plan.units if unit.kind == "row"]
    assert len(rows) == 3601
    assert rows[-1].text == "2027 | 900"


def laid_out(body: tuple[Row, ...]) -> list[TableRow]:
    return list(Grid(None, body).table)


def tables(rows: int, columns: int) -> list[Grid]:
    """The tables of a comparison in which one cell of a table has changed, and the last column went."""

    def text(changed: str, width: int) -> bytes:
        head = "|" + "".join(f"甲{column}|" for column in range(width))
        body = "\n".join("|" + "".join(f"乙{row}丙{column}|" for column in range(width)) for row in range(rows))
        return f"# 表\n\n{head}\n|{'-|' * width}\n{body}\n|{changed}{'丁|' * width}\n".encode()

    comparison = plandiff.compare(plandiff.load(text("", columns)), plandiff.load(text("改", columns - 1)))
    return [item for item in unfolded(lay_out(comparison)) if isinstance(item, Grid)]


@pytest.mark.parametrize(("rows", "columns"), [((100, 200), (4, 4)), ((2, 2), (100, 200))], ids=["long", "wide"])
def test_a_table_of_the_report_costs_what_its_cells_cost(rows: tuple[int, int], columns: tuple[int, int]) -> None:
    costs = []
    for size in zip(rows, columns, strict=True):
        (grid,) = tables(*size)
        # a table keeps its columns: each is counted as it is worked out for the first time
        costs.append(calls_of(partial(laid_out, grid.body)))
    assert costs[1] <= AT_MOST * costs[0]


@pytest.mark.parametrize(
    "run", ["应当可以不得", "处五万元以上十万元以下罚款，", "2025-2030年、", "The agency shall not later than 5 years "]
)
def test_a_sentence_without_end_is_compared_at_what_its_length_costs(run: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def compare(size: int) -> None:
        whole = run * size
        changed = "".join(whole[at : at + 97] + "改" for at in range(0, len(whole), 97))
        plandiff.compare(plandiff.load(whole.encode()), plandiff.load(changed.encode()), mode="versions")

    monkeypatch.setattr(sys.modules[cut.__module__], "LONGEST_PART", 200)
    monkeypatch.setattr(penalties, "MAX_PAIRS", 100)
    assert grows_with(compare, 1_200 // len(run))


def test_of_themes_that_are_all_alike_only_the_best_pairs_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(1)  # noqa: S311 - not a secret
    old, new = (
        plandiff.index(
            plandiff.load("\n".join("- " + "".join(chance.choices("推进教育优质均衡发展", k=12)) for _ in range(60)).encode())
        )
        for _ in range(2)
    )
    whole = score_themes(old, new, ALIGN_TUNING).scores
    assert len(whole) > 60 * 20
    monkeypatch.setattr(themes, "MOST_PAIRS", 500)
    monkeypatch.setattr(themes, "FEWEST", 5)
    best = score_themes(old, new, ALIGN_TUNING).scores
    assert 60 * 5 <= len(best) <= 60 * 5 * 2 * 2  # for either side, by title and by text
    assert best.items() <= whole.items()
    assert {max(pairs, key=pairs.__getitem__) for pairs in (whole, best)} == {max(whole, key=whole.__getitem__)}
    assert {(a, b): score for (b, a), score in score_themes(new, old, ALIGN_TUNING).scores.items()} == best


# --- Markdown ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line", ["\\<!-- ", "\\<!-- 甲\n", "<!-- \\\n", "-" * 50 + "\n", "-" * 50 + "甲\n", "> - 甲\n", "[^甲]: 乙\n"]
)
def test_markdown_that_begins_much_and_ends_nothing_costs_what_its_length_costs(line: str) -> None:
    assert grows_with(lambda size: plandiff.load(("# 题\n\n" + line * size).encode()), 200)


# --- every reader ------------------------------------------------------------------------------------

SENTENCE = "各有关部门要加强组织领导，落实责任分工，到2030年新增学位100个。"
LINES: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda size: f"{SENTENCE}\n\n" * size,
    "lines": lambda size: f"{SENTENCE}\n" * size,
    "articles": lambda size: "".join(f"第{number}条 {SENTENCE}\n" for number in range(1, size + 1)),
    "headings of one level": lambda size: "".join(f"## {number}、目标\n\n甲\n\n" for number in range(size)),
    "numbers": lambda size: "（一）甲\n" * size,
    "page numbers": lambda size: f"— 1 —\n{SENTENCE[:12]}\n" * size,
    "contents": lambda size: "目录\n" + "一、目标………1\n" * size,
    "titles": lambda size: "云河市规划\n（2026年3月1日通过）\n" * size,
    "annexes": lambda size: "附件\n一、甲\n" * size,
    "brackets": lambda size: "（" * size,
    "quotations": lambda size: "> " * min(size, 400) + f"甲\n{SENTENCE}\n" * size,
    "stars": lambda size: "*甲 **乙 " * size,
    "links": lambda size: "[甲](" * size,
    "ticks": lambda size: "".join("`" * (number % 9 + 1) + "甲" for number in range(size)),
    "notes": lambda size: "".join(f"甲[^{number}]\n\n[^{number}]: 乙\n\n" for number in range(size)),
    "items": lambda size: "- 甲\n  - 乙\n" * size,
    "tags": lambda size: "<b>甲" * size,
    "entities": lambda size: "&amp;" * size,
    "table rows": lambda size: "|甲|乙|\n|---|---|\n" + "|1|2|\n" * size,
    "tables": lambda size: "|甲|乙|\n|---|---|\n|1|2|\n\n" * size,
    "a code": lambda size: "```\n" + "甲\n" * size,
    "a header": lambda size: "---\n" + "".join(f"键{number}: 值\n" for number in range(size)) + "---\n甲\n",
    "one line": lambda size: SENTENCE * size,
    "spaces": lambda size: f"甲{' ' * (20 * size)}乙\n" * 4,
    "dots": lambda size: f"甲{'.' * (20 * size)}乙\n" * 4,
    "digits": lambda size: f"甲{'1' * (20 * size)}乙\n" * 4,
}
"""What a text is made of that was written to be slow to read; each is read as text, Markdown, and, between tags, as a page."""


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
@pytest.mark.parametrize("kind", LINES)
def test_a_text_costs_what_its_length_costs(kind: str, suffix: str) -> None:
    def read(size: int) -> object:
        text = LINES[kind](size)
        if suffix == ".html":
            text = "<html><body><p>" + text.replace("\n", "</p>\n<p>") + "</p></body></html>"
        return plandiff.load(Source(f"plan{suffix}", text.encode()))

    assert grows_with(read, 60)


NESTED: dict[str, Callable[[int], str]] = {
    "lists": lambda size: "<ul><li>甲" * size,
    "tables": lambda size: "<table><tr><td>甲" * size,
    "blocks": lambda size: "<div>甲" * size,
    "emphasis": lambda size: "<b><i>甲" * size,
    "rows": lambda size: "<table>" + "<tr><td>甲<td>乙<td>丙" * size,
    "quotations": lambda size: "<q>甲" * size,
    "lists without words": lambda size: "<p>甲</p>" + "<ol><li>" * size,
    "a row of cells": lambda size: "<table><tr>" + "<td>甲" * size,
    "deleted texts": lambda size: "<del>甲</del><ins>乙</ins>" * size,
    "styles": lambda size: "<style>" + "".join(f".a{number}{{color:red}}" for number in range(size)) + "</style><p>甲",
    "comments": lambda size: "<p>甲</p>" + "<!-- " * size,
    "comments above the page": lambda size: "<!-- 甲 -->\n" * size + "<html><p>甲",
}
"""Pages that are open everywhere."""


@pytest.mark.parametrize("kind", NESTED)
def test_a_page_costs_what_its_length_costs(kind: str) -> None:
    head = "" if "above" in kind else "<html><body>"
    assert grows_with(lambda size: plandiff.load(Source("plan.html", (head + NESTED[kind](size)).encode())), 60)


FILES: dict[str, Callable[[int], bytes]] = {
    "csv": lambda size: ("指标,2025年\n" + "".join(f"甲{row},{row}\n" for row in range(size))).encode(),
    "docx": lambda size: docx("".join(p(f"第{number}条 {SENTENCE}") for number in range(size))),
    "docx tables": lambda size: docx("".join(table(("甲", "乙"), ("1", "2")) for _ in range(size))),
    "docx runs": lambda size: docx(p(*(r("甲", "<w:b/>") + ins("乙") + deleted("丙") for _ in range(size)))),
    "xlsx": lambda size: xlsx([["甲", "乙"], *([f"丙{row}", row] for row in range(size))]),
    "ofd": lambda size: ofd(*(content(lines_of(SENTENCE * 2, 60)[0]) for _ in range(size))),
    "pdf": lambda size: pdf(*(pdf_text("1 Goals", "By 2030 train 500 teachers.", "2 Means") for _ in range(size))),
    "pdf lines": lambda size: pdf(pdf_text(*("By 2030 train 500 teachers." for _ in range(size)))),
}
"""Format -> a file of it of a size."""


@pytest.mark.parametrize("kind", FILES)
def test_a_file_costs_what_its_length_costs(kind: str) -> None:
    files = {size: Source(f"plan.{kind.partition(' ')[0]}", FILES[kind](size)) for size in (24, 48)}
    assert grows_with(lambda size: plandiff.load(files[size]), 24)


# --- comparing and showing ---------------------------------------------------------------------------


def distinct(number: int, length: int = 24) -> str:
    """A sentence of characters that no other has in that order."""
    chance = random.Random(number)  # noqa: S311 - not a secret
    return "".join(chr(0x4E00 + chance.randrange(3_000)) for _ in range(length)) + "。"


def shuffled(size: int) -> tuple[str, str]:
    texts = [distinct(number) for number in range(size)]
    others = [f"{text[:8]}改{text[9:]}" for text in texts]
    random.Random(size).shuffle(others)  # noqa: S311
    return "\n\n".join(texts), "\n\n".join(others)


PAIRS: dict[str, Callable[[int], tuple[str, str]]] = {
    "the same": lambda size: (f"{SENTENCE}\n\n" * size + "甲", f"{SENTENCE}\n\n" * size + "乙"),
    "shuffled and edited": shuffled,
    "unrelated": lambda size: (
        "\n\n".join(distinct(number) for number in range(size)),
        "\n\n".join(distinct(-1 - number) for number in range(size)),
    ),
    "one name of many targets": lambda size: (
        "".join(f"覆盖率达到{number % 90 + 5}%。\n\n" for number in range(size)),
        "".join(f"覆盖率达到{number % 90 + 6}%。\n\n" for number in range(size)),
    ),
    "one paragraph of many targets": lambda size: (
        "力争" + "覆盖率达到5%，" * size,
        "力争" + "覆盖率达到6%，" * size,
    ),
    "renumbered articles": lambda size: (
        "".join(f"第{number}条 {distinct(number)}\n" for number in range(1, size)),
        "".join(f"第{number + 1}条 {distinct(number)}\n" for number in range(size)),
    ),
    "rows": lambda size: (
        "|甲|乙|\n|---|---|\n" + "".join(f"|{distinct(number, 4)}|1|\n" for number in range(size)),
        "|甲|乙|\n|---|---|\n" + "".join(f"|{distinct(number, 4)}|2|\n" for number in range(size)),
    ),
    "everything changed": lambda size: (
        "\n\n".join(distinct(number) for number in range(size)),
        "\n\n".join(distinct(number)[:-4] + "改变了。" for number in range(size)),
    ),
}
"""Two plans that are hard to compare."""
SHOWN = [known.name for known in RENDERERS if ".pdf" not in known.suffixes]
"""The formats of comparisons, but for the one that a browser makes of a page."""


def pair(kind: str, size: int) -> list[Source]:
    return [Source(f"{side}.md", f"# 规划\n\n{text}\n".encode()) for side, text in zip("甲乙", PAIRS[kind](size), strict=True)]


@pytest.mark.parametrize("kind", PAIRS)
def test_a_comparison_costs_what_its_length_costs(kind: str) -> None:
    assert grows_with(lambda size: plandiff.compare(*pair(kind, size), mode="versions"), 60)


@pytest.mark.parametrize("kind", ["everything changed", "rows"])
@pytest.mark.parametrize("form", SHOWN)
def test_a_result_costs_what_its_length_costs(form: str, kind: str) -> None:
    compared = {size: plandiff.compare(*pair(kind, size), mode="versions") for size in (30, 60)}
    assert grows_with(lambda size: render(compared[size], form, RenderOptions()), 30)
