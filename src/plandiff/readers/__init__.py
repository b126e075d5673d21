"""Source -> blocks: one file per format, chosen from the table `FORMATS` (`formats.py`).

A reader splits a document into printed blocks and records what the format states about
them (a heading's level, bold or centred lines, the grid of a table, what lies outside the main
text). It does not guess structure: that is the normalizer's job, and the same for every format.
"""

from __future__ import annotations

from dataclasses import replace

from plandiff.errors import InputError
from plandiff.model import AS_ACCEPTED, Document, Reading, Source
from plandiff.model.names import settled
from plandiff.readers.formats import ACCEPTED, FORMATS, SUFFIXES, UNSUPPORTED, Format, format_of, media_type_of
from plandiff.readers.revisions import settle_revisions

__all__ = ["ACCEPTED", "FORMATS", "SUFFIXES", "UNSUPPORTED", "Format", "format_of", "media_type_of", "read"]


def read(source: Source, reading: Reading = AS_ACCEPTED) -> Document:
    """Split a source into blocks, its own revisions applied or undone.

    Raises `InputError` when its format is not supported or it has nothing that can be read.
    """
    source = settled(source, reading)
    row = format_of(source, source.reading)
    revisions = source.reading.revisions or "accepted"
    if row.magic:  # the reader of such a file decides where paragraphs end and how they are numbered
        source = replace(source, reading=source.reading._replace(revisions=revisions))
    document = row.read(source)
    blocks, notes = settle_revisions(document.blocks, revisions, trusted=row.trusted)
    if not blocks and not document.front_matter:
        raise InputError(source.name, "no-text")
    return replace(document, blocks=blocks, notes=document.notes + notes)
