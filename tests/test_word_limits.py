"""Word files that are damaged, hostile or hold another document: one sentence, or all that they hold."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest

from plandiff.cli.main import main
from plandiff.errors import InputError
from plandiff.model import Source
from plandiff.pipeline import load
from plandiff.readers.office import OLE
from test_word import document, texts
from word_files import NAMESPACES, cell, docx, lists, p, r, table, zipped

GOOD = docx(p("总体要求。"), p("完善机制。"))


def changed(part: str, content: str | bytes) -> bytes:
    """The good file with another part in place of one of its own."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return zipped(parts | {part: content})


def main_part(body: str, before: str = "") -> bytes:
    return changed("word/document.xml", f"{before}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/hostname">]>'
DAMAGED = "is damaged, nested too deep, or no Word file"
REFUSED = {
    "bomb": (changed("word/document.xml", bytes(120_000_000)), "unpacks to far more than a document holds"),
    "bomb-of-styles": (changed("word/styles.xml", bytes(40_000_000)), "unpacks to far more than a document holds"),
    "entities": (main_part(p("&c;").replace("&amp;c;", "&c;"), BOMB), DAMAGED),
    "entity-of-a-file": (main_part(p("&c;").replace("&amp;c;", "&c;"), OUTSIDE), DAMAGED),
    "nested": (docx("<w:tbl><w:tr><w:tc>" * 100_000 + p("甲") + "</w:tc></w:tr></w:tbl>" * 100_000), DAMAGED),
    "cut-short": (GOOD[: len(GOOD) // 2], DAMAGED),
    "cut-shorter": (GOOD[:200], DAMAGED),
    "overwritten": (GOOD[:200] + bytes(50) + GOOD[250:], DAMAGED),
    "no-markup": (changed("word/document.xml", "hello"), DAMAGED),
    "no-text-part": (zipped({"[Content_Types].xml": "<Types/>", "word/theme.xml": "<a/>"}), DAMAGED),
    "protected": (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
    "no-text": (docx(p()), "the document has no text"),
    "other-markup": (changed("word/document.xml", "<a>文字</a>"), "the document has no text"),
    "slides": (zipped({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<a/>"}), "presentations, other office files"),
    "old-slides": (OLE + bytes(600) + "PowerPoint".encode("utf-16-le"), "of the files of Office 97–2003 only Word's and Excel's"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_a_line_and_soon(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, complaint = REFUSED[name]
    file = tmp_path / "规划.docx"
    file.write_bytes(data)
    assert main(["outline", str(file)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"plandiff: {file}: {complaint}")


def test_what_is_nested_as_deep_as_a_parser_goes_is_read() -> None:
    deep = f"<w:tbl><w:tr>{cell(p('乙'))}<w:tc>" * 60 + p("甲") + "</w:tc></w:tr></w:tbl>" * 60
    assert texts(deep) == ["乙"] * 60 + ["甲"]
    assert texts("<w:p>" + '<w:ins w:id="1">' * 240 + r("甲") + "</w:ins>" * 240 + "</w:p>") == ["甲"]


def test_odd_numbers_in_a_table_cost_no_more_than_its_cells() -> None:
    rows = [[cell("甲", span=999_999_999), cell("", merge="continue")] for _ in range(50)]
    assert texts(table(*rows).replace("<w:trPr>", '<w:trPr><w:gridBefore w:val="99999999"/>'))


@pytest.mark.parametrize(
    "body",
    [
        p(r("甲"), '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 20_000) + p(r("乙")),
        p(*['<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("甲")] * 5000),
        "".join(p("甲", mark="del") for _ in range(5000)),
        table(*[[cell("", merge="continue" if place else "restart"), "乙"] for place in range(5000)]),
    ],
    ids=["fields", "results", "joined", "merged"],
)
def test_cost_grows_with_the_file_and_no_faster(body: str) -> None:
    begun = time.process_time()
    assert texts(body)
    assert time.process_time() - begun < 10


def test_names_of_parts_may_have_other_capitals_and_the_slashes_of_windows() -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        parts = {name.replace("word/", "Word\\"): archive.read(name) for name in archive.namelist()}
    assert len(load(Source("a.docx", zipped(parts))).units) == len(load(Source("a.docx", GOOD)).units)


def test_a_file_that_is_one_xml_file_is_read() -> None:
    flat = '<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
    data = docx(p("总则", at=(1, 0)), numbering=lists([("decimal", "%1.")]))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            flat += f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{archive.read(name).decode()}</pkg:xmlData></pkg:part>'
    assert [block.text for block in document((flat + "</pkg:package>").encode()).blocks] == ["1. 总则"]
    with pytest.raises(InputError, match="is damaged"):
        document(flat.encode())


def test_strict_files_and_other_encodings_are_read() -> None:
    body = f"<w:document {NAMESPACES}><w:body>{p('总体要求。')}</w:body></w:document>"
    strict = body.replace("schemas.openxmlformats.org/wordprocessingml/2006/main", "purl.oclc.org/ooxml/wordprocessingml/main")
    encoded = f'<?xml version="1.0" encoding="UTF-16"?>{body}'.encode("utf-16")
    for part in (strict, encoded):
        assert [block.text for block in document(changed("word/document.xml", part)).blocks] == ["总体要求。"]
