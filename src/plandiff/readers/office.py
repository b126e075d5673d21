"""Office files: how they are recognised and read; the readers themselves are loaded only when needed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from plandiff.readers.allowance import Allowance

if TYPE_CHECKING:
    from plandiff.model import Document, Source

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What office files before 2007 begin with, and encrypted ones since."""
ZIP: Final = b"PK\x03\x04"
XML: Final = (b"<?xml", b"\xef\xbb\xbf<?xml")
RTF: Final = b"{\\rtf"
_OLD_SHEETS: Final = tuple(f"{name}\0".encode("utf-16-le") for name in ("Workbook", "Book"))
_OLD_WORD: Final = "WordDocument".encode("utf-16-le")
"""The stream with the text of an older Word file, as named in its directory."""
_MAIN_TYPES: Final = (b"wordprocessingml", b"ms-word.document", b"ms-word.template")
_BINARY: Final = "xl/workbook.bin"
_PROTECTED: Final = "EncryptedPackage".encode("utf-16-le")
_OPEN_TEXT: Final = b"application/vnd.oasis.opendocument.text"
_OPEN_SHEET: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_FLAT: Final = b"http://schemas.microsoft.com/office/2006/xmlPackage"
_MARKUP_2003: Final = b"http://schemas.microsoft.com/office/word/2003/wordml"
_SHEETS_2003: Final = b"urn:schemas-microsoft-com:office:spreadsheet"
_OPEN_MARKUP: Final = b"urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_BROKEN: Final = 100_000
"""Bytes of a broken archive that are searched for the names of its parts."""
_FIRST: Final = 2000
"""Bytes in which an OpenDocument or XML file says what it is."""


def is_word(source: Source) -> bool:
    """Whether a file is a Word file, or an encrypted office file."""
    if source.data.startswith(OLE):
        return _PROTECTED in source.data
    if source.data.startswith(XML):
        return _FLAT in source.data[:_FIRST]
    return _is_packed_word(source.data)


def _is_packed_word(data: bytes) -> bool:
    """Whether an archive is a Word file, possibly broken."""
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [entry.filename.replace("\\", "/").lower() for entry in archive.infolist()]
            return any(entry.startswith("word/") for entry in names) or (
                "[content_types].xml" in names and any(kind in archive.read("[Content_Types].xml") for kind in _MAIN_TYPES)
            )
    except (zipfile.BadZipFile, OSError, ValueError, KeyError, RuntimeError, NotImplementedError, EOFError):
        start = data[:_BROKEN]
        return b"word/" in start or (b"[Content_Types].xml" in start and b"xl/" not in start)


def is_old_word(source: Source) -> bool:
    """Whether a file is from Word 97 to 2003, in either of its formats, or from WPS."""
    return _MARKUP_2003 in source.data[:_FIRST] if source.data.startswith(XML) else _OLD_WORD in source.data


def is_open_text(source: Source) -> bool:
    """Whether a file is an OpenDocument text, packed or as plain XML."""
    return _is_open(source, _OPEN_TEXT)


def is_sheet(source: Source) -> bool:
    """Whether an archive is an Excel file, possibly broken."""
    return holds(source, "xl/") and not holds(source, _BINARY)


def is_old_sheet(source: Source) -> bool:
    """Whether a file is from Excel 97 to 2003, in either of its formats, from WPS, or in the binary format since."""
    if source.data.startswith(ZIP):
        return holds(source, _BINARY)
    if source.data.startswith(XML):
        return _SHEETS_2003 in source.data[:_FIRST]
    return any(name in source.data for name in _OLD_SHEETS)


def is_open_sheet(source: Source) -> bool:
    """Whether a file is an OpenDocument spreadsheet, packed or as plain XML."""
    return _is_open(source, _OPEN_SHEET)


def _is_open(source: Source, media_type: bytes) -> bool:
    if source.data.startswith(XML):
        head = source.data[:_BROKEN]
        return _OPEN_MARKUP in head and b'office:mimetype="%s"' % media_type in head
    return media_type in source.data[:_FIRST]


def holds(source: Source, beginning: str) -> bool:
    """Whether an archive has a part whose name begins with this; if it is broken, whether it seems to."""
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            return any(name.replace("\\", "/").lstrip("/").startswith(beginning) for name in archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return beginning.encode() in source.data[:_BROKEN]


def read_word(source: Source, allowance: Allowance | None = None) -> Document:
    """A Word file. Raises `InputError` when it cannot be read."""
    from plandiff.errors import InputError
    from plandiff.readers.word import reader

    if source.data.startswith(OLE):
        raise InputError(source.name, "protected")
    if source.data.startswith(XML):
        from plandiff.readers.word.flat import packed

        source = replace(source, data=packed(source.name, source.data))
    return reader.read(source, allowance or Allowance())


def read_converted(source: Source) -> Document:
    """A document that LibreOffice converts to a Word file. Raises `InputError` when it cannot, or is not installed."""
    from plandiff.readers.libreoffice import as_word
    from plandiff.readers.word import reader

    return reader.read(replace(source, data=as_word(source.name, source.data)), Allowance())


def read_sheets(source: Source) -> Document:
    """An Excel file. Raises `InputError` when it cannot be read."""
    from plandiff.readers.spreadsheets import reader

    return reader.read(source, Allowance())


def read_converted_sheets(source: Source) -> Document:
    """A spreadsheet that LibreOffice converts to an Excel file. Raises `InputError` when it cannot, or is not installed."""
    from plandiff.readers.libreoffice import as_excel
    from plandiff.readers.spreadsheets import reader

    return reader.read(replace(source, data=as_excel(source.name, source.data)), Allowance())
