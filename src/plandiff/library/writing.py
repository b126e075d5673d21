"""The objects of a commit: files and folders of a library as git's blobs and trees, on disk together."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from plandiff.library.durable import Batch
from plandiff.library.snapshots import FILE, FOLDER, Changes, Folder

if TYPE_CHECKING:
    from dulwich.objects import ObjectID, ShaFile, Tree, TreeEntry

FAST: Final = 1
"""zlib's level for loose objects; packing compresses them well."""

_Nested = dict[str, "_Nested | Folder | bytes | None"]
"""Changes as a tree of folders."""


class Writing:
    """The objects of a commit being written; existing ones are not written again."""

    def __init__(
        self,
        has_loose: Callable[[ObjectID], bool],
        path_of: Callable[[ObjectID], Path],
        entries: Callable[[ObjectID], Sequence[TreeEntry]],
    ) -> None:
        """`has_loose` says whether an object has a file of its own, `path_of` which one, `entries` what a tree holds."""
        self._has_loose = has_loose
        self._path_of = path_of
        self._entries = entries
        self._added: set[bytes] = set()
        self.batch = Batch()

    def add(self, item: ShaFile) -> ObjectID:
        """Write an object, and return its id."""
        # One that is packed already is written again: that is rare, and searching every pack for each is expensive.
        if item.id not in self._added and not self._has_loose(item.id):
            self._added.add(item.id)
            beside = f"tmp_obj_{os.getpid()}_{item.id.decode()}"
            self.batch.write(self._path_of(item.id), item.as_legacy_object(FAST), beside=beside)
        return item.id

    def add_tree(self, base: ObjectID | None, changes: Changes) -> ObjectID:
        """Write a tree with the changes applied, and all that is new in it. Raises `TypeError` for a file in a file."""
        nested: _Nested = {}
        for path, data in changes.items():
            *above, last = path
            here = nested
            for part in above:
                below = here.setdefault(part, {})
                if not isinstance(below, dict):
                    raise TypeError(f"{part} is a file and a folder at once")
                here = below
            here[last] = data
        return self._apply(base, nested) or self.add(_tree())

    def _apply(self, base: ObjectID | None, changes: _Nested) -> ObjectID | None:
        """The tree with the changes applied; None if nothing is left in it."""
        from dulwich.objects import Blob

        tree = _tree()
        if base:
            for entry in self._entries(base):
                tree.add(entry.path, entry.mode, entry.sha)
        for part, change in changes.items():
            name = part.encode()
            if isinstance(change, Folder):
                tree.add(name, FOLDER, change.tree)
                continue
            if isinstance(change, bytes):
                tree.add(name, FILE, self.add(Blob.from_string(change)))
                continue
            below = None
            if isinstance(change, dict):
                old = tree[name][1] if name in tree and tree[name][0] == FOLDER else None
                below = self._apply(old, change)
            if below:
                tree.add(name, FOLDER, below)
            elif name in tree:
                del tree[name]
        return self.add(tree) if len(tree) else None


def _tree() -> Tree:
    from dulwich.objects import Tree

    return Tree()
