"""The characters of a page -> glyphs.

What differs from one character to the next, its code and its box, is fetched for a whole page at once. All characters of one
text object share a font, a size and a baseline, which are queried once.
"""

from __future__ import annotations

import ctypes
import math
import re
import struct
from bisect import bisect
from collections import deque
from collections.abc import Collection, Iterator, Sequence
from itertools import repeat
from operator import eq
from typing import Final

import pypdfium2.raw as pdfium

from plandiff.readers.layout.page import ARTIFACT, Box, Glyph
from plandiff.readers.pdf.calls import DOUBLE, INT, POINTER, UNSIGNED, direct, number_of
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
_ROOM: Final = ""
"""What PDFium takes for a space between words."""
_LEAST: Final = 0.1
"""Ems of room that it must leave. Letters that reach over it, such as f, seem nearer than they are."""
_INDEX: Final = 0.8
"""Share of the size of the letter before it below which a character is its index."""
_BETWEEN: Final = re.compile(
    r"(?:\S[A-Za-z)\]”’] [\w(\[“‘\"'$€£].?|.?[A-Za-z)\]”’] [\w(\[“‘\"'$€£]\S|"  # letters that are all set apart are no words
    r"[A-Za-z)\].][,;:] [\w(“].?|[A-Za-z)\]]\. [A-Z].?|\d\. [A-Z][a-z]|.?\d [A-Za-z]{2})",
    re.ASCII | re.DOTALL,
)
"""Two words, with what is printed before and after."""
_HYPHENS: Final = frozenset({0x02, 0xFFFE})
"""What PDFium returns for the hyphen of a word broken at a line end."""
_UNKNOWN: Final = "\ufffd"
_HIGH: Final = range(0xD800, 0xDC00)
_LOW: Final = range(0xDC00, 0xE000)
"""The two halves of a character beyond 16 bits."""
_LONG: Final = 512
"""Bytes of a font name that are read."""
_BOX: Final = struct.Struct("4f")
"""One of PDFium's rectangles: left, top, right, bottom."""

_unicode_of = direct(pdfium.FPDFText_GetUnicode, UNSIGNED, POINTER, INT)
_object_of = direct(pdfium.FPDFText_GetTextObject, POINTER, POINTER, INT)
_unmapped_of = direct(pdfium.FPDFText_HasUnicodeMapError, INT, POINTER, INT)
_is_generated = direct(pdfium.FPDFText_IsGenerated, INT, POINTER, INT)
_loose_box = direct(pdfium.FPDFText_GetLooseCharBox, INT, POINTER, INT, POINTER)
_matrix_of = direct(pdfium.FPDFText_GetMatrix, INT, POINTER, INT, POINTER)
_size_of = direct(pdfium.FPDFText_GetFontSize, DOUBLE, POINTER, INT)
_origin_of = direct(pdfium.FPDFText_GetCharOrigin, INT, POINTER, INT, POINTER, POINTER)
_font_of = direct(pdfium.FPDFTextObj_GetFont, POINTER, POINTER)
_mode_of = direct(pdfium.FPDFTextObj_GetTextRenderMode, INT, POINTER)
_content_of = direct(pdfium.FPDFPageObj_GetMarkedContentID, INT, POINTER)

_Style = tuple[float, float, str, bool, int, int]
"""What all characters of one text object have in common: the last fields of a `Glyph`, from the baseline on."""


