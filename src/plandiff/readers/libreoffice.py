"""Older Word files, RTF and OpenDocument texts: LibreOffice writes them as Word files, which are then read as such.

It runs in a profile of its own, so that neither the user's settings nor a LibreOffice that is open have any part in it, for a
limited time, and is told to follow no link and to run no macro.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from plandiff.errors import InputError

TIME_LIMIT: Final = 120.0
"""Seconds that LibreOffice may take for one file; it starts in two and writes a hundred pages in five."""
_PROGRAMS: Final = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
_WORD: Final = "docx:MS Word 2007 XML"
_SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def program() -> str | None:
    """LibreOffice, where it is installed."""
    return next(filter(None, map(shutil.which, _PROGRAMS)), None)


def as_word(name: str, data: bytes) -> bytes:
    """A document as a Word file. Raises `InputError` where LibreOffice is missing, takes too long or cannot read it."""
    found = program()
    if found is None:
        raise InputError(name, "no-libreoffice")
    with tempfile.TemporaryDirectory(prefix="plandiff-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        settings = place / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        (place / "document").write_bytes(data)
        _run(name, found, place)
        written = sorted((place / "written").glob("*"))
        if not written:
            raise InputError(name, "not-converted")
        return written[0].read_bytes()


def _run(name: str, found: str, place: Path) -> None:
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    options = [
        "--headless",
        "--norestore",
        "--nologo",
        "--nolockcheck",
        "--convert-to",
        _WORD,
        "--outdir",
        str(place / "written"),
    ]
    try:
        running = subprocess.Popen(  # noqa: S603  a list of our own making, no shell
            [found, profile, *options, str(place / "document")],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=place,
            start_new_session=True,
        )
    except OSError as problem:
        raise InputError(name, "no-libreoffice") from problem
    try:
        running.wait(TIME_LIMIT)
    except subprocess.TimeoutExpired as problem:
        raise InputError(name, "libreoffice-slow", seconds=TIME_LIMIT) from problem
    finally:
        _end(running)


def _end(running: subprocess.Popen[bytes]) -> None:
    """End LibreOffice and what it started, should any of it still run."""
    if running.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(running.pid, signal.SIGKILL)
        else:
            running.kill()
        running.wait()
