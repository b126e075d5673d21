"""新旧对照表 and the list of changes as files: what programs find in them, and what they do not."""

from __future__ import annotations

import csv
import os
import re
import shutil
import sys
import zipfile
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.table import Table
from lxml import etree
from python_calamine import CalamineWorkbook

from plandiff import libreoffice
from plandiff.changes import find
from plandiff.cli.main import main
from plandiff.cli.output import spare_terminal
from plandiff.errors import PlandiffError, UsageError
from plandiff.model import Comparison
from plandiff.renderers import RedlineOptions, RenderOptions, TableOptions, pdf, render
from plandiff.renderers.archives import pack, unpack
from plandiff.renderers.pdf import VARIABLE
from plandiff.renderers.sheets import LONGEST_CELL, neutralized
from plandiff.renderers.table.styles import PARAGRAPH_STYLES
from plandiff.renderers.word_files import has_chinese_marks
from plans import BASE, compared, plan

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = '=HYPERLINK("http://a.example","x")<w:t>&amp;</w:t>{ PAGE }\x07\u202e]]> @SUM(1)'
INDICATORS = "# 四、|主要指标\n^ 表1 指标\n| 指标 | 2020年 | 2025年 |\n| 入园率（%） | 93 | 95 |\n| 巩固率（%） | 99 | 99 |\n"
OLD = BASE + INDICATORS
NEW = (
    OLD.replace("500人次", "600人次").replace("| 95 |", "| 97 |").replace("|保障措施", "|组织保障") + f"# 五、|附则\n{HOSTILE}\n"
)


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    made = compared(plan(OLD, title="云河市教育规划"), plan(NEW, title="云河市教育规划"))
    return replace(made, findings=find(made))


def written(comparison: Comparison, name: str, suffix: str, **options: object) -> bytes:
    return render(comparison, name, RenderOptions(language="zh", table=TableOptions(**options)), f"file{suffix}")  # type: ignore[arg-type]


def opened(data: bytes) -> Document:
    return docx.Document(BytesIO(data))


def styles_used(document: Document) -> set[str]:
    return {
        str(run.style.name) for row in document.tables[0].rows for cell in row.cells for p in cell.paragraphs for run in p.runs
    }


# --- Word ------------------------------------------------------------------------------------


def test_a_word_file_has_the_table_with_its_head_on_every_page_and_numbered_pages(comparison: Comparison) -> None:
    document = opened(written(comparison, "table", ".docx"))
    assert document.paragraphs[0].text == "《云河市教育规划》修改前后对照表"
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["修订前", "修订后", "说明"]
    assert table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None
    (section,) = document.sections
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height
    fields = [field.get(f"{W}instr") for field in section.footer._element.iter(f"{W}fldSimple")]
    assert fields == [" PAGE ", " NUMPAGES "]
    portrait = opened(written(comparison, "table", ".docx", orientation="portrait")).sections[0]
    assert (portrait.page_width, portrait.page_height) == (section.page_height, section.page_width)


def test_fonts_are_set_in_styles_and_nowhere_in_the_text(comparison: Comparison) -> None:
    data = written(comparison, "table", ".docx")
    document = etree.fromstring(unpack(data)["word/document.xml"])
    set_in_runs = {child.tag for run in document.iter(f"{W}rPr") for child in run}
    assert set_in_runs == {f"{W}rStyle", f"{W}rFonts"}
    hints = {tuple(fonts.attrib.items()) for run in document.iter(f"{W}rPr") for fonts in run.iter(f"{W}rFonts")}
    assert hints == {((f"{W}hint", "eastAsia"),)}
    sheet = etree.fromstring(unpack(data)["word/styles.xml"])
    fonts = {(f.get(f"{W}eastAsia"), f.get(f"{W}ascii")) for f in sheet.iter(f"{W}rFonts")}
    assert fonts == {("仿宋", "Times New Roman"), ("宋体", "Times New Roman"), ("黑体", "Times New Roman")}


def test_tables_and_plain_files_are_valid_by_the_schema_of_word(comparison: Comparison) -> None:
    schema = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "ooxml" / "wml.xsd"))
    for form in ("table", "redline"):
        parts = unpack(written(comparison, form, ".docx"))
        for part in ("word/document.xml", "word/styles.xml"):
            schema.assertValid(etree.fromstring(parts[part]))


