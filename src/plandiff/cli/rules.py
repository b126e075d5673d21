"""`plandiff rules`."""

from __future__ import annotations

import click

from plandiff.cli.output import STANDARD, write
from plandiff.cli.settings import Settings, shared_options


@click.command()
@click.argument("names", metavar="[RULE]...", nargs=-1)
@click.option("-o", "--output", metavar="FILE", help="Output file (- for standard output); its suffix selects the format.")
@click.option("--format", "format_name", metavar="FORMAT", help="text, json or markdown; takes precedence over the suffix.")
@shared_options
def rules(settings: Settings, *, names: tuple[str, ...], output: str | None, format_name: str | None) -> None:
    """List the rules that changes fall under, or explain one.

    RULE is a rule's id, an area such as target, or a pattern such as 'section-*'.
    """
    from shutil import get_terminal_size

    from plandiff.judgement import select
    from plandiff.renderers.formats import choose_format
    from plandiff.renderers.options import RenderOptions
    from plandiff.renderers.rules import RULE_RENDERERS

    chosen = choose_format(format_name, output, RULE_RENDERERS)
    width = get_terminal_size().columns if output in (None, STANDARD) else 100
    options = RenderOptions(language=settings.language, width=width)
    write(chosen.render(select(names or ("*",)), options), output, chosen.syntax)
