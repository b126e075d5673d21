"""People overrule what is found: on the command line, in a configuration, and for good in a library."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandiff import load
from plandiff.cli.main import main
from plandiff.errors import InputError, UsageError
from plandiff.model import NO_OVERRULES, Overrules, Plan, Reading, ReadingRule
from plandiff.patterns import Pattern

PAGE = """<!DOCTYPE html><html><head><meta charset=utf-8></head><body>
<div id=nav><p>本栏目刊登市政府的文件，欢迎查阅。</p></div>
<div id=zoom><p>清河市节水规划</p><p>一、目标</p><p>到2030年，建成节水型社会。</p><p>注：本页由系统生成。</p><p>二、任务</p><p>各区落实责任。</p></div>
<div class=foot><p>责任编辑：小王</p></div></body></html>"""


def read(**said: Any) -> Plan:
    return load(PAGE.encode(), Reading(overrules=Overrules(**said)))


def texts(plan: Plan) -> list[str]:
    return [unit.number + unit.text for unit in plan.units]


def aside(plan: Plan) -> dict[str, str]:
    return {item.text: item.reason for item in plan.set_aside}


def test_a_selector_names_the_element_that_holds_the_text() -> None:
    plan = read(select="#zoom")
    assert plan.meta.title == "清河市节水规划"
    assert aside(plan) == {"本栏目刊登市政府的文件，欢迎查阅。": "furniture", "责任编辑：小王": "furniture"}
    assert texts(read(select="#nav p")) == ["本栏目刊登市政府的文件，欢迎查阅。"]
    for selector, cause in (("#none", InputError), ("#[", UsageError)):
        with pytest.raises(cause):
            read(select=selector)


def test_what_is_no_page_has_no_element_to_select(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "plan.md").write_text("# 清河市节水规划\n\n各区落实责任。\n", "utf-8")
    (tmp_path / "plan.html").write_text(PAGE, "utf-8")
    assert main(["compare", str(tmp_path / "plan.html"), str(tmp_path / "plan.md"), "--select", "#zoom"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "plan.md: not a web page" in said
    rules = (ReadingRule(Overrules(select="#zoom"), paths=("plan.*",)),)
    for name in ("plan.md", "plan.html"):  # a configuration may name both, and means the pages
        assert load(tmp_path / name, Reading(rules=rules, folder=str(tmp_path))).units


def test_an_element_of_a_page_in_a_web_archive_can_be_selected() -> None:
    head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html; charset=utf-8\n\n"
    plan = load(f"{head}{PAGE}\n--b--".encode(), Reading(overrules=Overrules(select="#nav p")))
    assert texts(plan) == ["本栏目刊登市政府的文件，欢迎查阅。"]


def test_an_element_inside_a_table_can_be_selected_too() -> None:
    table = "<table><tr><td>栏目</td><td>首页</td></tr><tr><td id=zoom><p>一、目标</p><p>节约用水。</p></td><td>公告</td></tr></table>"
    plan = load(f"<html><body>{table}</body></html>".encode(), Reading(overrules=Overrules(select="#zoom")))
    assert texts(plan) == ["一、目标", "节约用水。"]


def test_a_document_stands_between_two_lines_which_belong_to_it() -> None:
    plan = read(between=("一、目标", "二、任务"))
    assert texts(plan) == ["一、目标", "到2030年，建成节水型社会。", "注：本页由系统生成。", "二、任务"]
    assert set(aside(plan).values()) == {"asked"}
    with pytest.raises(InputError, match="no line holds '三、保障'"):
        read(between=("一、目标", "三、保障"))


def test_lines_are_set_aside_and_kept_as_asked() -> None:
    plan = read(select="#zoom", set_aside=("^注：", "责任"), keep=("^各区",))
    assert aside(plan)["注：本页由系统生成。"] == "asked"
    assert "各区落实责任。" in texts(plan)
    assert "责任编辑：小王" in texts(read(keep=("^责任编辑",)))
    assert all(unit.layer == "body" for unit in read(keep=("^责任编辑",)).units)


def test_a_title_is_as_it_is_said_and_another_that_is_printed_is_on_record() -> None:
    plan = read(title="清河市节水规划（试行）", select="#zoom")
    assert plan.meta.title == plan.root.title == "清河市节水规划（试行）"
    assert aside(plan)["清河市节水规划"] == "title-block"
    canonical = load(b"---\nplandiff: plan-1\n---\n\n# A\n\ntext\n", Reading(overrules=Overrules(title="B")))
    assert canonical.root.title == canonical.meta.title == "B"


def test_a_rule_is_about_the_documents_of_a_path_or_of_a_host_and_those_below_it() -> None:
    said = Overrules(select="#zoom")
    assert [
        ReadingRule(said, hosts=("gov.example",)).concerns(f"https://{host}/a")
        for host in ("www.gov.example", "gov.example", "ungov.example")
    ] == [True, True, False]
    assert [ReadingRule(said, paths=("plans/*",)).concerns(name) for name in ("plans/a.html", "a.html")] == [True, False]
    rules = (ReadingRule(Overrules(title="A", keep=("x",)), ("a.*",)), ReadingRule(Overrules(title="B", select="p"), ("*.html",)))
    assert Reading(overrules=Overrules(keep=("y",)), rules=rules).of("a.html") == Overrules("A", "p", None, (), ("y",))
    assert Reading(rules=rules).of("b.md") == NO_OVERRULES


def test_the_configuration_and_the_command_line_say_how_to_read(tmp_path: Path, monkeypatch: Any, capfd: Any) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.html").write_text(PAGE, encoding="utf-8")
    Path("plandiff.toml").write_text('[[read]]\npath = "*.html"\nselect = "#zoom"\nset-aside = "^注"\n', encoding="utf-8")
    assert main(["outline", "a.html", "--show-set-aside", "--lang", "en", "--title", "Water"]) == 0
    shown = capfd.readouterr().out
    assert shown.startswith("Water\n")
    assert "[set aside as asked] 注：本页由系统生成。" in shown
    assert main(["compare", "a.html", "a.html", "--keep", "^注", "--set-aside", "^到", "--format", "json"]) == 0
    assert '"reason": "asked", "text": "到2030年' in capfd.readouterr().out
    assert main(["outline", "a.html", "--set-aside", "(?=x)"]) == 2
    assert "is not a regular expression" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("table", "cause"),
    [
        ('select = "#zoom"', "must name documents"),
        ('path = "a.html"', "must name documents"),
        ('path = "a.html"\nbetween = ["a"]', "two texts"),
        ('path = "a.html"\nkeep = "("', "not a regular expression"),
        ('path = "a.html"\nkeeps = "a"', "keeps"),
    ],
)
def test_a_table_that_makes_no_sense_is_refused(table: str, cause: str, tmp_path: Path, monkeypatch: Any, capfd: Any) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.html").write_text(PAGE, encoding="utf-8")
    Path("plandiff.toml").write_text(f"[[read]]\n{table}\n", encoding="utf-8")
    assert main(["outline", "a.html", "--lang", "en"]) == 2
    assert cause in capfd.readouterr().err


def test_a_version_is_read_as_it_was_when_it_was_added(tmp_path: Path, monkeypatch: Any, capfd: Any) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.html").write_text(PAGE, encoding="utf-8")
    assert main(["init", "."]) == 0
    assert main(["add", "a.html", "--as", "water", "--select", "#zoom", "--set-aside", "^注", "--title", "节水"]) == 0
    capfd.readouterr()
    assert main(["outline", "water@latest", "--show-set-aside", "--lang", "en"]) == 0
    shown = capfd.readouterr().out
    assert shown.startswith("节水\n")
    assert "[set aside as asked] 注" in shown
    assert main(["show", "water"]) == 0
    assert '"select": "#zoom"' in capfd.readouterr().out


# --- the engine --------------------------------------------------------------------------------

ATOMS = st.sampled_from(["a", "b", ".", "[ab]", "[^a]", r"\d", r"\w", r"\.", "中"])
PATTERNS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]}|{pair[1]})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "{,2}", "{2,}", "*?"])).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
        inner.map(lambda source: f"^{source}"),
        inner.map(lambda source: f"{source}$"),
    ),
    max_leaves=6,
)  # fmt: skip


@given(PATTERNS, st.text("ab1.中 ", max_size=8))
def test_a_pattern_fits_what_it_fits_for_python(source: str, text: str) -> None:
    assert Pattern(source).is_in(text) == bool(re.search(source, text, re.DOTALL))


def test_a_pattern_that_takes_python_for_ever_is_read_once() -> None:
    assert not Pattern("^(a|a|aa)+$").is_in("a" * 20_000 + "b")
    assert Pattern("(?i)^(?:x+x+)+y").is_in("X" * 5_000 + "Y")


@pytest.mark.parametrize(
    "source", ["(?=a)", "(", ")", "[a", "*", r"\1", r"\b", "(?P<n>a)", "((a{50}){50}){50}", "a{3,2}", "(" * 60 + ")" * 60]
)
def test_what_the_engine_does_not_know_is_refused(source: str) -> None:
    with pytest.raises(UsageError, match="is not a regular expression"):
        Pattern(source)
