"""Which changes share a row of the table: those of an article, of a table, of an added or deleted section; else each alone."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from plandiff.laws import is_article
from plandiff.model import Change, Comparison, Plan, Side, Unit
from plandiff.renderers.rows import Row


class Group(NamedTuple):
    """The contents of one row."""

    home: str
    """The change whose row it is."""
    rows: tuple[Row, ...]

    @property
    def head(self) -> Row | None:
        """The row of the home itself, if it is among them."""
        return next((row for row in self.rows if row.change.id == self.home), None)

    @property
    def first(self) -> Row:
        return self.head or self.rows[0]


def gather(comparison: Comparison, rows: Iterable[Row], *, law: bool) -> list[Group]:
    """The rows of a view by what contains them; stubs are omitted, except those of table rows, which are only in the old table."""
    homes = _Homes(comparison, law=law)
    kept = (row for row in rows if not row.stub or row.kind == "row")
    groups = [Group(home, tuple(members)) for home, members in groupby(kept, key=homes.of)]
    return _joined(groups)


def _joined(groups: Iterable[Group]) -> list[Group]:
    """Groups of one home merged, if there are only deletions between them, which have no order relative to the new text."""
    found: list[Group] = []
    for group in groups:
        place = next((n for n in range(len(found) - 1, -1, -1) if not _went(found[n])), -1)
        if place >= 0 and found[place].home == group.home and not _went(group):
            found[place] = Group(group.home, (*found[place].rows, *group.rows))
        else:
            found.append(group)
    return found


def _went(group: Group) -> bool:
    return not any(row.new for row in group.rows)


def article_above(plan: Plan, unit: str) -> Unit | None:
    """The article that contains a unit, or the unit itself."""
    return next((section for section in reversed(plan.sections_above(unit)) if is_article(section)), None)


class _Homes:
    """Change -> the change in whose row it is shown; text that only one region has in a common section is a row too."""

    def __init__(self, comparison: Comparison, *, law: bool) -> None:
        self._law = law
        self._regions = comparison.alignment.mode == "regions"
        self._change_of = comparison.change_of
        self._plans: dict[Side, Plan] = {"old": comparison.old, "new": comparison.new}
        self._status = {change.id: change.status for change in comparison.changes}
        self._shared: dict[str, str] = {}
        """Article -> an earlier one whose row it shares, since a paragraph of one became paragraphs of both, or vice versa."""
        for change in comparison.changes if law else ():
            self._share(change)

    def of(self, row: Row) -> str:
        side, unit = row.side, row.plan.unit[row.first.unit]
        if self._law and (article := self._article(side, unit.id)):
            return self._shared.get(article, article)
        if unit.parent is None or unit.kind in ("section", "table"):
            return row.change.id
        above = self._change_of[side, unit.parent]
        alone = row.change.status in ("added", "deleted")
        if unit.kind == "row" or (alone and row.change.status == self._status[above]):
            return above
        return f"{above} {side}" if alone and self._regions else row.change.id

    def _share(self, change: Change) -> None:
        sides: tuple[tuple[Side, tuple[str, ...]], ...] = (("old", change.old), ("new", change.new))
        for side, units in sides:
            if len(units) > 1:
                first, *others = dict.fromkeys(filter(None, (self._article(side, unit) for unit in units))) or ("",)
                home = self._shared.get(first, first)
                self._shared |= dict.fromkeys(others, home)

    def _article(self, side: Side, unit: str) -> str | None:
        """The change of the article that contains a unit, or is it."""
        article = article_above(self._plans[side], unit)
        return self._change_of[side, article.id] if article else None
