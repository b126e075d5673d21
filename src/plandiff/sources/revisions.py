"""Which files of a git repository differ between two revisions, or between one and uncommitted changes."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from plandiff.errors import InputError, UsageError
from plandiff.model import DocumentStatus, Source
from plandiff.sources.files import read_file
from plandiff.sources.git import (
    GitError,
    document_in,
    find_blobs,
    find_document,
    find_object,
    git,
    git_diff,
    is_pointer,
    stands_for,
)

STATUSES: Final[dict[str, DocumentStatus]] = {"A": "added", "D": "deleted", "M": "changed", "T": "changed", "R": "renamed"}
_NOBODY: Final = re.compile(r"0{40}|0{64}")
"""What hosts give as the revision before a branch existed; it counts as an empty tree, as does a HEAD that does not exist yet."""
_FULL_ID: Final = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
SHORT: Final = 12
"""Hexadecimal digits of a commit's id that messages show."""
TOGETHER: Final = 32_000_000
"""Bytes of documents that are read at a time."""
NOTHING_KNOWN: Final[Mapping[str, bytes]] = {}
_REGULAR: Final = ("100644", "100755")
"""Modes of files that may be documents; not links or submodules."""


@dataclass(frozen=True)
class Range:
    """What is compared with what."""

    old: str
    """A revision."""
    new: str
    """A revision; "" for the work tree or the index."""
    ids: tuple[str, ...]
    """Of the trees or commits that these name: one or two."""


@dataclass(frozen=True)
class ChangedFile:
    """A file that differs; paths are relative to the top of the repository, "" if that side does not exist."""

    status: DocumentStatus
    old: str
    new: str
    old_blob: str
    new_blob: str
    """Id of the content; all zeros if it is only in the work tree."""

    def read_old(self, revision: str, known: Mapping[str, bytes] = NOTHING_KNOWN) -> Source:
        """The document before; `known` are contents of blobs that were read with others. Raises `InputError` when it cannot be read."""
        return _read(self.old_blob, self.old, f"{revision}:{self.old}", known)

    def read_new(self, known: Mapping[str, bytes] = NOTHING_KNOWN) -> Source:
        """The same after, named by its plain path, which tools that show findings beside the file need."""
        return _read(self.new_blob, self.new, self.new, known)


def find_range(text: str) -> Range:
    """What `BASE..HEAD`, `BASE...HEAD` (an omitted side is HEAD, as in git) or `BASE` alone means.

    `BASE...HEAD` begins at the merge base: what a merge request brings. Raises `UsageError` for anything that is not a
    revision, and `GitError` when git fails.
    """
    old, found, new = text.partition("...")
    if found:
        commits = [_id(revision or "HEAD", "commit") for revision in (old, new)]
        try:
            fork = git("merge-base", *commits).decode("ascii").strip()
        except GitError:
            raise UsageError("no-common-history", range=text) from None
        return Range(fork[:SHORT], new or "HEAD", (fork, commits[1]))
    old, found, new = text.partition("..")
    names = [old or "HEAD", new or "HEAD"] if found else [text]
    return Range(names[0], names[1] if found else "", tuple(_id(name, "tree") for name in names))


def is_missing(revision: str) -> bool:
    """Whether this is the full id of a missing object: a shallow clone or a forced push loses what came before."""
    return bool(_FULL_ID.fullmatch(revision)) and not _NOBODY.fullmatch(revision) and find_object(f"{revision}^{{tree}}") is None


def range_of_branch(targets: Iterable[str], tip: str = "HEAD") -> Range:
    """From the merge base with the first target that the branch is ahead of, to its tip; else the changes of its last commit.

    Raises `UsageError` when a shallow clone has neither.
    """
    head = _id(tip, "commit")
    for target in targets:
        found = find_object(f"{target}^{{commit}}")
        with suppress(GitError):  # no common history
            fork = git("merge-base", found.id, head).decode("ascii").strip() if found else head
            if fork != head:
                return Range(fork[:SHORT], tip, (fork, head))
    parent = find_object(f"{head}^1^{{commit}}")
    if parent is None and git("rev-parse", "--is-shallow-repository").strip() == b"true":
        raise UsageError("no-revision", revision=f"{tip}^")
    before = parent.id if parent else _nothing()
    return Range(before[:SHORT], tip, (before, head))


def is_anything_staged() -> bool:
    """Whether the index differs from HEAD, in any file."""
    return bool(git("diff", "--cached", "--raw", "-z", _id("HEAD", "tree")))


def work_tree() -> Path | None:
    """The top folder of the work tree; None in a bare repository or outside any."""
    try:
        return Path(os.fsdecode(git("rev-parse", "--show-toplevel").removesuffix(b"\n")))
    except GitError:
        return None


