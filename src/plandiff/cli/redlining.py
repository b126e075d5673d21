"""The options of Word files with tracked changes, and the value built from them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from plandiff.errors import UsageError

if TYPE_CHECKING:
    from plandiff.renderers import RedlineOptions


def redline_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of `--format redline` to a command, which gets them as `redline`."""

    @wraps(command)
    def run(*given: Any, author: str, date: str, annotated: bool, **values: Any) -> Any:  # noqa: ANN401 - passed on
        return command(*given, redline=_gather(author, date, annotated=annotated), **values)

    for option in (
        click.option("--annotate", "annotated", is_flag=True, help="redline: say in comments what the changes mean."),
        click.option(
            "--date",
            default="",
            metavar="DATE",
            help="redline, table: date of the changes or of the file; none by default.",
        ),
        click.option("--author", default="", metavar="NAME", help="redline, table: author of the changes or of the file."),
    ):
        run = option(run)
    return run


def _gather(author: str, date: str, *, annotated: bool) -> RedlineOptions:
    from plandiff.renderers import RedlineOptions

    return RedlineOptions(author, _moment(date), annotated)


def _moment(text: str) -> str:
    """A date, or a date and a time, in XML's format; "" for "". Raises `UsageError` for anything else."""
    if not text:
        return ""
    from datetime import UTC, datetime

    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError("no-date", text=text) from None
    return (found.astimezone(UTC) if found.tzinfo else found).strftime("%Y-%m-%dT%H:%M:%SZ")
