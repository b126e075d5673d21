"""Tables with their changes marked: rows that came or went, columns that did, and the cells that both editions have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from plandiff.renderers.redline.markup import Element, child, copied, local, make, put, value
from plandiff.renderers.redline.rows import match_rows, widths_of
from plandiff.renderers.redline.stories import Cell, Row, Table

if TYPE_CHECKING:
    from plandiff.renderers.redline.body import Body

_NOT_COPIED: Final = frozenset({"ins", "del", "trPrChange", "tcPrChange", "cellIns", "cellDel", "cnfStyle", "tblStyle"})


def edit_table(body: Body, old: Table, new: Table) -> None:
    """Mark what became of a table. One whose columns are others is replaced: Word marks rows, and cells only as it shows them."""
    if widths_of(old) != widths_of(new):
        replace_table(body, old, new)
        return
    last: Element | None = None
    for before, after in match_rows(old, new, body.row_links(old, new), body.text_of_cell):
        if before and after and _shape(before) == _shape(after):
            for ours, theirs in zip(before.cells, after.cells, strict=True):
                body.edit_blocks(ours.blocks, theirs.blocks, ours.element)
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
