"""Where a decision of normalizing changes, step by step: one line, one character, one column more or less."""

from __future__ import annotations

from itertools import pairwise

import pytest

from plandiff.model import Block, Cell, Document, Origin
from plandiff.normalize.contents import bare_entry, find_contents
from plandiff.normalize.documents import ABOVE, LINES, _lines_at, _title_above
from plandiff.normalize.entries import ClassifiedBlock
from plandiff.normalize.furniture import furniture, is_data_table, is_prose, news_lead, page_marks
from plandiff.normalize.lines import _HANGING, _glue, columns, join_lines, list_members
from plandiff.normalize.meta import Around, describe
from plandiff.normalize.periods import _end_of_sentence, _opening
from plandiff.normalize.running import running_lines
from plandiff.normalize.schemes import mark_of
from plandiff.normalize.tables import settle_tables
from plandiff.normalize.titles import Names, _head_end, _siblings, title_score
from plandiff.normalize.tuning import TUNING

BODY = "学校应当配备专职校医，每学期为学生体检一次，结果告知家长。"
NO_NAMES = Names(())


def lines(*texts: str, **details: object) -> list[Block]:
    return [Block("paragraph", text, **details) for text in texts]  # type: ignore[arg-type]


# --- sentences ----------------------------------------------------------------------------------


def test_a_sentence_ends_after_its_last_character_and_the_next_begins_there() -> None:
    text = "建成十所。新建三所学校。验收"
    assert [_end_of_sentence(text, place) for place in range(len(text) + 2)] == [5] * 5 + [12] * 7 + [14] * 4
    assert _end_of_sentence("", 0) == 0


def test_a_time_holds_for_a_whole_paragraph_if_said_near_the_beginning_of_its_first_sentence_after_the_address() -> None:
    assert _opening("建成十所。新建三所。") == 5
    assert _opening("各位代表！建成十所。新建三所。") == 10
    assert _opening(f"{'建' * 23}。") == 24
    assert _opening(f"{'建' * 40}。") == 24
    assert _opening(f"各位代表！{'建' * 40}。") == 29


# --- pages --------------------------------------------------------------------------------------


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("pages", [2, 3, 4])
def test_a_line_beside_every_page_number_is_a_running_head_from_the_third_on(pages: int, before: bool) -> None:
    texts: list[str] = []
    for page in range(1, pages + 1):
        texts += [f"第{page}区", *(("云河年报", f"- {page} -") if before else (f"- {page} -", "云河年报")), f"第{page}县"]
    blocks = lines(*texts)
    numbers = {place for place, text in enumerate(texts) if text.startswith("-")}
    heads = {place for place, text in enumerate(texts) if text == "云河年报"}
    assert page_marks(blocks, TUNING) == (numbers | heads if pages >= 3 else numbers)


def test_a_line_that_is_not_next_to_a_page_number_is_text() -> None:
    texts = [text for page in range(1, 5) for text in ("云河年报", f"第{page}区", f"- {page} -", f"第{page}县")]
    assert page_marks(lines(*texts), TUNING) == {place for place, text in enumerate(texts) if text.startswith("-")}
    assert page_marks(lines("1", *texts[1:2]), TUNING) == set()


@pytest.mark.parametrize(("labels", "data"), [(0, False), (1, False), (2, True), (3, True)])
def test_a_table_with_two_labels_is_data_on_the_document(labels: int, data: bool) -> None:
    cells = [*["索引号：", "发文机关：", "成文日期："][:labels], "内容"]
    assert is_data_table(Block("table", "", cells=(tuple(map(Cell, cells)),)), TUNING) is data


@pytest.mark.parametrize(
    ("text", "prose"), [("甲" * 23 + "。", True), ("甲" * 22 + "。", False), ("甲" * 40, False), ("“" + "甲" * 23 + "。”", True)]
)
def test_a_sentence_of_so_many_characters_is_prose(text: str, prose: bool) -> None:
    assert is_prose(text, TUNING) is prose


