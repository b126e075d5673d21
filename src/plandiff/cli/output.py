"""Writing results: whole or not at all, never over an input."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import Final

import click

from plandiff.errors import OutputError, UsageError

STANDARD: Final = "-"
"""The name of standard input or output on the command line."""


def spare_inputs(path: str | None, *inputs: str) -> None:
    """Raise `UsageError` when the output is one of the inputs, under whatever name."""
    if path is None or path == STANDARD:
        return
    for name in inputs:
        if name != STANDARD and _same(path, name):
            raise UsageError(f"{path}: this would overwrite an input")


def write(data: bytes, path: str | None) -> None:
    """Write a result to a file, or to standard output for None and "-".

    A file is written beside its place and then renamed, so that nobody meets half of it.
    Raises `OutputError` when it cannot be written.
    """
    if path is None or path == STANDARD:
        _write_standard(data)
        return
    try:
        _write_file(data, Path(os.path.realpath(path)))
    except OSError as problem:
        raise OutputError(path, problem) from problem


def write_document(text: str, path: str | None) -> None:
    """Write a document's own text; on a terminal nothing in it can steer, in files and pipes it is as it is.

    Raises `OutputError` when it cannot be written.
    """
    if path in (None, STANDARD) and sys.stdout.isatty():
        from plandiff.renderers.terminal import visible

        text = visible(text)
    write(text.encode("utf-8", "replace"), path)


def complain(message: str, *, one_line: bool = True) -> None:
    """Say something on standard error; what a document put into it cannot steer the terminal."""
    from plandiff.renderers.terminal import printable

    lines = message.splitlines()
    if one_line:
        lines = [" ".join(line.strip() for line in lines)]
    click.echo("\n".join(printable(line) for line in lines), err=True)


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
        beside.chmod(stat.S_IMODE(mode) if mode is not None else 0o666 & ~_umask())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _write_standard(data: bytes) -> None:
    """To standard output; a reader that has seen enough (`| head`) is no failure."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes standard output once more at exit and would complain then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as problem:
        raise OutputError("standard output", problem) from problem
