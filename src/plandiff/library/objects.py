"""The size of a repository's object, before it is read: a few kilobytes can unpack to gigabytes, as deltas in packs too."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from dulwich.object_store import DiskObjectStore
    from dulwich.objects import ObjectID

OBJECT_LIMIT: Final = 64_000_000
"""The largest object that is read (bytes): somewhat more than the largest document; plandiff writes none larger."""
_RATIO: Final = 1032
"""The largest expansion of deflate (ratio)."""
_HEADER: Final = 64
"""Bytes in which an object states its kind and size, and a delta the sizes of both objects."""
_OFFSET, _NAMED = 6, 7
"""Kinds of pack entries that are deltas: the base is given by its offset, or by its id."""
_CHAIN: Final = 10_000
"""The longest chain of deltas that is followed; git writes 50."""


Places = dict[int, tuple[Any, set[int]]]
"""Id of a pack -> the pack, held so that the id stays its own, and the offsets in it known to be small enough to read."""


def is_too_large(loose: Path, objects: DiskObjectStore, name: ObjectID, known: Places) -> bool:
    """Whether an object, or one in its chain of deltas, is too large to read.

    `loose` is its own file, for an object that is not in a pack. A damaged object is not large: reading it reports what is wrong.
    `known` is filled on the way.
    """
    try:
        if loose.stat().st_size * _RATIO > OBJECT_LIMIT:
            with loose.open("rb") as file:
                head = zlib.decompressobj().decompress(file.read(1 << 12), _HEADER)
            return int(head.partition(b"\0")[0].partition(b" ")[2]) > OBJECT_LIMIT
    except FileNotFoundError:
        return any(
            _is_large_in(pack, name, known.setdefault(id(pack), (pack, set()))[1]) for pack in objects.packs if name in pack
        )
    except (OSError, ValueError, zlib.error):
        pass
    return False


def _is_large_in(pack: Any, name: bytes, known: set[int]) -> bool:  # noqa: ANN401 - dulwich's own types change
    way: list[int] = []
    try:
        place = pack.index.object_offset(name)
        while len(way) < _CHAIN:
            if place in known:
                break
            way.append(place)
            kind, size, base, data = _entry(pack.data, place)
            if size > OBJECT_LIMIT:
                return True
            if kind not in (_OFFSET, _NAMED):
                break
            _, after = _number(data, 0)
            if _number(data, after)[0] > OBJECT_LIMIT:
                return True
            place = place - base if isinstance(base, int) else pack.index.object_offset(base)
    except (KeyError, IndexError, ValueError, TypeError, AttributeError, zlib.error):
        return False
    known.update(way)
    return len(way) == _CHAIN


def _entry(data: Any, place: int) -> tuple[int, int, int | bytes, bytes]:  # noqa: ANN401 - as above
    """Of the entry at an offset of a pack: kind, size, the distance to its base or the base's id, and, for a delta, its first
    bytes."""
    head = bytes(data._buffer()[place : place + 4096])  # noqa: SLF001 - dulwich reads whole objects only
    kind, size, shift, at = head[0] >> 4 & 7, head[0] & 15, 4, 1
    while head[at - 1] & 0x80:
        size |= (head[at] & 0x7F) << shift
        shift, at = shift + 7, at + 1
    base: int | bytes = 0
    if kind == _OFFSET:
        distance, at = head[at] & 0x7F, at + 1
        while head[at - 1] & 0x80:
            distance, at = ((distance + 1) << 7) | (head[at] & 0x7F), at + 1
        base = distance
    elif kind == _NAMED:
        base, at = head[at : at + 20].hex().encode(), at + 20
    start = zlib.decompressobj().decompress(head[at:], _HEADER) if kind in (_OFFSET, _NAMED) else b""
    return kind, size, base, start


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number in a delta's header, seven bits a byte, and where it ends."""
    value = shift = 0
    while True:
        value |= (data[at] & 0x7F) << shift
        shift, at = shift + 7, at + 1
        if not data[at - 1] & 0x80:
            return value, at
