"""Files that are printed pages: which they are, and how they are read; the readers themselves are loaded when there is one to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from plandiff.readers.office import holds

if TYPE_CHECKING:
    from plandiff.model import Document, Source

PDF: Final = (b"%PDF-",)


def read_pdf(source: Source) -> Document:
    """A PDF. Raises `InputError` where it cannot be read, or what reads it is not installed."""
    from plandiff.readers.pdf import reader

    return reader.read(source)


def is_ofd(source: Source) -> bool:
    """Whether an archive is an OFD file."""
    return holds(source, "OFD.xml")


def read_ofd(source: Source) -> Document:
    """An OFD file. Raises `InputError` where it cannot be read."""
    from plandiff.readers.ofd import reader

    return reader.read(source)
