"""The options of how documents are read and compared, and the request that they make, for all commands that compare."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from plandiff.model import Decisions, Reading, Request

script_option = click.option(
    "--any-script", is_flag=True, help="Count traditional and simplified characters as the same (needs plandiff[script])."
)
"""Adds `--any-script` to a command, which gets it as `any_script`; on its own where the mode is settled."""


def source_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--revisions` and `--from` to a command; `gather_reading` makes one value of them."""
    revisions = click.option(
        "--revisions",
        type=click.Choice(["accepted", "original"]),
        show_default="accepted; for a version in a library, as it was added",
        help="Read a document with tracked changes as it is with them accepted, or as it was originally.",
    )
    source_format = click.option(
        "--from",
        "source_format",
        metavar="FORMAT",
        help="Format of a document that does not declare one, such as csv from standard input.",
    )
    return revisions(source_format(command))


def gather_reading(values: dict[str, Any]) -> Reading:
    """Take what `source_options` gave out of a command's parameters. Raises `UsageError` for a format that nobody knows."""
    from plandiff.model import Reading

    reading = Reading(values.pop("revisions"), values.pop("source_format"))
    if reading.format is not None:
        from plandiff.readers.formats import format_named

        format_named(reading.format)
    return reading


def reading_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--revisions` and `--from` to a command that reads documents, which gets both as `reading`."""

    @wraps(command)
    def run(*given: Any, **values: Any) -> Any:  # noqa: ANN401 - passed on
        return command(*given, reading=gather_reading(values), **values)

    return source_options(run)


def comparing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--mode`, `--any-script` and what says how to read to a command; `gather_request` makes one value of them."""
    mode = click.option(
        "--mode",
        type=click.Choice(["versions", "regions", "auto"]),
        default="auto",
        show_default=True,
        help="Two states of one plan, or the plans of two regions.",
    )
    return mode(script_option(source_options(command)))


def gather_request(values: dict[str, Any], decisions: Decisions) -> Request:
    """Take what the options above gave out of a command's parameters; one without `--mode` compares states of one document."""
    from plandiff.model import Request

    return Request(values.pop("mode", "versions"), values.pop("any_script"), gather_reading(values), decisions)
