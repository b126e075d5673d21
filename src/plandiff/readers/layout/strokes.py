"""The straight lines of a path, which may belong to a table."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from plandiff.readers.layout.page import Box, Stroke

Point = tuple[float, float]
CURVE: Final[Point] = (math.nan, math.nan)
"""Between two points not joined by a straight line."""
THIN: Final = 2.5
"""Points up to which a filled shape is a line and not an area."""
SHORT: Final = 3.0
"""Points below which a line is a dot, or the edge of a line."""


def strokes_of(points: Sequence[Point], *, stroked: bool) -> Iterator[Stroke]:
    """The horizontal and vertical lines of a subpath: the sides of a stroked one, or any narrow one itself."""
    places = [point for point in points if point is not CURVE]
    if len(places) < 2:
        return
    left, right = min(x for x, _ in places), max(x for x, _ in places)
    top, bottom = min(y for _, y in places), max(y for _, y in places)
    if min(right - left, bottom - top) <= THIN:
        if max(right - left, bottom - top) >= SHORT:
            yield centred((left, top, right, bottom))
    elif stroked:
        for start, end in pairwise(points):
            if start is not CURVE and end is not CURVE:
                yield from _line(start, end)


def _line(start: Point, end: Point) -> Iterator[Stroke]:
    wide, high = abs(start[0] - end[0]), abs(start[1] - end[1])
    if min(wide, high) <= THIN / 2 and max(wide, high) >= SHORT:
        yield centred((min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1])))


def centred(box: Box) -> Stroke:
    """The centre line of a narrow box."""
    left, top, right, bottom = box
    if right - left >= bottom - top:
        middle = (top + bottom) / 2
        return Stroke(left, middle, right, middle)
    middle = (left + right) / 2
    return Stroke(middle, top, middle, bottom)
