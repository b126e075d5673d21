"""`plandiff corpus pairs`, `passages`, `clusters`, `find`, `sql` and `errors`: queries on a corpus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from plandiff.cli.corpus.options import Setup, corpus_options, message
from plandiff.cli.output import complain, write
from plandiff.cli.settings import Settings, gathered
from plandiff.errors import UsageError
from plandiff.exit_codes import DONE, FOUND

if TYPE_CHECKING:
    from plandiff.corpus.tables import Tables

FORMATS: Final = ("text", "csv", "json", "parquet")
SUFFIXES: Final = {".csv": "csv", ".json": "json", ".parquet": "parquet", ".txt": "text"}
ROWS: Final = 100
"""Rows printed if no limit was given; files hold all."""


def listing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `-o`, `--format` and `--limit` to a command that lists rows, and `--exit-code`."""

    @wraps(command)
    def run(
        settings: Settings,
        *,
        output: str | None,
        form: str | None,
        limit: int | None,
        exit_code: bool,
        **values: Any,  # noqa: ANN401 - passed on
    ) -> int:
        chosen = _format(output, form)
        rows = ROWS if limit is None and output is None and chosen == "text" else limit or 0
        count: int = command(settings, printer=Printer(output, chosen), limit=rows, **values)
        if rows and count == rows and limit is None:
            complain(f"plandiff: {message(settings, 'first', count=rows)}")
        return FOUND if exit_code and count else DONE

    for option in (
        click.option("--exit-code", is_flag=True, help="Exit with 1 when anything is found."),
        click.option("--limit", type=click.IntRange(1), metavar="N", help="At most this many rows."),
        click.option("--format", "form", type=click.Choice(FORMATS), help="Takes precedence over the suffix."),
        click.option(
            "-o", "--output", metavar="FILE", help="Output file (- for standard output); its suffix selects the format."
        ),
    ):
        run = option(run)
    return run


class Printer:
    """Writes rows in a format to a destination."""

    def __init__(self, output: str | None, form: str) -> None:
        self._output, self._form = output, form

    def write(self, kind: str, names: Sequence[str], rows: Sequence[Sequence[object]]) -> int:
        """Write rows, and say how many there are."""
        from plandiff.renderers.records import as_csv, as_json, as_text

        if self._form == "parquet":
            write(as_parquet(names, rows), self._output, "binary")
        elif self._form == "json":
            write(as_json(kind, names, rows), self._output, "json")
        elif self._form == "csv":
            write(as_csv(names, rows), self._output, "plain")
        elif rows:
            write(as_text(names, rows), self._output, "plain")
        return len(rows)

    def chosen(self, kind: str, rows: Sequence[Any], names: Sequence[str]) -> int:
        """Write some of the fields of rows for people, and all of them to files."""
        if self._form == "text" or not rows:
            return self.write(kind, names, [[getattr(row, name) for name in names] for row in rows])
        return self.write(kind, rows[0]._fields, rows)


@dataclass(frozen=True)
class About:
    """Filters of takeovers."""

    region: str
    from_region: str
    since: str | None
    min_substance: float | None
    kinds: tuple[str, ...]
    editions: bool


