"""`plandiff corpus build`, `add`, `remove`, `status` and `verify`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from plandiff.cli.corpus.options import Means, Setup, corpus_options, means_options, message
from plandiff.cli.corpus.progress import Shown
from plandiff.cli.libraries import print_lines
from plandiff.cli.output import complain
from plandiff.cli.settings import Settings, gathered
from plandiff.errors import UsageError
from plandiff.exit_codes import BUG, DONE, FOUND, WRONG_INPUT

if TYPE_CHECKING:
    from plandiff.corpus.build import Options, Outcome, Progress
    from plandiff.corpus.held import Corpus
    from plandiff.corpus.tuning import Tuning


@dataclass(frozen=True)
class Given:
    """What a corpus is to hold, and how it is built from that."""

    sources: tuple[str, ...]
    metadata: str | None
    references: tuple[str, ...]
    aligned: bool
    quiet: bool
    fail_on_errors: bool


def given_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of commands that add documents to a corpus; they get them as `given`, and who does the work as `means`."""
    command = gathered("given", Given)(gathered("means", Means)(command))
    for option in (
        quiet_option,
        align_option,
        click.option("--fail-on-errors", is_flag=True, help="Exit with 1 when a document cannot be read."),
        click.option(
            "--reference",
            "references",
            metavar="SOURCE",
            multiple=True,
            help="Texts that documents may have in common as their source, such as national law; may be repeated.",
        ),
        click.option(
            "--metadata",
            metavar="CSV",
            help="Table with the columns name, region, date, series, which takes precedence over what is detected.",
        ),
    ):
        command = option(command)
    return means_options(command)


align_option = click.option(
    "--align",
    "aligned",
    is_flag=True,
    help="Also align pairs of editions and likely ones, and count what changed.",
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Do not report progress.")


@click.command()
@click.argument("sources", metavar="FOLDER|LIST|DOC...", nargs=-1)
@click.option("-o", "--output", metavar="CORPUS", required=True, help="Folder of the corpus, or an address that fsspec knows.")
@corpus_options
@given_options
def build(settings: Settings, *, output: str, given: Given, means: Means, setup: Setup) -> int:
    """Make a corpus of all documents in folders, lists of names (.txt), bare git repositories, single files, and with --library a
    library.

    What it already holds is not read again: the same command continues an interrupted build. What cannot be read is listed by plandiff corpus errors, and does not stop the rest.
    """
    if not given.sources and not settings.library:
        raise UsageError("no-sources")
    return _bring(settings, setup.create(output), given, means, setup.tuning)


@click.command()
@click.argument("corpus")
@click.argument("sources", metavar="SOURCE...", nargs=-1)
@click.option(
    "--quick", is_flag=True, help="Compare only the new documents with all others, not old ones again; the result is provisional."
)
@corpus_options
@given_options
def add(settings: Settings, *, corpus: str, quick: bool, given: Given, means: Means, setup: Setup) -> int:
    """Add documents to a corpus. The same bytes again are another name of the same document."""
    if not (given.sources or settings.library or given.metadata or given.references):
        raise UsageError("no-sources")
    return _bring(settings, setup.open(corpus), given, means, setup.tuning, quick=quick)


@click.command()
@click.argument("corpus")
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@align_option
@quiet_option
@means_options
@corpus_options
@gathered("means", Means)
def remove(
    settings: Settings, *, corpus: str, names: tuple[str, ...], aligned: bool, quiet: bool, means: Means, setup: Setup
) -> int:
    """Take documents out of a corpus, by their names."""
    from plandiff.corpus.build import remove as take_out

    held = setup.open(corpus)
    with means.pool(held.storage) as pool:
        outcome = take_out(held, names, pool, _options(setup.tuning, means, aligned=aligned), _progress(settings, quiet=quiet))
    print_lines(message(settings, "removed", corpus=corpus, removed=len(names), documents=outcome.documents))
    return 0


@click.command()
@click.argument("corpus")
@click.option("--documents", "listed", is_flag=True, help="List the documents by name, with region and dates.")
@corpus_options
def status(settings: Settings, *, corpus: str, listed: bool, setup: Setup) -> int:
    """Show what a corpus holds, and whether its tables cover all of it."""
    from plandiff.corpus.settle import read_current

    held = setup.open(corpus)
    batches, current = held.batches(), read_current(held.storage)
    failed = {error.sha256 for batch in batches for error in batch.errors}
    counts = {
        "corpus": corpus,
        "documents": len({sha for batch in batches for sha, _, _ in batch.members} - failed),
        "batches": len(batches),
        "failed": len(held.failures(batches)),
    }
    if current is None:
        print_lines(message(settings, "status_empty", **counts))
        return 0
    fresh = sorted(current.batches) == [batch.id for batch in batches]
    state = "outdated" if not fresh else "settled" if current.settled else "unsettled"
    print_lines(message(settings, "status", **counts, generation=current.id, state=message(settings, state)))
    if listed:
        with setup.tables(corpus) as tables:
            print_lines(*(f"{one.name}\t{one.region}\t{one.days}\t{one.title}" for one in tables.documents()))
    return 0


@click.command()
@click.argument("corpus")
@corpus_options
def verify(settings: Settings, *, corpus: str, setup: Setup) -> int:
    """Check that all files of a corpus are as they were written."""
    from plandiff.corpus.soundness import check

    checked = check(setup.open(corpus))
    if checked.problems:
        said = (message(settings, "unsound", name=one.file, what=message(settings, one.what)) for one in checked.problems)
        print_lines(*said)
        return WRONG_INPUT
    print_lines(message(settings, "sound", corpus=corpus, files=checked.files, batches=checked.batches))
    return DONE


def _bring(settings: Settings, corpus: Corpus, given: Given, means: Means, tuning: Tuning, *, quick: bool = False) -> int:
    from plandiff.corpus.build import build as bring

    with means.pool(corpus.storage) as pool:
        outcome = bring(
            corpus,
            given.sources,
            pool,
            _options(tuning, means, aligned=given.aligned, quick=quick),
            _progress(settings, quiet=given.quiet),
            library=settings.library,
            metadata=given.metadata,
            references=given.references,
        )
    return _report(settings, corpus.storage.address, outcome, fail=given.fail_on_errors)


def _options(tuning: Tuning, means: Means, *, aligned: bool, quick: bool = False) -> Options:
    from plandiff.corpus.build import Options

    memory = f"{means.bytes}B" if means.bytes else ""
    return Options(tuning=tuning, threads=means.workers, memory=memory, aligned=aligned, quick=quick)


def _progress(settings: Settings, *, quiet: bool) -> Progress | None:
    return None if quiet else Shown(settings)


def _report(settings: Settings, corpus: str, outcome: Outcome, *, fail: bool) -> int:
    known = {name: outcome.counts.get(name, 0) for name in ("pairs", "takeovers", "clusters")}
    key = "built" if outcome.changed else "unchanged"
    print_lines(message(settings, key, corpus=corpus, documents=outcome.documents, added=outcome.added, **known))
    failed = len(outcome.failures)
    if failed:
        complain(f"plandiff: {message(settings, 'failures', failed=failed, documents=outcome.documents + failed, corpus=corpus)}")
    if not outcome.settled:
        complain(f"plandiff: {message(settings, 'provisional', corpus=corpus)}")
    return BUG if outcome.bugs else FOUND if fail and failed else DONE
