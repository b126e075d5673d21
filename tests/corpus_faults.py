"""Work on documents in which some documents take their worker along; stands in a module so that other processes find it."""

from __future__ import annotations

import os
from collections.abc import Sequence

from plandiff.corpus.batches import Batch
from plandiff.corpus.listing import Member
from plandiff.corpus.prepare import Chunk, prepare

GREEDY = 8_000_000_000
"""Bytes: more than the memory that workers of these tests are given."""


def prepare_or_die(chunk: Chunk, members: Sequence[Member]) -> Batch:
    """Prepare documents; one whose name says so ends its process, or asks for all memory."""
    for member in members:
        if "kills" in member.listed.name:
            os._exit(9)
        if "devours" in member.listed.name:
            bytearray(GREEDY)
    return prepare(chunk, members)


def double(numbers: Sequence[int]) -> int:
    """A task that ends its process at 13 and 77, and fails at 50."""
    if {13, 77} & set(numbers):
        os._exit(1)
    if 50 in numbers:
        raise ValueError(50)
    return 2 * sum(numbers)
