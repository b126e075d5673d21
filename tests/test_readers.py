"""Readers take any bytes apart without losing their text, and say what they decided."""

from __future__ import annotations

import io
import random
import re
import sys
from pathlib import Path

import pytest

from plandiff import load
from plandiff.errors import InputError
from plandiff.model import Document, Source
from plandiff.readers import format_of, read
from plandiff.readers.lines import tidy
from plandiff.sources import open_source

PAGE = "<html><body><div><p>第一章 总则</p><p>为了加强管理，规范程序，保护权益，制定本办法。</p></div></body></html>"
SENTENCE = "全市教育事业发展规划提出，到二〇二五年基本实现教育现代化，优质均衡水平明显提升。"


def texts(what: str | bytes) -> list[str]:
    return [block.text for block in document(what).blocks]


def document(what: str | bytes, name: str = "plan") -> Document:
    return read(Source(name, what.encode() if isinstance(what, str) else what))


def kind(what: str, name: str = "plan.txt") -> str:
    return format_of(Source(name, what.encode())).name


def test_the_kind_is_found_by_content() -> None:
    assert kind(PAGE) == "html"
    assert kind("<p>一、目标</p>\n<p>二、任务</p>\n<p>三、保障</p>") == "html"
    assert kind("# 规划\n\n正文 <br> <span>段落</span>\n") == "markdown"
    assert kind("| 指标 | 值 |\n|---|---|\n| a | 1 |\n") == "markdown"
    assert kind("一、目标\n增长 5% < 6%\n") == "text"
    assert kind("一、目标\n", "plan.md") == "markdown"


def test_a_page_with_a_header_in_a_text_file_is_read_as_a_page_with_a_header() -> None:
    found = document(f"\n---\ntitle: '云溪市办法'\ntags:\n - a\n - b\ndate: 2021-10-08\n---\n\n{PAGE}")
    assert found.front_matter == (("title", "云溪市办法"), ("date", "2021-10-08"))
    assert found.blocks[0].text == "第一章 总则"


def test_a_header_that_is_not_yaml_is_a_note_and_its_plain_lines_are_used() -> None:
    found = document("---\ntitle: 云溪: 规划\nauthor: 甲\n---\n一、目标\n")
    assert found.front_matter == (("title", "云溪: 规划"), ("author", "甲"))
    assert [note.code for note in found.notes] == ["front-matter-invalid"]


def test_a_rule_above_a_text_is_not_a_header() -> None:
    assert texts("---\n一、目标\n---\n二、任务\n") == ["---", "一、目标", "---", "二、任务"]


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (SENTENCE.encode(), None),
        (SENTENCE.encode("utf-8-sig"), "encoding-marked utf-8"),
        (SENTENCE.encode("gb18030"), "encoding-guessed gb18030"),
        ("全市教育规划。".encode("gbk"), "encoding-guessed gb18030"),
        (SENTENCE.encode("utf-16"), "encoding-marked utf-16"),
        (("x " + SENTENCE).encode("utf-16-le"), "encoding-guessed utf-16-le"),
        ("本市教育發展規劃，優質均衡，學校設施顯著改善，師資隊伍持續壯大。".encode("big5"), "encoding-guessed big5hkscs"),
    ],
)
def test_the_encoding_is_found_and_what_is_not_plain_utf_8_is_noted(data: bytes, note: str | None) -> None:
    found = document(data)
    assert "教育" in found.blocks[0].text
    assert [f"{note.code} {note.detail}" for note in found.notes] == ([note] if note else [])


def test_a_wrong_declaration_does_not_spoil_the_text() -> None:
    page = PAGE.replace("<html>", '<html><head><meta charset="gb2312"></head>')
    assert texts(page) == texts(PAGE)
    assert texts(page.encode("gb18030")) == texts(PAGE)
    assert texts(page.replace("gb2312", "utf-8").encode("gb18030")) == texts(PAGE)
    assert texts(page.replace("gb2312", "no-such-code").encode("gb18030")) == texts(PAGE)


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    found = document((SENTENCE * 20).encode() + b"\xff" + "。".encode())
    assert found.blocks[0].text.startswith(SENTENCE)
    assert [(note.code, note.detail) for note in found.notes] == [("encoding-errors", "utf-8")]


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "is damaged, or no PDF file"),
        (b"PK\x03\x04\x14\x00", "presentations, other office files and archives are not supported"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "images are not supported"),
        (bytes(range(256)) * 40, "is binary data"),
        (b"<html><body><script>1</script></body></html>", "the document has no text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_file_and_the_cause(data: bytes, cause: str) -> None:
    with pytest.raises(InputError) as caught:
        document(data, "计划.bin")
    assert str(caught.value).startswith(f"计划.bin: {cause}")
    assert "\n" not in str(caught.value)


def test_a_source_is_a_path_or_standard_input_or_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(b"abc")
    assert open_source(path) == open_source(str(path)) == Source(str(path), b"abc")
    assert open_source(b"abc").name == "<bytes>"
    assert open_source(open_source(path)) is not None
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"from the pipe")))
    assert open_source("-") == Source("-", b"from the pipe")


