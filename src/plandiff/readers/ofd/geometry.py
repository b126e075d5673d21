"""Numbers, boxes and matrices of OFD, in millimetres from the upper left corner."""

from __future__ import annotations

import math
from typing import Final

from plandiff.readers.layout.matrices import IDENTITY, Matrix, joined

POINTS: Final = 72 / 25.4
"""Points per millimetre."""
_ASLANT: Final = 3.0
"""Degrees that text may be off a right angle."""
_MOST: Final = 1e7
"""Millimetres; anything larger is not a position."""


def number_of(text: str | None, default: float = 0.0) -> float:
    try:
        value = float(text or "")
    except ValueError:
        return default
    return value if abs(value) < _MOST else default


def numbers_of(text: str | None) -> list[float]:
    return [number_of(part) for part in (text or "").split()]


def box_of(text: str | None) -> tuple[float, float, float, float] | None:
    """Left, top, width and height."""
    found = numbers_of(text)
    return (found[0], found[1], found[2], found[3]) if len(found) == 4 else None


def placed(boundary: str | None, transform: str | None, outer: Matrix = IDENTITY) -> Matrix:
    """The matrix from an object's space to the enclosing one, translated by its boundary."""
    left, top, _, _ = box_of(boundary) or (0.0, 0.0, 0.0, 0.0)
    found = numbers_of(transform)
    a, b, c, d, e, f = found if len(found) == 6 else IDENTITY
    return joined((a, b, c, d, e + left, f + top), outer)


def turn_of(matrix: Matrix, direction: float) -> int:
    """Degrees clockwise by which characters are turned; -1 if they are slanted."""
    angle = math.degrees(math.atan2(matrix[1], matrix[0])) + direction
    right = round(angle / 90) * 90
    return right % 360 if abs(angle - right) <= _ASLANT else -1
