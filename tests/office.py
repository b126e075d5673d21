"""LibreOffice as a second opinion on Word files: what they say with all tracked changes accepted or rejected.

It runs in a profile of its own, for as long as one list of files takes, and is driven by the system's Python, which knows its UNO.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

SCRIPT: Final = Path(__file__).with_name("settle_in_libreoffice.py")
PYTHON: Final = "/usr/bin/python3"
LIMIT: Final = 300
"""Seconds that all files of a list may take."""
Job = tuple[bytes, str]
"""A file, and what is done to its changes: `Accept`, `Reject` or nothing."""


def is_there() -> bool:
    """Whether LibreOffice and a Python that can drive it are installed."""
    if shutil.which("soffice") is None or not Path(PYTHON).exists():
        return False
    return subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode == 0


def version() -> tuple[int, int]:
    """The version of LibreOffice, such as (25, 2)."""
    said = subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=True).stdout
    major, minor = said.split()[1].split(".")[:2]
    return int(major), int(minor)


def settled(jobs: Sequence[Job], suffix: str = ".txt") -> list[bytes]:
    """What LibreOffice writes of each file; nothing of one that it could not open."""
    with tempfile.TemporaryDirectory(prefix="plandiff-office-") as name:
        folder = Path(name)
        rows = []
        for number, (data, state) in enumerate(jobs):
            file = folder / f"{number}.docx"
            file.write_bytes(data)
            rows.append([str(file), state, str(folder / f"{number}{suffix}")])
        (folder / "jobs.json").write_text(json.dumps(rows), encoding="utf-8")
        office = subprocess.Popen(
            [
                "soffice",
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--norestore",
                f"--accept=pipe,name={folder.name};urp;",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": name},
        )
        try:
            subprocess.run([PYTHON, SCRIPT, folder.name, folder / "jobs.json"], timeout=LIMIT, check=True, capture_output=True)
        finally:
            office.terminate()
            office.wait()
        written = [Path(row[2]) for row in rows]
        return [file.read_bytes() if file.exists() else b"" for file in written]
