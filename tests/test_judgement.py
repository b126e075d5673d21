"""What a configuration makes of findings, and which exit code follows."""

from __future__ import annotations

import doctest
import json
import re
import shlex
import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest

from plandiff.changes import RULES
from plandiff.cli.compare import compare as compare_command
from plandiff.cli.main import main
from plandiff.judgement import HEADER, read_acceptances, read_configuration
from plandiff.judgement.configuration import IGNORE_KEYS, KEYS, READ_KEYS, REPORT_KEYS
from plandiff.model import Action, Area, Kind, Level
from plandiff.model.names import document_name
from plandiff.renderers import RenderOptions
from plandiff.renderers.rules import CHINESE, render_rules_markdown

ROOT = Path(__file__).resolve().parent.parent

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
"""A target lowered, a deadline postponed, a duty that became an encouragement: an error and two warnings."""


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
    assert [rule for rule, level in rules(compare()[1]).items() if level != "info"] == left


@pytest.mark.parametrize(
    ("side", "start", "left"),
    [
        ("old", "保障措施", ["target-lowered"]),
        ("new", "加强组织领导", ["target-lowered", "obligation-weakened"]),
        ("old", "2023年底前", ["target-lowered", "obligation-weakened"]),
        ("new", "到2025年", ["deadline-postponed", "obligation-weakened"]),
    ],
)
def test_what_a_key_names_in_either_plan_is_passed_over_with_all_that_stands_in_it(
    side: str, start: str, left: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    configure("")
    compare()
    (node,) = (node for node in json.loads(Path("out.json").read_bytes())[side]["nodes"] if node["text"].startswith(start))
    configure(f'[[ignore]]\nsection = "{node["key"]}"\n')
    assert [rule for rule, level in rules(compare()[1]).items() if level != "info"] == left
    assert "names no section" not in capsys.readouterr().err


def test_a_key_that_neither_plan_has_passes_nothing_over() -> None:
    configure('[[ignore]]\nsection = "0123456789abcdef"\n')
    assert {"target-lowered", "deadline-postponed", "obligation-weakened"} <= set(rules(compare()[1]))


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
    assert capfd.readouterr().err == "plandiff: findings that were not accepted: target-lowered 1\n"
    assert compare("--fail-on", "error")[0] == 0


# --- the configuration ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fail-no = 'error'", "unknown key 'fail-no', did you mean 'fail-on'?; known are rules, ignore, fail-on"),
        ("[report]\nlangauge = 'zh'", "report: unknown key 'langauge', did you mean 'language'?; known are language"),
        ("[report]\nformat = 'pdf'", "report: format: 'pdf' is not one of html, text"),
        ("[rules]\ntarget-lowerd = 'error'", "rules: 'target-lowerd' names no rule, did you mean 'target-lowered'?"),
        ("[rules]\ntarget-lowered = 'eror'", "rules: target-lowered: 'eror' is not one of error, warning, info, off, did you"),
        ("[rules]\ntarget-lowered = 1", "rules: target-lowered: 1 is not one of error, warning, info, off"),
        ("rules = 'off'", "rules: must be a table of rules and their levels"),
        ("[ignore]\nrule = 'text'", "ignore: must be a list of tables, [[ignore]]"),
        ("[[ignore]]", "ignore: an empty one would ignore everything; known are rule, section, path"),
        ("[[ignore]]\nsection = []", "ignore: section: must be a string, or a list of strings"),
        ("fail-on = 'errors'", "fail-on: 'errors' names no rule, did you mean 'error'?"),
        ("min-confidence = 80", "min-confidence: must be a number from 0 to 1"),
        ("min-confidence = true", "min-confidence: must be a number from 0 to 1"),
        ("accept = 3", "accept: must be a string"),
        ("[report]\nany-script = 'yes'", "report: any-script: must be true or false"),
        ("fail-on = ", "is not TOML: Invalid value"),
    ],
)
def test_what_a_configuration_gets_wrong_is_said_in_one_line(text: str, said: str, capfd: Any) -> None:
    configure(text)
    assert main(["compare", "old.md", "new.md", "-o", "out.json"]) == 2
    error = capfd.readouterr().err
    assert re.fullmatch(rf"plandiff: \S*plandiff\.toml: {re.escape(said)}.*\n", error), error
    assert not Path("out.json").exists()
    assert main(["compare", "old.md", "new.md", "-o", "out.json", "--lang", "zh"]) == 2
    assert re.search("[一-鿿]", capfd.readouterr().err.replace("plandiff.toml", ""))


