"""Where a document comes from: the table `SOURCES` tells the kind of a name, and each kind makes it a `Source`."""

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
"""What a document can be given as; a text is none of them, as it cannot be told from a name."""
LONGEST: Final = 400
"""Characters of a name that nothing has: Windows takes 260, and revisions of git come before paths."""
SHOWN: Final = 40
"""Characters of a text that was given for a name, which a message shows."""

Accepted = Mapping[str, float]
"""Media types that can be read -> how much they are wanted, 0 to 1; none stands for any."""


@dataclass(frozen=True)
class SourceKind:
    """One way to name a document."""

    name: str
    recognise: Callable[[str], bool]
    open: Callable[[str, Accepted], Source]
    """Raises `InputError` when there is nothing to read, or what there is is declared to be of a type that is not accepted."""
    holds: Callable[[str], bool] = lambda _: True
    """Whether there is anything under a name that could also be that of a part of another, `#2`."""


SOURCES: Final[tuple[SourceKind, ...]] = (
    SourceKind("standard input", lambda name: name == files.STANDARD, lambda name, _: files.read_standard(name)),
    SourceKind("file", files.exists, lambda name, _: files.read_file(name)),
    SourceKind("web", web.recognise, web.fetch),
    SourceKind("git", git.recognise, lambda name, _: git.read_revision(name), git.is_known),
)
"""In the order in which they are asked: a file of exactly that name wins."""


def kind_of(name: str) -> SourceKind | None:
    """The kind of source that a name is of; None for what is neither there nor looks like another kind."""
    return next((kind for kind in SOURCES if kind.recognise(name)), None)


def open_source(what: Document, accepted: Accepted = MappingProxyType({})) -> Source:
    """The bytes of a document under the name that messages will use.

    `what` is a path, "-" for standard input, an http(s) address, `REV:PATH` in the git repository of the
    current folder, the bytes themselves, or a `Source`, which is given back as it is. A `Path` is always a file. With `#2` after
    the name, the second of the documents in the file is meant, and with `#original` or `#accepted` its text before or after its tracked
    changes, unless there is one of just that name.
    Raises `InputError` when there is nothing to read, and `UsageError` for what names no document.
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
    """Whether it is no name but a document's own text: names have one line, and few characters where they are no addresses."""
    return "\n" in name or (len(name) > LONGEST and not web.recognise(name))


def _open(name: str, accepted: Accepted) -> Source:
    """What is there under a name; where that is nothing, what is meant by it if its end says which document of a file."""
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
