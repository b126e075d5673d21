"""The notes file: what people decided about units, beside what they wrote about them, as JSON.

    {"schema": "plandiff/notes-1",
     "decisions": [{"old": KEY, "new": KEY, "pin": true}, {"old": KEY, "new": KEY, "forbid": true}]}

A key is a node's `key` in the JSON of a comparison. What else stands in the file belongs to those who wrote it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final, NoReturn, get_args

from plandiff.errors import InputError
from plandiff.judgement.files import Read, read_disk
from plandiff.model import Decision, Decisions, Saying

SCHEMA: Final = "plandiff/notes-1"
_KEY: Final = re.compile(r"[0-9a-f]{16}")


def read_decisions(path: Path, read: Read = read_disk) -> Decisions:
    """The decisions in a notes file. Raises `FileError` where it cannot be read or is none."""
    data = read(path)
    if data is None:
        raise InputError(path, "no-file")
    return parse_decisions(data, str(path))


def parse_decisions(data: bytes, name: str) -> Decisions:
    """The decisions in the bytes of a notes file of that name. Raises `InputError` for what makes no sense."""
    try:
        table = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse)
    except (ValueError, RecursionError) as problem:
        raise InputError(name, "not-json", cause=str(problem)) from None
    if not isinstance(table, dict) or table.get("schema") != SCHEMA:
        raise InputError(name, "not-notes", schema=SCHEMA)
    entries = table.get("decisions", [])
    if not isinstance(entries, list):
        raise InputError(name, "decisions-no-list")
    return Decisions(tuple(_decision(entry, number, name) for number, entry in enumerate(entries, 1)))


def _decision(entry: Any, number: int, name: str) -> Decision:  # noqa: ANN401 - whatever the file holds
    if not isinstance(entry, dict):
        raise InputError(name, "decision-no-object", number=number)
    old, new = entry.get("old"), entry.get("new")
    if not (_is_key(old) and _is_key(new)):
        raise InputError(name, "decision-without-keys", number=number)
    said: list[Saying] = [saying for saying in get_args(Saying) if entry.get(saying) is True]
    if len(said) != 1 or any(entry.get(saying, True) is not True for saying in get_args(Saying)):
        raise InputError(name, "decision-unsaid", number=number)
    return Decision(str(old), str(new), said[0])


def _is_key(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, str) and _KEY.fullmatch(value) is not None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a JSON number")
