"""`plandiff matrix`."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plandiff.cli.comparing import comparing_options
from plandiff.cli.judging import configured
from plandiff.cli.late_help import LateHelp, LateHelpCommand, matrix_formats
from plandiff.cli.output import STANDARD, complain, spare_inputs, write
from plandiff.cli.settings import Settings, gathered, shared_options
from plandiff.errors import OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plandiff.judgement import Configuration
    from plandiff.matrix import Surveyed
    from plandiff.model import Indexed, Request
    from plandiff.model.matrix import Indicator
    from plandiff.renderers.options import RenderOptions


@dataclass(frozen=True)
class Wanted:
    """What the matrix contains."""

    baseline_name: str | None
    names: tuple[str, ...]
    file: str | None
    with_tasks: bool | None


@click.command(cls=LateHelpCommand)
@click.argument("documents", metavar="DOC...", nargs=-1, required=True)
@click.option(
    "--baseline", "baseline_name", metavar="DOC", help="Document that the others are compared with, such as the national plan."
)
@click.option(
    "--indicator",
    "names",
    metavar="NAME[@YEARS]",
    multiple=True,
    help="Indicator to show; by default those that most documents state.",
)
@click.option("--indicators", "file", metavar="FILE", help="File that names an indicator on each line.")
@click.option(
    "--tasks/--no-tasks",
    "with_tasks",
    default=None,
    help="Show how each document deals with the sections of the baseline, or without one with the themes of all; the default if there is a baseline.",
)
@click.option("-o", "--output", metavar="FILE", help="Output file (- for standard output); its suffix selects the format.")
@click.option(
    "--format",
    "matrix_format",  # what a configuration says of reports does not apply
    metavar="FORMAT",
    cls=LateHelp,
    late_help=lambda: f"{matrix_formats()}; takes precedence over the suffix.",
)
@click.option("--reports", metavar="DIR", help="Folder for a report on the baseline and each document, linked from the page.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes at a time; by default one for each core.")
@comparing_options
@shared_options
@configured
@gathered("wanted", Wanted)
def matrix(
    settings: Settings,
    *,
    configuration: Configuration,
    request: Request,
    documents: tuple[str, ...],
    wanted: Wanted,
    output: str | None,
    matrix_format: str | None,
    reports: str | None,
    jobs: int | None,
) -> None:
    """Tabulate what many documents state of each indicator, and how each deals with the sections of a baseline.

    Each DOC is {formats}, a folder of them, a pattern such as 'plans/*.docx', or a version in a library; a name
    there may be a pattern too, as in '*/education@latest'. A document that cannot be read is shown as such.
    """
    from shutil import get_terminal_size

    from plandiff.cli.gathering import expand, open_named
    from plandiff.matrix import Asked, baseline_round, survey_all, tabulate, theme_rounds
    from plandiff.processes import cores
    from plandiff.renderers.formats import choose_format
    from plandiff.renderers.matrix import MATRIX_RENDERERS
    from plandiff.renderers.options import RenderOptions

    if reports and not wanted.baseline_name:
        raise UsageError("reports-without-baseline")
    chosen = choose_format(matrix_format, output, MATRIX_RENDERERS)
    aliases = dict(configuration.aliases)
    asked = Asked(_indicators(wanted, aliases), aliases, configuration.notes.corrections)
    found = [name for document in documents for name in expand(settings, document, output)]
    spare_inputs(output, *found, *filter(None, (wanted.baseline_name, wanted.file)))
    jobs = jobs or cores()
    opened = [(name, open_named(settings, name)) for name in found]
    baseline = (wanted.baseline_name, open_named(settings, wanted.baseline_name)) if wanted.baseline_name else None
    surveyed = survey_all(opened, baseline, request, with_tasks=wanted.with_tasks is not False, jobs=jobs)
    rounds = baseline_round(surveyed) if baseline else theme_rounds(surveyed, request, jobs) if wanted.with_tasks else []
    to_terminal = output in (None, STANDARD)
    options = RenderOptions(language=settings.language, width=get_terminal_size().columns if to_terminal else 120)
    made = tabulate(surveyed, asked, rounds)
    if reports:
        places = _write_reports(surveyed, request, Path(reports), options, jobs)
        here = Path.cwd() if to_terminal else Path(str(output)).absolute().parent
        links = (os.path.relpath(place, here).replace(os.sep, "/") if place else "" for place in places)
        made = replace(
            made, documents=tuple(replace(document, report=link) for document, link in zip(made.documents, links, strict=True))
        )
    for document in made.documents:
        if document.problem:
            complain(f"plandiff: {document.problem.message(settings.language)}")
    write(chosen.render(made, options), output, chosen.syntax)


def _indicators(wanted: Wanted, aliases: dict[str, tuple[str, ...]]) -> tuple[Indicator, ...]:
    """The names given, in order, then those in the file; lines that begin with # are comments."""
    from plandiff.matrix.indicators import parse

    lines = _lines(wanted.file) if wanted.file else []
    return tuple(parse(name, aliases) for name in (*wanted.names, *lines))


def _lines(file: str) -> list[str]:
    from plandiff import pipeline
    from plandiff.readers.encodings import decode

    text, _ = decode(pipeline.open_document(file))
    return [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def _write_reports(
    surveyed: Sequence[Surveyed], request: Request, folder: Path, options: RenderOptions, jobs: int
) -> list[Path | None]:
    """Write a report on the baseline and each document; returns their paths, None for the baseline and unreadable documents.

    Raises `OutputError` when they cannot be written.
    """
    from plandiff.processes import in_order
    from plandiff.renderers.index import report_name

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise OutputError(folder, problem) from problem
    baseline = surveyed[0].survey
    places = [
        (folder / report_name(f"{number:02}-{one.document.name}")).absolute() if one.survey and number else None
        for number, one in enumerate(surveyed)
    ]
    work = [(one.survey.indexed, str(place)) for one, place in zip(surveyed, places, strict=True) if one.survey and place]
    if baseline:
        list(in_order(partial(_report, baseline.indexed, request, options), work, jobs))
    return places


def _report(baseline: Indexed, request: Request, options: RenderOptions, pair: tuple[Indexed, str]) -> None:
    from plandiff import pipeline
    from plandiff.renderers.html import render_html

    write(render_html(pipeline.fulfil(request, baseline, pair[0]), options), pair[1])