def test_the_nearest_configuration_counts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    configure('[project]\nname = "x"\n[tool.plandiff]\nfail-on = "error"\n', "pyproject.toml")
    assert compare()[0] == 1
    configure('fail-on = "issuer-changed"\n')
    assert compare()[0] == 0
    assert compare("--config", "pyproject.toml")[0] == 1
    (folder / "inner/most").mkdir(parents=True)
    configure('[project]\nname = "y"\n', "inner/pyproject.toml")
    configure('fail-on = "error"\n')
    monkeypatch.chdir(folder / "inner/most")
    assert main(["compare", "../../old.md", "../../new.md"]) == 1
    assert main(["compare", "../../old.md", "../../new.md", "--no-config"]) == 0
    assert main(["compare", "../../old.md", "../../new.md", "--config", "none.toml"]) == 2
    assert main(["compare", "../../old.md", "../../new.md", "--config", "../pyproject.toml"]) == 2


def test_paths_and_the_accept_file_are_relative_to_the_configuration(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "plans").mkdir()
    (folder / "plans/new.md").write_text(NEW, encoding="utf-8")
    configure('fail-on = "error"\naccept = "plans/accepted"\n')
    monkeypatch.chdir(folder / "plans")
    assert main(["accept", "../old.md", "new.md", "--all"]) == 0
    assert main(["compare", "../old.md", "new.md"]) == 0
    assert " | plans/new.md | " in Path("accepted").read_text(encoding="utf-8")
    configure('fail-on = "error"\n[[ignore]]\npath = "plans/*"\n', "../plandiff.toml")
    assert main(["compare", "../old.md", "new.md"]) == 0
    assert main(["compare", "../old.md", "../new.md"]) == 1


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("new.md", "new.md"),
        ("./inner/../new.md", "new.md"),
        ("HEAD~1:plans/new.md", "plans/new.md"),
        ("main@{2021-09-30 12:00}:plans/new.md", "plans/new.md"),
        (":./new.md", "new.md"),
        ("beijing/education@2021-09-30", "beijing/education"),
        ("plan@draft.md", "plan@draft.md"),
        ("https://example.org/plan@2.html", "https://example.org/plan@2.html"),
        ("/elsewhere/new.md", "/elsewhere/new.md"),
    ],
)
def test_a_document_has_one_name_in_all_its_versions(folder: Path, source: str, name: str) -> None:
    (folder / "plan@draft.md").write_text(OLD, encoding="utf-8")
    assert document_name(source, folder) == name


def test_report_options_speak_where_the_command_line_does_not(capsysbinary: Any) -> None:
    configure('[report]\nlanguage = "zh"\nformat = "json"\nmode = "regions"\n')

    def mode(*options: str) -> str:
        assert main(["compare", "old.md", "new.md", *options]) == 0
        return str(json.loads(capsysbinary.readouterr().out)["mode"])

    assert mode() == "regions"
    assert mode("--mode", "versions") == "versions"
    Path("draft.md").write_text(OLD.replace("95%", "~~93%~~<ins>95%</ins>"), encoding="utf-8")
    assert main(["compare", "old.md", "draft.md", "--exit-code"]) == 0
    configure('[report]\nlanguage = "zh"\nformat = "json"\nmode = "regions"\nrevisions = "original"\n')
    assert main(["compare", "old.md", "draft.md", "--exit-code"]) == 1
    assert main(["compare", "old.md", "draft.md", "--exit-code", "--revisions", "accepted"]) == 0
    main(["compare", "old.md", "new.md", "-o", "out.html"])
    assert "<html" in Path("out.html").read_text(encoding="utf-8")
    main(["compare", "old.md", "new.md", "--format", "text"])
    assert "规划" in capsysbinary.readouterr().out.decode()
    main(["compare", "old.md", "new.md", "--min-confidence", "1", "--mode", "versions"])
    assert "把握不足" in capsysbinary.readouterr().err.decode()
    main(["compare", "old.md", "new.md", "--min-confidence", "1", "--mode", "versions", "--lang", "en"])
    assert "not sure enough" in capsysbinary.readouterr().err.decode()


# --- confidence -------------------------------------------------------------------------------


def summary(old: str | bytes, new: str | bytes) -> dict[str, Any]:
    for name, text in (("old.md", old), ("new.md", new)):
        Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())
    main(["compare", "old.md", "new.md", "--mode", "versions", "-o", "out.json"])
    found: dict[str, Any] = json.loads(Path("out.json").read_bytes())["summary"]
    return found


def test_confidence_falls_with_what_the_plans_do_not_share() -> None:
    assert summary(OLD, OLD)["confidence"] == 1
    assert summary(OLD, OLD)["doubts"] == []
    added = OLD + "\n## 三、附则\n\n本规划由云河市教育局负责解释，自印发之日起施行。\n"
    assert summary(OLD, added)["confidence"] == summary(added, OLD)["confidence"] == 1
    revised = summary(OLD, NEW)["confidence"]
    other = summary(OLD, "# 云河市水利规划\n\n## 一、防洪\n\n堤防加固二百公里，疏浚河道。\n\n## 二、供水\n\n新建水库三座。\n")
    assert 0.7 < revised < 1
    assert other["confidence"] < 0.3
    assert [doubt["about"] for doubt in other["doubts"]] == ["alignment"]


