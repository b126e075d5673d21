"""Other clones of a library, reached with the user's own git, keys and settings."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from plandiff import programs
from plandiff.errors import InputError, UsageError, cause_of
from plandiff.library.catalog import Library
from plandiff.library.locks import exclusive
from plandiff.sources.web import public_address

if TYPE_CHECKING:
    from dulwich.objects import ObjectID

FETCHED: Final = "refs/plandiff/fetched"
"""Keeps git from pruning the last fetch before it is merged into the branch."""


def find_commit(library: Library, other: str) -> ObjectID:
    """The commit that is meant: a local revision, or else the last one of another clone, as `fetch` finds it."""
    if not Path(other).exists():
        found = _run(library, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{other}^{{commit}}")
        if found.returncode == 0:
            return cast("ObjectID", found.stdout.strip())
    return fetch(library, other)


def fetch(library: Library, other: str) -> ObjectID:
    """The last commit of another clone, fetched from a folder, an address or a remote's name. Raises `InputError` if git reaches none."""
    library.store.own().mkdir(exist_ok=True)
    with exclusive(
        library.store.own("fetching")
    ):  # else another program could fetch from elsewhere before this reads what it fetched
        fetched = _run(library, "fetch", "--quiet", "--no-tags", "--", other, f"+HEAD:{FETCHED}")
        if fetched.returncode:
            raise InputError(shown(other), "not-reached", complaint=_complaint(fetched.stderr))
        return library.store.refs()[FETCHED.encode()]


def push(library: Library, remote: str) -> None:
    """Push to another clone. Raises `UsageError` if it holds commits not here, and `InputError` if git cannot reach it."""
    pushed = _run(library, "push", "--quiet", "--", remote, "HEAD")
    if pushed.returncode and b"[rejected]" in pushed.stderr:
        raise UsageError("push-rejected", remote=shown(remote))
    if pushed.returncode:
        raise InputError(shown(remote), "not-reached", complaint=_complaint(pushed.stderr))


def shown(other: str) -> str:
    """Another clone's name for messages, without passwords."""
    return public_address(other) if "://" in other else other


def _run(library: Library, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    program = programs.find(("git",))
    if program is None:
        raise UsageError("git-missing")
    command = [program, "--no-pager", f"--git-dir={library.store.git}", *arguments]
    try:
        return subprocess.run(command, capture_output=True, env=os.environ | {"LC_ALL": "C"}, check=False)  # noqa: S603 - a list
    except (OSError, ValueError) as problem:
        raise UsageError("git-not-run", cause=cause_of(problem)) from None


def _complaint(said: bytes) -> str:
    """The line of git's own message, without its prefix."""
    lines = [line.strip() for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    return next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0] if lines else "?")[:200]
