"""The characters of a page -> glyphs.

All characters of one text object share a font, a size and a baseline, which are queried once; each character is only queried
for its code and position.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable
from typing import Final, NamedTuple

import pypdfium2.raw as pdfium

from plandiff.readers.layout.page import ARTIFACT, Glyph
from plandiff.readers.pdf.space import Frame, Handle
from plandiff.readers.pdf.structure import is_artifact

_ASLANT: Final = 3.0
"""Degrees that a line of text may be off a right angle, as in scans."""
_BOLD: Final = ("bold", "heavy", "black", "demi")
_HEAVY: Final = range(600, 1001)
"""Weights of bold fonts; PDFium derives other, meaningless ones if the file gives none."""
_STROKED: Final = frozenset({pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE, pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE_CLIP})
_CARRIAGE: Final = frozenset({10, 13})
_SPACE: Final = 32
_HYPHENS: Final = frozenset({0x02, 0xFFFE})
"""What PDFium returns for the hyphen of a word broken at a line end."""
_UNKNOWN: Final = 0xFFFD
_LONG: Final = 512
"""Bytes of a font name that are read."""


class _Style(NamedTuple):
    """What all characters of one text object have in common."""

    size: float
    face: str
    bold: bool
    turn: int
    tag: int
    base: float


class Characters:
    """What one page prints."""

    def __init__(self, text: Handle, frame: Frame, *, tagged: bool = False) -> None:
        self._text = text
        self._tagged = tagged
        self._frame = frame
        self._fonts: dict[int | None, tuple[str, bool]] = {}

    def read(self) -> tuple[list[Glyph], int]:
        """The characters without those that PDFium adds, and how many of them cannot be decoded."""
        text = ctypes.cast(self._text, ctypes.c_void_p).value
        unicode_of = _direct(pdfium.FPDFText_GetUnicode, ctypes.c_uint, ctypes.c_int)
        object_of = _direct(pdfium.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_int)
        unmapped_of = _direct(pdfium.FPDFText_HasUnicodeMapError, ctypes.c_int, ctypes.c_int)
        generated = _direct(pdfium.FPDFText_IsGenerated, ctypes.c_int, ctypes.c_int)
        loose_box = _direct(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_int, ctypes.c_void_p)
        rectangle = pdfium.FS_RECTF()
        where = ctypes.addressof(rectangle)
        upright = self._frame.turn == 0
        shift_x, shift_y = self._frame.matrix[4], self._frame.matrix[5]
        styles: dict[int | None, _Style] = {}
        found: list[Glyph] = []
        unmapped = high = 0
        before: int | None = None
        for place in range(pdfium.FPDFText_CountChars(self._text)):
            code = unicode_of(text, place)
            if code in _CARRIAGE or (code == _SPACE and generated(text, place) == 1):
                continue
            loose_box(text, place, where)
            handle = object_of(text, place)
            style = styles.get(handle)
            if style is None or handle is None:
                style = styles[handle] = self._style(place)
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
                code = _UNKNOWN
            if upright:
                left, right = shift_x + rectangle.left, shift_x + rectangle.right
                top, bottom = shift_y - rectangle.top, shift_y - rectangle.bottom
            else:
                left, top, right, bottom = self._frame.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
            if handle == before and found and found[-1][1:5] == (left, top, right, bottom):
                found[-1] = found[-1]._replace(text=found[-1].text + chr(code))  # one glyph for several characters
                continue
            before = handle
            size, face, bold, turn, tag, base = style
            found.append(Glyph(chr(code), left, top, right, bottom, base, size, face, bold, turn, tag))
        return found, unmapped

    def _style(self, place: int) -> _Style:
        text = self._text
        handle = pdfium.FPDFText_GetTextObject(text, place)
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text, place, matrix)
        size = abs(pdfium.FPDFText_GetFontSize(text, place)) * (math.hypot(matrix.c, matrix.d) or 1.0)
        angle = self._frame.turn - math.degrees(math.atan2(matrix.b, matrix.a))
        right = round(angle / 90) * 90
        turn = right % 360 if abs(angle - right) <= _ASLANT else -1
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(text, place, x, y)
        base = self._frame.box(x.value, y.value, x.value, y.value)[1]
        font = ctypes.cast(pdfium.FPDFTextObj_GetFont(handle), ctypes.c_void_p).value if handle else None
        if font not in self._fonts or font is None:
            self._fonts[font] = self._font(place)
        face, bold = self._fonts[font]
        bold = bold or (bool(handle) and pdfium.FPDFTextObj_GetTextRenderMode(handle) in _STROKED)
        tag = pdfium.FPDFPageObj_GetMarkedContentID(handle) if handle else -1
        if self._tagged and handle and tag < 0 and is_artifact(handle):
            tag = ARTIFACT
        return _Style(round(size, 2), face, bold, turn, tag, base)

    def _font(self, place: int) -> tuple[str, bool]:
        """The name of a character's font, and whether it is bold."""
        buffer = ctypes.create_string_buffer(_LONG)
        length = pdfium.FPDFText_GetFontInfo(self._text, place, buffer, _LONG, None)
        face = buffer.raw[: max(min(length, _LONG) - 1, 0)].decode("utf-8", "replace").rpartition("+")[2]
        lowered = face.lower()
        return face, any(word in lowered for word in _BOLD) or pdfium.FPDFText_GetFontWeight(self._text, place) in _HEAVY


def _direct(function: Handle, result: type, *arguments: type) -> Callable[..., int]:
    """A PDFium function called for every character, taking handles as plain numbers: a third of the cost."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None  # noqa: S101  a function has an address
    return ctypes.PYFUNCTYPE(result, ctypes.c_void_p, *arguments)(address)
