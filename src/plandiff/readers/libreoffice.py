"""Older office files, RTF and OpenDocument: LibreOffice converts them to Word or Excel files, which are then read."""

from __future__ import annotations

from typing import Final

from plandiff.errors import InputError
from plandiff.libreoffice import TIME_LIMIT, convert

_WORD: Final = "docx:MS Word 2007 XML"
_EXCEL: Final = "xlsx:Calc MS Excel 2007 XML"


def as_word(name: str, data: bytes) -> bytes:
    """A document as a Word file. Raises `InputError` when LibreOffice is missing, takes too long or cannot read it."""
    return _converted(name, data, _WORD)


def as_excel(name: str, data: bytes) -> bytes:
    """A spreadsheet as an Excel file; raises as `as_word` does."""
    return _converted(name, data, _EXCEL)


def _converted(name: str, data: bytes, form: str) -> bytes:
    try:
        written = convert(data, form, TIME_LIMIT)
    except TimeoutError as problem:
        raise InputError(name, "libreoffice-slow", seconds=TIME_LIMIT) from problem
    except OSError as problem:
        raise InputError(name, "no-libreoffice") from problem
    if written is None:
        raise InputError(name, "not-converted")
    return written
