"""Drawings of one indicator: a dot plot of its values, and a map of tiles, one for each province."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import floor, log10
from typing import Final, NamedTuple

from plandiff.language.provinces import Province, provinces
from plandiff.model.matrix import Matrix, MatrixCell
from plandiff.renderers.matrix.figures import amount, cell_text

NAMES: Final = 120
"""Units of the drawing left of the axis, for the names."""
AXIS: Final = 420
ROW: Final = 18
"""Units per row."""
ARROW: Final = 16
"""Length of the arrow for 以上 and 以内."""
TICKS: Final = 5
"""Approximate number of ticks on the axis."""
TILE: Final = (56, 46)
"""Width and height of a tile."""
STEPS: Final = 5
"""Shades of the map's tiles."""
PROVINCES: Final = 4
"""Provinces from which a map is worth its space."""
SHORT: Final = 9
"""Characters of a value that fit in a tile."""


class Dot(NamedTuple):
    """A row of the plot."""

    name: str
    y: int
    left: float
    right: float
    text: str
    arrow: float
    """The direction in which it is open, -1, 0 or 1."""
    about: bool
    anchor: str


class Tick(NamedTuple):
    x: float
    text: str


class Plot(NamedTuple):
    """The values of an indicator, the highest first."""

    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    median: float | None
    baseline: float | None
    height: int
    width: int = NAMES + AXIS + 160


class Tile(NamedTuple):
    x: int
    y: int
    name: str
    text: str
    kind: str
    """`q0` … `q4` by the value, `words`, `other`, `none`, `absent`."""
    anchor: str


def plot(matrix: Matrix, indicator: int) -> Plot | None:
    """The plot of an indicator; None where no two documents have comparable numbers."""
    cells = [cell for cell in _column(matrix, indicator) if cell.rank]
    if len(cells) < 2:
        return None
    cells.sort(key=lambda cell: (cell.rank or 0, cell.document))
    first = matrix.cell[0, indicator]
    base = first.middle if matrix.has_baseline and first.measure == "asked" else None
    ends = [end for cell in cells for end in (cell.low, cell.high) if end is not None] + ([base] if base is not None else [])
    low, high = min(ends), max(ends)
    span = (high - low) or abs(high) or 1.0
    low, high = low - span * 0.08, high + span * 0.08
    median = matrix.statistics[indicator].median

    def place(value: float | None) -> float:
        return round(NAMES + AXIS * ((value or 0.0) - low) / (high - low), 1)

    return Plot(
        tuple(_dot(matrix, cell, number, place(cell.low), place(cell.high)) for number, cell in enumerate(cells)),
        tuple(Tick(place(value), amount(value, matrix.indicators[indicator].unit)) for value in _ticks(low, high)),
        None if median is None else place(median),
        None if base is None else place(base),
        ROW * len(cells) + 34,
    )


def _dot(matrix: Matrix, cell: MatrixCell, number: int, left: float, right: float) -> Dot:
    arrow = {">=": ARROW, ">": ARROW, "<=": -ARROW, "<": -ARROW}.get(cell.comparator, 0)
    name = matrix.names[cell.document]
    return Dot(
        name if len(name) <= SHORT else f"{name[:SHORT]}…",
        ROW * number + ROW // 2 + 4,
        left,
        right,
        cell.text,
        arrow,
        cell.comparator == "~",
        anchor(cell),
    )


def _ticks(low: float, high: float) -> Iterator[float]:
    """Round values between two ends."""
    rough = (high - low) / TICKS
    power = 10.0 ** floor(log10(rough))
    step = next(size * power for size in (1, 2, 5, 10) if size * power >= rough)
    number = -floor(-low / step)
    while number * step <= high:
        yield number * step
        number += 1


def tiles(matrix: Matrix, indicator: int) -> tuple[Tile, ...]:
    """The map of an indicator; empty if the documents are not of provinces."""
    own: dict[Province, MatrixCell] = {}
    for cell in _column(matrix, indicator):
        province = matrix.documents[cell.document].province
        if province:
            own.setdefault(province, cell)
    if len(own) < PROVINCES:
        return ()
    values = [value for cell in own.values() if cell.rank and (value := cell.middle) is not None]
    found = []
    for province in provinces():
        x, y = province.column * TILE[0], province.row * TILE[1]
        if province not in own:
            found.append(Tile(x, y, province.short, "", "absent", ""))
        else:
            cell = own[province]
            text = cell_text(cell)
            short = text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"
            found.append(Tile(x, y, province.short, short, _kind(cell, values), anchor(cell)))
    return tuple(found)


def _kind(cell: MatrixCell, values: Sequence[float]) -> str:
    value = cell.middle
    if cell.state != "number" or value is None:
        return cell.state
    if not cell.rank:
        return "other"
    low, high = min(values), max(values)
    share = (value - low) / (high - low) if high > low else 0.5
    return f"q{min(STEPS - 1, int(share * STEPS))}"


def anchor(cell: MatrixCell) -> str:
    """Where a cell's sentence is on the page; "" if it has none."""
    return "" if cell.state == "none" else f"s-{cell.document}-{cell.indicator}"


def _column(matrix: Matrix, indicator: int) -> Iterator[MatrixCell]:
    for number, document in enumerate(matrix.documents):
        if not document.is_baseline and not document.problem:
            yield matrix.cell[number, indicator]
