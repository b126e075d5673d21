"""All folders of a library, however deeply nested.

A git tree refers to others by id, so eight objects can be ten million folders, and a tree of thousands of levels
takes a few kilobytes. A library written by plandiff has no such trees.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from plandiff.errors import InputError
from plandiff.library.names import DEPTH_LIMIT
from plandiff.library.snapshots import Path_, Snapshot
from plandiff.library.versions import MARK

if TYPE_CHECKING:
    from dulwich.objects import ObjectID

MOST_FOLDERS: Final = 500_000
"""Folders of documents and versions that are searched: a hundred times the largest known library, a matter of seconds."""
_KEPT: Final = 1024
"""Folders whose contents are cached."""


def walk_folders(snapshot: Snapshot) -> Iterator[tuple[Path_, dict[str, ObjectID]]]:
    """Each folder that is not a version's, with its subfolders: parents before children, in order of names.

    Raises `InputError` if there are more or deeper ones than documents can make.
    """

    @lru_cache(maxsize=_KEPT)
    def folders_of(tree: ObjectID) -> dict[str, ObjectID]:
        return {name: found for name, (is_folder, found) in sorted(snapshot.folder_of(tree).items()) if is_folder}

    count = 0
    waiting: list[tuple[Path_, ObjectID]] = [((), snapshot.tree)] if snapshot.tree else []
    while waiting:
        path, tree = waiting.pop()
        folders = folders_of(tree)
        yield path, folders
        inner = [((*path, name), found) for name, found in folders.items() if not name.startswith(MARK)]
        if inner and len(path) == DEPTH_LIMIT:
            raise InputError(snapshot.store.folder, "too-deep-folders", limit=DEPTH_LIMIT)
        count += len(folders)
        if count > MOST_FOLDERS:
            raise InputError(snapshot.store.folder, "too-many-folders", limit=MOST_FOLDERS)
        waiting += reversed(inner)
