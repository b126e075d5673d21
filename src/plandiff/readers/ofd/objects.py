"""The objects of a page -> glyphs, strokes and boxes of pictures."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from plandiff.readers.layout.matrices import IDENTITY, Matrix, joined, moved
from plandiff.readers.layout.page import Box, Glyph, Stroke
from plandiff.readers.layout.strokes import CURVE, Point, strokes_of
from plandiff.readers.ofd.geometry import POINTS, box_of, number_of, placed, turn_of
from plandiff.readers.ofd.package import child, children
from plandiff.readers.pdf.limits import LIMITS

if TYPE_CHECKING:
    from plandiff.ooxml import Element

_ASCENT: Final = 0.86
"""Share of the font size above the baseline, as in Chinese fonts."""
_NARROW: Final = (0.58, 0.5)
_CAPITAL: Final = (0.8, 0.65)
_BROAD: Final = (1.0, 0.85)
_FIGURE: Final = (1.0, 0.5)
_FULL: Final = (1.0, 1.0)
"""Maximum and default width of a character, as shares of the font size. Any stated width beyond that is space after it."""
_HEAVY: Final = 600
"""Weight of bold fonts."""
_WIDE: Final = "WFA"
_DEEPEST: Final = 8
"""Composite objects within one another; more are an attack."""
_DOWNWARDS: Final = 90
"""Degrees of the direction of vertical text. It is read as text that is turned so: downwards, and from right to left."""
UNKNOWN: Final = "\N{REPLACEMENT CHARACTER}"
"""A glyph without a character."""
_LATIN: Final = 0x3FF
"""The last of the characters whose widths are known here."""
_OPERANDS: Final = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
"""Path commands -> how many numbers follow; the last two are the end point."""
_POINTS: Final[Matrix] = (POINTS, 0.0, 0.0, POINTS, 0.0, 0.0)


class Font(NamedTuple):
    """A font as named in the resources."""

    face: str = ""
    bold: bool = False


class Resources(NamedTuple):
    """What objects refer to by an id."""

    fonts: Mapping[str, Font]
    units: Mapping[str, Element]
    """The contents of composite objects."""


class Drawn:
    """What a page prints, while it is being gathered."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self.glyphs: list[Glyph] = []
        self.strokes: list[Stroke] = []
        self.pictures: list[Box] = []
        self.unmapped = 0
        self.objects = 0

    def add(self, parent: Element, outer: Matrix = IDENTITY, *, beside: bool = False, depth: int = 0) -> None:
        """Add the objects in a layer, a page block or a composite object; those `beside` the text are printed over it like a
        watermark."""
        for element in parent:
            self.objects += 1
            if element.get("Visible") == "false" or self.objects > LIMITS.objects:
                continue
            kind = str(element.tag).rpartition("}")[2]
            if kind == "PageBlock":
                self.add(element, outer, beside=beside, depth=depth)
            elif kind == "CompositeObject" and depth < _DEEPEST:
                unit = self._resources.units.get(element.get("ResourceID", ""))
                if unit is not None:
                    inner = placed(element.get("Boundary"), element.get("CTM"), outer)
                    self.add(unit, inner, beside=beside, depth=depth + 1)
            elif kind == "TextObject":
                self.glyphs += self._text(element, outer, beside=beside)
            elif kind == "PathObject" and not beside:
                self.strokes += _lines(element, outer)
            elif kind == "ImageObject" and (box := box_of(element.get("Boundary"))):
                left, top = moved(joined(outer, _POINTS), box[0], box[1])
                self.pictures.append((left, top, left + box[2] * POINTS, top + box[3] * POINTS))

    def _text(self, element: Element, outer: Matrix, *, beside: bool) -> Iterator[Glyph]:
        matrix = joined(placed(element.get("Boundary"), element.get("CTM"), outer), _POINTS)
        font = self._resources.fonts.get(element.get("Font", ""), Font())
        bold = font.bold or number_of(element.get("Weight")) >= _HEAVY
        size = number_of(element.get("Size"))
        printed = round(size * math.hypot(matrix[2], matrix[3]), 2)
        if printed <= 0:
            return
        turn = -1 if beside else turn_of(matrix, number_of(element.get("CharDirection")))
        broad = size * (number_of(element.get("HScale"), 1.0) or 1.0)
        x = y = 0.0
        for code in children(element, "TextCode"):
            x, y = number_of(code.get("X"), x), number_of(code.get("Y"), y)
            text = (code.text or "").translate({10: None, 13: None, 9: " "}) or UNKNOWN * _glyph_count(element)
            self.unmapped += text.count(UNKNOWN)
            across, down = deltas(code.get("DeltaX"), len(text)), deltas(code.get("DeltaY"), len(text))
            own = turn
            if not turn and _is_vertical(element, across, down):
                own, down = _DOWNWARDS, down or across or [size] * len(text)
                across = [0.0] * len(text)
            letters = list(text) if len(across) >= len(text) - 1 else _ligatures(element, text)
            for letter, right, below in zip_longest(letters, across[: len(letters)], down[: len(letters)]):
                widest, natural = (broad * sum(shares) for shares in zip(*map(_widths, letter), strict=True))
                step = right if right is not None else (0.0 if down else natural)
                advance = min(step, widest) if step > 0 else natural
                yield _glyph(letter, matrix, (x, y, advance, size), printed, font.face, bold=bold, turn=own)
                x, y = x + step, y + (below or 0.0)


