"""Documents of a corpus as plans again, to be compared whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from plandiff import pipeline
from plandiff.corpus.engine import files, give, rows
from plandiff.corpus.queries import CANONICAL
from plandiff.corpus.tables import Tables
from plandiff.model import Indexed

if TYPE_CHECKING:
    from plandiff.corpus.build import Corpus as StoredCorpus


class Stored(NamedTuple):
    """A document as it is compared."""

    sha256: str
    indexed: Indexed


def plans_of(tables: Tables, stored: StoredCorpus, numbers: Iterable[int]) -> dict[int, Stored]:
    """Documents by their numbers, read again from the texts stored in the corpus."""
    shas = {document.doc: document.sha256 for document in tables.documents(numbers)}
    kept = files(stored.storage, [batch.file("documents") for batch in stored.batches() if batch.sums])
    give(tables.connection, "wanted", {"sha256": sorted(shas.values())})
    texts = dict(rows(tables.connection, CANONICAL.format(documents=kept)))
    return {number: Stored(sha, pipeline.index(pipeline.loads(texts[sha]))) for number, sha in shas.items()}
