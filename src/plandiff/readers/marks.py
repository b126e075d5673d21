"""Whether the notes of a document are worth looking for."""

from __future__ import annotations

from collections.abc import Sequence

from plandiff.model import Block, Span
from plandiff.model.spans import SCRIPTS
from plandiff.readers.landmarks import Landmarks


def settle(blocks: Sequence[Block], landmarks: Landmarks | None = None) -> tuple[Block, ...]:
    """The blocks with superscripts and links into the page resolved (`footnotes.py`), if there are any."""
    if not (landmarks and landmarks.areas) and not any(_has_marks(block) for block in blocks):
        return tuple(blocks)
    from plandiff.readers.footnotes import settle_notes  # here: most documents have no notes

    return settle_notes(blocks, landmarks or Landmarks())


def _has_marks(block: Block) -> bool:
    return any(map(_is_mark, block.all_spans))


def _is_mark(span: Span) -> bool:
    return span.kind in SCRIPTS or (span.kind == "footnote" and span.end > span.start)
