"""What people stated about a document's lines: which belong to it and which do not, overriding what would be found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plandiff.errors import InputError
from plandiff.language.folding import fold
from plandiff.model import Block, Overrules
from plandiff.patterns import Pattern


class Overruled(NamedTuple):
    """Indices of blocks."""

    kept: frozenset[int] = frozenset()
    """They belong to the document."""
    inside: frozenset[int] = frozenset()
    """They are within its text; whether they belong to it is still to be found."""
    aside: frozenset[int] = frozenset()
    """They do not belong to it."""


def overrule(blocks: Sequence[Block], overrules: Overrules, name: str) -> Overruled:
    """The lines that people stated; for a line both to keep and to set aside, keep wins.

    Raises `InputError` where the document lacks the words that its text lies between, `UsageError` for an invalid pattern.
    """
    kept = _fitting(blocks, overrules.keep)
    aside = _fitting(blocks, overrules.set_aside)
    inside: frozenset[int] = frozenset()
    if overrules.between:
        first, last = _between(blocks, overrules.between, name)
        inside = frozenset(range(first, last + 1))
        aside |= frozenset(range(len(blocks))) - inside
    return Overruled(kept, inside, aside - kept)


def _fitting(blocks: Sequence[Block], sources: Sequence[str]) -> frozenset[int]:
    patterns = [Pattern(source) for source in sources]
    if not patterns:
        return frozenset()
    return frozenset(
        number
        for number, block in enumerate(blocks)
        if any(pattern.is_in(text) for text in _texts(block) for pattern in patterns)
    )


def _between(blocks: Sequence[Block], between: tuple[str, str], name: str) -> tuple[int, int]:
    """The first and last block of the document."""
    first = _holding(blocks, between[0], 0, name)
    return first, _holding(blocks, between[1], first, name)


def _holding(blocks: Sequence[Block], words: str, start: int, name: str) -> int:
    sought = fold(words)
    for number in range(start, len(blocks)):
        if not blocks[number].aside and any(sought in fold(text) for text in _texts(blocks[number])):
            return number
    raise InputError(name, "nothing-between", text=words)


def _texts(block: Block) -> Iterator[str]:
    yield block.text
    yield from (cell.text for row in block.cells for cell in row if not cell.covered)
