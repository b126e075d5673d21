"""Blame: each section and sentence of a version with the version it comes from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from plandiff.language import ends
from plandiff.library.history import History
from plandiff.library.provenance import Clause, Passage
from plandiff.model import space_number


@dataclass(frozen=True)
class Sentence:
    """A sentence, or the part of one set off by a semicolon; version numbers are indexes into the document's versions."""

    text: str
    clauses: tuple[Clause, ...]

    @property
    def first(self) -> int:
        """The version in which its oldest clause first appeared."""
        return min(clause.first for clause in self.clauses)

    @property
    def changed(self) -> int:
        """The version in which its wording last changed."""
        return max(clause.changed for clause in self.clauses)

    @property
    def back(self) -> int | None:
        """The version in which any of it was last restored after being dropped."""
        return max((clause.back for clause in self.clauses if clause.back is not None), default=None)


def sentences_of(passage: Passage) -> Iterator[Sentence]:
    """The sentences of a passage in order; joined, their texts are its text."""
    held: list[Clause] = []
    for clause in passage.clauses:
        held.append(clause)
        if ends(clause.text, "statement"):
            yield Sentence("".join(part.text for part in held), tuple(held))
            held = []
    if held:
        yield Sentence("".join(part.text for part in held), tuple(held))


def blame_text(history: History) -> bytes:
    """A line for each sentence: the labels of the versions in which it first appeared, last changed, came back; its text."""
    from plandiff.renderers.terminal import columns, printable, sheet

    labels = [version.label for version in history.versions]
    width = max(columns(label) for label in labels)
    lines = []
    for passage in history.passages[-1]:
        depth = "  " * max(passage.unit.level - 1, 0) if passage.unit.kind == "section" else "    "
        label = space_number(passage.unit.number, passage.unit.text)
        parts = list(sentences_of(passage)) or [Sentence("", (Clause("", passage.first, passage.changed, passage.back),))]
        for place, sentence in enumerate(parts):
            margins = [labels[sentence.first], labels[sentence.changed] if sentence.changed != sentence.first else ""]
            margins.append("" if sentence.back is None else f"↩{labels[sentence.back]}")
            margin = " ".join(
                label + " " * (width + extra - columns(label)) for label, extra in zip(margins, (0, 0, 1), strict=True)
            )
            lines.append(f"{margin} {depth}{'' if place else label}{sentence.text}".rstrip())
    return sheet(map(printable, lines))


def blame_json(history: History) -> bytes:
    """The same as JSON, `plandiff/blame-1`: versions, and each passage with its sentences; versions by their label."""
    labels = [version.label for version in history.versions]

    def versions_of(part: Passage | Sentence) -> dict[str, Any]:
        back = None if part.back is None else labels[part.back]
        return {"first": labels[part.first], "changed": labels[part.changed], "back": back}

    passages = [
        {
            "id": passage.unit.id,
            "parent": passage.unit.parent,
            "kind": passage.unit.kind,
            "number": passage.unit.number,
            "text": passage.unit.text,
            **versions_of(passage),
            "sentences": [{"text": sentence.text, **versions_of(sentence)} for sentence in sentences_of(passage)],
        }
        for passage in history.passages[-1]
    ]
    versions = [{"label": version.label, "date": version.date, "title": version.title} for version in history.versions]
    data = {"schema": "plandiff/blame-1", "name": history.versions[-1].name, "versions": versions, "passages": passages}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")
