"""How numbers at the heads of lines nest, which of them count, and where a title ends."""

from __future__ import annotations

import pytest

from plandiff.model import Block
from plandiff.normalize.annexes import raise_annexes
from plandiff.normalize.contents import find_contents
from plandiff.normalize.entries import ClassifiedBlock, split_title
from plandiff.normalize.furniture import furniture
from plandiff.normalize.numbers import Numbers
from plandiff.normalize.remaining import Remaining
from plandiff.normalize.runs import evidence_of, find_runs, judge
from plandiff.normalize.schemes import SCHEMES, mark_of
from plandiff.normalize.tables import settle_tables
from plandiff.normalize.titles import Names
from plandiff.normalize.tuning import TUNING
from plandiff.pipeline import load

BODY = "学校应当配备专职校医，每学期为学生体检一次，结果告知家长。"

NESTING = """
0 annex Annex Appendix Schedule Exhibit
1 part 편 Book Part
2 division Title
3 chapter 장 Subtitle Chapter Goal Pillar
4 section 절 Subchapter Subpart Division Abschnitt Subdivision
5 subsection 관 Section
6 paragraph Subsection formal
7 appendix point Paragraphe han padded roman capital
8 article 조 Article § Rule Clause Action Objective Strategy Priority formal-bracket
9 han-bracket
10 box task task-word
11 arabic
12 decimal title
18 arabic-bracket full-width
19 arabic-half-bracket degree han-space capital-bracket letter korean-letter
20 circled roman-bracket letters
21 dash bullet
"""


def lines(*texts: str, strong: bool = False) -> list[Block]:
    return [Block("paragraph", text, strong=strong) for text in texts]


def numbers(*texts: str) -> list[str]:
    """The numbers that lines have among each other, "" where a line has none."""
    blocks = lines(*texts)
    known = Numbers(blocks, TUNING)
    return [mark.printed if (mark := known.mark(block)) else "" for block in blocks]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("1 总则", "1.1 目标", "1.2 范围", "2 保障"), ["1", "1.1", "1.2", "2"]),
        (("12 所学校", "1.1 目标"), ["", ""]),
        (("1 总则", BODY, "2 范围", BODY, "3 附则", BODY), ["1", "", "2", "", "3", ""]),
        (("1 总则", BODY, "2 范围", BODY, "3 附则"), ["", "", "", "", ""]),
        (("1 总则", BODY, "2 范围", BODY), ["", "", "", ""]),
        (("1.1 目标", "1.2 范围", "1.3 期限", "1.4 附则"), ["1.1", "1.2", "1.3", "1.4"]),
        (("1.1 目标", "1.3 期限"), ["", ""]),
        (("2.3 目标", "2.4 期限"), ["2.3", "2.4"]),
        (("1.2 目标", "1.2.1 期限"), ["1.2", "1.2.1"]),
        (("A. Piers", "B. Boats", "C. Fees"), ["A.", "B.", "C."]),
        (("J. Smith",), [""]),
        (("A. Piers", "C. Fees"), ["", ""]),
        (("H. Piers", "I. Boats", "J. Fees"), ["H.", "I.", "J."]),
        (("I. Piers", "II. Boats", "III. Fees"), ["I.", "II.", "III."]),
        (("V. Piers", "VI. Boats"), ["V.", "VI."]),
        (("V. Piers", "Boats"), ["", ""]),
        (("一　目标", "二　任务"), ["一", "二"]),
        (("二　目标", "三　任务"), ["二", "三"]),
    ],
)
def test_a_number_that_may_be_something_else_counts_beside_its_neighbour(texts: tuple[str, ...], found: list[str]) -> None:
    assert numbers(*texts) == found


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("加强领导", "加强领导", ""),
        ("加强领导。", "加强领导。", ""),
        ("加强领导。建设学校。", "加强领导。", "建设学校。"),
        ("加强领导：建设学校", "加强领导：建设学校", ""),
        (f"加强领导：{'甲' * 60}。", "加强领导：", f"{'甲' * 60}。"),
        ("加强领导，", "", "加强领导，"),
        ("甲" * 60, "甲" * 60, ""),
        ("甲" * 61, "", "甲" * 61),
        ("甲" * 44 + "。", "甲" * 44 + "。", ""),
        ("甲" * 45 + "。", "", "甲" * 45 + "。"),
        ("甲" * 59 + "。乙", "甲" * 59 + "。", "乙"),
        ("甲" * 60 + "。乙", "", "甲" * 60 + "。乙"),
        (f"{'甲' * 59}：乙。", f"{'甲' * 59}：", "乙。"),
        (f"{'甲' * 60}：乙。", "", f"{'甲' * 60}：乙。"),
    ],
)
def test_a_title_ends_where_its_sentence_or_its_label_does(text: str, title: str, rest: str) -> None:
    assert split_title(text, TUNING) == (title, rest)


