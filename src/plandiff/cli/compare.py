"""`plandiff compare`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import click

from plandiff.cli.comparing import comparing_options
from plandiff.cli.consoles import colored
from plandiff.cli.judging import conclude, judging_options
from plandiff.cli.late_help import LateHelp, LateHelpCommand, comparison_formats
from plandiff.cli.libraries import document, indexed_document
from plandiff.cli.output import STANDARD, spare_inputs, spare_terminal, write
from plandiff.cli.redlining import redline_options
from plandiff.cli.settings import Settings, gathered, shared_options
from plandiff.cli.tabulating import table_options
from plandiff.errors import UsageError
from plandiff.exit_codes import DONE, FOUND

if TYPE_CHECKING:
    from plandiff.judgement import Configuration
    from plandiff.model import Request
    from plandiff.renderers import RedlineOptions, TableOptions

TERMINAL_LIMIT: Final = 60
"""Changes listed if no output was asked for: a few screens; `-o` gets all of them."""


@dataclass(frozen=True)
class Shown:
    """What a report shows, and how."""

    show_set_aside: bool
    comments: bool
    templates: str | None


@click.command(cls=LateHelpCommand)
@click.argument("old")
@click.argument("new")
@click.option("-o", "--output", metavar="FILE", help="Output file (- for standard output); its suffix selects the format.")
@click.option(
    "--format",
    "format_name",
    metavar="FORMAT",
    cls=LateHelp,
    late_help=lambda: f"{comparison_formats()}; the suffix selects the kind of file.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 when the plans differ beyond noise and numbering.")
@click.option("--show-set-aside", is_flag=True, help="List what was set aside as page furniture, table of contents and the like.")
@click.option("--comments", is_flag=True, help="List the comments in the documents.")
@click.option("--templates", metavar="DIR", help="Templates that replace single parts of the HTML report.")
@table_options
@redline_options
@comparing_options
@shared_options
@judging_options
@gathered("shown", Shown)
def compare(  # noqa: PLR0913 - one for each group of options
    settings: Settings,
    *,
    configuration: Configuration,
    request: Request,
    old: str,
    new: str,
    output: str | None,
    format_name: str | None,
    exit_code: bool,
    shown: Shown,
    table: TableOptions,
    redline: RedlineOptions,
) -> int:
    """Show what became of each section and paragraph of OLD in NEW.

    OLD and NEW are {formats}; one of them may be - for standard input. Versions kept in a
    library are named NAME@LABEL, NAME@latest, NAME@~1 or NAME@2021-09-30. Of a file that
    holds several documents, FILE#2 is the second.
    Without -o and --format, print a short summary.
    """
    if old == new == STANDARD:
        raise UsageError("both-from-input")

    from shutil import get_terminal_size

    from plandiff import pipeline
    from plandiff.judgement import judge
    from plandiff.model import AS_ACCEPTED, Review
    from plandiff.renderers import RENDERERS, RenderOptions
    from plandiff.renderers.formats import choose_format

    to_terminal = output in (None, STANDARD)
    chosen = choose_format(format_name, output, RENDERERS)
    spare_inputs(output, old, new)
    spare_terminal(output, chosen.syntax, chosen.name)
    if chosen.rewrites:  # the files are opened once, since standard input can be read only once
        sources = (
            pipeline.open_settled(document(settings, old), request.reading),
            pipeline.open_settled(document(settings, new), request.reading),
        )
        found = pipeline.fulfil(request, *sources)
    else:
        find = indexed_document if request.reading == AS_ACCEPTED and not request.script else document
        sources = None
        found = pipeline.fulfil(request, find(settings, old), find(settings, new))
    judged = judge(found, configuration)
    options = RenderOptions(
        language=settings.language,
        show_set_aside=shown.show_set_aside,
        show_comments=shown.comments,
        templates=shown.templates or "",
        width=get_terminal_size().columns if to_terminal else 100,
        color=to_terminal and colored(),
        limit=TERMINAL_LIMIT if output is None and format_name is None else None,
        table=table,
        sources=sources,
        redline=redline,
    )
    write(chosen.render(judged, options), output, chosen.syntax)
    code = conclude(settings, Review.of(found), Review.of(judged), configuration)
    return code or (FOUND if exit_code and found.summary.different else DONE)
