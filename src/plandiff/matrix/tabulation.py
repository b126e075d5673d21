"""All of a matrix: the cells of its documents, what they add up to, and which of the baseline's sections each deals with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from plandiff.language.dates import Period
from plandiff.matrix.cells import find_cells
from plandiff.matrix.coverage import find_coverage, find_extras, find_items, owners
from plandiff.matrix.indicators import Aliases, common_indicators
from plandiff.matrix.statistics import compare_cells, with_units
from plandiff.matrix.surveys import Surveyed
from plandiff.model.matrix import Coverage, Extra, Indicator, Item, Matrix, MatrixCell

Tasks = tuple[tuple[Item, ...], tuple[Coverage, ...], tuple[Extra, ...]]


@dataclass(frozen=True)
class Asked:
    """What somebody wants of a matrix."""

    indicators: tuple[Indicator, ...] = ()
    """None: what most documents state."""
    aliases: Aliases = field(default_factory=dict)


def tabulate(surveyed: Sequence[Surveyed], asked: Asked) -> Matrix:
    """The matrix of documents, of which the baseline is the first where there is one."""
    surveys = [one.survey for one in surveyed if one.survey]
    indicators = asked.indicators or common_indicators(surveys, asked.aliases)
    cells = _cells(surveyed, indicators)
    indicators = with_units(indicators, cells)
    results = {(cell.document, cell.indicator): cell for cell in _results(surveyed, indicators)}
    documents = tuple(one.document for one in surveyed)
    compared, statistics = compare_cells(documents, indicators, cells, results)
    items, coverage, extras = _tasks(surveyed)
    return Matrix(documents, indicators, compared, statistics, items, coverage, extras, has_baseline=documents[0].is_baseline)


def _cells(surveyed: Sequence[Surveyed], indicators: Sequence[Indicator]) -> list[MatrixCell]:
    found: list[MatrixCell] = []
    for number, one in enumerate(surveyed):
        if one.survey:
            found += find_cells(one.survey, number, indicators)
        else:
            found += (MatrixCell(number, column) for column in range(len(indicators)))
    return found


def _results(surveyed: Sequence[Surveyed], indicators: Sequence[Indicator]) -> list[MatrixCell]:
    """What was reached the year before, as each document tells it: of those that plan one year and were asked for that."""
    found: list[MatrixCell] = []
    for number, (_, survey, _) in enumerate(surveyed):
        if survey and survey.years and survey.years.first == survey.years.last:
            before = Period(survey.years.first - 1, survey.years.first - 1)
            columns = [column for column, indicator in enumerate(indicators) if indicator.period in (None, survey.years)]
            asked = [replace(indicators[column], period=before) for column in columns]
            cells = zip(columns, find_cells(survey, number, asked), strict=True)
            found += (replace(cell, indicator=column) for column, cell in cells if cell.aspect == "review")
    return found


def _tasks(surveyed: Sequence[Surveyed]) -> Tasks:
    """The sections of the baseline and how each document deals with them; nothing where they were not compared."""
    baseline = surveyed[0].survey
    if baseline is None or not any(one.pairs for one in surveyed):
        return (), (), ()
    items = find_items(baseline)
    owner = owners(baseline.indexed.plan, items)
    coverage: list[list[Coverage]] = []
    extras: list[Extra] = []
    for number, (_, survey, pairs) in enumerate(surveyed):
        if survey and pairs:
            coverage.append(list(find_coverage(items, owner, survey, pairs, number)))
            extras += find_extras(survey, pairs, number)
    return items, tuple(found for row in zip(*coverage, strict=True) for found in row), tuple(extras)
