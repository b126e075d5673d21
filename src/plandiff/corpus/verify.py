"""Candidates ─▶ links: how similar two texts are, and what of one is in the other.

Links are found block by block: the keys of texts are cut into ranges, and a task holds the texts of two of them. The result for two
texts never changes, so it is cached, dissimilar ones included; only their weight depends on the corpus.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from plandiff.corpus.engine import database, files, give, rows, save
from plandiff.corpus.queries import (
    COMPARED,
    FRESH_PAIRS,
    KNOWN_PAIRS,
    LINKED_PAIRS,
    LINKS_OF_BLOCK,
    NO_PAIRS,
    PAIRS_OF_BLOCK,
    TEXTS_NEEDED,
    VERIFIED,
    WEIGHTS,
)
from plandiff.corpus.rarity import weigh
from plandiff.corpus.runs import count_shared, shared_pieces
from plandiff.corpus.storage import Storage
from plandiff.corpus.tuning import Tuning
from plandiff.grams import grams_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

GRAMS_KEPT: Final = 4096
"""Texts whose grams are cached: some 4 KB each."""
MOST_KEPT: Final = 65535
"""Characters; what is longer than that is kept whole as well."""


class Block(NamedTuple):
    """Two ranges of keys, identified by the number that their candidates have."""

    number: int
    cache: str
    """File of cached results."""
    out: str
    """File of the links of this generation."""


class Comparing(NamedTuple):
    """The input of the workers of one generation."""

    storage: Storage
    tuning: Tuning
    folder: str
    """Of this generation's files."""
    candidates: tuple[str, ...]
    """Their files."""


def verify(work: Comparing, blocks: Sequence[Block]) -> tuple[int, int]:
    """Compare the candidates of some blocks; return how many were newly compared, and how many are links."""
    compared = linked = 0
    for block in blocks:
        new, found = _verify(work, block)
        compared, linked = compared + new, linked + found
    return compared, linked


def _verify(work: Comparing, block: Block) -> tuple[int, int]:
    storage = work.storage
    with database(storage) as connection:
        connection.execute(PAIRS_OF_BLOCK.format(candidates=files(storage, work.candidates)), [block.number])
        cached = storage.read(block.cache) is not None
        connection.execute(KNOWN_PAIRS.format(links=files(storage, [block.cache])) if cached else NO_PAIRS)
        fresh = rows(connection, FRESH_PAIRS)
        if fresh:
            found = Judge(_texts(connection, work, fresh), work.tuning).compare(fresh)
            give(connection, "given", _pairs(fresh, found))
            connection.execute(COMPARED)
            save(connection, VERIFIED, storage, block.cache)
        links = {(a, b): (similarity, kept) for a, b, similarity, kept in rows(connection, LINKED_PAIRS)}
        columns = _pairs(list(links), list(links.values()))
        columns["substance"] = _substance(connection, work, links)
        give(connection, "given", columns)
        save(connection, LINKS_OF_BLOCK, storage, block.out)
    return len(fresh), len(links)


def _substance(connection: DuckDBPyConnection, work: Comparing, links: Mapping[tuple[int, int], tuple[float, int]]) -> Any:  # noqa: ANN401 - an array
    import numpy as np

    weights = gram_weights(work.storage, f"{work.folder}/grams.parquet")
    judge = Judge(_texts(connection, work, links), work.tuning)
    return np.array(list(judge.substance(links, weights)), np.int64)


def _texts(connection: DuckDBPyConnection, work: Comparing, pairs: Iterable[tuple[int, int]]) -> dict[int, str]:
    """The texts of some pairs, by their keys."""
    import numpy as np

    give(connection, "needed", {"key": np.array(sorted({key for pair in pairs for key in pair}), np.uint64)})
    return dict(rows(connection, TEXTS_NEEDED.format(texts=files(work.storage, [f"{work.folder}/texts.parquet"]))))


def _pairs(pairs: Sequence[tuple[int, int]], values: Sequence[tuple[float, int]]) -> dict[str, Any]:
    import numpy as np

    return {
        "a": np.array([a for a, _ in pairs], np.uint64),
        "b": np.array([b for _, b in pairs], np.uint64),
        "similarity": np.array([similarity for similarity, _ in values], np.float32),
        "kept": np.array([kept for _, kept in values], np.int64),
    }


class Judge:
    """Compares texts, many pairs at a time."""

    def __init__(self, texts: Mapping[int, str], tuning: Tuning) -> None:
        self._texts, self._tuning = texts, tuning
        self._grams = lru_cache(maxsize=GRAMS_KEPT)(self._grams_of)

    def compare(self, pairs: Sequence[tuple[int, int]]) -> list[tuple[float, int]]:
        """The similarity of each pair of texts, 0 below the threshold; and how many characters of the second are in the first, in
        pieces of a minimum length. Both are 0 if neither is worth a link."""
        import numpy as np
        from rapidfuzz.distance import Indel
        from rapidfuzz.process import cpdist

        if not pairs:
            return []
        sides = ([self._texts[pair[side]] for pair in pairs] for side in (0, 1))
        similarity = cpdist(
            *sides, scorer=Indel.normalized_similarity, score_cutoff=self._tuning.similarity, dtype=np.float64, workers=1
        )
        shared = count_shared(self._texts, pairs, self._tuning.run)
        return [
            (value, min(kept, len(self._texts[one]), MOST_KEPT)) if value or kept >= self._tuning.kept else (0.0, 0)
            for (one, _), value, kept in zip(pairs, np.round(similarity, 4).tolist(), shared, strict=True)
        ]

    def substance(self, links: Mapping[tuple[int, int], tuple[float, int]], weights: Mapping[str, int]) -> Iterator[int]:
        """The weight of what the two of each link have in common, in thousandths: of all grams if they are similar, else of the
        common pieces'."""
        apart = [pair for pair, (similarity, _) in links.items() if not similarity]
        in_pieces = shared_pieces(self._texts, apart, self._tuning.run)
        for (one, other), (similarity, _) in links.items():
            if similarity:
                common = self._grams(one) & self._grams(other)
            else:
                common = frozenset(gram for piece in next(in_pieces) for gram in grams_of(piece))
            yield sum(weights.get(gram, 0) for gram in common)

    def _grams_of(self, key: int) -> frozenset[str]:
        return frozenset(grams_of(self._texts[key]))


@lru_cache(maxsize=1)
def gram_weights(storage: Storage, name: str) -> dict[str, int]:
    """Gram -> its rarity, in thousandths."""
    with database(storage) as connection:
        columns = connection.execute(f"select gram, weight from {files(storage, [name])}").fetchnumpy()  # noqa: S608 - a file of ours
    return dict(zip(columns["gram"].tolist(), columns["weight"].tolist(), strict=True))


def weigh_texts(work: tuple[Storage, str], parts: Sequence[tuple[int, int, str]]) -> int:
    """Write the weight of each text of some ranges of keys; return the number of texts."""
    storage, folder = work
    weights = gram_weights(storage, f"{folder}/grams.parquet")
    count = 0
    import numpy as np

    with database(storage) as connection:
        for low, high, out in parts:
            query = f"select key, canon from {files(storage, [f'{folder}/texts.parquet'])} where key between ? and ?"  # noqa: S608
            found = connection.execute(query, [low, high]).fetchall()
            sums = weigh([canon for _, canon in found], weights)
            columns = {
                "key": np.array([key for key, _ in found], np.uint64),
                "chars": np.array([len(canon) for _, canon in found]),
            }
            give(connection, "given", {**columns, "substance": np.array(sums, np.int64)})
            count += save(connection, WEIGHTS, storage, out)
    return count
