"""A plan -> its targets: sentences and table rows, each quantity with its attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from plandiff.language.dates import Period, read_period
from plandiff.language.periods import PER_YEAR, Aspect, Scope
from plandiff.model import Cell, PeriodSource, Plan, Target, Unit, heading_of, space_number
from plandiff.progress import in_steps
from plandiff.targets.outlook import Tense, tense_of
from plandiff.targets.running import MAX_SENTENCE, Context, text_targets
from plandiff.targets.tuning import TUNING, Tuning

if TYPE_CHECKING:
    from plandiff.targets.tables import Head

_LABEL: Final = re.compile(
    r"(?:(?:Document )?(?:Version|Revision|Rev|Edition|Release)(?: (?:No|Number|ID))?|V(?:er)?|ID|Ref(?:erence)?|Section|Clause|Article|Page)\.?"
    r"|(?:文件|文档)?(?:版本|版次|修订)号?|页码?|条款号?|编号",
    re.IGNORECASE,
)
"""The head of a column of version numbers, references or pages."""
STEP: Final = 64
"""Units searched between two progress reports: a hundredth of a second or two."""
HEAD_SEARCHED: Final = 4
"""Rows in which a table's header is searched for: none is longer."""
MIN_CELLS: Final = 3
"""Minimum cells for a line with bars to be a table row whose table the format lost."""

Known = dict[object, tuple[Target, ...]]
"""What was found in texts already read, without its position."""


def find_targets(plan: Plan, known: Known | None = None, tuning: Tuning = TUNING) -> tuple[Target, ...]:
    """The quantities that a plan states, in document order, each with what it measures.

    Conventions: docs/targets.md. Text that was set aside is not searched. Two plans that share most of their text are searched with
    one `known`, a cache that is filled along the way.
    """
    finder = _Finder(plan, {} if known is None else known, tuning)
    return tuple(target for unit in in_steps("targets", plan.units, STEP) for target in finder.targets(unit))


class _Finder:
    """Searches the units of one plan in order, keeping track of headings and table headers."""

    def __init__(self, plan: Plan, known: Known, tuning: Tuning) -> None:
        self._plan = plan
        self._known = known
        self._tuning = tuning
        stated = read_period(plan.meta.period or plan.meta.date)
        self._period = stated
        self._start_year = stated.first if stated else None
        self._tenses: dict[str | None, Tense] = {None: ""}
        self._heads: dict[str, Head | None] = {}

    def targets(self, unit: Unit) -> Iterator[Target]:
        """The targets of one unit; must be called in document order."""
        above = self._tenses.get(unit.parent, "")
        if unit.kind == "section":
            self._tenses[unit.id] = tense_of(unit.text, above)
        if unit.kind == "row":
            yield from self._row(unit)
            return
        key = (unit.text, above, self._start_year, unit.timing)
        found = self._known.get(key)
        if found is None:
            context = Context(above, self._start_year, self._tuning, unit.timing)
            found = self._known[key] = tuple(_unit_targets(unit.text, context))
        if not found:
            return
        lead, paragraph = len(space_number(unit.number, unit.text)), heading_of(unit)
        for target in found:
            yield self._timed(replace(target, node=unit.id, paragraph=paragraph, start=lead + target.start), unit, target.start)

    def _timed(self, target: Target, unit: Unit, place: int) -> Target:
        """A target with its period and aspect (review or plan)."""
        scope = unit.timing.at(place)
        own: Aspect | None = None if target.role == "other" else "plan" if target.is_aim else "review"
        aspect = scope.aspect or own or ""
        if own and {own, scope.aspect} == {"plan", "review"}:  # the sentence overrides what is above it
            scope, aspect = Scope(None, own), own
        if target.role in ("other", "baseline") and not target.year:
            return replace(target, aspect=aspect)
        if PER_YEAR.search(target.paragraph, 0, target.start) and (years := self._years_around(scope, unit, target)):
            return replace(
                target, aspect=aspect, period=years, period_source="section" if years != self._plan.meta.years else "document"
            )
        if target.year:
            return replace(target, aspect=aspect, period=target.year, period_source="printed")
        return replace(target, aspect=aspect, period=scope.period, period_source=self._source(scope, unit))

    def _years_around(self, scope: Scope, unit: Unit, target: Target) -> Period | None:
        """The period that 年均 refers to: the one around the unit that ends in the stated year, else the plan's only multi-year one
        with that aspect.
        """
        said = target.year or scope.period
        if said and said.first < said.last:
            return None  # stated explicitly
        above = self._plan.unit[unit.parent].period if unit.parent else None
        if above and said and above.first < above.last == said.last:
            return above
        aspect = "plan" if target.planned else "review"
        known = self._long_periods.get(aspect, set())
        return next(iter(known)) if len(known) == 1 else None

    @cached_property
    def _long_periods(self) -> dict[str | None, set[Period]]:
        """Aspect -> the multi-year periods that the plan mentions with it."""
        found: dict[str | None, set[Period]] = {}
        for unit in self._plan.units:
            for period, aspect in unit.timing.scopes:
                if period and period.first < period.last:
                    found.setdefault(aspect, set()).add(period)
        return found

    def _source(self, scope: Scope, unit: Unit) -> PeriodSource:
        if scope.period is None:
            return ""
        above = self._plan.unit[unit.parent].period if unit.parent else self._plan.meta.years
        if scope.period == above or unit.kind == "section":
            return "document" if scope.period == self._plan.meta.years else "section"
        return "text"

    def _row(self, unit: Unit) -> Iterator[Target]:
        from plandiff.targets.rows import indicator_row, loose_row, placed, signed  # most plans have no tables
        from plandiff.targets.tables import read_head

        table = unit.parent or ""
        if table not in self._heads:
            rows = [row.cells for row in self._plan.rows_of(table)[:HEAD_SEARCHED]]
            self._heads[table] = read_head(rows, self._plan.unit[table].text, self._plan.head_of(table), self._period)
        head = self._heads[table]
        ordinal = int(unit.id.rpartition(".")[2])
        if head is None:
            labels = _label_columns(self._plan.rows_of(table)[0].cells)
            found = (
                signed(loose_row(placed(unit.cells, labels), unit.text, self._tuning), unit.cells)
                if ordinal > 1 and len(unit.text) <= MAX_SENTENCE
                else iter(())
            )
        else:
            found = indicator_row(unit.cells, head) if ordinal > head.rows else iter(())
        for target in found:
            timed = self._timed(replace(target, node=unit.id, paragraph=unit.text), unit, 0)
            yield replace(timed, aspect="review" if target.role in ("baseline", "actual") else timed.aspect)


def _label_columns(heads: Sequence[Cell]) -> frozenset[int]:
    """The columns whose numbers only name something, by their heads."""
    return frozenset(column for column, cell in enumerate(heads) if _LABEL.fullmatch(cell.text.strip()))


def _unit_targets(text: str, context: Context) -> Iterator[Target]:
    """The targets of a heading or block."""
    if len(text) > MAX_SENTENCE or text.count("|") < MIN_CELLS - 1:
        return text_targets(text, context)
    from plandiff.targets.rows import loose_row, split_cells

    return loose_row(split_cells(text), text, context.tuning)
