"""What of one text is in another: the runs of characters that both have, found for many pairs of texts at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from plandiff.corpus.prints import characters, mixed, windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PAIRS_AT_ONCE: Final = 256
"""Pairs whose characters are compared at a time: arrays of some 32,000 numbers, which a processor's cache holds."""
_SIEVE: Final = 16
"""Bits of a hash by which most runs that only one text has are passed over, before any is searched for."""


def count_shared(texts: Mapping[int, str], pairs: Sequence[tuple[int, int]], run: int) -> list[int]:
    """Of each pair of texts: how many characters of the second are in a run of `run` characters that the first has too.

    Runs are compared by hashes of 64 bits. Time grows with the characters of the pairs.
    """
    import numpy as np

    found: list[int] = []
    for covered, ends in _shared(texts, pairs, run):
        sums = np.cumsum(np.concatenate(([0], covered)))[np.concatenate(([0], ends))]
        found += np.diff(sums).tolist()
    return found


def blank_rest(texts: Mapping[int, str], pairs: Sequence[tuple[int, int]], run: int) -> list[str]:
    """Of each pair of texts: the second, with spaces in place of what is in no such run."""
    import numpy as np

    found: list[str] = []
    for covered, ends in _shared(texts, pairs, run):
        seconds = pairs[len(found) : len(found) + len(ends)]
        codes = np.frombuffer("".join(texts[second] for _, second in seconds).encode("utf-32-le", "surrogatepass"), np.uint32)
        blanked = np.where(covered, codes, np.uint32(ord(" "))).tobytes().decode("utf-32-le", "surrogatepass")
        found += (blanked[start:end] for start, end in pairwise((0, *ends.tolist())))
    return found


def _shared(
    texts: Mapping[int, str], pairs: Sequence[tuple[int, int]], run: int
) -> Iterator[tuple[NDArray[np.bool_], NDArray[np.intp]]]:
    """For some pairs at a time, which characters of the second texts are shared, and where each of these ends among them."""
    for start in range(0, len(pairs), PAIRS_AT_ONCE):
        yield _shared_at_once(texts, pairs[start : start + PAIRS_AT_ONCE], run)


def _shared_at_once(
    texts: Mapping[int, str], pairs: Sequence[tuple[int, int]], run: int
) -> tuple[NDArray[np.bool_], NDArray[np.intp]]:
    import numpy as np

    firsts = sorted({first for first, _ in pairs})
    number = {first: place for place, first in enumerate(firsts)}
    salts = mixed(np.arange(1, len(firsts) + 1, dtype=np.uint64))  # a run counts in its own pair only
    known, _ = _runs([texts[first] for first in firsts], run, salts)
    known.sort()
    seconds = [texts[second] for _, second in pairs]
    wanted, places = _runs(seconds, run, salts[[number[first] for first, _ in pairs]])
    sieve = np.zeros(1 << _SIEVE, bool)
    sieve[known >> np.uint64(64 - _SIEVE)] = True
    likely = np.flatnonzero(sieve[wanted >> np.uint64(64 - _SIEVE)])
    wanted, places = wanted[likely], places[likely]
    if len(known):
        places = places[known[np.minimum(np.searchsorted(known, wanted), len(known) - 1)] == wanted]
    ends = np.cumsum([len(text) for text in seconds])
    begun = np.zeros(ends[-1], np.int32)
    begun[places] = 1
    inside = np.cumsum(begun, dtype=np.int32)
    inside[run:] -= inside[:-run].copy()  # how many of the shared runs hold a character
    return inside > 0, ends


def _runs(texts: Sequence[str], run: int, salts: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.intp]]:
    """Hashes of all runs of some texts, and where each begins among all their characters."""
    codes, owners = characters(texts)
    sums, places = windows(codes, owners, run)
    return mixed(sums ^ salts[owners[places]]), places
