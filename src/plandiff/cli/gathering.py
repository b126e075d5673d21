"""The arguments of a command for many documents: folders, patterns and names in a library, expanded to documents."""

from __future__ import annotations

import glob
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Final

from plandiff.cli.libraries import indexed_document, opened
from plandiff.cli.output import STANDARD
from plandiff.errors import InputError, Problem

if TYPE_CHECKING:
    from plandiff.cli.settings import Settings
    from plandiff.model import Indexed, Source

WILD: Final = "*?["
EVERY: Final = "*"
"""As a label: all versions of a document, the oldest first."""


def expand(settings: Settings, name: str, output: str | None = None) -> Iterator[str]:
    """The names of the documents that an argument stands for: those in a folder, of a pattern, of a library; else itself.

    An earlier run's `output` is not one of a folder's or pattern's documents.

    Raises `InputError` if a folder or a pattern has no documents.
    """
    found: list[str] | None = None
    if name != STANDARD and Path(name).is_dir():
        found = _in_folder(Path(name))
    elif any(mark in name for mark in WILD) and not Path(name).exists():
        found = _matching(name) or (_in_library(settings, name) if "@" in name else [])
    if found and output:
        found = [file for file in found if Path(file).absolute() != Path(output).absolute()]
    if found == []:
        raise InputError(name, "no-documents")
    yield from [name] if found is None else found


def open_named(settings: Settings, name: str) -> str | Source | Indexed | Problem:
    """The document of that name, or why there is none: one bad name does not stop the others. Standard input is read here."""
    from plandiff import pipeline

    try:
        return pipeline.open_document(name) if name == STANDARD else indexed_document(settings, name)
    except InputError as error:
        return error.problem


def _in_folder(folder: Path) -> list[str]:
    from plandiff.readers.formats import is_document

    files = (file for file in folder.rglob("*") if not any(part.startswith(".") for part in file.relative_to(folder).parts))
    return sorted(str(file) for file in files if is_document(str(file)) and file.is_file())


def _matching(pattern: str) -> list[str]:
    from plandiff.readers.formats import is_document

    files = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute patterns
    return [file for file in files if Path(file).is_file() and is_document(file)]


def _in_library(settings: Settings, pattern: str) -> list[str]:
    """The versions that match a pattern of names, `*/education@latest`; for the label `*`, all versions of each document."""
    names, _, label = pattern.rpartition("@")
    found: list[str] = []
    with opened(settings) as library:
        for document in library.documents():
            if fnmatchcase(document, names):
                found += [str(version) for version in library.versions(document)] if label == EVERY else [f"{document}@{label}"]
    return found
