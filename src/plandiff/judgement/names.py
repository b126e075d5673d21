"""Documents by the names under which a configuration and an accept file know them."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from plandiff.model import Comparison

_REVISION: Final = re.compile(r"(?![A-Za-z]:[\\/]|[a-z]+://)[^:]+:(.+)")
"""`REV:PATH`, but no drive and no address."""
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
    for form in (_REVISION, _VERSION):
        if found := form.fullmatch(source):
            return found[1]
    path = normal(Path(source))
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else Path(source).as_posix()


def normal(path: Path) -> Path:
    """The path from the root, without `..`; links are not followed."""
    return Path(os.path.normpath(path.absolute()))
