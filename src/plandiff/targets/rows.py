"""The targets of table rows.

Under a header for indicators and values, columns have roles; in other rows the first cell with words names what the others state.
Rows are identified by the indicator's name, never by their ordinal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import accumulate
from typing import Final

from plandiff.language.quantities import find_quantities
from plandiff.language.spaced import closed
from plandiff.language.traditional import simplified
from plandiff.language.widths import half_width
from plandiff.model import CELL_BORDER, Cell, Role, Target
from plandiff.targets.cells import Stated, is_unit, printed, read_cell
from plandiff.targets.polarity import measures_fall
from plandiff.targets.roles import Direction, role_of
from plandiff.targets.running import CHINESE_FROM, Binding, Context, binding_of, english_targets, target_of, text_targets
from plandiff.targets.tables import Column, Head
from plandiff.targets.tuning import Tuning

BINDING_CELL: Final = re.compile(r"[〔\[（(]?\s*(?:([约約]束)|([预預]期))性?(?:指[标標])?\s*[〕\]）)]?")
VALUES: Final = frozenset(("baseline", "actual", "target", "change"))
"""Roles of the columns that hold values."""
_CELL: Final = re.compile(r"(?<!\s)\s*\|\s*")
_UNIT_IN_NAME: Final = re.compile(r"(?<!\s)\s*[（(\[〔]\s{0,9}(?:单位[:：])?([^（）()\[\]〔〕]{1,12})\s*[）)\]〕]\s*$")
_CHANGE_NAMED: Final = re.compile(
    r"(?P<down>(?:降低|下降|减少|削减|压减)(?:率|幅度?|比例)?$|\b(?:reduction|decrease|decline)$)"
    r"|(?:增长|增加|提高|提升|增速|增幅|涨幅)(?:率|幅度?)?$|\b(?:increase|growth)(?: rate)?$",
    re.IGNORECASE,
)
"""A name of a change: 单位GDP能耗降低."""
_LEVEL_NAMED: Final = re.compile(r"(?:率|比重?|占比|比例|水平|\b(?:rate|share|ratio|level))$", re.IGNORECASE)
"""A name of a level, for which a change is only additional."""


def split_cells(text: str) -> list[tuple[int, str]]:
    """The cells of a line with bars, each with its position."""
    cells: list[tuple[int, str]] = []
    at = 0
    for match in _CELL.finditer(text):
        cells.append((at, text[at : match.start()]))
        at = match.end()
    return [*cells, (at, text[at:])]


def placed(cells: Sequence[Cell], without: AbstractSet[int] = frozenset()) -> list[tuple[int, str]]:
    """A row's own cells, each with its position in the row's text; `without` the columns with these indexes."""
    return [
        (start, cell.text)
        for column, (start, cell) in enumerate(zip(_starts(cells), cells, strict=True))
        if not cell.covered and column not in without
    ]


def _starts(cells: Sequence[Cell]) -> list[int]:
    """Where each cell begins in the row's text."""
    return list(accumulate((0 if cell.covered else len(cell.text) + len(CELL_BORDER) for cell in cells), initial=0))[:-1]


def signed(targets: Iterable[Target], cells: Sequence[Cell]) -> Iterator[Target]:
    """The targets of a loose row, with the sign that a cell's format gives a number printed without one."""
    negative = [range(start, start + len(cell.text)) for start, cell in zip(_starts(cells), cells, strict=True) if cell.negative]
    for target in targets:
        value, inside = target.value, any(target.start in place for place in negative)
        yield replace(target, value=-value) if inside and isinstance(value, (int, float)) else target


