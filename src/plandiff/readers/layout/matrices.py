"""Transformations of a page's coordinates, for all formats of fixed pages."""

from __future__ import annotations

from typing import Final

Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f: a point (x, y) becomes (ax + cy + e, bx + dy + f)."""
IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def joined(inner: Matrix, outer: Matrix) -> Matrix:
    """The inner transformation, then the outer."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point after the transformation."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