def test_a_source_that_is_not_there_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b" \n")
    for what, cause in (
        ("none", "no such file"),
        (".", "is a directory"),
        ("empty", "the document is empty"),
        ("a\0b", "cannot be read"),
    ):
        with pytest.raises(InputError, match=cause):
            open_source(str(tmp_path / what))


def test_a_page_of_more_than_eight_megabytes_keeps_its_end() -> None:
    paragraph = f"<p>{SENTENCE * 20}</p>\n"
    page = f"<html><body><div>{paragraph * (9_000_000 // len(paragraph.encode()))}<p>这是最后一个段落，它必须还在，一个字也不能少。</p></div></body></html>"
    assert len(page.encode()) > 8_500_000
    assert texts(page)[-1] == "这是最后一个段落，它必须还在，一个字也不能少。"


@pytest.mark.parametrize("depth", [300, 20_000])
@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td"])
def test_deep_nesting_neither_loses_text_nor_overflows(depth: int, tag: str) -> None:
    found = texts("<html><body>" + f"<{tag}>" * depth + "最里面的一段文字，必须保留下来，不能丢失。" + "</body></html>")
    assert found == ["最里面的一段文字，必须保留下来，不能丢失。"]


def test_cells_that_span_make_a_rectangular_grid_of_bounded_size() -> None:
    page = (
        "<table><tr><td rowspan=2>甲</td><td colspan=2>乙</td></tr><tr><td>丙</td><td>丁</td></tr>"
        "<tr><td rowspan=65000 colspan=65000>戊</td><td>己</td></tr></table>"
    )
    (table,) = document(page * 1).blocks
    first, second, third = table.cells
    assert [cell.text for cell in first[:3]] == ["甲", "乙", "乙"]
    assert [(cell.text, cell.covered) for cell in second[:3]] == [("甲", True), ("丙", False), ("丁", False)]
    assert len(first) == len(second) == len(third) < 100


def test_a_link_in_a_sentence_is_text_and_a_list_of_links_is_outside() -> None:
    page = f"<div><ul><li><a href='/a'>首页</a></li><li><a href='/b'>政务</a></li></ul><div><p>{SENTENCE}</p><p>在<a href='/s'>老百姓</a>家门口建设学校，方便就近入学。</p></div></div>"
    found = {block.text: block.outside for block in document(page).blocks}
    assert found == {"首页": True, "政务": True, SENTENCE: False, "在老百姓家门口建设学校，方便就近入学。": False}


def test_bold_and_centred_lines_are_marked() -> None:
    page = "<div><p align=center>规划</p><p><b>一、目标</b></p><p style='font-weight:bold'>二、任务</p><p><b>到</b>2025年，实现目标。</p></div>"
    assert [block.strong for block in document(page).blocks] == [True, True, True, False]
    assert [block.strong for block in document("**一、目标**\n\n**到**2025年\n").blocks] == [True, False]


def test_numbers_of_an_ordered_list_are_printed() -> None:
    assert texts("<ol start=3><li>甲</li><li>4. 乙</li></ol><ul><li>丙</li></ul>") == ["3. 甲", "4. 乙", "丙"]


def test_lines_say_where_they_stand() -> None:
    found = document("甲\n　　乙\n\n丙\n").blocks
    assert [(block.apart, block.indent, block.line) for block in found] == [(True, 0, 1), (False, 4, 2), (True, 0, 4)]


# --- damaged text --------------------------------------------------------------------------------