def _is_vertical(element: Element, across: Sequence[float], down: Sequence[float]) -> bool:
    """Whether upright characters stand below one another, as in columns of Chinese that are read from right to left."""
    return number_of(element.get("ReadDirection")) == _DOWNWARDS or (any(step > 0 for step in down) and not any(across))


def _glyph_count(element: Element) -> int:
    """How many glyphs of its font a text names by number alone."""
    named = sum(len((glyphs.text or "").split()) for glyphs in children(element, "CGTransform/Glyphs"))
    return min(named, LIMITS.objects)


def _ligatures(element: Element, text: str) -> list[str]:
    """The characters of a text, grouped if one glyph represents several."""
    ends: dict[int, int] = {}
    for row in children(element, "CGTransform"):
        start, count = (int(number_of(row.get(name), default)) for name, default in (("CodePosition", 0), ("CodeCount", 1)))
        if number_of(row.get("GlyphCount"), 1) == 1 and 0 <= start < len(text):
            ends[start] = start + max(count, 1)
    found: list[str] = []
    place = 0
    while place < len(text):
        end = ends.get(place, place + 1)
        found.append(text[place:end])
        place = end
    return found


def _widths(letter: str) -> tuple[float, float]:
    if unicodedata.east_asian_width(letter) in _WIDE or ord(letter) > _LATIN:
        return _FULL
    if letter in "mwMW@%—…":
        return _BROAD
    if letter.isdigit():
        return _FIGURE
    return _CAPITAL if letter.isupper() else _NARROW


def _glyph(
    letter: str, matrix: Matrix, place: tuple[float, float, float, float], size: float, face: str, *, bold: bool, turn: int
) -> Glyph:
    x, y, advance, height = place
    corners = [moved(matrix, x + dx, y + dy) for dx in (0, advance) for dy in (-_ASCENT * height, (1 - _ASCENT) * height)]
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return Glyph(letter, min(xs), min(ys), max(xs), max(ys), moved(matrix, x, y)[1], size, face, bold, turn)


def deltas(stated: str | None, count: int) -> list[float]:
    """The advances from each character to the next, as far as stated; `g 3 5.5` means three of them.

    >>> deltas("5 g 3 2.5 4", 10)
    [5.0, 2.5, 2.5, 2.5, 4.0]
    """
    found: list[float] = []
    parts = iter((stated or "").replace(",", " ").split())
    for part in parts:
        if part == "g":
            times = int(min(max(number_of(next(parts, "")), 0), count))
            found += [number_of(next(parts, ""))] * times
        else:
            found.append(number_of(part))
        if len(found) >= count:
            break
    return found


def _lines(element: Element, outer: Matrix) -> Iterator[Stroke]:
    """The horizontal and vertical lines of a path."""
    stroked, filled = element.get("Stroke", "true") != "false", element.get("Fill") == "true"
    data = child(element, "AbbreviatedData")
    words = ((data.text if data is not None else "") or "").replace(",", " ").split()
    if not (stroked or filled) or len(words) > LIMITS.segments * 3:
        return
    matrix = joined(placed(element.get("Boundary"), element.get("CTM"), outer), _POINTS)
    part: list[Point] = []
    place = 0
    while place < len(words):
        letter = words[place].upper()
        count = _OPERANDS.get(letter)
        if count is None:
            return
        numbers = [number_of(word) for word in words[place + 1 : place + 1 + count]]
        place += 1 + count
        if letter in "SM":
            yield from strokes_of(part, stroked=stroked)
            part = []
        elif letter in "QBA":
            part.append(CURVE)
        if letter == "C":
            part += part[:1]
        elif len(numbers) == count:
            part.append(moved(matrix, numbers[-2], numbers[-1]))
    yield from strokes_of(part, stroked=stroked)
