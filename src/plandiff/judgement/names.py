"""Documents by the names under which a configuration and an accept file know them."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from plandiff.model import Comparison

_REVISION: Final = re.compile(r"(?:[^:{]|\{[^}]*\})*:(.+)", re.DOTALL)
"""`REV:PATH`; the revision may hold colons in braces, `main@{2021-09-30 12:00}:plan.md`."""
_VERSION: Final = re.compile(r"([^@]+)@[^@/\\]+")
"""`NAME@LABEL`, a version in a library."""


def document_names(comparison: Comparison, folder: Path) -> tuple[str, ...]:
    """The names of both documents, the new one's first, without revisions and labels, relative to that folder."""
    return tuple(dict.fromkeys(document_name(plan.meta.source, folder) for plan in (comparison.new, comparison.old)))


def document_name(source: str, folder: Path) -> str:
    """A document's name wherever it is looked at from, and in whichever version.

    >>> [document_name(source, Path("/plans")) for source in ("/plans/a/b.md", "HEAD~1:a/b.md", "beijing/education@2021")]
    ['a/b.md', 'a/b.md', 'beijing/education']
    """
    if "://" in source:
        return source
    named = None if _exists(source) else _REVISION.fullmatch(source) or _VERSION.fullmatch(source)
    if named and not named[1].startswith("."):
        return named[1]
    path = Path(named[1] if named else source)  # after `REV:./` a path from the current folder stands
    place = normal(path)
    return place.relative_to(folder).as_posix() if place.is_relative_to(folder) else path.as_posix()


def _exists(source: str) -> bool:
    """Whether it is a file, whatever its name reads like."""
    try:
        return Path(source).exists()
    except (OSError, ValueError):
        return False


def normal(path: Path) -> Path:
    """The path from the root, without `..`; links are not followed."""
    return Path(os.path.normpath(path.absolute()))