@pytest.mark.parametrize("name", ["立法目的", "拍卖标的", "公众参与", "知识普及", "收支总和"])
def test_a_title_that_ends_like_a_word_between_others_is_a_line_of_its_own(name: str) -> None:
    plan = load(f"云河市公园条例\n\n第一章\n\n{name}\n\n第一条 {BODY}\n\n第二章\n\n附则\n\n第二条 {BODY}\n".encode())
    assert [section.title for section in plan.root.children] == [name, "附则"]
    cut = load(f"云河市公园规划\n\n一、目标\n\n建设公园、绿地和\n\n{BODY}\n".encode())
    assert [unit.text for unit in cut.units if unit.kind == "paragraph"] == [f"建设公园、绿地和{BODY}"]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_articles_have_the_titles_on_the_lines_below_them_from_two_on(count: int) -> None:
    names = ["目的", "范围", "施行"][:count]
    text = "\n\n".join(line for number, name in zip("一二三", names, strict=False) for line in (f"第{number}条", name, BODY))
    sections = load(f"云河市公园条例\n\n{text}\n".encode()).root.children
    assert [section.title for section in sections] == (names if count >= 2 else [""])
    assert [section.number for section in sections] == [f"第{number}条" for number in "一二三"[:count]]


def test_what_a_page_prints_around_a_text_is_in_runs_of_adjacent_blocks() -> None:
    remaining = Remaining(lines(*"甲乙丙丁戊己"), TUNING)
    remaining.set_aside("furniture", lambda _blocks, _tuning: {0, 1, 3, 5})
    assert [[block.text for block in run] for run in remaining.outside] == [["甲", "乙"], ["丁"], ["己"]]
    assert [block.text for block in remaining.left] == ["丙", "戊"]
    remaining.set_aside("contents", lambda _blocks, _tuning: {1})
    assert [block.text for block in remaining.left] == ["丙"]
    assert [(item.reason, item.text) for item in remaining.aside()][-2:] == [("contents", "戊"), ("furniture", "己")]


def annexes(*texts: str, strong: bool = True) -> list[tuple[str, str]]:
    """(role, title) of lines below a heading."""
    entries = [ClassifiedBlock(block, "text", mark_of(block.text)) for block in lines(*texts, strong=strong)]
    heading = ClassifiedBlock(Block("paragraph", "一、目标"), "heading", mark_of("一、目标"), "目标")
    return [(entry.role, entry.title) for entry in raise_annexes([heading, *entries], TUNING)[1:]]


def test_an_annex_has_the_title_on_its_line_or_on_the_next_and_a_list_of_annexes_is_text() -> None:
    assert annexes("附件1", "学校名单", BODY) == [("heading", "学校名单"), ("text", "")]
    assert annexes(BODY, "附件1", "学校名单", BODY) == [("text", ""), ("heading", "学校名单"), ("text", "")]
    assert annexes("附件1：学校名单", BODY) == [("heading", "学校名单"), ("text", "")]
    assert annexes("附件1：学校名单", "附件2：教师名单") == [("text", ""), ("text", "")]
    assert annexes(BODY, "附件1") == [("text", ""), ("text", "")]
    assert annexes("附件1") == [("text", "")]
    assert annexes("附件1", BODY) == [("heading", ""), ("text", "")]
    assert annexes("附件1：学校名单", BODY, strong=False) == [("text", ""), ("text", "")]


