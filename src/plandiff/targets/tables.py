"""Indicator tables: which column says what, and the quantities of a row.

Columns are known by their heads, never by their place, and rows by the indicator's name, never by their ordinal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from plandiff.language.dates import YEAR, Period, read_year
from plandiff.language.decimals import number
from plandiff.language.numerals import FRACTIONS, LARGE, SMALL
from plandiff.language.quantities import find_quantities
from plandiff.language.quantity import Quantity
from plandiff.language.units import UNIT_NAMES, UNITS
from plandiff.language.widths import half_width
from plandiff.model import Cell
from plandiff.model.tables import TableHead

ColumnRole = Literal["ordinal", "name", "unit", "binding", "baseline", "target", "change", ""]

_HEADS: Final[tuple[tuple[ColumnRole, re.Pattern[str]], ...]] = (
    ("ordinal", re.compile(r"序号|编号|项次|No\.?|#", re.IGNORECASE)),
    ("unit", re.compile(r"(?:计量|数据)?单位|Units?", re.IGNORECASE)),
    ("binding", re.compile(r"(?:指标)?(?:属性|性质|类型)|Nature", re.IGNORECASE)),
    ("change", re.compile(r".*(?:年均|增速|增长|增幅|累计|变化).*")),
    ("baseline", re.compile(r".*(?:基期|基准|基数|现状|现值|当前|实际|完成|Baseline|Current|Actual).*", re.IGNORECASE)),
    ("target", re.compile(r".*(?:目标|规划值|预期值|Target|Goal).*", re.IGNORECASE)),
    ("name", re.compile(r".*(?:指标|名称|项目|Indicator|Measure|Metric).*", re.IGNORECASE)),
)
"""Role -> its heads, in the order in which they are tried: `指标属性` is not a name, `规划目标年均增长` a change."""
_YEAR: Final = re.compile(YEAR)
_BINDING: Final = re.compile(r"[〔\[（(]?\s*(?:约束性?|预期性?)\s*[〕\]）)]?")
_UNIT_IN_NAME: Final = re.compile(r"\s*[（(\[〔]\s*(?:单位[:：])?([^（）()\[\]〔〕]{1,12})\s*[）)\]〕]\s*$")
_UNIT_IN_CAPTION: Final = re.compile(r"单位[:：]\s?([^\s）)，,、]{1,8})")
_REACHED: Final = "达到"
"""Put before a cell, so that its bare number is read as a value."""
_BRACKETS: Final = str.maketrans("", "", "[]【】〔〕［］()（）")


NOTHING_STATED: Final = TableHead(0, ())


class Column(NamedTuple):
    """What one column of a table says."""

    role: ColumnRole
    year: Period | None = None


class Head(NamedTuple):
    """The header of an indicator table."""

    columns: tuple[Column, ...]
    rows: int
    """How many rows it takes."""
    unit: str = ""
    """Of the whole table, from its caption."""


def read_head(rows: Sequence[Sequence[Cell]], caption: str = "", stated: TableHead = NOTHING_STATED) -> Head | None:
    """The header of a table whose columns name indicators and their values; None for any other table.

    Where years alone tell the columns apart, the last is the target's and those before it are baselines. What its format
    says of heads takes precedence over what its cells look like.
    """
    if not rows:
        return None
    size = min(stated.rows, len(rows)) if stated.stated else _head_size(rows)
    heads = [
        half_width("".join(dict.fromkeys(row[column].text for row in rows[:size]))).strip() for column in range(len(rows[0]))
    ]
    years = [read_year(match.group()) if (match := _YEAR.search(head)) else 0 for head in heads]
    roles: list[ColumnRole] = [_role(re.sub(r"\s", "", head)) for head in heads]
    last = max((year for year, role in zip(years, roles, strict=True) if role in ("", "target", "name")), default=0)
    for column, (year, role) in enumerate(zip(years, roles, strict=True)):
        if year and role in ("", "name"):
            roles[column] = "target" if year == last else "baseline"
    if "name" not in roles:
        roles[: stated.keys] = ["name" if role == "" else role for role in roles[: stated.keys]]
    if "target" not in roles or "name" not in roles:
        return None
    unit = _UNIT_IN_CAPTION.search(caption)
    columns = tuple(Column(role, Period(year, year) if year else None) for role, year in zip(roles, years, strict=True))
    return Head(columns, size, unit[1] if unit else "")


def _head_size(rows: Sequence[Sequence[Cell]]) -> int:
    """How many rows the header takes: cells that span down from the first row belong to it whole."""
    size = 1
    while (
        size < len(rows)
        and any(
            cell.covered and cell.text == above.text and cell.text for cell, above in zip(rows[size], rows[size - 1], strict=True)
        )
        and not any(_BINDING.fullmatch(cell.text.strip()) for cell in rows[size])
        and size < 3
    ):
        size += 1
    return size


def _role(head: str) -> ColumnRole:
    return next((role for role, pattern in _HEADS if pattern.fullmatch(head)), "")


class Value(NamedTuple):
    """One quantity of a row, the column it stands in, and the text of its cell."""

    column: int
    quantity: Quantity
    """With places in the cell's text."""


