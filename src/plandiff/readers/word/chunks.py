"""Documents inside a Word file (`altChunk`): each is read as what it is, by its own reader."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Final

from plandiff.errors import InputError
from plandiff.model import Block, Note, Reading, Source
from plandiff.readers.links import digest_of

if TYPE_CHECKING:
    from plandiff.readers.word.context import Context

MAX_DEPTH: Final = 4
"""Files within one another; more is an attack."""
_WEB_ARCHIVE: Final = (b"mime-version:", b"content-type:", b"from:")
"""How a web page with its pictures in one file (MHT) begins."""


def read_chunk(context: Context, part: str) -> tuple[list[Block], list[Note]]:
    """The blocks of a document inside another, and what its reader noted; of one that cannot be read a single opaque block."""
    from plandiff.readers.formats import format_of

    data = context.package.data(part)
    declared = context.package.media_type(part)
    if data.lstrip()[:200].lower().startswith(_WEB_ARCHIVE):
        data, declared = _page_of(data)
    if not data.strip():
        return [], []
    reading = Reading("original" if context.original else "accepted")
    source = Source(part.rpartition("/")[2], data, declared or None, reading=reading)
    try:
        row = format_of(source)
        if context.depth >= MAX_DEPTH:
            return [Block("opaque", source.name, digest=digest_of(data))], [Note("chunk-unread", source.name)]
        document = row.read_within(source, context.depth + 1) if row.read_within else row.read(source)
    except InputError:
        return [Block("opaque", source.name, digest=digest_of(data))], [Note("chunk-unread", source.name)]
    return [replace(block, origin=(block.origin and block.origin._replace(part=source.name))) for block in document.blocks], list(
        document.notes
    )


def _page_of(data: bytes) -> tuple[bytes, str]:
    """The page in a web archive, decoded as its part says, and its type."""
    message = message_from_bytes(data, policy=policy.default)
    for part in message.walk():
        if part.get_content_maintype() == "text":
            content = part.get_payload(decode=True)
            return content if isinstance(content, bytes) else b"", str(part.get("Content-Type", "")).replace('"', "")
    return b"", ""
