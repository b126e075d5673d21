"""Candidates ─▶ links: how similar two texts are, and what of one is in the other.

Links are found block by block: the keys of texts are cut into ranges, and a task holds the texts of two of them. The result for two
texts never changes, so it is cached, dissimilar ones included; only their weight depends on the corpus.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import compress
from typing import TYPE_CHECKING, Final, NamedTuple

from plandiff.corpus.engine import PASSING, database, files, give, save
from plandiff.corpus.prints import lengths_of
from plandiff.corpus.queries import (
    COMPARED,
    KNOWN_PAIRS,
    LINKS_OF_BLOCK,
    NO_PAIRS,
    PAIRS_OF_BLOCK,
    TEXTS_NEEDED,
    VERIFIED,
    WEIGHTS,
    WORTHWHILE_PAIRS,
)
from plandiff.corpus.rarity import Rarities
from plandiff.corpus.runs import blank_rest, count_shared
from plandiff.corpus.similarity import similarities
from plandiff.corpus.storage import Storage
from plandiff.corpus.tuning import Tuning

if TYPE_CHECKING:
    import numpy as np
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]

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
    import numpy as np

    storage, tuning = work.storage, work.tuning
    with database(storage) as connection:
        connection.execute(PAIRS_OF_BLOCK.format(candidates=files(storage, work.candidates)), [block.number])
        known = KNOWN_PAIRS.format(links=files(storage, [block.known]), within=block.within) if block.known else NO_PAIRS
        connection.execute(known)
        pairs = connection.execute(WORTHWHILE_PAIRS).fetchnumpy()
        firsts, seconds = _texts(connection, work, block, pairs["a"], pairs["b"])
        fresh = pairs["fresh"]
        if fresh.any():
            new = compare(of(firsts, fresh), of(seconds, fresh), tuning)
            pairs["similarity"][fresh], pairs["kept"][fresh] = new.similarity, new.kept
            give(connection, "given", {name: column[fresh] for name, column in pairs.items()})
            connection.execute(COMPARED)
        if fresh.any() or block.known not in ("", block.cache):
            save(connection, VERIFIED, storage, block.cache)
        linked = (pairs["similarity"] > 0) | (pairs["kept"] > 0)
        links = {name: column[linked] for name, column in pairs.items()}
        rarities = read_rarities(storage, work.grams)
        similar = links["similarity"] > 0
        links["substance"] = weigh_shared(of(firsts, linked), of(seconds, linked), similar, rarities, tuning)
        give(connection, "given", links)
        save(connection, LINKS_OF_BLOCK, storage, block.out, PASSING)
    return int(np.count_nonzero(fresh)), int(np.count_nonzero(linked))


def _texts(connection: DuckDBPyConnection, work: Comparing, block: Block, a: Numbers, b: Numbers) -> tuple[list[str], list[str]]:
    """The texts of both sides of some pairs, by their keys."""
    import numpy as np

    give(connection, "needed", {"key": np.unique(np.concatenate((a, b)))})
    found = connection.execute(TEXTS_NEEDED.format(texts=files(work.storage, block.texts))).fetchnumpy()
    order = np.argsort(found["key"])
    keys, texts = found["key"][order], np.asarray(found["canon"])[order]
    return texts[np.searchsorted(keys, a)].tolist(), texts[np.searchsorted(keys, b)].tolist()


def of(texts: Sequence[str], which: NDArray[np.bool_]) -> list[str]:
    """Some of the texts."""
    return list(compress(texts, which.tolist()))


class Compared(NamedTuple):
    """The numbers of some pairs of texts; both are 0 where neither is worth a link."""

    similarity: NDArray[np.float64]
    """0 below the threshold."""
    kept: NDArray[np.int64]
    """How many characters of the second are in the first, in pieces of a minimum length."""


def compare(firsts: Sequence[str], seconds: Sequence[str], tuning: Tuning) -> Compared:
    """Compare texts, the first and the second at one place; fastest if equal first texts follow each other."""
    import numpy as np

    similarity = np.round(similarities(firsts, seconds, tuning.similarity), 4)
    kept = count_shared(firsts, seconds, tuning.run)
    most = np.minimum(lengths_of(firsts), MOST_KEPT)
    return Compared(similarity, np.where((similarity > 0) | (kept >= tuning.kept), np.minimum(kept, most), 0))


def weigh_shared(
    firsts: Sequence[str], seconds: Sequence[str], similar: NDArray[np.bool_], rarities: Rarities, tuning: Tuning
) -> NDArray[np.int64]:
    """The weight of what the two texts of each pair have in common, in thousandths: of all grams if they are similar, else of the
    common pieces'."""
    import numpy as np

    found = np.empty(len(firsts), np.int64)
    found[similar] = rarities.weigh_common(of(firsts, similar), of(seconds, similar))
    found[~similar] = rarities.weigh(blank_rest(of(firsts, ~similar), of(seconds, ~similar), tuning.run))
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
