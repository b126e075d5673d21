"""The map of regions: rows are sources, columns those who took text from them."""

from __future__ import annotations

from collections.abc import Iterator
from math import log1p
from typing import Final, NamedTuple

from plandiff.model.corpus import Flow
from plandiff.model.corpus_pages import CorpusIndex

SHADES: Final = 5
"""Colours of the cells, from few passages to many; the classes are logarithmic, since one pair of regions often dominates."""


class HeatCell(NamedTuple):
    flow: Flow | None
    shade: int


class HeatRow(NamedTuple):
    region: str
    cells: tuple[HeatCell, ...]
    given: int
    """Passages that others took from here."""


class HeatMap(NamedTuple):
    regions: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    taken: tuple[int, ...]
    """For each column: passages taken over."""


def heat_map(index: CorpusIndex) -> HeatMap:
    """The flows of an index as a square table of its regions."""
    known = {(flow.from_region, flow.region): flow for flow in index.flows}
    most = max((flow.takeovers for flow in index.flows), default=0)
    rows = tuple(_rows(index.regions, known, most))
    columns = range(len(index.regions))
    taken = tuple(sum(flow.takeovers for row in rows if (flow := row.cells[column].flow)) for column in columns)
    return HeatMap(index.regions, rows, taken)


def _rows(regions: tuple[str, ...], known: dict[tuple[str, str], Flow], most: int) -> Iterator[HeatRow]:
    for source in regions:
        flows = [known.get((source, target)) for target in regions]
        cells = tuple(HeatCell(flow, _shade(flow.takeovers, most) if flow else 0) for flow in flows)
        yield HeatRow(source, cells, sum(flow.takeovers for flow in flows if flow))


def _shade(passages: int, most: int) -> int:
    return min(SHADES - 1, int(SHADES * log1p(passages) / log1p(most)))
