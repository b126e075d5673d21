"""Where a document comes from: the table `SOURCES` recognises what kind of name is given, and each kind makes a `Source` of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from os import PathLike, fsdecode
from types import MappingProxyType
from typing import Final

from plandiff.arguments import check_argument, check_optional
from plandiff.errors import InputError, UsageError
from plandiff.model import Reading, Source, split_number, split_state
from plandiff.sources import files, git, web

__all__ = ["SOURCES", "Accepted", "SourceKind", "kind_of", "open_source"]


Document = str | PathLike[str] | bytes | bytearray | memoryview | Source
"""What a document can be given as; not as its own text, which cannot be told from a name."""
LONGEST: Final = 400
"""Characters that no name exceeds: Windows allows 260 for a path, which a git revision may precede."""
SHOWN: Final = 40
"""Characters that a message shows of a text given in place of a name."""

Accepted = Mapping[str, float]
"""Media types that can be read -> preference, 0 to 1; empty means any."""


@dataclass(frozen=True)
class SourceKind:
    """One way to name a document."""

    name: str
    recognise: Callable[[str], bool]
    open: Callable[[str, Accepted], Source]
    """Raises `InputError` when there is nothing to read, or its declared type is not accepted."""
    holds: Callable[[str], bool] = lambda _: True
    """Whether a name such as `a.md#2` exists as it is, rather than as a document within `a.md`."""


SOURCES: Final[tuple[SourceKind, ...]] = (
    SourceKind("standard input", lambda name: name == files.STANDARD, lambda name, _: files.read_standard(name)),
    SourceKind("file", files.exists, lambda name, _: files.read_file(name)),
    SourceKind("web", web.recognise, web.fetch),
    SourceKind("git", git.recognise, lambda name, _: git.read_revision(name), git.is_known),
)
"""In the order in which they are tried: a file of exactly that name wins."""


def kind_of(name: str) -> SourceKind | None:
    """The kind of source that a name refers to; None if no such file exists and it looks like no other kind."""
    return next((kind for kind in SOURCES if kind.recognise(name)), None)


def open_source(what: Document, accepted: Accepted = MappingProxyType({})) -> Source:
    """The bytes of a document, with the name that messages will use.

    `what` is a path, "-" for standard input, an http(s) address, `REV:PATH` in the git repository of the
    current folder, the bytes themselves, or a `Source`, which is returned as it is. A `Path` is always a file. `#2` after
    the name means the second document in the file, and `#original` or `#accepted` its text before or after its tracked
    changes, unless a document of exactly that name exists.
    Raises `InputError` when there is nothing to read, and `UsageError` for anything that does not name a document.
    """
    if isinstance(what, Source):
        check_argument("name", what.name, str)
        check_argument("data", what.data, bytes)
        check_optional("media_type", what.media_type, str)
        source = what
    elif isinstance(what, bytes | bytearray | memoryview):
        source = Source("<bytes>", bytes(what))
    elif isinstance(what, PathLike):
        source = files.read_file(fsdecode(what))
    elif not isinstance(what, str):
        raise UsageError("not-a-document", kind=type(what).__name__)
    elif _is_text(what) and not files.exists(what):
        raise UsageError("text-for-name", start=what if len(what) <= SHOWN else what[:SHOWN] + "…")
    else:
        source = _open(what, accepted)
    if not source.data.strip():
        raise InputError(source.name, "empty")
    return source


def _is_text(name: str) -> bool:
    """Whether this is a document's own text and not a name: names have one line and, unless they are addresses, few characters."""
    return "\n" in name or (len(name) > LONGEST and not web.recognise(name))


def _open(name: str, accepted: Accepted) -> Source:
    """What a name refers to; if there is no such thing, its suffix says which document or reading of a file is meant."""
    kind = kind_of(name)
    base, number = split_number(name)
    file, state = split_state(name)
    if (number is None and state is None) or (kind and kind.holds(name)):
        return kind.open(name, accepted) if kind else files.read_file(name)
    if state is not None:
        source = _open(file, accepted)
        stated = replace(source, reading=Reading(state, source.reading.format, source.reading.overrules))
        return stated if file == files.STANDARD else replace(stated, name=name, file=source.file_name)
    source = replace(_open(base, accepted), document=number)
    return source if base == files.STANDARD else replace(source, name=name, file=source.file_name)
