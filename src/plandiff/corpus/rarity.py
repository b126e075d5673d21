"""Grams of many texts at once, as numbers: which documents have them, and what the texts weigh by them.

The grams are those of `plandiff.grams`, of canonical texts. A corpus has a thousand million of them, too many for an object each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from plandiff.corpus.prints import BASE, characters, mixed
from plandiff.grams import IDEOGRAPHS, STEM

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]
    Places = NDArray[np.intp]

_OWNER: Final = 12
"""Bits of the number of a text among those that are weighed at a time, beside that of a gram in one word."""
TEXTS_AT_ONCE: Final = 1 << _OWNER
"""Texts whose grams are in memory at a time: some 20 MB."""
_KIND: Final = re.compile(rf"([{IDEOGRAPHS}])|([^\W\d_])|(\d)")
_IDEOGRAPH, _LETTER, _UNKNOWN = 1, 2, 255
"""Groups of this pattern, and what was not matched yet."""
_CODES: Final = 0x110000
_BITS: Final = 21
"""Of a character."""
_WORD: Final = 1 << (64 - _OWNER - 1)
"""Set in the number of what is not one or two ideographs, which has as many bits of a hash below it: of ten million words, two are
taken for one with a chance of one in fifty."""


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


class Rarities:
    """The weights of the grams of a corpus, in whole numbers; other grams weigh nothing."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        import numpy as np

        known = number_grams(list(weights))
        order = np.argsort(known.numbers)
        self._numbers, self._weights = known.numbers[order], np.array(list(weights.values()), np.int64)[known.owners[order]]

    def weigh(self, texts: Sequence[str]) -> NDArray[np.int64]:
        """The sum of the weights of the grams of each text, each gram once."""
        return self._in_turn(lambda some: self._sums(_distinct(texts[some]), len(texts[some])), len(texts))

    def weigh_common(self, texts: Sequence[str], others: Sequence[str]) -> NDArray[np.int64]:
        """The same of the grams that each text has in common with the other at its place."""
        import numpy as np

        def of(some: slice) -> NDArray[np.int64]:
            both = np.sort(np.concatenate((_distinct(texts[some]), _distinct(others[some]))))
            return self._sums(both[1:][both[1:] == both[:-1]], len(texts[some]))

        return self._in_turn(of, len(texts))

    def _in_turn(self, of: Callable[[slice], NDArray[np.int64]], count: int) -> NDArray[np.int64]:
        import numpy as np

        parts = [of(slice(start, start + TEXTS_AT_ONCE)) for start in range(0, count, TEXTS_AT_ONCE)]
        return np.concatenate([np.zeros(0, np.int64), *parts])

    def _sums(self, found: Numbers, count: int) -> NDArray[np.int64]:
        """Of so many texts, from their distinct grams with their owners; in order, so that neighbours are looked up where those before
        them were found."""
        import numpy as np

        if not len(self._numbers):
            return np.zeros(count, np.int64)
        numbers, owners = found >> np.uint64(_OWNER), (found & np.uint64(TEXTS_AT_ONCE - 1)).astype(np.intp)
        places = np.minimum(np.searchsorted(self._numbers, numbers), len(self._numbers) - 1)
        weights = np.where(self._numbers[places] == numbers, self._weights[places], 0)
        return np.bincount(owners, weights, count).astype(np.int64)


def _distinct(texts: Sequence[str]) -> Numbers:
    """The grams of some texts in order, those of each text once: the number of a gram, and below it that of its text."""
    import numpy as np

    grams = number_grams(texts)
    found = np.sort(grams.numbers << np.uint64(_OWNER) | grams.owners.astype(np.uint64))
    return found[_changes(found)]


def _kinds(codes: Numbers) -> NDArray[np.uint8]:
    """The kind of each character; 0 for what is in no gram."""
    import numpy as np

    known, places = _known_kinds(), codes.view(np.int64)
    found = known[places]
    if len(new := np.unique(codes[found == _UNKNOWN])):
        kinds = (_KIND.match(chr(code)) for code in new.tolist())
        known[new] = [kind.lastindex or 0 if kind else 0 for kind in kinds]
        found = known[places]
    return found


@cache
def _known_kinds() -> NDArray[np.uint8]:
    """The kinds of the characters met so far, by their codes."""
    import numpy as np

    return np.full(_CODES, _UNKNOWN, np.uint8)


def _words(codes: Numbers, starts: Places, ends: Places) -> Numbers:
    """A number for the characters of each word or number."""
    import numpy as np

    if not len(starts):
        return np.empty(0, np.uint64)
    lengths = ends - starts
    place = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    letters = codes[np.repeat(starts, lengths) + place]
    hashes = mixed(letters * np.uint64(BASE) + place.astype(np.uint64))
    sums = np.add.reduceat(hashes, np.cumsum(lengths) - lengths)
    return sums >> np.uint64(_OWNER + 1) | np.uint64(_WORD)


def _changes(values: NDArray[np.generic]) -> NDArray[np.bool_]:
    """Where a value differs from the one before; the first does."""
    import numpy as np

    found = np.ones(len(values), bool)
    found[1:] = values[1:] != values[:-1]
    return found
