"""The inputs of a corpus: the documents of folders, lists, addresses and libraries, each by name."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Final, NamedTuple

from plandiff import pipeline
from plandiff.errors import InputError, PlandiffError
from plandiff.model import Source

_MARKED: Final = frozenset(":#")
"""Marks of `REV:PATH` and `FILE#PART`, which name documents without being names of files."""
LIBRARY: Final = "library"
ADDRESS: Final = "address"
REPOSITORY: Final = "repository"


class Listed(NamedTuple):
    """A document that was found somewhere."""

    name: str
    """Its name in the corpus: its path within the folder given."""
    source: str
    """How to open it again."""
    within: str = ""
    """`library:FOLDER` of a version in a library, `repository:BLOB:FOLDER` of a file in a repository without checked-out files,
    `address` of a file that fsspec opens; "" of a file or `REV:PATH`."""


class Member(NamedTuple):
    """A document as a batch knows it: its bytes, and where they were found."""

    sha256: str
    size: int
    listed: Listed


def list_documents(given: Iterable[str], library: str | None = None) -> list[Listed]:
    """All documents specified, in order of their names, each location once.

    Raises `InputError` if something does not exist, or a folder has no documents.
    """
    found = [listed for name in given for listed in _expand(name)]
    if library is not None:
        found += _versions(library)
    return sorted(set(found))


def read_listed(listed: Listed) -> Source:
    """The bytes of a document. Raises `InputError` if they cannot be read."""
    kind, _, folder = listed.within.partition(":")
    if kind == LIBRARY:
        from plandiff.library import Library

        with Library(Path(folder)) as library:
            return library.original(library.find(listed.source))
    if kind == REPOSITORY:
        from plandiff.corpus.repositories import read_blob

        blob, _, folder = folder.partition(":")
        return Source(listed.source, read_blob(Path(folder), blob, listed.source), None)
    if kind == ADDRESS:
        from plandiff.corpus.storage import open_storage

        place, _, name = listed.source.rpartition("/")
        data = open_storage(place).read(name)
        if data is None:
            raise InputError(listed.source, "no-file")
        return Source(listed.source, data, None)
    return pipeline.open_document(listed.source)


def weigh(listed: Iterable[Listed]) -> Iterator[Member | tuple[Listed, PlandiffError]]:
    """Each document with the hash of its bytes, or why it has none."""
    for one in listed:
        try:
            data = read_listed(one).data
        except PlandiffError as problem:
            yield one, problem
        else:
            yield Member(sha256(data).hexdigest(), len(data), one)


def name_apart(members: Sequence[Member], known: Iterable[tuple[str, str, str]]) -> list[Member]:
    """The same documents, so that no name is that of two; `known` are hash, name and source of those that a corpus holds.

    A document is called by its path within the folder given, and if another one is too, by as much of its whole path as tells them
    apart: `2020/plan.md` and `2021/plan.md`. What is known keeps its name.
    """
    here = {(member.sha256, member.listed.source) for member in members}
    held: defaultdict[str, set[str]] = defaultdict(set)
    kept = {}
    for sha, name, source in known:
        if (sha, source) in here:
            kept[sha, source] = name  # it takes part below, as if it were new: interrupted work gives the same names
        else:
            held[name].add(sha)
    found: list[Member] = []
    left, length = list(members), 0
    while left:
        names = {member: _path_of(member, length) for member in left}
        for member, name in names.items():
            held[name].add(member.sha256)
        apart = [member for member in left if len(held[names[member]]) == 1]
        found += (_named(member, kept.get((member.sha256, member.listed.source), names[member])) for member in apart)
        left = [member for member in left if len(held[names[member]]) > 1]
        length += 1
    return found


def _named(member: Member, name: str) -> Member:
    return member._replace(listed=member.listed._replace(name=name))


def _path_of(member: Member, length: int) -> str:
    """A document's name with so many folders before it; with its hash when there are no more."""
    name, parts = member.listed.name, PurePath(member.listed.source).parts
    own = len(PurePath(name).parts)
    if own + length > len(parts):
        return f"{name}@{member.sha256[:8]}"
    return "/".join(part.strip("/\\") for part in parts[-own - length :]) if length else name


def _expand(name: str) -> Iterator[Listed]:
    if "://" in name:
        yield from _at_address(name)
    elif Path(name).is_dir():
        yield from _in_folder(Path(name))
    elif listed := _in_list(Path(name)):
        yield from listed
    elif os.path.exists(name) or not _MARKED.isdisjoint(name):  # noqa: PTH110 - of a name that cannot be one, a path raises
        yield Listed(name, name)
    else:
        raise InputError(name, "no-file")


def _in_folder(folder: Path) -> Iterator[Listed]:
    """The documents of a folder, or of a git repository; links are not followed, hidden files are skipped."""
    from plandiff.corpus.repositories import is_bare
    from plandiff.readers.formats import is_document

    if is_bare(folder):
        yield from _in_repository(folder)
        return
    empty = True
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if any(part.startswith(".") for part in inside.parts) or not is_document(path.name):
            continue
        if path.is_file() and not any((folder / above).is_symlink() for above in (inside, *inside.parents)[:-1]):
            empty = False
            yield Listed(inside.as_posix(), str(path))
    if empty:
        raise InputError(folder, "no-documents")


def _in_list(path: Path) -> list[Listed]:
    """The documents that a text file lists, one name per line, relative to it; none if it is itself a document."""
    try:
        lines = [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
        if not lines or not (path.parent / lines[0]).is_file():
            return []
    except (OSError, ValueError):  # there is none, it is not text, or its first line cannot be a name
        return []
    return [Listed(line, str(path.parent / line)) for line in lines]


def _in_repository(folder: Path) -> Iterator[Listed]:
    """All versions if it is a library, else the documents of the commit that HEAD names."""
    from plandiff.corpus.repositories import is_library, list_repository

    if is_library(folder):
        yield from _versions(str(folder))
        return
    for name, blob in list_repository(folder):
        yield Listed(name, str(folder / name), f"{REPOSITORY}:{blob}:{folder.absolute()}")


def _versions(folder: str) -> list[Listed]:
    """All versions in a library."""
    from plandiff.library import Library

    with Library(Path(folder)) as library:
        names = [str(version) for document in library.documents() for version in library.versions(document)]
    return [Listed(name, name, f"{LIBRARY}:{Path(folder).absolute()}") for name in names]


def _at_address(address: str) -> Iterator[Listed]:
    from plandiff.corpus.storage import open_storage
    from plandiff.readers.formats import is_document

    if address.startswith(("http://", "https://")):
        yield Listed(address, address)
        return
    found = [name for name in open_storage(address).names("") if is_document(name)]
    if not found:
        raise InputError(address, "no-documents")
    for name in found:
        yield Listed(name, f"{address.rstrip('/')}/{name}", ADDRESS)
