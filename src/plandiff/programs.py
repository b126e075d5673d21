"""Programs that are installed on the machine, run for one file: found by name, for a limited time, with all that they start."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path


def find(names: Iterable[str]) -> str | None:
    """The first of these programs that is installed, by its name or its usual place.

    A folder of the path that is named from the current one could be the choice of whoever wrote the repository that is looked at;
    on Windows the current folder itself is looked through as well. What is found there is not run.
    """
    folders = os.pathsep.join(folder for folder in os.get_exec_path() if Path(folder).is_absolute())
    found = (shutil.which(name, path=folders) for name in names)
    return next((program for program in found if program and Path(program).is_absolute()), None)


def run(command: Sequence[str], folder: Path, seconds: float) -> None:
    """Run a program in a folder, without input and with nobody to talk to; nothing that it started outlives the call.

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
    """End the program, should it still run, and what it started and left behind."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):  # there is nothing left of its group
            os.killpg(running.pid, signal.SIGKILL)
    elif running.poll() is None:
        running.kill()
    running.wait()