def is_tracked(path: Path) -> bool:
    """Whether git tracks a file of the work tree, given by its absolute path."""
    try:
        return bool(git("ls-files", "-z", "--", f":(literal){path.as_posix()}"))
    except GitError:  # outside the repository
        return False


def read_at(revision: str) -> Callable[[Path], bytes | None]:
    """A function from a file in the work tree to its content at a revision: None if it did not exist or was not a regular file.

    git is asked once for each file.
    """
    top = work_tree()
    root = Path.cwd() if top is None else top

    @cache
    def read(path: Path) -> bytes | None:
        path = path.resolve() if top is None else path
        if not path.is_relative_to(root):
            return None
        listed = git("ls-tree", "--full-tree", "-z", revision, "--", path.relative_to(root).as_posix())
        mode, _, rest = listed.decode("utf-8", "surrogateescape").partition(" ")
        found = find_object(rest.partition(" ")[2].partition("\t")[0]) if mode in _REGULAR else None
        return found.data if found else None

    return read


def changed_files(between: Range, pathspecs: tuple[str, ...], *, staged: bool = False) -> tuple[ChangedFile, ...]:
    """The files that differ, renames followed, sorted by path.

    `pathspecs` are git's, relative to the current folder; empty means all. With `staged` the index takes the work tree's place.
    Raises `GitError` when git fails.
    """
    options = ["--raw", "-z", "--no-abbrev", "--find-renames", "--no-relative", "--diff-filter=ADMRT"]
    if staged:
        options.append("--cached")
    raw = git_diff(*options, *between.ids, "--", *pathspecs)
    files = (file for file in _parse(raw) if not _is_checked_out(file))
    return tuple(sorted(files, key=lambda file: file.new or file.old))


def matches_any(between: Range, pathspecs: tuple[str, ...]) -> bool:
    """Whether a file of either state, or one that git tracks now, matches git's pathspecs. Raises `GitError` when git fails."""
    listing = ("diff-tree", "-r", "--name-only", "-z", _nothing())
    return any(git(*listing, tree, "--", *pathspecs) for tree in between.ids) or bool(
        not between.new and git("ls-files", "-z", "--", *pathspecs)
    )


def _id(revision: str, kind: str) -> str:
    found = find_object(f"{revision}^{{{kind}}}")
    if found is None and kind == "tree" and (_NOBODY.fullmatch(revision) or revision == "HEAD"):
        return _nothing()
    if found is None:
        raise UsageError("no-revision", revision=revision)
    return found.id


def _nothing() -> str:
    """The id of the empty tree."""
    return git("hash-object", "-t", "tree", "--stdin").decode("ascii").strip()


def _parse(raw: bytes) -> list[ChangedFile]:
    """The output of `git diff --raw -z`: `:MODE MODE ID ID STATUS`, then one path, or two for a rename."""
    fields = iter(raw.decode("utf-8", "surrogateescape").split("\0"))
    files = []
    for field in fields:
        if not field:
            break
        old_mode, new_mode, old_blob, new_blob, letter = field[1:].split(" ")
        status = STATUSES[letter[0]]
        old = next(fields)
        new = next(fields) if status == "renamed" else old
        old, new = old if old_mode in _REGULAR else "", new if new_mode in _REGULAR else ""
        if old or new:
            files.append(ChangedFile(status if old and new else "deleted" if old else "added", old, new, old_blob, new_blob))
    return files


def _is_checked_out(file: ChangedFile) -> bool:
    """Whether a work-tree file is the content of its Git LFS pointer, which git could only tell by running a filter."""
    if file.status != "changed" or not _NOBODY.fullmatch(file.new_blob):
        return False
    try:
        pointer = find_object(file.old_blob)
        return pointer is not None and is_pointer(pointer.data) and stands_for(pointer.data, file.read_new().data)
    except InputError:
        return False


def read_together(files: Iterable[ChangedFile]) -> dict[str, bytes]:
    """The contents of the files' blobs, as far as they are of a usual size: git takes longer to start than to find one."""
    blobs = dict.fromkeys(blob for file in files for blob in (file.old_blob, file.new_blob) if not _NOBODY.fullmatch(blob))
    return find_blobs(blobs, TOGETHER)


def _read(blob: str, path: str, name: str, known: Mapping[str, bytes]) -> Source:
    if _NOBODY.fullmatch(blob):
        return read_file(name, (work_tree() or Path.cwd()) / path)
    if blob in known:
        return Source(name, document_in(known[blob], name))
    found = find_document(blob, name)
    if found is None:
        raise InputError(name, "content-not-cloned")
    return Source(name, document_in(found.data, name))
