"""The parts of a table: entries with cells of lines and grids, each stretch of text with its mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from plandiff.bilingual import Language
from plandiff.model import Mode

Ink = Literal["plain", "added", "deleted", "shared"]
"""How a stretch of text is marked. `shared` is what two regions' plans have in common."""
LineKind = Literal["text", "heading", "gap", "aside", "origin"]
"""A paragraph; a heading within a cell; where unchanged text is omitted; a placeholder for a missing text; and where in its
document the text below it is, if that is not where the row is."""


class Stretch(NamedTuple):
    """Text with one mark."""

    text: str
    ink: Ink = "plain"


class Line(NamedTuple):
    """A paragraph of a cell."""

    stretches: tuple[Stretch, ...]
    kind: LineKind = "text"

    @property
    def text(self) -> str:
        return "".join(stretch.text for stretch in self.stretches)


class GridCell(NamedTuple):
    """A cell of a table within a cell."""

    stretches: tuple[Stretch, ...]
    span: int = 1
    """Columns it takes."""


class Grid(NamedTuple):
    """A table within a cell."""

    rows: tuple[tuple[GridCell, ...], ...]
    heads: int = 0
    """How many of its rows, from the first on, are heads."""

    @property
    def width(self) -> int:
        return max(sum(cell.span for cell in row) for row in self.rows)


Block: TypeAlias = Line | Grid
Cell: TypeAlias = tuple[Block, ...]


class Entry(NamedTuple):
    """A row: a heading over all columns (only `old`), or both texts with the notes on them."""

    kind: Literal["heading", "change"]
    old: Cell
    new: Cell = ()
    notes: tuple[str, ...] = ()
    number: int = 0
    """Numbered through the changes; 0 for headings."""
    change: str = ""
    """What kind of change it is, in words."""
    place: str = ""
    """The headings above it."""


class Column(NamedTuple):
    """A column of the table."""

    name: Literal["number", "kind", "old", "new", "notes"]
    title: str
    width: float
    """Its share of the table's width."""


@dataclass(frozen=True)
class Table:
    """All that a format's writer gets."""

    title: str
    legend: tuple[str, ...]
    """How to read it, one line each."""
    columns: tuple[Column, ...]
    entries: tuple[Entry, ...]
    language: Language
    mode: Mode
