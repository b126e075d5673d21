"""What readers say of changes: kept in notes files, shown with the changes, put together, accepted."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import plandiff
from plandiff.cli.main import main
from plandiff.errors import InputError
from plandiff.judgement import merge_notes, parse_notes
from plandiff.model import Decision, Decisions, Notes, Opinion
from plandiff.schemas import json_schema
from repositories import Repository

OLD = "# 丙县水利规划\n\n## 一、目标\n\n到2030年，供水普及率达到95%。\n\n新建水厂3座。\n\n## 二、保障\n\n加强管护，落实经费。\n"
NEW = "# 丙县水利规划\n\n## 一、目标\n\n到2030年，供水普及率达到92%。\n\n新建水厂5座。\n\n## 二、保障\n\n加强管护，落实经费。\n"
A, B, C = "0" * 16, "1" * 16, "2" * 16


def notes(*opinions: dict[str, Any], decisions: tuple[dict[str, Any], ...] = (), **more: Any) -> bytes:
    return json.dumps({"schema": "plandiff/notes-1", "decisions": decisions, "notes": opinions, **more}).encode()


def keys_of(text: str, document: str) -> list[str]:
    plan = plandiff.load(document.encode())
    return [plan.keys[unit.id] for unit in plan.units if unit.text.startswith(text)]


def about_rate(**said: str) -> dict[str, Any]:
    """An opinion on the change of the rate."""
    return {"old": keys_of("到2030年", OLD), "new": keys_of("到2030年", NEW), **said}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.md").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.md").write_text(NEW, encoding="utf-8")
    return tmp_path


def compared(folder: Path, *options: str) -> dict[str, Any]:
    assert main(["compare", "old.md", "new.md", "-o", "out.json", *options]) == 0
    data: dict[str, Any] = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(json.loads(json_schema())).validate(data)
    return data


def test_what_readers_said_stands_with_the_change_whoever_said_it(folder: Path) -> None:
    (folder / "wang.json").write_bytes(notes(about_rate(verdict="objected", note="不应下调", by="王")))
    (folder / "li.json").write_bytes(notes(about_rate(verdict="agreed", by="李")))
    said = [c["notes"] for c in compared(folder, "--notes", "wang.json", "--notes", "li.json")["changes"] if "notes" in c]
    assert said == [[{"verdict": "objected", "note": "不应下调", "by": "王"}, {"verdict": "agreed", "note": "", "by": "李"}]]
    assert not any("notes" in change for change in compared(folder)["changes"])


def test_a_note_on_a_text_that_was_changed_again_is_said_to_be_stale(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "n.json").write_bytes(notes(about_rate(verdict="agreed", note="可", by="王")))
    (folder / "new.md").write_text(NEW.replace("92%", "93%"), encoding="utf-8")
    assert not any("notes" in change for change in compared(folder, "--notes", "n.json", "--lang", "en")["changes"])
    assert "notes on changes that are not there any more: 1" in capfd.readouterr().err


def test_a_note_on_two_units_that_are_not_one_change_is_stale(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    opinion = {"old": keys_of("到2030年", OLD), "new": keys_of("新建水厂", NEW), "verdict": "discuss"}
    (folder / "n.json").write_bytes(notes(opinion))
    assert not any("notes" in change for change in compared(folder, "--notes", "n.json", "--lang", "zh")["changes"])
    assert "所批注的变化已不存在：1 条" in capfd.readouterr().err


def test_the_same_file_corrects_links(folder: Path) -> None:
    forbid = {"old": keys_of("新建水厂", OLD)[0], "new": keys_of("新建水厂", NEW)[0], "forbid": True}
    (folder / "n.json").write_bytes(notes(decisions=(forbid,)))
    found = compared(folder, "--notes", "n.json")["changes"]
    assert {change["status"] for change in found} >= {"added", "deleted"}


def test_findings_of_changes_that_readers_agreed_with_are_accepted_with_their_reason(folder: Path) -> None:
    (folder / "n.json").write_bytes(notes(about_rate(verdict="agreed", note="人口外流", by="王")))
    assert main(["compare", "old.md", "new.md", "--fail-on", "target-lowered", "-o", "out.json"]) == 1
    assert main(["accept", "old.md", "new.md", "--notes", "n.json"]) == 0
    line = next(
        line for line in (folder / "plandiff.accept").read_text(encoding="utf-8").splitlines() if "target-lowered" in line
    )
    assert line.endswith("| 人口外流 | 王")
    assert main(["compare", "old.md", "new.md", "--fail-on", "target-lowered", "-o", "out.json"]) == 0


@pytest.mark.parametrize("verdict", ["objected", "discuss"])
def test_what_one_reader_did_not_agree_with_is_not_accepted(folder: Path, verdict: str) -> None:
    (folder / "n.json").write_bytes(notes(about_rate(verdict="agreed", by="王"), about_rate(verdict=verdict, by="李")))
    assert main(["accept", "old.md", "new.md", "--notes", "n.json"]) == 0
    assert not (folder / "plandiff.accept").exists()


@pytest.mark.parametrize(
    "data",
    [
        notes().replace(b'"notes": []', b'"notes": {}'),
        notes().replace(b'"notes": []', b'"notes": [7]'),
        notes({"verdict": "agreed"}),
        notes({"old": [], "new": [], "verdict": "agreed"}),
        notes({"old": A, "verdict": "agreed"}),
        notes({"old": ["2.1/3"], "verdict": "agreed"}),
        notes({"old": [A], "verdict": "yes"}),
        notes({"old": [A], "verdict": ["agreed"]}),
        notes({"old": [A], "note": 7}),
        notes({"old": [A], "note": ""}),
        notes({"old": [A]}),
        notes({"old": [A], "verdict": "agreed", "by": None}),
    ],
    ids=range(12),
)
def test_notes_that_make_no_sense_are_refused_with_the_files_name_and_by_the_schema(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^n\.json: "):
        parse_notes(data, "n.json")
    assert not jsonschema.Draft202012Validator(json.loads(json_schema("notes-1"))).is_valid(json.loads(data))


def test_notes_are_written_as_they_are_read() -> None:
    said = Notes(
        Decisions((Decision(A, B, "pin"), Decision(B, C, "forbid"))),
        (Opinion((A,), (B, C), "discuss", "拆分是否必要？\n再议", "王"), Opinion((), (C,), None, "新增")),
    )
    written = {
        "schema": "plandiff/notes-1",
        "decisions": [{"old": entry.old, "new": entry.new, entry.saying: True} for entry in said.decisions.entries],
        "notes": [opinion.as_dict for opinion in said.opinions],
    }
    data = merge_notes([("n.json", json.dumps(written).encode())]).data
    assert parse_notes(data, "n.json") == said
    jsonschema.Draft202012Validator(json.loads(json_schema("notes-1"))).validate(json.loads(data))


def test_several_readers_notes_become_one_file_whatever_their_order(capfd: pytest.CaptureFixture[str], folder: Path) -> None:
    files = {
        "wang.json": notes({"old": [A], "new": [B], "verdict": "agreed", "by": "王", "seen": 1}, office="法规处"),
        "li.json": notes({"old": [A], "new": [B], "verdict": "objected", "by": "李"}, {"old": [C], "note": "删得好", "by": "李"}),
        "zhao.json": notes({"old": [C], "note": "删得好", "by": "李"}, decisions=({"old": A, "new": B, "pin": True},)),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    results = set()
    for order in itertools.permutations(files):
        assert main(["notes", "merge", *order, "-o", "all.json", "--lang", "en"]) == 0
        err = capfd.readouterr().err
        assert err.startswith("plandiff: readers disagree: ")
        assert "王" in err
        assert "李" in err
        whole = json.loads((folder / "all.json").read_bytes())
        results.add(json.dumps(whole, sort_keys=True))
    assert len(results) == 1
    assert whole["office"] == "法规处"
    assert [entry.get("seen") for entry in whole["notes"] if entry["by"] == "王"] == [1]
    assert len(whole["notes"]) == 3
    assert len(whole["decisions"]) == 1


@pytest.mark.parametrize(
    ("others", "count"),
    [
        (({"old": A, "new": B, "forbid": True},), 1),
        (({"old": A, "new": C, "pin": True},), 1),
        (({"old": C, "new": B, "pin": True},), 1),
        (({"old": A, "new": C, "forbid": True}, {"old": A, "new": B, "pin": True}), 0),
    ],
)
def test_decisions_that_cannot_both_hold_are_disagreements(others: tuple[dict[str, Any], ...], count: int) -> None:
    pin = {"old": A, "new": B, "pin": True}
    merged = merge_notes([("one", notes(decisions=(pin,))), ("other", notes(decisions=others))])
    assert len(merged.disagreements) == count


def test_a_merged_file_may_take_the_place_of_one_of_its_parts_and_a_broken_part_leaves_it_alone(folder: Path) -> None:
    (folder / "a.json").write_bytes(notes({"old": [A], "note": "甲"}))
    (folder / "b.json").write_bytes(notes({"old": [B], "note": "乙"}))
    assert main(["notes", "merge", "a.json", "b.json", "-o", "a.json"]) == 0
    whole = (folder / "a.json").read_bytes()
    assert len(json.loads(whole)["notes"]) == 2
    (folder / "b.json").write_text("{", encoding="utf-8")
    assert main(["notes", "merge", "a.json", "b.json", "-o", "a.json"]) == 2
    assert (folder / "a.json").read_bytes() == whole


def test_git_merges_what_two_readers_add_at_different_places(repository: Repository) -> None:
    kept = [{"old": [f"{n:x}" * 16], "note": "已阅"} for n in (1, 5, 9)]
    base = merge_notes([("n", notes(*kept))]).data
    repository.commit_files("base", {"n.json": base})
    repository.git("checkout", "-q", "-b", "other")
    repository.commit_files("other", {"n.json": merge_notes([("n", notes(*kept, {"old": ["3" * 16], "note": "甲"}))]).data})
    repository.git("checkout", "-q", "main")
    repository.commit_files("mine", {"n.json": merge_notes([("n", notes(*kept, {"old": ["7" * 16], "note": "乙"}))]).data})
    repository.git("merge", "-q", "other", "-m", "both")
    assert len(parse_notes((repository.folder / "n.json").read_bytes(), "n.json").opinions) == 5
