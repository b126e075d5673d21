"""`plandiff ci`: every plan document that differs between two revisions."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from plandiff.cli.compare import DIFFERENT
from plandiff.cli.comparing import script_option
from plandiff.cli.judging import conclude, judging_options
from plandiff.cli.output import complain, write
from plandiff.cli.settings import Settings, shared_options
from plandiff.errors import UsageError

if TYPE_CHECKING:
    from plandiff.judgement import Configuration
    from plandiff.renderers.options import RenderOptions

UNREADABLE: Final = 2
"""Exit code when a document could not be read; goes before all others, for nothing can be said of it."""

FILE_WIDTH: Final = 100
"""Columns of a summary in a file, whatever the terminal's."""


@click.command()
@click.argument("between", metavar="BASE..HEAD")
@click.argument("paths", metavar="[PATHS]...", nargs=-1)
@click.option("-o", "--output", "folder", metavar="DIR", help="Write a report for each document and an index.html here.")
@click.option(
    "--format", "summary", metavar="FORMAT", default="text", show_default=True, help="Of the summary on standard output."
)
@click.option(
    "--write",
    "copies",
    metavar="FORMAT=FILE",
    multiple=True,
    help="Write the summary in this format to a file, too (can be given several times).",
)
@click.option("--staged", is_flag=True, help="With BASE alone: compare with what is staged for the next commit.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 when a document came, went or differs beyond noise and numbering.")
@script_option
@shared_options
@judging_options
def ci(
    settings: Settings,
    *,
    configuration: Configuration,
    between: str,
    paths: tuple[str, ...],
    folder: str | None,
    summary: str,
    copies: tuple[str, ...],
    staged: bool,
    exit_code: bool,
    any_script: bool,
) -> int:
    """Say what changed in the plan documents of a git repository.

    BASE..HEAD compares two revisions, BASE...HEAD the second with where it parted from the first, and BASE alone with
    the files as they are now. PATHS are git's pathspecs. Documents are the files with the suffixes .md, .markdown,
    .txt, .html and .htm; renames are followed.
    """
    from plandiff.cli.reviewing import judge_each, review, write_reports
    from plandiff.model.review import INDEX, WORK_TREE
    from plandiff.renderers import REVIEW_RENDERERS
    from plandiff.renderers.error_messages import translated
    from plandiff.renderers.formats import format_named
    from plandiff.sources.revisions import changed_files, find_range

    chosen = format_named(summary, REVIEW_RENDERERS)
    copied = [(format_named(name, REVIEW_RENDERERS), path) for name, path in map(_parts, copies)]
    revisions = find_range(between)
    if staged and revisions.new:
        raise UsageError("--staged goes with BASE alone")
    files = changed_files(revisions, paths, staged=staged)
    found = review(revisions, files, INDEX if staged else WORK_TREE, any_script=any_script)
    judged = judge_each(found, configuration)

    options = _options(settings)
    if folder is not None:
        write_reports(judged, Path(folder), options)
    for form, path in copied:
        write(form.render(judged, replace(options, color=False, width=FILE_WIDTH)), path)
    write(chosen.render(judged, options), None)
    for problem in judged.problems:
        complain(f"plandiff: {translated(settings.language, problem)}")
    code = conclude(settings, found.comparisons, judged.comparisons, configuration)
    return UNREADABLE if judged.problems else code or (DIFFERENT if exit_code and found.different else 0)


def _parts(copy: str) -> tuple[str, str]:
    """The format and the file of `FORMAT=FILE`."""
    name, _, path = copy.partition("=")
    if not path:
        raise UsageError(f"--write {copy}: write it as FORMAT=FILE")
    return name, path


def _options(settings: Settings) -> RenderOptions:
    from shutil import get_terminal_size

    from plandiff.renderers.options import RenderOptions

    color = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return RenderOptions(language=settings.language, width=get_terminal_size().columns, color=color)
