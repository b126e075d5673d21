"""LibreOffice turns one kind of office file into another.

It runs in a profile of its own, so that neither the user's settings nor an open LibreOffice affect it, for a
limited time, and is told not to follow links or run macros.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from plandiff import programs

TIME_LIMIT: Final = 120.0
"""Seconds that LibreOffice may take for one file; it starts in two and writes a hundred pages in five."""
_PROGRAMS: Final = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
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
    return programs.find(_PROGRAMS)


def convert(data: bytes, form: str, seconds: float = TIME_LIMIT) -> bytes | None:
    """A file converted to the format that LibreOffice calls by that name; None where it cannot read the file.

    Raises `OSError` where LibreOffice is missing or cannot be started, and `TimeoutError` where it takes too long.
    """
    found = program()
    if found is None:
        raise FileNotFoundError
    with tempfile.TemporaryDirectory(prefix="plandiff-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        settings = place / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        (place / "document").write_bytes(data)
        profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
        options = [
            "--headless",
            "--norestore",
            "--nologo",
            "--nolockcheck",
            "--convert-to",
            form,
            "--outdir",
            str(place / "written"),
        ]
        programs.run([found, profile, *options, str(place / "document")], place, seconds)
        written = sorted((place / "written").glob("*"))
        return written[0].read_bytes() if written else None
