"""git's configuration and attributes files: how plandiff is installed in them and removed again.

What is added to an attributes file is at its top between two marks. So removing it restores the rest byte for
byte, and the lines of others, which come later, override ours.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from plandiff.cli.attributes import NAME, quoted
from plandiff.cli.output import write
from plandiff.errors import OutputError, UsageError
from plandiff.readers.formats import SUFFIXES
from plandiff.sources.git import GitError, git

if TYPE_CHECKING:
    from plandiff.model import Reading

SECTION: Final = "diff.plandiff"
HEADINGS: Final = "^#+ .*$"
"""What git prints as the place of a difference: the heading above it."""
BEGIN: Final = "# plandiff: begin (plandiff git uninstall removes this)\n"
END: Final = "# plandiff: end\n"
_BLOCK: Final = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)


@dataclass(frozen=True)
class Driver:
    """How git is configured."""

    patterns: tuple[str, ...]
    """The files it is for; empty for all that may be documents."""
    external: bool
    """It shows differences, not only texts."""
    reading: Reading


def install_driver(driver: Driver, *, everywhere: bool, tracked: bool) -> tuple[str, ...]:
    """Write the driver to the configuration and the files it is for to an attributes file, and return both paths.

    Raises `UsageError` for an invalid pattern, `GitError` if git refuses.
    """
    if everywhere and tracked:
        raise UsageError("global-and-tracked")
    lines = "".join(f"{quoted(pattern)} diff=plandiff\n" for pattern in driver.patterns or [f"*{suffix}" for suffix in SUFFIXES])
    attributes = _attributes(everywhere=everywhere, tracked=tracked)
    uninstall_driver(everywhere=everywhere)
    command = _command()
    # git adds the names of files, one of which may begin with a hyphen.
    options = f"--revisions {driver.reading.revisions} --" if driver.reading.revisions else "--"
    settings = {"textconv": f"{command} git textconv {options}", "xfuncname": HEADINGS}
    if driver.external:
        settings["command"] = f"{command} git external-diff {options}"
    for key, value in settings.items():
        git("config", _scope(everywhere=everywhere), f"{SECTION}.{key}", value)
    _rewrite(attributes, BEGIN + lines + END)
    return f"git config {SECTION}", str(attributes)


def uninstall_driver(*, everywhere: bool) -> tuple[str, ...]:
    """Remove what was installed, and return the places where there was something."""
    found = []
    for key in ("textconv", "xfuncname", "command"):
        with suppress(GitError):  # there is none
            git("config", _scope(everywhere=everywhere), "--unset-all", f"{SECTION}.{key}")
            found.append(f"git config {SECTION}.{key}")
    for path in _all_attributes(everywhere=everywhere):
        if _rewrite(path, ""):
            found.append(str(path))
    return tuple(found)


def _scope(*, everywhere: bool) -> str:
    return "--global" if everywhere else "--local"


def _command() -> str:
    """How git's shell runs plandiff: with the current interpreter, wherever git is called.

    git calls it at the top of the work tree, whose files are untrusted: a bare name could resolve to another program,
    and without `-P` modules would be looked for there first.
    """
    return f"{shlex.quote(os.path.abspath(sys.executable))} -P -m plandiff"  # noqa: PTH100 - links stay: they make the environment


def _all_attributes(*, everywhere: bool) -> Iterator[Path]:
    yield _attributes(everywhere=everywhere, tracked=False)
    if not everywhere:
        with suppress(GitError):  # a bare repository has no files
            yield _attributes(everywhere=False, tracked=True)


def _attributes(*, everywhere: bool, tracked: bool) -> Path:
    if everywhere:
        with suppress(GitError):  # not configured
            return Path(_line("config", "--global", "--type=path", "core.attributesFile"))
        home = os.environ.get("XDG_CONFIG_HOME")
        return (Path(home) if home else Path.home() / ".config") / "git" / "attributes"
    if tracked:
        return Path(_line("rev-parse", "--show-toplevel"), NAME)
    return Path(_line("rev-parse", "--git-path", "info/attributes"))


def _line(*arguments: str) -> str:
    return os.fsdecode(git(*arguments).removesuffix(b"\n"))


def _rewrite(path: Path, block: str) -> bool:
    """Replace our block, if there is one, with this one, which may be empty; returns whether there was one.

    A file that holds nothing else is deleted with it.
    """
    try:
        before = path.read_bytes().decode("utf-8", "surrogateescape") if path.exists() else ""
        rest, count = _BLOCK.subn("", before)
        text = block + rest
        if text:
            path.parent.mkdir(parents=True, exist_ok=True)
            write(text.encode("utf-8", "surrogateescape"), str(path))
        elif count:
            path.unlink()
    except OSError as problem:
        raise OutputError(path, problem) from problem
    return bool(count)
