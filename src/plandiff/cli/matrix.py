"""`plandiff matrix`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from plandiff.cli.comparing import comparing_options
from plandiff.cli.judging import configured
from plandiff.cli.late_help import LateHelp, LateHelpCommand, matrix_formats
from plandiff.cli.output import STANDARD, complain, spare_inputs, write
from plandiff.cli.settings import Settings, shared_options

if TYPE_CHECKING:
    from plandiff.judgement import Configuration
    from plandiff.model import Request
    from plandiff.model.matrix import Indicator


@click.command(cls=LateHelpCommand)
@click.argument("documents", metavar="DOC...", nargs=-1, required=True)
@click.option(
    "--baseline", "against", metavar="DOC", help="Document that the others are held against, such as the national plan."
)
@click.option(
    "--indicator", "names", metavar="NAME[@YEARS]", multiple=True, help="What to show; by default what most documents state."
)
@click.option("--indicators", "file", metavar="FILE", help="File that names an indicator on each line.")
@click.option("-o", "--output", metavar="FILE", help="Output file (- for standard output); its suffix selects the format.")
@click.option(
    "--format",
    "matrix_format",  # what a configuration says of reports does not count
    metavar="FORMAT",
    cls=LateHelp,
    late_help=lambda: f"{matrix_formats()}; takes precedence over the suffix.",
)
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes at a time; by default one for each core.")
@comparing_options
@shared_options
@configured
def matrix(
    settings: Settings,
    *,
    configuration: Configuration,
    request: Request,
    documents: tuple[str, ...],
    against: str | None,
    names: tuple[str, ...],
    file: str | None,
    output: str | None,
    matrix_format: str | None,
    jobs: int | None,
) -> None:
    """Tabulate what many documents state of each indicator.

    Each DOC is {formats}, a folder of them, a pattern such as 'plans/*.docx', or a version in a library; a name
    there may be a pattern too, as in '*/education@latest'. A document that cannot be read is shown as such.
    """
    from shutil import get_terminal_size

    from plandiff.cli.gathering import expand, open_named
    from plandiff.matrix import Asked, tabulate
    from plandiff.renderers.formats import choose_format
    from plandiff.renderers.matrix import MATRIX_RENDERERS
    from plandiff.renderers.options import RenderOptions

    chosen = choose_format(matrix_format, output, MATRIX_RENDERERS)
    aliases = dict(configuration.aliases)
    asked = Asked(_indicators(names, file, aliases), aliases, request, jobs or _cores())
    found = [name for document in documents for name in expand(settings, document)]
    spare_inputs(output, *found, *filter(None, (against, file)))
    opened = [(name, open_named(settings, name)) for name in found]
    made = tabulate(opened, (against, open_named(settings, against)) if against else None, asked)
    for document in made.documents:
        if document.problem:
            complain(f"plandiff: {document.problem.message(settings.language)}")
    width = get_terminal_size().columns if output in (None, STANDARD) else 120
    write(chosen.render(made, RenderOptions(language=settings.language, width=width)), output, chosen.syntax)


def _indicators(names: tuple[str, ...], file: str | None, aliases: dict[str, tuple[str, ...]]) -> tuple[Indicator, ...]:
    """What was named, in that order, then what the file names; lines that begin with # are remarks."""
    from plandiff.matrix.indicators import parse

    lines = _lines(file) if file else []
    return tuple(parse(name, aliases) for name in (*names, *lines))


def _lines(file: str) -> list[str]:
    from plandiff import pipeline
    from plandiff.readers.encodings import decode

    text, _ = decode(pipeline.open_document(file))
    return [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
