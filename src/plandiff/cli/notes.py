"""`plandiff notes`: what readers wrote, put together."""

from __future__ import annotations

from pathlib import Path

import click

from plandiff.cli.judging import say
from plandiff.cli.output import complain, write
from plandiff.cli.settings import Settings, shared_options


@click.group()
def notes() -> None:
    """Work with the notes files that readers of a report wrote."""


@notes.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "-o", "--output", metavar="FILE", help="Notes file to write, which may be one of those given; by default standard output."
)
@shared_options
def merge(settings: Settings, *, files: tuple[str, ...], output: str | None) -> None:
    """Merge the notes files of several readers, and say where they disagree.

    Nothing that anybody wrote is lost. Entries are one per line in a fixed order, so that git merges the files, too.
    """
    from plandiff import judgement

    merged = judgement.merge_notes([(name, judgement.read_bytes(Path(name))) for name in files])
    write(merged.data, output, "json")
    for line in merged.disagreements:
        complain(f"plandiff: {say(settings, 'disagree', notes=line)}")
