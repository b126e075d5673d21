"""What one command prints, another takes: headings in outlines, histories, ignores, accept files and reports."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import plandiff
from plandiff.cli.main import main
from plandiff.model import SectionPattern, find_sections, heading_of
from plandiff.renderers.annotations import annotate
from plans import plan

LAW = """# 云河市学前教育条例

第一章 总则

第一条 为了发展学前教育，学校应当配备专职校医，定期开展健康检查。

第二条 本市行政区域内的幼儿园应当遵守本条例。

第二章 保障

第一节 经费

第三条 区县应当安排专项经费，用于改善办园条件。

第二节 师资

第四条 教师应当每年接受培训，培训不少于五天。
"""
PLAN = """# 云河市教育发展规划

## 一、总体要求

### （一）指导思想

各区应当加强统筹，逐年改善办学条件。

### （二）城市/农村一体化 [试点]

各区应当均衡配置教师，每年交流轮岗。

## 二、工程*

### 1.1 校舍改造

各校应当完成加固，三年内消除隐患。

### 1.2 扩大普惠性学前教育资源供给、推进义务教育优质均衡发展和城乡一体化、促进高中阶段学校多样化特色发展、加快职业教育改革、提升高等教育服务能力、建设高素质专业化教师队伍

各区应当落实责任，按年度公布进展。
"""
ACT = """# Yunhe Schools Act

## Chapter I General provisions

### Article 1 Purpose

Schools must keep a register of pupils and publish it every year.

### Article 2 Scope

Nurseries must follow this act from the first day of term.

## Chapter II Money

### Article 3 Fees

Schools must not charge fees for lessons held on weekdays.

### 3.1 Rates

