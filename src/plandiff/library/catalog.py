"""The library: documents by name, their versions by label, each with its original bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from os import PathLike
from typing import Final, Self

from plandiff import __version__
from plandiff.arguments import check_argument, path_of
from plandiff.errors import InputError, PlandiffError, Problem, UsageError, cause_of
from plandiff.library.editions import Edition
from plandiff.library.finding import find_version
from plandiff.library.folders import walk_folders
from plandiff.library.names import Reference, checked_label, checked_name, confusable, free_label, parse_reference
from plandiff.library.snapshots import Changes, Folder, Snapshot
from plandiff.library.store import Store
from plandiff.library.versions import (
    MARK,
    METADATA,
    PLAN,
    Version,
    checked_day,
    checked_validity,
    checksum,
    original_name,
    read_metadata,
    version_path,
    write_metadata,
)
from plandiff.model import Plan, Source
from plandiff.toml import parse_toml

MARKER: Final = "library.toml"
"""The file that makes a git repository a library."""
FORMAT: Final = 1
_OPENING: Final = f"""\
# A library of plans, kept by plandiff; readable without it.
#
# A version is a folder: its document's name, and its label after an at sign.
#   beijing/education/{MARK}2021/original.html   the bytes as they came (the ending varies)
#                             {PLAN}         the canonical text made of them, for reading and for git diff
#                             {METADATA}    title, date, source and checksums
# A version's texts never change; it is added or removed, and git's history keeps it either way.
format = {FORMAT}
"""
_ATTRIBUTES: Final = "* -text\noriginal* -diff\n"
"""Checked-out files are byte for byte what was added; differences are shown of canonical texts."""


@dataclass(frozen=True)
class Added:
    """The result of adding an edition."""

    version: Version
    """The version that now holds its bytes."""
    new: bool
    """False if the document already had exactly these bytes, read in the same way, under any label."""


class Library:
    """A store whose files are versions of documents."""

    def __init__(self, folder: str | PathLike[str]) -> None:
        """Open the library in a folder. Raises `InputError` if there is none, or it was written by a later plandiff."""
        folder = path_of("folder", folder)
        self.store = Store(folder)
        self.folder = folder
        try:
            check_library(self.store.snapshot(), folder)
        except PlandiffError:
            self.store.close()
            raise

    @classmethod
    def create(cls, folder: str | PathLike[str]) -> Library:
        """Create a library. Raises `UsageError` if there is a repository already, `OutputError` if none can be created."""
        folder = path_of("folder", folder)
        files: dict[tuple[str, ...], bytes] = {(MARKER,): _OPENING.encode(), (".gitattributes",): _ATTRIBUTES.encode()}
        Store.create(folder, files, "new library").close()
        return cls(folder)

    def close(self) -> None:
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- reading ---

    def documents(self) -> dict[str, tuple[str, ...]]:
        """Every document's name -> its versions' labels; names in order, labels as sorted text.

        Raises `InputError` if the library has more or deeper folders than any real one.
        """
        found: dict[str, tuple[str, ...]] = {}
        for path, entries in walk_folders(self.store.snapshot()):
            labels = tuple(name.removeprefix(MARK) for name in entries if name.startswith(MARK))
            if path and labels and not any(part.startswith(".") for part in path):
                found["/".join(path)] = labels
        return found

    def versions(self, name: str) -> tuple[Version, ...]:
        """A document's versions, the oldest first. Raises `InputError` if there is no such document."""
        name = checked_name(name)
        snapshot = self.store.snapshot()
        found = [read_version(snapshot, name, label) for label in _labels(snapshot, name)]
        if not found:
            raise InputError(name, "no-document", library=str(self.folder))
        return tuple(sorted(found, key=lambda version: version.order))

    def find(self, reference: str | Reference) -> Version:
        """The version named, as `NAME@LABEL`, `NAME@latest`, `NAME@2021-09-30`, `NAME@2021` or `NAME`, each with `~2`.

        Raises `InputError`, listing the versions, if there is none, or none in force on that day.
        """
        if not isinstance(reference, Reference):
            check_argument("reference", reference, str)
            reference = parse_reference(reference) or Reference(checked_name(reference), "latest")
        return find_version(self.versions(reference.name), reference)

    def original(self, version: Version) -> Source:
        """The original bytes, under the version's name. Raises `InputError` if they are damaged."""
        check_argument("version", version, Version)
        data = self._checked(version, version.original, version.sha256)
        number = int(version.document) if version.document.isdecimal() else None
        return Source(str(version), data, version.media_type or None, version.reading, version.file or version.original, number)

    def plan_text(self, version: Version) -> bytes:
        """The canonical Markdown. Raises `InputError` if it is damaged."""
        check_argument("version", version, Version)
        return self._checked(version, PLAN, version.plan_sha256)

    def plan(self, version: Version) -> Plan:
        """The plan as it was read when the version was added."""
        from plandiff.pipeline import load

        check_argument("version", version, Version)
        return load(Source(str(version), self.plan_text(version)))

    def holders(self, data: bytes) -> tuple[str, ...]:
        """The versions of any document whose original has exactly these bytes."""
        from dulwich.objects import Blob

        check_argument("data", data, bytes)
        wanted = Blob.from_string(data).id
        if not self.store.has(wanted):  # the usual case: no search needed
            return ()
        snapshot = self.store.snapshot()
        return tuple(
            f"{name}{MARK}{label}"
            for name, labels in self.documents().items()
            for label in labels
            if any(
                found == wanted and entry.startswith("original")
                for entry, (_, found) in snapshot.folder(version_path(name, label)).items()
            )
        )

    def _checked(self, version: Version, file: str, sum_: str) -> bytes:
        data = self.store.snapshot().file((*version.path, file))
        if checksum(data) != sum_:
            raise InputError(version, "file-damaged", file=file)
        return data

    # --- writing ---

    def add(
        self,
        name: str,
        edition: Edition,
        *,
        label: str | None = None,
        date: str | None = None,
        valid_from: str | None = None,
        valid_until: str | None = None,
        source: str = "",
        note: str = "",
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> Added:
        """Add an edition to the library as a version of a document.

        Date and validity are what the document states unless they are given ("" for none). The label defaults to the date; if that
        is taken or there is no date, part of the checksum is added, so that nobody else gives the same label to another edition
        meanwhile. Bytes that the document already has are not stored again. Raises `UsageError` for a name or label that is
        invalid, in use, or could be mistaken for another.
        """
        from dulwich.objects import Blob

        name = checked_name(name)
        check_argument("edition", edition, Edition)
        check_argument("source", source, str)
        check_argument("note", note, str)
        day = checked_day(edition.date if date is None else date)
        stated = edition.valid_from if edition.valid_from > day else ""  # an earlier day is an earlier edition's
        first = checked_day(stated if valid_from is None else valid_from)
        end = checked_day(edition.valid_until if valid_until is None else valid_until)
        checked_validity(first, end)
        label = None if label is None else checked_label(label)
        blob = Blob.from_string(edition.data).id
        plan = edition.plan.encode("utf-8", "replace")
        found: list[Added] = []

        def change(snapshot: Snapshot) -> Mapping[tuple[str, ...], bytes]:
            found.clear()
            _refuse_confusable(snapshot, name)
            taken = _labels(snapshot, name)
            for before in taken if self.store.has(blob) else ():  # usually it is not there, and no version has to be read
                if any(held == blob for file, (_, held) in snapshot.folder(version_path(name, before)).items() if file != PLAN):
                    kept = read_version(snapshot, name, before)
                    if edition.is_kept_as(kept):
                        found.append(Added(kept, new=False))
                        return {}
            own = free_label(day, edition.fingerprint, taken) if label is None else label
            if own in taken:
                raise UsageError("version-exists", version=f"{name}{MARK}{own}")
            if other := confusable(own, taken):
                raise UsageError("label-alike", version=f"{name}{MARK}{own}", other=f"{name}{MARK}{other}")
            version = Version(
                name=name,
                label=own,
                added=now().strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
                original=original_name(edition.file),
                sha256=checksum(edition.data),
                plan_sha256=checksum(plan),
                text_sha256=edition.text_sha256,
                plandiff=__version__,
                date=day,
                title=edition.title,
                issuer=edition.issuer,
                region=edition.region,
                period=edition.period,
                file=edition.file,
                source=source,
                note=note,
                revisions=edition.revisions,
                overrules=edition.overrules,
                media_type=edition.media_type,
                document=edition.document,
                valid_from=first,
                valid_until=end,
            )
            found.append(Added(version, new=True))
            return {
                (*version.path, version.original): edition.data,
                (*version.path, PLAN): plan,
                (*version.path, METADATA): write_metadata(version),
            }

        self.store.commit(change, f"{name}: add {label or day or 'a version'}\n\n{note or edition.title}".rstrip())
        return replace(found[-1])

    def remove(self, reference: str) -> Version:
        """Remove a version from the library; git's history keeps it.

        Raises `InputError` if there is none, and `UsageError` if it is not named by its label.
        """
        version = self.labelled(reference)
        self.store.commit(
            lambda snapshot: {version.path: None} if snapshot.folder(version.path) else {},
            f"{version.name}: remove {version.label}",
        )
        return version

    def restore(self, reference: str) -> Version:
        """Restore a removed version as it last was.

        Raises `UsageError` if it is there, and `InputError` if it never was.
        """
        parsed = parse_reference(reference)
        if parsed is None or parsed.by == "latest" or parsed.back:
            raise UsageError("which-version", document=parsed.name if parsed else checked_name(reference))
        version, path = f"{parsed.name}{MARK}{parsed.value}", version_path(parsed.name, parsed.value)

        def change(snapshot: Snapshot) -> Changes:
            taken = _labels(snapshot, parsed.name)
            if parsed.value in taken:
                raise UsageError("not-removed", version=version)
            _refuse_confusable(snapshot, parsed.name)
            if other := confusable(parsed.value, taken):
                raise UsageError("label-alike", version=version, other=f"{parsed.name}{MARK}{other}")
            for past in self.store.past():
                is_folder, tree = past.folder(path[:-1]).get(path[-1], (False, None))
                if is_folder and tree:
                    return {path: Folder(tree)}
            raise InputError(version, "never-there", library=str(self.folder))

        self.store.commit(change, f"{parsed.name}: restore {parsed.value}")
        return read_version(self.store.snapshot(), parsed.name, parsed.value)

    def edit(
        self,
        reference: str,
        *,
        date: str | None = None,
        valid_from: str | None = None,
        valid_until: str | None = None,
        source: str | None = None,
        note: str | None = None,
    ) -> Version:
        """Change the metadata that people gave for a version; "" clears a field, None leaves it.

        Raises as `remove` does, and `UsageError` for an invalid date.
        """
        days = {"date": date, "valid_from": valid_from, "valid_until": valid_until}
        given = days | {"source": source, "note": note}
        said = {key: value for key, value in given.items() if value is not None}
        for key, value in said.items():
            check_argument(key, value, str)
            if key in days:
                checked_day(value)
        version = self.labelled(reference)
        changed = [version]

        def change(snapshot: Snapshot) -> Mapping[tuple[str, ...], bytes]:
            before = read_version(snapshot, version.name, version.label)
            changed[:] = [replace(before, **said)]
            checked_validity(changed[0].valid_from, changed[0].valid_until)
            return {} if changed[0] == before else {(*version.path, METADATA): write_metadata(changed[0])}

        self.store.commit(change, f"{version.name}: edit {version.label}")
        return changed[0]

    def labelled(self, reference: str) -> Version:
        """The version with exactly that label: a version to remove or change is not looked up by day or position.

        Raises `InputError` if there is none, and `UsageError`, naming the version, for a reference that is not a label.
        """
        parsed = parse_reference(reference)
        if parsed is None:
            raise UsageError("which-version", document=checked_name(reference))
        version = self.find(parsed)
        if parsed.by == "latest" or parsed.back or parsed.value != version.label:
            raise UsageError("label-needed", reference=str(parsed), version=str(version))
        return version


def check_library(snapshot: Snapshot, name: object) -> None:
    """Raises `InputError` if a repository is not a library, or was written by a later plandiff."""
    if snapshot.id_of((MARKER,)) is None:
        raise InputError(name, "other-repository")
    try:
        known = parse_toml(snapshot.file((MARKER,)).decode()).get("format")
    except ValueError as problem:
        raise InputError(name, "file-unreadable", file=MARKER, cause=cause_of(problem)) from None
    if known != FORMAT:
        raise InputError(name, "format-of-library", format=repr(known), known=FORMAT)


def _labels(snapshot: Snapshot, name: str) -> list[str]:
    """The labels of a document's versions."""
    entries = snapshot.folder(tuple(name.split("/")))
    return sorted(entry.removeprefix(MARK) for entry, (is_folder, _) in entries.items() if is_folder and entry.startswith(MARK))


def read_version(snapshot: Snapshot, name: str, label: str) -> Version:
    """A version of a document. Raises `InputError` if its metadata is missing, damaged or of another version."""
    where = f"{name}{MARK}{label}"
    version = read_metadata(snapshot.file((*version_path(name, label), METADATA)), where)
    if (version.name, version.label) != (name, label):
        raise InputError(where, "metadata-of-other", version=str(version))
    return version


def _refuse_confusable(snapshot: Snapshot, name: str) -> None:
    """Raise `UsageError` if a part of the name differs from a sibling only in what the eye may miss."""
    parts = name.split("/")
    for depth, part in enumerate(parts):
        beside = snapshot.folder(tuple(parts[:depth]))
        if part in beside:
            if not beside[part][0]:
                raise UsageError("not-a-name", document=name, cause=Problem("file-of-library", part=part))
            continue
        if other := confusable(part, beside):
            raise UsageError("name-alike", document=name, other="/".join([*parts[:depth], other]))
        return
