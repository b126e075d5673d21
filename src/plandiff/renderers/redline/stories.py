"""The contents of a part, block by block: paragraphs, and tables with their rows and cells, counted as readers count them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from plandiff.ooxml import ALTERNATE, TEXT_BOX, Element, W, child, chosen, local_name, value

_AROUND: Final = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "del", "moveFrom", "body", "txbxContent"})


@dataclass(eq=False)
class Paragraph:
    element: Element
    number: int = 0
    """Its number in its part, as in origins."""


@dataclass(eq=False)
class Cell:
    element: Element
    blocks: list[Paragraph | Table] = field(default_factory=list)
    width: int = 1
    """Columns that it takes."""
    goes_on: bool = False
    """It continues a cell that began above."""


@dataclass(eq=False)
class Row:
    element: Element
    cells: list[Cell] = field(default_factory=list)


@dataclass(eq=False)
class Table:
    element: Element
    rows: list[Row] = field(default_factory=list)

    def paragraphs(self) -> Iterator[Paragraph]:
        for row in self.rows:
            for cell in row.cells:
                yield from paragraphs_of(cell.blocks)


Item = Paragraph | Table


@dataclass
class Counter:
    """The walk through a part; `numbers` has what was counted before its revisions were settled."""

    number: int = 0

    def read(self, around: Iterable[Element]) -> list[Item]:
        """The blocks of a part, a note or a cell."""
        found: list[Item] = []
        for node in around:
            name = local_name(node)
            if name == "p":
                self.number += 1
                found.append(Paragraph(node, self.number))
                for box in _boxes(node):
                    self.read(box)
            elif name == "tbl":
                found.append(self._table(node))
            elif name in _AROUND:
                found += self.read(node)
            elif node.tag == ALTERNATE:
                found += self.read(chosen(node))
        return found

    def _table(self, element: Element) -> Table:
        table = Table(element)
        for node in _inner(element, "tr"):
            row = Row(node)
            for cell in _inner(node, "tc"):
                stated = child(cell, "tcPr")
                merge = child(stated, "vMerge")
                goes_on = merge is not None and value(stated, "vMerge") != "restart"
                width = value(stated, "gridSpan") or "1"
                row.cells.append(Cell(cell, self.read(cell), int(width) if width.isdecimal() else 1, goes_on))
            table.rows.append(row)
        return table


def paragraphs_of(blocks: Iterable[Item]) -> Iterator[Paragraph]:
    """All paragraphs, including those in tables."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from block.paragraphs()


def _inner(around: Element, name: str) -> Iterator[Element]:
    """The rows of a table, or the cells of a row, whatever wraps them."""
    for node in around:
        found = local_name(node)
        if found == name:
            yield node
        elif found in _AROUND:
            yield from _inner(node, name)


def _boxes(paragraph: Element) -> Iterator[Element]:
    """The text boxes anchored to a paragraph, of alternatives the first; boxes in boxes are the boxes' own."""
    for node in paragraph:
        if not isinstance(node.tag, str):
            continue
        if node.tag == TEXT_BOX:
            yield node
        elif node.tag == ALTERNATE:
            for inner in chosen(node):
                yield from [inner] if inner.tag == TEXT_BOX else _boxes(inner)
        elif len(node) and node.tag != W + "pPr":
            yield from _boxes(node)
