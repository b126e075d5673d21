"""Checks of arguments from Python callers: a wrong one is a one-line error like any other."""

from __future__ import annotations

from os import PathLike, fspath
from pathlib import Path

from plandiff.errors import Problem, UsageError


def check_argument(argument: str, value: object, expected: type) -> None:
    """Raises `UsageError` where a caller's argument has the wrong type."""
    if not isinstance(value, expected):
        raise UsageError("wrong-argument", argument=argument, expected=expected.__name__, kind=type(value).__name__)


def check_optional(argument: str, value: object, expected: type) -> None:
    """The same, with None allowed."""
    if value is not None:
        check_argument(argument, value, expected)


def check_callable(argument: str, value: object) -> None:
    """Raises `UsageError` where a caller's argument is neither None nor callable."""
    if value is not None and not callable(value):
        raise UsageError("wrong-argument", argument=argument, expected=Problem("a-function"), kind=type(value).__name__)


def path_of(argument: str, value: object) -> Path:
    """A caller's argument as a path. Raises `UsageError` for anything else, bytes included."""
    name = fspath(value) if isinstance(value, PathLike) else value
    if not isinstance(name, str) or "\0" in name:
        kind = repr(name)[:40] if isinstance(name, str) else type(value).__name__
        raise UsageError("wrong-argument", argument=argument, expected=Problem("a-path"), kind=kind)
    return Path(name)


def check_value(argument: str, value: object, known: tuple[str, ...]) -> None:
    """Raises `UsageError` where a caller's argument is not one of the known values."""
    if value not in known:
        raise UsageError("unknown-value", argument=argument, value=repr(value)[:80], known=known)
