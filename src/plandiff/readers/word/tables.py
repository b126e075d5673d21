"""Tables: rows, cells that span several columns and rows, and tables that only lay out the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from plandiff.model import Block, Spanned, row_text
from plandiff.model.spans import Span, join
from plandiff.ooxml import ALTERNATE, Element, child, chosen, local_name, value
from plandiff.readers.grids import Spanning, grid, is_layout, table
from plandiff.readers.lines import join_lines, tidied
from plandiff.readers.word.values import number, switch

if TYPE_CHECKING:
    from plandiff.model import SpanKind

_AROUND: Final = frozenset({"sdt", "sdtContent", "customXml", "ins", "del", "moveFrom", "moveTo"})


@dataclass
class _Printed:
    """A cell while the rows below it are being read."""

    blocks: list[Block]
    columns: int
    rows: int = 1
    header: bool = False
    text: Spanned = field(default=Spanned(""))


def read_table(
    element: Element, read_cell: Callable[[Element, SpanKind | None], list[Block]], taken: str = "deleted"
) -> Iterator[Block]:
    """The blocks of a table: a data table with what accompanies its cells, or the cells of a layout table one by one.

    `read_cell` takes a cell and how its row was revised, if at all; `taken` says which revised rows and cells are removed.
    Those are not in the grid, but follow it.
    """
    rows: list[list[_Printed]] = []
    gone: list[Block] = []
    above: dict[int, _Printed] = {}
    waiting: dict[int, list[Block]] = {}
    for row in inner(element, "tr"):
        properties = child(row, "trPr")
        revised: SpanKind | None = (
            "deleted" if child(properties, "del") is not None else "inserted" if child(properties, "ins") is not None else None
        )
        if switch(properties, "hidden"):
            begun, unseen = _hidden([(cell, read_cell(cell, revised)) for cell in inner(row, "tc")])
            waiting |= begun
            gone += unseen
            continue
        if revised == taken:
            gone += _gone([block for cell in inner(row, "tc") for block in read_cell(cell, revised)])
            continue
        before = number(properties, "gridBefore") or 0
        cells = [_Printed([], before)] if before > 0 else []
        column = before
        started: dict[int, _Printed] = {}
        for cell in inner(row, "tc"):
            stated = child(cell, "tcPr")
            if _revised(stated) == taken:
                gone += _gone(read_cell(cell, revised or _revised(stated)))
                continue
            blocks = read_cell(cell, revised or _revised(stated))
            if taken == "inserted" and (before_that := child(child(stated, "tcPrChange"), "tcPr")) is not None:
                stated = before_that
            width = max(number(stated, "gridSpan") or 1, 1)
            merge = child(stated, "vMerge")
            goes_on = merge is not None and value(merge) != "restart" and column in above
            if goes_on:
                upper = above[column]
                upper.rows += 1
                upper.blocks += [_unseen(block) for block in blocks if block.text]
                started[column] = upper
            elif value(stated, "hMerge") == "continue" and cells:
                cells[-1].columns += width
                cells[-1].blocks += blocks
            else:
                if merge is not None and value(merge) != "restart":
                    blocks = waiting.pop(column, []) + blocks
                printed = _Printed(blocks, width, header=bool(switch(properties, "tblHeader")))
                cells.append(printed)
                if merge is not None:
                    started[column] = printed
            column += width
        above = started
        gone += [_unseen(block) for blocks in waiting.values() for block in blocks]
        waiting.clear()
        rows.append(cells)
    yield from _laid_out(rows)
    yield from gone
    yield from (_unseen(block) for blocks in waiting.values() for block in blocks)


def _hidden(cells: Iterable[tuple[Element, list[Block]]]) -> tuple[dict[int, list[Block]], list[Block]]:
    """Column -> what a cell of a hidden row shows if it goes on in the rows below, and what is not seen of the others."""
    begun: dict[int, list[Block]] = {}
    unseen: list[Block] = []
    column = 0
    for cell, blocks in cells:
        stated = child(cell, "tcPr")
        filled = [block for block in blocks if block.text or block.cells]
        if value(stated, "vMerge") == "restart":
            begun[column] = filled
        else:
            unseen += [_unseen(block) for block in filled]
        column += max(number(stated, "gridSpan") or 1, 1)
    return begun, unseen


def _gone(blocks: Iterable[Block]) -> list[Block]:
    """The content of a removed row or cell, as one line that will be removed entirely, and what accompanied it."""
    blocks = list(blocks)
    text, beside = _line(blocks)
    origin = next((block.origin for block in blocks if block.origin), None)
    return [*([Block("paragraph", text.text, spans=text.spans, origin=origin)] if text.text else []), *beside]


def _laid_out(rows: list[list[_Printed]]) -> Iterator[Block]:
    beside: list[Block] = []
    for cell in (cell for row in rows for cell in row):
        cell.text, others = _line(cell.blocks)
        beside += others
    if is_layout([[len(cell.text.text) for cell in row] for row in rows]):
        yield from (block for row in rows for cell in row for block in cell.blocks)
        return
    found = table(grid([_spanning(cell) for cell in row] for row in rows))
    if found.cells:
        begins = next((block.origin for row in rows for cell in row for block in cell.blocks if block.origin), None)
        yield replace(found, origin=begins)
    yield from beside


def _spanning(cell: _Printed) -> Spanning:
    begins = next((block.origin for block in cell.blocks if block.origin), None)
    return Spanning(cell.text, cell.rows, cell.columns, cell.header, origin=begins)


def _line(blocks: Iterable[Block]) -> tuple[Spanned, list[Block]]:
    """What a cell prints, on one line, and what accompanies it."""
    texts: list[Spanned] = []
    beside: list[Block] = []
    for block in blocks:
        if block.aside or block.kind in ("table", "opaque", "note"):
            beside.append(block)
        elif block.kind == "figure":
            texts.append(Spanned("", tuple(Span(0, 0, span.kind, span.value) for span in block.spans if span.kind == "image")))
        else:
            texts.append(block.spanned)
    joined = join_lines(text for text in texts if text.text)
    silent = [text for text in texts if not text.text]
    return tidied(join((joined, *silent))), beside


def _revised(properties: Element | None) -> SpanKind | None:
    if child(properties, "cellDel") is not None:
        return "deleted"
    return "inserted" if child(properties, "cellIns") is not None else None


def _unseen(block: Block) -> Block:
    """Invisible content under a merged cell."""
    text = block.text or " ".join(map(row_text, block.cells))
    return Block("paragraph", text, aside=block.aside or "hidden", origin=block.origin)


def inner(around: Element, local: str) -> Iterator[Element]:
    """The rows of a table, or the cells of a row, through any wrappers."""
    for node in around:
        found = local_name(node)
        if found == local:
            yield node
        elif found in _AROUND:
            yield from inner(node, local)
        elif node.tag == ALTERNATE:
            for part in chosen(node):
                if local_name(part) == local:
                    yield part
