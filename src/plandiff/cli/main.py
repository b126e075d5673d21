"""The command group, and the one boundary where failures become a line on stderr and an exit code.

click would give status 1 to a crash, Ctrl-C and differences alike, so it runs with standalone mode off.
"""

from __future__ import annotations

from collections import UserDict
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from plandiff.cli.commands import COMMANDS
from plandiff.cli.output import complain
from plandiff.cli.settings import Settings
from plandiff.cli.streams import OUTPUT, UNWRITABLE, standing_in
from plandiff.errors import OutputError, PlandiffError
from plandiff.exit_codes import BUG, DONE, INTERRUPTED, WRONG_INPUT


class _Commands(UserDict[str, Any]):
    """Name -> command; what is kept is the module, which is imported when the command is asked for."""

    def __getitem__(self, name: str) -> click.Command:
        found = vars(import_module(f"plandiff.cli.{self.data[name]}")).values()
        return next(command for command in found if isinstance(command, click.Command) and command.name == name)


def _print_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Extras and programs too: anyone who reports a bug is asked for them."""
    if wanted and not context.resilient_parsing:
        from plandiff.cli.version import describe_installation

        click.echo(describe_installation())
        context.exit()


@click.group(commands=_Commands(COMMANDS), context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Show the version and exit."
)
def plandiff() -> None:
    """Show what changed between two policy plans: sections, paragraphs, words and numbers."""


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    with standing_in():
        return _run(arguments)


def _run(arguments: Sequence[str]) -> int:
    settings = Settings.of_environment()
    try:
        code = plandiff.main(list(arguments), prog_name="plandiff", standalone_mode=False, obj=settings)
    except click.exceptions.NoArgsIsHelpError as problem:
        complain(problem.format_message(), one_line=False)
        return WRONG_INPUT
    except (click.ClickException, PlandiffError) as problem:
        _trace(settings)
        return _refuse(settings, problem)
    except (click.Abort, KeyboardInterrupt):
        complain(f"plandiff: {_say(settings, 'interrupted')}")
        return INTERRUPTED
    except Exception as problem:  # noqa: BLE001 - the boundary: a bug is reported in one line as well
        _trace(settings)
        if (
            isinstance(problem, OSError) and problem.filename is None and problem.errno in UNWRITABLE
        ):  # click prints help by itself
            return _refuse(settings, OutputError(OUTPUT, problem))
        from plandiff import project

        at = f"{project.ADDRESS}/issues" if project.ADDRESS else ""
        complain(f"plandiff: {_say(settings, 'bug', cause=f'{type(problem).__name__}: {problem}')} {at}".rstrip())
        return BUG
    return code if isinstance(code, int) else DONE


def _refuse(settings: Settings, problem: click.ClickException | PlandiffError) -> int:
    if isinstance(problem, PlandiffError):
        message = problem.message(settings.language)
    else:
        from plandiff.cli.click_errors import message_of

        message = message_of(problem, settings.language)
    complain(f"plandiff: {message}")
    return WRONG_INPUT


def _say(settings: Settings, key: str, **values: object) -> str:
    from plandiff.renderers.messages import Wording

    return Wording(settings.language).say(key, **values)


def _trace(settings: Settings) -> None:
    if settings.debug:
        import traceback

        complain(traceback.format_exc(), one_line=False)
