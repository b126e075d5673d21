"""The notes file: what people decided, read from JSON that may hold anything."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from plandiff.cli.main import main
from plandiff.errors import InputError
from plandiff.judgement import parse_decisions, read_decisions
from plandiff.model import Decision
from plandiff.schemas import json_schema

ONE, OTHER = "0123456789abcdef", "fedcba9876543210"


def notes(*decisions: Any, **more: Any) -> bytes:
    return json.dumps({"schema": "plandiff/notes-1", "decisions": decisions, **more}).encode()


def test_decisions_are_read_in_order_and_what_stands_beside_them_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.json"
    pin = {"old": ONE, "new": OTHER, "pin": True, "who": "王"}
    file.write_bytes(
        b"\xef\xbb\xbf" + notes(pin, {"old": OTHER, "new": ONE, "forbid": True}, notes=[{"text": "看"}], verdicts={})
    )
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
    with pytest.raises(InputError, match="cannot be read"):
        read_decisions(tmp_path)
    large = tmp_path / "large.json"
    large.write_bytes(b" " * 5_000_001)
    with pytest.raises(InputError, match="larger than 5 MB"):
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
