"""Office files as archives of parts: the same parts give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

TIME: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that an archive can note, which programs take for none."""
UNIX: Final = 3
"""The system that archives say they were made on, wherever that was."""


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
    """The parts of an archive, in its order. Raises what `zipfile` does for what is none."""
    with ZipFile(BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}
