"""The pages of a corpus as files: what each is called, and which there are, so that links lead to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

INDEX: Final = "index.html"
DIGITS: Final = 12
"""Hexadecimal digits of a document's hash in the name of its page."""


class Report(NamedTuple):
    """A report on two documents, stored beside the pages."""

    file: str
    anchors: Mapping[str, str] = {}
    """Unit of the later document -> its anchor in the report."""


@dataclass(frozen=True)
class Site:
    """Which pages exist, so that no link is dead."""

    passages: frozenset[int] = frozenset()
    """Keys of the pages of passages."""
    documents: frozenset[int] = frozenset()
    families: frozenset[int] = frozenset()
    """Numbers of their oldest editions."""
    reports: Mapping[tuple[int, int], Report] = field(default_factory=dict)
    """Two documents, the earlier one first -> the report on both."""
    index: str = INDEX
    """"" if there is no index page."""

    def passage(self, key: int) -> str:
        return passage_file(key) if key in self.passages else ""

    def document(self, number: int, sha256: str) -> str:
        return document_file(sha256) if number in self.documents else ""

    def family(self, number: int, sha256: str) -> str:
        return family_file(sha256) if number in self.families else ""

    def report(self, old: int | None, new: int, unit: str = "") -> str:
        """The link to the comparison of two documents, at a unit of the later one."""
        found = self.reports.get((old, new)) if old is not None else None
        if found is None:
            return ""
        anchor = found.anchors.get(unit, "")
        return f"{found.file}#{anchor}" if anchor else found.file


def passage_file(key: int) -> str:
    return f"passage-{key:016x}.html"


def document_file(sha256: str) -> str:
    """By its bytes, not its number, which changes when documents are added or removed."""
    return f"document-{sha256[:DIGITS]}.html"


def family_file(sha256: str) -> str:
    """By its oldest edition."""
    return f"family-{sha256[:DIGITS]}.html"


def report_file(old: str, new: str) -> str:
    return f"report-{old[:DIGITS]}-{new[:DIGITS]}.html"


def pair_file(old: str, new: str) -> str:
    return f"pair-{old[:DIGITS]}-{new[:DIGITS]}.html"
