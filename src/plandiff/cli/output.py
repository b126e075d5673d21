"""Writing results: completely or not at all, never over an input."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from plandiff.cli.streams import OUTPUT, harmless, under_runner, without_commands
from plandiff.errors import OutputError, UsageError

if TYPE_CHECKING:
    from plandiff.renderers.formats import Syntax

STANDARD: Final = "-"
"""The name of standard input or output on the command line."""


def spare_inputs(path: str | None, *inputs: str) -> None:
    """Raise `UsageError` when the output is one of the inputs, under whatever name."""
    if path is None or path == STANDARD:
        return
    from plandiff.model import split_part

    for name in inputs:
        if name != STANDARD and (_same(path, name) or _same(path, split_part(name))):
            raise UsageError("overwrites-input", path=path)


def spare_terminal(path: str | None, syntax: Syntax, name: str) -> None:
    """Raise `UsageError` when binary output would go to a terminal; `name` is that of its format."""
    if syntax == "binary" and path in (None, STANDARD) and sys.stdout.isatty():
        raise UsageError("binary-to-terminal", format=name)


def write(data: bytes, path: str | None, syntax: Syntax = "text") -> None:
    """Write a result to a file unchanged, or to standard output for None and "-", with nothing in it that a terminal would act on.

    A file is written beside its destination and then renamed, so that nobody sees a partial file.
    Raises `OutputError` when it cannot be written.
    """
    if path is None or path == STANDARD:
        _write_standard(data, syntax)
        return
    try:
        _write_file(data, Path(os.path.realpath(path)))
    except OSError as problem:
        raise OutputError(path, problem) from problem


def write_document(text: str, path: str | None) -> None:
    """Write a document's own text. Raises `OutputError` when it cannot be written."""
    write(text.encode("utf-8", "replace"), path, "plain")


def complain(message: str, *, one_line: bool = True) -> None:
    """Print a message on standard error; document text in it controls neither the terminal nor a runner."""
    from plandiff.renderers.terminal import printable

    lines = message.splitlines()
    if one_line:
        lines = [" ".join(line.strip() for line in lines)]
    text = "\n".join(printable(line) for line in lines)
    with suppress(OSError):  # there is nobody left to report this to
        click.echo(without_commands(text) if under_runner() else text, err=True)


def _same(path: str, other: str) -> bool:
    try:
        return os.path.samefile(path, other)  # noqa: PTH121 - names as given, not paths of ours
    except (OSError, ValueError):
        return False


def _write_file(data: bytes, path: Path) -> None:
    mode = path.stat().st_mode if path.exists() else None
    if mode is not None and not stat.S_ISREG(mode):  # a device or a pipe cannot be replaced, only written to
        path.write_bytes(data)
        return
    import tempfile

    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        with suppress(OSError):  # file systems without modes (FAT, some network drives) need none
            beside.chmod(stat.S_IMODE(mode) if mode is not None else 0o666 & ~_umask())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _write_standard(data: bytes, syntax: Syntax) -> None:
    """To standard output; a reader that closes early (`| head`) is not a failure."""
    try:
        sys.stdout.buffer.write(harmless(data, syntax, sys.stdout))
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes standard output once more at exit, which would fail.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as problem:
        raise OutputError(OUTPUT, problem) from problem
