"""`plandiff schema`."""

from __future__ import annotations

import click

from plandiff.cli.output import write
from plandiff.cli.settings import Settings, shared_options


@click.command()
@shared_options
def schema(_: Settings) -> None:
    """Print the JSON Schema of plandiff's JSON output."""
    from plandiff.schemas import json_schema

    write(json_schema(), None, "json")
