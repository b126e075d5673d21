"""The names by which a configuration and an accept file refer to documents."""

from __future__ import annotations

from pathlib import Path

from plandiff.model import ReviewedDocument
from plandiff.model.names import document_name


def document_names(document: ReviewedDocument, folder: Path) -> tuple[str, ...]:
    """The names of a document on both sides, the new one first, without revisions and labels, relative to the given folder."""
    return tuple(dict.fromkeys(document_name(name, folder) for name in (document.new, document.old) if name))
