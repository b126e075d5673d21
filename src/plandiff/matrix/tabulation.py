"""The whole matrix: the cells of its documents, their summaries, and how each deals with the rows of tasks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from plandiff.language.dates import Period
from plandiff.matrix.cells import find_cells
from plandiff.matrix.corrections import correct
from plandiff.matrix.indicators import Aliases, common_indicators
from plandiff.matrix.rounds import Round, find_all_extras, find_tasks
from plandiff.matrix.statistics import compare_cells, with_units
from plandiff.matrix.surveys import Surveyed
from plandiff.model.matrix import Indicator, Matrix, MatrixCell
from plandiff.model.opinions import Correction


@dataclass(frozen=True)
class Asked:
    """What is asked of a matrix."""

    indicators: tuple[Indicator, ...] = ()
    """None: the indicators that most documents state."""
    aliases: Aliases = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()


def tabulate(surveyed: Sequence[Surveyed], asked: Asked, rounds: Sequence[Round] = ()) -> Matrix:
    """The matrix of documents, the first of which is the baseline, if there is one."""
    surveys = [one.survey for one in surveyed if one.survey]
    indicators = asked.indicators or common_indicators(surveys, asked.aliases)
    documents = tuple(one.document for one in surveyed)
    cells = correct(_cells(surveyed, indicators), documents, indicators, asked.corrections)
    indicators = with_units(indicators, cells)
    results = {(cell.document, cell.indicator): cell for cell in _results(surveyed, indicators)}
    compared, statistics = compare_cells(documents, indicators, cells, results)
    items, coverage = find_tasks(surveyed, rounds)
    extras = tuple(find_all_extras(surveyed))
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
    """What was reached the year before, as each document reports it: for those that plan one year and were asked for it."""
    found: list[MatrixCell] = []
    for number, (_, survey, _) in enumerate(surveyed):
        if survey and survey.years and survey.years.first == survey.years.last:
            before = Period(survey.years.first - 1, survey.years.first - 1)
            columns = [column for column, indicator in enumerate(indicators) if indicator.period in (None, survey.years)]
            asked = [replace(indicators[column], period=before) for column in columns]
            cells = zip(columns, find_cells(survey, number, asked), strict=True)
            found += (replace(cell, indicator=column) for column, cell in cells if cell.aspect == "review")
    return found
