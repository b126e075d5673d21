"""What `plandiff corpus build`, `add` and `remove` do: bring a corpus from what it holds to what it should hold, step by step.

Each step checks what exists and does what is missing, so that interrupted work resumes where it stopped.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from plandiff import __version__
from plandiff.corpus import batches as kept
from plandiff.corpus import queries
from plandiff.corpus.alignments import FOLDER as ALIGNMENTS
from plandiff.corpus.alignments import Aligning, Pair, align
from plandiff.corpus.batches import Batch, Failure
from plandiff.corpus.engine import database, files, rows
from plandiff.corpus.held import Corpus
from plandiff.corpus.join import Joining, join_parts, prepare_join
from plandiff.corpus.listing import Listed, Member, list_documents, name_apart, weigh
from plandiff.corpus.metadata import read_metadata
from plandiff.corpus.prepare import Chunk, failure_of, prepare
from plandiff.corpus.removal import tidy, without
from plandiff.corpus.settle import (
    CURRENT,
    Generation,
    number_documents,
    publish,
    read_current,
    relate,
    settle,
    survey,
    write_passages,
)
from plandiff.corpus.storage import Storage, clear
from plandiff.corpus.tuning import TUNING, Tuning
from plandiff.corpus.verify import Comparing, verify, weigh_texts
from plandiff.corpus.work import KILLED, Pool, run
from plandiff.errors import InputError, PlandiffError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PAIRS_AT_ONCE: Final = 32
"""Pairs of documents that one task aligns: a second or two."""

CAUSES: Final = {
    "MemoryError": "takes more memory than there is",
    "OutOfMemoryException": "takes more memory than there is",
    "BrokenExecutor": "ended the process that read it",
    KILLED: "ended the process that read it, or took more memory than a worker has",
}
"""Class of the exception that fails a task -> the cause for the document; by name, so that no library is imported for it."""
Item = TypeVar("Item")


class Progress(Protocol):
    """A listener for the progress of the work."""

    def begin(self, stage: str, total: int) -> None: ...
    def advance(self, count: int = 1) -> None: ...
    def end(self) -> None: ...


class Silent:
    """A listener that ignores everything."""

    def begin(self, stage: str, total: int) -> None: ...
    def advance(self, count: int = 1) -> None: ...
    def end(self) -> None: ...


@dataclass(frozen=True)
class Options:
    """How the work is done; only `tuning`, `aligned` and `quick` change the result."""

    tuning: Tuning = TUNING
    documents: int = kept.DOCUMENTS
    """In a batch."""
    threads: int = 1
    """Of queries in this process."""
    memory: str = ""
    """Of queries, as DuckDB takes it, `2GB`; "" for its default."""
    aligned: bool = False
    """Pairs of editions are aligned, and those in doubt, which are editions or not by their alignment."""
    quick: bool = False
    """New documents are compared with all others, old ones not again; the corpus is provisional until it is rebuilt."""
    prepare: Callable[[Chunk, Sequence[Member]], Batch] = prepare
    """The work on documents."""


@dataclass(frozen=True)
class Outcome:
    """What a run did, and what the corpus holds now."""

    documents: int
    added: int
    """Documents read by this run."""
    failures: tuple[Failure, ...]
    """All documents that are not in the corpus."""
    counts: Mapping[str, int] = field(default_factory=dict)
    settled: bool = True
    changed: bool = True
    """False if there was nothing to do."""

    @property
    def bugs(self) -> int:
        return sum(failure.bug for failure in self.failures)


def build(
    corpus: Corpus,
    given: Sequence[str],
    pool: Pool,
    options: Options = Options(),
    progress: Progress | None = None,
    *,
    library: str | None = None,
    metadata: str | None = None,
    references: Sequence[str] = (),
) -> Outcome:
    """Make a corpus hold the documents named, and settle it.

    What it holds already is not read again, under any name. Raises `InputError` if there is nothing or nothing can be read,
    and what the pool raises if it is lost; the work done until then is kept.
    """
    progress = progress or Silent()
    with corpus.storage.lock():
        tidy(corpus)
        listed, reference = list_documents(given, library), list_documents(references)
        if metadata is not None:
            corpus.keep_metadata(read_metadata(metadata))
        added = _add(corpus, listed, reference, pool, options, progress)
        return _settled(corpus, pool, options, progress, added=added)


def remove(
    corpus: Corpus, names: Sequence[str], pool: Pool, options: Options = Options(), progress: Progress | None = None
) -> Outcome:
    """Remove documents from a corpus, by their names, and settle it. Raises `InputError` for an unknown name."""
    with corpus.storage.lock():
        without(corpus, names)
        return _settled(corpus, pool, options, progress or Silent())


# --- documents ---


def _add(
    corpus: Corpus, listed: Sequence[Listed], references: Sequence[Listed], pool: Pool, options: Options, progress: Progress
) -> int:
    storage, known = corpus.storage, corpus.batches()
    unopened = corpus.unopened()
    found: list[Member] = []
    progress.begin("listing", len(listed) + len(references))
    for one in weigh(chain(listed, references)):
        progress.advance()
        if isinstance(one, Member):
            found.append(one)
            unopened.pop(one.listed.source, None)
        else:
            where, problem = one
            unopened[where.source] = Failure(where.name, where.source, "", "open", str(problem))
    progress.end()
    corpus.keep_unopened(unopened)
    found = name_apart(found, (member for batch in known for member in batch.members))
    members, again = kept.sort_out(found)
    chunks = list(kept.in_chunks(members, known, options.documents))
    added = 0

    def keep(chunk: Sequence[Member], batch: Batch) -> None:
        nonlocal added
        added += len(chunk) - len(batch.errors)
        progress.advance(len(chunk))

    def blame(member: Member, problem: BaseException) -> None:
        """A document that fails its worker is recorded alone; an error of the storage is not attributed to it."""
        if isinstance(problem, PlandiffError):
            raise problem
        named = kept.members_of([member])
        known = next((cause for kind, cause in CAUSES.items() if kind in {c.__name__ for c in type(problem).__mro__}), None)
        cause = known or f"{type(problem).__name__}: {problem}"
        kept.record(storage, Batch(kept.id_of(named), named, errors=(failure_of(member, "read", cause, bug=known is None),)))
        progress.advance()

    progress.begin("documents", sum(map(len, chunks)))
    run(pool, partial(options.prepare, Chunk(storage, corpus.recipe)), chunks, keep, blame)
    progress.end()
    marked = {(one.source, one.within) for one in references}
    new = {member.sha256 for work in chunks for member in work}
    _record_names(corpus, [*again, *(member for member in members if member.sha256 not in new)])
    corpus.mark_references(frozenset(member.sha256 for member in found if (member.listed.source, member.listed.within) in marked))
    return added


def _record_names(corpus: Corpus, members: Iterable[Member]) -> None:
    """Record new names of documents already known by others."""
    named = {member for batch in corpus.batches() for member in batch.members}
    new = tuple(member for member in kept.members_of(members) if member not in named)
    if new:
        kept.record(corpus.storage, Batch(kept.id_of(new), new))


# --- from batches to tables ---


def _settled(corpus: Corpus, pool: Pool, options: Options, progress: Progress, *, added: int = 0) -> Outcome:
    storage, batches = corpus.storage, corpus.batches()
    failures = corpus.failures(batches)
    reasons = tuple(failure for failure, _ in failures)
    if not any(batch.sums for batch in batches):
        clear(storage, "tables")
        if reasons:
            raise InputError(reasons[0].name, "nothing-readable", count=len(reasons), cause=reasons[0].cause)
        return Outcome(0, 0, ())
    before = read_current(storage)
    references = corpus.references()
    metadata = corpus.metadata()
    wanted = Generation(_generation(corpus, batches, failures, metadata, references, options), not (options.quick and before))
    if before and before.id == wanted.id and (before.settled or options.quick):
        _sweep(storage, before)  # a run may have stopped between its last two steps
        return Outcome(before.counts["documents"], added, reasons, before.counts, before.settled, changed=False)
    with database(storage, threads=options.threads, memory=options.memory) as connection:
        documents = survey(connection, storage, batches, metadata, references, corpus.recipe)
        links, weights = _link(
            corpus, connection, batches, wanted, before if options.quick else None, documents, pool, options, progress
        )
        progress.begin("tables", 1)
        settle(connection, storage, options.tuning, links=links, weights=weights)
        progress.end()
        failures += _align(corpus, connection, batches, pool, options, progress)
        relate(connection, options.tuning, decided=options.aligned)
        done = publish(connection, storage, wanted, batches, failures)
    _sweep(storage, done)
    return Outcome(documents, added, tuple(failure for failure, _ in failures), done.counts, done.settled)


def _sweep(storage: Storage, current: Generation) -> None:
    """Remove intermediate files of the tables, and older tables."""
    clear(storage, "join")
    for name in storage.names("tables"):
        if name != CURRENT and not name.startswith(f"{current.folder}/"):
            storage.remove(name)


def _generation(
    corpus: Corpus,
    batches: Sequence[Batch],
    failures: Sequence[tuple[Failure, str]],
    metadata: object,
    references: frozenset[str],
    options: Options,
) -> str:
    """Changes with everything that the tables depend on."""
    said = [
        [batch.id for batch in batches],
        [asdict(failure) for failure, _ in failures],
        metadata,
        sorted(references),
        asdict(options.tuning),
        asdict(corpus.recipe),
        options.aligned,
        __version__,
    ]
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def _link(
    corpus: Corpus,
    connection: DuckDBPyConnection,
    batches: Sequence[Batch],
    generation: Generation,
    before: Generation | None,
    documents: int,
    pool: Pool,
    options: Options,
    progress: Progress,
) -> tuple[list[str], list[str]]:
    """Have workers join and compare what is not compared yet; return the files of links and of weights. `before` are the tables
    whose links are reused."""
    storage, folder = corpus.storage, f"join/{generation.name}"
    join = prepare_join(connection, storage, folder, batches, documents, options.tuning)
    there = set(storage.names(folder))
    prints = tuple(batch.file("prints") for batch in batches if batch.sums)
    threads = max(1, options.threads // len(join.parts))  # several parts are joined in parallel
    joining = Joining(storage, options.tuning, join, prints, threads, options.memory)
    if before:
        fresh = tuple(batch.file("texts") for batch in batches if batch.sums and batch.id not in before.batches)
        joining = replace(joining, fresh=fresh, links=before.file("links"))
    jobs: list[Callable[[], object]] = [partial(join_parts, joining, [part]) for part in join.parts if part.out not in there]
    passages = number_documents(connection, storage, folder, batches, generation, options.memory)
    if passages.out not in storage.names(generation.folder):
        jobs.insert(0, partial(write_passages, passages))  # the longest of them
    each(pool, work_off, jobs, progress, "joining")
    comparing = Comparing(storage, options.tuning, join.grams, tuple(part.out for part in join.parts))
    cached = storage.names("links")
    blocks = list(join.pairs_of_blocks(cached))
    each(pool, partial(verify, comparing), [block for block in blocks if block.out not in there], progress, "comparing")
    for name in {block.known for block in blocks} - {block.cache for block in blocks} - {""}:
        storage.remove(name)  # its results are in the files of its halves
    weights = [(one.texts, one.weights) for one in join.ranges]
    each(pool, partial(weigh_texts, (storage, join.grams)), [one for one in weights if one[1] not in there], progress, "weighing")
    return [block.out for block in blocks], [out for _, out in weights]


def work_off(jobs: Sequence[Callable[[], object]]) -> None:
    """A task made of tasks of several kinds."""
    for job in jobs:
        job()


def each(pool: Pool, task: Callable[[Sequence[Item]], object], items: Sequence[Item], progress: Progress, stage: str) -> None:
    """Run a task for each item. Raises an item's exception: without its result nothing that follows is right."""

    def blame(_: Item, problem: BaseException) -> None:
        raise problem

    progress.begin(stage, len(items))
    run(pool, task, [[item] for item in items], lambda batch, _: progress.advance(len(batch)), blame)
    progress.end()


