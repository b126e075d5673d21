"""`plandiff corpus report`: pages of a corpus in a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from plandiff.cli.corpus.options import Setup, corpus_options, message
from plandiff.cli.output import complain, write
from plandiff.cli.settings import Settings, gathered
from plandiff.errors import InputError, OutputError, UsageError

if TYPE_CHECKING:
    from plandiff.corpus.held import Corpus
    from plandiff.corpus.pages import PageSource
    from plandiff.corpus.site import Report, Site
    from plandiff.corpus.tuning import Tuning
    from plandiff.model.corpus_pages import Assumption
    from plandiff.renderers.options import RenderOptions

PAGES: Final = 200
"""Passages, documents and families that get a page each if no number was given."""
DIGITS: Final = 16
"""A key as pages and their tables print it; SQL prints it in decimal."""


@dataclass(frozen=True)
class Asked:
    """Which pages to make."""

    names: tuple[str, ...]
    passage: str | None
    family: str | None
    most: int
    reports: int


@dataclass(frozen=True)
class Making:
    """What is needed to make pages."""

    stored: Corpus
    corpus: PageSource
    folder: Path
    options: RenderOptions

    def page(self, name: str, data: bytes) -> None:
        write(data, str(self.folder / name))


@click.command()
@click.argument("corpus")
@click.argument("names", metavar="[DOCUMENT [DOCUMENT]]", nargs=-1)
@click.option("--passage", "passage", metavar="KEY", help="Page of one passage, by its key, with all places where it occurs.")
@click.option("--family", "family", metavar="DOCUMENT", help="Page of all editions of a document.")
@click.option("-o", "--output", metavar="DIR", required=True, help="Folder for the pages.")
@click.option(
    "--pages",
    "most",
    type=click.IntRange(0),
    default=PAGES,
    show_default=True,
    metavar="N",
    help="Passages, documents and families that get a page of their own besides the index.",
)
@click.option(
    "--reports",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="Pairs of documents with the most substantial takeovers that are compared in full.",
)
@corpus_options
@gathered("pages", Asked)
def report(settings: Settings, *, corpus: str, pages: Asked, output: str, setup: Setup) -> None:
    """Make pages: who took what from whom, each passage with its places in chronological order, each document with its sources.

    With CORPUS alone, the index and the pages that it links to; with one DOCUMENT its page, with two what they share and the report on both.
    """
    from plandiff.corpus.pages import PageSource
    from plandiff.renderers.options import RenderOptions

    if len(pages.names) > 2 or bool(pages.names) + bool(pages.passage) + bool(pages.family) > 1:
        raise UsageError("one-page-at-a-time")
    with setup.tables(corpus) as tables:
        folder = Path(output)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise OutputError(folder, problem) from problem
        stored, tuning = setup.open(corpus), setup.tuning
        assumed = tuple(_assumed(stored, tuning, settled=tables.generation.settled))
        name = corpus.rstrip("/").rpartition("/")[2]
        making = Making(
            stored,
            PageSource(tables, name, tuning.substance, assumed),
            folder,
            RenderOptions(language=settings.language),
        )
        made = _make(making, pages)
    complain(f"plandiff: {message(settings, 'pages', place=str(folder / made))}")


def _make(making: Making, asked: Asked) -> str:
    """The pages asked for; returns the name of the first."""
    if len(asked.names) > 1:
        return _pair(making, *asked.names)
    if asked.names:
        return _document(making, asked.names[0])
    if asked.passage:
        return _passage(making, asked.passage)
    if asked.family:
        return _family(making, asked.family)
    return _site(making, asked.most, asked.reports)


def _assumed(stored: Corpus, tuning: Tuning, *, settled: bool) -> Iterator[Assumption]:
    from plandiff.model.corpus_pages import Assumption

    yield Assumption("least-length", str(stored.recipe.length))
    for name in ("similarity", "cluster", "substance", "edition"):
        yield Assumption(name, f"{getattr(tuning, name):g}")
    yield Assumption("between-regions", f"{tuning.between_regions:g}")
    if not settled:
        yield Assumption("state", "provisional")


# --- the whole site, or one page -------------------------------------------------------------------


def _site(making: Making, most: int, reports: int) -> str:
    from plandiff.corpus import pages
    from plandiff.corpus.site import INDEX, Site, passage_file
    from plandiff.renderers.corpus import pages as drawn
    from plandiff.renderers.corpus.tables import render_csv

    corpus = making.corpus
    passages, documents, families = (
        choose(corpus, most) for choose in (pages.top_passages, pages.top_documents, pages.top_families)
    )
    site = Site(
        frozenset(passages), frozenset(documents), frozenset(families), _reports(making, pages.top_pairs(corpus, reports))
    )
    for key in passages:
        making.page(passage_file(key), drawn.render_passage(pages.passage_page(corpus, key, site), making.options))
    for number in documents:
        made = pages.document_page(corpus, number, site)
        making.page(made.document.page, drawn.render_document(made, making.options))
    for number in families:
        if group := pages.family_page(corpus, number, site):
            making.page(group.family.page, drawn.render_family(group, making.options))
    for name, head, rows in corpus.tables.whole(corpus.least_substance):
        making.page(name, b"".join(render_csv(head, rows)))
    making.page(INDEX, drawn.render_index(pages.index_page(corpus, site), making.options))
    return INDEX


def _passage(making: Making, asked_for: str) -> str:
    from plandiff.corpus import pages
    from plandiff.corpus.site import passage_file
    from plandiff.renderers.corpus.pages import render_passage

    key = pages.page_key(making.corpus, _key(asked_for))
    if not key:
        raise InputError(asked_for, "no-such-passage")
    site = _alone(making, passages=[key])
    making.page(passage_file(key), render_passage(pages.passage_page(making.corpus, key, site), making.options))
    return passage_file(key)


def _key(text: str) -> int:
    """A key as pages print it, 16 hexadecimal digits, or as SQL does. Raises `UsageError` for anything else."""
    try:
        return int(text, 16 if len(text) == DIGITS else 10)
    except ValueError:
        raise UsageError("not-a-key", text=text) from None


def _document(making: Making, name: str) -> str:
    from plandiff.corpus import pages
    from plandiff.renderers.corpus.pages import render_document

    number = making.corpus.tables.document(name).doc
    page = pages.document_page(making.corpus, number, _alone(making, documents=[number]))
    making.page(page.document.page, render_document(page, making.options))
    return page.document.page


def _family(making: Making, name: str) -> str:
    from plandiff.corpus import pages
    from plandiff.renderers.corpus.pages import render_family

    document = making.corpus.tables.document(name)
    oldest = document.doc if document.family is None else document.family
    pairs = pages.pairs_of_family(making.corpus, oldest)
    page = pages.family_page(making.corpus, oldest, _alone(making, families=[oldest], reports=_reports(making, pairs)))
    if page is None:
        raise InputError(name, "no-other-edition")
    making.page(page.family.page, render_family(page, making.options))
    return page.family.page


def _pair(making: Making, one: str, other: str) -> str:
    from plandiff.corpus import pages
    from plandiff.corpus.site import pair_file
    from plandiff.renderers.corpus.pages import render_pair

    tables = making.corpus.tables
    first, second = pages.in_time(making.corpus, tables.document(one).doc, tables.document(other).doc)
    site = _alone(making, documents=(), reports=_reports(making, [(first, second)]))
    page = pages.pair_page(making.corpus, first, second, site)
    if page is None:
        raise InputError(one, "nothing-in-common", other=other)
    hashes = {document.doc: document.sha256 for document in tables.documents((first, second))}
    name = pair_file(hashes[first], hashes[second])
    making.page(name, render_pair(page, making.options))
    return name


def _alone(
    making: Making,
    *,
    passages: Iterable[int] = (),
    documents: Iterable[int] = (),
    families: Iterable[int] = (),
    reports: Mapping[tuple[int, int], Report] | None = None,
) -> Site:
    """Pages made on their own; they link to the index if there is one."""
    from plandiff.corpus.site import INDEX, Site

    index = INDEX if (making.folder / INDEX).is_file() else ""
    return Site(frozenset(passages), frozenset(documents), frozenset(families), reports or {}, index)


# --- reports on two documents ----------------------------------------------------------------------


def _reports(making: Making, pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Report]:
    """Compare pairs of documents, the earlier one first, and write the report on each."""
    from plandiff import pipeline
    from plandiff.corpus.plans import plans_of
    from plandiff.corpus.site import Report, report_file
    from plandiff.renderers.html import render_html

    if not pairs:
        return {}
    plans = plans_of(making.corpus.tables, making.stored, set(chain.from_iterable(pairs)))
    found = {}
    for old, new in pairs:
        comparison = pipeline.compare(plans[old].indexed, plans[new].indexed)
        name = report_file(plans[old].sha256, plans[new].sha256)
        making.page(name, render_html(comparison, making.options))
        anchors = {unit: change.id for change in comparison.changes for unit in change.new}
        found[old, new] = Report(name, anchors)
    return found
