"""Tables with their changes marked: inserted or deleted rows and columns, and the cells that both editions have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from plandiff.ooxml import Element, child, local_name, value
from plandiff.renderers.redline.columns import Columns, Grids, Span, is_crossed, match_columns, slots_of, spans_of
from plandiff.renderers.redline.markup import CELL_ORDER, copied, make, put
from plandiff.renderers.redline.revisions import Fate
from plandiff.renderers.redline.rows import match_rows
from plandiff.renderers.redline.stories import Cell, Paragraph, Row, Table

if TYPE_CHECKING:
    from plandiff.renderers.redline.body import Body

_NOT_COPIED: Final = frozenset({"ins", "del", "trPrChange", "tcPrChange", "cellIns", "cellDel", "cnfStyle", "tblStyle"})


def edit_table(body: Body, old: Table, new: Table) -> None:
    """Mark the changes in a table: its rows, its columns and the words in its cells.

    A table with no column left is replaced, and so is one with a cell that spans both inserted or deleted columns and others:
    LibreOffice would remove them all together.
    """
    grids = match_columns(old, new, body.column_votes(old, new), body.text_of_cell)
    if grids and (not grids.columns or is_crossed(old, new, grids)):
        replace_table(body, old, new)
        return
    if grids:
        _widen(body, old, new, grids)
    last: Element | None = None
    columns = grids.columns if grids else None
    for before, after in match_rows(old, new, body.row_links(old, new), body.text_of_cell, columns):
        if before and after and _edit_row(body, before, after, columns):
            last = before.element
            continue
        if before:
            delete_row(body, before)
            if grids:
                _fill(body, before.element, spans_of(before), grids.came, "ins")
            last = before.element
        if after:
            made = insert_row(body, after, like=_like(old, after))
            if grids:
                _fill(body, made, spans_of(after), grids.went, "del")
            if last is None:
                old.rows[0].element.addprevious(made)
            else:
                last.addnext(made)
            last = made


def _edit_row(body: Body, old: Row, new: Row, columns: Columns | None) -> bool:
    """Mark the changes in the cells of a row; False, and nothing is marked, if they do not line up in the grid."""
    if columns is None:
        if _shape(old) != _shape(new):
            return False
        for ours, theirs in zip(old.cells, new.cells, strict=True):
            body.edit_cell(ours, theirs)
        return True
    slots = slots_of(old, new, columns)
    if slots is None or all(None in slot for slot in slots):
        return False
    last: Element | None = None
    for before, after in slots:
        if before and after:
            body.edit_cell(before.cell, after.cell)
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


def _fill(body: Body, row: Element, spans: Sequence[Span], missing: Mapping[int, int], fate: Fate) -> None:
    """Align an inserted or deleted row with the grid, though it lacks the columns that only the other table has.

    LibreOffice removes a column by the position of its cells, and would take others from a shorter row. So there is an empty cell,
    inserted or deleted with the column, which goes with it wherever the row stays.
    """
    cells = [node for node in row if local_name(node) == "tc"]
    if len(cells) != len(spans):  # some are in wrappers
        return
    for column, count in missing.items():
        place = next((n for n, span in enumerate(spans) if span.columns.start >= column), len(spans))
        for _ in range(count):
            made, paragraph = make("tc"), make("p")
            made.append(paragraph)
            body.revisions.cell(made, fate)
            body.revisions.end(paragraph, fate)
            if place < len(cells):
                cells[place].addprevious(made)
            else:
                row.append(made)


def _widen(body: Body, old: Table, new: Table, grids: Grids) -> None:
    """Add a column to the grid of a table for each inserted one, and record the old grid."""
    grid, theirs = (child(table.element, "tblGrid") for table in (old, new))
    if grid is None or theirs is None or not grids.came:
        return
    body.revisions.grid(grid)
    place = {b: a for a, b in grids.columns}
    stated = [node for node in grid if local_name(node) == "gridCol"]
    wanted = [node for node in theirs if local_name(node) == "gridCol"]
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
    """How the cells of a row fit the grid."""
    return [(cell.width, cell.goes_on) for cell in row.cells]


def replace_table(body: Body, old: Table, new: Table) -> None:
    """Mark a table as deleted and another as inserted after it; both in one, since two adjacent ones are one."""
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


def move_table_from(body: Body, old: Table, new: Table) -> None:
    """Mark a table as moved away: its rows are deleted, and their content moved, if it is in the other table too."""
    became = {ours.element: theirs for ours, theirs in _paragraphs_of_both(body, old, new)}
    for row in old.rows:
        body.revisions.row(row.element, "del")
        for block in (block for cell in row.cells for block in cell.blocks):
            if theirs := became.get(block.element):
                body.writer.move_from(body.taken[block.element], body.taken[theirs.element])
            else:
                body.delete_blocks([block])


def move_table_to(body: Body, old: Table, new: Table) -> Element:
    """The table that another became elsewhere."""
    return insert_table(body, new, {theirs.element: ours for ours, theirs in _paragraphs_of_both(body, old, new)})


def _paragraphs_of_both(body: Body, old: Table, new: Table) -> Iterator[tuple[Paragraph, Paragraph]]:
    """The paragraphs in the cells that two tables have in common, if these have as many."""
    grids = match_columns(old, new, body.column_votes(old, new), body.text_of_cell)
    columns = grids.columns if grids else None
    if columns == ():
        return
    for before, after in match_rows(old, new, body.row_links(old, new), body.text_of_cell, columns):
        for ours, theirs in _cells_of_both(before, after, columns):
            if len(ours.blocks) == len(theirs.blocks):
                for pair in zip(ours.blocks, theirs.blocks, strict=True):
                    if isinstance(pair[0], Paragraph) and isinstance(pair[1], Paragraph):
                        yield pair[0], pair[1]


def _cells_of_both(old: Row | None, new: Row | None, columns: Columns | None) -> Iterator[tuple[Cell, Cell]]:
    if old is None or new is None:
        return
    if columns is None and _shape(old) == _shape(new):
        yield from zip(old.cells, new.cells, strict=True)
    elif columns is not None:
        yield from ((before.cell, after.cell) for before, after in slots_of(old, new, columns) or () if before and after)


_NOTHING: Final[Mapping[Element, Paragraph]] = {}


def insert_table(body: Body, table: Table, came_from: Mapping[Element, Paragraph] = _NOTHING) -> Element:
    """A table of the new file; `came_from` are the old places of paragraphs in it."""
    made = make("tbl")
    stated = make("tblPr")
    own = child(table.element, "tblPr")
    if style := body.names.style(value(own, "tblStyle")):
        stated.append(make("tblStyle", val=style))
    stated.extend(copied(part) for part in (own if own is not None else ()) if local_name(part) not in _NOT_COPIED)
    made.append(stated)
    grid = copied(child(table.element, "tblGrid"))
    made.append(grid if grid is not None else make("tblGrid"))
    made.extend(insert_row(body, row, came_from=came_from) for row in table.rows)
    return made


def insert_row(body: Body, row: Row, like: Row | None = None, came_from: Mapping[Element, Paragraph] = _NOTHING) -> Element:
    """A row of the new file, its cells formatted like those of a row of the same shape in the old one."""
    made = make("tr")
    stated = make("trPr")
    own = child(row.element, "trPr")
    stated.extend(copied(part) for part in (own if own is not None else ()) if local_name(part) not in _NOT_COPIED)
    made.append(stated)
    body.revisions.row(made, "ins")
    shaped = like is not None and [cell.width for cell in like.cells] == [cell.width for cell in row.cells]
    for place, cell in enumerate(row.cells):
        made.append(_inserted_cell(body, cell, like.cells[place] if like is not None and shaped else None, came_from))
    return made


def _inserted_cell(body: Body, cell: Cell, like: Cell | None, came_from: Mapping[Element, Paragraph] = _NOTHING) -> Element:
    made = make("tc")
    stated = make("tcPr")
    own = child((like or cell).element, "tcPr")
    for part in own if own is not None else ():
        if local_name(part) not in _NOT_COPIED and not (like and local_name(part) in ("vMerge", "gridSpan")):
            stated.append(copied(part))
    theirs = child(cell.element, "tcPr")
    if like:
        for name in ("gridSpan", "vMerge"):
            if (part := copied(child(theirs, name))) is not None:
                put(stated, part, CELL_ORDER)
    made.append(stated)
    body.insert_blocks(cell.blocks, made, came_from)
    if not len(made) or local_name(made[-1]) != "p":
        made.append(make("p"))
    return made


def _like(table: Table, row: Row) -> Row | None:
    """A row of a table with the same shape as another; the last one, since heads come first."""
    shape = [cell.width for cell in row.cells]
    same: Sequence[Row] = [own for own in table.rows if [cell.width for cell in own.cells] == shape]
    return same[-1] if same else None
