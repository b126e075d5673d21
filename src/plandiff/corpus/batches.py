"""Batches: what was computed from some documents, each alone. They are append-only, and what no batch lists does not exist.

A batch is `documents|passages|texts|prints|grams/ID.parquet` and `batches/ID.json`, which is written last. Its id is the hash of its
members, so the same documents give the same files, whichever worker makes them and however often the work is interrupted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from math import ceil
from typing import Final

from plandiff.corpus.listing import Member
from plandiff.corpus.storage import Storage, write

KINDS: Final = ("documents", "passages", "texts", "prints", "grams")
"""The files of a batch."""
FOLDER: Final = "batches"
DOCUMENTS: Final = 128
"""Documents in a batch, at most: a second or two of work, so that little is lost if a worker dies."""
FEWEST: Final = 16
"""Documents in a batch though few are given, so that several workers read them."""
SHARES: Final = 4
"""Into so many batches few documents are divided."""
BYTES: Final = 4_000_000
"""Bytes of documents at which a batch is closed."""


@dataclass(frozen=True)
class Failure:
    """A document that is not in the corpus, and why."""

    name: str
    source: str
    sha256: str
    """"" if its bytes could not be read."""
    stage: str
    """`open`, `read`, `align`: the stage that failed."""
    cause: str
    """One sentence in English."""
    bug: bool = False
    """It failed because of a bug in plandiff."""


@dataclass(frozen=True)
class Batch:
    """The record of a batch."""

    id: str
    members: tuple[tuple[str, str, str], ...]
    """(sha256, name, source) of each document, for every name that it has."""
    sums: Mapping[str, str] = field(default_factory=dict)
    """Kind of file -> its sha256; empty if the members failed, or are in other batches and only have another name here."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Kind of file -> rows."""
    errors: tuple[Failure, ...] = ()
    replaces: tuple[str, ...] = ()
    """Batches that this one replaces, because some of their documents were removed."""

    def file(self, kind: str) -> str:
        return file_of(kind, self.id)


def file_of(kind: str, batch: str) -> str:
    return f"{kind}/{batch}.parquet"


def id_of(members: Iterable[tuple[str, str, str]]) -> str:
    return sha256(json.dumps(sorted(members)).encode()).hexdigest()[:16]


def members_of(members: Iterable[Member]) -> tuple[tuple[str, str, str], ...]:
    return tuple((member.sha256, member.listed.name, member.listed.source) for member in members)


def record(storage: Storage, batch: Batch) -> None:
    """Record a batch; it exists from then on."""
    data = json.dumps(asdict(batch), ensure_ascii=False, indent=1, sort_keys=True)
    write(storage, f"{FOLDER}/{batch.id}.json", data.encode())


def read_batches(storage: Storage) -> list[Batch]:
    """All batches, in order of their ids."""
    found = []
    for name in storage.names(FOLDER):
        content = json.loads(storage.read(name) or b"{}")
        content["members"] = tuple(tuple(member) for member in content["members"])
        content["replaces"] = tuple(content["replaces"])
        content["errors"] = tuple(Failure(**error) for error in content["errors"])
        found.append(Batch(**content))
    return found


def in_chunks(members: Sequence[Member], known: Iterable[Batch], documents: int = DOCUMENTS) -> Iterator[tuple[Member, ...]]:
    """The remaining work: documents that no batch has, in chunks that do not depend on earlier runs.

    All members are cut into chunks first, and known ones are then left out of each; so interrupted work resumes at the same
    boundaries, and makes the same files.
    """
    documents = min(documents, max(FEWEST, ceil(len(members) / SHARES)))
    there = {sha for batch in known for sha, _, _ in batch.members}
    chunk: list[Member] = []
    size = 0
    for member in members:
        if chunk and (len(chunk) == documents or size + member.size > BYTES):
            yield from _left(chunk, there)
            chunk, size = [], 0
        chunk.append(member)
        size += member.size
    yield from _left(chunk, there)


def _left(chunk: Sequence[Member], there: set[str]) -> Iterator[tuple[Member, ...]]:
    left = tuple(member for member in chunk if member.sha256 not in there)
    if left:
        yield left


def sort_out(weighed: Iterable[Member]) -> tuple[list[Member], list[Member]]:
    """Documents, each by its first name, and duplicates under other names."""
    first: dict[str, Member] = {}
    again = []
    for member in sorted(weighed, key=lambda one: one.listed):
        if first.setdefault(member.sha256, member) is not member:
            again.append(member)
    return list(first.values()), again
