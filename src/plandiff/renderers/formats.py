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
"""How characters can be escaped in an output: text with or without our styles; JSON; HTML and XML; commands
for a workflow runner, which must be taken as such; and binary."""


@dataclass(frozen=True)
class Format(Generic[Value]):
    """One way to write a value of the pipeline. If several kinds of files can hold what a name stands for, each has a row."""

    name: str
    suffixes: tuple[str, ...]
    """Of the files it writes, lower case, with the dot."""
    render: Callable[[Value, RenderOptions], bytes]
    syntax: Syntax = "text"
    rewrites: bool = False
    """It is made from the files themselves, which it is given with the options (`sources`)."""


def choose_format(name: str | None, path: str | None, table: Sequence[Format[Value]]) -> Format[Value]:
    """The format asked for by name, else by the file's suffix; text for standard output (None, "-").

    Raises `UsageError` for an unknown name or suffix, and if the two do not match.
    """
    if name is not None:
        return format_named(name, table, path)
    return format_named("text", table) if path in (None, "-") else format_for(str(path), table)


def format_named(name: str, table: Sequence[Format[Value]], path: str | None = None) -> Format[Value]:
    """The format of that name; of several the one for the file's suffix, and for standard output one that is text.

    Raises `UsageError` with the known names for an unknown one, and if the file's suffix is none of several.
    """
    named = [known for known in table if known.name == name]
    if not named:
        raise UsageError("unknown-format", format=name, known=names_of(table))
    if path not in (None, "-") and (len(named) > 1 or named[0].syntax == "binary"):
        return format_for(str(path), named)
    return next((known for known in named if known.syntax != "binary"), named[0])


def format_for(path: str, table: Sequence[Format[Value]]) -> Format[Value]:
    """The first format for a file's suffix. Raises `UsageError` when there is none."""
    suffix = PurePath(path).suffix.lower()
    for known in table:
        if suffix in known.suffixes:
            return known
    known_suffixes = dict.fromkeys(suffix for known in table for suffix in known.suffixes)
    raise UsageError("unknown-suffix", path=path, known=tuple(known_suffixes))


def names_of(table: Sequence[Format[Value]]) -> tuple[str, ...]:
    """The names of the formats, each once."""
    return tuple(dict.fromkeys(known.name for known in table))
