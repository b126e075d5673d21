"""PDFium: a file's pages as values of `readers/layout/page.py`."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from typing import Final

import pypdfium2.raw as pdfium

from plandiff.errors import InputError
from plandiff.readers.layout.page import Bookmark, Glyph, Mark, Page
from plandiff.readers.pdf.characters import Characters
from plandiff.readers.pdf.drawings import Drawing
from plandiff.readers.pdf.limits import LIMITS, Limits
from plandiff.readers.pdf.space import Frame, Handle
from plandiff.readers.pdf.structure import Tree, marks_of

_LOCK: Final = threading.Lock()
"""PDFium has global state and is not thread-safe."""
_TAG: Final = itemgetter(Glyph._fields.index("tag"))
_MAX_BOOKMARKS: Final = 20_000
_MAX_ATTACHED: Final = 100
_NAME_OF: Final = pdfium.FPDFAttachment_GetName
_LONG: Final = 2000
"""Bytes of a bookmark's title that are read."""


class File:
    """An open PDF."""

    def __init__(self, name: str, handle: Handle, limits: Limits) -> None:
        self.name = name
        self._handle = handle
        self._limits = limits
        self._objects = self._glyphs = self._elements = 0
        self._tree = Tree()
        self._tagged = bool(pdfium.FPDFCatalog_IsTagged(handle))

    def pages(self) -> Iterator[Page]:
        """Raises `InputError` for a damaged page, and for more than a document has."""
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

    def _page(self, handle: Handle, number: int) -> Page:
        objects = pdfium.FPDFPage_CountObjects(handle)
        self._objects += max(objects, 0)
        if objects > self._limits.objects or self._objects > self._limits.total:
            raise InputError(self.name, "pdf-objects", page=number, limit=self._limits.objects)
        frame = Frame(handle)
        text = pdfium.FPDFText_LoadPage(handle)
        if not text:
            raise InputError(self.name, "pdf-page-damaged", page=number)
        try:
            self._glyphs += pdfium.FPDFText_CountChars(text)
            if self._glyphs > self._limits.glyphs:
                raise InputError(self.name, "pdf-too-much")
            glyphs, unmapped = Characters(text, frame, tagged=self._tagged).read()
        finally:
            pdfium.FPDFText_ClosePage(text)
        drawing = Drawing(frame, self._limits)
        drawing.add_page(handle, objects)
        strokes, pictures = tuple(drawing.strokes), tuple(drawing.pictures)
        return Page(number, frame.width, frame.height, tuple(glyphs), strokes, pictures, unmapped, self._marks(handle, glyphs))

    def _marks(self, handle: Handle, glyphs: Sequence[Glyph]) -> dict[int, Mark]:
        left = self._limits.elements - self._elements
        if not self._tagged or left <= 0:
            return {}
        marks, seen = marks_of(handle, left, self._tree, {tag for tag in set(map(_TAG, glyphs)) if tag >= 0})
        self._elements += seen
        return marks

    def bookmarks(self) -> list[Bookmark]:
        """The file's outline, in order."""
        found: list[Bookmark] = []
        open_entries: list[tuple[Handle, int]] = [(pdfium.FPDFBookmark_GetFirstChild(self._handle, None), 1)]
        while open_entries and len(found) < _MAX_BOOKMARKS:
            entry, level = open_entries.pop()
            if not entry:
                continue
            target = pdfium.FPDFBookmark_GetDest(self._handle, entry)
            page = pdfium.FPDFDest_GetDestPageIndex(self._handle, target) if target else -1
            found.append(Bookmark(_text_of(pdfium.FPDFBookmark_GetTitle, entry), level, page + 1 if page >= 0 else None))
            open_entries.append((pdfium.FPDFBookmark_GetNextSibling(self._handle, entry), level))
            open_entries.append((pdfium.FPDFBookmark_GetFirstChild(self._handle, entry), level + 1))
        return found

    def attached(self) -> list[str]:
        """The names of the files attached to it."""
        count = min(pdfium.FPDFDoc_GetAttachmentCount(self._handle), _MAX_ATTACHED)
        return [_text_of(pdfium.FPDFAttachment_GetName, pdfium.FPDFDoc_GetAttachment(self._handle, at)) for at in range(count)]


@contextmanager
def opened(name: str, data: bytes, limits: Limits = LIMITS) -> Iterator[File]:
    """A PDF, open while it is being read. Raises `InputError` if it is encrypted or damaged."""
    with _LOCK:
        pdfium.FPDF_InitLibrary()  # does nothing if already initialised
        buffer = ctypes.create_string_buffer(data, len(data))  # must live as long as the file is open
        handle = pdfium.FPDF_LoadMemDocument64(buffer, len(data), None)
        if not handle:
            locked = pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
            raise InputError(name, "protected" if locked else "pdf-damaged")
        try:
            yield File(name, handle, limits)
        finally:
            pdfium.FPDF_CloseDocument(handle)


def _text_of(function: Handle, handle: Handle) -> str:
    """What a function of PDFium says of an object."""
    buffer = ctypes.create_string_buffer(_LONG)
    length = function(handle, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)) if function is _NAME_OF else buffer, _LONG)
    return buffer.raw[: max(min(length, _LONG) - 2, 0)].decode("utf-16-le", "replace").strip()
