"""A sheet as shown: the texts of its cells, and which of them are merged."""

from __future__ import annotations

from dataclasses import dataclass, field

Place = tuple[int, int]
"""Row and column, from 0."""
Area = tuple[Place, Place]
"""The first and the last place of a merged cell."""


@dataclass
class Sheet:
    """One sheet of a file."""

    name: str
    hidden: bool = False
    cells: dict[Place, str] = field(default_factory=dict)
    """Non-empty cells, row by row."""
    negative: set[Place] = field(default_factory=set)
    """Cells whose number is negative though no minus is shown: `(0.8)`."""
    merged: list[Area] = field(default_factory=list)
    ruled: set[Place] = field(default_factory=set)
    """Empty cells with a border."""
    boxes: list[tuple[Place, str]] = field(default_factory=list)
    """The paragraphs of text boxes above the sheet, each with the cell at the box's upper left corner."""
    comments: list[tuple[Place, str]] = field(default_factory=list)
    """What people remarked on cells, with their names."""
    around: list[str] = field(default_factory=list)
    """What is printed above and below each page of the sheet."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    errors: int = 0
    """Cells whose formula has no value."""


def place_of(name: str) -> Place | None:
    """
    >>> place_of("B7"), place_of("AA1"), place_of("7")
    ((6, 1), (0, 26), None)
    """
    letters = name.rstrip("0123456789")
    digits = name[len(letters) :]
    if not letters.isascii() or not letters.isalpha() or len(letters) > 3 or not digits or len(digits) > 7:
        return None
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits) - 1, column - 1


def name_of(place: Place) -> str:
    """
    >>> name_of((6, 1)), name_of((0, 26))
    ('B7', 'AA1')
    """
    row, column = place
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"