def furnished(*texts: str) -> set[str]:
    return {texts[place] for place in furniture(lines(*texts), TUNING, NO_NAMES)}


def test_what_a_page_prints_around_a_text_is_furniture_and_the_same_line_within_is_not() -> None:
    assert furnished("首页", "打印", BODY, BODY, "打印") == {"首页", "打印"}
    assert 2 not in furniture(lines(BODY, BODY, "首页", BODY, BODY), TUNING, NO_NAMES)
    assert 0 not in furniture(lines(BODY, "首页", BODY), TUNING, NO_NAMES)


def test_a_label_at_the_edge_of_a_page_takes_the_short_line_below_it() -> None:
    assert furnished("来源：", "云河日报", BODY, BODY) == {"来源：", "云河日报"}
    assert furnished(*[BODY] * 7, "来源：", "云河日报") == {"来源：", "云河日报"}
    assert furnished("云河日报", "来源：云河网", BODY, BODY) == {"来源：云河网"}
    assert furnished("来源：", "云河日报", "清河晚报", BODY, BODY) == {"来源：", "云河日报"}


def test_below_what_a_page_recommends_all_is_furniture_unless_too_much_text_follows() -> None:
    text = [BODY] * 30
    assert furnished(*text, "相关报道", "云河新闻") == {"相关报道", "云河新闻"}
    assert furnished(*text, "相关报道", BODY) == {"相关报道", BODY}
    assert furnished(*text, "相关报道", BODY, f"另{BODY}") == set()
    assert furnished(*text, "相关报道", "一、目标") == set()


def test_a_credit_above_a_text_is_furniture_whether_a_line_or_a_picture_bears_it_and_a_heading_is_none() -> None:
    credit = "记者 李四 摄"
    for block, found in ((Block("paragraph", credit), {0}), (Block("figure", credit), {0}), (Block("heading", credit), set())):
        assert furniture([block, *lines(BODY, BODY)], TUNING, NO_NAMES) == found


def test_a_news_lead_goes_up_to_the_line_that_announces_the_text() -> None:
    lead = ("新华社北京1月2日电", f"记者从云河市获悉，{BODY}", "全文如下：")
    assert news_lead(lines(*lead, "一、目标", BODY), TUNING) == {0, 1, 2}
    assert news_lead(lines(lead[0], lead[1], "一、目标", BODY), TUNING) == {0}
    assert news_lead(lines(BODY, BODY, "一、目标"), TUNING) == set()


# --- titles -------------------------------------------------------------------------------------


def entries(*texts: str) -> list[ClassifiedBlock]:
    return [ClassifiedBlock(block, "heading" if mark_of(block.text) else "text", mark_of(block.text)) for block in lines(*texts)]


@pytest.mark.parametrize("above", [0, 1, 2, 5])
@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_a_title_within_a_file_has_up_to_three_lines_wherever_it_stands(above: int, size: int) -> None:
    title = [*["云河市图书馆", "服务和", "公共阅读", "推广"][4 - size :][: size - 1], "管理办法"]
    found = _title_above(entries(*[BODY] * above, *title, "一、服务"), above + size, TUNING)
    assert found is not None
    shown = title[-LINES:]
    assert (found.first, found.after, found.text) == (above + size - len(shown), above + size, "".join(shown))


@pytest.mark.parametrize(("between", "found"), [(0, True), (1, True), (ABOVE, True), (ABOVE + 1, False)])
def test_a_title_within_a_file_is_at_most_three_blocks_above_its_first_number(between: int, found: bool) -> None:
    given = entries("云河市图书馆管理办法", *[BODY] * between, "一、服务")
    assert (_title_above(given, between + 1, TUNING) is not None) is found


@pytest.mark.parametrize("above", [0, 2])
@pytest.mark.parametrize("below", [(), (BODY,)])
def test_the_lines_of_a_title_within_a_file_are_tried_one_more_at_a_time(above: int, below: tuple[str, ...]) -> None:
    names = ["云河市", "图书馆", "管理", "办法"]
    for size in range(len(names) + 1):
        given = entries(*[BODY] * above, *names[:size], *below)
        tried = [(title.first, title.after, title.text) for title in _lines_at(given, above, TUNING)]
        assert tried == [(above, above + end, "".join(names[:end])) for end in range(1, min(size, LINES) + 1)]


