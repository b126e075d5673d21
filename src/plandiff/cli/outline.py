"""`plandiff outline`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from plandiff.cli.comparing import reading_option
from plandiff.cli.libraries import document
from plandiff.cli.output import spare_inputs, write
from plandiff.cli.settings import Settings, shared_options

if TYPE_CHECKING:
    from plandiff.model import Reading


@click.command()
@click.argument("file")
@click.option("-o", "--output", metavar="FILE", help="Output file (- for standard output); its suffix selects the format.")
@click.option("--format", "format_name", metavar="FORMAT", help="text, markdown or json; takes precedence over the suffix.")
@click.option("--show-set-aside", is_flag=True, help="List what was set aside as page furniture, table of contents and the like.")
@reading_option
@shared_options
def outline(
    settings: Settings, *, file: str, output: str | None, format_name: str | None, show_set_aside: bool, reading: Reading
) -> None:
    """Print the section tree of a plan."""
    from plandiff import pipeline
    from plandiff.renderers.formats import choose_format
    from plandiff.renderers.options import RenderOptions
    from plandiff.renderers.outline import PLAN_RENDERERS

    chosen = choose_format(format_name, output, PLAN_RENDERERS)
    spare_inputs(output, file)
    options = RenderOptions(language=settings.language, show_set_aside=show_set_aside)
    write(chosen.render(pipeline.load(document(settings, file), reading), options), output, chosen.syntax)
