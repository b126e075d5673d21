"""`plandiff init`, `add`, `import`, `edit`, `remove` and `restore`: what changes a library."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from plandiff.cli.comparing import reading_option
from plandiff.cli.libraries import message, opened, print_lines
from plandiff.cli.output import complain
from plandiff.cli.settings import Settings, gathered, shared_options
from plandiff.errors import PlandiffError, UsageError
from plandiff.exit_codes import DONE, WRONG_INPUT

if TYPE_CHECKING:
    from plandiff.library import Added, Library
    from plandiff.model import Reading

_LABELLED: Final = re.compile(r"(.+?)(?:@(.+)|[\s_-]{0,9}[（(\[]?((?:19|20)\d\d-\d\d-\d\d)[)）\]]?)")
"""`name@label`, as `plandiff export` writes it, or a name with a date after it."""
_DAY: Final = re.compile(r"\d{4}-[\d-]+")
"""A date, valid or nearly so."""
_UNFIT: Final = re.compile(r"[\x00-\x1f\x7f<>:\"|?*\\@~^#%;!=$'`{}\[\]]+")
"""What file names may contain and documents' names may not."""


@click.command()
@click.argument("folder", metavar="[DIR]", default=".")
@shared_options
def init(settings: Settings, *, folder: str) -> None:
    """Turn a folder into a library, in which versions of plans are kept.

    It is a git repository without checked-out files: it can be cloned, pushed and browsed with git.
    """
    from plandiff.library import Library

    Library.create(Path(folder)).close()
    print_lines(message(settings, "made", folder=folder))


index_option = click.option(
    "--index", "indexed", is_flag=True, help="Also store an index, which makes comparing the version faster."
)


@dataclass(frozen=True)
class Said:
    """What the user states about a version; None keeps what the document says, or what is stored."""

    date: str | None = None
    valid_from: str | None = None
    valid_until: str | None = None
    source: str | None = None
    note: str | None = None


BEGINS: Final = "First day on which it is in force (施行), such as 2021-09-30."
until_option = click.option("--until", "valid_until", metavar="DATE", help="First day on which it is no longer in force (废止).")


def _day_or_format(command: Callable[..., Any]) -> Callable[..., Any]:
    """For commands that read documents: `--from` names a format, as everywhere; a date is not one, and is the start of validity."""

    @wraps(command)
    def run(*given: Any, **values: Any) -> Any:  # noqa: ANN401 - passed on
        if _DAY.fullmatch(values["source_format"] or ""):
            values |= {"valid_from": values["source_format"], "source_format": None}
        return command(*given, **values)

    return run


@click.command()
@click.argument("file")
@click.option("--as", "name", metavar="NAME", required=True, help="The document's name, such as beijing/education.")
@click.option(
    "--version",
    "label",
    metavar="LABEL",
    help="The version's label; by default its date, with part of its checksum if there is no date or the label is taken.",
)
@click.option(
    "--date", metavar="DATE", help="Its date, such as 2021-09-30; by default, like its validity, what the document states."
)
@click.option("--valid-from", "valid_from", metavar="DATE", help=f"{BEGINS} --from DATE is the same option.")
@until_option
@click.option("--source", metavar="URL", help="Where it was published.")
@click.option("--note", metavar="TEXT", help="A remark to keep with the version.")
@index_option
@_day_or_format
@reading_option
@shared_options
@gathered("said", Said)
def add(
    settings: Settings,
    *,
    file: str,
    name: str,
    label: str | None,
    said: Said,
    indexed: bool,
    reading: Reading,
) -> None:
    """Store FILE in the library as a version of a document, byte for byte.

    Title, date and region are read from the document and shown. Wherever the version is named later, it is read the way it was
    read when it was added.
    """
    from plandiff.library import prepare

    with opened(settings) as library:
        edition = prepare(file, reading)
        elsewhere = [holder for holder in library.holders(edition.data) if not holder.startswith(f"{name}@")]
        added = library.add(
            name,
            edition,
            label=label,
            date=said.date,
            valid_from=said.valid_from,
            valid_until=said.valid_until,
            source=said.source or "",
            note=said.note or "",
        )
        _index(library, added, wanted=indexed)
        print_lines(message(settings, "added" if added.new else "known", version=added.version))
        if added.new:
            _report(settings, library, added, elsewhere)
        elif ignored := _ignored(settings, added, said):
            print_lines(f"  {ignored}")


def _index(library: Library, added: Added, *, wanted: bool) -> None:
    from plandiff.library.indexes import keep_index

    if wanted:
        keep_index(library, library.original(added.version))


def _ignored(settings: Settings, added: Added, said: Said) -> str:
    """What was stated about content already stored and is not stored with it; "" if nothing was."""
    given = {key: value for key, value in asdict(said).items() if value and value != getattr(added.version, key)}
    if added.new or not given:
        return ""
    named = message(settings, "list").join(f"{message(settings, key)} {value}" for key, value in given.items())
    return message(settings, "ignored", said=named, version=added.version)


