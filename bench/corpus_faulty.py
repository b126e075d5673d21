"""Work on documents in which some take their worker along; in a module of its own, so that workers find it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Final

from plandiff.corpus.batches import Batch
from plandiff.corpus.listing import Member
from plandiff.corpus.prepare import Chunk, prepare

GREEDY: Final = 16_000_000_000
"""Bytes: more than any worker is given."""


def prepare_or_fail(chunk: Chunk, members: Sequence[Member]) -> Batch:
    """Prepare documents; one named so ends its process, another asks for all memory."""
    for member in members:
        if member.listed.name == "kills.md":
            os._exit(9)
        if member.listed.name == "devours.md":
            bytearray(GREEDY)
    return prepare(chunk, members)
