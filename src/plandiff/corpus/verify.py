"""Candidates ─▶ links: how similar two texts are, and what of one is in the other.

Links are found block by block: the keys of texts are cut into ranges, and a task holds the texts of two of them. The result for two
texts never changes, so it is cached, dissimilar ones included; only their weight depends on the corpus.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from plandiff.corpus.engine import PASSING, database, files, give, rows, save
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
from plandiff.corpus.rarity import Rarities
from plandiff.corpus.runs import blank_rest, count_shared
from plandiff.corpus.storage import Storage
from plandiff.corpus.tuning import Tuning

if TYPE_CHECKING:
    import numpy as np
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

MOST_KEPT: Final = 65535
"""Characters; what is longer than that is kept whole as well."""


class Block(NamedTuple):
    """Two ranges of keys, identified by the number that their candidates have."""

    number: int
    within: str
    """Whether a pair is of these ranges, as a condition."""
    texts: tuple[str, ...]
    """Files of the texts of both."""
    known: str
    """File with all earlier results; "" if there are none."""
    cache: str
    """File for all results."""
    out: str
    """File of the links of this generation."""


class Comparing(NamedTuple):
    """The input of the workers of one generation."""

    storage: Storage
    tuning: Tuning
    grams: str
    """The file of the rarity of all grams."""
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
        known = KNOWN_PAIRS.format(links=files(storage, [block.known]), within=block.within) if block.known else NO_PAIRS
        connection.execute(known)
        fresh = rows(connection, FRESH_PAIRS)
        if fresh:
            found = Judge(_texts(connection, work, block, fresh), work.tuning).compare(fresh)
            give(connection, "given", _pairs(fresh, found))
            connection.execute(COMPARED)
        if fresh or block.known not in ("", block.cache):
            save(connection, VERIFIED, storage, block.cache)
        links = {(a, b): (similarity, kept) for a, b, similarity, kept in rows(connection, LINKED_PAIRS)}
        columns = _pairs(list(links), list(links.values()))
        columns["substance"] = _substance(connection, work, block, links)
        give(connection, "given", columns)
        save(connection, LINKS_OF_BLOCK, storage, block.out, PASSING)
    return len(fresh), len(links)


def _substance(
    connection: DuckDBPyConnection, work: Comparing, block: Block, links: Mapping[tuple[int, int], tuple[float, int]]
) -> NDArray[np.int64]:
    rarities = read_rarities(work.storage, work.grams)
    return Judge(_texts(connection, work, block, links), work.tuning).substance(links, rarities)


def _texts(connection: DuckDBPyConnection, work: Comparing, block: Block, pairs: Iterable[tuple[int, int]]) -> dict[int, str]:
    """The texts of some pairs, by their keys."""
    import numpy as np

    give(connection, "needed", {"key": np.array(sorted({key for pair in pairs for key in pair}), np.uint64)})
    return dict(rows(connection, TEXTS_NEEDED.format(texts=files(work.storage, block.texts))))


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

    def substance(self, links: Mapping[tuple[int, int], tuple[float, int]], rarities: Rarities) -> NDArray[np.int64]:
        """The weight of what the two of each link have in common, in thousandths: of all grams if they are similar, else of the
        common pieces'."""
        import numpy as np

        texts, pairs = self._texts, list(links)
        similar = np.array([bool(similarity) for similarity, _ in links.values()], bool)
        alike, apart = ([pairs[place] for place in np.flatnonzero(side)] for side in (similar, ~similar))
        found = np.empty(len(pairs), np.int64)
        found[similar] = rarities.weigh_common([texts[one] for one, _ in alike], [texts[other] for _, other in alike])
        found[~similar] = rarities.weigh(blank_rest(texts, apart, self._tuning.run))
        return found


@lru_cache(maxsize=1)
def read_rarities(storage: Storage, name: str) -> Rarities:
    """The rarities of grams, in thousandths."""
    with database(storage) as connection:
        columns = connection.execute(f"select gram, weight from {files(storage, [name])}").fetchnumpy()  # noqa: S608 - a file of ours
    return Rarities(dict(zip(columns["gram"].tolist(), columns["weight"].tolist(), strict=True)))


def weigh_texts(work: tuple[Storage, str], parts: Sequence[tuple[str, str]]) -> int:
    """Write the weight of each text of some files, given the file of the rarities; return the number of texts."""
    import numpy as np

    storage, grams = work
    rarities = read_rarities(storage, grams)
    count = 0
    with database(storage) as connection:
        for texts, out in parts:
            found = connection.execute(f"select key, canon from {files(storage, [texts])}").fetchnumpy()  # noqa: S608 - a file of ours
            canon = found["canon"].tolist()
            chars = np.array(list(map(len, canon)), np.int64)
            give(connection, "given", {"key": np.asarray(found["key"]), "chars": chars, "substance": rarities.weigh(canon)})
            count += save(connection, WEIGHTS, storage, out, PASSING)
    return count
