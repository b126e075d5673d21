"""`plandiff schema`."""

from __future__ import annotations

import click

from plandiff.cli.output import write
from plandiff.cli.settings import Settings, shared_options


@click.command()
@click.argument("name", type=click.Choice(["plandiff-1", "notes-1", "matrix-1"]), default="plandiff-1")
@shared_options
def schema(_: Settings, *, name: str) -> None:
    """Print the JSON Schema of plandiff's JSON output, or of the notes file (notes-1), or of a matrix (matrix-1)."""
    from plandiff.schemas import json_schema

    write(json_schema(name), None, "json")