PLAN = f"{SENTENCE}\n一、总体要求\n坚持优先发展，到2025年普及率达到95%以上。\n" * 3
TRADITIONAL = "本市教育發展規劃，優質均衡，學校設施顯著改善，師資隊伍持續壯大。\n到2025年，普及率達到95%以上。\n" * 4
DAMAGES = {
    "a bad byte put in": lambda data, at: data[:at] + b"\xff" + data[at:],
    "a byte made bad": lambda data, at: data[:at] + b"\xff" + data[at + 1 :],
    "cut": lambda data, at: data[: at + 1],
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [(PLAN, "utf-8", "utf-8"), (PLAN, "gb18030", "gb2312"), (PLAN, "gb18030", "gbk"), (TRADITIONAL, "big5hkscs", "big5")],
)
@pytest.mark.parametrize("page", [True, False])
def test_a_bad_byte_anywhere_leaves_the_encoding_as_it_is(
    text: str, encoding: str, declared: str, page: bool, damage: str
) -> None:
    head = f'<html><head><meta charset="{declared}"></head><body>' if page else ""
    data = (head + (re.sub("(.*)\n", r"<p>\1</p>", text) if page else text)).encode(encoding)
    starts = [len((data.decode(encoding)[:place]).encode(encoding)) for place in range(len(data.decode(encoding)))]
    for start in [start for start in starts[len(head) + 60 :: 7] if data[start] > 0x7F]:
        found = document(DAMAGES[damage](data, start))
        assert [f"{note.code} {note.detail}" for note in found.notes] == [f"encoding-errors {encoding}"]
        assert found.blocks[0].text[:6] == text[:6]


def test_a_text_with_more_damage_than_a_few_bytes_is_refused() -> None:
    data = (PLAN * 20).encode("gb18030")
    broken = re.compile(rb"\n")
    few, many = (broken.sub(b"\xff\n", data, count=count) for count in (len(data) // 500, 2 + len(data) // 500))
    assert [note.code for note in document(few).notes] == ["encoding-errors"]
    with pytest.raises(InputError, match="is binary data"):
        document(many)


def noise(size: int) -> bytes:
    return random.Random(size).randbytes(size)  # noqa: S311 - the same bytes each time


@pytest.mark.parametrize(
    "data",
    [
        *(noise(size) for size in (200, 1000, 20_000)),
        *(b'<meta charset="gb2312">' + noise(size) for size in (200, 1000, 20_000)),
        *(b'<meta charset="big5">' + noise(size) for size in (200, 1000)),
        b"\xff\xd8\xe1" + noise(5000),  # a picture without its first marker
        b"\x7fELF\x02\x01\x01" + bytes(9) + noise(600) + bytes(400) + noise(3000),
        b"".join(chr(code).encode("utf-16-le") for code in random.Random(1).choices(range(0x100, 0xD800), k=600)),  # noqa: S311
        PLAN.encode("gb18030") + noise(400),
        PLAN.encode("gb18030").replace("，".encode("gb18030"), b"\x01\x02"),
    ],
)
def test_binary_data_is_not_damaged_text(data: bytes) -> None:
    with pytest.raises(InputError, match="is binary data"):
        document(data)


@pytest.mark.parametrize("name", ["unicode_escape", "raw-unicode-escape", "idna", "punycode", "undefined", "rot13", "base64"])
def test_what_is_not_an_encoding_of_documents_is_not_believed(name: str) -> None:
    page = PAGE.replace("<html>", rf'<html><head><meta charset="{name}"></head>\ud800')
    assert texts(page.encode("gb18030"))[-1] == texts(PAGE)[-1]
    assert [note.detail for note in document(page.encode("gb18030")).notes] == ["gb18030"]


@pytest.mark.parametrize("header", ["x: 1\ny:\n  " + "- " * 340, "x: " + "[" * 60_000, "x: " + "{a: " * 900])
def test_a_header_of_many_levels_is_a_note(header: str) -> None:
    found = document(f"---\n{header}\n---\n一、目标\n")
    assert [note.code for note in found.notes] == ["front-matter-invalid"]
    assert found.blocks[-1].text == "一、目标"


def test_a_header_of_some_levels_is_read() -> None:
    found = document(f"---\ntitle: 规划\nother: {'[' * 30}甲{']' * 30}\n---\n一、目标\n")
    assert (found.front_matter, found.notes) == ((("title", "规划"),), ())


def test_spaces_around_what_is_not_seen_are_one_space() -> None:
    assert tidy("第一章 加强领导\u3000\u200b\u3000压实责任") == "第一章 加强领导 压实责任"
    assert tidy("加强\u200b领导") == "加强\u200b领导"


def test_a_stray_null_in_a_short_text_makes_it_neither_wide_nor_binary() -> None:
    plan = load("云河市规划\n\n一、目标\n\n到2030年\0，建学校十所。\n".encode())
    assert (plan.root.title, [unit.text for unit in plan.units][-1]) == ("云河市规划", "到2030年，建学校十所。")
    assert [note.code for note in plan.notes] == ["text-cleaned"]