def test_a_heading_or_a_short_name_is_no_title_within_a_file() -> None:
    assert _title_above(entries("云河市图书馆管理办法", "一、总则", BODY, "二、服务"), 3, TUNING) is None
    assert _title_above(entries(BODY, "规定", "一、服务"), 2, TUNING) is None
    assert _title_above(entries(BODY, "馆内规定", "一、服务"), 2, TUNING) is not None


@pytest.mark.parametrize(
    ("block", "score"),
    [
        (Block("paragraph", "云河市供水规划"), TUNING.title_named),
        (Block("paragraph", "云河市供水规划", strong=True), TUNING.title_named + TUNING.title_strong),
        (Block("heading", "云河市供水规划", level=1), TUNING.title_named + TUNING.title_h1),
        (Block("heading", "云河市供水规划", level=2), TUNING.title_named + TUNING.title_heading),
        (Block("heading", "云河市供水", level=1), TUNING.title_h1),
        (Block("paragraph", "云河市供水", strong=True), TUNING.title_strong),
        (Block("paragraph", "云河市供水"), 0),
        (Block("paragraph", "来源：云河日报", strong=True), 0),
        (Block("paragraph", "一、云河市供水规划", strong=True), 0),
        (Block("paragraph", "2031年5月6日", strong=True), 0),
        (Block("item", "云河市供水规划"), 0),
    ],
)
def test_the_evidence_for_a_title_adds_up_and_what_can_be_none_has_none(block: Block, score: int) -> None:
    assert title_score(block, NO_NAMES, TUNING) == score


def test_headings_of_one_level_with_text_of_their_own_are_siblings() -> None:
    one, other, deeper = (Block("heading", name, level=level) for name, level in (("目标", 1), ("任务", 1), ("经费", 2)))
    text = Block("paragraph", BODY)
    assert _siblings([one, text, other, text]) == {0, 2}
    assert _siblings([one, text, deeper, text]) == frozenset()
    assert _siblings([one, deeper, text, other, text]) == frozenset()
    assert _siblings([one, text, other]) == frozenset()


def test_the_lines_that_can_be_a_title_end_at_the_first_numbered_heading() -> None:
    assert _head_end(lines("云河市规划", BODY, "一、目标", BODY), TUNING) == 2
    assert _head_end(lines("一、目标", BODY), TUNING) == 0
    assert _head_end(lines("云河市规划", "1.目标", BODY), TUNING) in (1, 3)
    assert _head_end(lines(*[BODY] * 99), TUNING) == TUNING.head
    assert _head_end(lines(BODY, BODY), TUNING) == 2
    assert _head_end([*lines(BODY), Block("heading", "目标", level=2), *lines(BODY)], TUNING) == 1
    assert _head_end([Block("heading", "目标", level=2), *lines(BODY, BODY)], TUNING) == 3


# --- lines --------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["(a)", "1.", "(iii)"])
def test_a_line_below_the_text_of_an_item_continues_it(number: str) -> None:
    def joined(indent: int) -> bool:
        first, second = f"{number} keep the jetties of the town", "and the boats clean"
        blocks = [Block("paragraph", first, apart=False), Block("paragraph", second, apart=False, indent=indent)]
        return bool(join_lines(blocks, (), TUNING))

    assert [joined(indent) for indent in range(len(number) + _HANGING + 2)] == [False, *[True] * (len(number) + _HANGING), False]