def loose_row(cells: Sequence[tuple[int, str]], text: str, tuning: Tuning) -> Iterator[Target]:
    """The targets of a row without a known header: the first cell with words names what the others state.

    `cells` have their positions in `text`.
    """
    name = next((cell for _, cell in cells if re.search(r"[^\W\d_]{2}", cell) and not BINDING_CELL.fullmatch(cell)), "")
    binding: Binding = next((binding_of(cell) for _, cell in cells if BINDING_CELL.fullmatch(cell)), "")
    english = max(text, default="") < CHINESE_FROM
    for place, (start, cell) in enumerate(cells):
        if not place and cell.isdigit():
            continue
        if english:
            plain_name = re.sub(r"<[^>]+>|[*\[\]]", "", name)
            yield from english_targets(cell, start, tuning, row=True, name="" if cell == name else plain_name, whole=text)
            continue
        if cell == name:
            yield from text_targets(cell, Context("future", None, tuning)) if start == 0 else ()
            continue
        yield from _loose_cell(cell, start, name, binding, tuning)


def _loose_cell(cell: str, start: int, name: str, binding: Binding, tuning: Tuning) -> Iterator[Target]:
    text, places = closed(cell)
    plain = half_width(text)
    quantities = find_quantities(plain)
    if len(quantities) > 1 or (quantities and len(cell) > 3 * (quantities[0].end - quantities[0].start) + 6):
        for target in text_targets(cell, Context("future", None, tuning)):
            yield replace(target, indicator=target.indicator or name, start=target.start + start, binding=binding)
        return
    for quantity in quantities:
        role, direction = role_of(plain, quantity, before=0, ahead=True)
        yield target_of(cell, start, printed(quantity, places), name, None, role, direction, ahead=True, binding=binding)


def indicator_row(cells: Sequence[Cell], head: Head) -> Iterator[Target]:
    """The targets of a row in a table with that header."""
    name, unit = _name_and_unit(cells, head)
    starts = _starts(cells)
    binding: Binding = next((binding_of(cell.text.strip()) for cell in cells if BINDING_CELL.fullmatch(cell.text.strip())), "")
    stated = [
        (place, found)
        for place, (cell, column) in enumerate(zip(cells, head.columns, strict=True))
        if column.role in VALUES and not (cell.covered and place and cells[place - 1].text == cell.text)
        for found in _stated(cell, half_width(unit or head.unit))
    ]
    levels = any(head.columns[place].role == "target" for place, _ in stated)
    falls = measures_fall(name)
    for place, found in stated:
        column, cell = head.columns[place], cells[place]
        role, direction = _role_in(name, cell.text, found, column, levels=levels)
        quantity = found.quantity.unsigned() if falls else found.quantity
        year = found.year or (None if found.is_baseline else column.year)
        yield target_of(cell.text, starts[place], quantity, name, year, role, direction, ahead=True, binding=binding)


def _stated(cell: Cell, unit: str) -> list[Stated]:
    """What a cell states, with the sign that its format gives a number printed without one."""
    found = read_cell(cell.text, unit)
    return [stated._replace(quantity=stated.quantity.negated()) for stated in found] if cell.negative else found


def _name_and_unit(cells: Sequence[Cell], head: Head) -> tuple[str, str]:
    """What a row measures, and its unit."""
    printed = {
        role: [cell.text.strip() for cell, column in zip(cells, head.columns, strict=True) if column.role == role]
        for role in ("name", "unit")
    }
    name = " ".join(dict.fromkeys(filter(None, printed["name"])))
    unit = next(filter(None, printed["unit"]), "")
    if found := _UNIT_IN_NAME.search(name):
        inside = half_width(found[1])
        if is_unit(inside):
            unit, name = unit or inside, name[: found.start()]
    return name, unit


def _role_in(name: str, cell: str, found: Stated, column: Column, *, levels: bool) -> tuple[Role, Direction]:
    """The role of a quantity in a cell, by its column, own words and row's name; `levels`: the row also states a target."""
    role, direction = role_of(simplified(half_width(cell)), found.quantity, before=0, ahead=True)
    if found.is_baseline or column.role == "baseline":
        return "baseline", ""
    if role == "change":
        return role, direction
    if column.role == "change":
        if named := _CHANGE_NAMED.search(simplified(name)):
            return "change", "down" if named["down"] else "up"
        if column.grows and (levels or not _LEVEL_NAMED.search(simplified(name))):
            return "change", "up"
    return ("actual" if column.role == "actual" else "target"), ""
