"""Tracked changes of what a text does not hold itself: form controls, numbers of lists, notes of files that are no Word files."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import office
from marked_files import W, counted, marked, markup, printed, words
from plandiff import pipeline
from plandiff.cli.main import main
from plandiff.renderers import RenderOptions, render
from school_texts import FUNDING, HEALTH, TRAINING
from word_files import docx, lists, p, r

NOTED = """# 云河市规划

## 一、主要目标

到2025年，托位数达到4.5个[^1]，普惠率达到85%[^2]。

| 指标 | 值 |
| --- | --- |
| 床位数[^3] | 6 |

[^1]: 按年末统计。
[^2]: 含公办园。
[^3]: 不含临时床位。
"""


def box(*, checked: bool) -> str:
    """A check box of Word's forms, which the file has no result of."""
    control = f'<w:checkBox><w:sizeAuto/><w:default w:val="{int(checked)}"/></w:checkBox>'
    begin = f'<w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Check"/><w:enabled/>{control}</w:ffData></w:fldChar>'
    middle = '<w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText>'
    return "".join(
        f"<w:r>{part}</w:r>"
        for part in (begin, middle, '<w:fldChar w:fldCharType="separate"/>', '<w:fldChar w:fldCharType="end"/>')
    )


ON, OFF = box(checked=True), box(checked=False)
FORMS = {
    "came with a paragraph": ([p(TRAINING), p(FUNDING)], [p(TRAINING), p(r("同意"), ON, r("不同意"), OFF), p(FUNDING)]),
    "went with a paragraph": ([p(TRAINING), p(r("同意"), ON), p(FUNDING)], [p(TRAINING), p(FUNDING)]),
    "came": ([p(r("对上述安排表示同意"))], [p(r("对上述安排表示同意"), OFF)]),
    "went": ([p(r("对上述安排表示同意"), OFF, r("，特此说明"))], [p(r("对上述安排表示同意"), r("，特此说明"))]),
    "was checked": ([p(r("对上述安排表示同意"), OFF, r("，特此说明"))], [p(r("对上述安排表示同意"), ON, r("，特此说明"))]),
    "moved": (
        [p(r("对上述安排表示同意"), ON), p(TRAINING), p(FUNDING), p(HEALTH)],
        [p(TRAINING), p(FUNDING), p(HEALTH), p(r("对上述安排表示同意"), ON)],
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_check_box_is_marked_like_the_text_beside_it(name: str) -> None:
    old, new = (docx(*body) for body in FORMS[name])
    found = marked(old, new)
    assert printed(found, "accepted") == printed(new)
    assert printed(found, "original") == printed(old)
    schema = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "ooxml" / "wml.xsd"))
    schema.assertValid(markup(found))


def test_a_list_numbered_otherwise_is_not_taken_for_the_old_one() -> None:
    numbering = lists([("decimal", "%1.")], [("bullet", "-")])

    def body(ident: int) -> list[str]:
        stated = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{ident}"/></w:numPr>'
        return [p(TRAINING, properties=stated), p(FUNDING, properties=stated), p(HEALTH)]

    old, new = (docx(*body(ident), numbering=numbering) for ident in (1, 2))
    found = marked(old, new)
    assert printed(found, "accepted") == printed(new) != printed(old)
    assert printed(found, "original") == printed(old)
    assert counted(found, "pPrChange", "ins", "del") == [2, 0, 0]
    same = marked(old, docx(*body(1), numbering=numbering))
    assert counted(same, "pPrChange") == [0]


def plainly(tmp_path: Path, old: str, new: str) -> bytes:
    for name, text in (("old.md", old), ("new.md", new)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    comparison = pipeline.compare(tmp_path / "old.md", tmp_path / "new.md")
    return render(comparison, "redline", RenderOptions())


def notes_of(data: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/footnotes.xml")) if "word/footnotes.xml" in archive.namelist() else None


def test_notes_of_a_markdown_file_are_footnotes_of_the_plain_one(tmp_path: Path) -> None:
    new = NOTED.replace("年末", "年初").replace("85%[^2]", "86%").replace("[^2]: 含公办园。\n", "")
    found = plainly(tmp_path, NOTED, new)
    assert counted(found, "footnoteReference") == [3]
    assert words(found, "del") == ["85%"]
    notes = notes_of(found)
    assert ["".join(mark.itertext()) for mark in notes.iter(W + "del", W + "ins")] == ["年末", "年初"]
    (tmp_path / "marked.docx").write_bytes(found)
    for state, name in (("original", "old.md"), ("accepted", "new.md")):
        read = pipeline.compare(f"{tmp_path}/marked.docx#{state}", tmp_path / name)
        assert read.summary.changed == read.summary.added == read.summary.deleted == 0, state
        assert [unit.kind for unit in read.old.units].count("note") == (3 if state == "original" else 2)


@pytest.mark.parametrize(
    "text",
    [
        NOTED.replace("床位数[^3]", "床位数[^1]").replace("[^3]: 不含临时床位。\n", ""),
        NOTED + "\n[^9]: 没有人提到的注。\n",
    ],
    ids=["referred to twice", "referred to nowhere"],
)
def test_notes_that_word_would_not_print_so_stay_paragraphs(tmp_path: Path, text: str) -> None:
    found = plainly(tmp_path, text, text.replace("85%", "86%"))
    assert counted(found, "footnoteReference") == [0]
    assert notes_of(found) is None
    assert "按年末统计。" in "".join(markup(found).itertext())


def test_libreoffice_settles_check_boxes_and_footnotes(tmp_path: Path) -> None:
    if not office.is_there():
        if os.environ.get("CI"):
            pytest.fail("LibreOffice or python3-uno is missing; .ci/run installs them")
        pytest.skip("LibreOffice is not installed")
    old, new = (docx(*body) for body in FORMS["came with a paragraph"])
    noted = plainly(tmp_path, NOTED, NOTED.replace("年末", "年初").replace("85%", "86%"))
    form = marked(old, new)
    jobs: list[office.Job] = [(old, ""), (new, ""), (form, "Reject"), (form, "Accept"), (noted, "Reject"), (noted, "Accept")]
    before, after, rejected, accepted, first, second = (text.decode() for text in office.settled(jobs))
    assert (rejected, accepted) == (before, after)
    assert "普惠率达到85%2。" in first
    assert "普惠率达到86%2。" in second


def test_the_command_writes_footnotes_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("old.md").write_text(NOTED, encoding="utf-8")
    Path("new.md").write_text(NOTED.replace("85%", "86%"), encoding="utf-8")
    assert main(["compare", "old.md", "new.md", "-o", "marked.docx"]) == 0
    assert counted(Path("marked.docx").read_bytes(), "footnoteReference") == [3]