@pytest.mark.parametrize(
    ("before", "after", "glue"),
    [
        *(
            ("办好", "学校", ""),
            ("the", "town", " "),
            ("办好", "the", ""),
            ("the", "学校", ""),
            ("", "town", ""),
            ("the", "", ""),
        ),
        *(
            ("20", "25 boats", " "),
            ("建设20", "25所", ""),
            ("lake-", "side", ""),
            ("Hoch-", "und Tiefbau", " "),
            ("시", "도", " "),
        ),
        *(("town,", "the", " "), ("town", "(old)", " "), ("学校2", "a", " "), ("café", "été", " ")),
    ],
)
def test_a_space_is_put_where_two_words_of_an_alphabet_meet(before: str, after: str, glue: str) -> None:
    assert _glue(before, after) == glue


@pytest.mark.parametrize(("text", "width"), [("", 0), ("abc", 3), ("学校", 4), ("学a", 3), ("，", 2), ("ｱ", 1), ("é", 1)])
def test_a_wide_character_takes_two_columns(text: str, width: int) -> None:
    assert columns(text) == width


@pytest.mark.parametrize(
    ("members", "found"),
    [
        (("新建学校，", "改建学校，", "扩建学校。"), {1, 2, 3}),
        (("新建学校，", "改建学校。"), set()),
        (("新建学校，", "改建学校，", "扩建学校，"), {1, 2, 3}),
        (("新建学校，", "改建学校，", "扩建学校，", BODY * 2), {1, 2, 3}),
        (("新建学校；", "改建学校；", "扩建学校；", "迁建学校。", BODY), {1, 2, 3, 4}),
        (("新建学校", "改建学校，", "扩建学校。"), set()),
    ],
)
def test_lines_below_a_colon_are_members_of_a_list_from_three_on(members: tuple[str, ...], found: set[int]) -> None:
    assert list_members(lines("任务是：", *members), TUNING) == found
    moved = list_members(lines(BODY, "任务是：", *members), TUNING)
    assert moved == {place + 1 for place in found}


def test_a_word_broken_at_a_line_end_is_joined_where_the_text_has_it_whole() -> None:
    def text(*given: str) -> str:
        blocks = [Block("paragraph", line, apart=not place) for place, line in enumerate(given)]
        return " / ".join(spanned.text for _, spanned in join_lines(blocks, (), TUNING))

    assert text("the council keeps the regu-", "lation of the lake") == "the council keeps the regulation of the lake"
    assert text("the council keeps the well-", "known jetty") == "the council keeps the well-known jetty"
    assert text("a lake-side path and a lake-", "side hall") == "a lake-side path and a lake-side hall"
    assert text("a lakeside path and a lake-", "side hall") == "a lakeside path and a lakeside hall"
    assert text("der Hoch-", "und Tiefbau") == "der Hoch- und Tiefbau"


def test_borders_of_lists_do_not_depend_on_what_is_above_them() -> None:
    found = [list_members(lines(*[BODY] * above, "任务是：", "甲，", "乙，", "丙。"), TUNING) for above in range(4)]
    assert all({place + 1 for place in one} == other for one, other in pairwise(found))


# --- contents, running lines, grids -------------------------------------------------------------


@pytest.mark.parametrize("above", [0, 1, 3])
def test_a_list_of_contents_ends_where_its_first_entry_is_printed_again(above: int) -> None:
    entries = ["一、目标", "二、任务", "三、保障"]
    texts = [*["云河市规划"] * above, "目录", *entries, "一、目标", BODY, "二、任务", BODY, "三、保障", BODY]
    found = find_contents(lines(*texts), TUNING)
    assert (found.blocks, found.entries) == (frozenset(range(above, above + 4)), ("一,目标", "二,任务", "三,保障"))
    without = [text for text in texts if text != "目录"]
    assert find_contents(lines(*without), TUNING).blocks == frozenset(range(above, above + 3))
    assert find_contents(lines(*texts[: above + 4], BODY), TUNING).blocks == frozenset()


@pytest.mark.parametrize("led", [2, 3, 4])
def test_three_lines_with_leaders_are_a_list_of_contents(led: int) -> None:
    texts = [*(f"第{number}节……{number}" for number in range(1, led + 1)), *["第1节", BODY, "第2节", BODY, "第3节", BODY]]
    assert find_contents(lines(*texts), TUNING).blocks == (frozenset(range(led)) if led >= 3 else frozenset())


