"""The plan documents that differ between two states of a repository: paired, compared, judged and reported."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final, TypeVar

import click

from plandiff import pipeline
from plandiff.align.decisions import STALE
from plandiff.align.documents import pair_plans
from plandiff.changes import find_added, find_removed
from plandiff.cli.output import write
from plandiff.cli.ranges import Scope
from plandiff.errors import InputError, OutputError, Problem
from plandiff.model import Decision, Decisions, Note, Plan, Reading, Request, Review, ReviewedDocument, Source
from plandiff.model.review import INDEX, WORK_TREE
from plandiff.processes import CHUNKS, in_order
from plandiff.readers.formats import is_document
from plandiff.renderers.html import render_html
from plandiff.renderers.index import INDEX as PAGE
from plandiff.renderers.index import render_index, report_name
from plandiff.renderers.options import RenderOptions
from plandiff.sources.revisions import ChangedFile, Range, changed_files, matches_any, read_together

Given = TypeVar("Given")
Found = TypeVar("Found")

A_PROCESS: Final = 4
"""Documents that justify another process: starting one takes about as long as comparing two or three."""
AT_A_TIME: Final = 16
"""Documents that are read from git, compared and written at a time: starting git takes about as long as reading a document."""
A_WHILE: Final = 8
"""Documents from which on a terminal shows progress."""


@dataclass(frozen=True)
class _Lone:
    """A document that only one of the two states has, judging by names."""

    file: ChangedFile
    plan: Plan | None
    problem: Problem | None


def review(request: Request, scope: Scope, pathspecs: tuple[str, ...] = (), *, jobs: int = 1) -> Review:
    """What happened to the plan documents between two states, those that match git's pathspecs, using `jobs` processes.

    A deleted one and an added one are a pair if their texts are similar, whatever their names and formats: a name is no way around
    what a comparison finds. Decisions about units apply to the documents that have these units.
    """
    between = scope.revisions
    request = replace(request, mode="versions")
    files = list(_documents(changed_files(between, pathspecs, staged=scope.staged)))
    both = [file for file in files if file.old and file.new]
    compared = _each(partial(_compare_all, request, between.old), both, jobs)
    documents = list(_shown(compared, len(both), "compared"))
    known = read_together(file for file in files if not (file.old and file.new))
    gone = [_Lone(file, *_load(partial(file.read_old, between.old, known), request.reading)) for file in files if not file.new]
    come = [_Lone(file, *_load(partial(file.read_new, known), request.reading)) for file in files if not file.old]
    documents += _settle(request, gone, come)
    documents.sort(key=lambda document: document.path)
    uncommitted = INDEX if scope.staged else WORK_TREE
    notes = (*scope.notes, *_about_none(request.decisions, documents), *_about_paths(between, files, pathspecs))
    return Review(between.old, between.new or uncommitted, tuple(documents), notes)


def report_files(judged: Review, folder: Path) -> tuple[Path, ...]:
    """The files that `write_reports` writes."""
    compared = (document for document in judged.documents if document.comparison)
    return (*(folder / report_name(document.path) for document in compared), folder / PAGE)


def write_reports(judged: Review, folder: Path, options: RenderOptions, *, jobs: int = 1) -> None:
    """A report for each document that was compared, using `jobs` processes, and the page that links to them.

    Raises `OutputError` when they cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise OutputError(folder, problem) from problem
    compared = [document for document in judged.documents if document.comparison]
    for _ in _shown(_each(partial(_write_all, folder, options), compared, jobs), len(compared), "reports"):
        pass
    write(render_index(judged, options), str(folder / PAGE))


def _write_all(folder: Path, options: RenderOptions, documents: Sequence[ReviewedDocument]) -> list[None]:
    for document in documents:
        if document.comparison:
            write(render_html(document.comparison, options), str(folder / report_name(document.path)))
    return [None] * len(documents)


