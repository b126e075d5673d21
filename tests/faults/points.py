"""A file layer that can be made to fail: every step of a writer that changes the disk is a point where it may.

Opening, renaming, linking, removing and making folders are seen through Python's audit events, writing
and syncing by standing in for `os.write` and `os.fsync`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

EVENTS = frozenset(("open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.chmod"))

Step = Callable[[str, tuple[Any, ...]], None]
"""Told of each step before it is done: its name and its arguments."""

_steps: list[Step] = []
_write, _fsync = os.write, os.fsync


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if _steps and event in EVENTS:
        _steps[-1](event, arguments)


sys.addaudithook(_audit)


@contextmanager
def watched(step: Step) -> Iterator[None]:
    """Call `step` before every step that the writers in this process take."""

    def write(handle: int, data: Any) -> int:
        step("write", (handle, data))
        return _write(handle, data)

    def fsync(handle: int) -> None:
        step("fsync", (handle,))
        _fsync(handle)

    _steps.append(step)
    os.write, os.fsync = write, fsync  # type: ignore[assignment]  # stand-ins
    try:
        yield
    finally:
        os.write, os.fsync = _write, _fsync
        _steps.pop()


def concerns(folder: Path, event: str, arguments: tuple[Any, ...]) -> bool:
    """Whether a step touches a file in the folder; writing and syncing always do."""
    return event in ("write", "fsync") or any(
        isinstance(argument, (str, Path)) and Path(argument).is_relative_to(folder) for argument in arguments[:2]
    )


def write_part(handle: int, data: Any) -> None:
    """What a disk that fills up takes of a write."""
    _write(handle, bytes(data)[: len(data) // 2])
