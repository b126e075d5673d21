"""The coordinate spaces of a PDF, and that of the page as shown."""

from __future__ import annotations

from typing import Any

import pypdfium2.raw as pdfium

from plandiff.readers.layout.matrices import Matrix
from plandiff.readers.layout.page import Box

Handle = Any
"""PDFium's reference to one of its objects."""


class Frame:
    """A page's own space -> points from the upper left corner of the page as shown."""

    def __init__(self, page: Handle) -> None:
        self.width = pdfium.FPDF_GetPageWidthF(page)
        self.height = pdfium.FPDF_GetPageHeightF(page)
        box = pdfium.FS_RECTF()
        if not pdfium.FPDF_GetPageBoundingBox(page, box):
            box.left, box.bottom, box.right, box.top = 0.0, 0.0, self.width, self.height
        turned = pdfium.FPDFPage_GetRotation(page)
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        self.turn = turned * 90
        self.matrix: Matrix = (
            (1.0, 0.0, 0.0, -1.0, -left, top),
            (0.0, 1.0, 1.0, 0.0, -bottom, -left),
            (-1.0, 0.0, 0.0, 1.0, right, -bottom),
            (0.0, -1.0, -1.0, 0.0, top, right),
        )[turned % 4]

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        return bounds(self.matrix, left, bottom, right, top)


def bounds(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Box:
    a, b, c, d, e, f = matrix
    xs = (a * left + c * bottom + e, a * right + c * top + e, a * left + c * top + e, a * right + c * bottom + e)
    ys = (b * left + d * bottom + f, b * right + d * top + f, b * left + d * top + f, b * right + d * bottom + f)
    return min(xs), min(ys), max(xs), max(ys)
