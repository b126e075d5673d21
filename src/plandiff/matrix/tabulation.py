"""All of a matrix: the documents in their order, their cells, and what these add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from plandiff.errors import InputError
from plandiff.language.dates import Period
from plandiff.matrix.cells import find_cells
from plandiff.matrix.indicators import Aliases, common_indicators
from plandiff.matrix.statistics import compare_cells, with_units
from plandiff.matrix.surveys import Opened, survey_all
from plandiff.model import Request
from plandiff.model.matrix import Indicator, Matrix, MatrixCell, MatrixDocument, Survey

Surveyed = tuple[MatrixDocument, Survey | None]


@dataclass(frozen=True)
class Asked:
    """What somebody wants of a matrix."""

    indicators: tuple[Indicator, ...] = ()
    """None: what most documents state."""
    aliases: Aliases = field(default_factory=dict)
    request: Request = field(default_factory=Request)
    jobs: int = 1
    """Processes at a time; they change nothing of the answer."""


def tabulate(documents: Sequence[tuple[str, Opened]], baseline: tuple[str, Opened] | None, asked: Asked) -> Matrix:
    """The matrix of documents, each by its name and what that stands for. Raises `InputError` when the baseline, or all of the
    documents, cannot be read.
    """
    surveyed = survey_all([*([baseline] if baseline else []), *documents], asked.request, asked.jobs)
    if baseline:
        surveyed[0] = replace(surveyed[0][0], is_baseline=True), surveyed[0][1]
    _check(surveyed, has_baseline=bool(baseline))
    surveyed = [*surveyed[: bool(baseline)], *_in_order(surveyed[bool(baseline) :])]
    surveys = [survey for _, survey in surveyed if survey]
    indicators = asked.indicators or common_indicators(surveys, asked.aliases)
    cells = _cells(surveyed, indicators)
    indicators = with_units(indicators, cells)
    results = {(cell.document, cell.indicator): cell for cell in _results(surveyed, indicators)}
    columns = tuple(document for document, _ in surveyed)
    compared, statistics = compare_cells(columns, indicators, cells, results)
    return Matrix(columns, indicators, compared, statistics, has_baseline=bool(baseline))


def _check(surveyed: Sequence[Surveyed], *, has_baseline: bool) -> None:
    """Raise what is wrong with the baseline, or with the first document where none can be read."""
    documents = surveyed[has_baseline:]
    if (has_baseline and not surveyed[0][1]) or not any(survey for _, survey in documents):
        failed = next(document.problem for document, _ in surveyed if document.problem)
        raise InputError.of(failed)


def _in_order(surveyed: Sequence[Surveyed]) -> list[Surveyed]:
    """Provinces in their official order, where all that can be read are one each; else as they were named."""
    read = [document.province for document, survey in surveyed if survey]
    if len(set(read)) < len(read) or None in read:
        return list(surveyed)
    return sorted(surveyed, key=lambda pair: pair[0].province.code if pair[0].province else "~")


def _cells(surveyed: Sequence[Surveyed], indicators: Sequence[Indicator]) -> list[MatrixCell]:
    found: list[MatrixCell] = []
    for number, (_, survey) in enumerate(surveyed):
        if survey:
            found += find_cells(survey, number, indicators)
        else:
            found += (MatrixCell(number, column) for column in range(len(indicators)))
    return found


def _results(surveyed: Sequence[Surveyed], indicators: Sequence[Indicator]) -> list[MatrixCell]:
    """What was reached the year before, as each document tells it: of the years that it plans, the one before the first."""
    found: list[MatrixCell] = []
    for number, (_, survey) in enumerate(surveyed):
        if survey and survey.years and survey.years.first == survey.years.last:
            before = Period(survey.years.first - 1, survey.years.first - 1)
            asked = [
                replace(indicator, period=before if indicator.period in (None, survey.years) else None)
                for indicator in indicators
            ]
            kept = [column for column, indicator in enumerate(asked) if indicator.period]
            cells = find_cells(survey, number, [asked[column] for column in kept])
            found += (
                replace(cell, indicator=column) for column, cell in zip(kept, cells, strict=True) if cell.aspect == "review"
            )
    return found
