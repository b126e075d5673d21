"""A page as printed: characters in their boxes, drawn lines, pictures, independent of the file format.

All coordinates are in points from the upper left corner of the page as shown, x to the right and y down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


ARTIFACT: Final = -2


class Mark(NamedTuple):
    """The element of the file's own structure for some marked content. Elements are numbered within their file, -1 for none."""

    block: int = -1
    """The innermost element that is a block of the text."""
    role: str = ""
    """What it is (`H1`, `P`, `LBody`)."""
    table: int = -1
    row: int = -1
    cell: int = -1


class Glyph(NamedTuple):
    """One printed character, or the characters of a ligature."""

    text: str
    left: float
    top: float
    right: float
    """The left and right edge are those of its advance, not of its ink, as widths must show what would have fitted on a line."""
    bottom: float
    base: float
    """The position of its baseline."""
    size: float
    """The size of its font, in points as printed."""
    face: str = ""
    """The name of its font."""
    bold: bool = False
    turn: int = 0
    """Degrees clockwise by which it is turned; -1 if it is slanted."""
    tag: int = -1
    """The marked content of the page that it belongs to; -1 for none, `ARTIFACT` if the file says it is not part of the text."""


class Stroke(NamedTuple):
    """A straight horizontal or vertical line, or anything printed as one."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def level(self) -> bool:
        """Whether it is horizontal."""
        return self.right - self.left >= self.bottom - self.top


@dataclass(frozen=True)
class Page:
    """One page."""

    number: int
    """Counted from 1."""
    width: float
    height: float
    glyphs: tuple[Glyph, ...] = ()
    """In the order in which the file prints them."""
    strokes: tuple[Stroke, ...] = ()
    pictures: tuple[Box, ...] = ()
    unmapped: int = 0
    """Number of characters that the file does not identify."""
    marks: Mapping[int, Mark] = field(default_factory=dict)
    """Marked content -> the element it belongs to, if the file states its structure."""

    def share(self, place: float) -> float:
        """How far down the page a place is (0..1 from its top); a damaged file may state no height."""
        return place / self.height if self.height else 1.0


class Bookmark(NamedTuple):
    """An entry of the outline that a viewer shows for navigation."""

    title: str
    level: int
    """1 = outermost."""
    page: int | None = None
    """Counted from 1."""


def rounded(box: Box) -> Box:
    """A box rounded for storage, to a tenth of a point."""
    left, top, right, bottom = (round(edge, 1) for edge in box)
    return left, top, right, bottom
