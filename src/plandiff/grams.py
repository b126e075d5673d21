"""The small pieces by which folded texts are compared: bigrams of Chinese characters, Latin words, numbers; and runs of characters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from heapq import nsmallest
from operator import add
from sys import intern
from typing import Final
from zlib import crc32

SKETCH_RUN: Final = 4
"""Length of the runs that a sketch is made of (folded characters): a one-word edit costs a short plan a few of them,
and two plans on the same subject share at most one in six."""
SKETCH: Final = 1024
"""Hashes kept per document: a shorter one is compared exactly, a longer one's similarity is accurate to 0.03."""

IDEOGRAPHS: Final = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""The characters that are compared two by two, as a pattern's set has them."""
_RUN: Final = re.compile(rf"[{IDEOGRAPHS}]+|[^\W\d_{IDEOGRAPHS}]+|\d+(?:[.,]\d+)*")
STEM: Final = 6
"""Latin words are compared by their first letters (characters), so that inflected forms match."""


def grams_of(folded: str) -> tuple[str, ...]:
    """The grams of a folded text, repeated as often as they occur; for a single character, itself.

    >>> grams_of("新建20所schools")
    ('新建', '20', '所', 'school')
    """
    found: list[str] = []
    for run in _RUN.findall(folded):
        if run[0] >= "\u3400":
            found += map(add, run, run[1:]) if len(run) > 1 else [run]
        else:
            found.append(run[:STEM].lower() if run[0].isalpha() else run)
    return tuple(map(intern, found))  # sets of interned objects are built and compared far faster


def runs_of(texts: Iterable[str], length: int) -> frozenset[str]:
    """All runs of the given length in some texts."""
    return frozenset(text[k : k + length] for text in texts for k in range(len(text) - length + 1))


def sketch_of(texts: Iterable[str]) -> frozenset[int]:
    """The smallest hashes of all short runs in some texts (Broder, "On the resemblance and containment of documents", 1997),
    the same on every machine."""
    runs = {text[k : k + SKETCH_RUN] for text in texts for k in range(max(1, len(text) - SKETCH_RUN + 1))} - {""}
    return frozenset(nsmallest(SKETCH, {crc32(run.encode("utf-8", "surrogatepass")) for run in runs}))
