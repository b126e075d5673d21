"""`plandiff blame`, `history` and `timeline`: the history of a document."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

import click

from plandiff.cli.libraries import opened
from plandiff.cli.output import STANDARD, write
from plandiff.cli.settings import Settings, shared_options
from plandiff.errors import UsageError

if TYPE_CHECKING:
    from plandiff.renderers.formats import Syntax

SUFFIXES: Final = {".html": "html", ".htm": "html", ".json": "json", ".txt": "text"}
"""Suffix of the output -> format."""
SYNTAXES: Final[dict[str, Syntax]] = {"text": "text", "json": "json"}


@click.command()
@click.argument("name", metavar="NAME[@V]")
@click.option("-o", "--output", metavar="FILE", help="Output file (- for standard output); its suffix selects the format.")
@click.option("--format", "format_name", type=click.Choice(["text", "json", "html"]), help="Takes precedence over the suffix.")
@shared_options
def blame(settings: Settings, *, name: str, output: str | None, format_name: str | None) -> None:
    """Show in which version each section and sentence first appeared, last changed, and came back."""
    from plandiff.library.blame import blame_json, blame_text
    from plandiff.library.history import read_history

    chosen = _format(format_name, output, ("text", "json", "html"))
    with opened(settings) as library:
        history = read_history(library, name)
    if chosen == "html":
        from plandiff.library.pages import blame_page

        write(blame_page(history, settings.language), output, "markup")
    else:
        write({"text": blame_text, "json": blame_json}[chosen](history), output, SYNTAXES[chosen])


@click.command()
@click.argument("name", metavar="NAME[@V]")
@click.option(
    "--section",
    metavar="HEADING|ID|KEY",
    required=True,
    help="Its heading as plandiff outline prints it, or a part; its id or key.",
)
@click.option("-o", "--output", metavar="FILE", help="Output file (- for standard output); its suffix selects the format.")
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), help="Takes precedence over the suffix.")
@shared_options
def history(settings: Settings, *, name: str, section: str, output: str | None, format_name: str | None) -> None:
    """Print one section's history through all versions: titles, moves, splits, edits, targets."""
    from plandiff.library.history import read_history
    from plandiff.library.section_history import find_section_history, history_json, history_text

    chosen = _format(format_name, output, ("text", "json"))
    with opened(settings) as library:
        history = read_history(library, name)
    found = find_section_history(history, section)
    write({"text": history_text, "json": history_json}[chosen](history, found), output, SYNTAXES[chosen])


@click.command()
@click.argument("name", metavar="NAME[@V]")
@click.option("-o", "--output", metavar="FILE", required=True, help="The page to write (HTML).")
@shared_options
def timeline(settings: Settings, *, name: str, output: str) -> None:
    """Draw versions against sections: what changed, moved, was added or removed, with the texts of each change."""
    from plandiff.library.history import read_history
    from plandiff.library.pages import timeline_page

    with opened(settings) as library:
        history = read_history(library, name)
    write(timeline_page(history, settings.language), output, "markup")


def _format(named: str | None, output: str | None, known: tuple[str, ...]) -> str:
    if named:
        return named
    if output is None or output == STANDARD:
        return "text"
    found = SUFFIXES.get(PurePath(output).suffix.lower())
    if found not in known:
        suffixes = tuple(suffix for suffix, name in SUFFIXES.items() if name in known)
        raise UsageError("unknown-suffix", path=output, known=suffixes)
    return found
