"""A git repository as a store of files: read a state, commit a change, nothing in between.

Everything that a commit needs is on disk before the branch points to it; moving the branch is one
rename, and the only step that counts. A writer that crashes leaves behind unreachable objects, which
git prunes, and lock files, which can be told from those of a live program and taken over.

The repository is bare: checked-out files could not change atomically with the branch, and git
refuses pushes into a repository that has them.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path, PurePosixPath
from threading import RLock
from typing import TYPE_CHECKING, Final
from weakref import WeakSet, finalize

from plandiff.errors import InputError, OutputError, UsageError
from plandiff.library.durable import Batch, is_linked, link_file, remove_file, replace_file, sync_folders
from plandiff.library.locks import exclusive
from plandiff.library.objects import OBJECT_LIMIT, Places, is_too_large
from plandiff.library.packing import pack_when_many
from plandiff.library.snapshots import Changes, Path_, Snapshot, reading
from plandiff.library.writing import Writing

if TYPE_CHECKING:
    from dulwich.object_store import DiskObjectStore
    from dulwich.objects import ObjectID, ShaFile, TreeEntry
    from dulwich.repo import Repo

BRANCH: Final = b"main"
MOST_COMMITS: Final = 500_000
"""Commits that are looked through for a version that was removed: as many as there may be folders, a minute or two."""
IDENTITY: Final = b"plandiff <plandiff@localhost>"
"""The committer if git's own settings name none."""
OWN: Final = "plandiff"
"""plandiff's own folder inside the git directory: the lock, and what can be recomputed."""


