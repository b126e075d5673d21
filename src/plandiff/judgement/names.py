"""Documents by the names under which a configuration and an accept file know them."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from plandiff.model import Comparison, split_revision

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
    name = source if _exists(source) else _without_version(source)
    if name != source and not name.startswith("."):  # after `REV:./` a path from the current folder stands
        return name
    place = normal(Path(name))
    return place.relative_to(folder).as_posix() if place.is_relative_to(folder) else Path(name).as_posix()


def _without_version(source: str) -> str:
    """A name without the revision before it, or the label behind it."""
    revision, path = split_revision(source)
    version = None if revision else _VERSION.fullmatch(source)
    return version[1] if version else path


def _exists(source: str) -> bool:
    """Whether it is a file, whatever its name reads like."""
    try:
        return Path(source).exists()
    except (OSError, ValueError):
        return False


def normal(path: Path) -> Path:
    """The path from the root, without `..`; links are not followed."""
    return Path(os.path.normpath(path.absolute()))
