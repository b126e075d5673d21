"""Is a corpus intact? Files are compared with the checksums that their batch recorded."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import TYPE_CHECKING, Literal, NamedTuple

from plandiff.corpus.batches import Batch
from plandiff.corpus.queries import TABLES
from plandiff.corpus.settle import read_current

if TYPE_CHECKING:
    from plandiff.corpus.held import Corpus


class Unsound(NamedTuple):
    file: str
    what: Literal["missing", "damaged"]


class Checked(NamedTuple):
    batches: int
    files: int
    problems: tuple[Unsound, ...]


def check(corpus: Corpus) -> Checked:
    """Check every file that a batch or the tables name."""
    batches = corpus.batches()
    files = sum(len(batch.sums) for batch in batches)
    current = read_current(corpus.storage)
    tables = [current.file(table) for table in TABLES] if current else []
    there = set(corpus.storage.names("tables"))
    problems = [problem for batch in batches for problem in _check(corpus, batch)]
    problems += [Unsound(table, "missing") for table in tables if table not in there]
    return Checked(len(batches), files + len(tables), tuple(problems))


def _check(corpus: Corpus, batch: Batch) -> Iterator[Unsound]:
    for kind, expected in sorted(batch.sums.items()):
        data = corpus.storage.read(batch.file(kind))
        if data is None:
            yield Unsound(batch.file(kind), "missing")
        elif sha256(data).hexdigest() != expected:
            yield Unsound(batch.file(kind), "damaged")
