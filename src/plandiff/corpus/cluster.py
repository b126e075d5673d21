"""Before the work begins: does every worker of a scheduler have this plandiff, and can it read the corpus?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plandiff import __version__
from plandiff.corpus.held import MARKER
from plandiff.corpus.storage import Storage
from plandiff.errors import InputError

if TYPE_CHECKING:
    from plandiff.corpus.work import Cluster


def greet(storage: Storage) -> tuple[str, bool]:
    """A worker's report: its versions, and whether it can read the corpus."""
    import duckdb

    return f"plandiff {__version__}, duckdb {duckdb.__version__}", storage.read(MARKER) is not None


def check_workers(cluster: Cluster, storage: Storage) -> None:
    """Raises `InputError` if a worker has another plandiff or cannot read the corpus."""
    ours, _ = greet(storage)
    try:
        answers = cluster.client.run(greet, storage)
    except ModuleNotFoundError as problem:
        raise InputError(cluster.address, "worker-differs", theirs=str(problem), ours=ours) from None
    for theirs, reads in answers.values():
        if theirs != ours:
            raise InputError(cluster.address, "worker-differs", theirs=theirs, ours=ours)
        if not reads:
            raise InputError(storage.address, "worker-without-corpus")
