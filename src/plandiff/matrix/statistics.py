"""What the cells of an indicator add up to: ranks, differences, and how many state it, raise it, lower it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import isclose
from statistics import median
from typing import Final

from plandiff.language.units import base_of
from plandiff.model.matrix import Base, Indicator, MatrixCell, MatrixDocument, Statistics

ROUNDING: Final = 1e-9
"""Relative difference up to which two values are equal: floating-point error."""
Table = Mapping[tuple[int, int], MatrixCell]
"""Document and indicator -> cell."""


def with_units(indicators: Sequence[Indicator], cells: Sequence[MatrixCell]) -> tuple[Indicator, ...]:
    """The indicators with the unit that most of their cells have, and the other names they appear under."""
    found = []
    for indicator, own in zip(indicators, _columns(cells, len(indicators)), strict=True):
        units = [base_of(cell.unit)[0] for cell in own if cell.state == "number" and cell.measure == "asked"]
        units = units or [base_of(cell.unit)[0] for cell in own if cell.state == "number"]
        names = {name: None for cell in own for name in (cell.parts or (cell.name,)) if name not in ("", indicator.name)}
        aliases = tuple(dict.fromkeys((*indicator.aliases, *sorted(names))))
        unit = max(Counter(units).items(), key=lambda counted: counted[::-1], default=("", 0))[0]
        found.append(replace(indicator, unit=unit, aliases=aliases))
    return tuple(found)


def _columns(cells: Sequence[MatrixCell], count: int) -> list[list[MatrixCell]]:
    """The cells of each indicator, in order."""
    columns: list[list[MatrixCell]] = [[] for _ in range(count)]
    for cell in cells:
        columns[cell.indicator].append(cell)
    return columns


def compare_cells(
    documents: Sequence[MatrixDocument],
    indicators: Sequence[Indicator],
    cells: Sequence[MatrixCell],
    results: Mapping[tuple[int, int], MatrixCell],
) -> tuple[tuple[MatrixCell, ...], tuple[Statistics, ...]]:
    """The cells with their ranks and differences, and their summaries; `results` are those reached the year before."""
    table = {(cell.document, cell.indicator): cell for cell in cells}
    comparable = {place: value for place, cell in table.items() if (value := _comparable(cell, indicators)) is not None}
    ranks = _ranks(documents, comparable)
    before = [next((n for n, other in enumerate(documents) if _is_year_before(other, here)), None) for here in documents]
    compared = tuple(
        replace(
            cell,
            rank=ranks.get((cell.document, cell.indicator)),
            since=dict(_differences(cell, documents, indicators, table, before[cell.document], results)),
        )
        for cell in cells
    )
    return compared, tuple(_statistics(documents, own, comparable) for own in _columns(compared, len(indicators)))


def _comparable(cell: MatrixCell, indicators: Sequence[Indicator]) -> float | None:
    """The value by which a cell is ranked; None for another measure, for parts of it, or for another unit."""
    same = cell.measure == "asked" and not cell.parts and base_of(cell.unit)[0] == indicators[cell.indicator].unit
    return cell.middle if same else None


def _ranks(documents: Sequence[MatrixDocument], comparable: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], int]:
    """Document and indicator -> one more than how many values of the indicator are higher."""
    ranked = {place: value for place, value in comparable.items() if not documents[place[0]].is_baseline}
    falling: defaultdict[int, list[float]] = defaultdict(list)
    for (_, indicator), value in sorted(ranked.items(), key=lambda item: -item[1]):
        falling[indicator].append(value)

    def rank(indicator: int, value: float) -> int:
        return 1 + bisect_left(
            falling[indicator], True, key=lambda other: other <= value or isclose(other, value, rel_tol=ROUNDING)
        )

    return {(document, indicator): rank(indicator, value) for (document, indicator), value in ranked.items()}


def _differences(
    cell: MatrixCell,
    documents: Sequence[MatrixDocument],
    indicators: Sequence[Indicator],
    table: Table,
    before: int | None,
    results: Table,
) -> Iterator[tuple[Base, float]]:
    """How far a cell is from each value it is compared with, if both have numbers in one unit; `before` is the document of its
    region's year before.
    """
    value = _comparable(cell, indicators)
    if value is None:
        return
    here = documents[cell.document]
    others: list[tuple[Base, MatrixCell | None]] = []
    if not here.is_baseline and documents[0].is_baseline:
        others.append(("baseline", table.get((0, cell.indicator))))
    if before is not None:
        others.append(("target", table.get((before, cell.indicator))))
    others.append(("result", results.get((cell.document, cell.indicator))))
    for base, other in others:
        against = _comparable(other, indicators) if other else None
        if against is not None:
            difference = value - against
            yield base, 0.0 if isclose(value, against, rel_tol=ROUNDING) else round(difference, 10)


def _is_year_before(other: MatrixDocument, here: MatrixDocument) -> bool:
    return bool(
        here.region
        and other.region == here.region
        and here.years
        and other.years
        and other.years.first == other.years.last == here.years.first - 1 == here.years.last - 1
    )


def _statistics(
    documents: Sequence[MatrixDocument], column: Sequence[MatrixCell], comparable: Mapping[tuple[int, int], float]
) -> Statistics:
    own = [cell for cell in column if not documents[cell.document].is_baseline and not documents[cell.document].problem]
    places = [(cell.document, cell.indicator) for cell in own]
    values = [comparable[place] for place in places if place in comparable]
    ends = [
        end
        for place, cell in zip(places, own, strict=True)
        if place in comparable
        for end in (cell.low, cell.high)
        if end is not None
    ]
    states = [cell.state for cell in own]
    moves: dict[Base, tuple[int, int, int]] = {}
    for base in ("baseline", "target", "result"):
        gaps = [cell.since[base] for cell in own if base in cell.since]
        if gaps:
            moves[base] = sum(gap > 0 for gap in gaps), sum(gap == 0 for gap in gaps), sum(gap < 0 for gap in gaps)
    return Statistics(
        states.count("number"),
        states.count("words"),
        states.count("none"),
        median(values) if values else None,
        min(ends, default=None),
        max(ends, default=None),
        moves,
    )
