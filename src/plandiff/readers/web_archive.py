"""Web pages saved with their pictures in one file (MHT), as browsers and Word write them, and e-mails: the page or text inside is read."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from plandiff.errors import InputError
from plandiff.model import Note
from plandiff.readers import html, text
from plandiff.readers.texts import reader

if TYPE_CHECKING:
    from plandiff.model import Document, Source

BEGINNINGS: Final = (
    *(b"MIME-Version:", b"Content-Type:", b"From:", b"To:", b"Subject:", b"Date:", b"Received:", b"Return-Path:"),
    *(b"Delivered-To:", b"Message-ID:", b"X-", b"DKIM-Signature:", b"ARC-Seal:"),
)
"""How such files begin."""
ATTACHED: Final = "attachment-not-read"
"""Note: a message brings a file along."""
_HEAD: Final = 64_000
"""Bytes in which the header of a message ends; relays add to it."""
_HEADER: Final = re.compile(rb"(?:[!-9;-~]++:[^\r\n]*+(?:\r?\n[ \t][^\r\n]*+)*+\r?\n)++(?=\r?\n)")
"""The header of a message: fields, each of which may go on in indented lines."""
_FORM: Final = re.compile(rb"^(?:MIME-Version:|Content-Type:\s*(?:text|multipart)\b)", re.IGNORECASE | re.MULTILINE)
"""Fields of which a message has one, and other texts with labels none."""


def is_archive(source: Source) -> bool:
    """Whether a source is a message: a page with its resources, or an e-mail."""
    header = _HEADER.match(source.data.lstrip()[:_HEAD])
    return header is not None and _FORM.search(header.group()) is not None


def read(source: Source) -> Document:
    """The first page in a message, or its first text where it has no page; files attached to it are told. Raises `InputError` when
    there is none."""
    from email import message_from_bytes, policy

    parts = list(message_from_bytes(source.data, policy=policy.default).walk())
    texts = [part for part in parts if part.get_content_maintype() == "text" and not part.is_attachment()]
    part = next((part for part in texts if part.get_content_subtype() == "html"), texts[0] if texts else None)
    content = part.get_payload(decode=True) if part else b""
    if part is None or not isinstance(content, bytes) or not content.strip():
        raise InputError(source.name, "no-text")
    inside = replace(source, data=content, media_type=str(part.get("Content-Type", "")).replace('"', ""))
    document = html.read(inside) if part.get_content_subtype() == "html" else reader(text.parse)(inside)
    attached = (name for part in parts if part.is_attachment() and (name := part.get_filename()))
    return replace(document, notes=(*document.notes, *(Note(ATTACHED, name) for name in attached)))
