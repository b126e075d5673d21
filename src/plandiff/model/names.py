"""The names by which configurations, accept files and readings refer to documents."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from plandiff.model.document import Source, split_part, split_revision
from plandiff.model.reading import Reading
from plandiff.paths import normal

_VERSION: Final = re.compile(r"([^@]+)@[^@/\\]+")
"""`NAME@LABEL`, a version in a library."""


def settled(source: Source, reading: Reading) -> Source:
    """A source with all instructions on how to read it: the request's, a configuration's, and those stored with it."""
    kept = source.reading
    overrules = reading.of(document_name(source.name, Path(reading.folder))) if reading.rules else reading.overrules
    whole = Reading(reading.revisions or kept.revisions, reading.format or kept.format, overrules.over(kept.overrules))
    return source if whole == kept else replace(source, reading=whole)


def document_name(source: str, folder: Path) -> str:
    """A document's name, independent of the current folder and the version; the documents in one file have its name.

    >>> [document_name(source, Path("/plans")) for source in ("/plans/a/b.md", "HEAD~1:a/b.md", "beijing/education@2021#2")]
    ['a/b.md', 'a/b.md', 'beijing/education']
    """
    if "://" in source:
        return source
    source = source if _exists(source) else split_part(source)
    name = source if _exists(source) else _without_version(source)
    if name != source and not name.startswith("."):  # `REV:./` is followed by a path from the current folder
        return name
    place = normal(Path(name))
    return place.relative_to(folder).as_posix() if place.is_relative_to(folder) else Path(name).as_posix()


def _without_version(source: str) -> str:
    """A name without the revision before it, or the label after it."""
    revision, path = split_revision(source)
    version = None if revision else _VERSION.fullmatch(source)
    return version[1] if version else path


def _exists(source: str) -> bool:
    """Whether it is a file, whatever its name looks like."""
    try:
        return Path(source).exists()
    except (OSError, ValueError):
        return False
