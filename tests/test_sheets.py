"""Spreadsheets: each sheet is read as it is shown, and what stands together on it is a table."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from plandiff.cli.main import main
from plandiff.errors import InputError
from plandiff.libreoffice import convert, program
from plandiff.model import Document, Source
from plandiff.pipeline import load
from plandiff.readers import format_of, read
from plandiff.readers.office import OLE
from sheet_files import xlsx

OLD: list[list[Any]] = [
    ["序号", "指标", "单位", "2025年目标", "属性"],
    [1, "学前三年毛入园率", "%", 95, "约束性"],
    [2, "新增幼儿园学位", "个", 12000, "预期性"],
    [3, "九年义务教育巩固率", "%", 99, "预期性"],
]
NEW: list[list[Any]] = [OLD[0], OLD[1], [2, "新增幼儿园学位", "个", 15000, "预期性"], OLD[3]]


def document(data: bytes, name: str = "云河市指标.xlsx") -> Document:
    return read(Source(name, data))


def shown(found: Document) -> list[Any]:
    """Tables as rows of cells, those that others reach over as `^`; other blocks as (kind, text)."""
    return [
        [["^" if cell.covered else cell.text for cell in row] for row in block.cells]
        if block.kind == "table"
        else (block.aside or block.kind, block.text)
        for block in found.blocks
    ]


def cell_shown(value: Any, number_format: str) -> str:
    return str(shown(document(xlsx([["号", "值"], [1, (value, number_format)]])))[0][1][1])


# --- what a cell shows ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (95, "General", "95"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.3333333333"),
        (-2.5, "General", "-2.5"),
        (0.00005, "General", "0.00005"),
        (0.95, "0%", "95%"),
        (0.1234, "0.0%", "12.3%"),
        (0.29, "0%", "29%"),
        (1234567.891, "#,##0.0", "1,234,567.9"),
        (12345678, "#,##0,", "12,346"),
        (2.5, "0.00", "2.50"),
        (2.5, "0.##", "2.5"),
        (2, "0.##", "2"),
        (1.005, "0.00", "1.01"),
        (7, "000", "007"),
        (0.5, "#.0", ".5"),
        (2025, '0"年"', "2025年"),
        (95, '"≥"0', "≥95"),
        (-1200, "#,##0;(#,##0)", "(1,200)"),
        (-1200, "#,##0;[Red]-#,##0", "-1,200"),
        (0, '0;-0;"—"', "—"),
        (3, "[$¥-804]#,##0.00", "¥3.00"),
        (3, "_ * #,##0.00_ ", "3.00"),
        (12000, "0.00E+00", "1.20E+04"),
        (5, "@", "5"),
        (0.5, "# ?/?", "1/2"),
        (123.456, "# ??/??", "123 31/68"),
        (2.96, r"#\ ?/?", "3"),
        (0.5, "# ?/8", "4/8"),
        (-2.5, "?/?", "-5/2"),
        (1e20, "# ?/?", "100000000000000000000"),
        (20000, '[>=10000]0.0,"千";0', "20.0千"),
        (2000, '[>=10000]0.0,"千";0', "2000"),
        (-3, '[<0]"减"0;[=0]"平";"增"0', "减3"),
        (0, '[<0]"减"0;[=0]"平";"增"0', "平"),
        (3.25, '0.0"%"', "3.3%"),
        (3.25, r"0.0\%", "3.3%"),
        (123456, r'0\.0,"万"', "12.3万"),
        (123456, '0!.0,"万"', "12.3万"),
        (1234567, r'0\.0000"万元"', "123.4567万元"),
        (7, r'0\.0000"万元"', "0.0007万元"),
        (13900010002, r"000\-0000\-0000", "139-0001-0002"),
        (1234567, "0,000", "1,234,567"),
        (7, "0,000", "0,007"),
        (12345, "0.0E+0", "1.2E+4"),
        (12345, "##0.0E+0", "12.3E+3"),
        (999960, "##0.0E+0", "1.0E+6"),
        (0.00012, "0.0E-0", "1.2E-4"),
        (3, 'General"家"', "3家"),
        (3, '"第"G/通用格式"条"', "第3条"),
        (-0.04, "0.0", "0.0"),
        (1.5, '0.0,,"百万"', "0.0百万"),
        (3, ";;;", ""),
        (305, "[DBNum1][$-804]General", "三百〇五"),
        (100200300, '[DBNum2][$-804]General"元整"', "壹亿零贰拾万零叁佰元整"),
        (2026, "[DBNum1][$-804]0", "二〇二六"),
        (1e22, "General", "1E+22"),
    ],
)
def test_numbers_are_read_as_their_format_shows_them(value: float, number_format: str, expected: str) -> None:
    assert cell_shown(value, number_format) == expected


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (dt.date(2026, 3, 5), "yyyy-mm-dd", "2026-03-05"),
        (dt.date(2026, 3, 5), 'yyyy"年"m"月"d"日"', "2026年3月5日"),
        (dt.date(2026, 3, 5), "[$-804]yyyy年mm月;@", "2026年03月"),
        (dt.date(2026, 3, 5), "mmm d, yyyy", "Mar 5, 2026"),
        (dt.date(2026, 3, 5), "m/d/yyyy", "3/5/2026"),
        (dt.date(2026, 3, 5), "aaaa", "星期四"),
        (dt.date(1900, 1, 31), "yyyy-m-d", "1900-1-31"),
        (46086.336805556, "yyyy-mm-dd hh:mm", "2026-03-05 08:05"),
        (46086.628472222, "h:mm AM/PM", "3:05 PM"),
        (1.5, "[h]:mm", "36:00"),
        (0.5, "mm:ss", "00:00"),
        (0.0037789351, "mm:ss.0", "05:26.5"),
        (45657.9999, "yyyy-mm-dd", "2024-12-31"),
        (45657.9999999999, "yyyy-mm-dd", "2025-01-01"),
        (dt.date(2026, 3, 5), "[DBNum1][$-804]yyyy年m月d日", "二〇二六年三月五日"),
        (dt.date(2026, 10, 31), "[DBNum1][$-804]m月d日", "十月三十一日"),
        (dt.date(2026, 3, 5), r"[$-F800]dddd\,\ mmmm\ dd\,\ yyyy", "2026年3月5日"),
        (dt.date(2026, 3, 5), "[$-404]e年m月d日", "115年3月5日"),
        (dt.date(2026, 3, 5), "[$-zh-TW]e/m/d", "115/3/5"),
        (dt.date(2026, 3, 5), "e年", "2026年"),
        (dt.date(2026, 3, 5), "[$-804]dddd", "星期四"),
        (dt.date(2026, 3, 5), "mmmmm", "M"),
        (0.75, "[$-804]AM/PM h:mm", "下午 6:00"),
        (-1, "yyyy-mm-dd", "-1"),
    ],
)
def test_dates_are_read_as_their_format_shows_them(value: Any, number_format: str, expected: str) -> None:
    assert cell_shown(value, number_format) == expected


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("@", "甲"),
        ('"第"@"类"', "第甲类"),
        ("0;-0;0;@（试行）", "甲（试行）"),
        (";;;", ""),
        ("0.00", "甲"),
        ("[Red]General", "甲"),
    ],
)
def test_texts_are_read_as_their_format_shows_them(number_format: str, expected: str) -> None:
    found = shown(document(xlsx([["号", "类别"], [1, ("甲", number_format)]])))
    assert found[0][1][1] == expected


def test_a_date_without_a_format_of_its_own_is_written_as_iso_does() -> None:
    assert cell_shown(dt.date(2026, 3, 5), 14) == "2026-03-05"  # type: ignore[arg-type]  # xlsxwriter takes its number
    early = xlsx([[(dt.date(2026, 3, 5), "yyyy-mm-dd")]], date_1904=True)
    assert shown(document(early)) == [("paragraph", "2026-03-05")]


def test_formulas_are_read_as_their_values_and_errors_are_told() -> None:
    def fill(sheet: Any, _: Any) -> None:
        sheet.write_row("A1", ["项目", "金额"])
        sheet.write_row("A2", ["甲", 3])
        sheet.write("A3", "合计")
        sheet.write_formula("B3", "=SUM(B2:B2)", None, 3)
        sheet.write("A4", "占比")
        sheet.write_formula("B4", "=B3/0", None, "#DIV/0!")
        sheet.write_row("A5", ["公开", True])

    found = document(xlsx({"预算": fill}))
    assert shown(found) == [[["项目", "金额"], ["甲", "3"], ["合计", "3"], ["占比", "#DIV/0!"], ["公开", "TRUE"]]]
    assert [(note.code, note.detail) for note in found.notes] == [("cells-without-value", "预算: 1")]


def test_formulas_that_no_program_has_calculated_are_told() -> None:
    rows = '<row><c t="inlineStr"><is><t>合计</t></is></c><c><f>SUM(A1)</f></c><c t="str"><f>A1</f><v></v></c></row>'
    found = document(sheet(rows))
    assert shown(found) == [("paragraph", "合计")]
    assert [(note.code, note.detail) for note in found.notes] == [("cells-without-value", "Sheet1: 1")]


@pytest.mark.parametrize(
    ("stated", "expected"), [("2026-03-05", "46086"), ("2026-03-05T12:00:00Z", "46086.5"), ("06:00:00", "0.25"), ("某日", "某日")]
)
def test_dates_written_as_iso_does_are_shown_in_their_format(stated: str, expected: str) -> None:
    assert shown(document(sheet(f'<row><c t="d"><v>{stated}</v></c></row>'))) == [("paragraph", expected)]


def test_texts_with_formatted_parts_and_several_lines_are_whole() -> None:
    def fill(sheet: Any, file: Any) -> None:
        sheet.write_rich_string("A1", "完善", file.add_format({"bold": True}), "机制", "，落实责任")
        sheet.write("A2", "教育局\n财政局")
        sheet.write("A3", "_x0041_")

    assert shown(document(xlsx({"甲": fill}))) == [
        ("paragraph", "完善机制，落实责任"),
        ("paragraph", "教育局财政局"),
        ("paragraph", "_x0041_"),
    ]


# --- what is a table ------------------------------------------------------------------------------


def test_titles_and_notes_around_a_table_are_text_and_its_unit_goes_with_it() -> None:
    rows: list[list[Any]] = [["云河市主要指标"], ["单位：亿元"], ["指标", "2025年"], ["投入", 12], ["注：按当年价格计算。"]]
    found = document(xlsx(rows))
    assert shown(found) == [("paragraph", "云河市主要指标"), [["指标", "2025年"], ["投入", "12"]], ("paragraph", rows[4][0])]
    assert found.blocks[0].strong
    assert found.blocks[1].text == "单位：亿元"
    assert [block.origin.cell for block in found.blocks if block.origin] == ["A1", "A3", "A5"]


def test_a_title_beside_the_unit_is_no_row_of_the_table() -> None:
    found = document(xlsx([["表1", None, "单位：个"], ["县", "小学", "中学"], ["甲", 3, 1]]))
    assert shown(found) == [("paragraph", "表1"), [["县", "小学", "中学"], ["甲", "3", "1"]]]
    assert found.blocks[1].text == "单位：个"


def test_empty_rows_and_columns_part_tables() -> None:
    rows: list[list[Any]] = [["甲", "乙", None, "丙", "丁"], [1, 2, None, 3, 4], [], ["戊", "己"], [5, 6]]
    assert shown(document(xlsx(rows))) == [
        [["甲", "乙"], ["1", "2"]],
        [["丙", "丁"], ["3", "4"]],
        [["戊", "己"], ["5", "6"]],
    ]


def test_an_empty_row_or_column_with_borders_belongs_to_the_table() -> None:
    def fill(sheet: Any, file: Any) -> None:
        ruled = file.add_format({"border": 1})
        for row, values in enumerate([["县", "小学", "", "中学"], ["甲", 3, "", 1], ["", "", "", ""], ["乙", 4, "", 2]]):
            sheet.write_row(row, 0, values, ruled)
        sheet.write_row("A6", ["丙", 5])

    assert shown(document(xlsx({"甲": fill}))) == [
        [["县", "小学", "中学"], ["甲", "3", "1"], ["乙", "4", "2"]],
        [["丙", "5"]],
    ]


def test_a_caption_between_rows_begins_another_table() -> None:
    rows: list[list[Any]] = [["表1 规模"], ["县", "学校"], ["甲", 3], ["表2质量"], ["县", "教师"], ["甲", 30], ["表一览", 1]]
    found = document(xlsx(rows))
    assert shown(found) == [
        ("paragraph", "表1 规模"),
        [["县", "学校"], ["甲", "3"]],
        ("paragraph", "表2质量"),
        [["县", "教师"], ["甲", "30"], ["表一览", "1"]],
    ]


def test_notes_below_a_table_may_go_on_in_further_rows() -> None:
    rows: list[list[Any]] = [["县", "学校"], ["甲", 3], ["乙"], ["注：1.含民办学校。"], ["2.不含分校。"]]
    assert shown(document(xlsx(rows))) == [
        [["县", "学校"], ["甲", "3"], ["乙", ""]],
        ("paragraph", "注：1.含民办学校。"),
        ("paragraph", "2.不含分校。"),
    ]


def test_the_title_of_an_annex_stands_below_its_label() -> None:
    found = document(xlsx([["附件2"], ["云河市学位供给计划"], ["县", "学位"], ["甲", 3]]))
    assert [block.strong for block in found.blocks] == [True, True, False]
    assert load(Source("a.xlsx", xlsx([["附件2"], ["云河市学位供给计划"], ["县", "学位"]]))).meta.title == "云河市学位供给计划"


def test_text_boxes_are_read_and_charts_and_pictures_are_not() -> None:
    def fill(sheet: Any, file: Any) -> None:
        sheet.write_row("A1", ["学校", 3])
        sheet.write_formula("A2", "=DISPIMG(1)", None, '=DISPIMG("ID_1",1)')
        sheet.insert_textbox("D9", "第二条说明。")
        sheet.insert_textbox("B4", "第一条说明。")
        chart = file.add_chart({"type": "line"})
        chart.add_series({"values": "=甲!$B$1"})
        chart.set_title({"name": "走势"})
        sheet.insert_chart("F5", chart)
        sheet.write_comment("A1", "批注")

    found = document(xlsx({"甲": fill}))
    assert shown(found) == [[["学校", "3"]], ("paragraph", "第一条说明。"), ("paragraph", "第二条说明。")]
    assert [block.origin.cell for block in found.blocks if block.origin] == ["A1", "B4", "D9"]


def test_merged_cells_reach_over_others() -> None:
    def fill(sheet: Any, _: Any) -> None:
        sheet.merge_range("A1:D1", "云河市主要指标")
        sheet.merge_range("A2:A3", "指标")
        sheet.merge_range("B2:C2", "目标")
        sheet.write_row("B3", ["2025年", "2030年"])
        sheet.merge_range("A4:A6", "学位")
        sheet.write_row("B4", [1, 2])
        sheet.write_row("B6", [3, 4])

    assert shown(document(xlsx({"甲": fill}))) == [
        ("paragraph", "云河市主要指标"),
        [["指标", "目标", "^"], ["^", "2025年", "2030年"], ["学位", "1", "2"], ["^", "3", "4"]],
    ]


def test_of_several_sheets_each_is_a_section() -> None:
    found = document(xlsx({"基础教育": OLD, "职业教育": NEW}))
    assert [(block.kind, block.text, block.level) for block in found.blocks if block.kind == "heading"] == [
        ("heading", "基础教育", 1),
        ("heading", "职业教育", 1),
    ]
    plan = load(Source("指标.xlsx", xlsx({"基础教育": OLD, "职业教育": NEW})))
    assert [section.title for section in plan.root.children] == ["基础教育", "职业教育"]


def test_hidden_sheets_rows_and_columns_are_set_aside() -> None:
    def fill(sheet: Any, _: Any) -> None:
        for row, values in enumerate([["指标", "内部", "目标"], ["甲", "x", 1], ["乙", "y", 2], ["丙", "z", 3]]):
            sheet.write_row(row, 0, values)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column("B:B", None, None, {"hidden": True})

    def hide(sheet: Any, _: Any) -> None:
        sheet.write_row("A1", ["草稿", 7])
        sheet.hide()

    assert shown(document(xlsx({"指标": fill, "草稿": hide}))) == [
        [["指标", "目标"], ["甲", "1"], ["丙", "3"]],
        ("hidden", "内部"),
        ("hidden", "x"),
        ("hidden", "乙 | y | 2"),
        ("hidden", "z"),
        ("hidden", "草稿 | 7"),
    ]


# --- what is compared, and what is refused ------------------------------------------------------------


def test_rows_and_columns_without_height_or_width_are_hidden() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2" ht="0" customHeight="1"><c r="A2"><v>3</v></c></row>'
    columns = '<cols><col min="2" max="2" width="0" customWidth="1"/></cols>'
    assert shown(document(sheet(rows, columns))) == [("paragraph", "1"), ("hidden", "2"), ("hidden", "3")]


def test_a_changed_cell_is_a_changed_cell(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for name, rows in (("old", OLD), ("new", NEW)):
        (tmp_path / f"{name}.xlsx").write_bytes(xlsx(rows))
    assert main(["compare", str(tmp_path / "old.xlsx"), str(tmp_path / "new.xlsx"), "--format", "json"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert (found["summary"]["changed"], found["summary"]["added"], found["summary"]["deleted"]) == (1, 0, 0)
    edits = [(part["old"], part["new"]) for change in found["changes"] for part in change["ops"] if part["op"] != "equal"]
    assert edits == [("12000", "15000")]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
GOOD = xlsx(OLD)
SHEET = "xl/worksheets/sheet1.xml"
SPARSE = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 3)) + (
    '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
)


def changed(part: str, content: str | bytes) -> bytes:
    """The good file with another part in place of one of its own."""
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return data.getvalue()


def sheet(rows: str, after: str = "") -> bytes:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return changed(SHEET, f'<worksheet xmlns="{namespace}"><sheetData>{rows}</sheetData>{after}</worksheet>')


def diagonal(count: int) -> str:
    from plandiff.readers.spreadsheets.sheet import name_of

    cells = (f'<row r="{n + 1}"><c r="{name_of((n, n))}"><v>1</v></c></row>' for n in range(count))
    return "".join(cells)


DAMAGED = "is damaged, nested too deep, or no Excel file"
REFUSED = {
    "cut-short": (GOOD[: len(GOOD) // 2], DAMAGED),
    "no-workbook": (changed("xl/workbook.xml", "<a/>"), DAMAGED),
    "no-markup": (changed(SHEET, "hello"), DAMAGED),
    "entities": (changed(SHEET, BOMB + "<worksheet/>"), DAMAGED),
    "nested": (changed(SHEET, "<a>" * 1000 + "</a>" * 1000), DAMAGED),
    "bomb": (changed(SHEET, bytes(40_000_000)), "unpacks to far more than a document holds"),
    "one-text-in-many-cells": (
        xlsx([["文" * 30_000] * 700]),
        "unpacks to far more than a document holds",
    ),
    "empty": (xlsx([]), "the document holds no text"),
    "protected": (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
    "diagonal": (sheet(diagonal(5000)), "its rows differ too much in length"),
    "cells": (sheet("<row>" + "<c/>" * 1_000_001 + "</row>"), "has more than 1000000 cells"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_a_line(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, complaint = REFUSED[name]
    file = tmp_path / "指标.xlsx"
    file.write_bytes(data)
    assert main(["outline", str(file)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert complaint in line


def test_places_at_the_ends_of_a_sheet_cost_nothing() -> None:
    assert shown(document(sheet(SPARSE))) == [("paragraph", "1"), ("paragraph", "1"), ("paragraph", "2")]


def test_cells_that_claim_to_reach_over_a_whole_sheet_reach_as_far_as_anything_is_shown() -> None:
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>3</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>'
    assert shown(document(sheet(rows, merged))) == [[["1", "3"], ["^", "2"]]]


@pytest.mark.skipif(program() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("suffix", "form"), [("xls", "xls:MS Excel 97"), ("ods", "ods:calc8")])
def test_older_and_open_spreadsheets_are_read_through_libreoffice(suffix: str, form: str) -> None:
    rows: list[list[Any]] = [["指标", "目标", "时间"], ["毛入园率", (0.95, "0%"), (dt.date(2026, 3, 5), 'yyyy"年"m"月"d"日"')]]
    data = convert(xlsx(rows), form)
    assert data
    source = Source(f"指标.{suffix}", data)
    assert format_of(source).name == suffix
    assert shown(read(source)) == [[["指标", "目标", "时间"], ["毛入园率", "95%", "2026年3月5日"]]]


MARKUP_2003 = """<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:s="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet s:Name="甲"><Table>
<Row><Cell><Data s:Type="String">指标</Data></Cell><Cell><Data s:Type="String">目标</Data></Cell></Row>
<Row><Cell><Data s:Type="String">学位</Data></Cell><Cell><Data s:Type="Number">12</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


@pytest.mark.skipif(program() is None, reason="LibreOffice is not installed")
def test_spreadsheets_as_plain_xml_are_read_through_libreoffice() -> None:
    old = Source("指标.xls", MARKUP_2003.encode())
    flat = Source("指标.fods", convert(xlsx([["指标", "目标"], ["学位", 12]]), "fods") or b"")
    assert [format_of(source).name for source in (old, flat)] == ["xls", "ods"]
    assert shown(read(old)) == shown(read(flat)) == [[["指标", "目标"], ["学位", "12"]]]


def test_the_binary_format_is_no_excel_file_of_markup() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("xl/workbook.bin", b"\x83\x01\x00")
    assert format_of(Source("指标.xlsx", data.getvalue())).name == "xls"


def test_an_archive_of_another_kind_is_not_taken_for_a_spreadsheet() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("ppt/presentation.xml", "<a/>")
    with pytest.raises(InputError, match="presentations, other office files and archives are not supported"):
        document(data.getvalue(), "汇报.pptx")
