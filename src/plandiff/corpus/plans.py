"""Documents of a corpus as plans again, to be compared whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from plandiff import pipeline
from plandiff.corpus import page_queries as sql
from plandiff.corpus.engine import files
from plandiff.corpus.pages import Corpus, hashes_of
from plandiff.model import Indexed

if TYPE_CHECKING:
    from plandiff.corpus.build import Corpus as StoredCorpus


class Stored(NamedTuple):
    """A document as it is compared."""

    sha256: str
    indexed: Indexed


def plans_of(corpus: Corpus, stored: StoredCorpus, numbers: Iterable[int]) -> dict[int, Stored]:
    """Documents by their numbers, read again from the texts stored in the corpus."""
    shas = hashes_of(corpus, numbers)
    kept = files(stored.storage, [batch.file("documents") for batch in stored.batches() if batch.sums])
    texts = dict(corpus.rows(sql.CANONICAL.format(documents=kept), [sorted(shas.values())]))
    return {number: Stored(sha, pipeline.index(pipeline.loads(texts[sha]))) for number, sha in shas.items()}
