"""What many documents state of each indicator: the right sentence, the right value, and nothing made up."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import jsonschema
import pytest

from matrices import HEBEI, SHANXI, TIANJIN, Answer, run
from plandiff.cli.main import main
from plandiff.schemas import json_schema


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("山西省.txt", SHANXI), ("天津市.txt", TIANJIN), ("河北省.txt", HEBEI)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def cell(answer: Answer, region: str, indicator: str) -> Answer:
    """The cell of a region and an indicator, which are known by how they begin."""
    document = next(n for n, known in enumerate(answer["documents"]) if known["region"].startswith(region))
    column = next(n for n, known in enumerate(answer["indicators"]) if f"{known['name']}@{known['period']}".startswith(indicator))
    found: Answer = next(c for c in answer["cells"] if (c["document"], c["indicator"]) == (document, column))
    return found


def asked(*names: str) -> list[str]:
    return [part for name in names for part in ("--indicator", name)]


def test_a_cell_is_the_target_of_the_year_asked_for_as_printed(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    names = ("GDP增长@2026", "GDP增长@2025", "GDP增长@十五五", "地区生产总值@2025")
    answer = run(capsysbinary, folder, *asked(*names))
    assert [known["period"] for known in answer["indicators"]] == ["2026", "2025", "2026-2030", "2025"]
    expected = (
        ("GDP增长@2026", "4.5%—5%", [4.5, 5], "range", "list"),
        ("GDP增长@2025", "4.2%", 4.2, "=", "review"),
        ("GDP增长@2026-2030", "5%以上", 5, ">=", "plan"),
        ("地区生产总值@2025", "2.6万亿元", 2.6e12, "=", "review"),
    )
    for indicator, text, value, comparator, where in expected:
        found = cell(answer, "山西", indicator)
        assert (found["state"], found["text"], found["value"], found["comparator"]) == ("number", text, value, comparator)
        assert found["where"] == where
        assert found["paragraph"][found["start"] :].startswith(text)
    assert cell(answer, "河北", "GDP增长@2026-2030")["state"] == "none"


def test_the_list_comes_first_and_a_number_in_the_tasks_says_more_than_vague_words(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    answer = run(capsysbinary, folder, *asked("城镇新增就业@2026", "粮食产量@2026", "居民人均可支配收入增长@2026"))
    assert cell(answer, "山西", "城镇新增就业")["text"] == "45万人以上"
    grain = cell(answer, "山西", "粮食产量")
    assert (grain["text"], grain["where"]) == ("290亿斤以上", "tasks")
    income = cell(answer, "山西", "居民")
    assert (income["state"], income["class"], income["value"]) == ("words", "sync", None)


KINDS = """山西省2026年政府工作报告

——2026年1月20日在山西省人民代表大会上

一、2025年工作回顾

地区生产总值突破2万亿元、达2.6万亿元。临河县成为地区生产总值超千亿元县。

二、未来发展

《规划纲要》提出了主要指标，其中地区生产总值年均增长5%左右。

三、2026年主要目标

今年的主要预期目标是：固定资产投资增长5%左右，城镇调查失业率5.5%左右，城镇居民人均可支配收入增速高于全国平均水平，农村居民人均可支配收入增速高于全国平均水平，居民消费价格涨幅2%左右。城镇新增就业、生态环境、节能降碳等指标全面完成任务。

四、2026年重点任务