def test_what_was_doubtful_about_a_document_lowers_confidence(capfd: Any) -> None:
    long = OLD.replace("各区", "各区、各部门、各学校" * 200)
    found = summary(long, long.encode().replace("公布".encode(), b"\xff"))
    assert {"about": "new", "cause": "encoding-errors", "confidence": 0.5} in found["doubts"]
    assert main(["compare", "old.md", "new.md", "--min-confidence", "0.6"]) == 4
    headless = "".join(f"第{n}号决定同意第{n * 7}号方案，请各区认真执行并报告情况\n\n" for n in range(400))
    assert summary(headless, headless)["doubts"] == [
        {"about": "old", "cause": "no-headings", "confidence": 0.7},
        {"about": "new", "cause": "no-headings", "confidence": 0.7},
    ]
    capfd.readouterr()
    assert main(["compare", "old.md", "new.md", "--min-confidence", "0.8"]) == 4
    assert capfd.readouterr().err == "plandiff: old.md: not sure enough, 0.7 of 0.8: no headings were found in a long text\n"


# --- rules ------------------------------------------------------------------------------------


def test_rules_are_listed_and_explained_in_both_languages(capsysbinary: Any) -> None:
    def said(*arguments: str) -> str:
        assert main(["rules", *arguments]) == 0
        return str(capsysbinary.readouterr().out.decode())

    assert [line.split()[1] for line in said("deadline").splitlines() if line.startswith(("error", "warning", "info"))] == [
        rule.id for rule in RULES if rule.area == "deadline"
    ]
    for language in ("en", "zh"):
        explained = said("target-lowered", "--lang", language)
        assert all(text in "".join(explained.split()) for text in ("Targetlowered:{name}", "目标降低：{name}", "target-raised"))
    listed = json.loads(said("--format", "json"))
    assert [rule["rule"] for rule in listed] == [rule.id for rule in RULES]
    assert all(rule["meaning"] and rule["meaning_zh"] for rule in listed)
    assert main(["rules", "target-lowerd"]) == 2
    assert "did you mean 'target-lowered'?" in capsysbinary.readouterr().err.decode()


def test_every_word_on_an_axis_has_a_name_in_chinese() -> None:
    words = {word for axis in (Level, Area, Kind, Action) for word in get_args(axis)}
    assert words <= set(CHINESE)


def test_the_page_of_rules_is_current() -> None:
    page = (ROOT / "docs/rules.md").read_bytes()
    assert page == render_rules_markdown(RULES, RenderOptions()), "make docs writes it"


# --- docs/configuration.md --------------------------------------------------------------------


def blocks(language: str) -> list[str]:
    text = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def test_the_examples_of_the_documentation_are_read_and_show_every_key() -> None:
    whole, shared = blocks("toml")
    configure(whole)
    configure(shared, "pyproject.toml")
    configuration = read_configuration(Path("plandiff.toml"))
    assert read_configuration(Path("pyproject.toml")).levels == (("obligation-weakened", "warning"),)
    tables = tomllib.loads(whole)
    assert set(tables) == set(KEYS)
    assert set(tables["report"]) == set(REPORT_KEYS)
    assert {key for table in tables["ignore"] for key in table} == set(IGNORE_KEYS)
    assert {key for table in tables["read"] for key in table} == set(READ_KEYS)
    assert configuration.fail_on == ("error", "target-removed")


def test_every_key_of_the_report_table_speaks_for_a_parameter_of_compare() -> None:
    assert {key.sets for key in REPORT_KEYS.values()} <= {parameter.name for parameter in compare_command.params}


@pytest.fixture
def documented(folder: Path) -> Path:
    """The folder with the documents that the documentation speaks of."""
    (folder / "old.html").write_bytes((ROOT / "seeds/beijing-2021-2025.txt").read_bytes())
    (folder / "new.md").write_bytes((ROOT / "seeds/beijing-2021-2025-revised.md").read_bytes())
    return folder


@pytest.mark.usefixtures("documented")
def test_the_python_of_the_documentation_gives_what_it_shows() -> None:
    configure('fail-on = "error"')
    examples = doctest.DocTestParser().get_doctest("".join(blocks("python")), {}, "configuration.md", None, 0)
    said: list[str] = []
    assert doctest.DocTestRunner().run(examples, out=said.append).failed == 0, "".join(said)
    assert examples.examples


@pytest.mark.usefixtures("documented")
def test_the_commands_of_the_documentation_exit_as_it_says() -> None:
    commands = [line.rsplit("#", 1) for block in blocks("sh") for line in block.splitlines()]
    assert len(commands) == 8
    for command, code in commands:
        name, *arguments = shlex.split(command)
        assert (name, main(arguments)) == ("plandiff", int(code)), command


def test_the_accept_file_of_the_documentation_is_one() -> None:
    (shown,) = blocks("text")
    configure(shown, "plandiff.accept")
    assert [entry.rule for entry in read_acceptances(Path("plandiff.accept"))] == ["deadline-postponed"]
    assert shown.splitlines()[:3] == list(HEADER)
