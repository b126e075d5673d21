"""A Word file as a single XML file with its parts one after another (Flat OPC), as written by programs that fill in templates."""

from __future__ import annotations

import base64
import binascii
import io
import zipfile
from typing import Final

from plandiff.errors import InputError

_PKG: Final = "{http://schemas.microsoft.com/office/2006/xmlPackage}"


def packed(name: str, data: bytes) -> bytes:
    """The same file as an archive. Raises `InputError` when it is damaged."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    written = io.BytesIO()
    try:
        root = etree.fromstring(data, parser)
        if root.getroottree().docinfo.doctype:
            raise InputError(name, "word-damaged")
        with zipfile.ZipFile(written, "w") as archive:
            for part in root.iter(f"{_PKG}part"):
                markup = next((inner for around in part.iter(f"{_PKG}xmlData") for inner in around), None)
                binary = next(part.iter(f"{_PKG}binaryData"), None)
                if markup is not None:
                    content = etree.tostring(markup, encoding="utf-8")
                else:
                    content = base64.b64decode(binary.text or "") if binary is not None else b""
                archive.writestr(zipfile.ZipInfo(part.get(f"{_PKG}name", "").lstrip("/")), content)
    except (etree.XMLSyntaxError, binascii.Error, ValueError) as problem:
        raise InputError(name, "word-damaged") from problem
    return written.getvalue()
