"""Candidates ─▶ links: how similar two texts are, and what of one is in the other.

Links are found block by block: the keys of texts are cut into ranges, and a task holds the texts of two of them. The result for two
texts never changes, so it is cached, dissimilar ones included; only their weight depends on the corpus.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

from plandiff.corpus.engine import database, files, give, save
from plandiff.corpus.queries import KNOWN_PAIRS, LINKS_OF_BLOCK, PAIRS_OF_BLOCK, TEXTS_NEEDED, VERIFIED, WEIGHTS
from plandiff.corpus.storage import Storage
from plandiff.corpus.tuning import Tuning
from plandiff.grams import grams_of

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
    storage, tuning = work.storage, work.tuning
    import numpy as np

    with database(storage) as connection:
        query = PAIRS_OF_BLOCK.format(candidates=files(storage, work.candidates))
        pairs = connection.execute(query, [block.number]).fetchnumpy()
        a, b = (pairs[side].tolist() for side in "ab")
        known = _known(connection, storage, block.cache)
        give(connection, "needed", {"key": np.unique(np.concatenate([pairs["a"], pairs["b"]])).astype(np.uint64)})
        texts_file = files(storage, [f"{work.folder}/texts.parquet"])
        texts = dict(connection.execute(TEXTS_NEEDED.format(texts=texts_file)).fetchall())
        judge = Judge(texts, tuning)
        found = [known.get(pair) or judge.compare(*pair) for pair in zip(a, b, strict=True)]
        fresh = sum(pair not in known for pair in zip(a, b, strict=True))
        if fresh:
            known.update(zip(zip(a, b, strict=True), found, strict=True))
            give(connection, "given", _pairs(sorted(known), [known[pair] for pair in sorted(known)]))
            save(connection, VERIFIED, storage, block.cache)
        weights = gram_weights(storage, f"{work.folder}/grams.parquet")
        links = [
            (pair, value)
            for pair, value in zip(zip(a, b, strict=True), found, strict=True)
            if value[0] >= tuning.similarity or value[1] >= tuning.kept
        ]
        columns = _pairs([pair for pair, _ in links], [value for _, value in links])
        columns["substance"] = np.array([judge.substance(*pair, value[0], weights) for pair, value in links], np.int64)
        give(connection, "given", columns)
        save(connection, LINKS_OF_BLOCK, storage, block.out)
    return fresh, len(links)


def _known(connection: Any, storage: Storage, cache: str) -> dict[tuple[int, int], tuple[float, int]]:  # noqa: ANN401 - DuckDB's
    if storage.read(cache) is None:
        return {}
    kept = connection.execute(KNOWN_PAIRS.format(links=files(storage, [cache]))).fetchnumpy()
    columns = [kept[name].tolist() for name in ("a", "b", "similarity", "kept")]
    return {(a, b): (similarity, kept) for a, b, similarity, kept in zip(*columns, strict=True)}


def _pairs(pairs: Sequence[tuple[int, int]], values: Sequence[tuple[float, int]]) -> dict[str, Any]:
    import numpy as np

    return {
        "a": np.array([a for a, _ in pairs], np.uint64),
        "b": np.array([b for _, b in pairs], np.uint64),
        "similarity": np.array([similarity for similarity, _ in values], np.float32),
        "kept": np.array([kept for _, kept in values], np.int64),
    }


class Judge:
    """Compares texts; data on the first of a pair is cached, so pairs are best sorted by it."""

    def __init__(self, texts: dict[int, str], tuning: Tuning) -> None:
        self._texts, self._tuning = texts, tuning
        self._runs = lru_cache(maxsize=1)(self._runs_of)
        self._grams = lru_cache(maxsize=GRAMS_KEPT)(self._grams_of)

    def compare(self, a: int, b: int) -> tuple[float, int]:
        """The similarity of two texts, 0 below the threshold; and how many characters of the second are in the first, in pieces of
        a minimum length."""
        from rapidfuzz.distance import Indel

        one, other = self._texts[a], self._texts[b]
        similarity = Indel.normalized_similarity(one, other, score_cutoff=self._tuning.similarity)
        kept = min(sum(end - start for start, end in self.pieces(a, b)), len(one), MOST_KEPT)
        return (round(similarity, 4), kept) if similarity or kept >= self._tuning.kept else (0.0, 0)

    def pieces(self, a: int, b: int) -> Iterator[tuple[int, int]]:
        """The ranges of the second text that are in the first, from overlapping common runs of characters."""
        run, text, known = self._tuning.run, self._texts[b], self._runs(a)
        start = end = -1
        for place in [place for place in range(len(text) - run + 1) if text[place : place + run] in known]:
            if place > end:
                if end > start:
                    yield start, end
                start = place
            end = place + run
        if end > start:
            yield start, end

    def substance(self, a: int, b: int, similarity: float, weights: dict[str, int]) -> int:
        """The weight of what the two have in common, in thousandths: of all grams if they are similar, else of the common pieces'."""
        if similarity:
            common = self._grams(a) & self._grams(b)
        else:
            common = frozenset(gram for start, end in self.pieces(a, b) for gram in grams_of(self._texts[b][start:end]))
        return sum(weights.get(gram, 0) for gram in common)

    def _runs_of(self, key: int) -> frozenset[str]:
        text, run = self._texts[key], self._tuning.run
        return frozenset(text[k : k + run] for k in range(len(text) - run + 1))

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
            sums = [sum(weights.get(gram, 0) for gram in frozenset(grams_of(canon))) for _, canon in found]
            columns = {
                "key": np.array([key for key, _ in found], np.uint64),
                "chars": np.array([len(canon) for _, canon in found]),
            }
            give(connection, "given", {**columns, "substance": np.array(sums, np.int64)})
            count += save(connection, WEIGHTS, storage, out)
    return count
