"""A change in a line or two: its edits with a little context, for readers of the changes only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from plandiff.model import heading_of
from plandiff.renderers.passages import Run
from plandiff.renderers.rows import Row, first_words
from plandiff.renderers.sentences import Piece, excerpt, shorten_piece

LONGEST: Final = 72
"""Characters shown of a deleted or inserted stretch: about two lines; of a longer one its beginning and end."""

BETWEEN: Final = " ↔ "
"""Separates the beginnings of two regions' texts."""

END: Final = 10
"""Characters of the end of such a stretch."""

MOST: Final = 220
"""Characters shown of one change: about four lines."""


def brief(row: Row) -> tuple[Run, ...]:
    """The edits of a change in both sides' words; for a text that was only moved, added or deleted, its beginning.

    For two regions' texts, neither a version of the other, the beginnings of both.
    """
    if row.comparison.alignment.mode == "regions":
        openings = dict.fromkeys(first_words(heading_of(side[0]), LONGEST) for side in (row.old, row.new) if side)
        return (Run("own", BETWEEN.join(openings)),)
    return tuple(_limited(excerpt(row)))


def _limited(pieces: tuple[Piece, ...]) -> Iterator[Run]:
    left = MOST
    for piece in pieces:
        text = shorten_piece(piece.text, LONGEST, END)
        if left <= 0:
            yield Run("equal", "…")
            return
        yield Run(piece.kind if piece.kind != "gap" else "equal", text)
        left -= len(text)
