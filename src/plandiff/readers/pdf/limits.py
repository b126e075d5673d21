"""What a PDF may cost to read. All bounds are sizes, never times; anything beyond them is an attack or not a readable document."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import Final

from plandiff.errors import InputError
from plandiff.readers.pdf.forms import most_printed

_STREAM: Final = re.compile(rb"stream\r?\n")
_END: Final = b"endstream"
_TWICE: Final = re.compile(rb"/(?:FlateDecode|Fl)\s*/(?:FlateDecode|Fl)\b")
_RATIO: Final = 1032
"""The most bytes that deflate yields for one."""
_CHUNK: Final = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Bounds for one file."""

    pages: int = 3000
    objects: int = 50_000
    """Texts, paths and pictures on one page; maps and drawings have a few thousand."""
    total: int = 3_000_000
    """The same, for all pages."""
    glyphs: int = 5_000_000
    """Characters on all pages: as many as 10 MB of text has."""
    elements: int = 1_000_000
    """Elements of the file's structure, over all pages; a larger structure is ignored."""
    segments: int = 400
    """Segments of a path that may belong to a table's lines; more make it a drawing."""
    printed: int = 20_000
    """Forms that printing one form leads to, nested ones included."""
    stream: int = 256_000_000
    """Bytes to which one compressed stream unpacks."""


LIMITS: Final = Limits()


def refuse_bombs(name: str, data: bytes, limits: Limits = LIMITS) -> None:
    """Raises `InputError` when a stream of the file unpacks to more than a document has, or a form prints others without end,
    before anything is completely unpacked."""
    if _TWICE.search(data) or most_printed(data, limits.printed) > limits.printed:
        raise InputError(name, "pdf-too-much")
    least = limits.stream // _RATIO
    for found in _STREAM.finditer(data):
        start = found.end()
        end = data.find(_END, start)
        if end < 0:
            end = len(data)
        if end - start > least and _unpacked(data[start:end], limits.stream) > limits.stream:
            raise InputError(name, "pdf-too-much")


def _unpacked(packed: bytes, limit: int) -> int:
    """Bytes to which a stream unpacks, counted to the limit; 0 if it is packed in another way."""
    unpacker = zlib.decompressobj()
    size = 0
    try:
        piece = unpacker.decompress(packed, _CHUNK)
        while piece and size <= limit:
            size += len(piece)
            piece = unpacker.decompress(unpacker.unconsumed_tail, _CHUNK)
    except zlib.error:
        return size
    return size
