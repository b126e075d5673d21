"""A library under faults: killed writers, pulled plugs, full disks, writers side by side, damaged files."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from faults import points
from faults.victim import add, edition, state
from plandiff.cli.main import main
from plandiff.errors import InputError, OutputError, PlandiffError
from plandiff.library import Library
from plandiff.library.locks import exclusive
from plandiff.library.store import Store
from plandiff.library.verify import verify

HERE = Path(__file__).parent
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and hard faults of Unix")


def in_process(*arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *map(str, arguments)], cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library with two versions of one document."""
    place = tmp_path / "library"
    Library.create(place).close()
    add(place, 0)
    add(place, 1)
    return place


def sound(folder: Path) -> bool:
    library = Library(folder)
    verdict = verify(library)
    library.close()
    return not verdict.problems


@POSIX
@pytest.mark.slow
@pytest.mark.parametrize(("how", "runs"), [("kill", 200), ("plug", 80)])
def test_a_writer_that_dies_leaves_the_library_as_before_or_after(tmp_path: Path, how: str, runs: int) -> None:
    memory = Path("/dev/shm")  # noqa: S108 - what is synced is kept account of, so that the disk need not be waited for
    with TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else tmp_path) as place:
        Library.create(Path(place, "library")).close()
        process = in_process("-m", "faults.victim", Path(place, "library"), "1", str(runs), how)
        out, error = process.communicate()
    assert process.returncode == 0, error[-2000:]
    assert runs // 2 < int(out) < runs  # most died on the way, some came to the end


def test_a_step_that_the_disk_refuses_is_one_error_and_changes_nothing(folder: Path, tmp_path: Path) -> None:
    refused, step = 0, 0
    while True:
        step += 2
        copy = tmp_path / f"copy-{step}"
        shutil.copytree(folder, copy)
        taken = 0

        def refuse(event: str, arguments: tuple[Any, ...], copy: Path = copy) -> None:
            nonlocal taken
            if points.concerns(copy, event, arguments):
                taken += 1
                if taken == step:  # noqa: B023 - called in this turn of the loop
                    if event == "write":
                        points.write_part(*arguments)
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        library = Library(copy)
        with points.watched(refuse):
            try:
                library.add("云河/教育", edition(2), label="v2")
            except PlandiffError:
                refused += 1
        library.close()
        assert state(copy) in ({"v0", "v1"}, {"v0", "v1", "v2"})
        assert sound(copy)
        add(copy, 3)
        assert "v3" in state(copy)
        shutil.rmtree(copy)
        if taken < step:
            break
    assert refused > 15


@POSIX
def test_eight_writers_at_once_lose_nothing(folder: Path) -> None:
    code = "import sys; from pathlib import Path; from faults.victim import add\n"
    code += "for number in range(int(sys.argv[2]), int(sys.argv[2]) + 5): add(Path(sys.argv[1]), number)"
    processes = [in_process("-c", code, folder, str(first)) for first in range(10, 90, 10)]
    for process in processes:
        _, error = process.communicate()
        assert process.returncode == 0, error[-2000:]
    expected = {f"v{first + number}" for first in range(10, 90, 10) for number in range(5)}
    assert state(folder) == expected | {"v0", "v1"}
    assert sound(folder)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork.*:DeprecationWarning")  # that is what is tested
def test_a_process_forked_while_another_thread_reads_and_writes_is_not_held_up_and_holds_nobody_up(folder: Path) -> None:
    from threading import Event, Thread

    library = Library(folder)
    library.store.own().mkdir(exist_ok=True)
    held, enough = Event(), Event()

    def hold() -> None:
        with exclusive(library.store.own("lock")), library.store.packs:
            held.set()
            enough.wait()

    holder = Thread(target=hold)
    holder.start()
    held.wait()
    begin, end = os.pipe()
    child = os.fork()
    if not child:  # it has the lock's file open, and the lock of a thread that it has not
        signal.alarm(30)
        found = library.store.packs.acquire(timeout=5) and len(library.versions("云河/教育")) == 2
        os.write(end, b"1" if found else b"0")
        signal.pause()
    enough.set()
    holder.join()
    assert os.read(begin, 1) == b"1"
    add(folder, 2)
    assert os.waitpid(child, os.WNOHANG) == (0, 0)  # it still lives
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    for handle in (begin, end):
        os.close(handle)
    library.close()


