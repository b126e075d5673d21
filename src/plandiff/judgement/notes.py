"""Notes files: readers' decisions about units and opinions on changes, as JSON.

    {"schema": "plandiff/notes-1",
     "decisions": [{"old": KEY, "new": KEY, "pin": true}, {"old": KEY, "new": KEY, "forbid": true}],
     "notes": [{"old": [KEY], "new": [KEY], "verdict": "agreed", "note": "…", "by": "…"}],
     "corrections": [{"source": FILE, "indicator": NAME, "period": YEARS, "text": "5%左右", "by": "…"}]}

A key is a node's `key` in the JSON of a comparison; a note names all nodes of its change. Any other content of the file belongs to its
authors.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, NoReturn, get_args

from plandiff.errors import InputError
from plandiff.judgement.files import Read, read_disk
from plandiff.model import Decision, Decisions, Notes, Opinion, Saying, Verdict
from plandiff.model.keys import DIGEST
from plandiff.model.opinions import Correction

SCHEMA: Final = "plandiff/notes-1"


def read_notes(path: Path, read: Read = read_disk) -> Notes:
    """The content of a notes file. Raises `FileError` if it cannot be read or is not a notes file."""
    return parse_notes(read_bytes(path, read), str(path))


def read_decisions(path: Path, read: Read = read_disk) -> Decisions:
    """The decisions in a notes file, likewise."""
    return read_notes(path, read).decisions


def read_bytes(path: Path, read: Read = read_disk) -> bytes:
    """A notes file's bytes. Raises `FileError` if there is no such file."""
    data = read(path)
    if data is None:
        raise InputError(path, "no-file")
    return data


def parse_notes(data: bytes, name: str) -> Notes:
    """The content of a notes file of that name, from its bytes. Raises `InputError` if it is invalid."""
    return read_table(parse_table(data, name), name)


def read_table(table: dict[str, Any], name: str) -> Notes:
    """The content of a notes file from its JSON, likewise."""
    decisions = [_decision(entry, number, name) for number, entry in _entries(table, "decisions", name)]
    opinions = [_opinion(entry, number, name) for number, entry in _entries(table, "notes", name)]
    corrections = [_correction(entry, number, name) for number, entry in _entries(table, "corrections", name)]
    return Notes(Decisions(tuple(decisions)), tuple(opinions), tuple(corrections))


def parse_decisions(data: bytes, name: str) -> Decisions:
    """The decisions in the bytes of a notes file, likewise."""
    return parse_notes(data, name).decisions


def parse_table(data: bytes, name: str) -> dict[str, Any]:
    """The JSON of a notes file. Raises `InputError` if it is not a notes file."""
    try:
        table = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse)
    except (ValueError, RecursionError) as problem:
        raise InputError(name, "not-json", cause=str(problem)) from None
    if not isinstance(table, dict) or table.get("schema") != SCHEMA:
        raise InputError(name, "not-notes", schema=SCHEMA)
    return table


def _entries(table: dict[str, Any], key: str, name: str) -> Iterable[tuple[int, Any]]:
    entries = table.get(key, [])
    if not isinstance(entries, list):
        raise InputError(name, "no-list", key=key)
    return enumerate(entries, 1)


def _decision(entry: Any, number: int, name: str) -> Decision:  # noqa: ANN401 - anything the file may hold
    if not isinstance(entry, dict):
        raise InputError(name, "decision-no-object", number=number)
    old, new = entry.get("old"), entry.get("new")
    if not (_is_key(old) and _is_key(new)):
        raise InputError(name, "decision-without-keys", number=number)
    said: list[Saying] = [saying for saying in get_args(Saying) if entry.get(saying) is True]
    if len(said) != 1 or any(entry.get(saying, True) is not True for saying in get_args(Saying)):
        raise InputError(name, "decision-unsaid", number=number)
    return Decision(str(old), str(new), said[0])


def _opinion(entry: Any, number: int, name: str) -> Opinion:  # noqa: ANN401
    if not isinstance(entry, dict):
        raise InputError(name, "note-no-object", number=number)
    old, new = entry.get("old", []), entry.get("new", [])
    if not (isinstance(old, list) and isinstance(new, list) and (old or new) and all(map(_is_key, (*old, *new)))):
        raise InputError(name, "note-without-keys", number=number)
    verdict, text, by = entry.get("verdict"), entry.get("note", ""), entry.get("by", "")
    if verdict not in (None, *get_args(Verdict)):
        raise InputError(name, "note-verdict", number=number)
    if not (isinstance(text, str) and isinstance(by, str) and (verdict or text)):
        raise InputError(name, "note-unsaid", number=number)
    return Opinion(tuple(old), tuple(new), verdict, text, by)


def _correction(entry: Any, number: int, name: str) -> Correction:  # noqa: ANN401
    values = [entry.get(key, "") for key in Correction._fields] if isinstance(entry, dict) else []
    if not values or not all(isinstance(value, str) for value in values) or not (values[0] and values[1]):
        raise InputError(name, "correction-unsaid", number=number)
    return Correction(*values)


def _is_key(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, str) and DIGEST.fullmatch(value) is not None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a JSON number")
