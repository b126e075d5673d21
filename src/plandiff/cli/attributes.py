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
"""git's way to merge two branches that each added lines: it keeps both sides' lines."""


def merge_by_lines(path: Path) -> Path | None:
    """Have git merge a file by lines, by the attributes file beside it, and name that if it was written.

    Nothing is done outside of a repository, or where somebody has said already how to merge that file.
    Raises `OutputError` when it cannot be written.
    """
    said = b""
    with suppress(GitError):
        said = git("-C", str(path.parent), "check-attr", "-z", "merge", "--", path.name)
    if said.split(b"\0")[2:3] != [b"unspecified"]:
        return None
    attributes = path.with_name(NAME)
    if attributes.is_symlink():  # which git does not read, and which may lead anywhere
        raise OutputError(attributes, "link")
    try:
        before = attributes.read_bytes() if attributes.exists() else b""
    except OSError as problem:
        raise OutputError(attributes, problem) from problem
    end = b"" if before.endswith(b"\n") or not before else b"\n"
    write(before + end + f"{quoted(path.name)} {MERGED}\n".encode(), str(attributes))
    return attributes


def quoted(pattern: str) -> str:
    """A pattern as attributes files want it: in quotes where there is white space or a mark of theirs.

    Raises `UsageError` for what cannot be one.
    """
    if any(ord(character) < 0x20 for character in pattern) or pattern.startswith("!") or not pattern:
        raise UsageError("not-a-pattern", pattern=pattern)
    if pattern[0] in '#"' or any(character.isspace() for character in pattern):
        escaped = pattern.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return pattern
