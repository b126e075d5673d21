"""`plandiff normalize`."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import click

from plandiff.cli.comparing import reading_option
from plandiff.cli.libraries import document
from plandiff.cli.output import complain, spare_inputs, write
from plandiff.cli.settings import Settings, shared_options
from plandiff.errors import UsageError

if TYPE_CHECKING:
    from plandiff.model import Reading


@click.command()
@click.argument("file")
@click.option("-o", "--output", metavar="FILE", help="Write here instead of standard output.")
@click.option("--show-set-aside", is_flag=True, help="List on standard error what is not the plan's own text.")
@reading_option
@shared_options
def normalize(settings: Settings, *, file: str, output: str | None, show_set_aside: bool, reading: Reading) -> None:
    """Print a plan as canonical Markdown: one form for all layouts of the same text.

    What was set aside goes to standard error, so that the text stays canonical: normalizing it again gives the same text.
    """
    from plandiff import pipeline
    from plandiff.readers.formats import format_named
    from plandiff.renderers.messages import Wording
    from plandiff.renderers.sentences import note_lines
    from plandiff.renderers.text import set_aside_lines

    wording = Wording(settings.language)
    suffixes = format_named("canonical").suffixes
    if output and PurePath(output).suffix.lower() not in ("", *suffixes):
        raise UsageError("not-canonical-suffix", path=output, known=suffixes)
    spare_inputs(output, file)
    plan = pipeline.load(document(settings, file), reading)
    write(pipeline.write(plan), output, "plain")
    for warning in note_lines(plan.notes, wording):
        complain(f"plandiff: {warning}")
    if show_set_aside:
        complain("\n".join(set_aside_lines(plan.set_aside, wording)), one_line=False)
