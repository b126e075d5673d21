"""The texts that are compared: those of units, and of the cells of rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from plandiff.model import Extent, Plan, Span, SpanKind, Unit


class Passage(NamedTuple):
    """A text that is compared: a unit's, or that of one of its cells."""

    unit: str
    text: str
    cell: int | None = None
    spans: tuple[Span, ...] = ()
    number: str = ""
    """The number before it, which is not part of the text."""

    def extent(self, start: int, end: int) -> Extent:
        return Extent(self.unit, start, end, self.cell)

    @property
    def whole(self) -> Extent:
        return self.extent(0, len(self.text))


Kinds = frozenset[SpanKind]
"""Which spans are compared."""


def kinds_of(old: Plan, new: Plan) -> Kinds:
    """What both plans' formats can express: one without any links has a format without them."""
    linked = all(any(span.kind == "link" for span in _spans(plan)) for plan in (old, new))
    return frozenset(("image", "link")) if linked else frozenset(("image",))


def _spans(plan: Plan) -> Iterator[Span]:
    for unit in plan.units:
        yield from unit.spans  # for a row, those of its cells


def passages_of(units: Iterable[Unit], kinds: Kinds) -> list[Passage]:
    """The texts of some units with spans of those kinds; for a row, those of its own cells."""
    found: list[Passage] = []
    for unit in units:
        if unit.kind == "row":
            found += [cell_of(unit, column, kinds) for column, cell in enumerate(unit.cells) if not cell.covered]
        else:
            found.append(Passage(unit.id, unit.text, None, _of(unit.spans, kinds), unit.number))
    return found


def cell_of(row: Unit, column: int, kinds: Kinds) -> Passage:
    """The text of one cell."""
    cell = row.cells[column]
    return Passage(row.id, cell.text, column, _of(cell.spans, kinds))


def _of(spans: tuple[Span, ...], kinds: Kinds) -> tuple[Span, ...]:
    return tuple(span for span in spans if span.kind in kinds) if spans else ()
