"""The options of how documents are compared, for all commands that compare."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from plandiff.model import Reading, Revisions

script_option = click.option(
    "--any-script", is_flag=True, help="Count traditional and simplified characters as the same (needs plandiff[script])."
)
"""Adds `--any-script` to a command, which gets it as `any_script`; on its own where the mode is settled."""


def _reading(context: click.Context, __: click.Parameter, revisions: Revisions | None) -> Reading:
    from plandiff.model import Reading

    known: Reading = context.params.get("reading", Reading())
    return known._replace(revisions=revisions)


def _format(context: click.Context, _: click.Parameter, name: str | None) -> None:
    from plandiff.model import Reading

    if name is not None:
        from plandiff.readers.formats import format_named

        format_named(name)
        context.params["reading"] = context.params.get("reading", Reading())._replace(format=name)


_from = click.option(
    "--from",
    "source_format",
    metavar="FORMAT",
    expose_value=False,
    callback=_format,
    help="What a document is in of which nothing says so, such as csv of standard input.",
)
_revisions = click.option(
    "--revisions",
    "reading",
    type=click.Choice(["accepted", "original"]),
    show_default="accepted; as it was added, of a version in a library",
    callback=_reading,
    help="Read a document that marks its own insertions and deletions as it is after them, or before.",
)


def reading_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--revisions` and `--from` to a command that reads documents, which gets both as `reading`."""
    return _revisions(_from(command))


class DerivedHelp(click.Command):
    """A command whose help names `{formats}` and `{suffixes}` of documents: they are looked up when somebody asks for it."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from plandiff.readers.formats import SUFFIXES, TITLES, told

        self.help = (self.help or "").format(formats=told(TITLES, "or"), suffixes=told(SUFFIXES))
        super().format_help_text(ctx, formatter)


def comparing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--mode`, `--any-script` and `--revisions` to a command, which gets them as `mode`, `any_script` and `reading`."""
    mode = click.option(
        "--mode",
        type=click.Choice(["versions", "regions", "auto"]),
        default="auto",
        show_default=True,
        help="Two states of one plan, or the plans of two regions.",
    )
    return mode(script_option(reading_option(command)))