class Characters:
    """What one page prints."""

    def __init__(self, text: Handle, frame: Frame, *, tagged: bool = False) -> None:
        self._text = text
        self._at = number_of(text)
        self._tagged = tagged
        self._frame = frame
        self._fonts: dict[int, tuple[str, bool]] = {}
        self._matrix = pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def read(self) -> tuple[list[Glyph], int]:
        """The characters without those that PDFium adds, and how many of them cannot be decoded."""
        count = max(pdfium.FPDFText_CountChars(self._text), 0)
        signs, unmapped = self._signs(count)
        places = [place for place, sign in enumerate(signs) if sign]
        handles = [handle or -place for place, handle in zip(places, map(_object_of, repeat(self._at), places), strict=True)]
        first = dict(zip(reversed(handles), reversed(places), strict=True))
        styles = {handle: self._style(place, handle if handle > 0 else None) for handle, place in first.items()}
        boxes = self._boxes(places)
        fields = [(signs[place], *box, *styles[handle]) for place, box, handle in zip(places, boxes, handles, strict=True)]
        glyphs = list(map(tuple.__new__, repeat(Glyph), fields))
        again = enumerate(map(eq, zip(boxes, handles, strict=True), zip(boxes[1:], handles[1:], strict=True)), 1)
        same = {place for place, is_same in again if is_same}
        rooms = {bisect(places, place) for place, sign in enumerate(signs) if sign is _ROOM} if _ROOM in signs else set()
        return list(_spaced(glyphs, same, rooms)) if same or rooms else glyphs, unmapped

    def _signs(self, count: int) -> tuple[list[str | None], int]:
        """What the characters say, None for those that are not printed on their own, and how many cannot be decoded."""
        text, places = self._at, range(count)
        codes = self._codes(count)
        errors = list(map(_unmapped_of, repeat(text), places))
        failed = {place for place, error in enumerate(errors) if error == 1} if 1 in errors else set()
        signs: list[str | None] = list(map(chr, codes))
        unmapped = 0
        for place in sorted(failed.union(place for place, code in enumerate(codes) if code <= _SPACE or code >= _HIGH.start)):
            code = codes[place]
            high = codes[place - 1] if place and codes[place - 1] in _HIGH else 0
            if code in _CARRIAGE or code in _HIGH:
                signs[place] = None
            elif code == _SPACE and _is_generated(text, place) == 1:
                around = "".join(map(chr, codes[max(place - 2, 0) : place + 3]))
                signs[place] = _ROOM if _BETWEEN.fullmatch(around) else None
            elif high and code in _LOW:
                signs[place] = chr(0x10000 + ((high - _HIGH.start) << 10) + (code - _LOW.start))
            elif code in _HYPHENS:
                signs[place] = "-"
            elif code == 0 or place in failed or code in _LOW:
                signs[place] = _UNKNOWN
                unmapped += 1
        return signs, unmapped

    def _codes(self, count: int) -> list[int]:
        """The codes of all characters: those of the page's whole text, if it omits none and none is two codes of it."""
        buffer = (ctypes.c_ushort * (count + 1))()
        length = pdfium.FPDFText_GetText(self._text, 0, count, buffer) if count else 1
        codes = buffer[:count]
        if length == count + 1 and not any(_HIGH.start <= code < _LOW.stop for code in codes):
            return codes
        return list(map(_unicode_of, repeat(self._at), range(count)))

    def _boxes(self, places: Sequence[int]) -> list[Box]:
        """The boxes of these characters, on the page as shown."""
        size = len(places) * _BOX.size
        buffer = ctypes.create_string_buffer(max(size, 1))
        start = ctypes.addressof(buffer)
        deque(map(_loose_box, repeat(self._at), places, range(start, start + size, _BOX.size)), maxlen=0)
        boxes = _BOX.iter_unpack(buffer.raw[:size])
        if self._frame.turn:
            return [self._frame.box(left, bottom, right, top) for left, top, right, bottom in boxes]
        x, y = self._frame.matrix[4:]
        return [(x + left, y - top, x + right, y - bottom) for left, top, right, bottom in boxes]

    def _style(self, place: int, handle: int | None) -> _Style:
        matrix = self._matrix
        _matrix_of(self._at, place, ctypes.addressof(matrix))
        size, turn = self._set(_size_of(self._at, place), matrix.a, matrix.b, matrix.c, matrix.d)
        _origin_of(self._at, place, ctypes.addressof(self._x), ctypes.addressof(self._y))
        _, b, _, d, _, f = self._frame.matrix
        base = b * self._x.value + d * self._y.value + f
        font = _font_of(handle) if handle else None
        named = self._fonts.get(font) if font else None
        if named is None:
            named = self._fonts[font or 0] = self._font(place)
        face, bold = named
        bold = bold or (handle is not None and _mode_of(handle) in _STROKED)
        tag = _content_of(handle) if handle else -1
        if self._tagged and handle and tag < 0 and is_artifact(handle):
            tag = ARTIFACT
        return base, size, face, bold, turn, tag

    def _set(self, size: float, a: float, b: float, c: float, d: float) -> tuple[float, int]:
        """The size, and the turn, of characters of a font of that size that are printed with that matrix."""
        angle = self._frame.turn - math.degrees(math.atan2(b, a))
        right = round(angle / 90) * 90
        return round(abs(size) * (math.hypot(c, d) or 1.0), 2), right % 360 if abs(angle - right) <= _ASLANT else -1

    def _font(self, place: int) -> tuple[str, bool]:
        """The name of a character's font, and whether it is bold."""
        buffer = ctypes.create_string_buffer(_LONG)
        length = pdfium.FPDFText_GetFontInfo(self._text, place, buffer, _LONG, None)
        face = buffer.raw[: max(min(length, _LONG) - 1, 0)].decode("utf-8", "replace").rpartition("+")[2]
        lowered = face.lower()
        return face, any(word in lowered for word in _BOLD) or pdfium.FPDFText_GetFontWeight(self._text, place) in _HEAVY


def _spaced(glyphs: Sequence[Glyph], same: Collection[int], rooms: Collection[int]) -> Iterator[Glyph]:
    """Characters with spaces where PDFium saw room before them (`rooms`, by place), each together with those (`same`) that the
    file says one glyph stands for as well."""
    before: Glyph | None = None
    is_apart = False
    for place, glyph in enumerate(glyphs):
        is_apart = is_apart or place in rooms
        if before and place in same:
            before = before._replace(text=before.text + glyph.text)
            continue
        if before:
            yield before
            if is_apart and glyph.left - before.right >= _LEAST * glyph.size >= _LEAST * _INDEX * before.size:
                yield before._replace(text=" ")  # where the letter before it is, so that it stays behind it
        before, is_apart = glyph, False
    if before:
        yield before
