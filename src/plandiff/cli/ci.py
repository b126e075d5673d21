"""`plandiff ci`: every plan document that differs between two revisions."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from plandiff.cli.comparing import script_option, source_options
from plandiff.cli.consoles import colored
from plandiff.cli.judging import Baseline, conclude, judging_options
from plandiff.cli.late_help import LateHelp, LateHelpCommand, review_formats
from plandiff.cli.output import complain, write
from plandiff.cli.settings import Settings, gathered, shared_options
from plandiff.errors import UsageError
from plandiff.exit_codes import DONE, FOUND, WRONG_INPUT

if TYPE_CHECKING:
    from plandiff.cli.ranges import Scope
    from plandiff.judgement import Configuration
    from plandiff.model import Request
    from plandiff.renderers.options import RenderOptions

UNREADABLE_FAILS: Final = "fail"

DOCUMENTS_SHOWN: Final = 40
"""Documents in a summary on a terminal: two screens, then a line that says where to find the rest."""
FILE_WIDTH: Final = 100
"""Columns of a summary in a file, regardless of the terminal."""


@dataclass(frozen=True)
class Outputs:
    """What to write, and where: reports into a folder, the summary to standard output and further files."""

    folder: str | None
    summary: str
    copies: tuple[str, ...]
    jobs: int | None
    """Processes at a time; None for one per core."""


def scoped(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--config-from` to a command, and resolve BASE..HEAD and `--staged`, which it gets as `scope`."""

    @wraps(command)
    def run(
        settings: Settings,
        *,
        between: str,
        staged: bool,
        config_from: str,
        **values: Any,  # noqa: ANN401 - passed on
    ) -> Any:  # noqa: ANN401 - passed on
        from plandiff.cli.ranges import find_scope
        from plandiff.sources.revisions import read_at

        scope = find_scope(between, os.environ, staged=staged)
        baseline = Baseline(read_at(scope.base), counts=config_from == "base")
        return command(settings, scope=scope, baseline=baseline, **values)

    return click.option(
        "--config-from",
        type=click.Choice(["change", "base"]),
        default="change",
        show_default=True,
        help="Judge by the configuration and accepted findings of the change, or by those before it.",
    )(run)


@click.command(cls=LateHelpCommand)
@click.argument("between", metavar="BASE..HEAD")
@click.argument("paths", metavar="[PATHS]...", nargs=-1)
@click.option("-o", "--output", "folder", metavar="DIR", help="Write a report for each document and an index.html here.")
@click.option(
    "--format",
    "summary",
    metavar="FORMAT",
    default="text",
    show_default=True,
    cls=LateHelp,
    late_help=lambda: f"Format of the summary on standard output: {review_formats()}.",
)
@click.option(
    "--write",
    "copies",
    metavar="FORMAT=FILE",
    multiple=True,
    help="Also write the summary in this format to a file; may be repeated.",
)
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes at a time; by default one for each core.")
@click.option("--staged", is_flag=True, help="With BASE alone: compare with what is staged for the next commit.")
@click.option(
    "--exit-code", is_flag=True, help="Exit with 1 when a document was added, deleted or differs beyond noise and numbering."
)
@click.option(
    "--on-unreadable",
    type=click.Choice([UNREADABLE_FAILS, "warn"]),
    default=UNREADABLE_FAILS,
    show_default=True,
    help="Exit with 2 when a document cannot be read, or only report it.",
)
@script_option
@source_options
@shared_options
@scoped
@judging_options
@gathered("outputs", Outputs)
def ci(
    settings: Settings,
    *,
    configuration: Configuration,
    before: Configuration | None,
    request: Request,
    scope: Scope,
    paths: tuple[str, ...],
    outputs: Outputs,
    exit_code: bool,
    on_unreadable: str,
) -> int:
    """Show what changed in the plan documents of a git repository.

    BASE..HEAD compares two revisions, BASE...HEAD the second with the point where it branched off from the first, and BASE alone with
    the files as they are now. PATHS are git's pathspecs. Documents are the files with the suffixes {suffixes}; one that was renamed, even if it was also rewritten or saved in another format, is compared with what it was.
    """
    from plandiff.cli.destinations import check_destinations
    from plandiff.cli.reviewing import report_files, review, write_reports
    from plandiff.judgement import find_loosened, judge_review
    from plandiff.processes import cores
    from plandiff.renderers import REVIEW_RENDERERS
    from plandiff.renderers.formats import format_named

    chosen = format_named(outputs.summary, REVIEW_RENDERERS)
    copied = [(format_named(name, REVIEW_RENDERERS), path) for name, path in map(_parts, outputs.copies)]
    jobs = outputs.jobs or cores()
    found = review(request, scope, paths, jobs=jobs)
    judged = judge_review(found, configuration)
    loosened = find_loosened(before, configuration, judged) if before else ()
    judged = replace(judged, notes=(*judged.notes, *loosened))

    options = _options(settings)
    folder = None if outputs.folder is None else Path(outputs.folder)
    reports = report_files(judged, folder) if folder else ()
    check_destinations(
        [*reports, *(path for _, path in copied)], [name for file in found.documents for name in (file.old, file.new)]
    )
    if folder:
        write_reports(judged, folder, options, jobs=jobs)
    for form, path in copied:
        write(form.render(judged, replace(options, color=False, width=FILE_WIDTH, limit=None)), path, form.syntax)
    write(chosen.render(judged, options), None, chosen.syntax)
    for problem in judged.problems:
        complain(f"plandiff: {problem.message(settings.language)}")
    code = conclude(settings, found, judged, configuration)
    if judged.problems and on_unreadable == UNREADABLE_FAILS:
        return WRONG_INPUT  # whatever else was found: nothing is known of that document
    return code or (FOUND if exit_code and found.different else DONE)


def _parts(copy: str) -> tuple[str, str]:
    """The format and the file of `FORMAT=FILE`."""
    name, _, path = copy.partition("=")
    if not path:
        raise UsageError("copy-without-file", copy=copy)
    return name, path


def _options(settings: Settings) -> RenderOptions:
    from shutil import get_terminal_size

    from plandiff.renderers.options import RenderOptions

    limit = DOCUMENTS_SHOWN if sys.stdout.isatty() else None
    return RenderOptions(language=settings.language, width=get_terminal_size().columns, color=colored(), limit=limit)
