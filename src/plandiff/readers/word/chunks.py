"""Documents inside a Word file (`altChunk`), each read by the reader for its format."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from plandiff.errors import InputError
from plandiff.model import Block, Document, Note, Origin, Reading, Source, Span, Spanned
from plandiff.readers.allowance import MAX_DEPTH, Allowance
from plandiff.readers.links import digest_of
from plandiff.readers.office import read_converted

if TYPE_CHECKING:
    from plandiff.readers.word.context import Context

CONVERTED: Final = 40
"""How many documents one counts as that LibreOffice has to convert to a Word file."""


def read_chunk(context: Context, part: str) -> tuple[list[Block], list[Note]]:
    """The blocks of a document inside another, and its reader's notes; a single opaque block if it cannot be read."""
    data = context.package.data(part)
    declared = context.package.media_type(part)
    if not data.strip():
        return [], []
    reading = Reading("original" if context.original else "accepted")
    source = Source(part.rpartition("/")[2], data, declared or None, reading=reading)
    try:
        document = _read(source, context.package.allowance)
    except InputError:
        return [Block("opaque", source.name, digest=digest_of(data))], [Note("chunk-unread", source.name)]
    inside = f"{source.name}-{next(context.serial)}-"
    return [_placed(block, source.name, inside) for block in document.blocks], list(document.notes)


def _placed(block: Block, part: str, inside: str) -> Block:
    """A block of a document inside another, with keys distinct from those around it, so that notes do not mix."""
    block = block.mapped(lambda whole: Spanned(whole.text, tuple(_own(span, inside) for span in whole.spans)))
    origin = block.origin._replace(part=part) if block.origin else Origin(part=part)
    return replace(block, key=inside + block.key if block.key else "", origin=origin)


def _own(span: Span, inside: str) -> Span:
    return span._replace(value=inside + span.value) if span.kind == "footnote" else span


def _read(source: Source, allowance: Allowance) -> Document:
    from plandiff.readers.formats import format_of

    row = format_of(source)
    allowance.inside -= CONVERTED if row.read is read_converted else 1
    if allowance.inside < 0 or allowance.depth >= MAX_DEPTH:
        raise InputError(source.name, "unpacks-too-much")
    if row.read_within is None:
        return row.read(source)
    allowance.depth += 1
    try:
        return row.read_within(source, allowance)
    finally:
        allowance.depth -= 1
