"""How the join of a corpus scales: rows alone, as if from documents.

    python bench/corpus_rows.py [--documents 100000] [--threads 2] [--memory 2GB]

Each document has 50 texts of 22 prints, most of them its own, the others from a pool with a long tail: shared with one other document,
with hundreds, with thousands. Outputs the seconds (processor and wall-clock time), the peak memory and the candidates per document.
It also counts a join that does not fit into memory, which must lose no row.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

import duckdb
import numpy as np

from plandiff.corpus.engine import database, files, give, save
from plandiff.corpus.join import Join, Joining, bounds_of, join_parts
from plandiff.corpus.prints import BITS
from plandiff.corpus.storage import Folder
from plandiff.corpus.tuning import TUNING

TEXTS: Final = 50
PRINTS: Final = 22
SHARED: Final = 0.12
"""Share of prints from the pool."""
TAIL: Final = 1.3
"""Exponent of how often prints of the pool are drawn (Zipf)."""
AT_ONCE: Final = 1000
"""Documents per file."""
SPILLED: Final = 3_000_000


def write_rows(storage: Folder, documents: int) -> Join:
    """Prints and texts of that many documents."""
    rng = np.random.default_rng(1)
    keys = rng.integers(1, 2**63, documents * TEXTS, dtype=np.uint64)
    join = Join("join", len(keys), (), "rows")
    with database(storage) as connection:
        give(connection, "given", {"key": np.sort(keys)})
        for one in join.ranges:
            query = f"select key, '' canon from given where key between {one.low} and {one.high} order by key"  # noqa: S608 - numbers
            save(connection, query, storage, one.texts)
        for number, part in enumerate(_parts(keys, rng, documents)):
            give(connection, "given", part)
            save(connection, "select h, key from given order by h, key", storage, f"prints/{number}.parquet")
        return replace(join, bounds=bounds_of(connection, files(storage, storage.names("prints"))))


def _parts(keys: Any, rng: Any, documents: int) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - numpy's
    for start in range(0, documents * TEXTS, AT_ONCE * TEXTS):
        own = np.repeat(keys[start : start + AT_ONCE * TEXTS], PRINTS)
        hashes = rng.integers(0, 1 << BITS, len(own), dtype=np.uint64)
        pool = rng.random(len(own)) < SHARED
        ranks = rng.zipf(TAIL, int(pool.sum())).astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        hashes[pool] = ranks >> np.uint64(64 - BITS)
        yield {"h": hashes, "key": own}


def spilled() -> int:
    """Rows of a join whose build side does not fit into its memory."""
    connection = duckdb.connect(config={"memory_limit": "60MB", "threads": 2})
    connection.execute("create table a as select range k, hash(range) v from range(?)", [SPILLED])
    found = connection.execute("select count(*) from a join (select k from a order by v) b using (k)").fetchone()
    return int(found[0]) if found else 0


def measure(documents: int, threads: int, memory: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        storage = Folder(folder)
        join = write_rows(storage, documents)
        work = Joining(storage, TUNING, join, tuple(storage.names("prints")), threads, memory)
        clock, processor = time.monotonic(), time.process_time()
        candidates = join_parts(work, join.parts)
        return {
            "seconds": time.monotonic() - clock,
            "cpu_seconds": time.process_time() - processor,
            "gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
            "candidates": candidates / documents,
            "spilled_lost": float(SPILLED - spilled()),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--memory", default="2GB")
    options = parser.parse_args()
    found = measure(options.documents, options.threads, options.memory)
    print("  ".join(f"{name} {value:.2f}" for name, value in found.items()))


if __name__ == "__main__":
    main()
