"""A change in a line or two: its edits with a little text around each, for whoever reads the changes only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from plandiff.model import heading_of
from plandiff.renderers.passages import Run
from plandiff.renderers.rows import Row, first_words
from plandiff.renderers.sentences import Piece, excerpt, shorten_piece

LONGEST: Final = 72
"""Characters of a deleted or inserted stretch that are shown: two lines, about; of a longer one its beginning and its end."""

BETWEEN: Final = " ↔ "
"""Stands between the beginnings of two regions' texts."""

END: Final = 10
"""Characters of the end of such a stretch."""

MOST: Final = 220
"""Characters of all that is shown of one change: four lines, about."""


def brief(row: Row) -> tuple[Run, ...]:
    """The edits of a change in both sides' words; a text that only moved or came or went by its beginning.

    Of two regions' texts, of which neither became the other, the beginnings of both.
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
