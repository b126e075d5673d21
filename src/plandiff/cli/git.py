"""`plandiff git`: what git calls to show plan documents, and how git is set up to call it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

import click

from plandiff.cli.comparing import source_reading_option
from plandiff.cli.output import complain, write_document
from plandiff.cli.settings import Settings, shared_options
from plandiff.errors import InputError

if TYPE_CHECKING:
    from plandiff.model import Plan, Reading
    from plandiff.renderers.options import RenderOptions

NOTHING: Final = os.devnull
"""What git passes for the side that does not exist."""


@click.group()
def git() -> None:
    """Let git show plan documents by sections, sentences and words (git diff, git log -p)."""


@git.command(short_help="Make git diff and git log -p show plan documents with plandiff.")
@click.argument("patterns", nargs=-1)
@click.option("--global", "everywhere", is_flag=True, help="For all of your repositories, not only this one.")
@click.option(
    "--tracked",
    is_flag=True,
    help="Name the files in .gitattributes, which is committed, for everyone who works on the repository.",
)
@click.option("--textconv-only", is_flag=True, help="Keep git's own diff format, between plain texts of the plans.")
@source_reading_option
@shared_options
def install(
    settings: Settings, *, patterns: tuple[str, ...], everywhere: bool, tracked: bool, textconv_only: bool, reading: Reading
) -> None:
    """Make git show the files that PATTERNS name (as in .gitattributes; all plan documents by default) with plandiff.

    It writes to git's configuration and to an attributes file. Installing again replaces what was installed.
    """
    from plandiff.cli.drivers import Driver, install_driver

    driver = Driver(patterns, external=not textconv_only, reading=reading)
    for place in install_driver(driver, everywhere=everywhere, tracked=tracked):
        _report(settings, "installed", place)


@git.command()
@click.option("--global", "everywhere", is_flag=True, help="From your own configuration, and not from this repository's.")
@shared_options
def uninstall(settings: Settings, *, everywhere: bool) -> None:
    """Remove what `plandiff git install` wrote, and nothing else."""
    from plandiff.cli.drivers import uninstall_driver

    for place in uninstall_driver(everywhere=everywhere):
        _report(settings, "uninstalled", place)


@git.command(short_help="For git: print a plan as text, a line for each sentence.")
@click.argument("file")
@source_reading_option
@shared_options
def textconv(settings: Settings, *, file: str, reading: Reading) -> None:
    """Print FILE as canonical Markdown with a line for each sentence; git calls this to compare files by lines.

    A file that is not a plan is printed too, because git stops at a program that fails.
    """
    from plandiff import pipeline
    from plandiff.readers.formats import FORMATS
    from plandiff.readers.links import digest_of
    from plandiff.renderers.canonical import render_sentences
    from plandiff.renderers.terminal import visible
    from plandiff.sources.files import read_file

    source = read_file(file)
    try:
        text = render_sentences(pipeline.load(source, reading))
    except InputError as problem:
        packed = any(row.magic and source.data.startswith(row.magic) for row in FORMATS)
        if packed or b"\0" in source.data:  # protected or damaged: its content says nothing, except whether it is another file
            text = f"! {problem.message(settings.language)}\n{digest_of(source.data)}\n"
        else:
            text = source.data.decode("utf-8", "backslashreplace")
    write_document(visible(text), None)  # git passes this output on, more often than not to a terminal


@git.command("external-diff", short_help="For git: print what changed in a document.")
@click.argument("path")
@click.argument("sides", nargs=-1)
@source_reading_option
@shared_options
def external_diff(settings: Settings, *, path: str, sides: tuple[str, ...], reading: Reading) -> None:
    """Print what changed in the document at PATH; git calls this with its seven or nine arguments.

    They are PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE NEW-HEX NEW-MODE [NEW-PATH SIMILARITY]; with PATH alone the file
    is unmerged. A document that cannot be read is reported as such, because git stops at a program that fails.
    """
    from plandiff.renderers.review_messages import say

    if len(sides) < 6:
        _print(f"! {path}: {say(settings.language, 'unmerged')}")
        return
    old_file, _, old_mode, new_file, _, new_mode, *renamed = sides
    new_path = renamed[0] if renamed else path
    _print(f"plandiff {path}" + (f" → {new_path}" if renamed else ""))
    if old_mode != new_mode and NOTHING not in (old_file, new_file):
        _print(say(settings.language, "mode", old=old_mode, new=new_mode))
    try:
        _print_comparison(settings, (old_file, path), (new_file, new_path), reading)
    except InputError as problem:
        _print(f"! {problem.message(settings.language)}")


def _print_comparison(settings: Settings, old: tuple[str, str], new: tuple[str, str], reading: Reading) -> None:
    from plandiff import pipeline
    from plandiff.cli.output import write
    from plandiff.renderers.text import render_text

    plans = [_plan(file, path, reading) for file, path in (old, new)]
    comparison = pipeline.compare(plans[0], plans[1], mode="versions")
    write(render_text(comparison, _options(settings)), None)
    _print("")


def _plan(file: str, path: str, reading: Reading) -> Plan:
    """The plan in a file, under the path it has in the repository; an empty one if there is no such side."""
    from plandiff import pipeline
    from plandiff.model import Meta, Plan, Section
    from plandiff.sources.files import read_file

    if file == NOTHING:
        return Plan(Meta(source=NOTHING), Section("", "", "", 0))
    from pathlib import Path

    return pipeline.load(read_file(path, Path(file)), reading)


def _options(settings: Settings) -> RenderOptions:
    """The width and colours of git's own output here; git sets a variable for its pager."""
    from shutil import get_terminal_size

    from plandiff.renderers.options import RenderOptions
    from plandiff.sources.git import GitError
    from plandiff.sources.git import git as ask

    terminal = sys.stdout.isatty() or os.environ.get("GIT_PAGER_IN_USE") in ("1", "true")
    try:
        color = ask("config", "--get-colorbool", "color.diff", "true" if terminal else "false").strip() == b"true"
    except GitError:
        color = False
    return RenderOptions(language=settings.language, width=get_terminal_size().columns, color=color)


def _print(line: str) -> None:
    from plandiff.cli.output import write
    from plandiff.renderers.terminal import printable, sheet

    write(sheet([printable(line)]), None)


def _report(settings: Settings, key: str, place: str) -> None:
    from plandiff.renderers.review_messages import say

    complain(say(settings.language, key, place=place))
