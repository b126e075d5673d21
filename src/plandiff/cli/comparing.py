"""The options for reading and comparing documents, and the request built from them, for all commands that compare."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from plandiff.judgement import Configuration
    from plandiff.model import Reading, Request

script_option = click.option(
    "--any-script", is_flag=True, help="Count traditional and simplified characters as the same (needs plandiff[script])."
)
"""Adds `--any-script` to a command, which gets it as `any_script`; for commands whose mode is fixed."""


def source_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--revisions` and `--from` to a command; `gather_reading` combines them into one value."""
    revisions = click.option(
        "--revisions",
        type=click.Choice(["accepted", "original"]),
        show_default="accepted; for a version in a library, as it was added",
        help="Read a document with its tracked changes accepted, or as it was originally.",
    )
    source_format = click.option(
        "--from",
        "source_format",
        metavar="FORMAT",
        help="Format of a document that does not declare one, such as csv from standard input.",
    )
    return revisions(source_format(command))


def overruling_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options with which users overrule the program; `gather_reading` takes them too."""
    for option in (
        click.option(
            "--keep", multiple=True, metavar="REGEX", help="Lines that belong to the document, whatever they look like."
        ),
        click.option("--set-aside", multiple=True, metavar="REGEX", help="Lines that do not belong to the document."),
        click.option(
            "--between",
            nargs=2,
            metavar="WORDS WORDS",
            help="Words of the document's first line and of its last line; both lines belong to it.",
        ),
        click.option("--select", metavar="CSS", help="Element of a page that holds the text."),
        click.option("--title", metavar="TEXT", help="The document's title."),
    ):
        command = option(command)
    return command


def gather_reading(values: dict[str, Any]) -> Reading:
    """Take the values of the reading options out of a command's parameters.

    Raises `UsageError` for an unknown format, and for an invalid regular expression.
    """
    from plandiff.model import Overrules, Reading

    names = ("title", "select", "between", "set_aside", "keep")
    said = {name: value for name in names if (value := values.pop(name, None))}
    for pattern in (*said.get("set_aside", ()), *said.get("keep", ())):
        from plandiff.patterns import Pattern

        Pattern(pattern)
    reading = Reading(values.pop("revisions"), values.pop("source_format"), Overrules(**said))
    if reading.format is not None:
        from plandiff.readers.formats import format_named

        format_named(reading.format)
    return reading


def source_reading_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--revisions` and `--from` to a command that reads documents, which gets both as `reading`."""

    @wraps(command)
    def run(*given: Any, **values: Any) -> Any:  # noqa: ANN401 - passed on
        return command(*given, reading=gather_reading(values), **values)

    return source_options(run)


def reading_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The same with what users overrule, by options and in the nearest configuration."""

    @wraps(command)
    def run(*given: Any, **values: Any) -> Any:  # noqa: ANN401 - passed on
        return command(*given, reading=_with_rules(gather_reading(values)), **values)

    return overruling_options(source_options(run))


def _with_rules(reading: Reading) -> Reading:
    from pathlib import Path

    from plandiff.judgement import find_configuration, read_configuration

    path = find_configuration(Path.cwd())
    return read_configuration(path).over(reading) if path else reading


def comparing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--mode`, `--any-script` and all reading options to a command; `gather_request` combines them into one value."""
    mode = click.option(
        "--mode",
        type=click.Choice(["versions", "regions", "auto"]),
        default="auto",
        show_default=True,
        help="Compare two versions of one plan, or the plans of two regions.",
    )
    return mode(script_option(overruling_options(source_options(command))))


def gather_request(values: dict[str, Any], configuration: Configuration) -> Request:
    """Take the values of the options above out of a command's parameters; without `--mode`, states of one document are compared."""
    from plandiff.model import Request

    reading = configuration.over(gather_reading(values))
    return Request(values.pop("mode", "versions"), values.pop("any_script"), reading, configuration.notes.decisions)
