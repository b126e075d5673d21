"""The notes file: what people decided, read from JSON that may hold anything."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import plandiff
from plandiff.cli.main import main
from plandiff.errors import FileError, InputError
from plandiff.judgement import parse_decisions, read_decisions
from plandiff.model import Decision
from plandiff.schemas import json_schema
from repositories import Repository

ONE, OTHER = "0123456789abcdef", "fedcba9876543210"


def notes(*decisions: Any, **more: Any) -> bytes:
    return json.dumps({"schema": "plandiff/notes-1", "decisions": decisions, **more}).encode()


def test_decisions_are_read_in_order_and_what_stands_beside_them_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.json"
    pin = {"old": ONE, "new": OTHER, "pin": True, "who": "王"}
    file.write_bytes(b"\xef\xbb\xbf" + notes(pin, {"old": OTHER, "new": ONE, "forbid": True}, office={"text": "看"}, verdicts={}))
    assert read_decisions(file).entries == (Decision(ONE, OTHER, "pin"), Decision(OTHER, ONE, "forbid"))
    assert parse_decisions(b'{"schema": "plandiff/notes-1"}', "n").entries == ()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"schema": "plandiff/notes-1", "decisions": [NaN]}',
        b'{"schema": "plandiff/notes-1", "n": ' + b"9" * 10_000 + b"}",
        b"[]",
        b"{}",
        b'{"schema": "plandiff/comparison-1"}',
        b'{"schema": ["plandiff/notes-1"]}',
        notes().replace(b"[]", b"{}"),
        notes().replace(b"[]", b"null"),
        notes("pin"),
        notes({"old": ONE, "pin": True}),
        notes({"old": ONE, "new": 7, "pin": True}),
        notes({"old": ONE, "new": "2.1/3", "pin": True}),
        notes({"old": ONE, "new": OTHER + "\n", "pin": True}),
        notes({"old": ONE, "new": OTHER.upper(), "pin": True}),
        notes({"old": ONE, "new": OTHER}),
        notes({"old": ONE, "new": OTHER, "pin": False}),
        notes({"old": ONE, "new": OTHER, "pin": 1}),
        notes({"old": ONE, "new": OTHER, "pin": "yes"}),
        notes({"old": ONE, "new": OTHER, "pin": True, "forbid": True}),
        notes({"old": ONE, "new": OTHER, "pin": True, "forbid": False}),
        notes({"old": ONE, "new": OTHER, "pin": True}, {"old": ONE, "new": OTHER, "decision": "pin"}),
    ],
    ids=range(24),
)
def test_what_makes_no_sense_is_refused_with_the_files_name(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^notes\.json: "):
        parse_decisions(data, "notes.json")


def test_a_file_that_is_not_there_or_is_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_decisions(tmp_path / "none.json")
    large = tmp_path / "large.json"
    large.write_bytes(b" " * 5_000_001)
    with pytest.raises(FileError, match="larger than 5 MB"):
        read_decisions(large)


def test_the_schema_says_what_the_parser_takes(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["schema", "notes-1"]) == 0
    schema = json.loads(capfdbinary.readouterr().out)
    assert schema == json.loads(json_schema("notes-1"))
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    good = [
        notes(),
        notes({"old": ONE, "new": OTHER, "pin": True}, verdicts=[]),
        notes({"old": ONE, "new": OTHER, "forbid": True}),
    ]
    bad = [notes({"old": ONE, "new": OTHER}), notes({"old": ONE, "new": "x", "pin": True}), b"{}", b"[]"]
    bad.append(notes({"old": ONE, "new": OTHER, "pin": True, "forbid": True}))
    assert all(validator.is_valid(json.loads(data)) for data in good)
    assert not any(validator.is_valid(json.loads(data)) for data in bad)


# --- on the command line -----------------------------------------------------------------------------

OLD = "# 甲市教育规划\n\n## 一、重点任务\n\n办好村小，保留教学点。\n\n推进集团办学，共享名师课程。\n"
NEW = "# 甲市教育规划\n\n## 一、重点任务\n\n建设数字校园，普及在线课堂。\n\n推进集团办学，共享名师课程。\n"


def key_of(text: str, document: str) -> str:
    plan = plandiff.load(document.encode())
    return next(plan.keys[unit.id] for unit in plan.units if unit.text.startswith(text))


def made_of(folder: Path, *options: str) -> dict[str, Any]:
    (folder / "old.md").write_text(OLD, encoding="utf-8")
    (folder / "new.md").write_text(NEW, encoding="utf-8")
    assert main(["compare", str(folder / "old.md"), str(folder / "new.md"), "-o", str(folder / "out.json"), *options]) == 0
    found: dict[str, Any] = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    return found


def test_what_people_decided_is_kept_by_compare_and_what_is_stale_is_reported(tmp_path: Path) -> None:
    assert {change["status"] for change in made_of(tmp_path)["changes"]} == {"equal", "added", "deleted"}
    pin = {"old": key_of("办好村小", OLD), "new": key_of("建设数字", NEW), "pin": True}
    (tmp_path / "notes.json").write_bytes(notes(pin, {"old": ONE, "new": OTHER, "forbid": True}))
    found = made_of(tmp_path, "--decisions", str(tmp_path / "notes.json"))
    assert [change["by"] for change in found["changes"] if change["status"] == "changed"] == ["decision"]
    assert [note["detail"] for note in found["notes"] if note["code"] == "decision-stale"] == [f"forbid {ONE} → {OTHER}"]


def test_a_notes_file_that_is_none_is_one_line_and_exit_code_two(tmp_path: Path, capfd: Any) -> None:
    (tmp_path / "notes.json").write_text("{", encoding="utf-8")
    for name in ("notes.json", "none.json"):
        assert main(["compare", "seeds/yunhe-2021-2025.md", "seeds/yunhe-2021-2025.md", "--decisions", str(tmp_path / name)]) == 2
        assert name in capfd.readouterr().err.rstrip("\n").splitlines()[-1]


def test_in_ci_decisions_are_about_the_documents_that_have_their_units_and_a_change_that_brings_some_says_so(
    repository: Repository, capfd: Any
) -> None:
    pin = {"old": key_of("办好村小", OLD), "new": key_of("建设数字", NEW), "pin": True}
    other = "# 乙市水务规划\n\n## 一、任务\n\n{}个断面达标，水质稳定改善。\n"
    repository.commit_files("old", {"a.md": OLD, "b.md": other.format(3)})
    stale = {"old": ONE, "new": OTHER, "pin": True}
    repository.commit_files("new", {"a.md": NEW, "b.md": other.format(5), "notes.json": notes(pin, stale)})
    run = ["ci", "HEAD~1..HEAD", "--format", "json", "--decisions", "notes.json"]
    assert main(run) == 0
    review = json.loads(capfd.readouterr().out)
    assert [note["code"] for note in review["notes"]] == ["decision-stale", "decisions-added"]
    assert {document["new"]: document["summary"]["changed"] for document in review["documents"]} == {"a.md": 1, "b.md": 1}
    assert main([*run, "--config-from", "base"]) == 0
    before = json.loads(capfd.readouterr().out)["documents"]
    assert {document["new"]: document["summary"]["changed"] for document in before} == {"a.md": 0, "b.md": 1}


def test_a_change_may_fix_a_notes_file_that_was_broken_before_it(repository: Repository, capfd: Any) -> None:
    repository.commit_files("old", {"a.md": OLD, "notes.json": "{"})
    repository.commit_files("new", {"a.md": NEW, "notes.json": notes()})
    run = ["ci", "HEAD~1..HEAD", "--decisions", "notes.json"]
    assert main(run) == 0
    assert main([*run, "--config-from", "base"]) == 2
    assert "notes.json: is not JSON" in capfd.readouterr().err
