"""A format: its name, the suffixes of its files, and the function that writes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Generic, Literal, TypeVar

from plandiff.errors import UsageError
from plandiff.renderers.options import RenderOptions

Value = TypeVar("Value")

Syntax = Literal["text", "plain", "json", "markup", "commands", "binary"]
"""How characters can be spelt in an output: text that may have our styles in it, or has none; JSON; HTML and XML; commands
for a runner of workflows, which are to be taken for such; and what is no text at all."""


@dataclass(frozen=True)
class Format(Generic[Value]):
    """One way to write a value of the pipeline."""

    name: str
    suffixes: tuple[str, ...]
    """Of the files it writes, lower case, with the dot."""
    render: Callable[[Value, RenderOptions], bytes]
    syntax: Syntax = "text"
    rewrites: bool = False
    """It is made of the files themselves, which it is given with the options (`sources`)."""


def choose_format(name: str | None, path: str | None, table: Sequence[Format[Value]]) -> Format[Value]:
    """The format asked for by name, else by the file's suffix; text for standard output (None, "-")."""
    if name is not None:
        return format_named(name, table)
    return format_named("text", table) if path in (None, "-") else format_for(str(path), table)


def format_named(name: str, table: Sequence[Format[Value]]) -> Format[Value]:
    """Raises `UsageError` with the known names for an unknown one."""
    for known in table:
        if known.name == name:
            return known
    raise UsageError("unknown-format", format=name, known=tuple(known.name for known in table))


def format_for(path: str, table: Sequence[Format[Value]]) -> Format[Value]:
    """The format that a file's suffix asks for. Raises `UsageError` when it asks for none."""
    suffix = PurePath(path).suffix.lower()
    for known in table:
        if suffix in known.suffixes:
            return known
    raise UsageError("unknown-suffix", path=path, known=tuple(suffix for known in table for suffix in known.suffixes))
