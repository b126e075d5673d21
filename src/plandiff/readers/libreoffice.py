"""Older Word files, RTF and OpenDocument texts: LibreOffice writes them as Word files, which are then read as such."""

from __future__ import annotations

from typing import Final

from plandiff.errors import InputError
from plandiff.libreoffice import TIME_LIMIT, convert

_WORD: Final = "docx:MS Word 2007 XML"


def as_word(name: str, data: bytes) -> bytes:
    """A document as a Word file. Raises `InputError` where LibreOffice is missing, takes too long or cannot read it."""
    try:
        written = convert(data, _WORD, TIME_LIMIT)
    except TimeoutError as problem:
        raise InputError(name, "libreoffice-slow", seconds=TIME_LIMIT) from problem
    except OSError as problem:
        raise InputError(name, "no-libreoffice") from problem
    if written is None:
        raise InputError(name, "not-converted")
    return written
