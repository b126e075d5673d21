"""Help built from tables when it is printed: importing them for every command would take longer than most commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click


class LateHelp(click.Option):
    """An option whose help is the result of a function."""

    def __init__(self, names: Sequence[str], late_help: Callable[[], str], **attributes: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(names, **attributes)
        self._late_help = late_help

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        self.help = self._late_help()
        return super().get_help_record(ctx)


class LateHelpCommand(click.Command):
    """A command whose help mentions the `{formats}` and `{suffixes}` of documents."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from plandiff.readers.formats import SUFFIXES, TITLES
        from plandiff.text import listed_in_words

        self.help = (self.help or "").format(formats=listed_in_words(TITLES, "or"), suffixes=listed_in_words(SUFFIXES))
        super().format_help_text(ctx, formatter)


def comparison_formats() -> str:
    """The names of the formats of a comparison."""
    from plandiff.renderers import RENDERERS
    from plandiff.renderers.formats import names_of
    from plandiff.text import listed_in_words

    return listed_in_words(names_of(RENDERERS), "or")


def review_formats() -> str:
    """The names of the formats of a review."""
    from plandiff.renderers import REVIEW_RENDERERS
    from plandiff.text import listed_in_words

    return listed_in_words(tuple(known.name for known in REVIEW_RENDERERS), "or")


def matrix_formats() -> str:
    """The names of the formats of a matrix."""
    from plandiff.renderers.matrix import MATRIX_RENDERERS
    from plandiff.text import listed_in_words

    return listed_in_words(tuple(known.name for known in MATRIX_RENDERERS), "or")
