"""Documents ─▶ surveys: each read and indexed once, several at a time; one that cannot be read does not stop the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import PurePath
from typing import NamedTuple

from plandiff import pipeline
from plandiff.errors import InputError, Problem
from plandiff.language.provinces import find_province
from plandiff.matrix.pairs import Pairs, find_pairs
from plandiff.model import Indexed, Request, Source
from plandiff.model.matrix import MatrixDocument, Survey
from plandiff.processes import in_order

Opened = str | Source | Indexed | Problem
"""The document that a name stands for, or why there is none."""
Named = tuple[str, Opened]


class Surveyed(NamedTuple):
    """A document of a matrix with all that is derived from it alone, or from it and the baseline."""

    document: MatrixDocument
    survey: Survey | None
    """None if the document cannot be read."""
    pairs: Pairs | None = None
    """Which of its units match which of the baseline's; None if they were not compared."""


def survey_all(
    documents: Sequence[Named], baseline: Named | None, request: Request, *, with_tasks: bool, jobs: int
) -> list[Surveyed]:
    """Each document with what a matrix needs of it, the baseline first: in the provinces' official order, if each readable document
    is of a different one; else as named. Raises `InputError` when the baseline, or all of the documents, cannot be read.
    """
    first = [] if baseline is None else [_survey(baseline, request, None)]
    for base in first:
        if base.document.problem:
            raise InputError.of(base.document.problem)
    against = first[0].survey.indexed if first and first[0].survey and with_tasks else None
    found = list(in_order(partial(_survey, request=request, baseline=against), documents, jobs))
    problems = [one.document.problem for one in found if one.document.problem]
    if problems and len(problems) == len(found):
        raise InputError.of(problems[0])
    return [*(base._replace(document=replace(base.document, is_baseline=True)) for base in first), *_in_order(found)]


def _survey(named: Named, request: Request, baseline: Indexed | None) -> Surveyed:
    name, opened = named
    if isinstance(opened, Problem):
        return _unread(name, opened)
    try:
        survey = pipeline.survey(opened, request)
    except InputError as error:
        return _unread(name, error.problem)
    meta = survey.indexed.plan.meta
    document = MatrixDocument(name, meta.title, meta.region, meta.date, survey.years)
    return Surveyed(document, survey, find_pairs(baseline, survey.indexed, request) if baseline else None)


def _unread(name: str, problem: Problem) -> Surveyed:
    """A document that cannot be read is placed where its name says it belongs."""
    province = find_province(PurePath(name).stem)
    return Surveyed(MatrixDocument(name, region=province.name if province else "", problem=problem), None)


def _in_order(found: Sequence[Surveyed]) -> list[Surveyed]:
    read = [one.document.province for one in found if one.survey]
    if len(set(read)) < len(read) or None in read:
        return list(found)
    return sorted(found, key=lambda one: one.document.province.code if one.document.province else "~")