def _report(settings: Settings, library: Library, added: Added, elsewhere: list[str]) -> None:
    """What was recognized in a new version, and how it relates to the others."""
    from plandiff.cli.versions import counted, facts

    lines = [f"  {line}" for line in facts(settings, added.version)]
    versions = library.versions(added.version.name)
    place = versions.index(added.version)
    same = [version for version in versions if version.text_sha256 == added.version.text_sha256 and version != added.version]
    print_lines(*lines)
    if elsewhere:
        print_lines(message(settings, "elsewhere", versions=", ".join(elsewhere)))
    if same:
        print_lines(message(settings, "same_text", version=same[-1]))
    elif place:
        print_lines(
            message(
                settings,
                "since",
                version=versions[place - 1],
                counts=counted(settings, library, *versions[place - 1 : place + 1]),
            )
        )


@click.command(name="import")
@click.argument("paths", metavar="DIR|FILE...", nargs=-1, required=True)
@click.option("--as", "prefix", metavar="PREFIX", default="", help="Put before every name, such as beijing.")
@index_option
@reading_option
@shared_options
def import_(settings: Settings, *, paths: tuple[str, ...], prefix: str, indexed: bool, reading: Reading) -> int:
    """Add many files: folders are searched, links are not followed.

    A file's name is its document's name; a date or a label at its end (plan@draft.html, plan(2021-09-30).md)
    is its version's. What is already in the library is skipped, so an interrupted import can be repeated.
    """
    from plandiff.library import prepare

    files = [found for path in paths for found in _files(Path(path))]
    tally = {"added": 0, "known": 0, "failed": 0}
    ignored = []
    with opened(settings) as library, click.progressbar(files, label=message(settings, "importing"), file=sys.stderr) as bar:
        for path, relative in bar:
            name, label, date = guess_name(relative, prefix)
            try:
                added = library.add(name, prepare(path, reading), label=label, date=date)
                _index(library, added, wanted=indexed)
                tally["added" if added.new else "known"] += 1
                ignored.append(_ignored(settings, added, Said(date=date)))
            except PlandiffError as problem:
                tally["failed"] += 1
                complain(f"plandiff: {problem.message(settings.language)}")
    print_lines(*filter(None, ignored), message(settings, "imported", **tally))
    return WRONG_INPUT if tally["failed"] else DONE


@click.command()
@click.argument("version", metavar="NAME@LABEL")
@click.option("--date", metavar="DATE", help="Its date, such as 2021-09-30.")
@click.option("--from", "--valid-from", "valid_from", metavar="DATE", help=BEGINS)
@until_option
@click.option("--source", metavar="URL", help="Where it was published.")
@click.option("--note", metavar="TEXT", help="A remark to keep with the version.")
@shared_options
@gathered("said", Said)
def edit(settings: Settings, *, version: str, said: Said) -> None:
    """Change the date, validity, source or note of a version; "" removes a value. Its text and label stay."""
    from plandiff.cli.versions import facts

    if said == Said():
        raise UsageError("nothing-to-edit")
    with opened(settings) as library:
        edited = library.edit(version, **asdict(said))
        print_lines(message(settings, "edited", version=edited), *(f"  {line}" for line in facts(settings, edited)))


@click.command()
@click.argument("version", metavar="NAME@LABEL")
@shared_options
def remove(settings: Settings, *, version: str) -> None:
    """Remove a version from the library; it stays in the history.

    Name it by its label: a day or latest could mean another version.
    """
    with opened(settings) as library:
        print_lines(message(settings, "removed", version=library.remove(version)))


@click.command()
@click.argument("version", metavar="NAME@LABEL")
@shared_options
def restore(settings: Settings, *, version: str) -> None:
    """Restore a removed version as it last was."""
    with opened(settings) as library:
        print_lines(message(settings, "restored", version=library.restore(version)))


def guess_name(relative: Path, prefix: str) -> tuple[str, str | None, str | None]:
    """(name, label, date) of the document that a file's path stands for.

    >>> guess_name(Path("laws/公司法(2023-12-29).md"), "")
    ('laws/公司法', '2023-12-29', '2023-12-29')
    """
    found = _LABELLED.fullmatch(relative.stem)
    stem, label, day = found.groups() if found else (relative.stem, None, None)
    parts = [*prefix.split("/"), *relative.parent.parts, stem]
    name = "/".join(filter(None, (_fit(part) for part in parts)))
    return name or "-", label or day, day


def _fit(part: str) -> str:
    """A part of a path as a part of a name: without characters names may not contain, truncated if it is too long."""
    from plandiff.library.names import SEGMENT_LIMIT

    return _UNFIT.sub("-", part).encode("utf-8", "replace")[:SEGMENT_LIMIT].decode(errors="ignore").strip(". -")


def _files(path: Path) -> Iterator[tuple[Path, Path]]:
    """The files in a folder, in order, each with its path inside it; links and hidden files are left out."""
    if not path.is_dir():
        yield path, Path(path.name)
        return
    for found in sorted(path.rglob("*")):
        inside = found.relative_to(path)
        linked = any(above.is_symlink() for above in (found, *(path / up for up in inside.parents)) if above != path)
        if found.is_file() and not linked and not any(part.startswith(".") for part in inside.parts):
            yield found, inside
