"""What of one text is in another: the runs of characters that both have, found for many pairs of texts at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from plandiff.corpus.prints import BASE, changes, codes_of, lengths_of, mixed, stretches

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]
    Places = NDArray[np.intp]

CHARACTERS_AT_ONCE: Final = 1 << 15
"""Characters of pairs that are compared at a time: arrays that a processor's cache holds."""
_SIEVE: Final = 18
"""Bits of a hash by which most runs that only one text has are passed over, before any is searched for."""


class Shared(NamedTuple):
    """What some pairs have in common."""

    places: Places
    """Where the shared runs begin, in order, among the characters of all second texts."""
    ends: Places
    """Where each of these texts ends among them."""


def count_shared(firsts: Sequence[str], seconds: Sequence[str], run: int) -> NDArray[np.int64]:
    """Of each pair of texts, the first and the second at one place: how many characters of the second are in a run of `run` characters
    that the first has too.

    Runs are compared by hashes of 64 bits. Time grows with the characters of the pairs; the same first text several times in turn
    is counted once.
    """
    import numpy as np

    found = [np.zeros(0, np.int64)]
    for _, (places, ends) in _shared(firsts, seconds, run):
        # A run adds its characters up to where the next one begins.
        new = np.minimum(np.diff(places, append=places[-1:] + run), run)
        found.append(np.bincount(np.searchsorted(ends, places, side="right"), new, len(ends)).astype(np.int64))
    return np.concatenate(found)


def blank_rest(firsts: Sequence[str], seconds: Sequence[str], run: int) -> list[str]:
    """Of each pair of texts: the second, with spaces in place of what is in no such run."""
    import numpy as np

    found: list[str] = []
    for some, (places, ends) in _shared(firsts, seconds, run):
        codes = codes_of(seconds[some])
        covered = np.zeros(len(codes), bool)
        for k in range(run):
            covered[places + k] = True
        blanked = np.where(covered, codes, np.uint32(ord(" "))).tobytes().decode("utf-32-le", "surrogatepass")
        found += (blanked[start:end] for start, end in pairwise((0, *ends.tolist())))
    return found


def _shared(firsts: Sequence[str], seconds: Sequence[str], run: int) -> Iterator[tuple[slice, Shared]]:
    """Some pairs at a time, and what they have in common."""
    import numpy as np

    if not len(firsts):
        return
    new = changes(firsts)
    lengths = lengths_of(seconds) + lengths_of(firsts) * new
    of_chunk = np.cumsum(lengths) // CHARACTERS_AT_ONCE
    starts = [0, *(np.flatnonzero(np.diff(of_chunk)) + 1).tolist()]
    for start, end in pairwise((*starts, len(firsts))):
        new[start] = True
        some = slice(start, end)
        yield some, _shared_at_once(list(compress(firsts[some], new[some].tolist())), seconds[some], new[some], run)


def _shared_at_once(firsts: Sequence[str], seconds: Sequence[str], new: NDArray[np.bool_], run: int) -> Shared:
    """`firsts` are the different first texts, `new` says where the next one begins."""
    import numpy as np

    salts = mixed(np.arange(1, len(firsts) + 1, dtype=np.uint64))  # a run counts in its own pairs only
    known, inside, _ = _runs(firsts, salts, run)
    known = np.sort(known[inside])
    wanted, inside, ends = _runs(seconds, salts[np.cumsum(new) - 1], run)
    sieve = np.zeros(1 << _SIEVE, bool)
    sieve[known >> np.uint64(64 - _SIEVE)] = True
    places = np.flatnonzero(sieve[wanted >> np.uint64(64 - _SIEVE)])
    places = places[inside[places]]
    if len(known):
        places = places[known[np.minimum(np.searchsorted(known, wanted[places]), len(known) - 1)] == wanted[places]]
    return Shared(places, ends)


def _runs(texts: Sequence[str], salts: Numbers, run: int) -> tuple[Numbers, NDArray[np.bool_], Places]:
    """Hashes of all runs of some texts, where each begins among their characters; which do not reach into the next text; and where each
    text ends."""
    import numpy as np

    codes = codes_of(texts).astype(np.uint64)
    lengths = lengths_of(texts)
    ends = np.cumsum(lengths)
    hashes = (stretches(codes, run) ^ np.repeat(salts, lengths)[: max(0, len(codes) - run + 1)]) * np.uint64(BASE)
    inside = np.ones(len(codes) + run, bool)
    inside[(ends[:, None] + np.arange(1, run)).ravel()] = False
    return hashes, inside[run:][: len(hashes)], ends
