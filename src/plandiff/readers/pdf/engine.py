"""The one module that calls PDFium: a file's pages as values of `readers/layout/page.py`."""

from __future__ import annotations

import ctypes
import math
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any, Final, NamedTuple

import pypdfium2.raw as pdfium

from plandiff.errors import InputError
from plandiff.readers.layout.page import Bookmark, Box, Glyph, Page, Stroke
from plandiff.readers.pdf.limits import LIMITS, Limits

_LOCK: Final = threading.Lock()
"""PDFium holds state of its own and is for one thread at a time."""
_Handle = Any
_Matrix = tuple[float, float, float, float, float, float]
_Point = tuple[float, float]
_CURVE: Final[_Point] = (math.nan, math.nan)
"""Between two points that no straight line joins."""
_IDENTITY: Final[_Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_THIN: Final = 2.5
"""Points up to which what is filled is a line and no area."""
_SHORT: Final = 3.0
"""Points below which a line is a dot, or the side of a line."""
_ASLANT: Final = 3.0
"""Degrees that a line of text may be off a right angle, as scans are."""
_BOLD: Final = ("bold", "heavy", "black", "demi")
_STROKED: Final = frozenset({pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE, pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE_CLIP})
_CARRIAGE: Final = frozenset({10, 13})
_HYPHENS: Final = frozenset({0x02, 0xFFFE})
"""What PDFium gives for the hyphen of a word that a line's end parts."""
_MAX_DEPTH: Final = 8
"""Forms within one another that are looked into for lines."""
_MAX_BOOKMARKS: Final = 20_000
_LONG: Final = 2000
"""Bytes of a bookmark's title, or of the name of a font, that are read."""


class _Style(NamedTuple):
    """What all characters of one text object have in common."""

    size: float
    face: str
    bold: bool
    turn: int
    tag: int


class File:
    """An open PDF."""

    def __init__(self, name: str, handle: _Handle, limits: Limits) -> None:
        self.name = name
        self._handle = handle
        self._limits = limits
        self._objects = self._glyphs = 0

    def pages(self) -> Iterator[Page]:
        """Raises `InputError` for a page that is damaged, and for more than a document has."""
        count = pdfium.FPDF_GetPageCount(self._handle)
        if count < 1:
            raise InputError(self.name, "pdf-damaged")
        if count > self._limits.pages:
            raise InputError(self.name, "pdf-pages", limit=self._limits.pages)
        for index in range(count):
            handle = pdfium.FPDF_LoadPage(self._handle, index)
            if not handle:
                raise InputError(self.name, "pdf-page-damaged", page=index + 1)
            try:
                yield self._page(handle, index + 1)
            finally:
                pdfium.FPDF_ClosePage(handle)

    def _page(self, handle: _Handle, number: int) -> Page:
        objects = pdfium.FPDFPage_CountObjects(handle)
        self._objects += max(objects, 0)
        if objects > self._limits.objects or self._objects > self._limits.total:
            raise InputError(self.name, "pdf-objects", page=number, limit=self._limits.objects)
        frame = _Frame(handle)
        text = pdfium.FPDFText_LoadPage(handle)
        if not text:
            raise InputError(self.name, "pdf-page-damaged", page=number)
        try:
            self._glyphs += pdfium.FPDFText_CountChars(text)
            if self._glyphs > self._limits.glyphs:
                raise InputError(self.name, "pdf-too-much")
            glyphs, unmapped = _glyphs(text, frame)
        finally:
            pdfium.FPDFText_ClosePage(text)
        strokes: list[Stroke] = []
        pictures: list[Box] = []
        budget = [self._limits.objects]
        for place in range(objects):
            _drawn(pdfium.FPDFPage_GetObject(handle, place), _IDENTITY, frame, strokes, pictures, self._limits, budget, 0)
        return Page(number, frame.width, frame.height, tuple(glyphs), tuple(strokes), tuple(pictures), unmapped)

    def bookmarks(self) -> list[Bookmark]:
        """The file's outline, in its order."""
        found: list[Bookmark] = []
        open_entries: list[tuple[_Handle, int]] = [(pdfium.FPDFBookmark_GetFirstChild(self._handle, None), 1)]
        while open_entries and len(found) < _MAX_BOOKMARKS:
            entry, level = open_entries.pop()
            if not entry:
                continue
            target = pdfium.FPDFBookmark_GetDest(self._handle, entry)
            page = pdfium.FPDFDest_GetDestPageIndex(self._handle, target) if target else -1
            found.append(Bookmark(_title(entry), level, page + 1 if page >= 0 else None))
            open_entries.append((pdfium.FPDFBookmark_GetNextSibling(self._handle, entry), level))
            open_entries.append((pdfium.FPDFBookmark_GetFirstChild(self._handle, entry), level + 1))
        return found


@contextmanager
def opened(name: str, data: bytes, limits: Limits = LIMITS) -> Iterator[File]:
    """A PDF for as long as it is read. Raises `InputError` for one behind a password, or damaged."""
    with _LOCK:
        pdfium.FPDF_InitLibrary()  # does nothing where it is running
        buffer = ctypes.create_string_buffer(data, len(data))  # has to live as long as the file is open
        handle = pdfium.FPDF_LoadMemDocument64(buffer, len(data), None)
        if not handle:
            locked = pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
            raise InputError(name, "protected" if locked else "pdf-damaged")
        try:
            yield File(name, handle, limits)
        finally:
            pdfium.FPDF_CloseDocument(handle)


class _Frame:
    """A page's own space -> points from the upper left corner of what is shown."""

    def __init__(self, page: _Handle) -> None:
        self.width = pdfium.FPDF_GetPageWidthF(page)
        self.height = pdfium.FPDF_GetPageHeightF(page)
        box = pdfium.FS_RECTF()
        if not pdfium.FPDF_GetPageBoundingBox(page, box):
            box.left, box.bottom, box.right, box.top = 0.0, 0.0, self.width, self.height
        turned = pdfium.FPDFPage_GetRotation(page)
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        self.turn = turned * 90
        self.matrix: _Matrix = (
            (1.0, 0.0, 0.0, -1.0, -left, top),
            (0.0, 1.0, 1.0, 0.0, -bottom, -left),
            (-1.0, 0.0, 0.0, 1.0, right, -bottom),
            (0.0, -1.0, -1.0, 0.0, top, right),
        )[turned % 4]

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        return _bounds(self.matrix, left, bottom, right, top)


def _bounds(matrix: _Matrix, left: float, bottom: float, right: float, top: float) -> Box:
    a, b, c, d, e, f = matrix
    xs = (a * left + c * bottom + e, a * right + c * top + e, a * left + c * top + e, a * right + c * bottom + e)
    ys = (b * left + d * bottom + f, b * right + d * top + f, b * left + d * top + f, b * right + d * bottom + f)
    return min(xs), min(ys), max(xs), max(ys)


def _joined(inner: _Matrix, outer: _Matrix) -> _Matrix:
    """First the inner, then the outer."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


# --- characters ---------------------------------------------------------------------------------


def _glyphs(text: _Handle, frame: _Frame) -> tuple[list[Glyph], int]:
    """The characters that a page prints, without those that PDFium adds, and how many of them nobody can read."""
    unicode_of, loose_box, origin_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin
    generated, object_of, unmapped_of = (
        pdfium.FPDFText_IsGenerated,
        pdfium.FPDFText_GetTextObject,
        pdfium.FPDFText_HasUnicodeMapError,
    )
    rectangle = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    upright = frame.matrix[:4] == (1.0, 0.0, 0.0, -1.0)
    shift_x, shift_y = frame.matrix[4], frame.matrix[5]
    styles: dict[int | None, _Style] = {}
    found: list[Glyph] = []
    unmapped = 0
    high = 0
    for place in range(pdfium.FPDFText_CountChars(text)):
        code = unicode_of(text, place)
        if code in _CARRIAGE or (code == 32 and generated(text, place) == 1):
            continue
        loose_box(text, place, rectangle)
        origin_of(text, place, x, y)
        handle = object_of(text, place)
        key = ctypes.cast(handle, ctypes.c_void_p).value
        style = styles.get(key)
        if style is None:
            style = styles[key] = _style(text, place, handle, frame)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if high and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        if code in _HYPHENS:
            code = 0x2D
        elif code == 0 or unmapped_of(text, place) == 1 or 0xD800 <= code < 0xE000:
            unmapped += 1
            code = 0xFFFD
        if upright:
            box = (shift_x + rectangle.left, shift_y - rectangle.top, shift_x + rectangle.right, shift_y - rectangle.bottom)
            base = shift_y - y.value
        else:
            box = frame.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
            at = frame.box(x.value, y.value, x.value, y.value)
            base = at[1]
        found.append(Glyph(chr(code), *box, base, style.size, style.face, style.bold, style.turn, style.tag))
    return found, unmapped


def _style(text: _Handle, place: int, handle: _Handle, frame: _Frame) -> _Style:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, place, matrix)
    size = abs(pdfium.FPDFText_GetFontSize(text, place)) * (math.hypot(matrix.c, matrix.d) or 1.0)
    angle = frame.turn - math.degrees(math.atan2(matrix.b, matrix.a))
    right = round(angle / 90) * 90
    turn = right % 360 if abs(angle - right) <= _ASLANT else -1
    buffer = ctypes.create_string_buffer(_LONG)
    length = pdfium.FPDFText_GetFontInfo(text, place, buffer, _LONG, None)
    face = buffer.raw[: max(min(length, _LONG) - 1, 0)].decode("utf-8", "replace").rpartition("+")[2]
    lowered = face.lower()
    bold = any(word in lowered for word in _BOLD) or 600 <= pdfium.FPDFText_GetFontWeight(text, place) <= 1000
    bold = bold or (bool(handle) and pdfium.FPDFTextObj_GetTextRenderMode(handle) in _STROKED)
    tag = pdfium.FPDFPageObj_GetMarkedContentID(handle) if handle else -1
    return _Style(round(size, 2), face, bold, turn, tag)


# --- what is drawn ------------------------------------------------------------------------------


def _drawn(
    handle: _Handle,
    outer: _Matrix,
    frame: _Frame,
    strokes: list[Stroke],
    pictures: list[Box],
    limits: Limits,
    budget: list[int],
    depth: int,
) -> None:
    """Add what an object draws, and what a form holds."""
    budget[0] -= 1
    if budget[0] < 0:
        return
    kind = pdfium.FPDFPageObj_GetType(handle)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        return
    if kind == pdfium.FPDF_PAGEOBJ_FORM:
        inner = _joined(_matrix_of(handle), outer)
        for place in range(pdfium.FPDFFormObj_CountObjects(handle) if depth < _MAX_DEPTH else 0):
            _drawn(pdfium.FPDFFormObj_GetObject(handle, place), inner, frame, strokes, pictures, limits, budget, depth + 1)
        return
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return
    box = _bounds(_joined(outer, frame.matrix), left.value, bottom.value, right.value, top.value)
    if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        pictures.append(box)
        return
    if kind != pdfium.FPDF_PAGEOBJ_PATH:
        return
    wide, high = box[2] - box[0], box[3] - box[1]
    if min(wide, high) <= _THIN:
        if max(wide, high) >= _SHORT:
            strokes.append(_centred(box))
    elif pdfium.FPDFPath_CountSegments(handle) <= limits.segments:
        strokes += _sides(handle, _joined(_joined(_matrix_of(handle), outer), frame.matrix))


def _sides(path: _Handle, matrix: _Matrix) -> Iterator[Stroke]:
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


def _matrix_of(handle: _Handle) -> _Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, matrix):
        return _IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _title(entry: _Handle) -> str:
    buffer = ctypes.create_string_buffer(_LONG)
    length = pdfium.FPDFBookmark_GetTitle(entry, buffer, _LONG)
    return buffer.raw[: max(min(length, _LONG) - 2, 0)].decode("utf-16-le", "replace").strip()
