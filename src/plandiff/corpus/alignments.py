"""Editions ─▶ how one became the other: plandiff's own alignment of the pairs that are worth it, cached by their texts. It also decides
which pairs in doubt are editions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from plandiff import pipeline
from plandiff.corpus.engine import database, files, give, rows, save
from plandiff.corpus.queries import ALIGNED_FILE, CANONICAL
from plandiff.corpus.storage import Storage

FOLDER: Final = "alignments/counterparts"
"""Named after what is in its files."""
COUNTS: Final = ("equal", "changed", "moved", "added", "deleted")
"""Counts from a comparison's summary: headings and blocks."""
VALUES: Final = ("counterpart", *COUNTS)


class Pair(NamedTuple):
    """Two documents, by the hashes of their bytes, the earlier first."""

    old: str
    new: str


class Aligning(NamedTuple):
    """The workers' input."""

    storage: Storage
    documents: tuple[str, ...]
    """Files of all batches."""


def align(work: Aligning, pairs: Sequence[Pair]) -> int:
    """Align some pairs and store their counts under the name of the first; return the number of pairs."""
    with database(work.storage) as connection:
        wanted = sorted({sha for pair in pairs for sha in pair})
        give(connection, "wanted", {"sha256": wanted})
        plans = dict(rows(connection, CANONICAL.format(documents=files(work.storage, work.documents))))
        indexed = {sha: pipeline.index(pipeline.loads(text)) for sha, text in plans.items()}
        counts = [_counts(indexed[pair.old], indexed[pair.new]) for pair in pairs]
        columns: dict[str, Any] = {side: [getattr(pair, side) for pair in pairs] for side in Pair._fields}
        give(connection, "given", columns | {name: [count[name] for count in counts] for name in VALUES})
        return save(connection, ALIGNED_FILE, work.storage, file_of(pairs))


def file_of(pairs: Sequence[Pair]) -> str:
    from plandiff.corpus.batches import id_of

    return f"{FOLDER}/{id_of([(old, new, '') for old, new in pairs])}.parquet"


def _counts(old: Any, new: Any) -> dict[str, float]:  # noqa: ANN401 - indexed plans
    """Counts of units, and `counterpart`: the share of characters with a counterpart in the other, of the plan where it is greater."""
    summary = pipeline.compare(old, new, mode="versions").summary
    unlike = min((doubt.confidence for doubt in summary.doubts if doubt.cause == "unlike"), default=1.0)
    return {"counterpart": unlike, **{name: getattr(summary, name) for name in COUNTS}}
