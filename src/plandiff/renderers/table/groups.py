"""Which changes stand in one row of the table: those of an article, of a table, of a section that came or went; else each alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final, NamedTuple

from plandiff.language.numbering import HAN_DIVISIONS, KOREAN_DIVISIONS, LATIN_DIVISIONS, address_of
from plandiff.model import Comparison, Plan, Unit
from plandiff.renderers.rows import Row

ARTICLES: Final = frozenset(
    division.kind for table in (HAN_DIVISIONS, KOREAN_DIVISIONS, LATIN_DIVISIONS) for division in table if division.article
)
ARTICLES_LEAST: Final = 2
"""Articles from which a document is taken for a law; a plan may have one section that is called so."""


class Group(NamedTuple):
    """What stands in one row."""

    home: str
    """The change whose row it is."""
    rows: tuple[Row, ...]

    @property
    def head(self) -> Row | None:
        """The row of the home itself, where it is among them."""
        return next((row for row in self.rows if row.change.id == self.home), None)

    @property
    def first(self) -> Row:
        return self.head or self.rows[0]


def is_law(comparison: Comparison) -> bool:
    """Whether both documents count through articles."""
    return all(
        sum(is_article(unit) for unit in plan.units if unit.kind == "section") >= ARTICLES_LEAST
        for plan in (comparison.old, comparison.new)
    )


def is_article(unit: Unit) -> bool:
    """Whether a unit is an article of a law."""
    address = address_of(unit.number) if unit.kind == "section" and unit.number else None
    return address is not None and address[0] in ARTICLES


def gather(comparison: Comparison, rows: Iterable[Row]) -> Iterator[Group]:
    """The rows of a view by what they stand in; stubs are left out, but for those of table rows, which stand in the old table only."""
    homes = _Homes(comparison)
    kept = (row for row in rows if not row.stub or row.kind == "row")
    for home, members in groupby(kept, key=homes.of):
        yield Group(home, tuple(members))


def article_above(plan: Plan, unit: str) -> Unit | None:
    """The article that a unit stands in, or is."""
    return next((section for section in reversed(plan.sections_above(unit)) if is_article(section)), None)


class _Homes:
    """The change in whose row of the table each change stands."""

    def __init__(self, comparison: Comparison) -> None:
        self._law = is_law(comparison)
        self._change_of = comparison.change_of
        self._status = {change.id: change.status for change in comparison.changes}

    def of(self, row: Row) -> str:
        side, unit = row.side, row.plan.unit[row.first.unit]
        if self._law and (article := article_above(row.plan, unit.id)):
            return self._change_of[side, article.id]
        if unit.parent is None or unit.kind in ("section", "table"):
            return row.change.id
        above = self._change_of[side, unit.parent]
        together = row.change.status in ("added", "deleted") and row.change.status == self._status[above]
        return above if unit.kind == "row" or together else row.change.id
