"""Grams of many texts at once, as numbers: which documents have them, and what the texts weigh by them.

The grams are those of `plandiff.grams`, of canonical texts. A corpus has a thousand million of them, too many for an object each.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from plandiff.corpus.prints import BASE, characters, mixed
from plandiff.grams import IDEOGRAPHS, STEM

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]
    Places = NDArray[np.intp]

TEXTS_AT_ONCE: Final = 4096
"""Texts whose grams are in memory at a time: some 20 MB."""
_KIND: Final = re.compile(rf"([{IDEOGRAPHS}])|([^\W\d_])|(\d)")
_IDEOGRAPH, _LETTER = 1, 2
"""Groups of this pattern."""
_CODES: Final = 0x110000
_BITS: Final = 21
"""Of a character."""
_WORD: Final = 1 << 63
"""Set in the number of what is not one or two ideographs."""


class Grams(NamedTuple):
    """The grams of some texts, in no particular order."""

    numbers: Numbers
    """Equal for equal grams."""
    owners: Places
    """Which text each is of."""
    starts: Places
    """Its first character among those of all texts."""
    ends: Places


def number_grams(texts: Sequence[str]) -> Grams:
    """All grams of some texts."""
    import numpy as np

    codes, owner = characters(texts, range(len(texts)))
    kinds = _kinds(codes)
    goes_on = np.zeros(len(codes), bool)  # the next character is of the same run
    goes_on[:-1] = (kinds[1:] == kinds[:-1]) & (owner[1:] == owner[:-1])
    begins = np.ones(len(codes), bool)
    begins[1:] = ~goes_on[:-1]
    ideographs = kinds == _IDEOGRAPH
    pairs = np.flatnonzero(ideographs & goes_on)
    single = np.flatnonzero(ideographs & begins & ~goes_on)
    starts = np.flatnonzero(begins & (kinds > _IDEOGRAPH))
    ends = np.flatnonzero(~goes_on & (kinds > _IDEOGRAPH)) + 1
    ends = np.where(kinds[starts] == _LETTER, np.minimum(ends, starts + STEM), ends)
    numbers = (
        codes[pairs] << np.uint64(_BITS) | codes[np.minimum(pairs + 1, len(codes) - 1)],
        codes[single],
        _words(codes, starts, ends),
    )
    places = np.concatenate((pairs, single, starts))
    return Grams(np.concatenate(numbers), owner[places].astype(np.intp), places, np.concatenate((pairs + 2, single + 1, ends)))


def count_grams(documents: Sequence[Sequence[str]]) -> dict[str, int]:
    """Gram -> how many of some documents have it, each given by its texts."""
    import numpy as np

    texts = [text for document in documents for text in document]
    of = np.repeat(np.arange(len(documents)), [len(document) for document in documents])
    found = number_grams(texts)
    order = np.lexsort((of[found.owners], found.numbers))
    numbers, owners = found.numbers[order], of[found.owners[order]]
    new = _changes(numbers)
    once = new | _changes(owners)
    firsts = np.flatnonzero(new)
    counts = np.add.reduceat(once, firsts, dtype=np.intp) if len(firsts) else firsts
    letters = "".join(texts)
    spans = zip(found.starts[order[firsts]].tolist(), found.ends[order[firsts]].tolist(), strict=True)
    return dict(zip((letters[start:end] for start, end in spans), counts.tolist(), strict=True))


def weigh(texts: Sequence[str], weights: Mapping[str, int]) -> list[int]:
    """The sum of the weights of the grams of each text, each gram once."""
    import numpy as np

    known = number_grams(list(weights))
    order = np.argsort(known.numbers)
    numbers, weight = known.numbers[order], np.array(list(weights.values()), np.int64)[known.owners[order]]
    sums: list[int] = []
    for start in range(0, len(texts), TEXTS_AT_ONCE):
        some = texts[start : start + TEXTS_AT_ONCE]
        found = number_grams(some)
        place = np.searchsorted(numbers, found.numbers)
        both = np.sort(found.owners.astype(np.uint64) << np.uint64(32) | place.astype(np.uint64))
        both = both[_changes(both)]
        owners, places = (both >> np.uint64(32)).astype(np.intp), (both & np.uint64(0xFFFFFFFF)).astype(np.intp)
        sums += np.bincount(owners, weight[places], len(some)).astype(np.int64).tolist()
    return sums


def _kinds(codes: Numbers) -> NDArray[np.uint8]:
    """The kind of each character; 0 for what is in no gram."""
    import numpy as np

    known = np.zeros(_CODES, np.uint8)
    for code in np.flatnonzero(np.bincount(codes.astype(np.intp), minlength=_CODES)).tolist():
        found = _KIND.match(chr(code))
        known[code] = found.lastindex or 0 if found else 0
    return known[codes.astype(np.intp)]


def _words(codes: Numbers, starts: Places, ends: Places) -> Numbers:
    """A number for the characters of each word or number."""
    import numpy as np

    if not len(starts):
        return np.empty(0, np.uint64)
    lengths = ends - starts
    place = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    letters = codes[np.repeat(starts, lengths) + place]
    hashes = mixed(letters * np.uint64(BASE) + place.astype(np.uint64))
    return np.add.reduceat(hashes, np.cumsum(lengths) - lengths) | np.uint64(_WORD)


def _changes(values: NDArray[np.generic]) -> NDArray[np.bool_]:
    """Where a value differs from the one before; the first does."""
    import numpy as np

    found = np.ones(len(values), bool)
    found[1:] = values[1:] != values[:-1]
    return found
