"""Two documents in, the report out: plandiff behind a web form, with bounds on what strangers may send.

pip install fastapi python-multipart uvicorn plandiff
uvicorn web:app
"""

from __future__ import annotations

import time
from typing import Final

from fastapi import FastAPI, HTTPException, UploadFile
from fastapi.responses import HTMLResponse

import plandiff
from plandiff.model import Source

LIMITS: Final = plandiff.Limits(bytes=5_000_000, characters=1_000_000, units=20_000)
SECONDS: Final = 30.0
"""A comparison that takes longer is ended."""

app = FastAPI(title="plandiff")

FORM: Final = """<!doctype html><html lang="en"><meta charset="utf-8"><title>plandiff</title>
<form action="/compare" method="post" enctype="multipart/form-data">
<p><label>Old <input type="file" name="old" required></label></p>
<p><label>New <input type="file" name="new" required></label></p>
<p><button>Compare</button></p></form></html>"""


@app.get("/", response_class=HTMLResponse)
def form() -> str:
    return FORM


@app.post("/compare", response_class=HTMLResponse)
def compare(old: UploadFile, new: UploadFile) -> str:
    """The report as a page. FastAPI calls what is not `async` in a thread of its own; plandiff may run in several at once."""
    deadline = time.monotonic() + SECONDS
    try:
        comparison = plandiff.compare(received(old), received(new), limits=LIMITS, cancel=lambda: time.monotonic() > deadline)
        return plandiff.render_html(comparison, "zh")
    except plandiff.Cancelled as error:
        raise HTTPException(503, error.message("zh")) from error
    except plandiff.PlandiffError as error:
        raise HTTPException(422, error.message("zh")) from error


def received(file: UploadFile) -> Source:
    """What was sent, as a document: its name tells the format, and no path or address in it is ever followed."""
    limit = LIMITS.bytes or 0
    return Source(file.filename or "document", file.file.read(limit + 1))
