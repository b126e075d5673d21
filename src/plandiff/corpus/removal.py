"""Removal of documents: batches that hold them are rewritten without them, and replace the old ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from plandiff.corpus import batches as kept
from plandiff.corpus.batches import KINDS, Batch, file_of, id_of
from plandiff.corpus.canon import canon
from plandiff.corpus.engine import database, files, give, rows, save
from plandiff.corpus.held import Corpus
from plandiff.corpus.queries import BATCH_FILES, KEPT_FILES, KEPT_PASSAGES, STILL_THERE
from plandiff.corpus.rarity import count_grams
from plandiff.errors import InputError


def without(corpus: Corpus, names: Sequence[str]) -> None:
    """Remove all documents with one of the names. Raises `InputError` for an unknown name, and then removes none."""
    batches, unopened = corpus.batches(), corpus.unopened()
    held = [(name, sha) for batch in batches for sha, name, _ in batch.members]
    known = {name for name, _ in held} | {failure.name for failure in unopened.values()}
    for name in names:
        if name not in known:
            raise InputError(name, "not-in-corpus", corpus=corpus.storage.address)
    gone = {sha for name, sha in held if name in names}
    corpus.keep_unopened({source: failure for source, failure in unopened.items() if failure.name not in names})
    for batch in batches:
        if any(sha in gone for sha, _, _ in batch.members):
            _rewrite(corpus, batch, gone)
    tidy(corpus)


def tidy(corpus: Corpus) -> None:
    """Remove batches that others replace."""
    found = kept.read_batches(corpus.storage)
    for old in sorted({old for batch in found for old in batch.replaces}):
        _drop(corpus, old)
    for batch in found:
        if batch.replaces:
            kept.record(corpus.storage, replace(batch, replaces=()))


def _drop(corpus: Corpus, batch: str) -> None:
    corpus.storage.remove(f"{kept.FOLDER}/{batch}.json")
    for kind in KINDS:
        corpus.storage.remove(file_of(kind, batch))


def _rewrite(corpus: Corpus, batch: Batch, gone: set[str]) -> None:
    members = tuple(member for member in batch.members if member[0] not in gone)
    errors = tuple(error for error in batch.errors if error.sha256 not in gone)
    if not members:
        _drop(corpus, batch.id)
        return
    new = Batch(id_of(members), members, errors=errors, replaces=(batch.id,))
    if batch.sums and {sha for sha, _, _ in members} - {error.sha256 for error in errors}:
        new = _copy(corpus, batch, new, gone)
    kept.record(corpus.storage, new)


def _copy(corpus: Corpus, old: Batch, new: Batch, gone: set[str]) -> Batch:
    """The files of a batch without some documents, as if these had never been there."""
    storage = corpus.storage
    sums, counts = {}, {}
    with database(storage) as connection:
        give(connection, "gone", {"sha256": sorted(gone)})
        passages = files(storage, [old.file("passages")])
        connection.execute(STILL_THERE.format(passages=passages, length=corpus.recipe.length))
        texts: dict[str, list[str]] = {}
        for sha, text in rows(connection, KEPT_PASSAGES.format(passages=passages)):
            texts.setdefault(sha, []).append(canon(text))
        grams = count_grams(list(texts.values()))
        give(connection, "given", {"gram": list(grams), "documents": list(grams.values())})
        for kind in KINDS:
            query = BATCH_FILES[kind] if kind == "grams" else KEPT_FILES[kind]
            query = query.format(old=files(storage, [old.file(kind)]))
            counts[kind] = save(connection, query, storage, new.file(kind))
            sums[kind] = sha256(storage.read(new.file(kind)) or b"").hexdigest()
    return replace(new, sums=sums, counts=counts)
