"""Indexes cached beside the repository: what comparing a version needs from that version alone, computed once.

They lie in the git directory, which is not cloned or pushed, as JSON, which runs nothing. One that does not fit its document, or that
another version of plandiff wrote, is rebuilt.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from threading import get_ident
from typing import Final

from plandiff import __version__, paths
from plandiff.indexing import index, index_texts
from plandiff.library.catalog import Library
from plandiff.library.durable import remove_file, replace_file
from plandiff.library.versions import checksum
from plandiff.model import AS_ACCEPTED, Indexed, Plan, Source, digest

LIMIT: Final = 100_000_000
"""Bytes: more than the largest document; a larger file is not one of our indexes."""


def keep_index(library: Library, source: Source) -> Indexed:
    """Index a version, given its original bytes, and cache the index."""
    from plandiff.pipeline import load

    return _keep(_place(library, source), load(source))


def find_index(library: Library, source: Source) -> Indexed | None:
    """A version's cached index, if there is one; rebuilt if it is damaged."""
    from plandiff.pipeline import load

    place = _place(library, source)
    if not place.is_file():
        return None
    plan = load(source)
    texts = _read(place, plan)
    return _keep(place, plan) if texts is None else index_texts(plan, texts, script=False)


def _keep(place: Path, plan: Plan) -> Indexed:
    indexed = index(plan)
    _write(place, indexed)
    return indexed


def _place(library: Library, source: Source) -> Path:
    return library.store.own("indexes", f"{checksum(source.data)[:40]}-{AS_ACCEPTED.revisions}{_part(source)}-{__version__}.json")


def _part(source: Source) -> str:
    """What distinguishes the index of one document in a file from those of the others."""
    return f"-{source.document}" if source.document else ""


def _write(place: Path, indexed: Indexed) -> None:
    kept = {"units": _fingerprint(indexed.plan), "texts": indexed.texts}
    with suppress(OSError):  # on a read-only or full disk, a version is indexed each time
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_suffix(f".{os.getpid()}-{get_ident()}")  # threads index one version at once too
        try:
            beside.write_bytes(json.dumps(kept, ensure_ascii=False).encode("utf-8", "surrogatepass"))
            replace_file(beside, place)
        finally:
            remove_file(beside)


def _read(place: Path, plan: Plan) -> list[str] | None:
    """The cached folded texts, if they are this plan's."""
    with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
        kept = json.loads(paths.read_file(place, LIMIT, regular=True))
        texts = kept["texts"]
        fits = isinstance(texts, list) and len(texts) == len(plan.units) and all(isinstance(text, str) for text in texts)
        if fits and kept["units"] == _fingerprint(plan):
            return list(texts)
    return None


def _fingerprint(plan: Plan) -> str:
    return digest(part for unit in plan.units for part in (unit.kind, unit.text))
