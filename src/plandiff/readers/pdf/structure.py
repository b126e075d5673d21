"""A file's own structure: to which of its elements the marked content of a page belongs (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

import ctypes
from typing import Final, NamedTuple

import pypdfium2.raw as pdfium

from plandiff.readers.layout.page import Mark
from plandiff.readers.pdf.space import Handle

_INLINE: Final = frozenset(
    {
        "Span",
        "NonStruct",
        "Quote",
        "Reference",
        "BibEntry",
        "Code",
        "Link",
        "Annot",
        "Ruby",
        "RB",
        "RT",
        "RP",
        "Warichu",
        "WT",
        "WP",
    }
    | {"Em", "Strong", "Sub", "Private"}
)
"""Inline elements."""
_CELLS: Final = frozenset({"TD", "TH"})
_LONG: Final = 128
"""Bytes of an element type's name that are read."""


class _Open(NamedTuple):
    """An element that is still to be visited, and the one enclosing it."""

    element: Handle
    around: Mark


def marks_of(page: Handle, limit: int) -> tuple[dict[int, Mark], int]:
    """Marked content of a page -> its element, and how many elements were visited; empty if there are more than `limit`."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}, 0
    try:
        return _walk(tree, limit)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _walk(tree: Handle, limit: int) -> tuple[dict[int, Mark], int]:
    found: dict[int, Mark] = {}
    roots = [pdfium.FPDF_StructTree_GetChildAtIndex(tree, place) for place in range(pdfium.FPDF_StructTree_CountChildren(tree))]
    waiting = [_Open(element, Mark()) for element in reversed(roots) if element]
    seen = serial = 0
    while waiting:
        element, around = waiting.pop()
        serial += 1
        own = _within(around, _role(element), serial)
        children = max(pdfium.FPDF_StructElement_CountChildren(element), 0)
        seen += 1 + children
        if seen > limit:
            return {}, seen
        inner: list[_Open] = []
        for place in range(children):
            mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, place)
            if mark >= 0:
                found[mark] = own
            elif child := pdfium.FPDF_StructElement_GetChildAtIndex(element, place):
                inner.append(_Open(child, own))
        waiting += reversed(inner)
    return found, seen


def _within(around: Mark, role: str, serial: int) -> Mark:
    """The mark of content in an element of that kind."""
    if role in _INLINE:
        return around
    own = around._replace(block=serial, role=role)
    if role == "Table":
        return own._replace(table=serial, row=-1, cell=-1)
    if role == "TR":
        return own._replace(row=serial, cell=-1)
    return own._replace(cell=serial) if role in _CELLS else own


def _role(element: Handle) -> str:
    """The type of an element, by its standard name if the file maps its own names to standard ones."""
    buffer = ctypes.create_string_buffer(_LONG)
    length = pdfium.FPDF_StructElement_GetType(element, buffer, _LONG)
    return buffer.raw[: max(min(length, _LONG) - 2, 0)].decode("utf-16-le", "replace")


def is_artifact(item: Handle) -> bool:
    """Whether the file marks a page object as not part of the text."""
    buffer = (ctypes.c_ushort * (_LONG // 2))()
    length = ctypes.c_ulong()
    for place in range(max(pdfium.FPDFPageObj_CountMarks(item), 0)):
        mark = pdfium.FPDFPageObj_GetMark(item, place)
        if not mark or not pdfium.FPDFPageObjMark_GetName(mark, buffer, _LONG, length):
            continue
        if bytes(buffer)[: max(min(length.value, _LONG) - 2, 0)].decode("utf-16-le", "replace") == "Artifact":
            return True
    return False