def read_row(row: Sequence[Cell], head: Head) -> tuple[str, list[Value]]:
    """The indicator's name and the values of a row."""
    names = [cell.text.strip() for cell, column in zip(row, head.columns, strict=True) if column.role == "name"]
    name = " ".join(dict.fromkeys(filter(None, names)))
    unit = next(
        (
            cell.text.strip()
            for cell, column in zip(row, head.columns, strict=True)
            if column.role == "unit" and cell.text.strip()
        ),
        "",
    )
    if found := _UNIT_IN_NAME.search(name):
        inside = half_width(found[1])
        if _is_unit(inside):
            unit, name = unit or inside, name[: found.start()]
    values = []
    for place, (cell, column) in enumerate(zip(row, head.columns, strict=True)):
        if column.role in ("baseline", "target", "change") and not (cell.covered and place and row[place - 1].text == cell.text):
            quantity = cell_quantity(cell.text, half_width(unit or head.unit))
            values += [Value(place, quantity)] if quantity else []
    return name, values


def cell_quantity(text: str, unit: str = "") -> Quantity | None:
    """The quantity a cell states, in the unit of its row where it prints none of its own; None for a cell of words.

    >>> quantity = cell_quantity("[1.5]", "万个")
    >>> quantity.value, quantity.unit
    (15000, '个')
    """
    plain = half_width(text)
    body = plain.translate(_BRACKETS).strip()
    quantity = _only(body) or (_only(body + unit) if unit and (body[-1:].isdigit() or body.endswith(tuple(FRACTIONS))) else None)
    if quantity is None:
        return None
    start = max(0, plain.find(body[quantity.start :][:1]))
    quantity = quantity._replace(start=start, end=min(len(plain), start + quantity.end - quantity.start))
    if quantity.unit or not unit:
        return quantity
    factor, name = split_unit(unit)
    value = quantity.value
    scaled = (_scaled(value[0], factor), _scaled(value[1], factor)) if isinstance(value, tuple) else _scaled(value, factor)
    return quantity._replace(value=scaled, unit=UNIT_NAMES.get(name, name), kind=UNITS.get(name, "measure"))


def _only(body: str) -> Quantity | None:
    """The one quantity of a cell; None where it states none or several."""
    found = find_quantities(_REACHED + body)
    if len(found) != 1:
        return None
    start = max(0, found[0].start - len(_REACHED))
    return found[0]._replace(start=start, end=found[0].end - len(_REACHED))


def split_unit(unit: str) -> tuple[int, str]:
    """A unit's multiplier and what is left: `万人次` is 10000 and `人次`; `千瓦` is a unit of its own."""
    factor = 1
    while unit and unit.partition("/")[0] not in UNITS and (unit[0] in LARGE or unit[0] in SMALL) and len(unit) > 1:
        factor *= LARGE.get(unit[0]) or SMALL[unit[0]]
        unit = unit[1:]
    return factor, unit


def _is_unit(text: str) -> bool:
    return split_unit(text)[1].partition("/")[0] in UNITS


def _scaled(value: float, factor: int) -> float:
    return number(round(value * factor, 6))
