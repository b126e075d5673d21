"""Office files as archives of parts: the same parts give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from plandiff.renderers.terminal import visible

TIME: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time an archive can record, which programs take for no time."""
UNIX: Final = 3
"""The system recorded in archives, whatever the actual one."""


CORE: Final = "docProps/core.xml"
"""The part that records a file's title, author and time."""
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_TERMS: Final = "http://purl.org/dc/"


def core_properties(title: str, author: str, date: str) -> bytes:
    """That part: nothing but what is given, since a file should not reveal its time or author unless the user wants it to."""
    known = [f"<dc:title>{escape(visible(title))}</dc:title>"]
    if author:
        known.append(f"<dc:creator>{escape(visible(author))}</dc:creator>")
    if date:
        known.append(f'<dcterms:created xsi:type="dcterms:W3CDTF">{escape(date)}</dcterms:created>')
    namespaces = (
        f'xmlns:cp="{_PACKAGE}" xmlns:dc="{_TERMS}elements/1.1/" xmlns:dcterms="{_TERMS}terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    opening = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{opening}<cp:coreProperties {namespaces}>{''.join(known)}</cp:coreProperties>".encode("utf-8", "replace")


def pack(parts: Mapping[str, bytes]) -> bytes:
    """The parts as an archive, in their order."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            entry = ZipInfo(name, TIME)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = UNIX
            archive.writestr(entry, data)
    return written.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """The parts of an archive, in its order. Raises what `zipfile` does for anything else."""
    with ZipFile(BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}
