"""What a cell of a spreadsheet shows is what its format makes of its value."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from sheet_files import cell_shown, document, sheet, shown, xlsx


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
        (1e30, "0.00", "1" + "0" * 30 + ".00"),
        (-1e30, "#,##0;(#,##0)", "(1" + ",000" * 10 + ")"),
        (1e14, "0." + "0" * 15, "1" + "0" * 14 + "." + "0" * 15),
        (0.8, "0" * 40 + ".0E+0", "8" + "0" * 39 + ".0E-40"),
        (3, "0" + "," * 100_000, "3"),
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


def test_formulas_are_read_as_their_values_and_errors_are_reported() -> None:
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


def test_formulas_that_no_program_has_calculated_are_reported() -> None:
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
