"""CSV and TSV: a table of indicators as a plan, from wherever documents come."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import plandiff
from plandiff.cli.main import main
from plandiff.errors import InputError
from plandiff.model import Comparison, Document, Plan, Source
from plandiff.pipeline import compare, load
from plandiff.readers import format_of, read
from plandiff.targets import find_targets
from repositories import Repository
from test_sources_web import Server, page, server  # noqa: F401 - a fixture

OLD = [
    ["序号", "指标", "单位", "2020年", "2025年", "属性"],
    ["1", "学前三年毛入园率", "%", "90", "95", "约束性"],
    ["2", "九年义务教育巩固率", "%", "97", "99", "预期性"],
    ["3", "新增幼儿园学位", "个", "12,000", "20,000", "预期性"],
    ["4", "教师“县管校聘”，城乡交流", "人", "1,5", "2,5", "预期性"],
]
NEW = [
    ["序号", "指标", "单位", "2020年", "2025年", "2030年", "属性"],
    ["1", "学前三年毛入园率", "%", "90", "93", "97", "约束性"],
    ["2", "新增幼儿园学位", "个", "12,000", "20,000", "26,000", "预期性"],
    ["3", "九年义务教育巩固率", "%", "97", "99", "99", "预期性"],
]


def text(rows: list[list[str]], delimiter: str = ",", **options: Any) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, **options).writerows(rows)
    return out.getvalue()


def document(data: str | bytes, name: str = "云河市主要指标.csv") -> Document:
    return read(Source(name, data.encode() if isinstance(data, str) else data))


def cells(found: Document) -> list[list[str]]:
    (table,) = (block for block in found.blocks if block.kind == "table")
    return [[cell.text for cell in row] for row in table.cells]


def around(found: Document) -> list[tuple[str, str, int | None]]:
    return [(block.kind, block.text, block.line) for block in found.blocks]


# --- how the table is found -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "delimiter", [",", "\t", ";", "，", "；"], ids=["comma", "tab", "semicolon", "wide-comma", "wide-semicolon"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_the_same_table_is_read_however_it_is_separated_and_encoded(delimiter: str, encoding: str, quoting: Any) -> None:
    assert cells(document(text(OLD, delimiter, quoting=quoting).encode(encoding))) == OLD


def test_what_the_file_says_of_its_delimiter_goes_first() -> None:
    found = document("sep=|\n" + text(OLD, "|"))
    assert cells(found) == OLD
    assert around(found)[0][2] == 2


def test_sentences_in_cells_do_not_part_them() -> None:
    tasks = [["任务", "内容"], *([f"任务{n}", "完善机制，落实责任，定期公布"] for n in range(4))]
    assert cells(document(text(tasks))) == tasks


def test_rows_of_any_length_make_a_grid_and_columns_in_which_nothing_stands_make_none() -> None:
    found = cells(document("指标,2020年,2025年,属性,,\n入园率（%）,90\n,,,,,\n巩固率,97,99,预期性,见说明,\n"))
    assert found == [
        ["指标", "2020年", "2025年", "属性", ""],
        ["入园率（%）", "90", "", "", ""],
        ["巩固率", "97", "99", "预期性", "见说明"],
    ]


def test_a_cell_of_several_lines_is_one_text() -> None:
    assert cells(document('指标,值\n"每千名儿童\n专任教师",5\n"per 1,000\nchildren",6\n')) == [
        ["指标", "值"],
        ["每千名儿童专任教师", "5"],
        ["per 1,000 children", "6"],
    ]


def test_title_unit_and_notes_around_the_table_are_none_of_its_rows() -> None:
    above = "云河市“十五五”主要指标,,\n单位：万人,,\n\n"
    below = "注：在校生含寄宿生。,,\n数据来源：市统计局,,\n"
    found = document(f"{above}指标,2020年,2025年\n在校生,10,12\n在园幼儿,3\n{below}")
    assert around(found) == [
        ("paragraph", "云河市“十五五”主要指标", 1),
        ("table", "单位：万人", 4),
        ("paragraph", "注：在校生含寄宿生。", 7),
        ("paragraph", "数据来源：市统计局", 8),
    ]
    assert load(Source("a.csv", f"{above}指标,2020年,2025年\n在校生,10,12\n".encode())).meta.title == "云河市“十五五”主要指标"


def test_heads_that_reached_over_several_columns_do_so_again() -> None:
    plan = load(Source("a.csv", "类别,指标,2020年,,2025年,\n,,计划,实际,计划,实际\n教育,在校生,10,11,12,13\n".encode()))
    table = next(unit for unit in plan.units if unit.kind == "table")
    assert plan.head_of(table.id).columns == ("类别", "指标", "2020年 计划", "2020年 实际", "2025年 计划", "2025年 实际")
    assert plan.head_of(table.id).rows == 2


def test_a_column_without_a_head_makes_no_second_row_of_heads() -> None:
    rows = [["指标", "2020年", "", "2025年"], ["入园率", "良好", "上升", "优"], ["巩固率", "优", "≥95", "优"]]
    plan = load(Source("a.csv", text(rows).encode()))
    assert plan.head_of("/1").rows == 1
    assert cells(document(text([rows[0], ["", "≥95", "≤90", "98"], rows[2]])))[1] == ["", "≥95", "≤90", "98"]


def test_a_quotation_mark_that_is_never_closed_swallows_nothing() -> None:
    found = document('指标,说明,2025年\n甲率,"未闭合,95\n乙率,"好",96\n丙率,无,97\n')
    assert cells(found) == [["指标", "说明", "2025年"], ["甲率", '"未闭合', "95"], ["乙率", "好", "96"], ["丙率", "无", "97"]]
    assert [note.code for note in found.notes] == ["csv-quotes"]
    assert not document('规格,值\n5" 管,1\n"9"" 管",2\n').notes


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        ("", "the document is empty"),
        (b"\xef\xbb\xbf", "the document has no text"),
        (",,,\n,,\n", "the document has no text"),
        ("甲," * 20_000 + "乙\n" + "丙\n" * 20_000, "its rows differ too much in length"),
        ("指标,值\n" + "长" * 140_000 + ",1\n", "one of its cells is longer than 131072 characters"),
        (b"PK\x03\x04", "office files and archives are not supported"),
    ],
    ids=["empty", "mark-alone", "blank", "uneven", "endless-cell", "spreadsheet"],
)
def test_what_is_not_a_table_is_said_in_one_sentence(data: str | bytes, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        load(Source("指标.csv", data.encode() if isinstance(data, str) else data)) if data else plandiff.load(b"")


# --- what is a table ------------------------------------------------------------------------------

LINES = "教育,医疗,住房\n就业,养老,托育\n完善机制,落实责任,定期公布\n"
LISTED = "云河市规划\n一、目标,任务,措施\n到2025年,入园率,95%\n"


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (text(OLD), "a.csv", "csv"),
        (text(OLD, "\t"), "a.TSV", "csv"),
        (text(OLD), "HEAD:a.csv", "csv"),
        (text(OLD), "https://example.org/a.csv?raw=1", "csv"),
        (text(OLD), "a.txt", "text"),
        (text(OLD), "a.md", "markdown"),
        (text(OLD), "-", "csv"),
        ("指标\n入园率\n", "a.csv", "csv"),
        (LINES, "-", "text"),
        (LINES, "a.txt", "text"),
        (LISTED, "-", "text"),
        ("First, second, third.\nOne, 2, 3.\nTwo, 3, 4.\n", "-", "text"),
        ("<!doctype html><p>下载失败，请稍后重试。</p>", "a.csv", "html"),
        ("指标,说明,值\n甲,<p>一</p><p>二</p><br>,1\n", "a.csv", "csv"),
    ],
)
def test_a_text_with_commas_is_a_table_only_where_that_is_said_or_plain_to_see(data: str, name: str, expected: str) -> None:
    assert format_of(Source(name, data.encode())).name == expected


# --- what is said of two --------------------------------------------------------------------------


def plan(rows: list[list[str]], name: str) -> Plan:
    return load(Source(name, text(rows).encode()))


def edits(found: Comparison) -> dict[str, list[tuple[str, str]]]:
    """The name of each row of the new table -> what changed in its cells."""
    rows = ((change, found.new.unit[change.new[0]]) for change in found.changes if change.new)
    return {
        row.cells[1].text: [(edit.old, edit.new) for edit in found.printed(change) if edit.op not in ("equal", "noise")]
        for change, row in rows
        if row.kind == "row"
    }


def columns(found: Comparison) -> list[tuple[str, str, str]]:
    return [(column.kind, column.old, column.new) for change in found.changes for column in change.columns]


def test_cells_columns_rows_and_targets_are_reported_and_names_of_files_are_not_titles() -> None:
    found = compare(plan(OLD, "old.csv"), plan(NEW, "new.csv"))
    assert (found.alignment.mode, found.old.meta.title, found.new.meta.title) == ("versions", "old", "new")
    assert not found.summary.retitled
    assert columns(found) == [("added", "", "2030年")]
    assert {name: changed for name, changed in edits(found).items() if changed} == {"学前三年毛入园率": [("95", "93")]}
    assert [found.old.unit[change.old[0]].cells[1].text for change in found.changes if not change.new] == [OLD[-1][1]]
    assert {"target-lowered", "target-added", "row-removed"} <= {finding.rule.id for finding in found.findings}
    assert columns(compare(plan(NEW, "new.csv"), plan(OLD, "old.csv"))) == [("removed", "2030年", "")]


def test_the_same_table_in_another_form_has_no_change() -> None:
    page = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in OLD)
    for name, data in (("a.tsv", text(OLD, "\t")), ("a.csv", text(OLD, ";")), ("a.html", f"<html><table>{page}</table></html>")):
        found = compare(plan(OLD, "old.csv"), load(Source(name, data.encode())))
        assert not found.summary.different, name
        assert not found.findings


def test_targets_are_read_by_heads_units_and_names() -> None:
    stated = {
        (target.indicator, str(target.year)): f"{target.role} {target.value} {target.unit}"
        for target in find_targets(plan(OLD, "a.csv"))
    }
    assert stated["学前三年毛入园率", "2025"] == "target 95 %"
    assert stated["新增幼儿园学位", "2025"] == "target 20000 个"
    assert stated["九年义务教育巩固率", "2020"] == "baseline 97 %"


# --- from wherever documents come -----------------------------------------------------------------


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    for name, rows in (("old.csv", OLD), ("new.csv", NEW)):
        (tmp_path / name).write_text(text(rows), encoding="utf-8")
    return tmp_path


def rules_of(capsysbinary: Any, *arguments: str) -> set[str]:
    """The rules of what `compare` finds."""
    assert main(["compare", *arguments, "--format", "json"]) == 0
    return {finding["rule"] for finding in json.loads(capsysbinary.readouterr().out)["findings"]}


def test_a_library_reads_a_version_as_the_table_that_was_added(
    tables: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Any
) -> None:
    expected = rules_of(capsysbinary, "old.csv", "new.csv")
    assert main(["init", "library"]) == 0
    monkeypatch.setenv("PLANDIFF_LIBRARY", "library")
    assert main(["add", "old.csv", "--as", "yunhe/indicators", "--version", "1"]) == 0
    assert main(["add", "new.csv", "--as", "yunhe/indicators", "--version", "2"]) == 0
    assert "title: new" in capsysbinary.readouterr().out.decode()
    assert rules_of(capsysbinary, "yunhe/indicators@1", "yunhe/indicators@2") == expected
    assert rules_of(capsysbinary, "old.csv", "yunhe/indicators@2") == expected
    assert main(["export", "-o", "out"]) == 0
    assert (tables / "out/yunhe/indicators@2.csv").read_bytes() == (tables / "new.csv").read_bytes()


def test_standard_input_is_known_by_what_it_looks_like_or_what_is_said(tables: Path) -> None:
    def targets(data: str, *options: str) -> list[str]:
        command = [sys.executable, "-m", "plandiff", "targets", "-", *options]
        done = subprocess.run(command, input=data.encode(), capture_output=True, cwd=tables, check=True)
        return [line.split()[-1] for line in done.stdout.decode().splitlines()[1:]]

    assert targets(text(OLD)).count("学前三年毛入园率") == 2
    small = text([["指标", "单位", "2025年"], ["入园率", "%", "95"]])
    assert targets(small, "--from", "csv") == ["入园率"]
    assert targets(small) != ["入园率"]


def test_git_and_ci_see_tables(repository: Repository, capsysbinary: Any) -> None:
    repository.commit_files("first", {"plans/table.csv": text(OLD), "plans/same.tsv": text(OLD, "\t")})
    repository.commit_files("second", {"plans/table.csv": text(NEW), "plans/same.tsv": text(OLD, "\t", quoting=csv.QUOTE_ALL)})
    assert "target-lowered" in rules_of(capsysbinary, "HEAD~1:plans/table.csv", "HEAD:plans/table.csv")
    assert main(["ci", "HEAD~1..HEAD", "--format", "json"]) == 0
    review = json.loads(capsysbinary.readouterr().out)
    assert {document["new"]: bool(document["findings"]) for document in review["documents"]} == {
        "plans/table.csv": True,
        "plans/same.tsv": False,
    }
    assert main(["git", "install"]) == 0
    assert "[-95-]{+93+}" in repository.git("diff", "HEAD~1", "HEAD", "--", "plans/table.csv")


def test_a_server_says_by_its_type_that_a_document_is_a_table(server: Server) -> None:  # noqa: F811 - the fixture
    data = text(OLD).encode("gb18030")
    server.pages = {
        "/typed": page(data, "text/csv; charset=gb18030"),
        "/a.csv": page(data, "text/plain"),
        "/saved": page(data, "application/octet-stream", Content_Disposition='attachment; filename="a.csv"'),
    }
    for path in server.pages:
        found = load(f"{server.address}{path}")
        assert [unit.kind for unit in found.units] == ["table", *["row"] * len(OLD)], path