def _align(
    corpus: Corpus, connection: DuckDBPyConnection, batches: Sequence[Batch], pool: Pool, options: Options, progress: Progress
) -> list[tuple[Failure, str]]:
    """Make the table of alignments, and align what is not aligned yet if wanted; a failure is a bug in plandiff."""
    storage = corpus.storage
    failed: list[tuple[Failure, str]] = []
    names = dict(rows(connection, "select sha256, name from documents"))

    def blame(pair: Pair, problem: BaseException) -> None:
        cause = f"{names[pair.new]}: {type(problem).__name__}: {problem}"
        failed.append((Failure(names[pair.old], "", pair.old, "align", " ".join(cause.split()), bug=True), ""))
        progress.advance()

    made = storage.names(ALIGNMENTS)
    connection.execute(queries.ALIGNMENTS.format(files=files(storage, made)) if made else queries.NO_ALIGNMENTS)
    if options.aligned:
        wanted = [Pair(*pair) for pair in rows(connection, queries.TO_ALIGN)]
        work = Aligning(storage, tuple(batch.file("documents") for batch in batches if batch.sums))
        chunks = [wanted[n : n + PAIRS_AT_ONCE] for n in range(0, len(wanted), PAIRS_AT_ONCE)]
        progress.begin("aligning", len(wanted))
        run(pool, partial(align, work), chunks, lambda chunk, _: progress.advance(len(chunk)), blame)
        progress.end()
        if made := storage.names(ALIGNMENTS):
            connection.execute(queries.ALIGNMENTS.format(files=files(storage, made)))
    connection.execute(queries.ALIGNED)
    return failed


__all__ = ["Corpus", "Options", "Outcome", "Progress", "Silent", "build", "remove"]
