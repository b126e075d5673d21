"""Grams of many texts at once, as numbers: which documents have them, and what the texts weigh by them.

The grams are those of `plandiff.grams`, of canonical texts. A corpus has a thousand million of them, too many for an object each.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from plandiff.corpus.prints import BASE, characters, mixed
from plandiff.grams import IDEOGRAPHS, STEM

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]
    Places = NDArray[np.intp]

_OWNER: Final = 10
"""Bits of the number of a text among those that are weighed at a time, beside that of a gram in one word."""
TEXTS_AT_ONCE: Final = 1 << _OWNER
"""Texts whose grams are worked on at a time: arrays of some 100,000 numbers, which a processor's cache holds."""
_KIND: Final = re.compile(rf"([{IDEOGRAPHS}])|([^\W\d_])|(\d)")
_IDEOGRAPH, _LETTER, _UNKNOWN = 1, 2, 255
"""Groups of this pattern, and what was not matched yet."""
_CODES: Final = 0x110000
_BITS: Final = 21
"""Of a character."""
_WORD: Final = 1 << (64 - _OWNER - 1)
"""Set in the number of what is not one or two ideographs, which has as many bits of a hash below it: that two of ten million words have
one number has a chance of one in two hundred."""


class Grams(NamedTuple):
    """The grams of some texts: first those of ideographs, then words and numbers."""

    numbers: Numbers
    """Equal for equal grams; of ideographs their codes, `_BITS` each."""
    owners: Numbers
    """Which text each is of."""
    words: Sequence[slice]
    """Where the last ones stand, among the characters of all texts."""


def number_grams(texts: Sequence[str]) -> Grams:
    """All grams of some texts."""
    import numpy as np

    codes, owner = characters(texts)
    kinds = _kinds(codes)
    goes_on = np.zeros(len(codes), bool)  # the next character is of the same run
    goes_on[:-1] = (kinds[1:] == kinds[:-1]) & (owner[1:] == owner[:-1])
    begins = np.ones(len(codes), bool)
    begins[1:] = ~goes_on[:-1]
    ideographs = kinds == _IDEOGRAPH
    paired, alone = (ideographs & goes_on)[:-1], ideographs & begins & ~goes_on
    spelled = kinds > _IDEOGRAPH
    starts, ends = np.flatnonzero(spelled & begins), np.flatnonzero(spelled & ~goes_on) + 1
    ends = np.where(kinds[starts] == _LETTER, np.minimum(ends, starts + STEM), ends)
    pairs = (codes[:-1] << np.uint64(_BITS) | codes[1:])[paired]
    return Grams(
        np.concatenate((pairs, codes[alone], _words(codes, starts, ends))),
        np.concatenate((owner[:-1][paired], owner[alone], owner[starts])),
        list(map(slice, starts.tolist(), ends.tolist())),
    )


def count_grams(documents: Sequence[Sequence[str]]) -> dict[str, int]:
    """Gram -> how many of some documents have it, each given by its texts."""
    import numpy as np

    found: Counter[str] = Counter()
    for start in range(0, len(documents), TEXTS_AT_ONCE):
        some = documents[start : start + TEXTS_AT_ONCE]
        texts = [text for document in some for text in document]
        of = np.repeat(np.arange(len(some), dtype=np.uint64), [len(document) for document in some])
        grams = number_grams(texts)
        numbers = _distinct(grams.numbers, of[grams.owners.view(np.int64)]) >> np.uint64(_OWNER)
        firsts = np.flatnonzero(_changes(numbers))
        counts = np.diff(np.append(firsts, len(numbers))).tolist()
        found.update(dict(zip(_spelled(numbers[firsts], grams, "".join(texts)), counts, strict=True)))
    return found


def _spelled(numbers: Numbers, grams: Grams, letters: str) -> Iterator[str]:
    """Different grams by their numbers, in order, so that words come last; `letters` are those of all texts."""
    import numpy as np

    ideographs = numbers[numbers < _WORD]
    first, second = ideographs >> np.uint64(_BITS), ideographs & np.uint64((1 << _BITS) - 1)
    codes = np.stack((np.where(first, first, second), np.where(first, second, 0)), axis=1).astype("<u4")
    yield from codes.view("<U2").ravel().tolist()  # a text of one character ends before its 0
    words = grams.numbers[len(grams.numbers) - len(grams.words) :].tolist()
    places = dict(zip(words, grams.words, strict=True))
    yield from (letters[places[number]] for number in numbers[len(ideographs) :].tolist())


class Rarities:
    """The weights of the grams of a corpus, in whole numbers; other grams weigh nothing."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        import numpy as np

        known = number_grams(list(weights))
        order = np.argsort(known.numbers)
        self._numbers, self._weights = (
            known.numbers[order],
            np.array(list(weights.values()), np.int64)[known.owners[order].view(np.int64)],
        )

    def weigh(self, texts: Sequence[str]) -> NDArray[np.int64]:
        """The sum of the weights of the grams of each text, each gram once."""
        return self._in_turn(lambda some: self._sums(_distinct_of(texts[some]), len(texts[some])), len(texts))

    def weigh_common(self, texts: Sequence[str], others: Sequence[str]) -> NDArray[np.int64]:
        """The same of the grams that each text has in common with the other at its place."""
        import numpy as np

        def of(some: slice) -> NDArray[np.int64]:
            both = np.sort(np.concatenate((_distinct_of(texts[some]), _distinct_of(others[some]))))
            return self._sums(both[1:][both[1:] == both[:-1]], len(texts[some]))

        return self._in_turn(of, len(texts))

    def _in_turn(self, of: Callable[[slice], NDArray[np.int64]], count: int) -> NDArray[np.int64]:
        import numpy as np

        parts = [of(slice(start, start + TEXTS_AT_ONCE)) for start in range(0, count, TEXTS_AT_ONCE)]
        return np.concatenate([np.zeros(0, np.int64), *parts])

    def _sums(self, found: Numbers, count: int) -> NDArray[np.int64]:
        """Of so many texts, from their distinct grams with their owners, in order, so that each gram is looked up once."""
        import numpy as np

        if not len(found) or not len(self._numbers):
            return np.zeros(count, np.int64)
        numbers, owners = found >> np.uint64(_OWNER), (found & np.uint64(TEXTS_AT_ONCE - 1)).view(np.int64)
        new = _changes(numbers)
        wanted = numbers[new]
        places = np.minimum(np.searchsorted(self._numbers, wanted), len(self._numbers) - 1)
        weights = np.where(self._numbers[places] == wanted, self._weights[places], 0)
        return np.bincount(owners, weights[np.cumsum(new) - 1], count).astype(np.int64)


def _distinct(numbers: Numbers, owners: Numbers) -> Numbers:
    """Grams in order, those of each owner once: the number of the gram, and below it that of its owner."""
    import numpy as np

    found = np.sort(numbers << np.uint64(_OWNER) | owners)
    return found[_changes(found)]


def _distinct_of(texts: Sequence[str]) -> Numbers:
    grams = number_grams(texts)
    return _distinct(grams.numbers, grams.owners)


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
