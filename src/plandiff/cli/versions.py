"""`plandiff list`, `log`, `show`, `export` and `verify`: what a library holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from plandiff.cli.libraries import message, opened, print_lines, printable_line
from plandiff.cli.output import write, write_document
from plandiff.cli.settings import Settings, shared_options
from plandiff.errors import OutputError
from plandiff.exit_codes import DONE, WRONG_INPUT

if TYPE_CHECKING:
    from plandiff.library import Library, Version

FACTS: Final = (
    *("title", "date", "valid_from", "valid_until", "region", "issuer", "period"),
    *("file", "revisions", "overrules", "document", "source", "note"),
)
VALIDITY: Final = ("valid_from", "valid_until")

json_option = click.option("--json", "as_json", is_flag=True, help="As JSON, for other programs.")


@click.command(name="list")
@json_option
@shared_options
def list_(settings: Settings, *, as_json: bool) -> None:
    """Print the name of every document in the library, one per line, with the number of its versions."""
    with opened(settings) as library:
        documents = library.documents()
        if as_json:
            write_json(documents=[{"name": name, "versions": labels} for name, labels in documents.items()])
            return
        lines = [f"{name}\t{message(settings, 'versions', count=len(labels))}" for name, labels in documents.items()]
        print_lines(*(lines or [message(settings, "empty")]))


@click.command()
@click.argument("name")
@json_option
@shared_options
def log(settings: Settings, *, name: str, as_json: bool) -> None:
    """Print the versions of a document, the latest first, with counts of what each changed."""
    with opened(settings) as library:
        versions = library.versions(name)
        if as_json:
            write_json(name=versions[0].name, versions=list(_entries(library, versions)))
            return
        lines = []
        for place in reversed(range(len(versions))):
            version = versions[place]
            change = counted(settings, library, versions[place - 1], version) if place else message(settings, "first")
            lines.append(f"{version.label}\t{version.date or message(settings, 'undated')}\t{change}")
            validity = [f"{message(settings, key)} {day}" for key in VALIDITY if (day := getattr(version, key))]
            lines += [f"\t{text}" for text in (*validity, version.title, version.note, version.source) if text]
        print_lines(*lines)


@click.command()
@click.argument("version", metavar="NAME[@LABEL]")
@click.option("--section", metavar="HEADING|ID|KEY", help="Only that section's text; named as for plandiff history.")
@click.option("--original", is_flag=True, help="The original bytes, and nothing else.")
@json_option
@click.option("-o", "--output", metavar="FILE", help="Write here instead of standard output.")
@shared_options
def show(settings: Settings, *, version: str, section: str | None, original: bool, as_json: bool, output: str | None) -> None:
    """Print a version: what is known about it, and its text as canonical Markdown."""
    with opened(settings) as library:
        found = library.find(version)
        if original:
            write(library.original(found).data, output, "plain")
            return
        if section is None:
            text = library.plan_text(found).decode("utf-8", "replace")
        else:
            from plandiff.library.section_history import section_text

            text = section_text(library.plan(found), section, str(found))
        if as_json:
            write_json(output, version=asdict(found), text=text)
            return
        if section is not None:
            write_document(text, output)
            return
        head = "".join(f"{printable_line(line)}\n" for line in (str(found), *facts(settings, found)))
        write_document(f"{head}\n{text}", output)


@click.command()
@click.argument("names", metavar="[NAME[@LABEL]]...", nargs=-1)
@click.option("-o", "--output", metavar="DIR", required=True, help="The folder to write to; it is created if it does not exist.")
@click.option("--text", is_flag=True, help="The canonical Markdown instead of the original bytes.")
@shared_options
def export(settings: Settings, *, names: tuple[str, ...], output: str, text: bool) -> None:
    """Write versions to files DIR/NAME@LABEL with their suffixes: all, those of a document, or single ones."""
    from plandiff.library.names import checked_label, checked_name
    from plandiff.readers.formats import format_named

    folder = Path(output)
    count = 0
    with opened(settings) as library:
        for version in _chosen(library, names):
            ending = format_named("canonical").suffixes[0] if text else version.original.removeprefix("original")
            path = folder / f"{checked_name(version.name)}@{checked_label(version.label)}{ending}"
            data = library.plan_text(version) if text else library.original(version).data
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                if path.is_symlink() or not path.parent.resolve().is_relative_to(folder.resolve()):
                    raise OutputError(path, "link")
            except OSError as problem:
                raise OutputError(path, problem) from problem
            write(data, str(path))
            count += 1
    print_lines(message(settings, "exported", count=count, folder=output))


@click.command()
@json_option
@shared_options
def verify(settings: Settings, *, as_json: bool) -> int:
    """Check all objects, checksums and metadata of the library; exit with 2 when something is wrong."""
    from plandiff.library.verify import verify as check

    with opened(settings) as library:
        verdict = check(library)
    counts = {"documents": verdict.documents, "versions": verdict.versions, "objects": verdict.objects}
    if as_json:
        write_json(None, **counts, problems=[{"code": problem.code, "message": str(problem)} for problem in verdict.problems])
        return WRONG_INPUT if verdict.problems else DONE
    if not verdict.problems:
        print_lines(message(settings, "sound", **counts))
        return DONE
    lines = [problem.message(settings.language) for problem in verdict.problems]
    print_lines(*lines, message(settings, "unsound", **counts, problems=len(lines)))
    return WRONG_INPUT


def write_json(output: str | None = None, **values: object) -> None:
    """What is known about a library, `plandiff/library-1`: keys are added, never renamed."""
    import json

    written = json.dumps({"schema": "plandiff/library-1", **values}, ensure_ascii=False, indent=2)
    write(f"{written}\n".encode("utf-8", "replace"), output, "json")


def _entries(library: Library, versions: tuple[Version, ...]) -> Iterator[dict[str, object]]:
    """The versions, the last one first, each with its changes from the one before."""
    from plandiff.library.counts import counts_between

    for place in reversed(range(len(versions))):
        counts = asdict(counts_between(library, *versions[place - 1 : place + 1])) if place else None
        yield {**asdict(versions[place]), "counts": counts}


def facts(settings: Settings, version: Version) -> Iterator[str]:
    """What is known about a version, one line each."""
    for key in FACTS:
        if value := getattr(version, key):
            yield f"{message(settings, key)}: {value}"


def counted(settings: Settings, library: Library, old: Version, new: Version) -> str:
    """What a version changed, in numbers."""
    from plandiff.library.counts import counts_between

    counts = counts_between(library, old, new)
    if not counts.different:
        return message(settings, "no_change")
    numbers = {
        "sections": counts.sections,
        "changed": counts.changed,
        "new": counts.added,
        "gone": counts.deleted,
        "moved": counts.moved,
    }
    said = [message(settings, key, count=count) for key, count in numbers.items() if count]
    if counts.characters_gone or counts.characters_come:
        said.append(message(settings, "characters", deleted=counts.characters_gone, inserted=counts.characters_come))
    return message(settings, "list").join(said)


def _chosen(library: Library, names: tuple[str, ...]) -> Iterator[Version]:
    for name in names or library.documents():
        if "@" in name:
            yield library.find(name)
        else:
            yield from library.versions(name)
