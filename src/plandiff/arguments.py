"""What callers from Python give, checked: a wrong argument is an error in one line like any other."""

from __future__ import annotations

from os import PathLike, fspath
from pathlib import Path

from plandiff.errors import Problem, UsageError


def check_argument(argument: str, value: object, expected: type) -> None:
    """Raises `UsageError` where a caller's argument is of another type."""
    if not isinstance(value, expected):
        raise UsageError("wrong-argument", argument=argument, expected=expected.__name__, kind=type(value).__name__)


def check_optional(argument: str, value: object, expected: type) -> None:
    """The same where None is as good."""
    if value is not None:
        check_argument(argument, value, expected)


def check_callable(argument: str, value: object) -> None:
    """Raises `UsageError` where a caller's argument is neither None nor can be called."""
    if value is not None and not callable(value):
        raise UsageError("wrong-argument", argument=argument, expected=Problem("a-function"), kind=type(value).__name__)


def path_of(argument: str, value: object) -> Path:
    """A caller's argument as a path. Raises `UsageError` for what is none, as bytes are not."""
    name = fspath(value) if isinstance(value, PathLike) else value
    if not isinstance(name, str) or "\0" in name:
        kind = repr(name)[:40] if isinstance(name, str) else type(value).__name__
        raise UsageError("wrong-argument", argument=argument, expected=Problem("a-path"), kind=kind)
    return Path(name)


def check_value(argument: str, value: object, known: tuple[str, ...]) -> None:
    """Raises `UsageError` where a caller's argument is none of those that are known."""
    if value not in known:
        raise UsageError("unknown-value", argument=argument, value=repr(value)[:80], known=known)
