"""Files of fixed pages: how they are recognised and read; the readers themselves are loaded only when needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from plandiff.readers.office import holds

if TYPE_CHECKING:
    from plandiff.model import Document, Source

PDF: Final = (b"%PDF-",)


def read_pdf(source: Source) -> Document:
    """A PDF. Raises `InputError` when it cannot be read, or the library that reads it is not installed."""
    from plandiff.readers.pdf import reader

    return reader.read(source)


def is_ofd(source: Source) -> bool:
    """Whether an archive is an OFD file, possibly encrypted."""
    return holds(source, "OFD.xml") or holds(source, "Encryptions.xml")


def read_ofd(source: Source) -> Document:
    """An OFD file. Raises `InputError` when it cannot be read."""
    from plandiff.readers.ofd import reader

    return reader.read(source)
