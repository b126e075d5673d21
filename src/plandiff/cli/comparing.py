"""The options of how documents are read and compared, and the request that they make, for all commands that compare."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from plandiff.model import Reading, Request, Revisions

script_option = click.option(
    "--any-script", is_flag=True, help="Count traditional and simplified characters as the same (needs plandiff[script])."
)
"""Adds `--any-script` to a command, which gets it as `any_script`; on its own where the mode is settled."""


def _reading(_: click.Context, __: click.Parameter, revisions: Revisions) -> Reading:
    from plandiff.model import Reading

    return Reading(revisions)


reading_option = click.option(
    "--revisions",
    "reading",
    type=click.Choice(["accepted", "original"]),
    default="accepted",
    show_default=True,
    callback=_reading,
    help="Read a document that marks its own insertions and deletions as it is after them, or before.",
)
"""Adds `--revisions` to a command that reads documents, which gets it as `reading`."""


def comparing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--mode`, `--any-script` and `--revisions` to a command; `gather_request` makes one value of them."""
    mode = click.option(
        "--mode",
        type=click.Choice(["versions", "regions", "auto"]),
        default="auto",
        show_default=True,
        help="Two states of one plan, or the plans of two regions.",
    )
    return mode(script_option(reading_option(command)))


def gather_request(values: dict[str, Any]) -> Request:
    """Take what the options above gave out of a command's parameters; one without `--mode` compares states of one document."""
    from plandiff.model import Request

    return Request(values.pop("mode", "versions"), values.pop("any_script"), values.pop("reading"))
