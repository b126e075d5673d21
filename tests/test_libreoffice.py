"""Older Word files, RTF and OpenDocument texts, read through LibreOffice, which writes them here as well.

Without LibreOffice these tests are skipped, in CI they fail.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import plandiff
from plandiff.cli.main import main
from plandiff.errors import InputError
from plandiff.model import Reading, Source
from plandiff.pipeline import load
from plandiff.readers import libreoffice, read
from plans import BASE, plan
from word_files import deleted, docx, ins, lists, p, related, table, written

FORMATS = ("doc", "rtf", "odt")


@pytest.fixture(scope="module")
def files(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with files in every format that LibreOffice writes of ours."""
    folder = tmp_path_factory.mktemp("written")
    numbering = lists([("chineseCountingThousand", "第%1章"), ("decimal", "%1.%2|<w:isLgl/>")])
    revised = docx(
        p("总则", at=(1, 0)), p("入园率达到", deleted("90"), ins("95"), "%。"),
        table(["指标", "2025年"], ["入园率", "95%"]), p(), numbering=numbering,
    )  # fmt: skip
    (folder / "规划.docx").write_bytes(written(plan(BASE), styled=False))
    (folder / "修订.docx").write_bytes(revised)
    for form in FORMATS:
        subprocess.run(
            [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", form,
             "--outdir", str(folder), *map(str, sorted(folder.glob("*.docx")))],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    return folder


@pytest.mark.parametrize("form", FORMATS)
def test_a_plan_in_an_older_format_is_the_same_plan(files: Path, form: str) -> None:
    comparison = plandiff.compare(files / "规划.docx", files / f"规划.{form}")
    assert not comparison.summary.different


def test_numbers_tables_and_tracked_changes_come_through(files: Path) -> None:
    source = Source("修订.wps", (files / "修订.doc").read_bytes())
    blocks = read(source).blocks
    assert [block.text for block in blocks if block.text] == ["第一章 总则", "入园率达到95%。"]
    assert [[cell.text for cell in row] for row in blocks[-1].cells] == [["指标", "2025年"], ["入园率", "95%"]]
    assert read(source, Reading(revisions="original")).blocks[1].text == "入园率达到90%。"


def test_a_document_in_rtf_within_a_word_file_is_read(files: Path) -> None:
    chunk = '<w:altChunk r:id="a"/>'
    data = docx(p("附件"), chunk, parts={"a.rtf": (files / "规划.rtf").read_bytes()}, relations=related("a", "aFChunk", "a.rtf"))
    texts = [unit.text for unit in load(Source("a.docx", data)).units]
    assert "发展基础" in texts
    assert "保障措施" in texts


def test_a_document_in_the_xml_of_word_2003_is_read(soffice: str) -> None:
    assert soffice
    markup = (
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument '
        'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body><w:p><w:r><w:t>完善机制。</w:t></w:r></w:p></w:body>'
        "</w:wordDocument>"
    )
    assert [block.text for block in read(Source("规划.doc", markup.encode())).blocks] == ["完善机制。"]


def test_what_libreoffice_cannot_read_is_refused_in_a_line(
    soffice: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert soffice
    broken = tmp_path / "a.doc"
    broken.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900) + "WordDocument".encode("utf-16-le") + bytes(900))
    assert main(["outline", str(broken)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line == f"plandiff: {broken}: LibreOffice cannot read it"


def test_what_takes_too_long_is_given_up(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "TIME_LIMIT", 0.05)
    with pytest.raises(InputError, match=r"LibreOffice took longer than 0\.05 seconds"):
        load(files / "规划.doc")


def test_without_libreoffice_a_line_names_it(tmp_path: Path) -> None:
    file = tmp_path / "规划.rtf"
    file.write_bytes(rb"{\rtf1 plan}")
    script = "import shutil, sys\nshutil.which = lambda *_, **__: None\nfrom plandiff.cli.main import main\nsys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", script, "outline", str(file)], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert (done.returncode, done.stderr) == (
        2,
        f"plandiff: {file}: reading files of this kind needs LibreOffice (soffice), which is not installed here\n",
    )


# --- numbers as LibreOffice counts them -------------------------------------------------------------

PLAIN = (("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"), ("lowerLetter", "%4)"))
CHINESE = (
    ("chineseCountingThousand", "第%1章"),
    ("chineseCountingThousand", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
)


def override(ident: int, start: int | None = None) -> str:
    """Another list of the first scheme, which begins anew where a start is given."""
    begun = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>' if start is not None else ""
    return f'<w:num w:numId="{ident}"><w:abstractNumId w:val="1"/>{begun}</w:num>'


Place = tuple[int, int]
COUNTED: dict[str, tuple[str, tuple[Place, ...]]] = {
    "in-order": (lists(PLAIN), ((1, 0), (1, 1), (1, 2), (1, 2), (1, 3), (1, 1), (1, 0), (1, 1))),
    "levels-left-out": (lists(PLAIN), ((1, 1), (1, 1), (1, 0), (1, 2), (1, 2), (1, 1))),
    "deepest-first": (lists(PLAIN), ((1, 2), (1, 0), (1, 2), (1, 1))),
    "chinese": (lists(CHINESE), ((1, 0), (1, 1), (1, 1), (1, 2), (1, 3), (1, 3), (1, 0), (1, 1))),
    "goes-on-in-another-list": (lists(PLAIN, nums=override(7)), ((1, 0), (7, 0), (1, 0), (7, 1), (1, 1))),
    "begins-anew": (lists(PLAIN, nums=override(8, 1)), ((1, 0), (1, 0), (8, 0), (8, 0), (8, 1), (1, 0))),
    "begins-at-five": (lists(PLAIN, nums=override(9, 5)), ((1, 0), (9, 0), (9, 0), (1, 0))),
    "two-schemes": (lists(PLAIN, CHINESE), ((1, 0), (2, 0), (1, 1), (2, 1), (1, 0), (2, 0), (1, 1), (2, 1))),
    "from-nought": (lists((("decimal", '%1.|<w:start w:val="0"/>'), ("decimal", '%1.%2|<w:start w:val="3"/>'))), ((1, 0), (1, 1), (1, 1), (1, 0), (1, 1))),
    "without-numbers": (lists((("none", "附"), ("decimal", "%1%2."), ("upperRoman", "%3."))), ((1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1))),
}  # fmt: skip
"""Lists, and the list and level of each paragraph."""


@pytest.fixture(scope="module")
def counted(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lists as Word files of ours, as LibreOffice writes them, and as it prints them."""
    folder = tmp_path_factory.mktemp("lists")
    for name, (numbering, places) in COUNTED.items():
        (folder / f"{name}.docx").write_bytes(docx(*(p("文", at=place) for place in places), numbering=numbering))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for form, where in (("txt:Text", "printed"), ("docx", "written")):
        subprocess.run(
            [soffice, profile, "--headless", "--convert-to", form, "--outdir", str(folder / where), *map(str, folder.glob("*.docx"))],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    return folder


@pytest.mark.parametrize("name", COUNTED)
def test_numbers_are_those_that_libreoffice_prints(counted: Path, name: str) -> None:
    lines = (counted / "printed" / f"{name}.txt").read_text(encoding="utf-8-sig").splitlines()
    printed = ["".join(line.split()) for line in lines if line.strip()]
    for file in (counted / f"{name}.docx", counted / "written" / f"{name}.docx"):
        blocks = read(Source(file.name, file.read_bytes())).blocks
        assert ["".join(block.text.split()) for block in blocks] == printed
