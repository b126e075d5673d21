"""Durable writes: files are written to temporary names, synced together, then renamed.

Syncing one file after the other takes a disk write for each (28 ms for the nine files of a
version where this was measured); requested at once, the file system does them in one or two (6 ms).

Windows neither removes nor replaces a file that is read-only, as git's objects are, or that another program has open;
the first is made writable, the second retried.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from itertools import count
from pathlib import Path
from typing import Final

ON_WINDOWS: Final = os.name == "nt"
FULL_SYNC: Final[int | None] = 51 if sys.platform == "darwin" else None
"""`F_FULLFSYNC` of macOS."""
READ_ONLY: Final = 0o444
"""The mode git gives to objects, which never change."""
THREADS: Final = 8
"""Files synced at once: about as many as a version has."""
ATTEMPTS: Final = 6
"""Attempts at a refused step, as other programs (virus scanners, indexers) hold files briefly."""
NO_LINKS: Final = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV})
"""Errors of systems whose file system has no hard links."""
NO_LINKS_ON_WINDOWS: Final = 1
"""ERROR_INVALID_FUNCTION, Windows's error for that."""
PAUSE: Final = 0.02
"""Seconds before the second attempt, doubled before each later one: two thirds of a second in all."""


class Batch:
    """Files that appear under their names once all of them are on disk."""

    def __init__(self) -> None:
        self._open: list[tuple[int, Path, Path]] = []  # (handle, temporary path, final path)

    def write(self, path: Path, data: bytes, *, beside: str | None = None, mode: int = READ_ONLY) -> None:
        """Write a file under a temporary name in its folder, or directly under its final name if none is given."""
        path.parent.mkdir(exist_ok=True)
        temporary = path.with_name(beside) if beside else path
        remove_file(temporary)  # left by a crashed writer
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        self._open.append((handle, temporary, path))
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(handle, rest) :]
        except BaseException:
            self._abandon()
            raise

    def finish(self) -> None:
        """Sync all files, rename them, and sync their folders."""
        folders = {path.parent for _, _, path in self._open}
        try:
            list(_pool().map(_sync, [handle for handle, _, _ in self._open]))
            while self._open:
                handle, temporary, path = self._open.pop()
                os.close(handle)
                if temporary != path:
                    replace_file(temporary, path)
        except BaseException:
            self._abandon()
            raise
        sync_folders(sorted(folders | {folder.parent for folder in folders}))

    def _abandon(self) -> None:
        for handle, temporary, _ in self._open:
            with suppress(OSError):
                os.close(handle)
            with suppress(OSError):
                remove_file(temporary)
        self._open = []


def remove_file(path: Path) -> None:
    """Remove a file, if there is one, read-only or not."""
    _insist(lambda: path.unlink(missing_ok=True), path)


def replace_file(path: Path, place: Path) -> None:
    """Rename a file over another, read-only or not."""
    _insist(lambda: path.replace(place), place)


def link_file(path: Path, name: Path) -> None:
    """Give a file a second, unused name (a hard link); on file systems without links (FAT, some network drives), a copy.

    Raises `FileExistsError` if there is a file of that name.
    """
    try:
        os.link(path, name)
    except OSError as problem:
        if problem.errno not in NO_LINKS and getattr(problem, "winerror", None) != NO_LINKS_ON_WINDOWS:
            raise
        _copy_file(path, name)


def _copy_file(path: Path, name: Path) -> None:
    handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o644)
    try:
        os.write(handle, path.read_bytes())
        _sync(handle)
    except BaseException:
        with suppress(OSError):
            os.close(handle)
        with suppress(OSError):
            remove_file(name)
        raise
    os.close(handle)


def is_linked(path: Path, name: Path) -> bool:
    """Whether the second name is one that `link_file` gave the file."""
    try:
        return path.samefile(name) or (path.stat().st_size > 0 and path.read_bytes() == name.read_bytes())
    except FileNotFoundError:
        return False


def remove_files(paths: Iterable[Path]) -> None:
    """Remove files, several at once: each may have to wait for the disk. A failure does not stop the others."""

    def remove(path: Path) -> None:
        with suppress(OSError):
            remove_file(path)

    list(_pool().map(remove, paths))


def _insist(step: Callable[[], object], path: Path) -> None:
    """Run a step that may be refused because of an existing file: make that writable, and retry.

    At most `ATTEMPTS` times: some mounts accept the new mode and ignore it.
    """
    for attempt in count(1):
        try:
            step()
        except PermissionError:
            if attempt >= ATTEMPTS:
                raise
            if _make_writable(path):
                continue
            if not ON_WINDOWS:
                raise
            time.sleep(PAUSE * 2 ** (attempt - 1))
        else:
            return


def _make_writable(path: Path) -> bool:
    """Make a read-only file writable; whether it was read-only."""
    with suppress(OSError):
        mode = path.lstat().st_mode
        if stat.S_ISREG(mode) and not mode & stat.S_IWRITE:
            path.chmod(mode | stat.S_IWRITE)
            return True
    return False


def sync_folders(folders: Iterable[Path]) -> None:
    """Sync these folders' entries, where the system supports it (Windows does not, and need not)."""
    if not ON_WINDOWS:
        list(_pool().map(_sync_folder, folders))


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        _sync(handle)
    finally:
        os.close(handle)


def _sync(handle: int) -> None:
    """Sync a file. On macOS that leaves it in the drive's cache unless `F_FULLFSYNC` is used, which not all drives support."""
    if FULL_SYNC is not None:
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(handle, FULL_SYNC)
            return
    os.fsync(handle)


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(THREADS, thread_name_prefix="sync")


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_pool.cache_clear)  # a forked child has none of its parent's threads
