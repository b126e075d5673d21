"""Documents in a git repository, `REV:PATH`, as git itself reads them.

Names go to git on its standard input, so none of them can be an option. It runs where the user runs plandiff,
with the environment that a hook may have set, and is told to write nothing and to ask nobody.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import Final

from plandiff.errors import InputError, PlandiffError
from plandiff.model import Source, split_revision

ENVIRONMENT: Final = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
"""Messages in one language, no lock on the index for a mere look, no prompt for a password in CI."""

_FOUND: Final = re.compile(rb"([0-9a-f]{40,64}) (\w+) (\d+)")
"""What `git cat-file --batch` says before an object: its name, type and size."""
_POINTER: Final = b"version https://git-lfs.github.com/spec/"


class GitError(PlandiffError):
    """git refused, or is not there; the message holds git's own line."""


@dataclass(frozen=True)
class GitObject:
    """A blob, tree, commit or tag."""

    id: str
    type: str
    data: bytes


def git(*arguments: str, given: bytes = b"") -> bytes:
    """What git prints, with `given` on its standard input. Raises `GitError` with the first line of its complaint."""
    import subprocess

    try:
        done = subprocess.run(  # noqa: S603 - the arguments are ours; names go by standard input
            ["git", *arguments],  # noqa: S607 - the git that the user calls
            input=given,
            capture_output=True,
            env=os.environ | ENVIRONMENT,
            check=False,
        )
    except FileNotFoundError:
        raise GitError("git is not installed") from None
    if done.returncode:
        complaint = done.stderr.decode("utf-8", "replace").strip() or f"exit code {done.returncode}"
        raise GitError(f"git says: {re.sub(r'^(?:fatal|error): ', '', complaint.splitlines()[0])}")
    return done.stdout


def find_object(name: str) -> GitObject | None:
    """The object that git knows under a name, in any of its notations; None for none, or for several.

    Raises `GitError` outside of a repository.
    """
    if "\n" in name or "\0" in name:
        return None  # would be two names
    answer = git("cat-file", "--batch", given=os.fsencode(name) + b"\n")
    head, _, rest = answer.partition(b"\n")
    found = _FOUND.fullmatch(head)
    if not found:
        return None
    return GitObject(found[1].decode("ascii"), found[2].decode("ascii"), rest[: int(found[3])])


def recognise(name: str) -> bool:
    """Whether a name reads as `REV:PATH`."""
    return bool(split_revision(name)[0])


def read_revision(name: str) -> Source:
    """The document that `REV:PATH` names. Raises `InputError` when there is none."""
    revision = split_revision(name)[0].removesuffix(":")
    try:
        blob = find_object(name)
        if blob is None and revision and find_object(f"{revision}^{{tree}}") is None:
            raise InputError(name, f"no such file, and git knows no revision {revision}")
    except GitError as problem:
        raise InputError(name, f"no such file; {problem}") from None
    if blob is None:
        where = revision or "the index"
        raise InputError(name, f"no such path in {where}; paths begin at the top of the repository, or with ./")
    if blob.type != "blob":
        raise InputError(name, "is a directory, not a document")
    return Source(name, document_in(blob.data, name))


def document_in(data: bytes, name: str) -> bytes:
    """The bytes of a blob. Raises `InputError` for the pointer that Git LFS keeps in a file's place."""
    if data.startswith(_POINTER):
        raise InputError(name, "is kept in Git LFS; check it out and name the file")
    return data
