"""The paths and pictures of a page -> strokes and boxes."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import pypdfium2.raw as pdfium

from plandiff.readers.layout.page import Box, Stroke
from plandiff.readers.pdf.limits import Limits
from plandiff.readers.pdf.space import IDENTITY, Frame, Handle, Matrix, bounds, joined, matrix_of

_Point = tuple[float, float]
_CURVE: Final[_Point] = (math.nan, math.nan)
"""Between two points that no straight line joins."""
_THIN: Final = 2.5
"""Points up to which what is filled is a line and no area."""
_SHORT: Final = 3.0
"""Points below which a line is a dot, or the side of a line."""
_MAX_DEPTH: Final = 8
"""Forms within one another that are looked into."""


class Drawing:
    """What is drawn on a page: lines that may be a table's, and pictures."""

    def __init__(self, frame: Frame, limits: Limits) -> None:
        self.strokes: list[Stroke] = []
        self.pictures: list[Box] = []
        self._frame = frame
        self._limits = limits
        self._left = limits.objects

    def add(self, handle: Handle, outer: Matrix = IDENTITY, depth: int = 0) -> None:
        """What an object draws, and what a form holds."""
        self._left -= 1
        if self._left < 0:
            return
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            return
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            inner = joined(matrix_of(handle), outer)
            for place in range(pdfium.FPDFFormObj_CountObjects(handle) if depth < _MAX_DEPTH else 0):
                self.add(pdfium.FPDFFormObj_GetObject(handle, place), inner, depth + 1)
            return
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if not pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
            return
        box = bounds(joined(outer, self._frame.matrix), left.value, bottom.value, right.value, top.value)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self.pictures.append(box)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._path(handle, outer, box)

    def _path(self, handle: Handle, outer: Matrix, box: Box) -> None:
        wide, high = box[2] - box[0], box[3] - box[1]
        if min(wide, high) <= _THIN:
            if max(wide, high) >= _SHORT:
                self.strokes.append(_centred(box))
        elif pdfium.FPDFPath_CountSegments(handle) <= self._limits.segments:
            self.strokes += _sides(handle, joined(joined(matrix_of(handle), outer), self._frame.matrix))


def _sides(path: Handle, matrix: Matrix) -> Iterator[Stroke]:
    """The level and upright lines of a path: those that are stroked, and parts of it that are as narrow as lines."""
    fill, stroked = ctypes.c_int(), pdfium.FPDF_BOOL()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroked)
    x, y = ctypes.c_float(), ctypes.c_float()
    a, b, c, d, e, f = matrix
    part: list[_Point] = []
    for place in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, place)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            yield from _part(part, stroked=bool(stroked.value))
            part = []
        elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            part.append(_CURVE)
        part.append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            part.append(next(other for other in part if other is not _CURVE))
    yield from _part(part, stroked=bool(stroked.value))


def _part(points: Sequence[_Point], *, stroked: bool) -> Iterator[Stroke]:
    """The lines of one stretch of a path."""
    places = [point for point in points if point is not _CURVE]
    if len(places) < 2:
        return
    left, right = min(x for x, _ in places), max(x for x, _ in places)
    top, bottom = min(y for _, y in places), max(y for _, y in places)
    if min(right - left, bottom - top) <= _THIN:
        if max(right - left, bottom - top) >= _SHORT:
            yield _centred((left, top, right, bottom))
    elif stroked:
        for start, end in pairwise(points):
            if start is not _CURVE and end is not _CURVE:
                yield from _line(start, end)


def _line(start: _Point, end: _Point) -> Iterator[Stroke]:
    wide, high = abs(start[0] - end[0]), abs(start[1] - end[1])
    if min(wide, high) <= _THIN / 2 and max(wide, high) >= _SHORT:
        yield _centred((min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1])))


def _centred(box: Box) -> Stroke:
    """The line along the middle of a narrow box."""
    left, top, right, bottom = box
    if right - left >= bottom - top:
        middle = (top + bottom) / 2
        return Stroke(left, middle, right, middle)
    middle = (left + right) / 2
    return Stroke(middle, top, middle, bottom)
