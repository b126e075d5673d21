"""Where configurations and accept files are read from: the disk, or anywhere else that a `Read` covers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from plandiff import paths
from plandiff.errors import SettingError, cause_of

Read = Callable[[Path], bytes | None]
"""Absolute path -> the file's content, None if there is no file. Raises `SettingError` if it cannot be read."""

LIMIT: Final = 5_000_000
"""Bytes: tens of thousands of accepted findings; a larger file is not one of these."""


def read_disk(path: Path) -> bytes | None:
    """A regular file's content."""
    try:
        return paths.read_file(path, LIMIT, regular=True)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None
    except OSError as problem:
        raise SettingError(path, "unreadable", cause=cause_of(problem)) from None


def read_text(path: Path, read: Read) -> str | None:
    """The same as text. Raises `SettingError` if it is not text."""
    data = read(path)
    try:
        return data.decode("utf-8-sig") if data is not None else None
    except UnicodeDecodeError:
        raise SettingError(path, "not-utf-8") from None