def _each(work: Callable[[Sequence[Given]], Sequence[Found]], given: Sequence[Given], jobs: int) -> Iterator[Found]:
    """The results of the work on some items at a time, in the items' order.

    The first item is done here: what it loads and compiles, a forked process need not.
    """
    jobs = min(jobs, len(given) // A_PROCESS)
    if jobs > 1:
        yield from work(given[:1])
        given = given[1:]
    size = max(1, min(AT_A_TIME, len(given) // (max(jobs, 1) * CHUNKS)))
    groups = [given[start : start + size] for start in range(0, len(given), size)]
    yield from chain.from_iterable(in_order(work, groups, jobs))


def _shown(found: Iterator[Found], count: int, label: str) -> Iterator[Found]:
    """The same results; a bar on a terminal shows progress, on standard error."""
    if count < A_WHILE or not sys.stderr.isatty():
        yield from found
        return
    with click.progressbar(found, length=count, label=label, file=sys.stderr) as bar:
        yield from bar


def _documents(files: Iterable[ChangedFile]) -> Iterator[ChangedFile]:
    """The files that are documents; one renamed to or from something else counts as deleted or added."""
    for file in files:
        old, new = (path if is_document(path) else "" for path in (file.old, file.new))
        if old and new:
            yield file
        elif old or new:
            yield replace(file, status="deleted" if old else "added", old=old, new=new)


def _compare_all(request: Request, revision: str, files: Sequence[ChangedFile]) -> list[ReviewedDocument]:
    known = read_together(files)
    return [_compare(request, revision, file, known) for file in files]


def _compare(request: Request, revision: str, file: ChangedFile, known: Mapping[str, bytes]) -> ReviewedDocument:
    """What happened to one document; one that cannot be read does not stop the others from being compared."""
    reviewed = ReviewedDocument(file.status, file.old, file.new)
    try:
        old = pipeline.load(file.read_old(revision, known), request.reading)
        new = pipeline.load(file.read_new(known), request.reading)
    except InputError as error:
        return replace(reviewed, problem=error.problem)
    return replace(reviewed, comparison=pipeline.fulfil(_narrowed(request, old, new), old, new))


def _narrowed(request: Request, old: Plan, new: Plan) -> Request:
    """The request with the decisions that name a unit of either plan."""
    named = (entry for entry in request.decisions.entries if _names(entry, old, new))
    return replace(request, decisions=Decisions(tuple(named)))


def _about_none(decisions: Decisions, documents: Iterable[ReviewedDocument]) -> Iterator[Note]:
    """The decisions that name no unit of any document that was compared."""
    plans = [(document.comparison.old, document.comparison.new) for document in documents if document.comparison]
    for entry in decisions.entries:
        if not any(_names(entry, *pair) for pair in plans):
            yield Note(STALE, str(entry))


def _about_paths(between: Range, files: Sequence[ChangedFile], pathspecs: tuple[str, ...]) -> Iterator[Note]:
    """That the pathspecs are not about any file, such as a second revision after a space: what was meant is not checked."""
    if pathspecs and not files and not matches_any(between, pathspecs):
        yield Note("paths-unmatched", " ".join(pathspecs))


def _names(entry: Decision, old: Plan, new: Plan) -> bool:
    return entry.old in old.unit_of_key or entry.new in new.unit_of_key


def _load(read: Callable[[], Source], reading: Reading) -> tuple[Plan | None, Problem | None]:
    """A plan, or why there is none."""
    try:
        return pipeline.load(read(), reading), None
    except InputError as error:
        return None, error.problem


def _settle(request: Request, gone: list[_Lone], come: list[_Lone]) -> Iterator[ReviewedDocument]:
    """What happened to deleted documents, and where added ones are from."""
    readable = [[lone for lone in lones if lone.plan] for lones in (gone, come)]
    before, after = ([pipeline.index(lone.plan, script=request.script) for lone in lones if lone.plan] for lones in readable)
    paired: set[str] = set()
    for i, j in pair_plans(before, after):
        old, new = readable[0][i].file.old, readable[1][j].file.new
        comparison = pipeline.fulfil(_narrowed(request, before[i].plan, after[j].plan), before[i], after[j])
        paired |= {old, new}
        yield ReviewedDocument("renamed" if old != new else "changed", old, new, comparison)
    for lone in gone:
        if lone.file.old not in paired:  # readable or not, its content is no longer there
            yield ReviewedDocument("deleted", lone.file.old, "", own=(find_removed(lone.plan, lone.file.old),))
    for lone in come:
        if lone.file.new not in paired:
            own = (find_added(lone.plan, lone.file.new),) if lone.plan else ()
            yield ReviewedDocument("added", "", lone.file.new, problem=lone.problem, own=own)
