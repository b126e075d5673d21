"""What every command shares: the language of messages, whether failures show their traceback, the library."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from plandiff.bilingual import Language


@dataclass
class Settings:
    """Filled in by the shared options as they are parsed, so that a usage error already knows them."""

    language: Language
    debug: bool = False
    library: str | None = None
    """The folder of the library given by the user."""

    @classmethod
    def of_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        return cls(language_of(environment))


def language_of(environment: Mapping[str, str]) -> Language:
    """The interface language that the locale asks for, or Windows where there is none: Chinese for any `zh`, else English.

    >>> language_of({"LANG": "zh_CN.UTF-8"}), language_of({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"})
    ('zh', 'en')
    """
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(variable):
            return "zh" if value.lower().startswith("zh") else "en"
    from plandiff.cli.consoles import speaks_chinese

    return "zh" if speaks_chinese() else "en"


def _keep(context: click.Context, parameter: click.Parameter, value: Any) -> None:  # noqa: ANN401 - click's signature
    if value and parameter.name:
        setattr(context.find_object(Settings), parameter.name, value)


def shared_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--library`, `--lang` and `--debug` to a command; their values are in the `Settings` it is given."""
    for option in (
        click.option(
            "--debug", is_flag=True, is_eager=True, expose_value=False, callback=_keep, help="Show the traceback of a failure."
        ),
        click.option(
            "--lang",
            "language",
            type=click.Choice(["zh", "en"]),
            is_eager=True,
            expose_value=False,
            callback=_keep,
            help="Language of the report and of messages; by default that of the locale.",
        ),
        click.option(
            "--library",
            metavar="DIR",
            is_eager=True,
            expose_value=False,
            callback=_keep,
            help="Library to look up NAME@LABEL in; by default the nearest one, from the current folder upwards.",
        ),
    ):
        command = option(command)
    return click.pass_obj(command)


def gathered(name: str, kind: type[Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Pass the parameters named like the fields of a dataclass to a command as one value of it, under that name."""
    taken = [field.name for field in fields(kind)]

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def run(settings: Settings, **values: Any) -> Any:  # noqa: ANN401 - passed on
            value = kind(**{field: values.pop(field) for field in taken})
            return command(settings, **{name: value}, **values)

        return run

    return decorate
