"""`plandiff targets`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from plandiff.cli.comparing import reading_option
from plandiff.cli.libraries import document
from plandiff.cli.output import STANDARD, spare_inputs, write
from plandiff.cli.settings import Settings, shared_options

if TYPE_CHECKING:
    from plandiff.model import Reading


@click.command()
@click.argument("file")
@click.option("-o", "--output", metavar="FILE", help="Output file (- for standard output); its suffix selects the format.")
@click.option("--format", "format_name", metavar="FORMAT", help="text, csv or json; takes precedence over the suffix.")
@reading_option
@shared_options
def targets(settings: Settings, *, file: str, output: str | None, format_name: str | None, reading: Reading) -> None:
    """List the quantities a plan states: what is measured, value, unit, year, and whether it is a target."""
    from shutil import get_terminal_size

    from plandiff import pipeline
    from plandiff.renderers.formats import choose_format
    from plandiff.renderers.options import RenderOptions
    from plandiff.renderers.targets import TARGET_RENDERERS
    from plandiff.targets import find_targets

    chosen = choose_format(format_name, output, TARGET_RENDERERS)
    spare_inputs(output, file)
    width = get_terminal_size().columns if output in (None, STANDARD) else 120
    found = find_targets(pipeline.load(document(settings, file), reading))
    write(chosen.render(found, RenderOptions(width=width)), output, chosen.syntax)
