"""What a configuration makes of findings, and which exit code follows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plandiff.cli.main import main

OLD = """# 云河市教育规划

## 一、发展目标

到2025年，学前三年毛入园率达到95%。学校应当每年公布经费使用情况。

## 二、保障措施

### （一）加强组织领导

2023年底前，建立健全考核评价制度。

### （二）加强经费保障

各区应当足额安排教育经费。
"""
NEW = OLD.replace("95%", "93%").replace("2023年底", "2024年底").replace("各区应当", "鼓励各区")
"""A target lowered, a deadline postponed, a duty that became an encouragement: three errors."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, made the current one, with old.md and new.md."""
    (tmp_path / "old.md").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.md").write_text(NEW, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path


def configure(text: str, name: str = "plandiff.toml") -> None:
    Path(name).write_text(text, encoding="utf-8")


def compare(*options: str) -> tuple[int, list[dict[str, Any]]]:
    """The exit code of comparing old.md with new.md, and the findings."""
    code = main(["compare", "old.md", "new.md", "-o", "out.json", *options])
    return code, json.loads(Path("out.json").read_bytes())["findings"]


def rules(findings: list[dict[str, Any]]) -> dict[str, str]:
    """Rule -> level."""
    return {finding["rule"]: finding["level"] for finding in findings}


# --- levels and what is passed over -----------------------------------------------------------


def test_the_most_exact_name_of_a_rule_gives_its_level() -> None:
    configure('[rules]\n"*" = "info"\ntask = "warning"\ntarget-lowered = "off"\n"deadline-*" = "error"\ndeadline = "off"\n')
    _, findings = compare()
    found = rules(findings)
    assert "target-lowered" not in found
    assert (found["obligation-weakened"], found["deadline-postponed"], found["text-changed"]) == ("warning", "error", "info")


@pytest.mark.parametrize(
    ("section", "left"),
    [
        ("*保障措施", ["target-lowered"]),
        ("保障措施", ["target-lowered"]),
        ("*/保障措施/*领导", ["target-lowered", "obligation-weakened"]),
        ("二、保障措施/（二）*", ["target-lowered", "deadline-postponed"]),
        ("（二）*/保障措施", ["target-lowered", "deadline-postponed", "obligation-weakened"]),
    ],
)
def test_what_stands_under_an_ignored_heading_is_passed_over(section: str, left: list[str]) -> None:
    configure(f'[[ignore]]\nsection = "{section}"\n')
    assert [rule for rule, level in rules(compare()[1]).items() if level == "error"] == left


def test_an_ignore_needs_all_that_it_names() -> None:
    configure(
        '[[ignore]]\nrule = ["task", "deadline-postponed"]\nsection = "发展目标"\n[[ignore]]\nrule = "text"\npath = "old.*"\n'
    )
    found = rules(compare()[1])
    assert {"target-lowered", "deadline-postponed", "obligation-weakened"} <= set(found)
    assert "text-changed" not in found


# --- exit codes -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 0),
        (["--fail-on", "error"], 1),
        (["--fail-on", "target-raised"], 0),
        (["--fail-on", "target-raised,deadline"], 1),
        (["--fail-on", "target-raised", "--fail-on", "obligation-*"], 1),
        (["--fail-on", "never"], 0),
        (["--exit-code"], 1),
        (["--min-confidence", "0.5"], 0),
        (["--min-confidence", "1"], 4),
        (["--min-confidence", "1", "--fail-on", "error", "--exit-code"], 4),
    ],
)
def test_the_exit_code_says_what_was_asked_for(options: list[str], code: int) -> None:
    assert compare(*options)[0] == code


def test_levels_count_as_they_are_configured(capfd: Any) -> None:
    configure('fail-on = "warning"\n[rules]\n"*" = "info"\ntarget-lowered = "warning"\n')
    assert compare()[0] == 1
    assert capfd.readouterr().err == "plandiff: findings that nobody accepted: target-lowered 1\n"
    assert compare("--fail-on", "error")[0] == 0
