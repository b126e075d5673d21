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
from plandiff.model import Source
from plandiff.pipeline import load
from plandiff.readers import format_of, read
from plandiff.readers.office import OLE
from plandiff.targets import find_targets
from sheet_files import GOOD, NEW, OLD, SHEET, changed, document, sheet, shown, xlsx

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
    boxes = [("paragraph", "第一条说明。"), ("paragraph", "第二条说明。")]
    assert shown(found) == [[["学校", "3"]], *boxes, ("comment", "批注")]
    assert [block.origin.cell for block in found.blocks if block.origin] == ["A1", "B4", "D9", "A1"]


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


def test_a_negative_number_that_an_accountant_writes_in_brackets_is_negative_and_one_that_is_typed_so_is_not() -> None:
    def target(value: Any) -> list[object]:
        rows = [["指标", "单位", "2025年", "2030年目标"], ["人口自然增长率", "‰", 0.5, value], ["毛入园率", "%", 90, 95]]
        return [found.value for found in find_targets(load(Source("指标.xlsx", xlsx(rows)))) if found.role == "target"]

    assert target((-0.8, "#,##0.0_);(#,##0.0)")) == [-0.8, 95]
    assert target((-0.8, "0.0;[Red]0.0")) == [-0.8, 95]
    assert target((-0.8, "0.0")) == [-0.8, 95]
    assert target("(0.8)") == [0.8, 95]


def test_the_sign_of_a_number_in_brackets_is_known_in_a_table_without_a_header_too() -> None:
    rows: list[list[Any]] = [
        ["项目", "变动"],
        ["财政收支差额", (-120, '0"万元";(0"万元")')],
        ["财政收入", (80, '0"万元";(0"万元")')],
    ]
    assert [found.value for found in find_targets(load(Source("收支.xlsx", xlsx(rows))))] == [-1200000, 800000]


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


def test_a_merged_cell_that_begins_in_a_hidden_row_or_column_is_read_where_it_is_shown() -> None:
    def fill(sheet: Any, _file: Any) -> None:
        sheet.write_row("A1", ["类别", "内部", "指标", "目标"])
        sheet.merge_range("A2:A4", "普及普惠")
        sheet.merge_range("B5:C5", "新增学位")
        sheet.merge_range("B6:B7", "内部口径")
        sheet.write_row("C2", ["毛入园率", 94])
        sheet.write_row("C3", ["巩固率", 98])
        sheet.write_row("C4", ["毛入学率", 92])
        sheet.write("A5", "资源")
        sheet.write("D5", 3000)
        sheet.write_row("A6", ["经费", None, "投入", 120])
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column("B:B", None, None, {"hidden": True})

    assert shown(document(xlsx({"Sheet1": fill}))) == [
        [
            ["类别", "指标", "目标"],
            ["普及普惠", "巩固率", "98"],
            ["^", "毛入学率", "92"],
            ["资源", "新增学位", "3000"],
            ["经费", "投入", "120"],
        ],
        ("hidden", "内部"),
        ("hidden", "毛入园率 | 94"),
        ("hidden", "内部口径"),
    ]


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
SPARSE = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 3)) + (
    '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
)


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
    "empty": (xlsx([]), "the document has no text"),
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


def test_comments_on_cells_and_headers_of_a_sheet_are_set_aside() -> None:
    def fill(sheet: Any, _: Any) -> None:
        for row, values in enumerate(OLD):
            sheet.write_row(row, 0, values)
        sheet.write_comment("D2", "与上年数不符", {"author": "王红"})
        sheet.set_header('&L&"宋体,加粗"&12内部资料 R&&D&C第 &P 页&R&D')

    found = document(xlsx({"指标": fill}))
    assert [(block.aside, block.text, block.origin and block.origin.cell) for block in found.blocks if block.aside] == [
        ("comment", "王红: 与上年数不符", "D2"),
        ("header-footer", "内部资料 R&D", None),
    ]
