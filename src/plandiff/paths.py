"""Files and their names: traps that somebody else may have left (links, pipes, devices, implausibly many bytes), and
patterns that name them."""

from __future__ import annotations

import errno
import os
import stat
from fnmatch import fnmatchcase
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO

from plandiff.errors import Problem


def normal(path: Path) -> Path:
    """The path from the root, without `..`; links are not followed."""
    return Path(os.path.normpath(path.absolute()))


def find_link(path: Path, within: Path) -> Path | None:
    """The first of a path's parts below that folder that is a link; the path's last part counts wherever it is."""
    path, within = normal(path), normal(within)
    below = [part for part in reversed(path.parents) if part.is_relative_to(within) and part != within]
    return next((part for part in (*below, path) if part.is_symlink()), None)


def read_file(path: Path, limit: int, *, regular: bool = False) -> bytes:
    """The content of a file of at most that many bytes.

    From a pipe, what arrives until its writers are done, or nothing where nobody writes to it. Raises `OSError` for what is
    larger, or cannot be read; with `regular` for pipes and devices too.
    """
    # Without O_NONBLOCK the system would wait forever for somebody to open the pipe's other end.
    try:
        handle = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
        )
    except PermissionError:  # what Windows reports for a folder
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path)) from None
        raise
    with os.fdopen(handle, "rb") as file:
        mode = os.fstat(handle).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if regular and not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, Problem("not-a-regular-file"), str(path))
        if not stat.S_ISREG(mode) and hasattr(os, "O_NONBLOCK"):
            os.set_blocking(handle, True)
        return read_stream(file, limit)


def read_stream(stream: BinaryIO, limit: int) -> bytes:
    """Everything in a stream. Raises `OSError` when that is more than that many bytes."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise OSError(errno.EFBIG, Problem("larger", megabytes=limit // 1_000_000))
    return data


def matches_path(parts: tuple[str, ...], pattern: str) -> bool:
    """Whether a pattern names a document or a folder above it; `*` stands for anything, including `/`.

    A pattern without `/` names one part at any depth, one with `/` a path from the top.

    >>> [matches_path(("drafts", "a.md"), pattern) for pattern in ("drafts", "*.md", "drafts/*", "drafts/b*")]
    [True, True, True, False]
    """
    if "/" not in pattern:
        return any(fnmatchcase(part, pattern) for part in parts)
    rooted = pattern if pattern.startswith(("*", "/")) else f"/{pattern}"
    return any(fnmatchcase(path, rooted) for path in accumulate(f"/{part}" for part in parts))


def cache_folder() -> Path | None:
    """The user's folder for what can be made anew, such as compiled templates; None if nothing can be written."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111 - Path.expanduser fails without a home
    folder = Path(home) / "plandiff"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None
