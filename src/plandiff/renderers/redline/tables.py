"""Tables with their changes marked: rows that came or went, columns that did, and the cells that both editions have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from plandiff.renderers.redline.markup import Element, W, child, copied, local, make, put, value
from plandiff.renderers.redline.rows import match_rows
from plandiff.renderers.redline.stories import Cell, Row, Table

if TYPE_CHECKING:
    from plandiff.renderers.redline.body import Body

_NOT_COPIED: Final = frozenset({"ins", "del", "trPrChange", "tcPrChange", "cellIns", "cellDel", "cnfStyle", "tblStyle"})


def edit_table(body: Body, old: Table, new: Table) -> None:
    """Mark what became of a table."""
    columns = body.columns_of(old, new)
    if columns is None:
        replace_table(body, old, new)
        return
    last: Any = None
    for before, after in match_rows(old, new, columns, body.row_links(old, new), body.text_of_cell):
        if before and after and _fits(before, after, columns):
            _edit_row(body, before, after, columns)
        else:
            if before:
                delete_row(body, before)
            if after:
                made = insert_row(body, after, like=before or _like(old, after))
                if before is not None:
                    before.element.addnext(made)
                elif last is not None:
                    last.addnext(made)
                else:
                    old.rows[0].element.addprevious(made)
                last = made
                continue
        last = before.element if before else last
    _widen(old, columns)


def _fits(before: Row, after: Row, columns: Columns) -> bool:
    """Whether the cells of two rows can be told apart in the same way."""
    if all(pair is not None for pair in columns) and columns == [(n, n) for n in range(len(columns))]:
        return [(cell.width, cell.goes_on) for cell in before.cells] == [(cell.width, cell.goes_on) for cell in after.cells]
    return True


Columns = list[tuple[int | None, int | None]]
"""The columns of two tables in the order in which they are written: which of the old became which of the new."""


def _edit_row(body: Body, before: Row, after: Row, columns: Columns) -> None:
    if len(before.cells) == len(after.cells) and columns == [(n, n) for n in range(len(columns))]:
        for ours, theirs in zip(before.cells, after.cells, strict=True):
            body.edit_blocks(ours.blocks, theirs.blocks, ours.element)
        return
    last: Element | None = None
    for a, b in columns:
        if a is not None and b is not None:
            body.edit_blocks(before.cells[a].blocks, after.cells[b].blocks, before.cells[a].element)
        elif a is not None:
            body.delete_blocks(before.cells[a].blocks)
            body.revisions.cell(before.cells[a].element, "del")
        elif b is not None:
            made = _inserted_cell(body, after.cells[b], before.cells[0])
            body.revisions.cell(made, "ins")
            if last is None:
                before.cells[0].element.addprevious(made)
            else:
                last.addnext(made)
            last = made
        if a is not None:
            last = before.cells[a].element


def _widen(old: Table, columns: Columns) -> None:
    """Room in the grid for the columns that came."""
    grid = child(old.element, "tblGrid")
    for place, (a, _) in enumerate(columns):
        if a is None and grid is not None:
            stated = [column.get(W + "w") for column in grid if local(column) == "gridCol"]
            grid.insert(min(place, len(stated)), make("gridCol", **({"w": stated[-1]} if stated and stated[-1] else {})))


def replace_table(body: Body, old: Table, new: Table) -> None:
    """Mark a table as deleted and another as inserted after it; both in one, for two that follow each other are one."""
    rows = [insert_row(body, row) for row in new.rows]
    delete_table(body, old)
    after = old.rows[-1].element
    for made in reversed(rows):
        after.addnext(made)


def delete_table(body: Body, table: Table) -> None:
    for row in table.rows:
        delete_row(body, row)


def delete_row(body: Body, row: Row) -> None:
    body.revisions.row(row.element, "del")
    for cell in row.cells:
        body.delete_blocks(cell.blocks)


def insert_table(body: Body, table: Table) -> Element:
    """A table of the new file."""
    made = make("tbl")
    stated = make("tblPr")
    own = child(table.element, "tblPr")
    if style := body.names.style(value(own, "tblStyle")):
        stated.append(make("tblStyle", val=style))
    stated.extend(copied(part) for part in (own if own is not None else ()) if local(part) not in _NOT_COPIED)
    made.append(stated)
    grid = copied(child(table.element, "tblGrid"))
    made.append(grid if grid is not None else make("tblGrid"))
    made.extend(insert_row(body, row) for row in table.rows)
    return made


def insert_row(body: Body, row: Row, like: Row | None = None) -> Element:
    """A row of the new file, its cells set like those of a row of the same shape in the old one."""
    made = make("tr")
    stated = make("trPr")
    own = child(row.element, "trPr")
    stated.extend(copied(part) for part in (own if own is not None else ()) if local(part) not in _NOT_COPIED)
    made.append(stated)
    body.revisions.row(made, "ins")
    shaped = like is not None and [cell.width for cell in like.cells] == [cell.width for cell in row.cells]
    for place, cell in enumerate(row.cells):
        made.append(_inserted_cell(body, cell, like.cells[place] if like is not None and shaped else None))
    return made


def _inserted_cell(body: Body, cell: Cell, like: Cell | None) -> Element:
    made = make("tc")
    stated = make("tcPr")
    own = child((like or cell).element, "tcPr")
    for part in own if own is not None else ():
        if local(part) not in _NOT_COPIED and not (like and local(part) in ("vMerge", "gridSpan")):
            stated.append(copied(part))
    theirs = child(cell.element, "tcPr")
    if like:
        from plandiff.renderers.redline.markup import CELL_ORDER

        for name in ("gridSpan", "vMerge"):
            if (part := copied(child(theirs, name))) is not None:
                put(stated, part, CELL_ORDER)
    made.append(stated)
    body.insert_blocks(cell.blocks, made)
    if not len(made) or local(made[-1]) != "p":
        made.append(make("p"))
    return made


def _like(table: Table, row: Row) -> Row | None:
    """A row of a table that is of the same shape as another; the last one, for heads stand first."""
    shape = [cell.width for cell in row.cells]
    alike: Sequence[Row] = [own for own in table.rows if [cell.width for cell in own.cells] == shape]
    return alike[-1] if alike else None
