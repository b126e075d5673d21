"""Where a document comes from: a path, standard input or bytes become a `Source`."""

from __future__ import annotations

import sys
from pathlib import Path

from plandiff.errors import InputError
from plandiff.model import Source


def open_source(what: str | Path | bytes | Source) -> Source:
    """The bytes of a document under the name that messages will use.

    `what` is a path, "-" for standard input, the bytes themselves, or a `Source`, which is given
    back as it is. Raises `InputError` when there is nothing to read.
    """
    if isinstance(what, Source):
        source = what
    elif isinstance(what, bytes):
        source = Source("<bytes>", what)
    elif str(what) == "-":
        source = Source("-", sys.stdin.buffer.read())
    else:
        source = Source(str(what), _bytes_of(what))
    if not source.data.strip():
        raise InputError(source.name, "the document is empty")
    return source


def _bytes_of(path: str | Path) -> bytes:
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise InputError(str(path), "no such file") from None
    except IsADirectoryError:
        raise InputError(str(path), "is a directory, not a document") from None
    except (OSError, ValueError) as problem:  # ValueError: a null character in the path
        cause = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
        raise InputError(str(path), f"cannot be read: {cause}") from None
