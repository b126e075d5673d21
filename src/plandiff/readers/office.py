"""Files of office programs: which they are, and how they are read; the readers themselves are loaded when there is one to read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from plandiff.model import Document, Source

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What the files of office programs before 2007 begin with, and those behind a password since."""
ZIP: Final = b"PK\x03\x04"
RTF: Final = b"{\\rtf"
_OLD_WORD: Final = "WordDocument".encode("utf-16-le")
"""The stream that holds the text of an older Word file, as its directory names it."""
_PROTECTED: Final = "EncryptedPackage".encode("utf-16-le")
_OPEN_TEXT: Final = b"application/vnd.oasis.opendocument.text"
_FIRST: Final = 200
"""Bytes of an archive in which an OpenDocument file says what it is."""


def is_word(source: Source) -> bool:
    """Whether a file is Word's, or an office file behind a password."""
    if source.data.startswith(OLE):
        return _PROTECTED in source.data
    from plandiff.readers.word import reader

    return reader.is_word(source)


def is_old_word(source: Source) -> bool:
    """Whether a file is one of Word 97 to 2003, or of WPS."""
    return _OLD_WORD in source.data


def is_open_text(source: Source) -> bool:
    """Whether an archive is an OpenDocument text."""
    return _OPEN_TEXT in source.data[:_FIRST]


def read_word(source: Source, depth: int = 0) -> Document:
    """A Word file. Raises `InputError` where it cannot be read."""
    from plandiff.errors import InputError
    from plandiff.readers.word import reader

    if source.data.startswith(OLE):
        raise InputError(source.name, "protected")
    return reader.read(source, depth)


def read_converted(source: Source) -> Document:
    """A document that LibreOffice turns into a Word file. Raises `InputError` where it cannot, or is not there."""
    from plandiff.readers.libreoffice import as_word
    from plandiff.readers.word import reader

    return reader.read(replace(source, data=as_word(source.name, source.data)))
