"""Forms that print forms: one that prints itself would never end, and PDFium does not check.

Found from the bytes alone, before anything is rendered. What cannot be read (encrypted streams) is assumed to be harmless.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from typing import Final

_FORM: Final = re.compile(rb"/Subtype\s*/Form\b")
_OBJECT: Final = re.compile(rb"(?<!\d)(\d{1,10})\s+\d{1,5}\s+obj\b")
_STREAM: Final = re.compile(rb"stream\r?\n")
_REFERENCE: Final = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+R\b")
_PRINTS: Final = re.compile(rb"/[^\s/\[\]<>(){}%]+\s+Do\b")
_PACKED: Final = re.compile(rb"/Type\s*/ObjStm\b")
_FIRST: Final = re.compile(rb"/First\s+(\d{1,10})")
_MAX_CONTENT: Final = 8_000_000
"""Bytes of one form's instructions that are read."""
_MAX_STEPS: Final = 40
"""Nesting of forms; PDFium stops at about as many."""


def most_printed(data: bytes, limit: int) -> int:
    """The most forms that printing one can lead to, capped at `limit` + 1; few files have forms that print others at all."""
    if not _FORM.search(data):
        return 0
    objects = _objects(data)
    prints: dict[int, int] = {}
    for number, (head, content) in objects.items():
        if _FORM.search(head):
            prints[number] = len(_PRINTS.findall(_unpacked(head, content)))
    nesting = {number: times for number, times in prints.items() if times}
    if not nesting:
        return len(prints)
    loose = _loose(objects)
    children = {number: _children(number, objects, loose) & nesting.keys() for number in nesting}
    weights = dict.fromkeys(nesting, 1)
    for _ in range(_MAX_STEPS):
        grown = {
            number: min(limit + 1, 1 + times * max((weights[child] for child in children[number]), default=1))
            for number, times in nesting.items()
        }
        if grown == weights or max(grown.values()) > limit:
            return max(grown.values())
        weights = grown
    return limit + 1


def _objects(data: bytes) -> dict[int, tuple[bytes, bytes]]:
    """Number -> an object's dictionary, and its stream."""
    found: dict[int, tuple[bytes, bytes]] = {}
    at = 0
    while opening := _OBJECT.search(data, at):
        end = data.find(b"endobj", opening.end())
        end = len(data) if end < 0 else end
        stream = _STREAM.search(data, opening.end(), end)
        head = data[opening.end() : stream.start() if stream else end]
        content = b""
        at = end
        if stream:
            last = data.find(b"endstream", stream.end())
            last = len(data) if last < 0 else last
            content = data[stream.end() : last]
            at = max(end, last)
        found[int(opening[1])] = head, content
    return found


def _loose(objects: Mapping[int, tuple[bytes, bytes]]) -> dict[int, bytes]:
    """Number -> the content of an object in an object stream."""
    found: dict[int, bytes] = {}
    for head, content in objects.values():
        first = _FIRST.search(head) if _PACKED.search(head) else None
        if first is None:
            continue
        whole = _unpacked(head, content)
        places = [int(number) for number in re.findall(rb"\d{1,10}", whole[: int(first[1])])]
        for number, start, end in zip(places[::2], places[1::2], [*places[3::2], len(whole)], strict=False):
            found[number] = whole[int(first[1]) + start : int(first[1]) + end]
    return found


def _children(number: int, objects: Mapping[int, tuple[bytes, bytes]], loose: Mapping[int, bytes]) -> set[int]:
    """What a form refers to, and what its resources refer to."""
    found = {int(other) for other in _REFERENCE.findall(objects[number][0])}
    for _ in range(2):  # its resources, and the list of forms in them
        named = [loose.get(other) or objects.get(other, (b"", b""))[0] for other in found]
        found |= {int(other) for text in named if not _FORM.search(text) for other in _REFERENCE.findall(text)}
    return found


def _unpacked(head: bytes, content: bytes) -> bytes:
    if b"/FlateDecode" not in head and b"/Fl" not in head:
        return content[:_MAX_CONTENT]
    try:
        return zlib.decompressobj().decompress(content, _MAX_CONTENT)
    except zlib.error:
        return b""
