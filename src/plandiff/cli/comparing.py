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


def _reading(_: click.Context, __: click.Parameter, revisions: Revisions | None) -> Reading:
    from plandiff.model import Reading

    return Reading(revisions)


reading_option = click.option(
    "--revisions",
    "reading",
    type=click.Choice(["accepted", "original"]),
    show_default="accepted; as it was added, of a version in a library",
    callback=_reading,
    help="Read a document that marks its own insertions and deletions as it is after them, or before.",
)
"""Adds `--revisions` to a command that reads documents, which gets it as `reading`."""


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
