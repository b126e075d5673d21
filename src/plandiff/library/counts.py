"""Counts of what a version changed against the one before it, computed once and cached beside the repository."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass

from plandiff import __version__
from plandiff.library.catalog import Library
from plandiff.library.versions import Version


@dataclass(frozen=True)
class Counts:
    """Counts from the comparison of two versions."""

    sections: int
    """Sections with changes."""
    changed: int
    added: int
    deleted: int
    moved: int
    characters_gone: int
    """In changed and in deleted units."""
    characters_come: int
    """In changed and in added units."""

    @property
    def different(self) -> bool:
        return any((self.changed, self.added, self.deleted, self.moved))


def counts_between(library: Library, old: Version, new: Version) -> Counts:
    """The counts for two versions' canonical texts, from the cache if it has them."""
    path = library.store.own("counts", f"{old.plan_sha256[:20]}-{new.plan_sha256[:20]}-{__version__}.json")
    with suppress(OSError, ValueError, TypeError, RecursionError):
        return Counts(**json.loads(path.read_bytes()))
    counts = _count(library, old, new)
    with suppress(OSError):  # on a read-only or full disk they are computed each time
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(f".{os.getpid()}")
        beside.write_text(json.dumps(asdict(counts)), encoding="ascii")
        beside.replace(path)
    return counts


def _count(library: Library, old: Version, new: Version) -> Counts:
    if old.plan_sha256 == new.plan_sha256:
        return Counts(0, 0, 0, 0, 0, 0, 0)
    from plandiff.pipeline import compare

    comparison = compare(library.plan(old), library.plan(new), mode="versions")
    summary = comparison.summary
    edits = [edit for change in comparison.changes if not (change.old and change.new) for edit in change.edits]
    return Counts(
        summary.sections_touched,
        summary.changed,
        summary.added,
        summary.deleted,
        summary.moved,
        summary.characters_deleted + sum(edit.old.end - edit.old.start for edit in edits if edit.old),
        summary.characters_inserted + sum(edit.new.end - edit.new.start for edit in edits if edit.new),
    )
