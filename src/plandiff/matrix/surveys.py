"""Documents ─▶ surveys: each read and indexed once, several at a time; one that cannot be read stops none of the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import PurePath
from typing import TypeVar

from plandiff import pipeline
from plandiff.errors import InputError, Problem
from plandiff.language.provinces import find_province
from plandiff.model import Indexed, Request, Source
from plandiff.model.matrix import MatrixDocument, Survey

Given = TypeVar("Given")
Found = TypeVar("Found")
Opened = str | Source | Indexed | Problem
"""What a name stands for: a document, or why there is none."""


def survey_all(
    documents: Sequence[tuple[str, Opened]], request: Request, jobs: int
) -> list[tuple[MatrixDocument, Survey | None]]:
    """Each document, by its name and what that stands for, with what a matrix needs of it; None of what cannot be read."""
    return run(partial(_survey, request=request), documents, jobs)


def run(work: Callable[[Given], Found], given: Sequence[Given], jobs: int) -> list[Found]:
    """What the work makes of each, in their order, by so many processes."""
    if min(jobs, len(given)) < 2:
        return [work(one) for one in given]
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(min(jobs, len(given))) as pool:
        return list(pool.map(work, given))


def _survey(named: tuple[str, Opened], request: Request) -> tuple[MatrixDocument, Survey | None]:
    name, opened = named
    if isinstance(opened, Problem):
        return _unread(name, opened), None
    try:
        survey = pipeline.survey(opened, request)
    except InputError as error:
        return _unread(name, error.problem), None
    meta = survey.indexed.plan.meta
    return MatrixDocument(name, meta.title, meta.region, meta.date, survey.years), survey


def _unread(name: str, problem: Problem) -> MatrixDocument:
    """A document that cannot be read stands where its name says that it belongs."""
    province = find_province(PurePath(name).stem)
    return MatrixDocument(name, region=province.name if province else "", problem=problem)
