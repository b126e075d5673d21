"""A whole PDF."""

from __future__ import annotations

from plandiff.errors import InputError
from plandiff.model import Document, Note, Source
from plandiff.readers.layout.reading import read_pages
from plandiff.readers.layout.sheets import ATTACHED
from plandiff.readers.pdf.limits import refuse_bombs


def read(source: Source) -> Document:
    """What a PDF prints. Raises `InputError` if it is damaged, encrypted, larger than documents are, or without text."""
    try:
        from plandiff.readers.pdf.engine import opened
    except ImportError:
        raise InputError(source.name, "no-pdfium") from None
    refuse_bombs(source.name, source.data)
    with opened(source.name, source.data) as file:
        pages = tuple(file.pages())
        bookmarks = file.bookmarks()
        notes = [Note(ATTACHED, name) for name in file.attached()]
    return read_pages(source.name, pages, bookmarks, notes)
