"""A file's own structure: to which of its elements the marked content of a page belongs (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Final, NamedTuple

import pypdfium2.raw as pdfium

from plandiff.readers.layout.page import Mark
from plandiff.readers.pdf.calls import INT, LONG, POINTER, direct, number_of
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

_root_at = direct(pdfium.FPDF_StructTree_GetChildAtIndex, POINTER, POINTER, INT)
_child_at = direct(pdfium.FPDF_StructElement_GetChildAtIndex, POINTER, POINTER, INT)
_content_at = direct(pdfium.FPDF_StructElement_GetChildMarkedContentID, INT, POINTER, INT)
_count_of = direct(pdfium.FPDF_StructElement_CountChildren, INT, POINTER)
_type_of = direct(pdfium.FPDF_StructElement_GetType, LONG, POINTER, POINTER, LONG)
_marks_on = direct(pdfium.FPDFPageObj_CountMarks, INT, POINTER)
_mark_at = direct(pdfium.FPDFPageObj_GetMark, POINTER, POINTER, LONG)
_name_of = direct(pdfium.FPDFPageObjMark_GetName, INT, POINTER, POINTER, LONG, POINTER)


_Path = tuple[int, ...]
"""The place of an element in the tree, from the root down."""


@dataclass
class Tree:
    """What is known of a file's tree from the pages before. PDFium gives a page's part of it, with an empty place for every
    element of another page, so that places are the same on all pages."""

    numbers: dict[_Path, int] = field(default_factory=dict)
    """The numbers of elements within the file."""
    last: dict[_Path, int] = field(default_factory=dict)
    """Which child of an element was visited last: the next page goes on there."""


class _Open(NamedTuple):
    """An element that is being visited, and the places of its children that are still to be visited."""

    element: int
    mark: Mark
    path: _Path
    rest: Iterator[int]


def marks_of(page: Handle, limit: int, known: Tree, wanted: Collection[int] = ()) -> tuple[dict[int, Mark], int]:
    """Marked content of a page -> its element, and how many elements were visited; empty if there are more than `limit`. With
    `wanted` content, those that are found until there is nothing left to look for."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}, 0
    try:
        return _walk(tree, limit, known, wanted)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _walk(tree: Handle, limit: int, known: Tree, wanted: Collection[int]) -> tuple[dict[int, Mark], int]:
    at = number_of(tree)
    role_of = _Roles()
    found: dict[int, Mark] = {}
    left = set(wanted)
    seen = 0

    def opened(element: int, around: Mark, path: _Path) -> _Open:
        own = _within(around, role_of(element), known.numbers.setdefault(path, len(known.numbers)))
        count = max(_count_of(element), 0)
        first = min(known.last.get(path, 0), count)
        return _Open(element, own, path, chain(range(first, count), range(first)))

    for root in range(pdfium.FPDF_StructTree_CountChildren(tree)):
        element = _root_at(at, root)
        waiting = [opened(element, Mark(), (root,))] if element else []
        while waiting:
            element, own, path, rest = waiting[-1]
            for place in rest:
                seen += 1
                mark = _content_at(element, place)
                if mark >= 0:
                    found[mark] = own
                    left.discard(mark)
                    if wanted and not left:
                        return found, seen
                elif child := _child_at(element, place):  # none for what is on other pages
                    known.last[path] = place
                    waiting.append(opened(child, own, (*path, place)))
                    break
            else:
                waiting.pop()
            if seen > limit:
                return {}, seen
    return found, seen


def _within(around: Mark, role: str, number: int) -> Mark:
    """The mark of content in an element of that kind."""
    if role in _INLINE:
        return around
    own = around._replace(block=number, role=role)
    if role == "Table":
        return own._replace(table=number, row=-1, cell=-1)
    if role == "TR":
        return own._replace(row=number, cell=-1)
    return own._replace(cell=number) if role in _CELLS else own


class _Roles:
    """The types of elements, by their standard names if the file maps its own names to standard ones."""

    def __init__(self) -> None:
        self._buffer = ctypes.create_string_buffer(_LONG)
        self._at = ctypes.addressof(self._buffer)

    def __call__(self, element: int) -> str:
        length = _type_of(element, self._at, _LONG)
        return self._buffer.raw[: max(min(length, _LONG) - 2, 0)].decode("utf-16-le", "replace")


def is_artifact(item: int) -> bool:
    """Whether the file marks a page object as not part of the text."""
    buffer = ctypes.create_string_buffer(_LONG)
    length = LONG()
    for place in range(max(_marks_on(item), 0)):
        mark = _mark_at(item, place)
        if not mark or not _name_of(mark, ctypes.addressof(buffer), _LONG, ctypes.addressof(length)):
            continue
        if buffer.raw[: max(min(length.value, _LONG) - 2, 0)].decode("utf-16-le", "replace") == "Artifact":
            return True
    return False
