"""Documents in files, and on standard input."""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from typing import Final

from plandiff import paths
from plandiff.errors import InputError, cause_of
from plandiff.model import Source

STANDARD: Final = "-"
"""The name of standard input."""
SIZE_LIMIT: Final = 50_000_000
"""Bytes of a document, wherever it comes from: a hundred times the longest known page of a plan, and still read in seconds."""


def exists(name: str) -> bool:
    """Whether a file or folder of that name exists."""
    try:
        return Path(name).exists()
    except (OSError, ValueError):  # too long, or a null character
        return False


def read_standard(name: str) -> Source:
    if sys.stdin is None or sys.stdin.closed:
        raise InputError(name, "input-closed")
    try:
        return Source(name, paths.read_stream(sys.stdin.buffer, SIZE_LIMIT))
    except OSError as problem:
        raise _unreadable(name, problem) from None


def read_file(name: str, path: Path | None = None) -> Source:
    """The document in a file; `path` is where the file is, if not at its name.

    Raises `InputError` when there is no such file, or it cannot be read.
    """
    try:
        return Source(name, paths.read_file(path or Path(name), SIZE_LIMIT))
    except (OSError, ValueError) as problem:
        raise _unreadable(name, problem) from None


def _unreadable(name: str, problem: OSError | ValueError) -> InputError:
    if isinstance(problem, FileNotFoundError):
        return InputError(name, "no-file")
    if isinstance(problem, IsADirectoryError):
        return InputError(name, "is-directory")
    if isinstance(problem, OSError) and problem.errno == errno.EFBIG:
        return InputError(name, "too-large", megabytes=SIZE_LIMIT // 1_000_000)
    return InputError(name, "unreadable", cause=cause_of(problem))
