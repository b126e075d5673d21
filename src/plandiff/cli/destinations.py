"""Where `plandiff ci` may write: it runs in checkouts in which any name or link may be somebody else's."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from plandiff.cli.output import STANDARD
from plandiff.errors import OutputError, UsageError
from plandiff.paths import find_link, normal
from plandiff.sources.revisions import is_tracked, work_tree

HEAD: Final = 4096
"""Bytes at the beginning of a file that contain the mark of its writer."""
MARKS: Final = (
    b'<meta name="generator" content="plandiff ',
    b'{\n  "schema": "plandiff/',
    b'<testsuites name="plandiff"',
    b'"name": "plandiff",',
)
"""What plandiff's own pages, JSON, JUnit and SARIF begin with; other formats cannot be told from what people write."""


def check_destinations(paths: Iterable[str | Path], inputs: Iterable[str]) -> None:
    """Raise an error, before anything is written, unless every file may be created or replaced.

    `inputs` are the documents compared, by their paths in the work tree. Neither they nor any other file that git tracks is
    replaced, unless plandiff wrote it; and no link below the top of the repository is followed.

    Raises `OutputError` for a link, and `UsageError` for a file that is not ours.
    """
    top = work_tree()
    read = {normal(top / name) for name in inputs} if top else set()
    for name in paths:
        if str(name) == STANDARD:
            continue
        path = normal(Path(name))
        if link := find_link(path, top or Path.cwd()):
            raise OutputError(link, "link")
        if not path.is_file() or _is_ours(path):
            continue
        if path in read:
            raise UsageError("overwrites-input", path=str(name))
        if is_tracked(path):
            raise UsageError("overwrites-tracked", path=str(name))


def _is_ours(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return False
    return any(mark in head for mark in MARKS)
