"""Several readers' notes files merged without losing anything that anybody wrote."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from plandiff.judgement.notes import SCHEMA, parse_table, read_table
from plandiff.model import Decision, Notes, Opinion
from plandiff.model.opinions import Correction

LISTS: Final = ("decisions", "notes", "corrections")
"""Keys that are merged entry by entry; of all others the first file that has one counts."""


class Merged(NamedTuple):
    """Merged notes files."""

    data: bytes
    """The merged notes file."""
    disagreements: tuple[str, ...]
    """Contradictions between files, a line each; all of it is in the merged file."""


def merge_notes(files: Sequence[tuple[str, bytes]]) -> Merged:
    """Merge notes files, each with its name. Raises `InputError` for an invalid one.

    Each entry is one line and the lines are sorted, so that git merges what different people add, and the order of the files matters
    only for contradictions: of decisions and corrections the first holds.
    """
    notes = Notes()
    whole: dict[str, Any] = {}
    for name, data in files:
        table = parse_table(data, name)
        notes += read_table(table, name)
        for key, value in table.items():
            whole[key] = [*whole.get(key, ()), *value] if key in LISTS else whole.get(key, value)
    return Merged(_write(whole), tuple(_disagreements(notes)))


def _write(whole: dict[str, Any]) -> bytes:
    parts = [f'"schema": {json.dumps(SCHEMA)}']
    for key, value in whole.items():
        if key in LISTS:
            lines = [json.dumps(entry, ensure_ascii=False) for entry in value]
            lines = list(dict.fromkeys(sorted(lines) if key == "notes" else lines))
            parts.append(f"{json.dumps(key)}: [" + "".join(f"{',' if n else ''}\n{line}" for n, line in enumerate(lines)) + "\n]")
        elif key != "schema":
            parts.append(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode("utf-8", "backslashreplace")


def _disagreements(notes: Notes) -> Iterator[str]:
    """Conflicting verdicts on one change, and decisions that cannot both hold."""
    said: defaultdict[tuple[tuple[str, ...], tuple[str, ...]], list[Opinion]] = defaultdict(list)
    for opinion in notes.opinions:
        said[opinion.old, opinion.new].append(opinion)
    for opinions in said.values():
        if disagree(opinions):
            yield "; ".join(map(str, opinions))
    yield from _contradictions(notes.decisions.entries)
    cells: dict[tuple[str, str, str], Correction] = {}
    for correction in notes.corrections:
        first = cells.setdefault(correction[:3], correction)
        if first.text != correction.text:
            yield f"{first}; {correction}"


def disagree(opinions: Iterable[Opinion]) -> bool:
    """Whether opinions on one change have different verdicts."""
    return len({opinion.verdict for opinion in opinions if opinion.verdict}) > 1


def _contradictions(entries: Iterable[Decision]) -> Iterator[str]:
    """Units pinned to two others, and pairs both pinned and forbidden."""
    pinned: dict[tuple[str, str], Decision] = {}
    said: dict[tuple[str, str], Decision] = {}
    for entry in entries:
        known = said.setdefault((entry.old, entry.new), entry)
        if known.saying != entry.saying:
            yield f"{known}; {entry}"
        elif entry.saying == "pin":
            for side in (("old", entry.old), ("new", entry.new)):
                first = pinned.setdefault(side, entry)
                if first != entry:
                    yield f"{first}; {entry}"
