"""Text formats: decoded once, front matter separated."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from plandiff.model import Block, Document, Note, Source
from plandiff.readers.encodings import decode
from plandiff.readers.front_matter import split_front_matter

Header = tuple[tuple[str, str], ...]


class Text(NamedTuple):
    """The text of a source."""

    header: Header
    """Front matter."""
    body: str
    """The text below it, line ends made `\\n`."""
    first_line: int
    """The line on which the body begins."""
    notes: tuple[Note, ...]


@lru_cache(maxsize=1)
def text_of(source: Source) -> Text:
    """The text of a source; the last one is cached, as finding the format needs it before reading does.

    Raises `InputError` for anything that is not text.
    """
    whole, notes = decode(source)
    header, body, first_line, header_notes = split_front_matter(whole)
    return Text(header, body, first_line, notes + header_notes)


def reader(parse: Callable[[str, int], tuple[Block, ...]]) -> Callable[[Source], Document]:
    """A reader for a text format: `parse` splits a text that begins on the given line into blocks in reading order."""

    def read(source: Source) -> Document:
        whole = text_of(source)
        return Document(source.name, parse(whole.body, whole.first_line), whole.header, whole.notes)

    return read
