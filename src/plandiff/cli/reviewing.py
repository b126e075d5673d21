"""The plan documents that differ between two states of a repository: compared, judged and reported on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from plandiff import pipeline
from plandiff.cli.output import write
from plandiff.errors import InputError, OutputError
from plandiff.judgement import Configuration, judge
from plandiff.model import Review, ReviewedDocument
from plandiff.renderers.html import render_html
from plandiff.renderers.index import INDEX, render_index, report_name
from plandiff.renderers.options import RenderOptions
from plandiff.sources.revisions import ChangedFile, Range

SUFFIXES: Final = (".md", ".markdown", ".txt", ".html", ".htm")
"""Of the files that are taken for plan documents, in any case of letters."""


def review(between: Range, files: Iterable[ChangedFile], uncommitted: str, *, any_script: bool = False) -> Review:
    """What became of the plan documents among some files; `uncommitted` names the new side that is no revision."""
    documents = (_compare(file, between.old, any_script=any_script) for file in _documents(files))
    return Review(between.old, between.new or uncommitted, tuple(documents))


def judge_each(found: Review, configuration: Configuration) -> Review:
    """The review as the configuration makes it."""
    documents = (
        replace(document, comparison=judge(document.comparison, configuration)) if document.comparison else document
        for document in found.documents
    )
    return replace(found, documents=tuple(documents))


def write_reports(judged: Review, folder: Path, options: RenderOptions) -> None:
    """A report for each document that was compared, and the page that leads to them.

    Raises `OutputError` when they cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise OutputError(folder, problem) from problem
    for document in judged.documents:
        if document.comparison:
            write(render_html(document.comparison, options), str(folder / report_name(document.path)))
    write(render_index(judged, options), str(folder / INDEX))


def _documents(files: Iterable[ChangedFile]) -> Iterator[ChangedFile]:
    """The files that are documents; one that was renamed from or to something else came or went."""
    for file in files:
        old, new = (path if path.lower().endswith(SUFFIXES) else "" for path in (file.old, file.new))
        if old and new:
            yield file
        elif old or new:
            yield replace(file, status="deleted" if old else "added", old=old, new=new)


def _compare(file: ChangedFile, revision: str, *, any_script: bool) -> ReviewedDocument:
    """What became of one document; one that cannot be read does not keep the others from being compared."""
    reviewed = ReviewedDocument(file.status, file.old, file.new)
    try:
        new = pipeline.load(file.read_new()) if file.new else None
        if new and file.old:
            old = pipeline.load(file.read_old(revision))
            reviewed = replace(reviewed, comparison=pipeline.compare(old, new, mode="versions", script=any_script))
    except InputError as problem:
        reviewed = replace(reviewed, problem=str(problem))
    return reviewed