def test_a_branch_that_git_moved_in_the_meantime_is_not_moved_back(folder: Path) -> None:
    store, other = Store(folder), Store(folder)
    pushed: list[int] = []

    def change(_: object) -> dict[tuple[str, ...], bytes]:
        if not pushed:  # as a push would: the branch moves without plandiff's own lock
            pushed.append(1)
            made = other._write_commit(other.head(), {("pushed.txt",): b"by git"}, "pushed")
            other._repo.refs[b"refs/heads/main"] = made  # type: ignore[index]
        return {("added.txt",): b"by plandiff"}

    store.commit(change, "added")
    assert {"pushed.txt", "added.txt"} <= store.snapshot().folder().keys()
    store.close()
    other.close()


def test_the_lock_of_another_program_is_respected(folder: Path) -> None:
    (folder / ".git/refs/heads/main.lock").touch()
    with pytest.raises(OutputError, match="another program is writing"):
        add(folder, 2)
    (folder / ".git/refs/heads/main.lock").unlink()
    add(folder, 2)
    assert "v2" in state(folder)


def damaged(data: bytes) -> Iterator[bytes]:
    yield b""
    yield data[: len(data) // 2]
    yield data[:20] + bytes([data[20] ^ 0x55]) + data[21:]


def test_a_damaged_object_is_named_and_never_a_traceback(folder: Path, capfd: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    named = set()
    for path in sorted((folder / ".git/objects").glob("??/*")):
        whole = path.read_bytes()
        path.chmod(0o644)
        for broken in (*damaged(whole), None):
            path.unlink(missing_ok=True)
            if broken is not None:
                path.write_bytes(broken)
            code = main(["verify", "--library", str(folder)])
            said = capfd.readouterr()
            assert code == 2, said
            assert "Traceback" not in said.out + said.err
            assert f"{path.parent.name}{path.name}" in said.out + said.err or "云河/教育@v" in said.out + said.err
            named |= {line.partition(": object")[0] for line in said.out.splitlines() if line.startswith("云河")}
            for command in (["show", "云河/教育@v1"], ["log", "云河/教育"], ["list"]):
                assert main([*command, "--library", str(folder)]) in (0, 2)
                assert capfd.readouterr().err.count("\n") <= 1
        path.write_bytes(whole)
    assert sound(folder)
    assert any("original.txt" in name for name in named)
    assert any("plan.md" in name for name in named)


@pytest.mark.parametrize("junk", [b"", b"junk", b"x" * 3000], ids=["empty", "short", "long"])
def test_a_damaged_index_of_a_pack_is_one_line_and_no_fault_of_the_program(
    folder: Path, junk: bytes, capfd: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    subprocess.run(["git", "-C", str(folder), "gc", "--quiet"], check=True)
    (index,) = folder.glob(".git/objects/pack/*.idx")
    index.chmod(0o644)
    index.write_bytes(junk)
    for chosen in (["--library", str(folder)], []):
        monkeypatch.chdir(folder)
        assert main(["verify", *chosen]) == 2
        said = capfd.readouterr()
        assert "is damaged" in said.err
        assert (said.out + said.err).count("\n") == 1


def test_a_file_changed_behind_the_librarys_back_does_not_pass_for_the_original(folder: Path) -> None:
    store = Store(folder)
    store.commit(lambda _: {("云河", "教育", "@v1", "original.txt"): b"forged"}, "forged")
    store.close()
    library = Library(folder)
    with pytest.raises(InputError, match="is damaged"):
        library.original(library.find("云河/教育@v1"))
    assert [problem.values["where"] for problem in verify(library).problems] == ["云河/教育@v1"]
    library.close()
