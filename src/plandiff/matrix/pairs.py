"""A baseline and a document ─▶ which of their units deal with the same matter, and how far."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from plandiff.model import Alignment, Grade, Indexed, Request

CLEARLY: Final = 0.5
"""Similarity from which two units of versions of one document are one changed unit; below it they only touch."""


class Pair(NamedTuple):
    """A unit of the baseline and one of the document."""

    old: str
    new: str
    score: float
    """0..1"""
    grade: Grade


class Pairs(NamedTuple):
    """The pairs, and for each of the baseline's unmatched units the best candidate that fell short."""

    made: tuple[Pair, ...]
    rejected: tuple[Pair, ...]
    are_versions: bool = False
    """They are states of one document, so that a section has a counterpart and not places."""


def find_pairs(baseline: Indexed, document: Indexed, request: Request) -> Pairs:
    """The pairs of a baseline and a document, from their alignment."""
    from plandiff.align import align

    alignment = align(baseline, document, request.mode, request.decisions)
    rejected = (Pair(one.old, one.new, one.score, "touched") for one in alignment.rejected[0])
    return Pairs(tuple(_made(alignment)), tuple(rejected), alignment.mode == "versions")


def _made(alignment: Alignment) -> Iterator[Pair]:
    for link in alignment.links:
        grade: Grade = link.grade or ("same" if link.score == 1 else "part" if link.score >= CLEARLY else "touched")
        yield from (Pair(old, new, link.score, grade) for old in link.old for new in link.new)
    yield from (Pair(related.old, related.new, related.score, related.grade) for related in alignment.related)
