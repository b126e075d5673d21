"""The paths and pictures of a page -> strokes and boxes."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Final

import pypdfium2.raw as pdfium

from plandiff.readers.layout.matrices import IDENTITY, Matrix, joined
from plandiff.readers.layout.page import Box, Stroke
from plandiff.readers.layout.strokes import CURVE, SHORT, THIN, Point, centred, strokes_of
from plandiff.readers.pdf.calls import INT, LONG, POINTER, direct, number_of
from plandiff.readers.pdf.limits import Limits
from plandiff.readers.pdf.space import Frame, Handle, bounds

_MAX_DEPTH: Final = 8
"""Nesting of forms that is followed."""

_object_at = direct(pdfium.FPDFPage_GetObject, POINTER, POINTER, INT)
_inner_at = direct(pdfium.FPDFFormObj_GetObject, POINTER, POINTER, LONG)
_type_of = direct(pdfium.FPDFPageObj_GetType, INT, POINTER)
_bounds_of = direct(pdfium.FPDFPageObj_GetBounds, INT, POINTER, POINTER, POINTER, POINTER, POINTER)
_segment_at = direct(pdfium.FPDFPath_GetPathSegment, POINTER, POINTER, INT)
_point_of = direct(pdfium.FPDFPathSegment_GetPoint, INT, POINTER, POINTER, POINTER)
_kind_of = direct(pdfium.FPDFPathSegment_GetType, INT, POINTER)
_matrix_of = direct(pdfium.FPDFPageObj_GetMatrix, INT, POINTER, POINTER)
_count_inner = direct(pdfium.FPDFFormObj_CountObjects, INT, POINTER)
_count_segments = direct(pdfium.FPDFPath_CountSegments, INT, POINTER)
_mode_of = direct(pdfium.FPDFPath_GetDrawMode, INT, POINTER, POINTER, POINTER)
_is_closed = direct(pdfium.FPDFPathSegment_GetClose, INT, POINTER)


class Drawing:
    """What is drawn on a page: lines that may belong to a table, and pictures."""

    def __init__(self, frame: Frame, limits: Limits) -> None:
        self.strokes: list[Stroke] = []
        self.pictures: list[Box] = []
        self._frame = frame
        self._limits = limits
        self._left = limits.objects
        self._edges = [ctypes.c_float() for _ in range(4)]

    def add_page(self, page: Handle, count: int) -> None:
        """Add what a page's objects draw."""
        at = number_of(page)
        for place in range(count):
            self.add(_object_at(at, place))

    def add(self, handle: int, outer: Matrix = IDENTITY, depth: int = 0) -> None:
        """Add what an object draws, or the contents of a form."""
        self._left -= 1
        if self._left < 0:
            return
        kind = _type_of(handle)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            return
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            inner = joined(_transformation(handle), outer)
            for place in range(_count_inner(handle) if depth < _MAX_DEPTH else 0):
                self.add(_inner_at(handle, place), inner, depth + 1)
            return
        left, bottom, right, top = self._edges
        if not _bounds_of(handle, *map(ctypes.addressof, self._edges)):
            return
        box = bounds(joined(outer, self._frame.matrix), left.value, bottom.value, right.value, top.value)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self.pictures.append(box)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._path(handle, outer, box)

    def _path(self, handle: int, outer: Matrix, box: Box) -> None:
        wide, high = box[2] - box[0], box[3] - box[1]
        if min(wide, high) <= THIN:
            if max(wide, high) >= SHORT:
                self.strokes.append(centred(box))
        elif _count_segments(handle) <= self._limits.segments:
            self.strokes += _sides(handle, joined(joined(_transformation(handle), outer), self._frame.matrix))


def _sides(path: int, matrix: Matrix) -> Iterator[Stroke]:
    """The horizontal and vertical lines of a path: those that are stroked, and subpaths as narrow as lines."""
    fill, stroked = ctypes.c_int(), ctypes.c_int()
    _mode_of(path, ctypes.addressof(fill), ctypes.addressof(stroked))
    x, y = ctypes.c_float(), ctypes.c_float()
    at_x, at_y = ctypes.addressof(x), ctypes.addressof(y)
    a, b, c, d, e, f = matrix
    part: list[Point] = []
    for place in range(_count_segments(path)):
        segment = _segment_at(path, place)
        _point_of(segment, at_x, at_y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = _kind_of(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            yield from strokes_of(part, stroked=bool(stroked.value))
            part = []
        elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            part.append(CURVE)
        part.append(point)
        if _is_closed(segment):
            part.append(next(other for other in part if other is not CURVE))
    yield from strokes_of(part, stroked=bool(stroked.value))


def _transformation(handle: int) -> Matrix:
    """From an object's space to the enclosing one."""
    matrix = pdfium.FS_MATRIX()
    if not _matrix_of(handle, ctypes.addressof(matrix)):
        return IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
