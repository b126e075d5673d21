"""A library where systems differ from Unix, simulated here: read-only files that stay, and files that have but one name."""

from __future__ import annotations

import errno
import importlib
import os
import stat
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from plandiff.cli.main import main
from plandiff.errors import OutputError
from plandiff.library import Library, durable, locks, packing, prepare
from plandiff.library.verify import verify
from plandiff.model import Source

_unlink, _replace = Path.unlink, Path.replace


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    monkeypatch.setattr(packing, "LOOSE_LIMIT", 256)
    monkeypatch.setattr(
        packing, "SAMPLES", tuple(f"{folder:02x}" for folder in range(256))
    )  # ids hold the time: a sample is luck
    made = Library.create(tmp_path / "library")
    yield made
    made.close()


def is_read_only(path: Path) -> bool:
    return path.exists() and not path.stat().st_mode & stat.S_IWRITE


def refuse(path: Path) -> None:
    raise PermissionError(errno.EACCES, "Access is denied", str(path))


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that neither removes nor replaces what is read-only."""

    def unlink(path: Path, missing_ok: bool = False) -> None:
        if is_read_only(path):
            refuse(path)
        _unlink(path, missing_ok=missing_ok)

    def replace(path: Path, target: Path) -> Path:
        if is_read_only(Path(target)):
            refuse(target)
        return _replace(path, target)

    monkeypatch.setattr(Path, "unlink", unlink)
    monkeypatch.setattr(Path, "replace", replace)


def fill(library: Library, first: int, last: int) -> None:
    for number in range(first, last):
        text = f"# 青禾县公园规划\n\n到2030年，新建口袋公园{number}处。\n"
        library.add(f"park{number % 3}", prepare(Source("plan.md", text.encode())), label=f"v{number}")


def count(library: Library) -> tuple[int, int]:
    """Packs, and objects in files of their own."""
    objects = library.store.git / "objects"
    return len(list(objects.glob("pack/*.pack"))), len(list(objects.glob("??/*")))


@pytest.mark.usefixtures("windows")
def test_read_only_objects_are_removed_once_they_are_packed(library: Library) -> None:
    fill(library, 0, 60)
    packs, loose = count(library)
    assert 1 <= packs <= 3
    assert loose < 450
    assert verify(library).problems == ()


def test_what_cannot_be_removed_is_not_packed_with_every_addition(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def unlink(path: Path, missing_ok: bool = False) -> None:
        if path.parent.parent.name == "objects" and path.exists():
            refuse(path)
        _unlink(path, missing_ok=missing_ok)

    with monkeypatch.context() as held:
        held.setattr(Path, "unlink", unlink)
        fill(library, 0, 90)
        packs, loose = count(library)
        assert 1 <= packs <= 4
        assert loose > 600
    head = library.store.head()
    assert head
    packing.pack(library.store.objects, head)
    assert count(library)[1] == 0
    assert verify(library).problems == ()


@pytest.mark.usefixtures("windows")
def test_an_empty_object_that_a_crash_left_is_replaced_though_it_is_read_only(library: Library) -> None:
    added = prepare(Source("plan.md", "# 青禾县公园规划\n\n新建公园。\n".encode()))
    library.add("park", added, label="one")
    library.remove("park@one")
    for path in (library.store.git / "objects").glob("??/*"):
        if b"blob" in zlib.decompress(path.read_bytes())[:4]:
            path.chmod(0o644)
            path.write_bytes(b"")
            path.chmod(0o444)
    library.add("park", added, label="one")
    assert library.original(library.find("park@one")).data == added.data


def test_a_library_grows_where_files_have_but_one_name(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_: Any, **__: Any) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", link)
    fill(library, 0, 2)
    lock, mark = library.store.git / "refs/heads/main.lock", library.store.own("next")
    lock.write_bytes(mark.read_bytes())  # a writer died between taking the lock and moving the branch
    fill(library, 2, 3)
    lock.touch()
    with pytest.raises(OutputError, match="another program is writing"):
        fill(library, 3, 4)
    lock.unlink()
    fill(library, 3, 4)
    assert len(library.documents()) == 3
    assert verify(library).problems == ()


def test_the_lock_of_windows_is_waited_for_and_other_refusals_are_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take, release = 1, 0  # what `msvcrt` calls LK_LOCK and LK_UNLCK
    answers = [errno.EDEADLK, errno.EACCES, None, None, errno.EBADF]
    tried: list[tuple[int, int, int]] = []

    def locking(*arguments: int) -> None:
        tried.append(arguments)  # type: ignore[arg-type]  # three numbers
        if (answer := answers.pop(0)) is not None:
            raise OSError(answer, os.strerror(answer))

    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=locking, LK_LOCK=take, LK_UNLCK=release))
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(sys, "platform", "win32")
        importlib.reload(locks)
    try:
        with locks.exclusive(tmp_path / "lock"):
            assert len(tried) == 3
        with pytest.raises(OSError, match="Bad file descriptor"), locks.exclusive(tmp_path / "lock"):
            pass
    finally:
        importlib.reload(locks)
    assert [arguments[1:] for arguments in tried] == [(take, 1), (take, 1), (take, 1), (release, 1), (take, 1)]


def test_a_new_library_appears_though_another_program_looks_into_its_folder_for_a_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusals = 3

    def replace(path: Path, target: Path) -> Path:
        nonlocal refusals
        if path.name.endswith(".new") and refusals:
            refusals -= 1
            refuse(path)
        return _replace(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(durable, "PAUSE", 0.0)
    monkeypatch.setattr(durable, "ON_WINDOWS", True)
    with Library.create(tmp_path / "plans") as made:
        assert made.documents() == {}
    assert refusals == 0


def test_a_step_that_stays_refused_though_a_mode_was_accepted_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (kept := tmp_path / "object").touch(mode=durable.READ_ONLY)
    attempts: list[Path] = []

    def refuse_always(path: Path, **_: bool) -> None:
        attempts.append(path)
        refuse(path)

    monkeypatch.setattr(Path, "unlink", refuse_always)
    monkeypatch.setattr(Path, "chmod", lambda *_: None)  # as a mount that has no modes of its own
    with pytest.raises(PermissionError):
        durable.remove_file(kept)
    assert attempts == [kept] * durable.ATTEMPTS


@pytest.mark.parametrize("refusal", [errno.EPERM, errno.ENOSYS])
def test_where_files_have_no_modes_and_one_name_a_library_and_a_report_are_written(
    refusal: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse_all(*_: Any, **__: Any) -> None:
        raise OSError(refusal, os.strerror(refusal))

    for place, name in ((os, "chmod"), (os, "link"), (Path, "chmod")):
        monkeypatch.setattr(place, name, refuse_all)
    with Library.create(tmp_path / "plans") as made:
        fill(made, 0, 4)
        assert verify(made).problems == ()
    report = str(tmp_path / "report.html")
    assert main(["compare", "park0@v0", "park0@v3", "--library", str(tmp_path / "plans"), "-o", report]) == 0
    assert Path(report).read_bytes().startswith(b"<!doctype html>")
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.mark.skipif(os.name == "nt", reason="fcntl of Unix")
def test_a_mac_tells_the_drive_too_and_a_drive_that_does_not_understand_is_synced_as_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    told: list[int] = []

    def control(handle: int, command: int) -> int:
        told.append(command)
        if len(told) > 1:
            raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))
        return handle

    synced: list[int] = []
    monkeypatch.setattr(durable, "FULL_SYNC", 51)
    monkeypatch.setattr(fcntl, "fcntl", control)
    monkeypatch.setattr(os, "fsync", synced.append)
    for _ in range(2):
        with (tmp_path / "file").open("wb") as file:
            durable._sync(file.fileno())
    assert told == [51, 51]
    assert len(synced) == 1


def test_names_that_a_mac_spells_with_marks_of_their_own_are_the_same_names(library: Library) -> None:
    composed, apart = "café/plan", "cafe\u0301/plan"
    added = prepare(Source("plan.md", "# 青禾县公园规划\n\n新建公园。\n".encode()))
    assert library.add(apart, added, label="one").version.name == composed
    assert library.find(f"{apart}@one") == library.find(f"{composed}@one")