def as_parquet(names: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    """Rows as a Parquet file."""
    import tempfile

    from plandiff.corpus.engine import database, give, save
    from plandiff.corpus.storage import Folder

    with tempfile.TemporaryDirectory(prefix="plandiff-") as folder:
        storage = Folder(folder)
        with database(storage) as connection:
            give(connection, "given", {name: [row[k] for row in rows] for k, name in enumerate(names)})
            save(connection, "select * from given", storage, "rows.parquet")
        return (Path(folder) / "rows.parquet").read_bytes()


@click.command()
@click.argument("corpus")
@click.option(
    "--relation",
    "relations",
    type=click.Choice(["edition", "same-text", "takes-over", "related"]),
    multiple=True,
    help="How the two are related; may be repeated.",
)
@click.option("--region", metavar="NAME", default="", help="Region of one of them.")
@click.option("--to", metavar="NAME", default="", help="Region of the other.")
@click.option("--min-share", type=click.FloatRange(0, 1), default=0.0, help="Minimum share of either that is in the other.")
@corpus_options
@listing
def pairs(
    settings: Settings,
    *,
    corpus: str,
    relations: tuple[str, ...],
    region: str,
    to: str,
    min_share: float,
    printer: Printer,
    limit: int,
    setup: Setup,
) -> int:
    """List pairs of documents that share passages, most shared first."""
    with setup.tables(corpus) as tables:
        found = tables.pairs(relations=relations, region=region, to=to, min_share=min_share, limit=limit)
        _explain(settings, tables, found)
        names = ("relation", "name_a", "name_b", "share_a", "share_b", "passages", "verbatim", "adapted", "contained", "chars")
        return printer.chosen("pairs", found, names)


@click.command()
@click.argument("corpus")
@click.argument("document", required=False, default="")
@click.option("--region", metavar="NAME", default="", help="Region that took over.")
@click.option("--from", "from_region", metavar="NAME", default="", help="Region it was taken over from.")
@click.option("--since", metavar="DATE", help="Taken over on that day or later, such as 2021-09-30.")
@click.option(
    "--min-substance",
    type=float,
    metavar="N",
    help="Minimum weight of what is shared; by default what makes it more than a formula.",
)
@click.option("--kind", "kinds", type=click.Choice(["verbatim", "adapted", "contained"]), multiple=True, help="May be repeated.")
@click.option("--editions", is_flag=True, help="Include what an edition has from an earlier one of the same document.")
@corpus_options
@listing
@gathered("about", About)
def passages(
    settings: Settings,
    *,
    corpus: str,
    document: str,
    about: About,
    printer: Printer,
    limit: int,
    setup: Setup,
) -> int:
    """List passages that were taken over, the most substantial first, each with the nearest earlier place where it occurs.

    With DOCUMENT only those of that document.
    """
    from plandiff.corpus.tables import Wanted

    with setup.tables(corpus) as tables:
        wanted = Wanted(
            document=tables.document(document).name if document else "",
            region=about.region,
            from_region=about.from_region,
            since=_day(about.since),
            min_substance=setup.tuning.substance if about.min_substance is None else about.min_substance,
            kinds=about.kinds,
            within_families=about.editions,
            limit=limit,
        )
        found = tables.takeovers(wanted)
        _explain(settings, tables, found)
        names = (
            "day",
            "name",
            "id",
            "from_day",
            "from_name",
            "from_id",
            "kind",
            "similarity",
            "substance",
            "equally_near",
            "text",
        )
        return printer.chosen("takeovers", found, names)


@click.command()
@click.argument("corpus")
@click.option("--regions", metavar="N", default="1", help="Occurs in at least this many regions, such as 5.")
@click.option("--formulas", is_flag=True, help="Include what is too common to be borrowed.")
@corpus_options
@listing
def clusters(
    settings: Settings,
    *,
    corpus: str,
    regions: str,
    formulas: bool,
    printer: Printer,
    limit: int,
    setup: Setup,
) -> int:
    """List passages that occur in several documents, in any variant; the most substantial ones in the most regions first."""
    count = regions.removesuffix("+")
    if not count.isdecimal():
        raise UsageError("not-a-count", text=regions)
    with setup.tables(corpus) as tables:
        least = 0.0 if formulas else setup.tuning.substance
        regions_asked = int(count) if int(count) > 1 else 0
        found = tables.clusters(regions=regions_asked, min_substance=least, formula=setup.tuning.substance, limit=limit)
        _explain(settings, tables, found)
        return printer.chosen("clusters", found, ("id", "size", "regions", "first", "last", "texts", "substance", "text"))


@click.command()
@click.argument("corpus")
@click.argument("file")
@corpus_options
@listing
def find(
    settings: Settings,
    *,
    corpus: str,
    file: str,
    printer: Printer,
    limit: int,
    setup: Setup,
) -> int:
    """Find passages of FILE, which need not be in the corpus, in its documents."""
    from plandiff.corpus.lookup import look_up

    held = setup.open(corpus)
    with setup.tables(corpus) as tables:
        known, found = look_up(held, tables, file, setup.tuning)
        complain(f"plandiff: {message(settings, 'here' if known else 'not_here', name=file, known=known)}")
        _explain(settings, tables, found)
        names = ("id", "name", "found_id", "kind", "similarity", "kept", "text", "found_text")
        return printer.chosen("found", found[:limit] if limit else found, names)


@click.command()
@click.argument("corpus")
@click.argument("query")
@corpus_options
@listing
def sql(
    _: Settings,
    *,
    corpus: str,
    query: str,
    printer: Printer,
    limit: int,
    setup: Setup,
) -> int:
    """Query the tables documents, passages, texts, links, takeovers, pairs, clusters, families and errors with SQL.

    It can read nothing else and write nothing.
    """
    with setup.tables(corpus) as tables:
        names, rows = tables.sql(query)
        return printer.write("rows", names, rows[:limit] if limit else rows)


@click.command()
@click.argument("corpus")
@corpus_options
@listing
def errors(_: Settings, *, corpus: str, printer: Printer, limit: int, setup: Setup) -> int:
    """List the documents that could not be read, and why."""
    held = setup.open(corpus)
    found = [failure for failure, _ in held.failures(held.batches())]
    rows = sorted((one.name, one.source, one.stage, one.cause) for one in found)
    return printer.write("errors", ("name", "source", "stage", "cause"), rows[:limit] if limit else rows)


def _format(output: str | None, form: str | None) -> str:
    if form:
        return form
    suffix = Path(output).suffix.lower() if output and output != "-" else ".txt"
    if suffix not in SUFFIXES:
        raise UsageError("unknown-suffix", path=str(output), known=tuple(SUFFIXES))
    return SUFFIXES[suffix]


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError("not-a-day", text=text) from None


def _explain(settings: Settings, tables: Tables, found: Sequence[object]) -> None:
    """Say why there are no results, if there are none."""
    if not found:
        silence = tables.silence()
        said = message(
            settings,
            "nothing",
            documents=silence.documents,
            short=silence.without_long_passages,
            undated=silence.undated,
            length=tables.length,
        )
        complain(f"plandiff: {said}")