粮食、水果、蔬菜产量均稳定在百万吨以上。
"""


@pytest.mark.parametrize(
    ("indicator", "text", "class_"),
    [
        ("地区生产总值@2025", "达2.6万亿元", ""),
        ("GDP增长@2026-2030", "5%左右", ""),
        ("居民人均可支配收入增长@2026", "增速高于全国平均水平", ">national"),
        ("单位GDP能耗@2026", "全面完成任务", "assigned"),
        ("粮食产量@2026", "百万吨以上", ""),
    ],
    ids=["what was reached, not what was passed", "each year of a plan", "parts in words", "a task of a list", "each of a list"],
)
def test_what_is_said_in_another_way_is_found(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], indicator: str, text: str, class_: str
) -> None:
    (tmp_path / "山西省.txt").write_text(KINDS, encoding="utf-8")
    found = run(capsysbinary, tmp_path, *asked(indicator))["cells"][0]
    assert (found["text"].removeprefix("达"), found["class"]) == (text.removeprefix("达"), class_)
    assert found["where"] == ("plan" if "2030" in indicator else "review" if "2025" in indicator else found["where"])


def test_words_that_only_say_which_way_something_goes_are_a_target_in_a_list_alone(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "山西省.txt").write_text(SHANXI.replace("（一）抓好", "促进进出口总额稳定增长。抓好"), encoding="utf-8")
    (tmp_path / "河北省.txt").write_text(HEBEI.replace("超7000亿元", "稳定增长"), encoding="utf-8")
    answer = run(capsysbinary, tmp_path, *asked("进出口增长@2026"))
    assert [cell(answer, region, "进出口")["state"] for region in ("山西", "河北")] == ["none", "words"]


def test_units_that_are_one_are_converted_for_sorting_and_kept_as_printed(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    answer = run(capsysbinary, folder, *asked("粮食产量@2026"))
    assert answer["indicators"][0]["unit"] == "吨"
    shanxi, hebei = cell(answer, "山西", "粮食"), cell(answer, "河北", "粮食")
    assert (shanxi["unit"], shanxi["value"], shanxi["low"]) == ("斤", 290e8, 290e8 * 0.0005)
    assert (hebei["unit"], hebei["value"], hebei["low"]) == ("吨", 760e4, 760e4)
    assert (shanxi["rank"], hebei["rank"]) == (1, 2)


def test_another_measure_than_was_asked_for_is_said_to_be_one(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    answer = run(capsysbinary, folder, *asked("单位地区生产总值能耗@2026", "进出口增长@2026", "居民人均可支配收入增长@2026"))
    carbon, trade, income = cell(answer, "山西", "单位"), cell(answer, "河北", "进出口"), cell(answer, "河北", "居民")
    assert (carbon["measure"], carbon["value"], carbon["low"]) == ("other", 3.5, 3.5)
    assert (trade["measure"], trade["value"], trade["rank"]) == ("other", 7e11, None)
    assert (income["value"], income["low"], income["high"], len(income["parts"])) == ([5, 6], 5, 6, 2)


def test_a_decrease_counts_below_zero_where_growth_is_meant(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    answer = run(capsysbinary, folder, *asked("固定资产投资增长@2026"))
    tianjin = cell(answer, "天津", "固定资产投资")
    assert (tianjin["value"], tianjin["low"], tianjin["rank"]) == (1, -1, 2)


def test_without_indicators_what_most_documents_plan_is_shown_in_the_official_order_of_provinces(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    answer = run(capsysbinary, folder)
    assert [known["region"] for known in answer["documents"]] == ["天津市", "河北省", "山西省"]
    assert [known["code"] for known in answer["documents"]] == ["120000", "130000", "140000"]
    assert answer["indicators"][0]["name"] == "地区生产总值增长"
    assert answer["indicators"][0]["moves"] == {"result": {"raised": 1, "same": 0, "lowered": 1}}
    assert cell(answer, "河北", "地区生产总值")["since"] == {"result": -0.6}


def test_the_baseline_is_the_first_row_and_counts_in_no_rank(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    answer = run(
        capsysbinary, folder / "天津市.txt", folder / "山西省.txt", "--baseline", folder / "河北省.txt", *asked("GDP增长")
    )
    assert answer["baseline"] == 0
    assert [known["region"] for known in answer["documents"]] == ["河北省", "天津市", "山西省"]
    assert [cell(answer, region, "GDP")["rank"] for region in ("河北", "天津", "山西")] == [None, 2, 1]
    assert cell(answer, "天津", "GDP")["since"]["baseline"] == -0.5
    assert answer["indicators"][0]["number"] == 2


def test_a_document_that_cannot_be_read_is_a_row_that_says_so(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    (folder / "青海省.txt").write_bytes(b"")
    answer = run(capsysbinary, folder, *asked("GDP增长"))
    broken = answer["documents"][-1]
    assert broken["source"].endswith("青海省.txt")
    assert "青海省.txt" in broken["problem"]
    assert [known["state"] for known in answer["cells"]][-1] == "none"
    assert answer["indicators"][0]["none"] == 0


def test_where_nothing_can_be_read_the_run_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    assert main(["matrix", str(tmp_path / "a.txt")]) == 2
    assert main(["matrix", str(tmp_path / "*.docx")]) == 2
    assert main(["matrix", str(tmp_path), "--indicator", "GDP@soon"]) == 2
    assert "'GDP@soon'" in capsys.readouterr().err


def test_the_number_of_processes_changes_no_byte(folder: Path, tmp_path: Path) -> None:
    for jobs in ("1", "3"):
        assert main(["matrix", str(folder), "--jobs", jobs, "-o", str(tmp_path / f"{jobs}.json")]) == 0
    assert (tmp_path / "1.json").read_bytes() == (tmp_path / "3.json").read_bytes()


def test_a_target_of_the_documents_own_years_is_taken_before_one_without_years(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    text = TIANJIN.replace("二、2026年", "一、总体要求\n\n力争生产总值增长6%。\n\n二、2026年")
    (tmp_path / "天津市.txt").write_text(text, encoding="utf-8")
    assert run(capsysbinary, tmp_path, *asked("GDP增长"))["cells"][0]["text"] == "4.5%左右"


def test_tables_for_readers_say_what_is_not_stated_and_what_cannot_be_read(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (folder / "青海省.txt").write_bytes(b"")
    names = asked("进出口增长@2026", "GDP增长@2026")
    assert main(["matrix", str(folder), *names, "--lang", "zh"]) == 0
    text = capsysbinary.readouterr().out.decode()
    assert "河北" in text
    assert "超7000亿元*" in text
    assert "无法读取" in text
    assert any(line.split() == ["山西", "—", "4.5%—5%"] for line in text.splitlines())
    assert main(["matrix", str(folder), *names, "--format", "markdown"]) == 0
    assert "| 山西 | — | 4.5%—5% |" in capsysbinary.readouterr().out.decode()
    assert main(["matrix", str(folder), *names, "--format", "csv"]) == 0
    rows = list(csv.DictReader(capsysbinary.readouterr().out.decode("utf-8-sig").splitlines()))
    assert [row["state"] for row in rows] == ["none", "number", "number", "number", "none", "number", "unreadable", "unreadable"]
    assert rows[5]["code"] == "140000"


def test_in_excel_numbers_are_numbers_and_texts_do_nothing(folder: Path) -> None:
    import python_calamine

    text = HEBEI.replace("760万吨以上", "760万吨以上，=HYPERLINK(1)").replace("河北省2026年", "河北省2026年=1+1")
    (folder / "河北省.txt").write_text(text, encoding="utf-8")
    names = asked("GDP增长@2026", "粮食产量@2026")
    written = []
    for _ in range(2):  # what the first run wrote is not a document of the second
        assert main(["matrix", str(folder), *names, "-o", str(folder / "1.xlsx"), "--lang", "zh"]) == 0
        written.append((folder / "1.xlsx").read_bytes())
    assert written[0] == written[1]
    book = python_calamine.load_workbook(str(folder / "1.xlsx"))
    table = [row[:7] for row in book.get_sheet_by_name("指标").to_python()]
    assert table[2] == ["河北", "130000", "5%以上", 5, 5, "760万吨以上", 7.6e6]
    assert table[3][2:5] == ["4.5%—5%", 4.5, 5]
    sentences = book.get_sheet_by_name("出处原文").to_python()
    assert any("=HYPERLINK(1)" in str(row[7]) for row in sentences)
    assert len(sentences) == 6


def test_names_come_from_a_file_and_others_for_them_from_the_configuration(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    (folder / "indicators.conf").write_text("# 就业\n城镇新增就业@2026\n\n开放度@2026\n", encoding="utf-8")
    (folder / "plandiff.toml").write_text('[matrix.aliases]\n"开放度" = ["进出口总额"]\n', encoding="utf-8")
    answer = run(capsysbinary, "*省.txt", "--indicators", "indicators.conf")
    assert [known["name"] for known in answer["indicators"]] == ["城镇新增就业", "开放度"]
    assert cell(answer, "河北", "开放度")["value"] == 7e11
    assert "进出口总额" in answer["indicators"][1]["aliases"]


def test_what_readers_corrected_takes_the_place_of_what_was_found(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    corrections = [
        {"source": "河北省.txt", "indicator": "GDP增长", "period": "2026", "text": "6%左右", "by": "Li"},
        {"source": "山西省.txt", "indicator": "粮食产量", "text": "保持稳定"},
        {"source": "天津市.txt", "indicator": "GDP增长", "period": "2026", "text": ""},
    ]
    notes = {"schema": "plandiff/notes-1", "corrections": corrections}
    jsonschema.Draft202012Validator(json.loads(json_schema("notes-1"))).validate(notes)
    (folder / "notes.json").write_text(json.dumps(notes), encoding="utf-8")
    answer = run(capsysbinary, folder / "*.txt", *asked("GDP增长@2026", "粮食产量"), "--notes", folder / "notes.json")
    hebei = cell(answer, "河北", "GDP")
    assert (hebei["text"], hebei["value"], hebei["comparator"], hebei["rank"], hebei["corrected"]) == ("6%左右", 6, "~", 1, True)
    assert (cell(answer, "山西", "粮食")["state"], cell(answer, "山西", "粮食")["class"]) == ("words", "stable")
    assert cell(answer, "天津", "GDP")["state"] == "none"
    (folder / "notes.json").write_text('{"schema": "plandiff/notes-1", "corrections": [{"source": 1}]}', encoding="utf-8")
    assert main(["matrix", str(folder / "*.txt"), "--notes", str(folder / "notes.json")]) == 2


def test_corrections_of_several_readers_are_merged_and_where_they_differ_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for by, text in (("Li", "6%"), ("Wu", "5%")):
        entry = {"source": "河北省.txt", "indicator": "GDP增长", "period": "2026", "text": text, "by": by}
        notes = json.dumps({"schema": "plandiff/notes-1", "corrections": [entry]})
        (tmp_path / f"{by}.json").write_text(notes, encoding="utf-8")
    files = [str(tmp_path / f"{by}.json") for by in ("Li", "Wu")]
    assert main(["notes", "merge", *files, "-o", str(tmp_path / "all.json")]) in (0, 1)
    merged = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert [entry["text"] for entry in merged["corrections"]] == ["6%", "5%"]
    assert "河北省.txt GDP增长 2026 (Li: 6%); 河北省.txt GDP增长 2026 (Wu: 5%)" in capsys.readouterr().err


def test_versions_in_a_library_are_documents_by_a_pattern(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    library = str(folder / "library")
    assert main(["init", library]) == 0
    for name in ("河北省", "山西省"):
        assert (
            main(["add", str(folder / f"{name}.txt"), "--as", f"{name}/report", "--version", "2026", "--library", library]) == 0
        )
    capsysbinary.readouterr()
    answer = run(capsysbinary, "*/report@latest", "--library", library, *asked("GDP增长"))
    assert [known["source"] for known in answer["documents"]] == ["河北省/report@latest", "山西省/report@latest"]
    assert [found["text"] for found in answer["cells"]] == ["5%以上", "4.5%—5%"]
