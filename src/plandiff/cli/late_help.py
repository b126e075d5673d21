"""Help that is made from tables when it is printed: importing them for every command would take longer than most commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click


class LateHelp(click.Option):
    """An option whose help is what a function gives."""

    def __init__(self, names: Sequence[str], late_help: Callable[[], str], **attributes: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(names, **attributes)
        self._late_help = late_help

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        self.help = self._late_help()
        return super().get_help_record(ctx)


def comparison_formats() -> str:
    """The names of the formats of a comparison."""
    from plandiff.renderers import RENDERERS

    return _listed([known.name for known in RENDERERS])


def review_formats() -> str:
    """The names of the formats of a review."""
    from plandiff.renderers import REVIEW_RENDERERS

    return _listed([known.name for known in REVIEW_RENDERERS])


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"