class Store:
    """A repository and the branch that its HEAD names.

    A failed write becomes an `OutputError`; a failed read,
    an `InputError` that names the object.
    """

    def __init__(self, folder: Path) -> None:
        """Open the repository in a folder (or in its `.git`). Raises `InputError` if there is none."""
        from dulwich.errors import NotGitRepository
        from dulwich.repo import Repo, UnsupportedExtension, UnsupportedVersion

        self.folder = folder
        try:
            self._repo: Repo = Repo(str(folder))
        except (NotGitRepository, NotADirectoryError):
            raise InputError(folder, "not-a-library") from None
        except (OSError, ValueError, KeyError, UnsupportedExtension, UnsupportedVersion) as problem:
            raise InputError(folder, "not-opened", cause=str(problem)) from None
        self._closing = finalize(self, self._repo.close)
        """Close before the interpreter tears down its modules too: dulwich's packs need them."""
        self.objects: DiskObjectStore = self._repo.object_store
        self.objects.fsync_object_files = True
        self.packs = RLock()
        """Held while packs are looked at: dulwich opens and closes them as it looks, so two threads would open one twice."""
        self._sizes: Places = {}
        _opened.add(self)

    @classmethod
    def create(cls, folder: Path, files: Mapping[Path_, bytes], message: str) -> Store:
        """Make a folder a repository whose first commit holds the files. Raises `UsageError` if it is one already."""
        from dulwich.repo import Repo

        class Portable(Repo):
            """dulwich tests whether files have modes, and fails where there are none at all (FAT on FUSE)."""

            def _determine_file_mode(self) -> bool:
                try:
                    return super()._determine_file_mode()
                except OSError:
                    return False

        git = folder / ".git"
        if git.exists() or ((folder / "HEAD").exists() and (folder / "objects").is_dir()):
            raise UsageError("repository-already", folder=str(folder))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            building = folder / f".git.{os.getpid()}.new"
            building.mkdir()
            Portable.init_bare(str(building), default_branch=BRANCH).close()
            store = cls(building)
            store.commit(lambda _: files, message)
            store.close()
            replace_file(building, git)  # all or nothing, like everything after it
            sync_folders([folder])
        except OSError as problem:
            raise OutputError(folder, problem) from problem
        return cls(folder)

    @property
    def git(self) -> Path:
        """The git directory."""
        return Path(os.fsdecode(self._repo.controldir()))

    @property
    def bare(self) -> bool:
        """Whether the repository has no checked-out files, which a commit would leave out of date."""
        return bool(self._repo.get_config().get_boolean((b"core",), b"bare", False))

    def own(self, *parts: str) -> Path:
        """A path in plandiff's own folder."""
        return self.git.joinpath(OWN, *parts)

    def close(self) -> None:
        self._closing()

    # --- reading ---

    def head(self) -> ObjectID | None:
        """The commit that the branch points to; None before the first."""
        try:
            return self._repo.refs[self._branch()]  # type: ignore[index]  # a name like any other
        except KeyError:
            return None

    def snapshot(self, commit: ObjectID | None = None) -> Snapshot:
        """The state of a commit, or of the branch now; later commits do not change it."""
        head = commit or self.head()
        return Snapshot(self, self.tree_of(head) if head else None)

    def past(self) -> Iterator[Snapshot]:
        """The states of all commits up to the branch's, the last ones first; each is read when it is asked for.

        Raises `InputError` where there are more than a library has.
        """
        head = self.head()
        if head is None:
            return
        commits = iter(self._repo.get_walker(include=[head]))
        for _ in range(MOST_COMMITS):
            with self.packs, reading(self.folder, head):
                entry = next(commits, None)
            if entry is None:
                return
            yield self.snapshot(entry.commit.id)
        raise InputError(self.folder, "too-many-commits", limit=MOST_COMMITS)

    def read(self, name: ObjectID) -> ShaFile:
        """An object by its id. Raises `InputError` with that id if it is missing or damaged."""
        with reading(self.folder, name):
            return self._find(name)

    def _find(self, name: ObjectID) -> ShaFile:
        """An object by its id. Raises `KeyError` if there is none, and `InputError` if it is too large for a document."""
        self.check_size(name)
        with self.packs:
            try:
                return self.objects[name]
            except KeyError:
                # Another program may have packed it after dulwich had looked through the packs.
                return self.objects[name]

    def tree_of(self, commit: ObjectID) -> ObjectID:
        """The tree of a commit. Raises `InputError` as `read` does; dulwich parses objects lazily."""
        with reading(self.folder, commit):
            return self._object(commit).tree  # type: ignore[no-any-return, attr-defined]  # of a commit

    def entries(self, tree: ObjectID) -> list[TreeEntry]:
        """The entries of a tree. Raises `InputError` as `read` does."""
        with reading(self.folder, tree):
            return self._object(tree).items()  # type: ignore[no-any-return, attr-defined]  # of a tree

    def _object(self, name: ObjectID) -> ShaFile:
        """The last trees and commits are loose; dulwich would search every pack first."""
        from dulwich.objects import ShaFile

        self.check_size(name)
        try:
            return ShaFile.from_path(str(self._loose(name)), name)
        except FileNotFoundError:
            return self._find(name)

    def check_size(self, name: ObjectID) -> None:
        """Raises `InputError` for an object that is too large to read."""
        with self.packs:
            large = is_too_large(self._loose(name), self.objects, name, self._sizes)
        if large:
            raise InputError(self.folder, "object-too-large", id=name.decode(), megabytes=OBJECT_LIMIT // 1_000_000)

    def _loose(self, name: ObjectID) -> Path:
        return Path(os.fsdecode(self.objects.path), name[:2].decode(), name[2:].decode())

    def has(self, name: ObjectID) -> bool:
        """Whether there is an object with that id, without reading it; an empty file does not count."""
        if self.has_loose(name):
            return True
        with self.packs:
            return self.objects.contains_packed(name)

    def has_loose(self, name: ObjectID) -> bool:
        """Whether the object is loose."""
        try:
            return self._loose(name).stat().st_size > 0
        except OSError:
            return False

    def refs(self) -> dict[bytes, ObjectID]:
        """Every branch and tag, and what it points to."""
        return {bytes(name): target for name, target in self._repo.refs.as_dict().items()}

    def _branch(self) -> bytes:
        chain, _ = self._repo.refs.follow(b"HEAD")  # type: ignore[arg-type]  # a name like any other
        if len(chain) < 2:
            raise InputError(self.folder, "no-branch")
        return bytes(chain[-1])

    # --- writing ---

    def commit(self, change: Callable[[Snapshot], Changes], message: str) -> ObjectID | None:
        """Change files in one commit, and return it; None if `change` asks for nothing.

        `change` is given the state it changes; it is called again if another program moved the branch
        in the meantime. Other plandiff writers wait.
        """

        def attempt(parent: ObjectID | None) -> ObjectID | None:
            changes = change(self.snapshot())
            return self._write_commit(parent, changes, message) if changes else None

        return self._advance(attempt)

    def merge(
        self, other: ObjectID, change: Callable[[Snapshot | None, Snapshot, Snapshot], Changes], message: str
    ) -> ObjectID | None:
        """Merge in the history of another commit, and return the commit; None if it is already part of this history.

        `change` is given the common ancestor, this state, and the other, and returns the changes to this one. If this history is
        part of the other it is not called: the branch fast-forwards.
        """
        from dulwich.graph import find_merge_base

        def attempt(parent: ObjectID | None) -> ObjectID | None:
            with self.packs, reading(self.folder, other):
                bases = find_merge_base(self._repo, [parent, other]) if parent else []
            if other in bases or parent is None:
                return None
            if parent in bases:
                self._mark(other, batch := Batch())
                batch.finish()
                return other
            began = self.snapshot(bases[0]) if bases else None
            changes = change(began, self.snapshot(parent), self.snapshot(other))
            return self._write_commit(parent, changes, message, other)

        return self._advance(attempt)

    def _advance(self, attempt: Callable[[ObjectID | None], ObjectID | None]) -> ObjectID | None:
        """Move the branch to the commit that `attempt` makes from the last one, retrying when another program is faster."""
        try:
            if not self.bare:
                raise UsageError("checked-out", folder=str(self.folder))
            self.own().mkdir(exist_ok=True)
            with exclusive(self.own("lock")):
                self._clear_lock()
                while True:
                    parent = self.head()
                    made = attempt(parent)
                    if made is None:
                        return None
                    if self._move_branch(parent):
                        with self.packs, suppress(OSError):  # the commit is done; what could not be packed stays loose
                            pack_when_many(self.objects, made)
                        return made
        except OSError as problem:
            raise OutputError(self.folder, problem) from problem

    def _write_commit(self, parent: ObjectID | None, changes: Changes, message: str, other: ObjectID | None = None) -> ObjectID:
        from dulwich.objects import Commit

        commit = Commit()
        writing = Writing(self.has_loose, self._loose, self.entries)
        commit.tree = writing.add_tree(self.tree_of(parent) if parent else None, changes)
        commit.parents = [name for name in (parent, other) if name]
        commit.author = commit.committer = self._identity
        commit.author_time = commit.commit_time = int(time.time())
        commit.author_timezone = commit.commit_timezone = 0
        commit.encoding = b"UTF-8"
        commit.message = message.encode("utf-8", "replace")
        made = writing.add(commit)
        self._mark(made, writing.batch)
        writing.batch.finish()
        return made

    def _mark(self, commit: ObjectID, batch: Batch) -> None:
        """Write where the branch will point: to a new file, as the branch may be a hard link to the old one."""
        batch.write(self.own("next"), commit + b"\n", mode=0o644)

    @cached_property
    def _identity(self) -> bytes:
        config = self._repo.get_config_stack()
        try:
            return config.get((b"user",), b"name") + b" <" + config.get((b"user",), b"email") + b">"
        except (KeyError, ValueError, OSError):
            return IDENTITY

    def _move_branch(self, before: ObjectID | None) -> bool:
        """Point the branch to the commit just written, if it still points where it did; under git's own lock.

        The lock is a hard link to a file that only plandiff writes, or a copy where there are no hard links. An existing lock that
        is the same file was left by a crashed writer: no live writer can hold it.
        """
        path = self.git.joinpath(*PurePosixPath(self._branch().decode()).parts)
        lock = path.with_name(f"{path.name}.lock")
        path.parent.mkdir(parents=True, exist_ok=True)
        mark = self.own("next")
        try:
            link_file(mark, lock)
        except FileExistsError:
            raise OutputError(self.folder, "locked", lock=str(lock)) from None
        try:
            if self.head() != before:
                remove_file(lock)
                return False
            replace_file(lock, path)
        except BaseException:
            with suppress(OSError):
                if is_linked(mark, lock):
                    remove_file(lock)
            raise
        sync_folders([path.parent])
        return True

    def _clear_lock(self) -> None:
        """Remove the lock of a crashed writer."""
        path = self.git.joinpath(*PurePosixPath(self._branch().decode()).parts)
        lock, mark = path.with_name(f"{path.name}.lock"), self.own("next")
        if is_linked(mark, lock):
            remove_file(lock)


_opened: WeakSet[Store] = WeakSet()


def _unlock_in_child() -> None:
    """A forked child has none of its parent's threads, and so nobody who would release a lock that one of them held."""
    for store in _opened:
        store.packs = RLock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_unlock_in_child)
