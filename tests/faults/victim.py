"""Writers that die at a given step, as a process of their own: `victim.py FOLDER SEED RUNS kill|plug`.

Each is forked, adds versions to the library, and is gone at a step picked at random. `kill` leaves the
files as they are; `plug` takes away, again at random, what had not been synced: file contents, and
names in folders. After each the library must hold what it held before, or one version more.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

from faults import points
from plandiff.library import Edition, Library, packing
from plandiff.library.verify import verify

STEPS = 110
"""A little more than an addition has, so that some are not hit at all; with packing it has more."""

Listing = dict[str, int]
"""File name -> inode."""


class Disk:
    """What is safe on the disk: contents by inode, and the names in each folder."""

    def __init__(self, folder: Path) -> None:
        self.contents: set[int] = set()
        self.names: dict[str, Listing] = {}
        for path in (folder, *folder.rglob("*")):
            if path.is_dir():
                self.names[str(path)] = listing(path)
            else:
                self.contents.add(path.stat().st_ino)

    def synced(self, handle: int) -> None:
        path = Path(f"/proc/self/fd/{handle}").readlink()
        if path.is_dir():
            self.names[str(path)] = listing(path)
        else:
            self.contents.add(os.fstat(handle).st_ino)


def listing(folder: Path) -> Listing:
    return {path.name: path.stat().st_ino for path in folder.iterdir() if not path.is_dir()}


def edition(number: int) -> Edition:
    text = f"第{number}版：到2025年，学前三年毛入园率达到{number}%。\n" * 20
    return Edition(text.encode(), f"# 规划\n\n{text}", str(number), file="plan.txt")


def add(folder: Path, number: int) -> None:
    library = Library(folder)
    library.add("云河/教育", edition(number), label=f"v{number}")
    library.close()


def state(folder: Path) -> frozenset[str]:
    """The labels of the versions; every original is read and must be what was added."""
    library = Library(folder)
    versions = library.versions("云河/教育")
    for version in versions:
        assert library.original(version).data == edition(int(version.label[1:])).data
    library.close()
    return frozenset(version.label for version in versions)


def die(folder: Path, number: int, step: int, *, plug: bool, rng: random.Random) -> None:
    """Add a version in this process, and be gone before the given step of it."""
    disk = Disk(folder) if plug else None
    before = folder.with_name("before")
    if plug:
        shutil.copytree(folder, before)
    taken = 0

    def count(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal taken
        taken += 1
        if taken == step:
            if disk:
                points._steps.clear()
                pull(folder, before, disk, rng)
            os.kill(os.getpid(), signal.SIGKILL)
        if disk and event == "fsync":
            points._fsync(arguments[0])
            disk.synced(arguments[0])

    with points.watched(count):
        add(folder, number)
    os._exit(0)


def pull(folder: Path, before: Path, disk: Disk, rng: random.Random) -> None:
    """Of what was not synced, some is on the disk and some is not."""
    for path in [path for path in (folder, *sorted(folder.rglob("*"))) if path.is_dir()]:
        safe, now = disk.names.get(str(path), {}), listing(path)
        for name in sorted(safe.keys() | now.keys()):
            if safe.get(name) == now.get(name) or rng.random() < 0.5:
                continue
            old = before / path.relative_to(folder) / name
            (path / name).unlink(missing_ok=True)
            if name in safe and old.is_file():
                shutil.copy(old, path / name)
                disk.contents.add((path / name).stat().st_ino)
        for name, inode in sorted(listing(path).items()):
            if inode not in disk.contents and rng.random() < 0.7:
                data = (path / name).read_bytes()
                (path / name).unlink()  # not written over: it may have another name that is safe
                (path / name).write_bytes(data[: rng.choice((0, len(data) // 2))])


def main(base: Path, seed: int, runs: int, *, plug: bool) -> None:
    rng = random.Random(seed)  # noqa: S311 - which step it is need not be secret
    packing.SAMPLES = tuple(f"{number:02x}" for number in range(256))  # type: ignore[misc, assignment]  # judged exactly
    for number in range(4):
        add(base, number)
    held, died = state(base), 0
    for run in range(runs):
        folder = base.with_name(f"run-{run}")
        shutil.copytree(base, folder)
        packs = run % 4 == 0
        packing.LOOSE_LIMIT = 20 if packs else 2048  # type: ignore[misc]
        step = rng.randint(1, STEPS * (3 if packs else 1))
        child = os.fork()
        if not child:
            die(folder, 4, step, plug=plug, rng=rng)
        died += os.WIFSIGNALED(os.waitpid(child, 0)[1])
        assert state(folder) in (held, held | {"v4"}), step
        child = os.fork()
        if not child:
            add(folder, 5)  # the next writer is not in its way
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 0, step
        assert "v5" in state(folder), step
        library = Library(folder)
        assert verify(library).problems == (), step
        library.close()
        shutil.rmtree(folder)
        shutil.rmtree(folder.with_name("before"), ignore_errors=True)
    sys.stdout.write(f"{died}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), plug=sys.argv[4] == "plug")
