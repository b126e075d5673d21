"""What the first edition wrote goes on working: accept files, configurations, libraries, canonical Markdown."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import plandiff
from contracts import KEPT, make_library
from plandiff.cli.main import main

JUDGED = ("old.md", "new.md", "--config", "plandiff.toml", "--lang", "en")
Ask = Callable[..., str]


@pytest.fixture
def ask(capfd: pytest.CaptureFixture[str]) -> Ask:
    """A function that gives a command and returns what it prints."""

    def asked(*arguments: str, code: int = 0) -> str:
        assert main(list(arguments)) == code, capfd.readouterr().err
        return capfd.readouterr().out

    return asked


@pytest.fixture
def judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two editions, a configuration and an accept file of the first edition."""
    shutil.copytree(KEPT / "judged", tmp_path / "judged")
    monkeypatch.chdir(tmp_path / "judged")
    return tmp_path / "judged"


def findings(answer: str) -> dict[str, dict[str, Any]]:
    return {found["rule"]: found for found in json.loads(answer)["findings"]}


@pytest.mark.usefixtures("judged")
def test_what_was_accepted_stays_accepted_and_the_levels_stay(ask: Ask) -> None:
    found = findings(ask("compare", *JUDGED, "--format", "json"))
    accepted = {rule for rule, finding in found.items() if finding["accepted"]}
    assert accepted == {"target-lowered", "obligation-weakened", "target-removed"}
    assert found["section-added"]["level"] == "warning"  # by the configuration's pattern
    assert "numbering-changed" not in found  # ignored there


def test_without_the_accept_file_the_same_comparison_fails(judged: Path, ask: Ask) -> None:
    (judged / "plandiff.accept").unlink()
    ask("compare", *JUDGED, code=1)


def test_an_accept_file_takes_further_findings_and_lets_go_of_those_that_occur_no_more(judged: Path, ask: Ask) -> None:
    before = (judged / "plandiff.accept").read_text(encoding="utf-8").splitlines()
    ask("accept", *JUDGED, "--rule", "section-added", "--reason", "agreed")
    after = (judged / "plandiff.accept").read_text(encoding="utf-8").splitlines()
    assert set(before) < set(after)
    (added,) = set(after) - set(before)
    assert "section-added" in added
    ask("accept", *JUDGED, "--prune")
    pruned = (judged / "plandiff.accept").read_text(encoding="utf-8").splitlines()
    assert set(after) - set(pruned) == {line for line in before if line.startswith("0" * 16)}


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of the first edition, made the current folder."""
    make_library(tmp_path / "library")
    monkeypatch.delenv("PLANDIFF_LIBRARY", raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.chdir(tmp_path / "library")
    return tmp_path / "library"


@pytest.mark.usefixtures("library")
def test_a_library_lists_what_it_holds_and_not_what_was_removed(ask: Ask) -> None:
    assert [line.split("\t")[0] for line in ask("list").splitlines()] == ["清河/公园", "清河/节水"]
    log = [line.split("\t") for line in ask("log", "清河/节水", "--lang", "en").splitlines()]
    assert [line[:2] for line in log if line[0]] == [["2023-05-12"] * 2, ["2021", "2021-09-30"], ["2021-draft", "2021-03-01"]]
    assert ["", "adopted by the council"] in log
    ask("show", "清河/旧方案@1", code=2)


@pytest.mark.usefixtures("library")
def test_a_version_is_shown_and_its_bytes_come_back(tmp_path: Path, ask: Ask) -> None:
    shown = ask("show", "清河/节水@2021-10-01", "--lang", "en")
    assert "https://example.org/water" in shown
    assert "### （三）\u3000工业节水。" in shown
    ask("show", "清河/公园@1", "--original", "-o", str(tmp_path / "out.txt"))
    assert "新建口袋公园20处" in (tmp_path / "out.txt").read_bytes().decode("gb18030")


@pytest.mark.usefixtures("library")
def test_canonical_text_of_the_first_edition_reads_as_the_original_does(tmp_path: Path, ask: Ask) -> None:
    ask("export", "-o", str(tmp_path / "texts"), "--text")
    ask("export", "-o", str(tmp_path / "files"))
    texts, files = ({path.stem: path for path in (tmp_path / kind).rglob("*@*")} for kind in ("texts", "files"))
    assert len(texts) == 5
    assert texts.keys() == files.keys()
    for name, path in texts.items():
        assert not plandiff.compare(path, files[name], mode="versions").summary.different, name


@pytest.mark.usefixtures("library")
def test_versions_are_compared_and_their_history_is_shown(tmp_path: Path, ask: Ask) -> None:
    comparison = json.loads(ask("compare", "清河/节水@2021-draft", "清河/节水@2021", "--format", "json"))
    assert comparison["summary"]["added"] == 2
    assert comparison["summary"]["changed"] == 1
    assert "2021-draft 2023-05-12" in ask("blame", "清河/节水")
    assert "11.5亿立方米以内" in ask("history", "清河/节水", "--section", "目标")
    ask("timeline", "清河/节水", "-o", str(tmp_path / "timeline.html"))
    assert "工业节水" in (tmp_path / "timeline.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("library")
def test_a_library_is_sound_and_takes_a_further_version(tmp_path: Path, ask: Ask) -> None:
    assert "2 documents, 5 versions" in ask("verify", "--lang", "en")
    text = ask("show", "清河/公园@latest").rpartition("---\n\n")[2]
    (tmp_path / "next.md").write_text(text.replace("26处", "30处"), encoding="utf-8")
    added = ask("add", str(tmp_path / "next.md"), "--as", "清河/公园", "--date", "2024-02-01", "--lang", "en")
    assert "清河/公园@2024-02-01: added" in added
    assert "since 清河/公园@2022-06-01: 1 section touched" in added
    assert "2 documents, 6 versions" in ask("verify", "--lang", "en")
    assert "26处" in ask("compare", "清河/公园@~1", "清河/公园@latest", "--format", "json")
