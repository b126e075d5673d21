"""Programs installed on the machine, run for one file: found by name, for a limited time, together with all they start."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path


def find(names: Iterable[str]) -> str | None:
    """The first of these programs that is installed, by its name or its usual location.

    A relative folder in PATH could be chosen by whoever wrote the repository being looked at;
    on Windows the current folder itself is searched as well. What is found there is not run.
    """
    folders = os.pathsep.join(folder for folder in os.get_exec_path() if Path(folder).is_absolute())
    found = (shutil.which(name, path=folders) for name in names)
    return next((program for program in found if program and Path(program).is_absolute()), None)


def run(command: Sequence[str], folder: Path, seconds: float) -> None:
    """Run a program in a folder, without input and without a terminal; nothing that it started outlives the call.

    Raises `TimeoutError` when it takes longer, and `OSError` when it cannot be started.
    """
    running = subprocess.Popen(  # noqa: S603  a list of our own making, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        start_new_session=True,
    )
    try:
        running.wait(seconds)
    except subprocess.TimeoutExpired as problem:
        raise TimeoutError from problem
    finally:
        _end(running)


def _end(running: subprocess.Popen[bytes]) -> None:
    """End the program, if it still runs, and whatever it started and left behind."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):  # nothing is left of its process group
            os.killpg(running.pid, signal.SIGKILL)
    elif running.poll() is None:
        running.kill()
    running.wait()
