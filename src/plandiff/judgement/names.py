"""Documents by the names under which a configuration and an accept file know them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from plandiff.model import ReviewedDocument, split_number, split_revision
from plandiff.paths import normal

_VERSION: Final = re.compile(r"([^@]+)@[^@/\\]+")
"""`NAME@LABEL`, a version in a library."""


def document_names(document: ReviewedDocument, folder: Path) -> tuple[str, ...]:
    """The names of a document on both sides, the new one first, without revisions and labels, relative to that folder."""
    return tuple(dict.fromkeys(document_name(name, folder) for name in (document.new, document.old) if name))


def document_name(source: str, folder: Path) -> str:
    """A document's name wherever it is looked at from, and in whichever version; the documents in one file have its name.

    >>> [document_name(source, Path("/plans")) for source in ("/plans/a/b.md", "HEAD~1:a/b.md", "beijing/education@2021#2")]
    ['a/b.md', 'a/b.md', 'beijing/education']
    """
    if "://" in source:
        return source
    source = source if _exists(source) else split_number(source)[0]
    name = source if _exists(source) else _without_version(source)
    if name != source and not name.startswith("."):  # after `REV:./` a path from the current folder stands
        return name
    place = normal(Path(name))
    return place.relative_to(folder).as_posix() if place.is_relative_to(folder) else Path(name).as_posix()


def _without_version(source: str) -> str:
    """A name without the revision before it, or the label after it."""
    revision, path = split_revision(source)
    version = None if revision else _VERSION.fullmatch(source)
    return version[1] if version else path


def _exists(source: str) -> bool:
    """Whether it is a file, whatever its name reads like."""
    try:
        return Path(source).exists()
    except (OSError, ValueError):
        return False
