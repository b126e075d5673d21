"""Documents in a git repository, `REV:PATH`, as git itself reads them.

Names go to git on its standard input, so none of them can be an option. It runs where the user runs plandiff,
with the environment that a hook may have set, and is told not to write anything or prompt. A repository's configuration
comes from its author and can name programs: looking at a repository runs none of them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from plandiff.errors import InputError, PlandiffError, Problem, cause_of
from plandiff.model import Source, split_revision
from plandiff.sources.files import SIZE_LIMIT

ENVIRONMENT: Final = {
    "LC_ALL": "C",  # messages in one language
    "GIT_OPTIONAL_LOCKS": "0",  # no lock on the index just to read
    "GIT_TERMINAL_PROMPT": "0",  # no prompt for a password in CI
    # A missing object is not fetched: that would run whatever the configuration names as a remote, or ssh. git before 2.45
    # knows only the list of protocols, which overrides protocol.allow. No protocol, program or alias can have this name.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "/",
}
SETTINGS: Final = ("core.fsmonitor=false", f"core.hooksPath={os.devnull}")
"""Overrides of the repository's own settings, so that no program of its choice is run."""
SWITCHES: Final = {"filter": ("clean=", "smudge=", "process=", "required=false"), "hook": ("enabled=false",)}
"""Sections of the configuration that define named programs, and what turns each of them off."""

_FOUND: Final = re.compile(rb"([0-9a-f]{40,64}) (\w+) (\d+)")
"""What `git cat-file --batch` prints before an object: its name, type and size."""
_LONGEST_HEAD: Final = 120
"""Bytes of the longest such line."""
_POINTER: Final = b"version https://git-lfs.github.com/spec/"
_POINTED: Final = re.compile(rb"^oid sha256:([0-9a-f]{64})$", re.MULTILINE)


class GitError(PlandiffError):
    """git failed or is not installed; the message contains git's own line."""


@dataclass(frozen=True)
class GitObject:
    """A blob, tree, commit or tag."""

    id: str
    type: str
    data: bytes


def git(*arguments: str, given: bytes = b"") -> bytes:
    """What git prints, with `given` on its standard input. Raises `GitError` with the first line of its error message."""
    import subprocess

    settings = (word for setting in SETTINGS for word in ("-c", setting))
    try:
        done = subprocess.run(  # noqa: S603 - the arguments are ours; names go by standard input
            [_program(), "--no-pager", *settings, *arguments],
            input=given,
            capture_output=True,
            env=os.environ | ENVIRONMENT,
            check=False,
        )
    except OSError as problem:
        raise GitError("git-not-run", cause=cause_of(problem)) from None
    if done.returncode:
        raise GitError("git-says", complaint=_complaint(done.stderr) or Problem("exit-code", number=done.returncode))
    return done.stdout


def _complaint(said: bytes) -> str:
    """The first line that git prints on standard error, without its prefix `fatal:` or `error:`; "" if there is none."""
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return re.sub(r"^(?:fatal|error): ", "", lines[0]) if lines else ""


def git_diff(*arguments: str) -> bytes:
    """What `git diff` prints; it reads files of the work tree as they are, without filters, and ignores submodules."""
    plain = ("--no-ext-diff", "--no-textconv", "--ignore-submodules=all", f"-O{os.devnull}")
    return git(*_switched_off(), "diff", *plain, *arguments)


def _program() -> str:
    """The git on the user's path."""
    from plandiff import programs

    if found := programs.find(("git",)):
        return found
    raise GitError("git-missing")


def _switched_off() -> list[str]:
    """Options of git that turn off the filters and hooks named anywhere in the configuration."""
    options = []
    for key in dict.fromkeys(os.fsdecode(git("config", "--list", "--name-only", "-z")).split("\0")):
        section, _, rest = key.partition(".")
        name = rest.rpartition(".")[0]
        if not name or section not in SWITCHES:
            continue
        if "=" in name:  # git would take what follows as the value
            raise GitError("program-not-off", section=section, program=name)
        options += [word for switch in SWITCHES[section] for word in ("-c", f"{section}.{name}.{switch}")]
    return options


