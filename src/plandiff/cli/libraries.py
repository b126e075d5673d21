"""What commands need for a library: where it is, and what `NAME@LABEL` stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from plandiff.cli.output import write
from plandiff.cli.settings import Settings
from plandiff.errors import InputError

if TYPE_CHECKING:
    from plandiff.library import Library, Version
    from plandiff.model import Indexed, Source

T = TypeVar("T")


@contextmanager
def opened(settings: Settings) -> Iterator[Library]:
    """The library named by `--library` or the environment, or the nearest one in this folder or above."""
    from plandiff.library import find_library

    library = find_library(Path.cwd(), settings.library)
    try:
        yield library
    finally:
        library.close()


def document(settings: Settings, what: str) -> str | Source:
    """A document by its name: of a kind that `SOURCES` knows, else a version in the library."""
    found = _version(settings, what, lambda library, version: _original(library, version, what))
    return what if found is None else found


def indexed_document(settings: Settings, what: str) -> str | Source | Indexed:
    """The same, with the index stored beside a version, if there is one."""

    def indexed(library: Library, version: Version) -> Source | Indexed:
        from plandiff.library.indexes import find_index
        from plandiff.model import split_part

        source = _original(library, version, what)
        return source if split_part(what) != what else find_index(library, source) or source

    found = _version(settings, what, indexed)
    return what if found is None else found


def _version(settings: Settings, what: str, use: Callable[[Library, Version], T]) -> T | None:
    """The result of `use` on the version named in the library; None if the name is of something else."""
    from plandiff.model import split_part
    from plandiff.sources import kind_of

    base = split_part(what)
    if "@" not in what or kind_of(what) or kind_of(base):
        return None
    from plandiff.library import NoLibraryError
    from plandiff.library.names import parse_reference

    reference = parse_reference(base)
    if reference is None:
        return None
    try:
        with opened(settings) as library:
            return use(library, library.find(reference))
    except NoLibraryError:
        raise InputError(what, "no-file-nor-library") from None


def _original(library: Library, version: Version, what: str) -> Source:
    """The bytes of a version, with the part or the state of it that is meant; a version that is one of several documents in a file
    contains no other."""
    from plandiff.model import Reading, split_number, split_state

    source = library.original(version)
    rest, number = split_number(what)
    state = split_state(rest)[1]
    if state is not None:
        kept = source.reading
        source = replace(source, name=f"{source.name}#{state}", reading=Reading(state, kept.format, kept.overrules))
    if number is None or (source.document and number == 1):
        return source
    if source.document:
        raise InputError(what, "no-such-document", number=number, count=1)
    return replace(source, name=f"{source.name}#{number}", document=number)


def message(settings: Settings, key: str, **values: object) -> str:
    """A message about libraries. Raises `KeyError` for an unknown key."""
    from plandiff.renderers.library_messages import say

    return say(settings.language, key, **values)


def print_lines(*lines: str) -> None:
    """Lines to standard output, made printable."""
    write("".join(f"{printable_line(line)}\n" for line in lines).encode("utf-8", "replace"), None)


def printable_line(line: str) -> str:
    """A line that cannot control a terminal; tabs still separate its fields."""
    from plandiff.renderers.terminal import printable

    return "\t".join(printable(part) for part in line.split("\t"))