@pytest.mark.parametrize(
    ("text", "chinese"), [("“双减”……", True), ("……", True), ("an agency’s “plan”", False), ("到2025年", False), ("plan …", False)]
)
def test_quotation_marks_and_dots_of_chinese_are_as_wide_as_its_characters(text: str, *, chinese: bool) -> None:
    assert has_chinese_marks(text) is chinese


@pytest.mark.parametrize("marks", ["bold", "underline", "colour", "shading"])
def test_added_words_are_marked_as_asked_and_deleted_ones_struck_through(comparison: Comparison, marks: str) -> None:
    data = written(comparison, "table", ".docx", marks=marks)
    assert {"对照表新增", "对照表删除"} < styles_used(opened(data))
    sheet = etree.fromstring(unpack(data)["word/styles.xml"])
    added, deleted = (sheet.find(f"{W}style[@{W}styleId='Plandiff{name}']/{W}rPr") for name in ("Added", "Deleted"))
    assert added is not None
    assert deleted is not None
    assert deleted.find(f"{W}strike") is not None
    tag = {"bold": "b", "underline": "u", "colour": "color", "shading": "shd"}[marks]
    assert added.find(f"{W}{tag}") is not None


def test_a_table_of_indicators_is_a_table_in_its_cell(comparison: Comparison) -> None:
    table = opened(written(comparison, "table", ".docx")).tables[0]
    inner = [grid for row in table.rows for cell in row.cells for grid in cell.tables]
    assert [texts(grid) for grid in inner] == [
        [["指标", "2020年", "2025年"], ["入园率（%）", "93", value], ["……"] * 3] for value in ("95", "97")
    ]


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_hostile_text_is_text_in_word(comparison: Comparison) -> None:
    parts = unpack(written(comparison, "table", ".docx", everything=True))
    document = etree.fromstring(parts["word/document.xml"])
    text = "".join(found.text or "" for found in document.iter(f"{W}t"))
    assert '=HYPERLINK("http://a.example","x")<w:t>&amp;</w:t>{ PAGE }\\x07\\u202e]]> @SUM(1)' in text
    assert not list(document.iter(f"{W}fldSimple", f"{W}hyperlink", f"{W}instrText"))
    assert not [name for name in parts if re.search(r"vba|embed|activeX|media|thumbnail", name)]
    assert not [name for name, data in parts.items() if name.endswith(".rels") and b"External" in data]


