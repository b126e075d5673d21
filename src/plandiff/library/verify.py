"""Whether everything in a library is present and intact: every object, checksum and metadata."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from plandiff.errors import InputError, PlandiffError, Problem
from plandiff.library.catalog import Library
from plandiff.library.folders import walk_folders
from plandiff.library.names import checked_label, checked_name, confusable
from plandiff.library.objects import OBJECT_LIMIT
from plandiff.library.snapshots import FOLDER, SUBMODULE
from plandiff.library.versions import MARK, METADATA, PLAN, checksum, read_metadata

if TYPE_CHECKING:
    from dulwich.objects import ObjectID

    from plandiff.library.snapshots import Snapshot


MOST_PROBLEMS: Final = 1000
"""Problems of names and folders that are reported one by one: trees that share subtrees turn one into millions."""


@dataclass(frozen=True)
class Verdict:
    """What was checked, and what was found."""

    documents: int
    versions: int
    objects: int
    problems: tuple[Problem, ...]
    """What is wrong, with the version, the path or the object as `where`."""


def verify(library: Library) -> Verdict:
    """Check everything; damage is in the result, never an exception."""
    with library.store.packs:
        held, damaged = _objects(library)
    problems: list[Problem] = []
    names: dict[bytes, str] = {}
    documents: set[str] = set()
    versions = 0
    try:
        snapshot = library.store.snapshot()
        for path in _versions(snapshot, problems):
            versions += 1
            documents.add("/".join(path[:-1]))
            problems += _version(snapshot, path, names)
    except PlandiffError as error:  # about the library as a whole, which it names
        problems.append(error.problem)
    if len(problems) >= MOST_PROBLEMS:
        problems.append(Problem("more-problems", library=str(library.folder), limit=MOST_PROBLEMS))
    reachable, missing = _reachable(library)
    owners = {name: names.get(name, Problem("object", id=name.decode())) for name in (*damaged, *missing)}
    problems += [
        Problem("flaw" if name in reachable else "flaw-unreachable", where=owners[name], what=what)
        for name, what in sorted(damaged.items())
    ]
    problems += [Problem("flaw", where=owners[name], what=Problem("missing")) for name in sorted(missing) if name not in damaged]
    return Verdict(len(documents), versions, held, tuple(dict.fromkeys(problems)))


def _objects(library: Library) -> tuple[int, dict[bytes, Problem]]:
    """The number of objects, and what is wrong with which: each is read and its id recomputed."""
    from dulwich.objects import ShaFile

    objects = library.store.objects
    damaged: dict[bytes, Problem] = {}
    names: set[ObjectID] = set(objects._iter_loose_objects())  # noqa: SLF001 - no public API lists every copy
    for pack in _packs(library, damaged):
        try:
            pack.data.check()
            pack.index.check()
            names |= set(pack)
        except Exception as problem:  # noqa: BLE001 - whatever a damaged file makes of the code that reads it
            damaged[pack.name()] = Problem("pack-damaged", cause=_one_line(problem))
    for name in sorted(names):
        try:
            library.store.check_size(name)
            kind, data = objects.get_raw(name)
            if ShaFile.from_raw_string(kind, data).id != name:
                damaged[name] = Problem("content-otherwise")
        except InputError:
            damaged[name] = Problem("object-larger", megabytes=OBJECT_LIMIT // 1_000_000)
        except Exception as problem:  # noqa: BLE001 - as above
            damaged[name] = Problem("damaged", cause=_one_line(problem))
    return len(names), damaged


def _packs(library: Library, damaged: dict[bytes, Problem]) -> list[Any]:
    try:
        return list(library.store.objects.packs)
    except Exception as problem:  # noqa: BLE001 - as above
        damaged[b"pack"] = Problem("pack-not-opened", cause=_one_line(problem))
        return []


def _reachable(library: Library) -> tuple[set[bytes], set[bytes]]:
    """All that is reachable from branches and tags, and what of it is missing."""
    from dulwich.objects import Commit, Tag, Tree

    seen: set[bytes] = set()
    missing: set[bytes] = set()
    queue = list(library.store.refs().values())
    while queue:
        name = queue.pop()
        if name in seen:
            continue
        seen.add(name)
        if not library.store.has(name):
            missing.add(name)
            continue
        try:
            item = library.store.read(name)
            if isinstance(item, Commit):
                queue += [item.tree, *item.parents]
            elif isinstance(item, Tag):
                queue.append(item.object[1])
            elif isinstance(item, Tree):
                for entry in item.items():
                    if entry.mode == FOLDER:
                        queue.append(entry.sha)
                    elif entry.mode != SUBMODULE and entry.sha not in seen:
                        seen.add(entry.sha)
                        if not library.store.has(entry.sha):
                            missing.add(entry.sha)
        except Exception:  # noqa: BLE001, S112 - damaged, and reported as such already
            continue
    return seen, missing


def _versions(snapshot: Snapshot, problems: list[Problem]) -> Iterator[tuple[str, ...]]:
    """The folders of versions; none twice, as each states in its metadata where it belongs."""
    met: dict[ObjectID, str] = {}
    for path, folders in walk_folders(snapshot):
        names = [name for name in folders if not name.startswith(MARK)]
        for place, name in enumerate(names):
            if len(problems) < MOST_PROBLEMS and (other := confusable(name, names[:place])):
                problems.append(Problem("flaw", where="/".join((*path, name)), what=Problem("alike", other=other)))
        for name in folders:
            if not name.startswith(MARK):
                continue
            here = f"{'/'.join(path)}{name}"
            first = met.setdefault(folders[name], here)
            if first == here:
                yield (*path, name)
            elif len(problems) < MOST_PROBLEMS:
                problems.append(Problem("flaw", where=here, what=Problem("same-folder", other=first)))


def _version(snapshot: Snapshot, path: tuple[str, ...], names: dict[bytes, str]) -> Iterator[Problem]:
    where = "/".join(path[:-1]) + path[-1]
    try:
        checked_name("/".join(path[:-1]))
        checked_label(path[-1].removeprefix(MARK))
        files = {name: found for name, (is_folder, found) in snapshot.folder(path).items() if not is_folder}
        names |= {found: f"{where}: {name}" for name, found in files.items()}
        if METADATA not in files:
            yield Problem("flaw", where=where, what=Problem("file-missing", file=METADATA))
            return
        version = read_metadata(snapshot.file((*path, METADATA)), where)
        if str(version) != where:
            yield Problem("flaw", where=where, what=Problem("metadata-otherwise", version=str(version)))
        for file, expected in ((version.original, version.sha256), (PLAN, version.plan_sha256)):
            if file not in files:
                yield Problem("flaw", where=where, what=Problem("file-missing", file=file))
            elif checksum(snapshot.file((*path, file))) != expected:
                yield Problem("flaw", where=where, what=Problem("file-otherwise", file=file))
    except PlandiffError as error:
        yield Problem("flaw", where=where, what=error.problem)


def _one_line(problem: Exception) -> str:
    return " ".join(f"{type(problem).__name__} {problem}".split())