@pytest.mark.parametrize(
    ("entry", "bare"),
    [("目标……12", "目标"), ("目标 12", "目标"), ("目标. . . . . 12", "目标"), ("2030年目标", "2030年目标"), ("目标12", "目标12")],
)
def test_an_entry_loses_its_leaders_and_its_page(entry: str, bare: str) -> None:
    assert bare_entry(entry) == bare


def paged(pages: int, *, step: int = 1, head: str = "云河市教育局公报 {}", text: str = BODY * 3) -> list[Block]:
    return [
        Block("paragraph", line, origin=Origin(page=page))
        for page in range(1, pages + 1)
        for line in (head.format(page * step), text, f"{page}{text}")
    ]


@pytest.mark.parametrize(
    ("pages", "step", "found"), [(1, 1, False), (2, 1, True), (3, 1, True), (3, 2, True), (3, 3, False), (3, 0, True)]
)
def test_lines_at_the_edges_of_pages_that_count_by_one_or_two_are_running_lines(pages: int, step: int, found: bool) -> None:
    blocks = paged(pages, step=step)
    heads = {place for place, block in enumerate(blocks) if block.text.startswith("云河")}
    assert running_lines(blocks, TUNING) - {0} == (heads - {0} if found else set())


def test_a_line_that_repeats_the_title_beside_a_page_number_is_a_running_line() -> None:
    for first, second in (("云河市规划", "12"), ("12", "云河市规划")):
        blocks = lines("云河市规划", BODY, BODY, first, second, BODY)
        assert running_lines(blocks, TUNING) == {3, 4}
    assert running_lines(lines("云河市规划", BODY, "12", BODY, "云河市规划", BODY), TUNING) == set()


def grid(rows: int, columns: int, *, above: int = 0) -> tuple[list[Block], int]:
    """Lines of a table printed cell by cell, and how many cells it has."""
    cells = ["序号", *(f"指标{'甲乙丙丁'[column]}" for column in range(columns - 1))]
    cells += [cell for row in range(1, rows + 1) for cell in (str(row), *(f"{row}{column}人" for column in range(columns - 1)))]
    return lines(*[BODY] * above, *cells, BODY), len(cells)


@pytest.mark.parametrize("above", [0, 1, 2])
@pytest.mark.parametrize(("rows", "columns", "table"), [(1, 3, False), (2, 3, True), (3, 2, True), (3, 4, True), (5, 3, True)])
def test_lines_that_count_cells_are_a_table_from_two_rows_on(above: int, rows: int, columns: int, table: bool) -> None:
    blocks, cells = grid(rows, columns, above=above)
    settled = settle_tables(blocks, TUNING)
    if table:
        assert [block.kind for block in settled] == [*["paragraph"] * above, "table", "paragraph"]
        found = settled[above]
        assert [cell.text for row in found.cells for cell in row] == [block.text for block in blocks[above : above + cells]]
        assert {len(row) for row in found.cells} == {columns}
    else:
        assert settled == blocks


# --- metadata -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tail", "issuer", "date"),
    [
        (("云河市人民政府", "2031年5月6日"), "云河市人民政府", "2031-05-06"),
        ((BODY, "云河市人民政府", "2031年5月6日"), "云河市人民政府", "2031-05-06"),
        (("云河市人民政府", BODY, "2031年5月6日"), "", "2031-05-06"),
        (("2031年5月6日", "云河市人民政府"), "", "2031-05-06"),
        (("2031年5月6日", "2032年7月8日"), "", "2032-07-08"),
        (("云河市人民政府", "2031年5月6日起施行"), "", ""),
    ],
)
def test_a_body_above_a_date_signs_a_document(tail: tuple[str, ...], issuer: str, date: str) -> None:
    meta = describe("云河市规划", Document("a.txt", ()), Around(tail=tail))
    assert (meta.issuer, meta.date, meta.region) == (issuer, date, "云河市")
    if issuer:
        assert describe("云河市规划", Document("a.txt", ()), Around(head=tail)).issuer == issuer
