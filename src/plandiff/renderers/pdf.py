"""PDF: the report or the table as printed by an installed browser; the table by LibreOffice if there is no browser.

The browser starts with a temporary profile, has no network access, and a time limit.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from typing import Final

from plandiff import programs
from plandiff.errors import PlandiffError
from plandiff.model import Comparison
from plandiff.renderers.options import RenderOptions

VARIABLE: Final = "PLANDIFF_BROWSER"
"""Names the browser, if it is not one of those below or not the one wanted."""
BROWSERS: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
)
TIME_LIMIT: Final = 180.0
"""Seconds that a browser may take: it starts in two, and prints the report of a law of 100,000 characters in half a minute."""
_OPTIONS: Final = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-default-apps",
    "--metrics-recording-only",
    "--no-pings",
    "--proxy-server=127.0.0.1:9",  # where nothing listens
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
    "--export-tagged-pdf",
    "--generate-pdf-document-outline",
)
_TIME: Final = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}")
"""The file's creation time; replaced by one of the same length, so that no offset in the file changes."""


def render_report_pdf(comparison: Comparison, options: RenderOptions) -> bytes:
    from plandiff.renderers.html import render_html

    browser = find_browser()
    if browser is None:
        raise PlandiffError("no-browser")
    return printed(browser, render_html(comparison, options))


def render_table_pdf(comparison: Comparison, options: RenderOptions) -> bytes:
    """As the browser prints the page; a template is a Word file, which only LibreOffice can print."""
    from plandiff.renderers.table.html import render_html

    browser = find_browser()
    if browser is not None and options.table.template is None:
        return printed(browser, render_html(comparison, options))
    return _through_libreoffice(comparison, options)


def find_browser() -> str | None:
    """The browser that prints; None if there is none."""
    named = os.environ.get(VARIABLE)
    if named and Path(named).name != named:  # a path, possibly a relative one: it is the user's own choice
        named = str(Path(named).absolute())
    return programs.find((named,) if named else BROWSERS)


def printed(browser: str, page: bytes) -> bytes:
    """A page as PDF, tagged and with an outline. Raises `PlandiffError` when the browser fails or takes too long."""
    name = Path(browser).stem
    with tempfile.TemporaryDirectory(prefix="plandiff-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        (place / "page.html").write_bytes(page)
        command = [browser, *_OPTIONS, f"--user-data-dir={place / 'profile'}", f"--print-to-pdf={place / 'page.pdf'}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:  # it refuses to run its sandbox for that user
            command.append("--no-sandbox")
        try:
            programs.run([*command, (place / "page.html").as_uri()], place, TIME_LIMIT)
        except TimeoutError as problem:
            raise PlandiffError("printing-slow", program=name, seconds=TIME_LIMIT) from problem
        except OSError as problem:
            raise PlandiffError("not-printed", program=name) from problem
        if not (place / "page.pdf").is_file():
            raise PlandiffError("not-printed", program=name)
        return _TIME.sub(rb"/\1 (D:19800101000000", (place / "page.pdf").read_bytes())


def _through_libreoffice(comparison: Comparison, options: RenderOptions) -> bytes:
    from plandiff import libreoffice
    from plandiff.renderers.table.docx import render_docx

    found, seconds = libreoffice.program(), libreoffice.TIME_LIMIT
    if found is None:
        raise PlandiffError("no-printer")
    name = Path(found).stem
    try:
        written = libreoffice.convert(render_docx(comparison, options), "pdf:writer_pdf_Export", seconds)
    except TimeoutError as problem:
        raise PlandiffError("printing-slow", program=name, seconds=seconds) from problem
    except OSError as problem:
        raise PlandiffError("not-printed", program=name) from problem
    if written is None:
        raise PlandiffError("not-printed", program=name)
    return written
