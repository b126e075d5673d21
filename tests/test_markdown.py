"""Markdown as people write it: what CommonMark states is kept, and what Chinese plans do that it does not know."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest

import plandiff
from plandiff.model import Block, Plan, Source
from plandiff.pipeline import load
from plandiff.readers import format_of, read


def blocks(text: str, name: str = "plan.md") -> list[Block]:
    return list(read(Source(name, text.encode())).blocks)


def printed(text: str) -> list[tuple[str, str, str]]:
    return [(block.kind, block.number, block.text) for block in blocks(text)]


def plan(text: str) -> Plan:
    return load(Source("plan.md", text.encode()))


def outline(text: str) -> list[tuple[int, str]]:
    return [(unit.level, f"{unit.number} {unit.text}".strip()) for unit in plan(text).units if unit.kind == "section"]


# --- headings ------------------------------------------------------------------------------------


def test_underlined_lines_are_headings_of_two_levels() -> None:
    text = "Harbour Terms\n===\n\nFees and Renewal\n---\n\nPay within 14 days.\n\n### Late payment\n\nInterest is due.\n\nDATA\n-\n\nKept.\n"
    assert outline(text) == [(1, "Fees and Renewal"), (2, "Late payment"), (1, "DATA")]
    assert plan(text).root.title == "Harbour Terms"


def test_a_rule_below_chinese_sentences_makes_no_heading_of_them() -> None:
    assert printed("为办好人民满意的教育，制定本规划。\n---\n") == [("paragraph", "", "为办好人民满意的教育，制定本规划。")]
    assert printed("制定本规划。\n总体要求\n---\n") == [("paragraph", "", "制定本规划。"), ("heading", "", "总体要求")]


@pytest.mark.parametrize(
    "line",
    ["## 总体要求 {#goals}", "##　总体要求", "##总体要求", "## 总体要求 ##", "总体要求 {: .a}\n---", "## <a id='g'></a>总体要求"],
)
def test_a_heading_is_its_words_however_it_is_marked(line: str) -> None:
    (block,) = blocks(line)
    assert (block.kind, block.level, block.text) == ("heading", 2, "总体要求")


@pytest.mark.parametrize("line", ["#复工复产#", "#1 of 3", "    # sample", "\\# sample"])
def test_number_signs_of_other_meanings_are_text(line: str) -> None:
    assert [block.kind for block in blocks(line)] == ["paragraph"]


def test_a_heading_in_a_list_keeps_the_number_of_its_item() -> None:
    assert outline("# Plan\n\n1.  ### Definitions\n\n    Words mean what they say.\n\n2.  ### Fees\n\n    Fees are due.\n") == [
        (1, "1. Definitions"),
        (1, "2. Fees"),
    ]


def test_headings_of_one_stated_level_stand_side_by_side_whatever_their_numbers() -> None:
    text = "# Terms of the lake\n\n## A. Services\n\nFirst.\n\n## 1. Agreement\n\nSecond.\n\n## Means\n\nThird.\n\n## § 1 Fees\n\nFourth.\n"
    assert [level for level, _ in outline(text)] == [1, 1, 1, 1]
    assert [level for level, _ in outline("# 云溪市办法\n\n## 第一章 总则\n\n## 第一节 目标\n\n加强领导。\n")] == [1, 2]


def test_a_header_below_the_title_is_no_heading() -> None:
    lines = blocks("# Lake plan\n\n---\ntitle: Lake plan\nregion: 清河市\n---\n\nText.\n")
    assert [(block.kind, block.text) for block in lines[1:]] == [
        ("paragraph", "title: Lake plan"),
        ("paragraph", "region: 清河市"),
        ("paragraph", "Text."),
    ]


# --- paragraphs ----------------------------------------------------------------------------------


def test_hard_wrapped_lines_of_a_paragraph_an_item_and_a_quote_are_one() -> None:
    text = "# Plan\n\nThe authority grants\npermits within days.\n\n- boats that are moored\n  at night\n- all other\nboats\n\n> as the council\n> decided\n"
    assert [(unit.kind, unit.text) for unit in plan(text).units] == [
        ("paragraph", "The authority grants permits within days."),
        ("item", "boats that are moored at night"),
        ("item", "all other boats"),
        ("note", "as the council decided"),
    ]


def test_a_joined_line_has_the_right_space_whatever_its_letters() -> None:
    text = "# Plan\n\nLes autorités délivrent, à la\nfin de l’année, le permis demandé\nà l’échelle de la région, für\nÄmter.\n"
    assert "demandé à l’échelle de la région, für Ämter." in plan(text).units[0].text


def test_chinese_lines_without_a_blank_one_between_them_stay_paragraphs() -> None:
    lines = [
        "一、总体要求",
        "坚持优先发展。",
        "　　到2025年，普及率达到95%以上。",
        "——完善机制",
        "第一条 为了规范管理，制定本办法。",
        "    缩进的一段。",
    ]
    assert [block.text for block in blocks("\n".join(lines))] == [line.strip() for line in lines]


def test_a_number_that_a_line_happens_to_begin_with_is_none_of_its_own() -> None:
    (unit,) = plan("# Plan\n\nThe fee is due for all boats that are named in article\n3. The council may waive it.\n").units
    assert unit.text == "The fee is due for all boats that are named in article 3. The council may waive it."


def test_numbered_lines_in_one_paragraph_stay_lines_and_a_reference_goes_on() -> None:
    text = "# Plan\n\nThe fee is due as said in\nArticle 3 of the act:\n(a) for boats\n(b) for piers\n"
    assert [unit.text for unit in plan(text).units] == [
        "The fee is due as said in Article 3 of the act:",
        "for boats",
        "for piers",
    ]


def test_a_line_below_a_chinese_quote_item_or_note_is_a_paragraph_of_its_own() -> None:
    text = "> 引文\n正文一段。\n\n- 项目\n正文二段。\n\n完善机制[^1]。\n\n[^1]: 注释。\n正文三段。\n"
    assert printed(text) == [
        ("note", "", "引文"),
        ("paragraph", "", "正文一段。"),
        ("item", "", "项目"),
        ("paragraph", "", "正文二段。"),
        ("paragraph", "", "完善机制。"),
        ("paragraph", "", "正文三段。"),
        ("note", "1", "注释。"),
    ]


def test_an_end_and_a_beginning_of_bold_text_may_stand_together_and_stars_may_hide_names() -> None:
    text = "Age **one** **two****\\-three** four.\n\n联系人张****李，电话138****5678，**重点：**任务。\n"
    assert [block.text for block in blocks(text)] == ["Age one two-three four.", "联系人张****李，电话138****5678，重点：任务。"]


def test_a_mark_of_a_note_on_a_line_of_its_own_is_of_the_text_below_it() -> None:
    found = plan("# Reed Act\n\n## § 3 Depth\n\n[^a]\nThe lake is deep\nand wide.\n\n[^a]: In May.\n")
    assert [(unit.kind, unit.text) for unit in found.units][:2] == [
        ("section", "Depth"),
        ("paragraph", "The lake is deep and wide."),
    ]
    assert [span.kind for span in found.units[1].spans] == ["footnote"]


def test_the_state_of_a_task_is_a_sign_in_its_text_and_a_change_of_it_a_change() -> None:
    open_, done = (f"# Lake Plan\n\n- [{state}] Paint the hall.\n- [X] Mend the jetty.\n" for state in " x")
    assert [block.text for block in blocks(done)[1:]] == ["☑ Paint the hall.", "☑ Mend the jetty."]
    found = plandiff.compare(plan(open_), plan(done))
    assert [finding.rule.id for finding in found.findings] == ["text-changed"]
    page = '<h1>Lake Plan</h1><ul><li> <input type="checkbox"> Paint the hall.<li><label><input type="checkbox" checked> Mend the jetty.</label></ul>'
    assert not plandiff.compare(plan(open_), load(f"<!DOCTYPE html><html>{page}</html>".encode())).summary.different


def test_brackets_elsewhere_are_no_state() -> None:
    assert [block.text for block in blocks("- [ ]\n- see [x] there\n\n[ ] none\n")] == ["[ ]", "see [x] there", "[ ] none"]


@pytest.mark.parametrize("sign", ["*", "**", "***", "_", "__"])
def test_emphasis_may_end_after_a_line_break_as_converters_leave_it(sign: str) -> None:
    text = f"{sign}Welcome to the lake  \n{sign}, dear guests. The jetty is open.\n"
    assert "".join(block.text for block in blocks(text)).replace(" ", "") == "Welcometothelake,dearguests.Thejettyisopen."


def test_what_is_set_off_may_begin_after_a_line_break_too() -> None:
    assert [block.text for block in blocks("The jetty  \n*opens* in May and  \n__closes__ late, 2 * 3 boats a day.\n")] == [
        "The jetty",
        "opens in May and",
        "closes late, 2 * 3 boats a day.",
    ]


def test_line_breaks_that_are_meant_part_lines() -> None:
    assert [block.text for block in blocks("one  \ntwo\\\nthree<br>four<br/>five")] == ["one", "two", "three", "four", "five"]


# --- lists -----------------------------------------------------------------------------------------


def test_items_keep_their_numbers_as_printed_and_are_no_sections() -> None:
    text = "# Club\n\n## 1. Members\n\n### 1.1. Lists\n\n7. One for announcements\n\n   Written by the board.\n\n9. One for discussion\n   - open\n     1) to all\n     2) at night\n\n### 1.2. Light\n\nIt is lit.\n"
    assert outline(text) == [(1, "1. Members"), (2, "1.1. Lists"), (2, "1.2. Light")]
    assert [(unit.kind, unit.number, unit.text) for unit in plan(text).units][2:8] == [
        ("item", "7.", "One for announcements"),
        ("paragraph", "", "Written by the board."),
        ("item", "9.", "One for discussion"),
        ("item", "", "open"),
        ("item", "1)", "to all"),
        ("item", "2)", "at night"),
    ]


def test_a_list_of_one_item_inside_another_list_is_no_section() -> None:
    text = "# 规划\n\n## 一、任务\n\n- 加强教师培训\n  1. 每年轮训一次\n- 改善办学条件\n"
    assert [(unit.kind, unit.number, unit.text) for unit in plan(text).units][1:] == [
        ("item", "", "加强教师培训"),
        ("item", "1.", "每年轮训一次"),
        ("item", "", "改善办学条件"),
    ]


def test_numbered_lines_above_paragraphs_that_are_not_indented_are_judged_as_in_a_text() -> None:
    text = "1. 总体要求\n到2025年，普及率达到95%以上，优质均衡水平明显提升，群众满意度稳步提高。\n2. 重点任务\n加强师资队伍建设，完善学校设施，推进集团化办学，扩大优质资源覆盖面。\n"
    assert [(block.kind, block.text[:7]) for block in blocks(text)] == [
        ("paragraph", "1. 总体要求"),
        ("paragraph", "到2025年，"),
        ("paragraph", "2. 重点任务"),
        ("paragraph", "加强师资队伍建"),
    ]


@pytest.mark.parametrize("numbers", [True, False])
def test_a_numbered_contents_list_is_one_whether_the_headings_have_its_numbers_or_none(numbers: bool) -> None:
    titles = ["Introduction", "Fees and piers", "Boats"]
    listed = "\n".join(f"{n}. [{title}](#{n})" for n, title in enumerate(titles, 1))
    body = "\n\n".join(f"## {f'{n}. ' * numbers}{title}\n\nThe council keeps them." for n, title in enumerate(titles, 1))
    text = f"# Lake plan\n\n## Contents\n\n{listed}\n\n{body}\n"
    assert [title for _, title in outline(text)] == [f"{n}. {t}" if numbers else t for n, t in enumerate(titles, 1)]
    assert len(plan(text).set_aside) == 4


def test_an_item_without_text_keeps_its_number() -> None:
    assert printed("1. a\n2.\n3. c\n")[1] == ("item", "2.", "")


def test_definitions_are_terms_and_items() -> None:
    assert printed("Boat\n: anything that floats,\n  ducks excepted\n\nPier\n: what it is moored at\n")[0::2] == [
        ("paragraph", "", "Boat"),
        ("paragraph", "", "ducks excepted"),
        ("item", "", "what it is moored at"),
    ]


# --- inside paragraphs -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**目标：**到2025年", "目标：到2025年"),
        ("坚持**“两个确保”**，~~旧。~~新", "坚持“两个确保”，新"),
        ("**Introduction  \n**Thank you.", "Introduction Thank you."),
        ("a **word\nor two** and *it\nis*", "a word or two and it is"),
        ("**Fees.**They are due", "Fees.They are due"),
        ("面积为3*5*7米，a*b，c*d", "面积为3*5*7米，a*b，c*d"),
        ("张*明、李*华，张**、李**", "张*明、李*华，张**、李**"),
        ("坚持*重点*，*优先*", "坚持*重点*，优先"),
        ("one\n![a map](b.png)\ntwo", "one a map two"),
        ("a snake_case_word and 3~5年、10~20%", "a snake_case_word and 3~5年、10~20%"),
        ("[guide][1], [guide] and [x](/y){.a}\n\n[1]: /g\n[guide]: /h", "guide, guide and x"),
        ("keep <name> and <your name>, <b>bold</b>", "keep <name> and <your name>, bold"),
        ("for a<b and c>d, and p<q or q>s", "for a<b and c>d, and p<q or q>s"),
        ("a <input type=checkbox disabled> and <font color='red' size=3>b</font>", "a and b"),
        ("1986\\. A year &amp; a half", "1986. A year & a half"),
        ("[here](javascript:alert(1)) and ![](x.png)so", "here and so"),
        ("text {: .lead} more", "text more"),
    ],
)
def test_markup_leaves_the_words(text: str, expected: str) -> None:
    assert (
        " ".join(unit.text for unit in plan(f"# Plan\n\n{text}\n").units if unit.layer == "body").replace("  ", " ") == expected
    )


def test_notes_in_the_text_stand_after_it() -> None:
    found = plan("# Plan\n\nDue in May^[Or in **June**.] and later.\n")
    assert [(unit.kind, unit.text) for unit in found.units] == [("paragraph", "Due in May and later."), ("note", "Or in June.")]
    assert [span.value for span in found.units[0].spans] == [found.units[1].id]


def test_a_definition_that_nothing_uses_is_set_aside_or_text() -> None:
    found = plan("# 规划\n\n加强领导，落实责任。\n\n[1]: https://example.org/a\n[注]: 数据来源为统计局\n")
    assert [unit.text for unit in found.units] == ["加强领导，落实责任。", "[注]: 数据来源为统计局"]
    assert [item.text for item in found.set_aside] == ["[1]: https://example.org/a"]


# --- tables, HTML, code ----------------------------------------------------------------------------


def test_a_table_keeps_all_its_cells_and_ends_where_its_rows_do() -> None:
    table, below = blocks("| a | b |\n|---|---|\n| 1 | 2 | 3 |\n| x<br>y | `p\\|q` |\n注：口径不变。\n")
    assert [[cell.text for cell in row] for row in table.cells] == [["a", "b", ""], ["1", "2", "3"], ["x y", "p|q", ""]]
    assert below.text == "注：口径不变。"


def test_html_inside_is_read_as_html_and_what_does_not_end_as_text() -> None:
    text = "# Plan\n\n<h2>Money</h2>\n\n<details><summary>More</summary>\n\nHalf of **it**.\n\n</details>\n\n<table>\n<tr><th>a</th>\n\n<th>b</th></tr>\n<tr><td>1</td><td>2</td></tr></table>\n\n<!-- no\n\ntext -->\n\n<!-- open\n\nLast words.\n"
    found = plan(text)
    assert [(unit.kind, unit.text) for unit in found.units] == [
        ("section", "Money"),
        ("paragraph", "More"),
        ("paragraph", "Half of it."),
        ("table", ""),
        ("row", "a | b"),
        ("row", "1 | 2"),
        ("paragraph", "<!-- open"),
        ("paragraph", "Last words."),
    ]


@pytest.mark.parametrize("opening", ["<div><!-- x", "<p>x <?php", "> <!-- x", "<table><script>"])
def test_html_that_does_not_end_hides_nothing(opening: str) -> None:
    assert "Last words." in " ".join(unit.text for unit in plan(f"# Plan\n\n{opening}\nLast words.\n").units)


def test_code_is_lines_in_which_nothing_is_markup() -> None:
    assert printed("```\n# no heading\ncost = *5*\n```\n\n    one **two**\n") == [
        ("paragraph", "", "# no heading"),
        ("paragraph", "", "cost = *5*"),
        ("paragraph", "", "one **two**"),
    ]


def test_every_block_knows_its_line() -> None:
    text = "---\na: b\n---\n# Plan\n\none\ntwo\n\n- x\n- y\n  z\n\n| a |\n|---|\n| b |\n\n[^1]: n\n\n<p>h</p>\n"
    lines = {block.text or "table": block.line for block in blocks(text)}
    assert lines == {"Plan": 4, "one": 6, "two": 7, "x": 9, "y": 10, "z": 11, "table": 13, "n": 17, "h": 19}


# --- which format it is ------------------------------------------------------------------------------


def test_tags_are_no_evidence_against_a_name_or_a_header() -> None:
    tags = "Terms\n=====\n\n| a<br>b | c<br>d |\n| --- | --- |\n\n<p>x</p>\n<p>y</p>\n<p>z</p>\n"
    header = "---\ntitle: t\n---\n"
    assert format_of(Source("a.md", tags.encode())).name == "markdown"
    assert format_of(Source("a", (header + tags).encode())).name == "markdown"
    assert format_of(Source("a.txt", f"one<br>two<br>three<br>four {'word ' * 9}".encode())).name == "text"
    assert format_of(Source("a.txt", f"<p>x</p><p>y</p>{'word ' * 2000}<p>z</p>".encode())).name == "html"
    assert format_of(Source("a.txt", f"A text. <p>x</p> <p>y</p>{'word ' * 2000}<p>z</p>".encode())).name == "text"


def test_a_header_may_be_toml() -> None:
    found = read(Source("a.md", b'+++\ntitle = "Lake: Plan"\ndate = 2022-01-01\ntags = ["a"]\n+++\n\ntext\n'))
    assert (found.front_matter, found.blocks[0].line) == ((("title", "Lake: Plan"), ("date", "2022-01-01")), 7)
    broken = read(Source("a.md", b"+++\ntitle = Lake Plan\n+++\n\ntext\n"))
    assert broken.front_matter == (("title", "Lake Plan"),)
    assert [note.code for note in broken.notes] == ["front-matter-invalid"]


def test_markdown_it_is_imported_for_markdown_only() -> None:
    script = (
        "import sys\nfrom plandiff.pipeline import load\n"
        "load('<html><body><p>为办好人民满意的教育，制定本规划。</p></body></html>'.encode())\nload('一、目标\\n加强领导。'.encode())\n"
        "assert not any(name.startswith(('markdown_it', 'mdit')) for name in sys.modules)\n"
        "load('# 一、目标\\n加强领导。'.encode())\nassert 'markdown_it' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


# --- what nobody should write ------------------------------------------------------------------------

HOSTILE = {
    "quotes": "> " * 10_000 + "end",
    "lists": "- " * 10_000 + "end",
    "deep items": "".join(f"{' ' * 2 * n}- {n}\n" for n in range(300)) + "end",
    "stars": "*a **b " * 10_000 + "end",
    "brackets": "[" * 12_000 + "end",
    "links": "[a](b" * 10_000 + "end",
    "bangs": "!" * 100_000 + "end",
    "ticks": "".join("`" * n + " " for n in range(600)) + "end",
    "tags": "<a " * 60_000 + "end",
    "comments": "<!-- x\n" * 8_000 + "end",
    "tables in html": "<table>\n\n" * 3_000 + "end",
    "rows": "| a |\n|---|\n" + "| b |\n" * 20_000 + "\nend",
    "wide rows": "|" + "a|" * 20_000 + "\n|---|\n" + "| b |\n" * 2_000 + "\nend",
    "definitions": "".join(f"[{n}]: /{n}\n" for n in range(10_000)) + "\nend",
    "notes": "".join(f"[^{n}]: n\n" for n in range(5_000)) + "\nend",
    "a long line": "全市教育事业" * 60_000 + "end",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_deep_or_long_is_read_to_its_end(kind: str) -> None:
    text = HOSTILE[kind]
    found = blocks(text)
    words = " ".join(block.text + " ".join(cell.text for row in block.cells for cell in row) for block in found)
    assert "end" in words
    letters = Counter(character for character in text if character.isalpha() and kind not in ("links", "tags", "tables in html"))
    assert not letters - Counter(words)


@pytest.mark.parametrize("second", ["4. October 2025 is the first day of the term.", "4. Oktober 2025 beginnt das Halbjahr."])
def test_days_that_count_up_number_no_items(second: str) -> None:
    text = f"# Lake Plan\n\n3. September 2025 is the last day.\n\n{second}\n\nLater applications fail.\n"
    assert [(block.kind, block.number) for block in blocks(text)[1:]] == [("paragraph", "")] * 3
    changed = plandiff.compare(
        plandiff.load(text.encode()), plandiff.load(text.replace("3. Sep", "5. Sep").replace("4. O", "6. O").encode())
    )
    assert changed.summary.changed == 2
