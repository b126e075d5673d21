"""Documents in files, and on standard input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from plandiff.errors import InputError
from plandiff.model import Source

STANDARD: Final = "-"
"""The name of standard input."""


def exists(name: str) -> bool:
    """Whether there is a file or folder of that name."""
    try:
        return Path(name).exists()
    except (OSError, ValueError):  # too long, or a null character
        return False


def read_standard(name: str) -> Source:
    return Source(name, sys.stdin.buffer.read())


def read_file(name: str, path: Path | None = None) -> Source:
    """The document in a file; `path` where it lies if that is not its name.

    Raises `InputError` when there is no such file, or it cannot be read.
    """
    try:
        return Source(name, (path or Path(name)).read_bytes())
    except FileNotFoundError:
        raise InputError(name, "no such file") from None
    except IsADirectoryError:
        raise InputError(name, "is a directory, not a document") from None
    except (OSError, ValueError) as problem:
        cause = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
        raise InputError(name, f"cannot be read: {cause}") from None
