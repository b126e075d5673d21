"""Tables with their changes marked: rows that came or went, columns that did, and the cells that both editions have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from plandiff.renderers.redline.columns import Columns, match_columns, slots_of, width_of
from plandiff.renderers.redline.markup import CELL_ORDER, Element, child, copied, drop, local, make, properties, put, value
from plandiff.renderers.redline.rows import match_rows
from plandiff.renderers.redline.stories import Cell, Row, Table

if TYPE_CHECKING:
    from plandiff.renderers.redline.body import Body

_NOT_COPIED: Final = frozenset({"ins", "del", "trPrChange", "tcPrChange", "cellIns", "cellDel", "cnfStyle", "tblStyle"})


def edit_table(body: Body, old: Table, new: Table) -> None:
    """Mark what became of a table: its rows, its columns and the words in its cells. One that has no column left is replaced."""
    columns = match_columns(old, new, body.column_votes(old, new), body.text_of_cell)
    if columns == ():
        replace_table(body, old, new)
        return
    if columns:
        _widen(body, old, new, columns)
    last: Element | None = None
    for before, after in match_rows(old, new, body.row_links(old, new), body.text_of_cell, columns):
        if before and after and _edit_row(body, before, after, columns):
            last = before.element
            continue
        if before:
            delete_row(body, before)
            last = before.element
        if after:
            made = insert_row(body, after, like=_like(old, after))
            if last is None:
                old.rows[0].element.addprevious(made)
            else:
                last.addnext(made)
            last = made


def _edit_row(body: Body, old: Row, new: Row, columns: Columns | None) -> bool:
    """Mark what became of the cells of a row; False, and nothing is marked, where they lie otherwise in the grid."""
    if columns is None:
        if _shape(old) != _shape(new):
            return False
        for ours, theirs in zip(old.cells, new.cells, strict=True):
            body.edit_blocks(ours.blocks, theirs.blocks, ours.element)
        return True
    slots = slots_of(old, new, columns)
    if slots is None or all(None in slot for slot in slots):
        return False
    last: Element | None = None
    for before, after in slots:
        if before and after:
            _span_as(body, before.cell, after.cell)
            body.edit_blocks(before.cell.blocks, after.cell.blocks, before.cell.element)
            last = before.cell.element
        elif before:
            body.revisions.cell(before.cell.element, "del")
            body.delete_blocks(before.cell.blocks)
            last = before.cell.element
        elif after:
            made = _inserted_cell(body, after.cell, None)
            body.revisions.cell(made, "ins")
            if last is None:
                old.cells[0].element.addprevious(made)
            else:
                last.addnext(made)
            last = made
    return True


def _span_as(body: Body, old: Cell, new: Cell) -> None:
    """Have a cell reach over as many columns as it does in the new table."""
    if old.width == new.width:
        return
    stated = properties(old.element, "tcPr")
    before = copied(stated)
    drop(stated, "gridSpan")
    if new.width > 1:
        put(stated, make("gridSpan", val=str(new.width)), CELL_ORDER)
    body.revisions.cell_changed(stated, before)


def _widen(body: Body, old: Table, new: Table, columns: Columns) -> None:
    """Give the grid of a table a column for each that came, and note down what it was."""
    grid, theirs = (child(table.element, "tblGrid") for table in (old, new))
    if grid is None or theirs is None or len(columns) == width_of(new):
        return
    body.revisions.grid(grid)
    place = {b: a for a, b in columns}
    stated = [node for node in grid if local(node) == "gridCol"]
    wanted = [node for node in theirs if local(node) == "gridCol"]
    last: Element | None = None
    for number, node in enumerate(wanted):
        if number in place:
            last = stated[place[number]] if place[number] < len(stated) else last
            continue
        made = copied(node)
        if last is None:
            grid.insert(0, made)
        else:
            last.addnext(made)
        last = made


def _shape(row: Row) -> list[tuple[int, bool]]:
    """How the cells of a row lie in the grid."""
    return [(cell.width, cell.goes_on) for cell in row.cells]


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