The council must set the rates before the first of May.
"""
DOCUMENTS = {"law": LAW, "plan": PLAN, "act": ACT}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("PLANDIFF_LIBRARY", str(tmp_path / "library"))
    return tmp_path


def save(old: str, new: str = "") -> None:
    Path("old.md").write_text(old, encoding="utf-8")
    weaker = new or old.replace("应当", "可以").replace("must not", "should not").replace("must", "should")
    Path("new.md").write_text(weaker, encoding="utf-8")


def outline(capfd: Any) -> list[str]:
    """The headings that `outline` prints."""
    capfd.readouterr()
    assert main(["outline", "old.md"]) == 0
    return [line.strip() for line in capfd.readouterr().out.splitlines()[1:]]


def left(*patterns: str) -> list[dict[str, Any]]:
    """The findings that an ignore of these sections leaves."""
    if patterns:
        Path("plandiff.toml").write_text(f"[[ignore]]\nsection = {json.dumps(patterns, ensure_ascii=False)}\n", encoding="utf-8")
    assert main(["compare", "old.md", "new.md", "-o", "out.json"]) == 0
    found: list[dict[str, Any]] = json.loads(Path("out.json").read_bytes())["findings"]
    return found


def keep(name: str) -> None:
    """Both documents in a library."""
    main(["init", "library"])
    for number, file in enumerate(("old.md", "new.md")):
        assert main(["add", file, "--as", name, "--version", f"v{number}", "--date", f"202{number}-01-01"]) == 0


def followed(capfd: Any, name: str, section: str) -> str:
    """The id of the section that `history` tells of."""
    capfd.readouterr()
    assert main(["history", name, "--section", section, "--format", "json"]) == 0, capfd.readouterr().err
    return str(json.loads(capfd.readouterr().out)["stages"][-1]["id"])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_history_takes_every_heading_that_outline_prints(name: str, capfd: Any) -> None:
    save(DOCUMENTS[name])
    keep(name)
    sections = [unit for unit in plandiff.load("new.md").units if unit.kind == "section"]
    printed = outline(capfd)
    assert len(printed) == len(sections) > 5
    for heading, section in zip(printed, sections, strict=True):
        for written in {heading, section.number + section.text, section.text or heading, section.id}:
            assert followed(capfd, name, written) == section.id, written


@pytest.mark.parametrize("name", DOCUMENTS)
def test_an_ignore_takes_every_heading_that_outline_prints(name: str, capfd: Any) -> None:
    save(DOCUMENTS[name])
    every = left()
    assert len({tuple(finding["section"]) for finding in every}) > 3
    sections = [unit for unit in plandiff.load("old.md").units if unit.kind == "section"]
    for heading, section in zip(outline(capfd), sections, strict=True):
        for written in {heading, section.number + section.text, section.text or heading, section.number or heading}:
            assert left(written) == [finding for finding in every if heading_of(section) not in finding["section"]], written
        assert "no section here" not in capfd.readouterr().err


@pytest.mark.parametrize("name", DOCUMENTS)
def test_paths_are_taken_as_reports_and_accept_files_print_them(name: str) -> None:
    save(DOCUMENTS[name])
    every = left()
    assert main(["accept", "old.md", "new.md", "--all", "--no-config"]) == 0
    lines = [line for line in Path("plandiff.accept").read_text(encoding="utf-8").splitlines() if line.count(" | ") > 3]
    accepted = [line.split(" | ")[4] for line in lines]
    reported = [annotation.section for annotation in annotate(plandiff.compare("old.md", "new.md"), "")]
    assert accepted
    for paths in (accepted, list(filter(None, reported))):
        kept = {"/".join(finding["section"]) for finding in left(*paths)}
        assert kept == ({"/".join(finding["section"]) for finding in every if not finding["section"]})


# --- what names a section ---------------------------------------------------------------------

TREE = plan(
    """
    # 第一章|总则
    ## 第一条|目的
    ## 第二条|
    # 二、|保障措施
    ## （一）|总则
    ### 1.|经费…
    # Chapter II|General Provisions
    ## Article 3|Scope
    """
)


def named(written: str) -> list[str]:
    return [unit.id for unit in find_sections(TREE, written)]


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("第一章 总则", ["1"]),
        ("第一章总则", ["1"]),
        ("第一章　总 则", ["1"]),
        ("总则", ["1", "2.1"]),
        ("*总则", ["1", "2.1"]),
        ("第一章", ["1"]),
        ("第二条", ["1.2"]),
        ("第*条", ["1.2"]),
        ("第*条*", ["1.1", "1.2"]),
        ("总则/*", ["1.1", "1.2"]),
        ("第一章 总则/目的", ["1.1"]),
        ("总则 / 第一条 目的", ["1.1"]),
        ("第一章 总则 › 第一条 目的", ["1.1"]),
        ("*/总则", ["1", "2.1"]),
        ("二、*/总则/1. 经费", []),
        ("保障措施/(一)总则/1.经费……", ["2.1.1"]),
        ("经费…", ["2.1.1"]),
        ("保障…", ["2"]),
        ("目的/*", []),
        ("chapter II", []),
        ("Chapter II General Provisions", ["3"]),
        ("Chapter IIGeneral Provisions", ["3"]),
        ("General Provisions/Article 3", ["3.1"]),
        ("Article 3 Scope", ["3.1"]),
        ("总?", []),
        ("", []),
        ("*", ["1", "1.1", "1.2", "2", "2.1", "2.1.1", "3", "3.1"]),
    ],
)
def test_a_section_is_named_by_heading_title_number_or_path(written: str, ids: Sequence[str]) -> None:
    assert named(written) == ids


def test_a_heading_with_the_number_goes_before_the_same_without() -> None:
    assert [unit.id for unit in find_sections(TREE, "总则", bare=False)] == []
    assert [unit.id for unit in find_sections(TREE, "（一）总则", bare=False)] == ["2.1"]


def test_many_stars_and_a_long_heading_cost_no_more_than_reading_it() -> None:
    long = plan(f"# 一、|{'甲' * 200_000}")
    assert not SectionPattern("*甲" * 30 + "*乙").covers(long.sections_above("1"))


# --- what happens where a name fits several sections, or none -----------------------------------


def test_history_of_a_heading_that_stands_twice_asks_for_more_and_takes_a_path(capfd: Any) -> None:
    save(LAW.replace("第二节 师资", "第二节 经费"))
    keep("twice")
    capfd.readouterr()
    assert main(["history", "twice", "--section", "经费"]) == 2
    assert "'经费' is in several sections; name one by its id: 2.1 第一节 经费, 2.2 第二节 经费" in capfd.readouterr().err
    assert followed(capfd, "twice", "保障/第二节 经费") == "2.2"


def test_history_goes_by_an_old_heading_before_a_new_one_that_only_holds_it(capfd: Any) -> None:
    save(PLAN, PLAN.replace("（一）指导思想", "（一）总体思路").replace("校舍改造", "指导思想学习"))
    keep("renamed")
    assert followed(capfd, "renamed", "指导思想") == "1.1"
    assert followed(capfd, "renamed", "思想学习") == "2.1"


def test_an_ignore_that_names_no_section_is_reported_and_fails_nothing(capfd: Any) -> None:
    save(LAW)
    every = left()
    capfd.readouterr()
    assert left("第三章 附则", "第一章*", "附件*") == [finding for finding in every if "第一章 总则" not in finding["section"]]
    assert capfd.readouterr().err == (
        "plandiff: no section here is named by [[ignore]] section = '第三章 附则', '附件*'; plandiff outline prints the headings\n"
    )
    assert main(["compare", "old.md", "new.md", "-o", "out.json", "--lang", "zh"]) == 0
    assert "在此没有对应的章节" in capfd.readouterr().err


@pytest.mark.parametrize(
    "ignore",
    [
        'section = "附件*"\nrule = "target"',
        'section = "附件*"\npath = "drafts/*"',
        'section = ["第*章*", "附件*"]',
    ],
)
def test_an_ignore_that_had_nothing_to_ignore_is_not_reported(ignore: str, capfd: Any) -> None:
    save(LAW)
    Path("plandiff.toml").write_text(f"[[ignore]]\n{ignore}\n", encoding="utf-8")
    assert main(["compare", "old.md", "new.md", "-o", "out.json"]) == 0
    assert capfd.readouterr().err == ""


def test_the_sentence_of_an_english_section_is_its_text_whatever_its_length() -> None:
    short, long = (
        "Keepers shall feed the ducks.",
        "Keepers shall keep a register of the ducks and of the medicines that they were given.",
    )
    plan = plandiff.load(f"# Duck act\n\nSection 1. {short}\n\nSection 2. {long}\n\nSection 3. {short}\n".encode())
    assert [(section.title, section.body[0].text) for section in plan.root.children] == [("", short), ("", long), ("", short)]
