"""Candidates ─▶ links: how similar two texts are, and what of one is in the other.

Links are found block by block: the keys of texts are cut into ranges, and a task holds the texts of two of them. The result for two
texts never changes, so it is cached, dissimilar ones included; only their weight depends on the corpus.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

from plandiff.corpus.engine import database, files, give, save
from plandiff.corpus.queries import KNOWN_PAIRS, LINKS_OF_BLOCK, PAIRS_OF_BLOCK, TEXTS_NEEDED, VERIFIED, WEIGHTS
from plandiff.corpus.rarity import weigh
from plandiff.corpus.runs import count_shared, shared_pieces
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
        candidates = list(zip(a, b, strict=True))
        fresh = [pair for pair in candidates if pair not in known]
        if fresh:
            known.update(zip(fresh, judge.compare(fresh), strict=True))
            every = sorted(known)
            give(connection, "given", _pairs(every, [known[pair] for pair in every]))
            save(connection, VERIFIED, storage, block.cache)
        weights = gram_weights(storage, f"{work.folder}/grams.parquet")
        links = {pair: value for pair in candidates if any(value := known[pair])}
        columns = _pairs(list(links), list(links.values()))
        columns["substance"] = np.array(list(judge.substance(links, weights)), np.int64)
        give(connection, "given", columns)
        save(connection, LINKS_OF_BLOCK, storage, block.out)
    return len(fresh), len(links)


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
