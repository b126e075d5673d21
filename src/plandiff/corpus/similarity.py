"""How similar many pairs of texts are: most are ruled out by their characters, before any is compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from plandiff.corpus.prints import BASE, changes, codes_of, lengths_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PAIRS_AT_ONCE: Final = 64
"""Pairs that are bounded at a time: their counts take a quarter of a megabyte, which a processor's cache holds."""
_BITS: Final = 9
"""Of a class of characters: with 512 of them, one of seven random pairs of candidates is left; with 128, a half."""
LONGEST: Final = (1 << 16) - 1
"""Characters; pairs with a longer text are not bounded."""

ROUNDING: Final = 1e-9
"""By which a bound and a similarity that are equal may differ."""


def similarities(firsts: Sequence[str], seconds: Sequence[str], least: float) -> NDArray[np.float64]:
    """The Indel similarity, 0..1, of each pair of texts, the first and the second at one place; 0 if it is below `least`."""
    import numpy as np
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cpdist

    found = np.zeros(len(firsts))
    possible = np.flatnonzero(bounds(firsts, seconds) >= least - ROUNDING)
    if len(possible):
        sides = ([texts[place] for place in possible.tolist()] for texts in (firsts, seconds))
        found[possible] = cpdist(*sides, scorer=Indel.normalized_similarity, score_cutoff=least, dtype=np.float64, workers=1)
    return found


def bounds(firsts: Sequence[str], seconds: Sequence[str]) -> NDArray[np.float64]:
    """What the similarity of each pair is at most: two texts have no longer subsequence in common than their characters in any order.
    Characters are counted by classes, so that the bound may be too high, and never too low."""
    import numpy as np

    found = np.ones(len(firsts))
    lengths = lengths_of(firsts), lengths_of(seconds)
    total = lengths[0] + lengths[1]
    for start in range(0, len(firsts), PAIRS_AT_ONCE):
        some = slice(start, start + PAIRS_AT_ONCE)
        common = np.minimum(_counts(firsts[some]), _counts(seconds[some])).sum(1, np.uint16)
        found[some] = 2 * common / np.maximum(1, total[some])
    found[(total == 0) | (np.maximum(*lengths) > LONGEST)] = 1
    return found


def _counts(texts: Sequence[str]) -> NDArray[np.uint16]:
    """How many characters of each class each text has; of the same text several times in turn they are counted once."""
    import numpy as np

    new = changes(texts)
    texts = [texts[place] for place in np.flatnonzero(new).tolist()]
    classes = codes_of(texts) * np.uint32(BASE & 0xFFFFFFFF) >> np.uint32(32 - _BITS)
    owners = np.repeat(np.arange(len(texts)) << _BITS, lengths_of(texts))
    counts = np.bincount(owners + classes, minlength=len(texts) << _BITS).astype(np.uint16)
    found: NDArray[np.uint16] = counts.reshape(-1, 1 << _BITS)[np.cumsum(new) - 1]
    return found
