"""Several documents in one file: each is a branch of its own, and a command can be given one of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import plandiff
from plandiff.cli.main import main
from plandiff.errors import InputError
from plandiff.model import Plan, heading_of
from plandiff.pipeline import load, write
from plandiff.sources import open_source
from repositories import Repository

NOTICE = """云河市人民政府办公室关于印发图书馆和文化馆两个办法的通知

各区人民政府：

《云河市图书馆管理办法》和《云河市文化馆管理办法》已经市政府同意，现印发给你们，请认真执行。

云河市人民政府办公室
2031年5月6日

"""
LIBRARIES = """云河市图书馆管理办法

为加强图书馆管理，制定本办法。

一、服务

图书馆免费开放，每周开放不少于五十六小时。

二、保障

购书经费列入预算，每年增长百分之五。

"""
CENTRES = """云河市文化馆管理办法

为加强文化馆管理，制定本办法。

一、服务

文化馆组织群众活动，每年不少于一百场。

二、人才

每馆配备专业人员十名，每年培训一次。
"""
FILE = NOTICE + LIBRARIES + CENTRES


def outline(plan: Plan) -> list[str]:
    return [f"{unit.document}{'  ' * unit.level} {heading_of(unit)}" for unit in plan.units if unit.kind == "section"]


def text_of(text: str) -> Plan:
    return load(text.encode())


def test_what_a_notice_hands_on_stands_below_it_each_under_its_title() -> None:
    plan = text_of(FILE)
    assert plan.meta.title == "云河市人民政府办公室关于印发图书馆和文化馆两个办法的通知"
    assert outline(plan) == [
        "1 云河市图书馆管理办法",
        "1   一、服务",
        "1   二、保障",
        "2 云河市文化馆管理办法",
        "2   一、服务",
        "2   二、人才",
    ]
    assert {unit.document for unit in plan.units if unit.parent is None and unit.kind == "paragraph"} == {0}


@pytest.mark.parametrize(
    "text",
    [
        (
            "# Notice on Two Rules\n\nThe Rules on Boats and the Rules on Piers are hereby issued.\n\nRules on Boats\n\n1. Bells\n\nEach boat has one."
            "\n\n2. Fees\n\nPay in May.\n\nRules on Piers\n\n1. Lamps\n\nEach pier has one.\n\n2. Fees\n\nPay in June.\n"
        ),
        (
            "湖縣政府函：檢送船隻及碼頭二要點\n\n檢送「湖縣船隻管理要點」及「湖縣碼頭管理要點」各一份。\n\n湖縣船隻管理要點\n\n一、為管理船隻，訂定本要點。\n\n二、船隻應裝鐘。\n\n"
            "湖縣碼頭管理要點\n\n一、為管理碼頭，訂定本要點。\n\n二、碼頭應裝燈。\n"
        ),
    ],
)
def test_what_a_notice_in_english_or_traditional_characters_hands_on_stands_below_it(text: str) -> None:
    plan = text_of(text)
    assert [child.level for child in plan.root.children] == [0, 0]
    assert not any("Rules on Piers" in unit.text for unit in plan.units if unit.kind == "paragraph" and "issued" not in unit.text)


def test_headings_whose_words_an_order_mentions_are_no_documents() -> None:
    plan = text_of(
        "# Lake Order\n\nThe lake plan and fees for boats are published.\n\n## Fees for boats\n\nPay.\n\n## Lake plan\n\nIt is long.\n"
    )
    assert [child.level for child in plan.root.children] == [1, 1]


def test_documents_that_are_not_named_are_recognized_by_their_titles_where_numbers_begin_again() -> None:
    notice = NOTICE.replace("《云河市图书馆管理办法》和《云河市文化馆管理办法》", "两个办法")
    assert outline(text_of(notice + LIBRARIES + CENTRES)) == outline(text_of(FILE))


def test_a_title_of_two_lines_is_one() -> None:
    text = FILE.replace("\n云河市文化馆管理办法\n", "\n云河市文化馆\n管理办法\n")
    assert outline(text_of(text)) == outline(text_of(FILE))


def test_a_title_printed_again_on_two_lines_below_its_note_is_set_aside() -> None:
    plan = plandiff.load(
        """# 湖山市水务局关于水库管理若干问题的规定

2028年12月3日 湖山市水务局局务会议通过

湖山市水务局

关于水库管理若干问题的规定

第一条 为了管理水库，制定本规定。

