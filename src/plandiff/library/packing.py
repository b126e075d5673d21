"""Many small files into one: loose objects are packed, similar ones as deltas.

A loose object takes a disk block however short it is, and shares nothing with the version before it.
dulwich can pack, but computes no deltas (in its own words, because that is slow): it does not know
which objects are similar. Here that is known: a folder is similar to the same folder one commit
before, an original to the version before it, and the canonical text to the original that it was made
from.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from plandiff.library.delta import delta
from plandiff.library.durable import Batch, remove_files

if TYPE_CHECKING:
    from dulwich.object_store import DiskObjectStore
    from dulwich.objects import ObjectID, ShaFile
    from dulwich.pack import UnpackedObject

LOOSE_LIMIT: Final = 2048
"""Loose objects before they are packed: about 250 versions, a second or two of
work, and 8 MB of disk blocks."""
SAMPLES: Final = ("17", "5b", "a2", "e6")
"""The folders by which the number is estimated; object ids are spread evenly over 256 of them (`git gc --auto` looks at one)."""
CHAIN_LIMIT: Final = 40
"""Longest chain of deltas: reading the last one reads them all (git allows 50)."""
WORTH: Final = 0.7
"""A delta longer than this share of the object is not kept: it would cost a reader more than it saves."""


@dataclass
class _Base:
    """The last object of a kind and path, the base for the next one's delta."""

    name: bytes
    data: bytes
    depth: int


def pack_when_many(objects: DiskObjectStore, head: ObjectID) -> None:
    """Pack the loose objects of the commits up to `head` once there are many of them."""
    folders = [Path(os.fsdecode(objects.path), sample) for sample in SAMPLES]
    found = [f"{folder.name}{file}" for folder in folders if folder.is_dir() for file in os.listdir(folder)]  # noqa: PTH208 - names suffice
    most = LOOSE_LIMIT * len(SAMPLES) // 256
    if len(found) > most and sum(not _is_packed(objects, name.encode()) for name in found) > most:
        pack(objects, head)


def pack(objects: DiskObjectStore, head: ObjectID) -> int:
    """Pack the loose objects of the commits up to `head`, and return how many there were.

    To be called by a writer that holds the lock. A crash leaves the loose objects or the pack or both, and each alone is complete.
    An object that a pack holds already, because its file could not be removed, is not packed again.
    """
    files = set(objects._iter_loose_objects())  # noqa: SLF001 - no public API tells loose from packed
    packed = {name for name in files if _is_packed(objects, name)}
    found = list(_in_order(objects, head, files - packed))
    if found:
        _write_pack(objects, list(_as_differences(found)))
    names = [*(item.id for _, item in found), *(name for name in packed if _is_sound(objects, name))]
    folder = Path(os.fsdecode(objects.path))
    remove_files([folder / name[:2].decode() / name[2:].decode() for name in names])
    return len(found)


def _is_packed(objects: DiskObjectStore, name: bytes) -> bool:
    return objects.contains_packed(name)  # type: ignore[arg-type]  # an id like any other, or another file's name


def _is_sound(objects: DiskObjectStore, name: bytes) -> bool:
    """Whether a pack yields the object, so that its loose file is redundant. dulwich prefers the pack."""
    from dulwich.objects import ShaFile

    try:
        kind, data = objects.get_raw(name)  # type: ignore[arg-type]  # an id like any other
        return ShaFile.from_raw_string(kind, data).id == name
    except Exception:  # noqa: BLE001 - whatever a damaged pack makes of the code that reads it
        return False


def _in_order(objects: DiskObjectStore, head: ObjectID, loose: set[ObjectID]) -> Iterator[tuple[tuple[bytes, ...], ShaFile]]:
    """The loose objects that belong to commits, oldest commit first, each with its place."""
    from dulwich.objects import Commit, Tree

    commits: list[Commit] = []
    queue = [head]
    seen: set[bytes] = set()
    while queue:
        name = queue.pop()
        if name in loose and name not in seen:
            seen.add(name)
            commit = objects[name]
            if isinstance(commit, Commit):
                commits.append(commit)
                queue += commit.parents

    for commit in reversed(commits):
        yield (), commit
        waiting: list[tuple[ObjectID, tuple[bytes, ...]]] = [(commit.tree, ())]
        while waiting:
            name, place = waiting.pop()
            if name in seen or name not in loose:
                continue
            seen.add(name)
            item = objects[name]
            yield place, item
            if isinstance(item, Tree):
                inner = sorted(item.items(), key=lambda entry: not entry.path.startswith(b"original"))
                waiting += [(entry.sha, (*place, entry.path)) for entry in reversed(inner) if entry.sha]


def _as_differences(found: list[tuple[tuple[bytes, ...], ShaFile]]) -> Iterator[UnpackedObject]:
    from dulwich.pack import UnpackedObject

    last: dict[tuple[object, ...], _Base] = {}
    for place, item in found:
        data = item.as_raw_string()
        keys = list(_similarity_keys(place, item))
        best = len(data) * WORTH
        chosen: tuple[_Base, bytes] | None = None
        for key in keys:
            base = last.get(key)
            if base and base.depth < CHAIN_LIMIT:
                difference = delta(base.data, data)
                if len(difference) < best:
                    chosen, best = (base, difference), len(difference)
        name = item.sha().digest()
        own = _Base(name, data, chosen[0].depth + 1 if chosen else 0)
        last |= dict.fromkeys(keys, own)
        yield UnpackedObject(
            item.type_num, sha=name, delta_base=chosen[0].name if chosen else None, decomp_chunks=[chosen[1] if chosen else data]
        )


def _similarity_keys(place: tuple[bytes, ...], item: ShaFile) -> Iterator[tuple[object, ...]]:
    """The keys under which an object looks for a similar one; it is recorded under all of them."""
    *_, above, last = (b"", b"", *place)
    if item.type_name != b"blob" or not above.startswith(b"@"):
        yield item.type_name, place if item.type_name == b"tree" and not last.startswith(b"@") else place[:-1]
        return
    if last != b"version.toml":
        yield "text", place[:-1]  # one edition's original and its canonical text
    yield "file", (*place[:-2], last.partition(b".")[0])


def _write_pack(objects: DiskObjectStore, records: list[UnpackedObject]) -> None:
    """Move a pack and then its index into place; a pack is visible once it has an index."""
    from dulwich.pack import iter_sha1, write_pack_data, write_pack_index_v2

    folder = Path(os.fsdecode(objects.pack_dir))
    pack, index = BytesIO(), BytesIO()
    entries, checksum = write_pack_data(
        pack.write,
        iter(records),
        objects.object_format,
        num_records=len(records),
        compression_level=objects.pack_compression_level,
    )
    listed = sorted((name, offset, crc) for name, (offset, crc) in entries.items())
    write_pack_index_v2(index, listed, checksum)
    stem = f"pack-{iter_sha1(name for name, _, _ in listed).decode()}"
    for file, data in ((f"{stem}.pack", pack), (f"{stem}.idx", index)):
        batch = Batch()
        batch.write(folder / file, data.getvalue(), beside=f"tmp_pack_{os.getpid()}")
        batch.finish()
