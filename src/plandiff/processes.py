"""One task for each of many items, several at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

Given = TypeVar("Given")
Found = TypeVar("Found")

CHUNKS: Final = 4
"""Chunks of items that each process takes in turn: enough that none waits long for the last."""


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_order(work: Callable[[Given], Found], given: Sequence[Given], jobs: int) -> Iterator[Found]:
    """The results for each item, in their order whichever is ready first, by so many processes; with one, in this process.

    The task, the items and the results must be picklable.
    """
    jobs = min(jobs, len(given))
    if jobs < 2:
        yield from map(work, given)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(work, given, chunksize=max(1, len(given) // (jobs * CHUNKS)))