第二条 水库应当每年检查。
""".encode()
    )
    assert plan.meta.title == "湖山市水务局关于水库管理若干问题的规定"
    assert [unit.text for unit in plan.units if unit.text] == ["为了管理水库，制定本规定。", "水库应当每年检查。"]


def test_a_second_regulation_follows_a_plan() -> None:
    plan = text_of(
        "云河市教育规划\n\n第一章 总则\n\n教育事业优先发展，经费稳定增长。\n\n第二章 任务\n\n新建学校十所，改建学校五所。\n\n"
        "云河市教育督导办法\n（2031年3月1日市政府常务会议通过）\n\n第一章 总则\n\n第一条 为规范教育督导，制定本办法。\n"
    )
    assert outline(plan) == ["1   第一章 总则", "1   第二章 任务", "2 云河市教育督导办法", "2   第一章 总则", "2     第一条"]


def test_an_annex_is_a_document_too() -> None:
    page = (
        "<h1>云河市节水规划</h1><h2>一、目标</h2><p>用水总量控制在十亿立方米以内，效率不断提高。</p>"
        "<p><b>附件1</b></p><p><b>任务分工表</b></p><p>各部门按职责分工落实各项任务，定期报送进展情况。</p>"
    )
    assert outline(load(f"<html><body>{page}</body></html>".encode())) == ["1   一、目标", "2 附件1 任务分工表"]


def test_a_plan_its_annexes_and_a_second_regulation_stand_side_by_side() -> None:
    plan = text_of(
        "云河市人民政府关于印发《云河市节水规划》的通知\n\n现将《云河市节水规划》和《云河市节水考核办法（试行）》印发给你们，请认真执行。\n\n"
        "云河市节水规划\n\n一、目标\n\n用水总量控制在十亿立方米以内，效率不断提高。\n\n附件1\n\n节水指标\n\n每万元产值用水量下降百分之十，由各区落实。\n\n"
        "云河市节水考核办法（试行）\n\n第一条 为做好节水考核，制定本办法。\n\n第二条 考核每年一次，结果向社会公布。\n"
    )
    assert plan.meta.title == "云河市节水规划"
    assert outline(plan) == ["1   一、目标", "2 附件1 节水指标", "3 云河市节水考核办法（试行）", "3   第一条", "3   第二条"]


def test_a_decision_and_the_regulation_that_it_prints_again_are_two_documents() -> None:
    plan = text_of(
        "关于修改《云河市绿化条例》的决定\n\n（2031年3月1日通过）\n\n一、将第三条修改为：“市绿化部门负责全市绿化工作。”\n\n"
        "二、删去第十条。\n\n《云河市绿化条例》根据本决定作相应修改，重新公布。\n\n云河市绿化条例\n\n第一章 总则\n\n第一条 为了加强绿化，制定本条例。\n"
    )
    assert outline(plan)[-3:] == ["2 云河市绿化条例", "2   第一章 总则", "2     第一条"]


def test_a_notice_and_the_plan_that_it_hands_on_are_one_document() -> None:
    plan = text_of(FILE.replace(CENTRES, ""))
    assert {unit.document for unit in plan.units} == {1}


@pytest.mark.parametrize(
    "text",
    [
        FILE.replace("\n云河市文化馆管理办法\n\n为", "\n为").replace("和《云河市文化馆管理办法》", ""),
        LIBRARIES.replace("二、保障", "保障措施\n\n一、资金保障") + "二、人员保障\n\n每馆配备专业人员十名，每年培训一次。\n",
        f"{LIBRARIES}附：云河市文化馆管理办法\n",
        (
            "# 云河市制度汇编\n\n## 云河市图书馆管理办法\n\n### 第一条\n\n图书馆免费开放，每周开放不少于五十六小时。\n\n"
            "## 云河市文化馆管理办法\n\n### 第一条\n\n文化馆组织群众活动，每年不少于一百场。\n"
        ),
    ],
)
def test_numbers_that_begin_again_or_a_name_alone_begin_no_document(text: str) -> None:
    assert {unit.document for unit in text_of(text).units} == {1}


def test_canonical_text_has_the_same_documents() -> None:
    plan = text_of(FILE)
    again = load(write(plan))
    assert outline(again) == outline(plan)
    assert write(again) == write(plan)
    assert [unit.document for unit in again.units] == [unit.document for unit in plan.units]


def test_headings_of_one_document_are_not_taken_for_those_of_another() -> None:
    new = FILE.replace("五十六", "六十").replace("一百场", "一百二十场")
    comparison = plandiff.compare(text_of(FILE), text_of(new), mode="versions")
    assert {(change.old, change.new) for change in comparison.changes if change.moved or change.old != change.new} == set()


# --- one of them ------------------------------------------------------------------------------


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    (tmp_path / "a.txt").write_text(FILE, encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("place")
def test_a_number_after_the_name_of_a_file_picks_one_of_its_documents_and_sets_the_others_aside() -> None:
    plan = load("a.txt#2")
    assert (plan.meta.title, plan.meta.source) == ("云河市文化馆管理办法", "a.txt#2")
    assert outline(plan) == ["1   一、服务", "1   二、人才"]
    assert plan.units == text_of(CENTRES).units
    assert {block.reason for block in plan.set_aside} == {"other-document"}
    kept = [plan.root.title, *(unit.number + unit.text for unit in plan.units), *(block.text for block in plan.set_aside)]
    assert sorted("".join(kept)) == sorted("".join(FILE.split())), "nothing is lost"


@pytest.mark.usefixtures("place")
def test_the_document_that_comes_first_is_picked_without_what_is_attached_to_it() -> None:
    Path("b.txt").write_text("云河市教育规划\n\n一、任务\n\n新建学校十所，改建学校五所。\n\n" + CENTRES, encoding="utf-8")
    assert outline(load("b.txt#1")) == ["1   一、任务"]


@pytest.mark.usefixtures("place")
def test_a_file_of_one_document_is_its_first() -> None:
    Path("b.txt").write_text(CENTRES, encoding="utf-8")
    assert load("b.txt#1").units == load("b.txt").units


@pytest.mark.usefixtures("place")
def test_a_number_beyond_the_last_is_an_error_in_one_sentence(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(InputError, match="holds 2"):
        load("a.txt#3")
    assert main(["outline", "a.txt#3", "--lang", "zh"]) == 2
    assert capfd.readouterr().err == "plandiff: a.txt#3：没有第 3 份，文件中共 2 份\n"


def test_a_name_that_really_ends_so_wins(place: Path) -> None:
    (place / "a.txt#2").write_text("# 另一份", encoding="utf-8")
    assert open_source("a.txt#2").data == "# 另一份".encode()
    assert load(Path("a.txt#2")).meta.title == "另一份"


@pytest.mark.usefixtures("place")
def test_what_is_not_there_is_reported_by_the_name_of_the_file() -> None:
    with pytest.raises(InputError, match="no such file"):
        load("b.txt#2")


def test_documents_in_git_are_picked_so_unless_a_path_has_that_name(repository: Repository) -> None:
    repository.commit_files("two", {"a.txt": FILE, "b.txt": CENTRES, "b.txt#2": LIBRARIES})
    assert load("HEAD:a.txt#2").meta.title == "云河市文化馆管理办法"
    assert load("HEAD:b.txt#2").meta.title == "云河市图书馆管理办法"


def test_versions_in_a_library_are_picked_so_and_keep_which_document_they_are(
    place: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setenv("PLANDIFF_LIBRARY", str(place / "library"))
    assert main(["init", str(place / "library")]) == 0
    assert main(["add", "a.txt", "--as", "办法", "--version", "2031"]) == 0
    assert main(["add", "a.txt#2", "--as", "文化馆", "--version", "2031", "--index"]) == 0
    assert main(["add", "a.txt#1", "--as", "文化馆", "--version", "other", "--index"]) == 0
    capfdbinary.readouterr()
    for name, title in (
        ("办法@2031#2", "云河市文化馆管理办法"),
        ("文化馆@2031", "云河市文化馆管理办法"),
        ("文化馆@other", "云河市图书馆管理办法"),
    ):
        assert main(["outline", name, "--format", "json"]) == 0
        assert json.loads(capfdbinary.readouterr().out)["title"] == title
    assert main(["compare", "文化馆@other", "办法@2031#1", "--exit-code", "--no-config"]) == 0
    assert main(["outline", "文化馆@2031#1"]) == 0
    assert main(["outline", "文化馆@2031#2"]) == 2
    assert main(["verify"]) == 0


@pytest.mark.usefixtures("place")
def test_the_outline_names_the_documents_and_comparing_takes_them(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["outline", "a.txt"]) == 0
    assert capfd.readouterr().out.splitlines() == [
        "云河市人民政府办公室关于印发图书馆和文化馆两个办法的通知",
        "云河市图书馆管理办法  [#1]",
        "  一、服务",
        "  二、保障",
        "云河市文化馆管理办法  [#2]",
        "  一、服务",
        "  二、人才",
    ]
    Path("c.txt").write_text(CENTRES, encoding="utf-8")
    assert main(["compare", "a.txt#2", "c.txt", "--exit-code", "--no-config"]) == 0
    assert main(["compare", "a.txt#1", "c.txt", "--exit-code", "--no-config"]) == 1


@pytest.mark.usefixtures("place")
def test_the_file_of_a_document_is_not_written_over(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["normalize", "a.txt#2", "-o", "a.txt"]) == 2
    assert "a.txt" in capfd.readouterr().err


@pytest.mark.usefixtures("place")
def test_nodes_say_which_document_they_belong_to(capfdbinary: Any) -> None:
    assert main(["outline", "a.txt", "--format", "json"]) == 0
    nodes = json.loads(capfdbinary.readouterr().out)["nodes"]
    assert [node["document"] for node in nodes if node["kind"] == "section"] == [1, 1, 1, 2, 2, 2]


@pytest.mark.usefixtures("place")
def test_annotations_stand_at_the_file_that_holds_the_document(capfd: pytest.CaptureFixture[str]) -> None:
    Path("b.txt").write_text(FILE.replace("一百场", "八十场"), encoding="utf-8")
    assert main(["compare", "a.txt#2", "b.txt#2", "--no-config", "--format", "github"]) == 0
    found = [line for line in capfd.readouterr().out.splitlines() if line.startswith(("::error", "::warning", "::notice"))]
    assert found
    assert all("file=b.txt,line=28," in line for line in found)