def test_items_that_all_recur_are_no_list_of_contents() -> None:
    headings = ("一、目标", "二、任务")
    assert find_contents(lines(*headings, *(line for heading in headings for line in (heading, BODY))), TUNING).blocks == {0, 1}
    items = ("(a) Goals", "(b) Tasks")
    assert find_contents(lines(*items, *(line for item in items for line in (item, BODY))), TUNING).blocks == frozenset()


@pytest.mark.parametrize(("length", "table"), [(TUNING.title, True), (TUNING.title + 1, False)])
def test_a_cell_printed_on_a_line_of_its_own_is_as_short_as_a_title(length: int, table: bool) -> None:
    cells = ["序号", "指标甲", "1", "甲" * length, "2", "乙", "3", "丙"]
    assert (settle_tables(lines(*cells), TUNING)[0].kind == "table") is table


def test_a_label_within_a_text_takes_no_line_of_it() -> None:
    texts = (BODY, "责任编辑：", "张三", BODY, BODY)
    assert furniture(lines(*texts), TUNING, Names(())) == {1}
    assert furniture(lines(*texts[1:]), TUNING, Names(())) == {0, 1}


def test_schemes_nest_from_chapters_inwards_to_bullets() -> None:
    ranks: dict[int, list[str]] = {}
    for scheme in SCHEMES:
        ranks.setdefault(scheme.rank, []).append(scheme.name)
    found = "\n".join(f"{rank} {' '.join(dict.fromkeys(names))}" for rank, names in sorted(ranks.items()))
    assert found == NESTING.strip()


# --- runs of numbers ----------------------------------------------------------------------------


def runs(*texts: str) -> list[list[int]]:
    return find_runs([ClassifiedBlock(block, "text", mark_of(block.text)) for block in lines(*texts)])


def test_numbers_that_count_up_are_a_run_until_one_of_an_outer_scheme_begins() -> None:
    assert runs("一、甲乙", "二、丙丁", BODY, "三、戊己") == [[0, 1, 3]]
    assert runs("一、甲乙", "三、丙丁") == [[0], [1]]
    assert runs("一、甲乙", "（一）丙丁", "（二）戊己", "二、庚辛", "（一）壬癸") == [[0, 3], [1, 2], [4]]
    assert runs("1.甲乙", "2.丙丁", "1.戊己", "2.庚辛") == [[0, 1], [2, 3]]
    assert runs(BODY, BODY) == []


@pytest.mark.parametrize(
    ("texts", "owning", "titled", "run_in"),
    [
        (("一、甲乙", BODY, "二、丙丁", BODY), 1, 1, 0),
        (("一、甲乙", "二、丙丁", BODY), 0, 1, 0),
        (("一、甲乙", BODY, "二、丙丁", "三、戊己"), 0.5, 1, 0),
        (("一、甲乙。建设学校。", "二、丙丁。修建道路。"), 0, 0, 1),
        (("一、甲乙。建设学校。", "二、丙丁", "三、戊己"), 0, 2 / 3, 0),
    ],
)
def test_the_evidence_of_a_run_is_the_shares_of_its_members(
    texts: tuple[str, ...], owning: float, titled: float, run_in: float
) -> None:
    given = [ClassifiedBlock(block, "text", mark_of(block.text)) for block in lines(*texts)]
    (evidence,) = evidence_of(given, find_runs(given), TUNING, [False] * len(given))
    assert (evidence.owning, evidence.run_in) == (owning, run_in)
    assert evidence.lines == pytest.approx(titled)
    assert (evidence.colon, evidence.article, evidence.single) == (False, False, False)


def test_runs_that_count_on_below_the_next_heading_are_judged_as_one() -> None:
    texts = ("一、甲乙", "（一）丙丁", BODY, "（二）戊己", BODY, "二、庚辛", "（三）壬癸", "（四）子丑")
    given = [ClassifiedBlock(block, "text", mark_of(block.text)) for block in lines(*texts)]
    found = find_runs(given)
    evidence = evidence_of(given, found, TUNING, [False] * len(given))
    inner = [place for place, run in enumerate(found) if texts[run[0]].startswith("（")]
    assert {round(evidence[place].owning, 6) for place in inner} == {0.5}
    assert not any(evidence[place].single for place in inner)
    assert judge(given, found, TUNING, [False] * len(given)) == [True] * len(found)
