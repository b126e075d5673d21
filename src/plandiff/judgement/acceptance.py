"""The accept file: findings that somebody decided to leave as they are, one per line.

    FINGERPRINT | rule | level | document | section | message | reason | who

Only the fingerprint matters; the rest is for reviewers of the file. Lines do not depend on each other and are
sorted by rule and fingerprint, so that branches that accept different findings merge. Empty lines and lines
that begin with # are kept as they are.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from plandiff.bilingual import Language
from plandiff.errors import SettingError
from plandiff.judgement.files import Read, read_disk, read_text
from plandiff.judgement.names import document_names
from plandiff.model import Finding, ReviewedDocument
from plandiff.model.keys import DIGEST
from plandiff.renderers.terminal import printable
from plandiff.text import shorten

FIELDS: Final = ("fingerprint", "rule", "level", "document", "section", "message", "reason", "who")
HEADER: Final = (
    "# Findings that may stay as they are. plandiff accept adds lines; only the fingerprint decides.",
    f"# {' | '.join(FIELDS)}",
    "",
)
"""The first lines of a new file."""
SEPARATOR: Final = " | "
EXCERPT: Final = 120
"""Characters of a text that a line quotes: enough to find the place, with lines still short enough to review."""


@dataclass(frozen=True)
class Acceptance:
    """One line: an accepted finding. All but the fingerprint is as of when it was written."""

    fingerprint: str
    rule: str = ""
    level: str = ""
    document: str = ""
    section: str = ""
    message: str = ""
    reason: str = ""
    who: str = ""
    line: int = field(default=0, compare=False)
    """1-based, in the file it was read from."""


def read_acceptances(path: Path, read: Read = read_disk) -> tuple[Acceptance, ...]:
    """The acceptances in an accept file; none if there is no file. Raises `SettingError` for an invalid line."""
    return parse_lines(read_lines(path, read), str(path))


def read_lines(path: Path, read: Read = read_disk) -> list[str]:
    """The lines of an accept file, comments included; none if there is no file. Raises `SettingError` if it is not text."""
    text = read_text(path, read)
    return text.replace("\r\n", "\n").removesuffix("\n").split("\n") if text else []


def parse_lines(lines: Iterable[str], name: str) -> tuple[Acceptance, ...]:
    """The acceptances in some lines of an accept file of that name."""
    entries = []
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            parts = [part.strip() for part in line.split(SEPARATOR.strip())]
            if not DIGEST.fullmatch(parts[0]) or len(parts) > len(FIELDS):
                raise SettingError(name, "not-an-acceptance", line=number, limit=len(FIELDS))
            entries.append(Acceptance(**dict(zip(FIELDS, parts, strict=False)), line=number))
    return tuple(entries)


def accept(finding: Finding, document: str, language: Language, *, reason: str = "", who: str = "") -> Acceptance:
    """The acceptance of a finding in a document."""
    section, message = " / ".join(finding.headings), finding.message(language)
    return Acceptance(finding.fingerprint, finding.rule.id, finding.level, document, section, message, reason, who)


def write_line(entry: Acceptance) -> str:
    """An acceptance as a line. Nothing in a document's text can end the line, split it or control a terminal."""
    parts = [_harmless(getattr(entry, name)) for name in FIELDS]
    while not parts[-1]:
        parts.pop()
    return SEPARATOR.join(parts)


def add_lines(lines: Sequence[str], entries: Iterable[Acceptance], name: str) -> list[str]:
    """The lines of an accept file of that name with more acceptances sorted in; existing lines are unchanged.

    Comments directly above a line stay above it.
    """
    known = {entry.line: entry for entry in parse_lines(lines, name)}
    waiting = deque(sorted(entries, key=_order))
    result: list[str] = []
    comments: list[str] = []
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            comments.append(line)
            continue
        while number in known and waiting and _order(waiting[0]) < _order(known[number]):
            result.append(write_line(waiting.popleft()))
        result += [*comments, line]
        comments = []
    return [*result, *comments, *map(write_line, waiting)]


def drop_lines(lines: Iterable[str], entries: Iterable[Acceptance]) -> list[str]:
    """The lines of an accept file without the given ones."""
    dropped = {entry.line for entry in entries}
    return [line for number, line in enumerate(lines, 1) if number not in dropped]


def find_stale(entries: Iterable[Acceptance], documents: Sequence[ReviewedDocument], folder: Path) -> tuple[Acceptance, ...]:
    """The acceptances for these documents whose findings no longer occur.

    The documents are as compared, before any finding was ignored.
    """
    names = {_harmless(name) for document in documents for name in document_names(document, folder)}
    found = {finding.fingerprint for document in documents for finding in document.findings}
    return tuple(entry for entry in entries if entry.document in ("", *names) and entry.fingerprint not in found)


def _order(entry: Acceptance) -> tuple[str, str]:
    return entry.rule, entry.fingerprint


def _harmless(text: str) -> str:
    """The beginning of a text as one field: the separator in full width, control characters escaped."""
    return shorten(printable(" ".join(text.split())).replace("|", "｜"), EXCERPT)
