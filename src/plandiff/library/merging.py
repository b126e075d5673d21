"""Two histories of a library joined: what either side added, edited or removed since they diverged is kept.

If both gave one label to different editions, the later one gets a label of its own, whichever side merges.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from plandiff.library.catalog import Library, check_library, read_version
from plandiff.library.folders import walk_folders
from plandiff.library.names import checked_label, checked_name, free_label
from plandiff.library.snapshots import Changes, Folder, Path_, Snapshot
from plandiff.library.versions import MARK, METADATA, SAID, Version, checksum, write_metadata

if TYPE_CHECKING:
    from dulwich.objects import ObjectID

_FOREIGN: Final = frozenset((".", "..", ".git"))
"""Names that lead out of the folder; git refuses them too."""

Kind = Literal["renamed", "both-edited", "edited-and-removed"]


@dataclass(frozen=True)
class Conflict:
    """What both sides did to one version."""

    kind: Kind
    version: str
    """What the label holds now."""
    other: str = ""
    """The label that the later of two editions got."""


@dataclass(frozen=True)
class Merged:
    """The result of a merge."""

    changed: bool
    """False where the other side had nothing new."""
    conflicts: tuple[Conflict, ...]


def merge(library: Library, commit: ObjectID, name: str) -> Merged:
    """Merge in the history of a commit of the same repository, which messages call by that name.

    Raises `InputError` if that is not a library, or has folders that a library cannot have, and `UsageError` for invalid names
    in it.
    """
    theirs = library.store.snapshot(commit)
    check_library(theirs, name)
    for side in (theirs, library.store.snapshot()):
        for _ in walk_folders(side):
            pass  # raises if there is no end to them
    conflicts: list[Conflict] = []

    def change(base: Snapshot | None, ours: Snapshot, theirs: Snapshot) -> Changes:
        conflicts.clear()
        changes: dict[Path_, bytes | Folder | None] = {}
        for path in _touched(base, ours, theirs, ()):
            _join(path, (base, ours, theirs), changes, conflicts)
        return changes

    made = library.store.merge(commit, change, f"merge {name}")
    return Merged(made is not None, tuple(conflicts))


def _touched(base: Snapshot | None, ours: Snapshot, theirs: Snapshot, path: Path_) -> Iterator[Path_]:
    """The versions, and other files, that differ between the two sides and that theirs changed."""
    was, here, there = ({} if side is None else side.folder(path) for side in (base, ours, theirs))
    for name in sorted(here.keys() | there.keys()):
        before, own, other = was.get(name), here.get(name), there.get(name)
        if other in (own, before):
            continue
        inside = (*path, name)
        folder = (own or other or (False,))[0]
        if folder and not name.startswith(MARK) and (other is None or other[0]):
            yield from _touched(base, ours, theirs, inside)
        elif name.startswith(MARK) or own == before:
            yield inside


def _join(
    path: Path_,
    sides: tuple[Snapshot | None, Snapshot, Snapshot],
    changes: dict[Path_, bytes | Folder | None],
    conflicts: list[Conflict],
) -> None:
    """Record the outcome for a version, or another file, that theirs changed."""
    base, ours, theirs = sides
    before, own, other = (None if side is None else side.folder(path[:-1]).get(path[-1]) for side in (base, ours, theirs))
    if not path[-1].startswith(MARK):
        if _FOREIGN.isdisjoint(part.casefold() for part in path):
            changes[path] = theirs.file(path) if other else None
        return
    checked_name("/".join(path[:-1]))
    checked_label(path[-1].removeprefix(MARK))
    label, where = path[-1].removeprefix(MARK), "/".join(path[:-1]) + path[-1]
    if own == before:
        changes[path] = Folder(other[1]) if other else None
    elif own is None or other is None:  # one side edited what the other removed: it stays
        conflicts.append(Conflict("edited-and-removed", where))
        if other:
            changes[path] = Folder(other[1])
    else:
        name, label = "/".join(path[:-1]), path[-1].removeprefix(MARK)
        mine, its = (read_version(side, name, label) for side in (ours, theirs))
        if (mine.sha256, mine.reading) == (its.sha256, its.reading):
            first, second = sorted((mine, its), key=_age)
            kept = replace(first, **{key: getattr(first, key) or getattr(second, key) for key in SAID})
            if any(getattr(kept, key) != getattr(second, key) for key in SAID):
                conflicts.append(Conflict("both-edited", where))
            _rewrite(changes, path, ours if first is mine else theirs, kept)
        else:
            _rename(path, label, (ours, theirs), (mine, its), changes, conflicts)


def _rewrite(changes: dict[Path_, bytes | Folder | None], path: Path_, side: Snapshot, version: Version) -> None:
    """Record a version file by file, with new metadata."""
    for file in side.folder(path):
        changes[*version.path, file] = write_metadata(version) if file == METADATA else side.file((*path, file))


def _rename(
    path: Path_,
    label: str,
    sides: tuple[Snapshot, Snapshot],
    versions: tuple[Version, Version],
    changes: dict[Path_, bytes | Folder | None],
    conflicts: list[Conflict],
) -> None:
    """Keep two editions with one label: the later one gets another."""
    ours, theirs = sides
    mine, its = versions
    later, side = (its, theirs) if _age(mine) <= _age(its) else (mine, ours)
    taken = [name.removeprefix(MARK) for snapshot in sides for name in snapshot.folder(path[:-1]) if name.startswith(MARK)]
    renamed = replace(later, label=free_label(label, checksum(f"{later.sha256}{later.added}".encode()), taken))
    if later is mine:
        changes[path] = Folder(theirs.folder(path[:-1])[path[-1]][1])
    _rewrite(changes, path, side, renamed)
    conflicts.append(Conflict("renamed", str(mine), str(renamed)))


def _age(version: Version) -> tuple[str, str]:
    return version.added, version.sha256
