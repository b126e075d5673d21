"""The options for a table of both texts, and the value built from them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from plandiff.renderers import TableOptions


def table_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of `--format table` to a command, which gets them as `table`."""

    @wraps(command)
    def run(*given: Any, **values: Any) -> Any:  # noqa: ANN401 - passed on
        names = ("everything", "marks", "orientation", "findings", "numbered", "kinds", "template")
        return command(*given, table=_gather({name: values.pop(name) for name in names}), **values)

    for option in (
        click.option(
            "--template", metavar="FILE", help="table: a Word file whose styles, page setup, header and footer are used."
        ),
        click.option("--kinds", is_flag=True, help="table: add a column with the kind of each change."),
        click.option("--numbered", is_flag=True, help="table: number the rows in a first column."),
        click.option(
            "--findings/--no-findings",
            default=True,
            help="table: explain changes by their findings in the notes column (the default).",
        ),
        click.option(
            "--orientation",
            type=click.Choice(["landscape", "portrait"]),
            default="landscape",
            show_default=True,
            help="table: orientation of the page.",
        ),
        click.option(
            "--marks",
            type=click.Choice(["bold", "underline", "colour", "shading"]),
            default="bold",
            show_default=True,
            help="table: how added words are marked; deleted ones are struck through.",
        ),
        click.option("--all", "everything", is_flag=True, help="table: include unchanged text."),
    ):
        run = option(run)
    return run


def _gather(values: dict[str, Any]) -> TableOptions:
    from plandiff.renderers import TableOptions

    name = values.pop("template")
    return TableOptions(**values, template=_read(name), template_name=name) if name else TableOptions(**values)


def _read(name: str) -> bytes:
    from pathlib import Path

    from plandiff.errors import InputError

    try:
        return Path(name).read_bytes()
    except FileNotFoundError as problem:
        raise InputError(name, "no-file") from problem
    except OSError as problem:
        raise InputError(name, problem) from problem
