"""What a commit of a repository holds, and changes to it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from plandiff.errors import InputError

if TYPE_CHECKING:
    from dulwich.objects import ObjectID

    from plandiff.library.store import Store

FILE: Final = 0o100644
FOLDER: Final = 0o040000
SUBMODULE: Final = 0o160000
"""git's modes of tree entries; plandiff writes the first two, and follows no others."""

Path_ = tuple[str, ...]
"""A path inside the repository, by its parts."""


@dataclass(frozen=True)
class Folder:
    """An existing folder, by its tree."""

    tree: ObjectID


Changes = Mapping[Path_, bytes | Folder | None]
"""Path -> the file's new bytes, or the folder that is put there; None removes the file, or the folder with its contents."""


@dataclass(frozen=True)
class Snapshot:
    """The files of one commit."""

    store: Store
    tree: ObjectID | None

    def folder(self, path: Path_ = ()) -> dict[str, tuple[bool, ObjectID]]:
        """The entries of a folder: name -> (whether it is a folder, its id); empty if there is no such folder.

        Names that are not UTF-8, links and submodules are left out: plandiff never writes or follows them.
        """
        tree = self._find(path)
        return {} if tree is None else self.folder_of(tree)

    def folder_of(self, tree: ObjectID) -> dict[str, tuple[bool, ObjectID]]:
        """The same for the folder of a tree."""
        found = {}
        for entry in self.store.entries(tree):
            with suppress(UnicodeDecodeError):
                if entry.mode in (FOLDER, FILE, 0o100755):
                    found[entry.path.decode()] = (entry.mode == FOLDER, entry.sha)
        return found

    def id_of(self, path: Path_) -> ObjectID | None:
        """The id of a file; None if there is none."""
        is_folder, found = self.folder(path[:-1]).get(path[-1], (True, None))
        return None if is_folder else found

    def file(self, path: Path_) -> bytes:
        """The bytes of a file. Raises `InputError` if there is none or it is damaged."""
        found = self.id_of(path)
        if found is None:
            raise InputError("/".join(path), "not-in-library")
        with reading(self.store.folder, found):
            return bytes(self.store.read(found).as_raw_string())

    def _find(self, path: Path_) -> ObjectID | None:
        tree = self.tree
        for part in path:
            if tree is None:
                return None
            found = [entry.sha for entry in self.store.entries(tree) if entry.path == part.encode() and entry.mode == FOLDER]
            tree = found[0] if found else None
        return tree


@contextmanager
def reading(folder: Path, name: bytes) -> Iterator[None]:
    """Any error of dulwich about a damaged object, as one of our own."""
    from dulwich.errors import ChecksumMismatch, FileFormatException, NotTreeError, ObjectFormatException

    known = (
        *(KeyError, ValueError, struct.error, zlib.error),
        *(ChecksumMismatch, FileFormatException, NotTreeError, ObjectFormatException),
    )
    try:
        yield
    except (*known, OSError, AssertionError, AttributeError, EOFError, IndexError) as problem:
        missing = isinstance(problem, KeyError)
        raise InputError(folder, "object-missing" if missing else "object-damaged", id=name.decode()) from None
