"""Web pages saved with their pictures in one file (MHT), as browsers and Word write them: the page inside is read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from plandiff.errors import InputError
from plandiff.readers import html

if TYPE_CHECKING:
    from plandiff.model import Document, Source

BEGINNINGS: Final = (b"MIME-Version:", b"From: <Saved by", b"Content-Type:")
"""How such files begin."""
_HEAD: Final = 4000
"""Bytes in which a file says that it is one."""


def is_archive(source: Source) -> bool:
    """Whether a message is a page with its resources."""
    return b"multipart/related" in source.data[:_HEAD] or b"text/html" in source.data[:_HEAD]


def read(source: Source) -> Document:
    """The page in an archive. Raises `InputError` when there is none."""
    page, declared = page_of(source.data)
    if not page.strip():
        raise InputError(source.name, "no-text")
    return html.read(replace(source, data=page, media_type=declared))


def page_of(data: bytes) -> tuple[bytes, str]:
    """The first text in an archive, decoded as its part declares, and its declared type; empty if there is none."""
    from email import message_from_bytes, policy

    for part in message_from_bytes(data, policy=policy.default).walk():
        if part.get_content_maintype() == "text":
            content = part.get_payload(decode=True)
            return content if isinstance(content, bytes) else b"", str(part.get("Content-Type", "")).replace('"', "")
    return b"", ""
