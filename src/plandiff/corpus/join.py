"""Batches ─▶ candidates: which texts share a print. A query over all batches, rerun whenever batches change: what a text is
compared with depends on how many share its prints, so that new documents can separate old ones.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, log2, sqrt
from typing import TYPE_CHECKING, Final, NamedTuple

from plandiff.corpus.batches import Batch
from plandiff.corpus.engine import PASSING, database, files, rows, save
from plandiff.corpus.prints import BITS
from plandiff.corpus.queries import BLOCK, CANDIDATES, CHAIN, FRESH, GRAMS, HISTOGRAM, LAG, NEW_ONLY, TEXTS, TEXTS_OF_RANGE
from plandiff.corpus.storage import Storage
from plandiff.corpus.tuning import Tuning
from plandiff.corpus.verify import Block

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PRINTS_AT_ONCE: Final = 4_000_000
"""Prints joined by one query: they and their pairs fit into half a gigabyte."""
STEPS: Final = 14
"""Bits of a hash by which prints are counted, to cut them into ranges; the first of so many steps has a two-thousandth of all."""
TEXTS_OF_BLOCK: Final = 1 << 14
"""The number of blocks grows with the square root of the texts over this: 4 for 250,000 texts, 64 for 50 million."""
WORD: Final = 64
"""Bits of a key."""


class Range(NamedTuple):
    """A range of keys: its first and its last, and the files of its texts and of their weights."""

    low: int
    high: int
    texts: str
    weights: str


class Part(NamedTuple):
    """A half-open range of print hashes, and where its candidates are written."""

    low: int
    high: int
    out: str


@dataclass(frozen=True)
class Join:
    """The join of one generation: its files are in a folder of their own."""

    folder: str
    texts: int
    bounds: tuple[int, ...]
    """Of the ranges of hashes that are joined one by one: each begins at one and ends before the next."""
    compared: str
    """The numbers that a comparison of two texts depends on, as a folder's name: results with others are not those wanted."""

    @property
    def grams(self) -> str:
        """The file of the rarity of all grams."""
        return f"{self.folder}/grams.parquet"

    @property
    def blocks(self) -> int:
        """The number of ranges that the keys are cut into, a power of 2."""
        return 1 << max(0, ceil(log2(sqrt(max(1, self.texts) / TEXTS_OF_BLOCK))))

    @property
    def parts(self) -> list[Part]:
        return [
            Part(low, high, f"{self.folder}/candidates-{n:03}.parquet") for n, (low, high) in enumerate(pairwise(self.bounds))
        ]

    def pairs_of_blocks(self, cached: Collection[str]) -> Iterator[Block]:
        """`cached` are the files of earlier results: those of a range that has been halved since are those of its halves."""
        bits = self.blocks.bit_length() - 1
        for i in range(self.blocks):
            for j in range(i, self.blocks):
                own, *coarser = (self._cache(self.blocks >> up, i >> up, j >> up) for up in range(bits + 1))
                yield Block(
                    i * self.blocks + j,
                    f"a >> {WORD - bits} = {i} and b >> {WORD - bits} = {j}" if bits else "true",
                    tuple(self.texts_of(k) for k in sorted({i, j})),
                    next((name for name in (own, *coarser) if name in cached), ""),
                    own,
                    f"{self.folder}/links-{i:03}-{j:03}.parquet",
                )

    def _cache(self, blocks: int, i: int, j: int) -> str:
        return f"links/{self.compared}/{blocks:03}/{i:03}-{j:03}.parquet"

    @property
    def ranges(self) -> list[Range]:
        width = (1 << WORD) // self.blocks
        return [
            Range(i * width, (i + 1) * width - 1, self.texts_of(i), f"{self.folder}/weights-{i:03}.parquet")
            for i in range(self.blocks)
        ]

    def texts_of(self, number: int) -> str:
        """The file of the texts of a range."""
        return f"{self.folder}/texts-{number:03}.parquet"


def prepare_join(
    connection: DuckDBPyConnection, storage: Storage, folder: str, batches: Sequence[Batch], documents: int, tuning: Tuning
) -> Join:
    """Write the texts to be joined and the rarity of their grams, unless they exist."""
    made = [batch for batch in batches if batch.sums]
    count = rows(connection, "select count(distinct key) from places")[0][0]
    compared = f"{tuning.similarity:g}-{tuning.run}-{tuning.kept}"
    join = Join(folder, count, bounds_of(connection, files(storage, [batch.file("prints") for batch in made])), compared)
    if storage.read(join.grams) is None:
        connection.execute(TEXTS.format(texts=files(storage, [batch.file("texts") for batch in made])))
        for one in join.ranges:
            save(connection, TEXTS_OF_RANGE.format(low=one.low, high=one.high), storage, one.texts, PASSING)
        connection.execute("drop table joined")
        grams = files(storage, [batch.file("grams") for batch in made])
        query = GRAMS.format(grams=grams, documents=documents, few=tuning.few)
        save(connection, query, storage, join.grams, PASSING)
    return join


def bounds_of(connection: DuckDBPyConnection, prints: str) -> tuple[int, ...]:
    """Ranges of hashes with about as many prints each. They are narrow at the beginning: prints are the smallest hashes of a text."""
    steps = rows(connection, HISTOGRAM.format(shift=BITS - STEPS, prints=prints))
    total = sum(count for _, count in steps)
    parts = max(1, ceil(total / PRINTS_AT_ONCE))
    bounds, before = [0], 0
    for step, count in steps:
        if before * parts >= len(bounds) * total:
            bounds.append(step << (BITS - STEPS))
        before += count
    return (*bounds, 1 << BITS)


@dataclass(frozen=True)
class Joining:
    """The input of a join's workers."""

    storage: Storage
    tuning: Tuning
    join: Join
    prints: tuple[str, ...]
    """Files of all batches."""
    threads: int = 1
    memory: str = ""
    fresh: tuple[str, ...] = ()
    """Files of the new texts: a pair must include one of them unless it was linked before."""
    links: str = ""
    """File of earlier links; "" if all pairs are wanted."""


def join_parts(work: Joining, parts: Sequence[Part]) -> int:
    """Write the candidates of some ranges of hashes; return their number, counting one once per range that has it."""
    with database(work.storage, threads=work.threads, memory=work.memory) as connection:
        if work.links:
            connection.execute(FRESH.format(texts=files(work.storage, work.fresh)))
        return sum(save(connection, _query(work, part), work.storage, part.out, PASSING) for part in parts)


def _query(work: Joining, part: Part) -> str:
    tuning, blocks = work.tuning, work.join.blocks
    near = range(1, tuning.neighbours + 1)
    block = "0" if blocks == 1 else BLOCK.format(shift=WORD - (blocks.bit_length() - 1), blocks=blocks)
    query = CANDIDATES.format(
        prints=files(work.storage, work.prints),
        texts=files(work.storage, [one.texts for one in work.join.ranges]),
        low=part.low,
        high=part.high,
        crowd=tuning.crowd,
        lags=", ".join(LAG.format(n=n) for n in near),
        chain=" union all ".join(CHAIN.format(n=n) for n in near),
        block=block,
    )
    if not work.links:
        return query
    return NEW_ONLY.format(candidates=query, block=block, links=files(work.storage, [work.links]), low=part.low, high=part.high)
