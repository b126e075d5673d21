"""Indicator tables: which column says what.

Columns are identified by their heads, never by position.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final, Literal, NamedTuple

from plandiff.language.dates import YEAR, Period, find_period, read_year
from plandiff.language.spaced import closed
from plandiff.language.traditional import simplified
from plandiff.language.widths import half_width
from plandiff.model import Cell
from plandiff.model.tables import TableHead

ColumnRole = Literal["ordinal", "name", "unit", "binding", "baseline", "actual", "target", "change", ""]

_HEADS: Final[tuple[tuple[ColumnRole, re.Pattern[str]], ...]] = (
    ("ordinal", re.compile(r"序号|编号|项次|No\.?|#", re.IGNORECASE)),
    ("unit", re.compile(r"(?:计量|数据)?单位|Units?", re.IGNORECASE)),
    ("binding", re.compile(r"(?:指标)?(?:属性|性质|类型)|Nature|Type", re.IGNORECASE)),
    ("change", re.compile(r".*(?:年均|增速|增长|增幅|累计|变化|Annual|Average|Cumulative|Growth|Change).*", re.IGNORECASE)),
    ("baseline", re.compile(r".*(?:基期|基准|基数|现状|现值|当前|实际|完成|Baseline|Current|Actual).*", re.IGNORECASE)),
    ("target", re.compile(r".*(?:目标|规划值|预期|计划|Target|Goal).*", re.IGNORECASE)),
    ("name", re.compile(r".*(?:指标|名称|项目|Indicator|Measure|Metric).*", re.IGNORECASE)),
)
"""Role -> its heads, in the order in which they are tried: `指标属性` is not a name, `规划目标年均增长` is a change."""
_YEAR: Final = re.compile(YEAR)
_DONE: Final = re.compile(r"实际|完成|Actual", re.IGNORECASE)
"""In the head of a column that has a target for the same year: the result."""
_GROWS: Final = re.compile(r"增|涨|[提升降]|growth|change", re.IGNORECASE)
_BINDING: Final = re.compile(r"[〔\[（(]?\s*(?:[约約]束性?|[预預]期性?)\s*[〕\]）)]?")
_UNIT_IN_CAPTION: Final = re.compile(r"[单單]位[:：]\s?([^\s）)，,、]{1,8})")

NOTHING_STATED: Final = TableHead(0, ())


class Column(NamedTuple):
    """What one column of a table says."""

    role: ColumnRole
    year: Period | None = None
    grows: bool = False
    """For a column of changes: whether its head says that something changes, not only `年均` or `累计`."""


class Head(NamedTuple):
    """The header of an indicator table."""

    columns: tuple[Column, ...]
    rows: int
    """Number of header rows."""
    unit: str = ""
    """Of the whole table, from its caption."""


def read_head(
    rows: Sequence[Sequence[Cell]], caption: str = "", stated: TableHead = NOTHING_STATED, period: Period | None = None
) -> Head | None:
    """The header of a table whose columns name indicators and their values; None for any other table.

    Where only years distinguish the columns, those in the plan's `period` and later are targets and those before it baselines;
    without a period, the first of several is the baseline. Headers stated by the format take precedence over what the cells look
    like.
    """
    if not rows:
        return None
    size = min(stated.rows, len(rows)) if stated.stated else _head_size(rows)
    heads = [
        simplified(half_width(closed("".join(dict.fromkeys(row[column].text for row in rows[:size])))[0])).strip()
        for column in range(len(rows[0]))
    ]
    years = [_years(head) for head in heads]
    roles: list[ColumnRole] = [_role(re.sub(r"\s", "", head)) for head in heads]
    bare = [column for column, (year, role) in enumerate(zip(years, roles, strict=True)) if year and role in ("", "name")]
    ahead = [years[column] for column, role in enumerate(roles) if role == "target"]
    for column in bare:
        roles[column] = "baseline" if _is_past(years[column], [years[other] for other in bare] + ahead, period) else "target"
    for column, role in enumerate(roles):
        if role == "baseline" and years[column] in ahead and _DONE.search(heads[column]):
            roles[column] = "actual"
    if "name" not in roles:
        keys = stated.keys or sum(1 for _ in takewhile(lambda head: not head, heads))  # columns without a head name the rows
        roles[:keys] = ["name" if role == "" else role for role in roles[:keys]]
    if "name" not in roles or not ("target" in roles or (bare and "baseline" in roles)):
        return None
    unit = _UNIT_IN_CAPTION.search(caption)
    columns = tuple(
        Column(role, year, grows=bool(_GROWS.search(head))) for role, year, head in zip(roles, years, heads, strict=True)
    )
    return Head(columns, size, unit[1] if unit else "")


def _years(head: str) -> Period | None:
    """The year or range of years in a column's head."""
    found = _YEAR.search(head)
    return find_period(head) or (Period(read_year(found[0]), read_year(found[0])) if found else None)


def _is_past(year: Period | None, others: Sequence[Period | None], period: Period | None) -> bool:
    """Whether a column whose head is only a year is of the past."""
    if year is None:
        return False
    known = sorted(other for other in others if other)
    if period is None:
        return year == known[0] != known[-1]
    if period.first == period.last:  # a one-year plan, or only its date is known
        return year.last < period.first or (year.last == period.first and year != known[-1])
    return year.last < period.first


def _head_size(rows: Sequence[Sequence[Cell]]) -> int:
    """The number of header rows: cells that span down from the first row belong to the header entirely."""
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
