"""Texts ─▶ prints: the smallest hashes of each text's grams.

Two texts that share a stretch share grams, and the smallest of their hashes tend to be among the smallest in both, so that a join on
hashes finds the pair (bottom-k sketches; Broder, "On the resemblance and containment of documents", 1997). Their number grows with
the text: a fixed one would lose a sentence in a long paragraph, and merged paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from plandiff.corpus.canon import is_latin
from plandiff.corpus.tuning import RECIPE, Recipe

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]

BITS: Final = 48
"""Of a print. Among 10^9 of them a few hundred collide, and each collision costs one comparison; 64 bits would cost two more bytes a
print on disk."""
BASE: Final = 0x9E3779B97F4A7C15
_SPACE: Final = ord(" ")


TEXTS_AT_ONCE: Final = 1 << (64 - BITS)
"""Texts whose numbers fit beside a print's bits."""


def prints_of(texts: Sequence[str], recipe: Recipe = RECIPE) -> tuple[Numbers, Numbers]:
    """The prints of canonical texts: sorted hashes below 2**BITS, and the text of each (its index in `texts`).

    Time and memory grow with the characters of all texts; a text shorter than a gram (in characters, or Latin words) has none.
    """
    import numpy as np

    if len(texts) <= TEXTS_AT_ONCE:
        hashes, owners = _prints_of(texts, recipe)
        ordered = np.sort(hashes << np.uint64(64 - BITS) | owners)
        return ordered >> np.uint64(64 - BITS), ordered & np.uint64(TEXTS_AT_ONCE - 1)
    starts = range(0, len(texts), TEXTS_AT_ONCE)
    parts = [(*_prints_of(texts[start : start + TEXTS_AT_ONCE], recipe), start) for start in starts]
    hashes = np.concatenate([found for found, _, _ in parts])
    owners = np.concatenate([own + np.uint64(start) for _, own, start in parts])
    order = np.lexsort((owners, hashes))
    return hashes[order], owners[order]


def _prints_of(texts: Sequence[str], recipe: Recipe) -> tuple[Numbers, Numbers]:
    import numpy as np

    latin = [is_latin(text) for text in texts]
    # A Chinese sentence among English ones is found by its characters, an English one among Chinese ones by its words, so a text in
    # both has prints of both kinds.
    ideographs = re.compile(rf"[\u3040-\u9fff\uac00-\ud7af\uf900-\ufaff]{{{recipe.n}}}")
    by_characters = [place for place, text in enumerate(texts) if not latin[place] or ideographs.search(text)]
    words = re.compile(rf"(?:[a-z0-9]+ ){{{recipe.words - 1}}}[a-z0-9]")
    by_words = [place for place, text in enumerate(texts) if latin[place] or words.search(text)]
    found = _smallest(texts, by_characters, recipe, words=False), _smallest(texts, by_words, recipe, words=True)
    hashes, owners = (np.concatenate(side) for side in zip(*found, strict=True))
    return hashes, owners


def _smallest(texts: Sequence[str], places: Sequence[int], recipe: Recipe, *, words: bool) -> tuple[Numbers, Numbers]:
    import numpy as np

    symbols, owners = (_words if words else characters)([texts[place] for place in places], places)
    sums, at = windows(symbols, owners, recipe.words if words else recipe.n)
    hashes = mixed(sums) >> np.uint64(64 - BITS)
    # Text and hash in one number, so that one sort orders both and finds repetitions.
    ordered = np.sort(owners[at] << np.uint64(BITS) | hashes)
    ordered = ordered[np.diff(ordered, prepend=ordered[:1] + np.uint64(1)) != 0]
    hashes, owners = ordered & np.uint64((1 << BITS) - 1), ordered >> np.uint64(BITS)
    lengths = np.array([len(text) for text in texts], np.int64)
    wanted = np.maximum(recipe.least, lengths // recipe.per)
    first = np.searchsorted(owners, np.arange(len(texts), dtype=np.uint64))
    kept = np.arange(len(owners)) - first[owners.astype(np.int64)] < wanted[owners.astype(np.int64)]
    return hashes[kept], owners[kept]


def windows(symbols: Numbers, owners: Numbers, n: int) -> tuple[Numbers, NDArray[np.intp]]:
    """The sums (polynomials, to be mixed) of all stretches of n symbols within one text, and where each begins."""
    import numpy as np

    if len(symbols) < n:
        return np.empty(0, np.uint64), np.empty(0, np.intp)
    places = np.flatnonzero(owners[: len(symbols) - n + 1] == owners[n - 1 :])
    return stretches(symbols, n)[places], places


def stretches(symbols: Numbers, n: int) -> Numbers:
    """The sums of all stretches of n symbols, those that reach from one text into the next included."""
    import numpy as np

    if n == 1 or len(symbols) < n:
        return symbols[: max(0, len(symbols) - n + 1)]
    half = stretches(symbols, n // 2)  # a stretch is two halves, and one symbol more if n is odd
    count = len(symbols) - n + 1
    sums = half[:count] * np.uint64(pow(BASE, n // 2, 1 << 64)) + half[n // 2 :][:count]
    return sums * np.uint64(BASE) + symbols[n - 1 :] if n % 2 else sums


def characters(texts: Sequence[str], owners: Sequence[int] | None = None) -> tuple[Numbers, Numbers]:
    """The concatenated characters of some texts, and the owner of each: its text's place, or the number given for it."""
    import numpy as np

    numbers = np.array(range(len(texts)) if owners is None else owners, np.uint64)
    return codes_of(texts).astype(np.uint64), np.repeat(numbers, lengths_of(texts))


def codes_of(texts: Sequence[str]) -> NDArray[np.uint32]:
    """The concatenated characters of some texts."""
    import numpy as np

    return np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)


def lengths_of(texts: Sequence[str]) -> NDArray[np.intp]:
    import numpy as np

    return np.fromiter(map(len, texts), np.intp, len(texts))


def changes(texts: Sequence[str]) -> NDArray[np.bool_]:
    """Where a text differs from the one before; the first does."""
    import numpy as np

    return np.array([True, *(one is not before and one != before for before, one in pairwise(texts))][: len(texts)], bool)


def _words(texts: Sequence[str], owners: Sequence[int]) -> tuple[Numbers, Numbers]:
    """The same for words, each hashed by its letters and their positions in it."""
    import numpy as np

    codes, of = characters(texts, owners)
    if not len(codes):
        return codes, of
    begins = np.ones(len(codes), bool)
    begins[1:] = (codes[:-1] == _SPACE) | (of[1:] != of[:-1])
    starts = np.flatnonzero(begins)
    within = np.arange(len(codes)) - np.repeat(starts, np.diff(np.append(starts, len(codes))))
    letters = np.where(codes == _SPACE, 0, mixed(codes * np.uint64(BASE) + within.astype(np.uint64)))
    return np.add.reduceat(letters.astype(np.uint64), starts), of[starts]


def mixed(numbers: Numbers) -> Numbers:
    """Mixed numbers, every bit of which depends on all bits of the input (the finalizer of splitmix64)."""
    import numpy as np

    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))
