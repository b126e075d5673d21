"""What was accepted stays accepted, in a file that people keep."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import plandiff
from plandiff.changes import RULES
from plandiff.cli.main import main
from plandiff.judgement import Acceptance, add_lines, drop_lines, judge, no_configuration
from plandiff.judgement.acceptance import FIELDS, parse_lines, write_line
from plandiff.model import Comparison, Plan, Section
from plandiff.renderers.terminal import printable

SEEDS = Path(__file__).parent.parent / "seeds"
OLD = """# 云河市教育规划

## 一、发展目标

到2025年，学前三年毛入园率达到95%。学校应当每年公布经费使用情况。

## 二、保障措施

2023年底前，建立健全考核评价制度。各区应当足额安排教育经费。
"""
NEW = OLD.replace("95%", "93%").replace("2023年底", "2024年底").replace("各区应当", "鼓励各区")
STRICT = '[rules]\ntarget-lowered = "error"\ndeadline-postponed = "error"\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, made the current one, with old.md and new.md, and a configuration by which what is weaker is an error."""
    (tmp_path / "plandiff.toml").write_text(STRICT, encoding="utf-8")
    (tmp_path / "old.md").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.md").write_text(NEW, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path


def lines(name: str = "plandiff.accept") -> list[str]:
    """The lines of the accept file that accept something."""
    return [line for line in Path(name).read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def fails() -> bool:
    return main(["compare", "old.md", "new.md", "--fail-on", "error", "-o", "out.json"]) == 1


def findings() -> list[dict[str, Any]]:
    main(["compare", "old.md", "new.md", "-o", "out.json"])
    return list(json.loads(Path("out.json").read_bytes())["findings"])


# --- plandiff accept --------------------------------------------------------------------------


@pytest.mark.usefixtures("folder")
def test_accepted_findings_no_longer_fail() -> None:
    assert fails()
    assert (
        main(["accept", "old.md", "new.md", "--rule", "target", "--rule", "deadline-*", "--reason", "经会议同意", "--by", "李某"])
        == 0
    )
    assert fails()
    assert main(["accept", "old.md", "new.md", "--level", "error"]) == 0
    assert not fails()
    assert {finding["rule"] for finding in findings() if finding["accepted"]} == {
        "target-lowered",
        "deadline-postponed",
        "obligation-weakened",
    }
    assert sum(line.endswith(" | 经会议同意 | 李某") for line in lines()) == 2


@pytest.mark.usefixtures("folder")
def test_a_finding_is_accepted_by_its_fingerprint_alone(capfd: Any) -> None:
    lowered = next(finding for finding in findings() if finding["rule"] == "target-lowered")
    assert main(["accept", "old.md", "new.md", "--finding", lowered["fingerprint"]]) == 0
    assert [line.split(" | ")[0] for line in lines()] == [lowered["fingerprint"]]
    assert main(["accept", "old.md", "new.md", "--finding", "0" * 16]) == 2
    assert "no finding has this fingerprint" in capfd.readouterr().err
    assert main(["accept", "old.md", "new.md"]) == 2
    Path("plandiff.accept").write_text(f"{lowered['fingerprint']}\n", encoding="utf-8")
    assert [finding["rule"] for finding in findings() if finding["accepted"]] == ["target-lowered"]


@pytest.mark.usefixtures("folder")
def test_what_others_wrote_stays_as_it_is() -> None:
    theirs = "# 2024年第一次会议\n\n# 见会议纪要\nffffffffffffffff | zz | my own note\n\n0000000000000000\n# the end\n"
    Path("plandiff.accept").write_text(theirs, encoding="utf-8")
    main(["accept", "old.md", "new.md", "--all"])
    written = Path("plandiff.accept").read_text(encoding="utf-8")
    assert "".join(line for line in written.splitlines(keepends=True) if line in theirs.splitlines(keepends=True)) == theirs
    assert "# 见会议纪要\nffffffffffffffff" in written
    main(["accept", "old.md", "new.md", "--all"])
    assert Path("plandiff.accept").read_text(encoding="utf-8") == written


def test_stale_acceptances_are_reported_and_dropped_only_on_request(folder: Path, capfd: Any) -> None:
    main(["accept", "old.md", "new.md", "--level", "error"])
    other = "1111111111111111 | target-lowered | error | another.md"
    with (folder / "plandiff.accept").open("a", encoding="utf-8") as file:
        file.write(f"{other}\n")
    (folder / "new.md").write_text(NEW.replace("93%", "95%"), encoding="utf-8")
    capfd.readouterr()
    assert not fails()
    assert "plandiff.accept: no longer found: target-lowered" in capfd.readouterr().err
    assert len(lines()) == 4
    assert main(["compare", "old.md", "new.md", "--min-confidence", "1"]) == 4
    assert "no longer found" not in capfd.readouterr().err, "what cannot be trusted is not judged"
    assert main(["accept", "old.md", "new.md", "--prune"]) == 0
    assert sorted(line.split(" | ")[1] for line in lines()) == ["deadline-postponed", "obligation-weakened", "target-lowered"]
    assert other in lines()


@pytest.mark.parametrize(
    "content", ["<<<<<<< HEAD\n", "target-lowered | 0123456789abcdef\n", "0123456789ABCDEF\n", f"{'0' * 16}{' | x' * 8}\n"]
)
def test_a_line_that_is_none_is_an_error(folder: Path, content: str, capfd: Any) -> None:
    (folder / "plandiff.accept").write_text(f"# comment\n\n{content}", encoding="utf-8")
    assert main(["compare", "old.md", "new.md"]) == 2
    assert "plandiff.accept: line 3:" in capfd.readouterr().err


def test_renumbering_and_moved_lines_keep_what_was_accepted(folder: Path) -> None:
    main(["accept", "old.md", "new.md", "--level", "error"])
    goals, safeguards = NEW.partition("## 二、")[0].partition("## 一、")[2], NEW.partition("## 二、")[2]
    again = f"# 云河市教育规划\n\n\n## 第一章 新增说明\n\n本章为新增。\n\n## 第二章 {safeguards}\n\n\n## 第三章 {goals}"
    (folder / "new.md").write_text(again, encoding="utf-8")
    assert not fails()
    assert len([finding for finding in findings() if finding["accepted"]]) == 3


def git(*arguments: str) -> None:
    subprocess.run(["git", "-c", "user.name=li", "-c", "user.email=li@example.org", *arguments], check=True, capture_output=True)


def test_branches_that_accept_different_findings_merge(folder: Path) -> None:
    (folder / ".gitattributes").write_text("plandiff.accept merge=union\n", encoding="utf-8")
    git("init", "-b", "main")
    git("add", ".")
    git("commit", "-m", "plans")
    for branch, rule in (("one", "target-lowered"), ("two", "task"), ("three", "deadline")):
        git("checkout", "-b", branch, "main")
        main(["accept", "old.md", "new.md", "--rule", rule])
        git("add", ".")
        git("commit", "-m", branch)
    git("merge", "one")
    git("merge", "two")
    assert sorted(line.split(" | ")[1] for line in lines()) == ["deadline-postponed", "obligation-weakened", "target-lowered"]
    assert not fails()


# --- the format -------------------------------------------------------------------------------

TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("|\n\r\u2028\x1b\u202e#\x85")), max_size=200)
ACCEPTANCES = st.builds(
    Acceptance,
    st.text("0123456789abcdef", min_size=16, max_size=16),
    st.sampled_from([rule.id for rule in RULES]),
    **dict.fromkeys(FIELDS[2:], TEXTS),
)


