"""The complete tables of which the pages of a corpus show a part: comma-separated files safe from spreadsheet formulas."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Final

from plandiff.renderers.sheets import neutralized

PIECE: Final = 1 << 16
"""Characters per chunk."""
MARK: Final = "\ufeff"
"""Without it spreadsheets do not recognize UTF-8."""


def render_csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """A table in chunks, since it may be larger than memory."""
    file = StringIO()
    writer = csv.writer(file)
    yield MARK.encode()
    writer.writerow(head)
    for row in rows:
        writer.writerow([neutralized(cell) if isinstance(cell, str) else "" if cell is None else cell for cell in row])
        if file.tell() > PIECE:
            yield _taken(file)
    yield _taken(file)


def _taken(file: StringIO) -> bytes:
    text = file.getvalue()
    file.seek(0)
    file.truncate()
    return text.encode("utf-8", "backslashreplace")
