"""What a page says of its own places, and whether its notes are worth looking for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from plandiff.model import Block, Span

PROVISIONAL: Final = frozenset({"superscript", "subscript"})
"""Kinds of spans that a reader settles before anybody else sees them."""


@dataclass
class Landmarks:
    """What a page says of its own places."""

    extents: dict[str, tuple[int, int]] = field(default_factory=dict)
    """The name of a place -> its blocks."""
    areas: list[tuple[int, int]] = field(default_factory=list)
    """The blocks of each element that is said to hold notes."""
    starts: dict[int, str] = field(default_factory=dict)
    """A block with which an item inside such an element begins -> its number."""


def settle(blocks: Sequence[Block], landmarks: Landmarks | None = None) -> tuple[Block, ...]:
    """The blocks with raised figures and links into the page settled (`footnotes.py`), where there are any."""
    if not (landmarks and landmarks.areas) and not any(_has_marks(block) for block in blocks):
        return tuple(blocks)
    from plandiff.readers.footnotes import settle_notes  # here: most documents have no notes

    return settle_notes(blocks, landmarks or Landmarks())


def _has_marks(block: Block) -> bool:
    if any(_is_mark(span) for span in block.spans):
        return True
    return any(_is_mark(span) for row in block.cells for cell in row for span in cell.spans)


def _is_mark(span: Span) -> bool:
    return span.kind in PROVISIONAL or (span.kind == "footnote" and span.end > span.start)
