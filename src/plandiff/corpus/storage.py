"""Where a corpus is stored: a folder, or an fsspec address (`s3://…`, `memory://…`).

Files appear whole, renamed once they are written; nothing lists data folders to find out what exists.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from plandiff.errors import InputError, OutputError, UsageError, cause_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LOCK: Final = "lock"
_HALF: Final = ".part"
"""Suffix of a file that is being written."""


class Storage(Protocol):
    """The files of a corpus, by names such as `batches/1f.json`. All methods raise `InputError` or `OutputError` naming the address."""

    @property
    def address(self) -> str: ...

    def __hash__(self) -> int: ...

    def url(self, name: str) -> str:
        """The name of a file for DuckDB."""
        ...

    def connect(self, connection: DuckDBPyConnection) -> None:
        """Make the files readable for DuckDB."""
        ...

    def read(self, name: str) -> bytes | None:
        """A file's bytes; None if there is no such file."""
        ...

    def writing(self, name: str) -> Any:  # noqa: ANN401 - a context manager
        """A local path to write a file to, which gets its name if the block ends without an exception."""
        ...

    def names(self, folder: str) -> list[str]:
        """The files in a folder and below it, in order, complete ones only."""
        ...

    def remove(self, name: str) -> None:
        """Remove a file, if there is one."""
        ...

    def lock(self) -> Any:  # noqa: ANN401 - a context manager
        """Be the only writer. Raises `OutputError` if there is another."""
        ...


def open_storage(address: str, options: Mapping[str, str] | None = None) -> Storage:
    """The storage at an address. `options` are given to fsspec, values that begin with `$` from the environment."""
    if "://" not in address:
        return Folder(address)
    try:
        import fsspec
    except ImportError:
        raise UsageError("no-fsspec") from None
    try:
        system, path = fsspec.core.url_to_fs(address, **{key: _settled(value) for key, value in (options or {}).items()})
    except (ImportError, OSError, ValueError) as problem:
        raise InputError(address, "storage-out-of-reach", cause=cause_of(problem)) from None
    return Remote(address, tuple((options or {}).items()), system, path)


def _settled(value: str) -> str:
    return os.environ.get(value[1:], "") if value.startswith("$") else value


def write(storage: Storage, name: str, data: bytes) -> None:
    with storage.writing(name) as path:
        path.write_bytes(data)


def clear(storage: Storage, folder: str) -> None:
    """Remove all files of a folder."""
    for name in storage.names(folder):
        storage.remove(name)


@dataclass(frozen=True)
class Folder:
    """A folder of this machine, or one that all machines have under the same path."""

    address: str

    @property
    def path(self) -> Path:
        return Path(self.address)

    def url(self, name: str) -> str:
        return str(self.path / name)

    def connect(self, connection: DuckDBPyConnection) -> None:
        """DuckDB reads files by itself."""

    def read(self, name: str) -> bytes | None:
        try:
            return (self.path / name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as problem:
            raise InputError(self.url(name), "unreadable", cause=cause_of(problem)) from None

    @contextmanager
    def writing(self, name: str) -> Iterator[Path]:
        place = self.path / name
        half = place.with_name(f"{place.name}.{os.getpid()}{_HALF}")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            yield half
            half.replace(place)
        except OSError as problem:
            raise OutputError(place, problem) from problem
        finally:
            half.unlink(missing_ok=True)

    def names(self, folder: str) -> list[str]:
        found = (path for path in (self.path / folder).rglob("*") if path.is_file() and path.suffix != _HALF)
        return sorted(path.relative_to(self.path).as_posix() for path in found)

    def remove(self, name: str) -> None:
        path = self.path / name
        path.unlink(missing_ok=True)
        with suppress(OSError):  # others are in it
            path.parent.rmdir()

    @contextmanager
    def lock(self) -> Iterator[None]:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.path / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as problem:
            raise OutputError(self.address, problem) from problem
        try:
            if not _take(handle):
                raise OutputError(self.address, "corpus-locked", lock=self.url(LOCK))
            self._tidy()
            yield
        finally:
            os.close(handle)

    def _tidy(self) -> None:
        """Remove half-written files of crashed writers."""
        for path in self.path.rglob(f"*{_HALF}"):
            path.unlink(missing_ok=True)


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


@dataclass(frozen=True)
class Remote:
    """An fsspec location. Files are written locally and then uploaded whole."""

    address: str
    options: tuple[tuple[str, str], ...] = ()
    system: Any = field(default=None, repr=False, compare=False)
    path: str = field(default="", compare=False)

    def __reduce__(self) -> tuple[Any, ...]:
        return open_storage, (self.address, dict(self.options))  # a worker opens it again: connections cannot be pickled

    def url(self, name: str) -> str:
        return (
            f"{self.system.protocol if isinstance(self.system.protocol, str) else self.system.protocol[0]}://{self._place(name)}"
        )

    def connect(self, connection: DuckDBPyConnection) -> None:
        connection.register_filesystem(self.system)

    def read(self, name: str) -> bytes | None:
        try:
            data: bytes = self.system.cat_file(self._place(name))
        except FileNotFoundError:
            return None
        except Exception as problem:  # noqa: BLE001 - every file system has its own
            raise InputError(self.address, "storage-out-of-reach", cause=str(problem) or type(problem).__name__) from None
        return data

    @contextmanager
    def writing(self, name: str) -> Iterator[Path]:
        folder = Path(tempfile.mkdtemp(prefix="plandiff-"))
        try:
            yield folder / "file"
            self.system.makedirs(self._place(name).rpartition("/")[0], exist_ok=True)
            self.system.put_file(str(folder / "file"), self._place(name))
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def names(self, folder: str) -> list[str]:
        try:
            found = self.system.find(self._place(folder))
        except FileNotFoundError:
            return []
        begin = len(self.path.rstrip("/").lstrip("/")) + 1
        return sorted(name.lstrip("/")[begin:] for name in found)

    def remove(self, name: str) -> None:
        with suppress(FileNotFoundError):
            self.system.rm_file(self._place(name))

    @contextmanager
    def lock(self) -> Iterator[None]:
        try:
            self.system.makedirs(self.path, exist_ok=True)
            self._create_lock()
        except FileExistsError:
            raise OutputError(self.address, "corpus-locked", lock=f"{self.address}/{LOCK}") from None
        except Exception as problem:  # noqa: BLE001 - every file system has its own
            raise InputError(self.address, "storage-out-of-reach", cause=str(problem) or type(problem).__name__) from None
        try:
            yield
        finally:
            self.remove(LOCK)

    def _create_lock(self) -> None:
        """Raises `FileExistsError` if it is there: stores of objects put a file on the condition that there is none, local folders create
        it exclusively. It is not empty, because s3fs puts empty files without condition."""
        place = self._place(LOCK)
        try:
            with self.system.open(place, "xb") as file:
                file.write(b"\n")
        except (NotImplementedError, ValueError):  # a file system that knows no such condition
            if self.system.exists(place):
                raise FileExistsError(place) from None
            self.system.pipe_file(place, b"\n")

    def _place(self, name: str) -> str:
        return f"{self.path.rstrip('/')}/{name}"