def find_object(name: str) -> GitObject | None:
    """The object that git knows under a name, in any of its notations; None if there is none, or the name is ambiguous.

    Raises `GitError` outside a repository.
    """
    if "\n" in name or "\0" in name:
        return None  # would be two names
    answer = git("cat-file", "--batch", given=os.fsencode(name) + b"\n")
    head, _, rest = answer.partition(b"\n")
    found = _FOUND.fullmatch(head)
    if not found:
        return None
    return GitObject(found[1].decode("ascii"), found[2].decode("ascii"), rest[: int(found[3])])


def find_document(reference: str, name: str) -> GitObject | None:
    """The same for an object that may be a document; `name` is what the user calls it.

    Raises `InputError` for one that is larger than any document, before it is unpacked: a few bytes may unpack to millions.
    """
    if "\n" not in reference and "\0" not in reference:
        found = _FOUND.fullmatch(git("cat-file", "--batch-check", given=os.fsencode(reference) + b"\n").removesuffix(b"\n"))
        if found and int(found[3]) > SIZE_LIMIT:
            raise InputError(name, "too-large", megabytes=SIZE_LIMIT // 1_000_000)
    return find_object(reference)


def find_blobs(ids: Iterable[str], at_most: int) -> dict[str, bytes]:
    """The contents of blobs by their full ids, all from one git; those are left out that it does not have, that are larger than any
    document, or that make it more than so many bytes together.
    """
    asked = b"".join(f"{name}\n".encode("ascii") for name in ids)
    wanted: list[bytes] = []
    for line in git("cat-file", "--batch-check", given=asked).splitlines():
        found = _FOUND.fullmatch(line)
        if found and found[2] == b"blob" and int(found[3]) <= min(at_most, SIZE_LIMIT):
            wanted.append(found[1])
            at_most -= int(found[3])
    answer = git("cat-file", "--batch", given=b"".join(name + b"\n" for name in wanted))
    contents: dict[str, bytes] = {}
    at = 0
    for name in wanted:
        head, _, _ = answer[at : at + _LONGEST_HEAD].partition(b"\n")
        found = _FOUND.fullmatch(head)
        if found is None:  # gone since
            at += len(head) + 1
            continue
        begin = at + len(head) + 1
        end = begin + int(found[3])
        contents[name.decode("ascii")] = answer[begin:end]
        at = end + 1
    return contents


def recognise(name: str) -> bool:
    """Whether a name has the form `REV:PATH`."""
    return bool(split_revision(name)[0])


def read_revision(name: str) -> Source:
    """The document that `REV:PATH` names. Raises `InputError` when there is none."""
    revision = split_revision(name)[0].removesuffix(":")
    try:
        blob = find_document(name, name)
        if blob is None and revision and find_object(f"{revision}^{{tree}}") is None:
            raise InputError(name, "unknown-revision", revision=revision)
    except GitError as problem:
        raise InputError(name, "no-file-for-git", cause=problem.problem) from None
    if blob is None:
        if is_known(name):
            raise InputError(name, "content-not-cloned")
        raise InputError(name, "no-path-in-revision", revision=revision or Problem("index"))
    if blob.type != "blob":
        raise InputError(name, "is-directory")
    return Source(name, document_in(blob.data, name))


def is_known(name: str) -> bool:
    """Whether git can resolve a name, whether or not the object itself is present."""
    try:
        git("rev-parse", "--verify", "--quiet", "--end-of-options", name)
    except (GitError, ValueError):  # a null character
        return False
    return True


def is_pointer(data: bytes) -> bool:
    """Whether the bytes of a blob are a Git LFS pointer."""
    return data.startswith(_POINTER)


def stands_for(pointer: bytes, data: bytes) -> bool:
    """Whether the bytes of a blob are the Git LFS pointer to this data."""
    oid = _POINTED.search(pointer)
    return is_pointer(pointer) and oid is not None and oid[1].decode("ascii") == sha256(data).hexdigest()


def document_in(data: bytes, name: str) -> bytes:
    """The bytes of a blob. Raises `InputError` for a Git LFS pointer."""
    if is_pointer(data):
        raise InputError(name, "kept-in-lfs")
    return data
