"""Source -> blocks: one file per format, chosen by content from the table `READERS`.

A reader takes decoded text apart into printed blocks and says what the format states about
them (a heading's level, bold or centred lines, the grid of a table, what lies outside the main
text). It guesses no structure: that is the normalizer's work, and the same for every format.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from plandiff.errors import InputError
from plandiff.model import AS_ACCEPTED, Block, Document, Reading, Source
from plandiff.readers import canonical, html, markdown, text
from plandiff.readers.encodings import decode
from plandiff.readers.front_matter import split_front_matter
from plandiff.readers.revisions import settle_revisions

__all__ = ["READERS", "Reader", "read"]


Header = tuple[tuple[str, str], ...]


class Reader(NamedTuple):
    """One text format."""

    name: str
    recognise: Callable[[str, str, Header], bool]
    """(text without front matter, name of the source, front matter) -> whether the text is in this format."""
    parse: Callable[[str, int], tuple[Block, ...]]
    """(text without front matter, line on which it begins) -> its blocks in reading order."""


READERS: Final[tuple[Reader, ...]] = (
    Reader("canonical", lambda body, name, header: canonical.FORM in header, canonical.parse),  # noqa: ARG005
    Reader("html", lambda body, name, header: html.recognise(body), html.parse),  # noqa: ARG005
    Reader("markdown", lambda body, name, header: markdown.recognise(body, name), markdown.parse),  # noqa: ARG005
    Reader("text", lambda body, name, header: True, text.parse),  # noqa: ARG005
)
"""In the order in which they are asked; the last one takes everything."""

MARKDOWN: Final = ("text/markdown", "text/x-markdown")
"""Media types that say what the name of a file says otherwise."""

UNSUPPORTED: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF-", "PDF is not supported yet"),
    (b"PK\x03\x04", "Word, other office files and archives are not supported yet"),
    (b"PK\x05\x06", "archives are not supported"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word 97-2003 files are not supported"),
    (b"{\\rtf", "RTF is not supported"),
    (b"\x1f\x8b", "compressed files are not supported"),
    (b"BZh", "compressed files are not supported"),
    (b"\xfd7zXZ\x00", "compressed files are not supported"),
    (b"7z\xbc\xaf\x27\x1c", "archives are not supported"),
    (b"Rar!", "archives are not supported"),
    (b"\x89PNG\r\n\x1a\n", "images are not supported"),
    (b"\xff\xd8\xff", "images are not supported"),
    (b"GIF8", "images are not supported"),
    (b"II*\x00", "images are not supported"),
    (b"MM\x00*", "images are not supported"),
)
"""First bytes of formats that hold no plain text -> what to tell the user."""


def read(source: Source, reading: Reading = AS_ACCEPTED) -> Document:
    """Take a source apart into blocks, its own revisions carried out or undone.

    Raises `InputError` when its format is not supported or nothing in it can be read.
    """
    head = source.data[:1024].lstrip()
    for magic, cause in UNSUPPORTED:
        if head.startswith(magic):
            raise InputError(source.name, cause)
    whole, encoding_notes = decode(source)
    header, body, first_line, header_notes = split_front_matter(whole)
    name = f"{source.name}.md" if _media_type(source) in MARKDOWN else source.name
    reader = next(reader for reader in READERS if reader.recognise(body, name, header))
    revisions = reading.revisions or source.reading.revisions or "accepted"
    blocks, revision_notes = settle_revisions(reader.parse(body, first_line), revisions, trusted=reader.name == "canonical")
    if not blocks and not header:
        raise InputError(source.name, "the document holds no text")
    return Document(source.name, blocks, header, encoding_notes + header_notes + revision_notes)


def _media_type(source: Source) -> str:
    """As declared, without parameters such as the character set."""
    return (source.media_type or "").partition(";")[0].strip().lower()