@pytest.mark.parametrize(
    ("name", "suffix"), [("table", ".docx"), ("table", ".xlsx"), ("table", ".html"), ("changes", ".csv"), ("changes", ".xlsx")]
)
def test_the_same_comparison_gives_the_same_bytes_without_a_time(comparison: Comparison, name: str, suffix: str) -> None:
    data = written(comparison, name, suffix)
    assert data == written(comparison, name, suffix)
    if suffix in (".docx", ".xlsx"):
        assert {entry.date_time for entry in zipfile.ZipFile(BytesIO(data)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms:created" not in unpack(data)["docProps/core.xml"]


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_file_says_who_made_it_and_when_if_that_is_asked_for(comparison: Comparison, suffix: str) -> None:
    options = RenderOptions(redline=RedlineOptions("某市司法局 <法规处>", "2026-03-05T00:00:00Z"))
    properties = etree.fromstring(unpack(render(comparison, "table", options, f"file{suffix}"))["docProps/core.xml"])
    assert [child.text for child in properties][1:] == ["某市司法局 <法规处>", "2026-03-05T00:00:00Z"]


# --- templates -------------------------------------------------------------------------------


def office_template(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.sections[0].header.paragraphs[0].text = "某市司法局"
    document.sections[0].footer.paragraphs[0].text = "内部资料"
    document.styles.add_style("对照表正文", WD_STYLE_TYPE.PARAGRAPH).font.name = "Arial"
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def test_a_template_keeps_its_styles_header_and_footer_and_says_where_the_table_goes(comparison: Comparison) -> None:
    document = opened(
        written(comparison, "table", ".docx", template=office_template("关于条例的说明", "{{对照表}}", "某市司法局"))
    )
    assert [p.text for p in document.paragraphs if p.text][0::3] == ["关于条例的说明", "某市司法局"]
    assert document.sections[0].header.paragraphs[0].text == "某市司法局"
    assert document.sections[0].footer.paragraphs[0].text == "内部资料"
    (used,) = {str(p.style.style_id) for p in document.tables[0].rows[2].cells[0].paragraphs if p.style is not None} - {
        "PlandiffText"
    }
    assert document.styles[document.tables[0].rows[2].cells[0].paragraphs[0].style.name].font.name == "Arial", used
    assert {style.name for style in document.styles} >= {style.name for style in PARAGRAPH_STYLES}


def test_a_template_without_a_place_holds_the_table_alone(comparison: Comparison) -> None:
    document = opened(written(comparison, "table", ".docx", template=office_template("旧稿内容")))
    assert "旧稿内容" not in [p.text for p in document.paragraphs]
    assert len(document.tables) == 1
    assert document.sections[0].header.paragraphs[0].text == "某市司法局"


@pytest.mark.parametrize("what", ["text", "archive", "macros"])
def test_what_is_no_template_is_refused(comparison: Comparison, what: str) -> None:
    parts = unpack(office_template())
    macros = parts["[Content_Types].xml"].replace(b"wordprocessingml.document.main+xml", b"macroEnabled.main+xml")
    template = {
        "text": b"no archive",
        "archive": pack({"a.txt": b""}),
        "macros": pack(parts | {"[Content_Types].xml": macros}),
    }[what]
    with pytest.raises(PlandiffError, match=r"^office\.dotx: is not a Word document"):
        written(comparison, "table", ".docx", template=template, template_name="office.dotx")


# --- Excel -----------------------------------------------------------------------------------


def test_a_sheet_has_the_same_rows_with_a_frozen_head_a_filter_and_numbers_as_numbers(comparison: Comparison) -> None:
    data = written(comparison, "table", ".xlsx")
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[2] == ["序号", "章节", "修改类型", "修订前", "修订后", "说明"]
    assert [row[0] for row in rows[3:]] == [float(n) for n in range(1, len(rows) - 2)]
    assert any("600人次" in str(row[4]) and "二、重点任务" in str(row[1]) for row in rows)
    xml = unpack(data)["xl/worksheets/sheet1.xml"].decode()
    assert all(part in xml for part in ('state="frozen"', "<autoFilter", 'orientation="landscape"', 'fitToHeight="0"'))
    figures = book.get_sheet_by_index(1).to_python()
    changed = next(row for row in figures if "入园率" in str(row[0]))
    assert (changed[5:7], changed[7]) == ([95.0, 97.0], "%")


def test_marks_stand_inside_cells_of_a_sheet(comparison: Comparison) -> None:
    texts = unpack(written(comparison, "table", ".xlsx"))["xl/sharedStrings.xml"].decode()
    assert re.search(r"<r><rPr><b/>(?:(?!</r>).)*600人次", texts)
    assert re.search(r"<r><rPr><strike/>(?:(?!</r>).)*500人次", texts)


@pytest.mark.parametrize("name", ["table", "changes"])
def test_nothing_in_a_sheet_acts(comparison: Comparison, name: str) -> None:
    parts = unpack(written(comparison, name, ".xlsx"))
    sheets = "".join(data.decode() for part, data in parts.items() if part.startswith("xl/worksheets/"))
    assert "<f>" not in sheets
    assert "hyperlink" not in sheets
    assert "=HYPERLINK" in parts["xl/sharedStrings.xml"].decode()


def test_what_no_cell_holds_goes_on_in_the_next_row() -> None:
    long = "规划" * LONGEST_CELL
    data = written(compared(BASE, f"{BASE}# 四、|附件\n{long}\n"), "table", ".xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
    assert "".join(str(row[4]) for row in rows).count("规划") >= LONGEST_CELL


# --- changes ---------------------------------------------------------------------------------


def test_a_list_of_changes_has_a_row_for_each_and_no_formula(comparison: Comparison) -> None:
    rows = list(csv.reader(StringIO(written(comparison, "changes", ".csv").decode("utf-8-sig"))))
    assert rows[0] == ["序号", "章节", "修改类型", "修订前", "修订后", "数字", "发现", "意见", "备注"]
    assert [row[0] for row in rows[1:]] == [str(n) for n in range(1, len(rows))]
    trained = next(row for row in rows if "600人次" in row[4])
    assert trained[1] == "二、重点任务 › （一）推进学前教育普惠发展"
    assert "500人次 → 不少于600人次，+100人次 (+20%)" in trained[5]
    assert any(row[4].startswith("'=HYPERLINK") for row in rows)
    assert neutralized("+1 234") == "'+1 234"


# --- pages and PDF ---------------------------------------------------------------------------


def test_a_page_has_no_script_and_escapes_what_documents_say(comparison: Comparison) -> None:
    page = written(comparison, "table", ".html", everything=True).decode()
    assert "<script" not in page
    assert "default-src &#39;none&#39;" in page
    assert "&lt;w:t&gt;&amp;amp;" in page
    assert "<ins>不少于600人次</ins>" in page or "<ins>600人次</ins>" in page


@pytest.fixture
def browser() -> str:
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium to print with")
    return found


def test_a_pdf_is_tagged_with_title_and_outline(comparison: Comparison, browser: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, browser)
    data = written(comparison, "table", ".pdf")
    document = pypdfium2.PdfDocument(data)
    assert document.get_metadata_value("Title") == "《云河市教育规划》修改前后对照表"
    titles = [entry.get_title() for entry in document.get_toc()]
    assert "二、重点任务 › （一）推进学前教育普惠发展" in titles
    assert b"/MarkInfo" in data
    assert re.findall(rb"CreationDate \(D:(\d+)", data) == [b"19800101000000"]


@pytest.mark.skipif(os.name == "nt", reason="a script stands for the browser")
def test_a_browser_that_writes_nothing_or_does_not_end_is_reported(
    comparison: Comparison, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "TIME_LIMIT", 0.3)
    for does, said in (
        ("exit 0", "browser could not write the PDF"),
        ("sleep 60 & wait", "browser took longer than 0.3 seconds"),
    ):
        program = tmp_path / "browser"
        program.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setenv(VARIABLE, str(program))
        with pytest.raises(PlandiffError, match=said):
            written(comparison, "table", ".pdf")


def test_without_a_browser_libreoffice_prints_the_table(comparison: Comparison, monkeypatch: pytest.MonkeyPatch) -> None:
    if libreoffice.program() is None:
        pytest.skip("LibreOffice is not installed")
    monkeypatch.setenv(VARIABLE, "no-such-browser")
    document = pypdfium2.PdfDocument(written(comparison, "table", ".pdf"))
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert "600人次" in re.sub(r"\s", "", text)


# --- the command -----------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "old.md").write_text("# 规划\n\n## 一、目标\n\n入园率达到90%。\n", encoding="utf-8")
    (tmp_path / "new.md").write_text("# 规划\n\n## 一、目标\n\n入园率达到95%。\n", encoding="utf-8")
    (tmp_path / "office.docx").write_bytes(office_template())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(options: str) -> int:
    return main(["compare", "old.md", "new.md", *options.split()])


def test_the_options_of_the_table_reach_it(folder: Path) -> None:
    assert run("--lang zh --format table -o t.html --numbered --kinds --no-findings") == 0
    page = (folder / "t.html").read_text(encoding="utf-8")
    assert re.findall(r'<th scope="col">([^<]+)', page) == ["序号", "修改类型", "修订前", "修订后", "说明"]
    assert "目标提高" not in page
    assert run("--format table -o t.docx --template office.docx") == 0
    assert opened((folder / "t.docx").read_bytes()).sections[0].header.paragraphs[0].text == "某市司法局"


def test_what_is_no_text_is_not_written_to_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    spare_terminal(None, "markup", "table")
    spare_terminal("a.docx", "binary", "table")
    with pytest.raises(UsageError, match="table is not text for a terminal; name a file with -o"):
        spare_terminal(None, "binary", "table")


@pytest.mark.usefixtures("folder")
def test_a_missing_extra_a_missing_template_and_a_missing_browser_are_one_line_each(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.setenv(VARIABLE, "no-such-browser")
    for options, said in (
        ("-o t.xlsx", "pip install 'plandiff[office]'"),
        ("--format table -o t.docx --template none.docx", "none.docx: no such file"),
        ("-o t.pdf", "writing PDF needs Chromium, Chrome or Edge"),
    ):
        assert run(f"{options} --lang en") == 2
        complaint = capsys.readouterr().err
        assert said in complaint
        assert complaint.count("\n") == 1