@given(st.lists(ACCEPTANCES, max_size=5, unique_by=lambda entry: entry.fingerprint))
def test_no_text_of_a_document_breaks_the_file(entries: list[Acceptance]) -> None:
    written = add_lines(["# head", "", "# end"], entries, "plandiff.accept")
    assert "\n".join(written).splitlines() == written
    assert len(written) == len(entries) + 3
    assert written == [printable(line) for line in written]
    read = parse_lines(written, "plandiff.accept")
    assert sorted(entry.fingerprint for entry in read) == sorted(entry.fingerprint for entry in entries)
    assert [write_line(entry) for entry in read] == written[3:]
    assert drop_lines(written, read) == ["# head", "", "# end"]


@given(st.lists(ACCEPTANCES, max_size=6, unique_by=lambda entry: entry.fingerprint), st.data())
def test_the_order_of_accepting_does_not_matter(entries: list[Acceptance], data: st.DataObject) -> None:
    one_by_one: list[str] = []
    for entry in data.draw(st.permutations(entries)):
        one_by_one = add_lines(one_by_one, [entry], "plandiff.accept")
    assert one_by_one == add_lines([], entries, "plandiff.accept")


# --- fingerprints -----------------------------------------------------------------------------

SUBSTANCE = ("target", "task", "project", "deadline", "responsible body")
"""Areas whose findings are about what a sentence says, wherever it stands."""


@pytest.fixture(scope="module")
def editions() -> tuple[Plan, Plan, Comparison]:
    plans = [plandiff.load(SEEDS / name) for name in ("beijing-2021-2025.txt", "beijing-2021-2025-revised.md")]
    return plans[0], plans[1], plandiff.compare(plans[0], plans[1], mode="versions")


def with_sections(plan: Plan, sections: tuple[Section, ...]) -> Plan:
    """The plan with other sections at its top, numbered anew."""
    numbers = "一二三四五六七八九十"
    renumbered = [
        replace(_with_ids(section, str(place)), number=f"{numbers[place - 1]}、") for place, section in enumerate(sections, 1)
    ]
    return replace(plan, root=replace(plan.root, children=tuple(renumbered)), leads=())


def _with_ids(section: Section, path: str) -> Section:
    children = (_with_ids(child, f"{path}.{place}") for place, child in enumerate(section.children, 1))
    return replace(section, id=path, children=tuple(children))


@pytest.mark.parametrize("edit", ["insert above", "rotate", "reverse"])
def test_accepted_findings_stay_accepted_when_sections_are_inserted_or_reordered(
    edit: str, editions: tuple[Plan, Plan, Comparison]
) -> None:
    old, new, comparison = editions
    sections = new.root.children
    inserted = Section("", "", "本轮修订说明", 1)
    again = {
        "insert above": (inserted, *sections),
        "rotate": (*sections[1:], sections[0]),
        "reverse": sections[::-1],
    }[edit]
    later = plandiff.compare(old, with_sections(new, again), mode="versions")
    accepted = tuple(Acceptance(finding.fingerprint) for finding in comparison.findings)
    judged = judge(later, replace(no_configuration(Path.cwd()), accepted=accepted))
    substance = [finding for finding in judged.findings if finding.rule.area in SUBSTANCE]
    assert len(substance) > 30
    assert [finding.message("en") for finding in substance if not finding.accepted] == []
