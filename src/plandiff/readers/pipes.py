"""Rows of pipe tables, as Markdown and canonical text have them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from plandiff.model import Cell

_BAR: Final = re.compile(r"(?<!\\)\|")
_BORDER: Final = re.compile(r"\|?(?: ?:?-+:? ?\|)* ?:?-+:? ?\|?")


def cells_of(line: str) -> list[str]:
    """The cells of a row, as written."""
    bare = line.strip().removeprefix("|")
    return _BAR.split(bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare)


def is_border(line: str) -> bool:
    """Whether a line is the border below a table's header."""
    return "-" in line and bool(_BORDER.fullmatch(" ".join(line.split())))


def covering(raw: str, above: Sequence[Cell], row: Sequence[Cell], column: int) -> Cell | None:
    """The cell that spans a place: `^^` means the one above, `<<` the one to the left."""
    written = raw.strip()
    if written == "^^":
        return Cell(above[column].text if column < len(above) else "", covered=True)
    return Cell(row[-1].text, covered=True) if written == "<<" and row else None
