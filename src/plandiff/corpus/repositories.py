"""The documents of a git repository without checked-out files, read from its objects: nothing that it names is run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from plandiff.errors import InputError
from plandiff.library.catalog import MARKER
from plandiff.library.folders import walk_folders
from plandiff.library.store import Store
from plandiff.sources.git import document_in

MOST: Final = 1_000_000
"""Documents of a repository: as many as a corpus is made for. A few objects can be more files than that."""


def is_bare(folder: Path) -> bool:
    """Whether a folder is a git repository without checked-out files; a checkout is a folder like any other."""
    return (folder / "HEAD").is_file() and (folder / "objects").is_dir()


def is_library(folder: Path) -> bool:
    """Whether a repository is a library. Raises `InputError` if it cannot be opened."""
    with closing(Store(folder)) as store:
        return store.snapshot().id_of((MARKER,)) is not None


def list_repository(folder: Path) -> Iterator[tuple[str, str]]:
    """The path and the blob of each document of the commit that HEAD names; links, submodules and hidden files are left out, and folders
    that are named as the versions of a library are, with an @.

    Raises `InputError` if the repository is damaged, has no documents, or more than a corpus can have.
    """
    from plandiff.readers.formats import is_document

    count = 0
    with closing(Store(folder)) as store:
        snapshot = store.snapshot()
        for path, _ in walk_folders(snapshot):
            if any(part.startswith(".") for part in path):
                continue
            for name, (is_folder, blob) in sorted(snapshot.folder(path).items()):
                if is_folder or name.startswith(".") or not is_document(name):
                    continue
                count += 1
                if count > MOST:
                    raise InputError(folder, "too-many-documents", limit=MOST)
                yield "/".join((*path, name)), blob.decode("ascii")
    if not count:
        raise InputError(folder, "no-documents")


def read_blob(folder: Path, blob: str, name: str) -> bytes:
    """The bytes of a document by its blob; `name` is what it is called. Raises `InputError` if there is none, or it lies in LFS."""
    from dulwich.objects import ObjectID

    with closing(Store(folder)) as store:
        return document_in(bytes(store.read(ObjectID(blob.encode("ascii"))).as_raw_string()), name)
