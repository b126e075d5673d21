"""The paths and pictures of a page -> strokes and boxes."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Final

import pypdfium2.raw as pdfium

from plandiff.readers.layout.page import Box, Stroke
from plandiff.readers.layout.strokes import CURVE, SHORT, THIN, Point, centred, strokes_of
from plandiff.readers.pdf.limits import Limits
from plandiff.readers.pdf.space import IDENTITY, Frame, Handle, Matrix, bounds, joined, matrix_of

_MAX_DEPTH: Final = 8
"""Nesting of forms that is followed."""


class Drawing:
    """What is drawn on a page: lines that may belong to a table, and pictures."""

    def __init__(self, frame: Frame, limits: Limits) -> None:
        self.strokes: list[Stroke] = []
        self.pictures: list[Box] = []
        self._frame = frame
        self._limits = limits
        self._left = limits.objects

    def add(self, handle: Handle, outer: Matrix = IDENTITY, depth: int = 0) -> None:
        """Add what an object draws, or the contents of a form."""
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
        if min(wide, high) <= THIN:
            if max(wide, high) >= SHORT:
                self.strokes.append(centred(box))
        elif pdfium.FPDFPath_CountSegments(handle) <= self._limits.segments:
            self.strokes += _sides(handle, joined(joined(matrix_of(handle), outer), self._frame.matrix))


def _sides(path: Handle, matrix: Matrix) -> Iterator[Stroke]:
    """The horizontal and vertical lines of a path: those that are stroked, and subpaths as narrow as lines."""
    fill, stroked = ctypes.c_int(), pdfium.FPDF_BOOL()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroked)
    x, y = ctypes.c_float(), ctypes.c_float()
    a, b, c, d, e, f = matrix
    part: list[Point] = []
    for place in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, place)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            yield from strokes_of(part, stroked=bool(stroked.value))
            part = []
        elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            part.append(CURVE)
        part.append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            part.append(next(other for other in part if other is not CURVE))
    yield from strokes_of(part, stroked=bool(stroked.value))
