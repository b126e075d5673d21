"""The marks themselves: author, date, number, and how they enclose runs and apply to ends of paragraphs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

from plandiff.ooxml import Element, W, child, local_name
from plandiff.renderers.redline.markup import (
    CELL_ORDER,
    PARAGRAPH_ORDER,
    ROW_ORDER,
    RUN_ORDER,
    copied,
    drop,
    make,
    properties,
    put,
)

Fate = Literal["ins", "del", "moveFrom", "moveTo"]
AUTHOR: Final = "plandiff"
"""The author of marks if none is given; the schema requires one."""
UNDATED: Final = "1980-01-01T00:00:00Z"
"""The date of a move's range if none is given: there, and only there, the schema requires one."""
_DELETED: Final = {"t": "delText", "instrText": "delInstrText"}


@dataclass
class Revisions:
    """Makes marks, and counts what they mark."""

    author: str = AUTHOR
    date: str = ""
    next_id: int = 1
    moves: int = 0
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("ins", "del", "moveFrom", "moveTo"), 0))
    """Characters marked, by kind of mark."""

    def made(self, name: str, *, dated: bool = True) -> Element:
        """An empty mark."""
        mark = make(name, id=str(self.next_id), author=self.author)
        self.next_id += 1
        if self.date and dated:
            mark.set(W + "date", self.date)
        return mark

    def around(self, fate: Fate, nodes: Iterable[Element]) -> Element:
        """Runs as one mark."""
        mark = self.made(fate)
        mark.extend(nodes)
        if fate == "del":
            as_deleted(mark)
        return mark

    def end(self, paragraph: Element, fate: Fate) -> None:
        """Mark the end of a paragraph."""
        look = properties(properties(paragraph, "pPr"), "rPr")
        stated = child(paragraph, "pPr")
        stated.remove(look)
        put(stated, look, PARAGRAPH_ORDER)
        put(look, self.made(fate), RUN_ORDER)

    def row(self, row: Element, fate: Fate) -> None:
        put(_row_properties(row), self.made(fate), ROW_ORDER)

    def cell(self, cell: Element, fate: Fate) -> None:
        put(properties(cell, "tcPr"), self.made("cellIns" if fate == "ins" else "cellDel"), CELL_ORDER)

    def grid(self, grid: Element) -> None:
        """Record the columns that a table had before its grid changed."""
        drop(grid, "tblGridChange")
        change = make("tblGridChange", id=str(self.next_id))
        self.next_id += 1
        change.append(copied(grid))
        grid.append(change)

    def changed(self, stated: Element, before: Element | None) -> None:
        """Record the properties that a paragraph had before."""
        change = self.made("pPrChange")
        inner = copied(before) if before is not None else make("pPr")
        for part in [part for part in inner if local_name(part) in ("rPr", "sectPr", "pPrChange")]:
            inner.remove(part)
        change.append(inner)
        put(stated, change, PARAGRAPH_ORDER)

    def move_name(self) -> str:
        self.moves += 1
        return f"move{self.moves}"

    def range_start(self, fate: Fate, name: str) -> tuple[Element, Element]:
        """The two ends of the range of a move."""
        start = self.made(f"{fate}RangeStart")
        start.set(W + "name", name)
        start.set(W + "date", self.date or UNDATED)
        return start, make(f"{fate}RangeEnd", id=start.get(W + "id"))


def ended(paragraph: Element) -> Fate | None:
    """The fate of a paragraph's end."""
    look = child(child(paragraph, "pPr"), "rPr")
    return next((fate for fate in ("ins", "del", "moveFrom", "moveTo") if child(look, fate) is not None), None)


def last_fate(paragraph: Element) -> Fate | None:
    """The fate of a paragraph's last words."""
    node = next(
        (node for node in reversed(paragraph) if next(node.iter(W + "t", W + "delText", W + "r"), None) is not None), None
    )
    name = local_name(node) if node is not None else ""
    return name if name in ("ins", "del", "moveFrom", "moveTo") else None  # type: ignore[return-value]


def unmark_end(paragraph: Element) -> None:
    look = child(child(paragraph, "pPr"), "rPr")
    for fate in ("ins", "del", "moveFrom", "moveTo"):
        if (mark := child(look, fate)) is not None:
            look.remove(mark)
    if look is not None and not len(look):
        look.getparent().remove(look)


def as_deleted(around: Element) -> None:
    """Write text and instructions as deleted runs have them."""
    for node in around.iter(W + "t", W + "instrText"):
        node.tag = W + _DELETED[local_name(node)]


def _row_properties(row: Element) -> Element:
    found = child(row, "trPr")
    if found is None:
        found = make("trPr")
        place = next((n for n, node in enumerate(row) if local_name(node) != "tblPrEx"), len(row))
        row.insert(place, found)
    return found
