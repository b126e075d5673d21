"""git's attributes files: lines of ours among those of others."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from plandiff.cli.output import write
from plandiff.errors import OutputError, UsageError
from plandiff.sources.git import GitError, git

NAME: Final = ".gitattributes"
MERGED: Final = "merge=union"
"""git's way to merge two branches that each added lines: keep both sides' lines."""


def merge_by_lines(path: Path) -> Path | None:
    """Have git merge a file by lines, using the attributes file beside it, and return the path of that if it was written.

    Does nothing outside a repository, or if a way to merge that file is set already.
    Raises `OutputError` when it cannot be written.
    """
    said = b""
    with suppress(GitError):
        said = git("-C", str(path.parent), "check-attr", "-z", "merge", "--", path.name)
    if said.split(b"\0")[2:3] != [b"unspecified"]:
        return None
    attributes = path.with_name(NAME)
    if attributes.is_symlink():  # git does not read these, and they may lead anywhere
        raise OutputError(attributes, "link")
    try:
        before = attributes.read_bytes() if attributes.exists() else b""
    except OSError as problem:
        raise OutputError(attributes, problem) from problem
    end = b"" if before.endswith(b"\n") or not before else b"\n"
    write(before + end + f"{quoted(path.name)} {MERGED}\n".encode(), str(attributes))
    return attributes


def quoted(pattern: str) -> str:
    """A pattern as attributes files want it: quoted if it has white space or a special character.

    Raises `UsageError` for what cannot be a pattern.
    """
    if any(ord(character) < 0x20 for character in pattern) or pattern.startswith("!") or not pattern:
        raise UsageError("not-a-pattern", pattern=pattern)
    if pattern[0] in '#"' or any(character.isspace() for character in pattern):
        escaped = pattern.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return pattern
