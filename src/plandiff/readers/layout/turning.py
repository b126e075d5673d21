"""Text set sideways: turned upright to be read, and back to locate it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from plandiff.readers.layout.page import Box, Glyph, Page, Stroke

SIDEWAYS: Final = (90, 180, 270)
"""Degrees by which text on an upright page may be turned."""


def turn_of(glyphs: Iterable[Glyph]) -> int:
    """Degrees by which most characters are turned, ignoring slanted ones."""
    counts = Counter([glyph.turn for glyph in glyphs if glyph.turn >= 0])
    return counts.most_common(1)[0][0] if counts else 0


def righted(page: Page, turn: int) -> Page:
    """A page turned back, so that text turned by this many degrees is upright."""
    if not turn:
        return page
    width, height = (page.height, page.width) if turn in (90, 270) else (page.width, page.height)
    return replace(
        page,
        width=width,
        height=height,
        glyphs=tuple(upright(glyph, turn, page.width, page.height) for glyph in page.glyphs),
        strokes=tuple(Stroke(*_turned(stroke, turn, page.width, page.height)) for stroke in page.strokes),
        pictures=tuple(_turned(box, turn, page.width, page.height) for box in page.pictures),
    )


def upright(glyph: Glyph, turn: int, width: float, height: float) -> Glyph:
    """A character of a page of that size, turned back."""
    left, top, right, bottom = _turned(glyph[1:5], turn, width, height)
    # The baseline of sideways text is not known; the bottom of its box is good enough within one line.
    own = glyph.turn if glyph.turn < 0 else (glyph.turn - turn) % 360
    return glyph._replace(left=left, top=top, right=right, bottom=bottom, base=bottom, turn=own)


def shown(box: Box, turn: int, width: float, height: float) -> Box:
    """The position on the page as shown of a box on a page that was turned back; `width` and `height` are those of the turned
    page."""
    return _turned(box, (360 - turn) % 360, width, height)


def _turned(box: tuple[float, ...], turn: int, width: float, height: float) -> Box:
    """A box of a page of that size after the page is turned back by this many degrees."""
    left, top, right, bottom = box
    if turn == 90:
        return top, width - right, bottom, width - left
    if turn == 180:
        return width - right, height - bottom, width - left, height - top
    if turn == 270:
        return height - bottom, left, height - top, right
    return left, top, right, bottom
