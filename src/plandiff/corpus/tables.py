"""The read interface of a corpus: typed rows of its tables, so that pages, commands and programs need no SQL.

    with open_tables(storage) as tables:
        for takeover in tables.takeovers(Wanted(min_substance=30)):
            print(takeover.from_name, takeover.name, takeover.text)

The rows are those of `plandiff.model.corpus`; a `limit` of 0 is none. Readers never wait for a writer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from plandiff.corpus import selections
from plandiff.corpus.engine import database, files, give, rows
from plandiff.corpus.queries import TABLES
from plandiff.corpus.settle import Generation, read_current
from plandiff.corpus.storage import Storage
from plandiff.corpus.tuning import RECIPE, TUNING
from plandiff.errors import InputError, UsageError
from plandiff.model.corpus import (
    After,
    Before,
    Cluster,
    Common,
    Counts,
    Document,
    Family,
    Flow,
    InTime,
    Pair,
    Silence,
    Standing,
    Takeover,
    Unit,
    Unread,
)

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Row = TypeVar("Row", bound=tuple[Any, ...])


@dataclass(frozen=True)
class Wanted:
    """A filter for takeovers; a field that is not set excludes none."""

    document: str = ""
    region: str = ""
    """Of the later document."""
    from_region: str = ""
    since: date | None = None
    min_substance: float = 0.0
    kinds: tuple[str, ...] = ()
    within_families: bool = False
    """Include takeovers between editions of the same document."""
    limit: int = 0


@dataclass(frozen=True)
class Spread:
    """A passage with its places in order of time, or the first ones."""

    places: Sequence[InTime]
    total: int
    documents: int
    regions: int
    substance: float
    """Of what its texts have in common; of a text by itself if it is in no cluster."""
    similarities: Mapping[tuple[int, int], float]
    """Keys of two of its texts, the smaller first -> how similar they are."""


ALL: Final = Wanted()
"""Takeovers of no particular kind."""
CLUSTER_ORDER: Final = {"documents": "c.size", "places": "c.places"}
PAIR_ORDER: Final = {"share": "greatest(share_a, share_b)", "chars": "p.chars"}


@contextmanager
def open_tables(storage: Storage, *, length: int = RECIPE.length) -> Iterator[Tables]:
    """The tables of a corpus, with the minimum length of its texts (characters). Raises `InputError` if there are none yet."""
    generation = read_current(storage)
    if generation is None:
        raise InputError(storage.address, "no-tables")
    with database(storage) as connection:
        for table in TABLES:
            connection.execute(f"create view {table} as from {files(storage, [generation.file(table)])}")
        yield Tables(connection, generation, length)


class Tables:
    """Queries on a corpus; all rows of one `Tables` are of one generation."""

    def __init__(self, connection: DuckDBPyConnection, generation: Generation, length: int) -> None:
        self._connection, self.generation, self.length = connection, generation, length
        self._dated = self._sealed = False

    @property
    def connection(self) -> DuckDBPyConnection:
        """The database, in which each table is a view of the same name."""
        return self._connection

    def sql(self, query: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        """The result of a user's query: its column names and rows. It can read these tables and no other file.

        Raises `UsageError` with DuckDB's own message.
        """
        import duckdb

        try:
            if not self._sealed:
                for table in TABLES:  # in memory, so that no file has to be opened afterwards
                    self._connection.execute(f"create or replace table {table}_ as from {table}")
                    self._connection.execute(f"drop view {table}; alter table {table}_ rename to {table}")
                self._connection.execute("set enable_external_access = false; set lock_configuration = true")
                self._sealed = True
            done = self._connection.execute(query)
            return [column[0] for column in done.description or ()], done.fetchall()
        except duckdb.Error as problem:
            raise UsageError("not-sql", cause=" ".join(str(problem).split())) from None

    def counts(self) -> Counts:
        return self._in_time(Counts, selections.COUNTS)[0]

    def documents(self, numbers: Iterable[int] | None = None) -> list[Document]:
        """All documents in order of their numbers, or those with some numbers."""
        if numbers is None:
            return self._read(Document, f"{selections.DOCUMENTS} order by doc")
        return self._read(Document, f"{selections.DOCUMENTS} where doc in (select unnest(?)) order by doc", sorted(set(numbers)))

    def document(self, name: str) -> Document:
        """Raises `InputError` if none has that name."""
        found = self._read(Document, f"{selections.DOCUMENTS} where name = ? or list_contains(also, ?) order by doc", name, name)
        if not found:
            raise InputError(name, "no-such-name-in-corpus")
        return found[0]

    def pairs(
        self,
        *,
        relations: Sequence[str] = (),
        region: str = "",
        to: str = "",
        min_share: float = 0.0,
        by: Literal["share", "chars"] = "share",
        limit: int = 0,
    ) -> list[Pair]:
        """Pairs of documents, most shared first; two regions match in either order."""
        conditions, asked = ["greatest(share_a, share_b) >= ?"], [min_share or 0.0, *relations]
        if relations:
            conditions.append(f"relation in ({', '.join('?' * len(relations))})")
        if region and to:
            conditions.append("(x.region = ? and y.region = ? or x.region = ? and y.region = ?)")
            asked += [region, to, to, region]
        elif region or to:
            conditions.append("(x.region = ? or y.region = ?)")
            asked += [region or to] * 2
        return self._read(Pair, _pairs(conditions, by, limit), *asked)

    def pairs_of(self, number: int, other: int | None = None, *, limit: int = 0) -> tuple[list[Pair], int]:
        """The pairs that a document is in, or the one with another document, most shared characters first; and how many there are."""
        if other is None:
            return self._counted_pairs("(p.a = ? or p.b = ?)", [number, number], limit)
        return self._counted_pairs("(p.a = ? and p.b = ?)", sorted((number, other)), limit)

    def pairs_within(self, family: int, *, limit: int = 0) -> tuple[list[Pair], int]:
        """The same for pairs of editions of one document."""
        return self._counted_pairs("(x.family = ? and y.family = ?)", [family, family], limit)

    def _counted_pairs(self, condition: str, values: Sequence[object], limit: int) -> tuple[list[Pair], int]:
        found = self._read(Pair, _pairs([condition], "chars", limit), *values)
        count = rows(self._connection, f"select count(*) from ({_pairs([condition], 'chars', 0)})", values)  # noqa: S608 - ours
        return found, count[0][0]

    def takeovers(self, wanted: Wanted = ALL) -> list[Takeover]:
        """Takeovers, those with the most substance first."""
        conditions, values = ["t.substance >= ?"], [wanted.min_substance]
        asked: list[object] = [*values]
        for condition, value in (
            ("d.name = ?", wanted.document),
            ("d.region = ?", wanted.region),
            ("f.region = ?", wanted.from_region),
            ("d.date_first >= ?", wanted.since),
        ):
            if value:
                conditions.append(condition)
                asked.append(value)
        if wanted.kinds:
            conditions.append(f"t.kind in ({', '.join('?' * len(wanted.kinds))})")
            asked += wanted.kinds
        if not wanted.within_families:
            conditions.append("(d.family is null or d.family is distinct from f.family)")
        order = f"order by t.substance desc, t.doc, t.unit {_limit(wanted.limit)}"
        return self._read(Takeover, f"{selections.TAKEOVERS} where {' and '.join(conditions)} {order}", *asked)

    def flows(self, min_substance: float = 0.0) -> list[Flow]:
        """Takeovers between regions, editions of one document apart, most first."""
        return self._in_time(Flow, selections.FLOWS, {"substance": min_substance})

    def clusters(
        self,
        *,
        regions: int = 0,
        min_substance: float = 0.0,
        formula: float = TUNING.substance,
        by: Literal["documents", "places"] = "documents",
        limit: int = 0,
    ) -> list[Cluster]:
        """Passages common to several documents, with all their variants; those first that spread
        to the most regions with the most substance, then by what `by` says; `formula` is the substance of what is none."""
        query = f"{selections.CLUSTERS} where c.regions >= $regions and c.substance >= $least"
        order = f"order by {selections.SPREAD_ORDER.format(count=CLUSTER_ORDER[by])}, c.id {_limit(limit)}"
        return self._read(Cluster, f"{query} {order}", {"regions": regions, "least": min_substance, "substance": formula})

    def count_clusters(self, min_substance: float = 0.0) -> int:
        found = rows(self._connection, "select count(*) from clusters where substance >= ?", [min_substance])
        return int(found[0][0])

    def families(self, *, limit: int = 0) -> list[Family]:
        """Documents with several editions, those with most first."""
        return self._read(Family, f"{selections.FAMILIES} order by f.size desc, f.id {_limit(limit)}")

    def family(self, number: int) -> Family | None:
        """The family of which a document is the oldest edition."""
        return next(iter(self._read(Family, f"{selections.FAMILIES} where f.id = ?", number)), None)

    def members(self, family: int, *, limit: int = 0) -> list[int]:
        """The editions of a document in order of time."""
        return [number for (number,) in self._in_time(_row, f"{selections.MEMBERS} {_limit(limit)}", family)]

    def errors(self, *, limit: int = 0) -> list[Unread]:
        return self._read(Unread, f"{selections.ERRORS} {_limit(limit)}")

    # --- a passage ---

    def places_of(self, keys: Iterable[int]) -> dict[int, list[Standing]]:
        """Key of a text -> the places that have exactly it."""
        import numpy as np

        give(self._connection, "wanted", {"key": np.array(sorted(keys), np.uint64)})
        found: dict[int, list[Standing]] = {}
        for place in self._read(Standing, selections.STANDING):
            found.setdefault(place.key, []).append(place)
        return found

    def pages_of(self, keys: Iterable[int]) -> dict[int, int]:
        """Key of a text -> that of the page with all its places: its cluster's, if it is in one."""
        return dict(rows(self._connection, selections.PAGES, [sorted(set(keys))]))

    def passage(self, page: int, *, limit: int = 0) -> Spread:
        """The passage of a page, wherever it is: a cluster with what is similar to it, or a text with what is."""
        self._connection.execute(selections.ALIKE, {"key": page})
        near = rows(self._connection, selections.SIMILARITIES)
        substance = rows(self._connection, selections.SUBSTANCE, [page])[0][0]
        places = self._in_time(InTime, f"{selections.IN_TIME} {_limit(limit)}")
        total, documents, regions = self._in_time(_row, selections.SPREAD)[0]
        return Spread(places, total, documents, regions, substance, {(a, b): round(similarity, 4) for a, b, similarity in near})

    # --- a document, and two ---

    def units(self, number: int, *, limit: int = 0) -> list[Unit]:
        """The units of a document, in order."""
        return self._read(Unit, f"{selections.UNITS} {_limit(limit)}", number)

    def before(self, number: int) -> list[Before]:
        """Who had each unit of a document before, if anyone."""
        return self._read(Before, selections.BEFORE, number)

    def after(self, number: int, *, limit: int) -> list[After]:
        """The first who had each unit of a document later, at most so many for each."""
        return self._in_time(After, selections.AFTER, {"doc": number, "most": limit})

    def common(self, old: int, new: int, *, limit: int = 0) -> list[Common]:
        """The passages of a document that an earlier one has too, those with the most substance first."""
        return self._read(Common, f"{selections.COMMON} {_limit(limit)}", {"old": old, "new": new})

    # --- all of it ---

    def whole(self, min_substance: float) -> Iterator[tuple[str, tuple[str, ...], Iterator[tuple[Any, ...]]]]:
        """The whole tables that pages show in part, in words: file, header, rows. Read each before requesting the next."""
        self._know_time()
        for name, (head, query) in selections.WHOLE.items():
            values = {"substance": min_substance} if "$substance" in query else {}
            yield name, head, _stream(self._connection.execute(query, values))

    def silence(self) -> Silence:
        return self._read(Silence, selections.WHY_NOTHING)[0]

    def _read(self, kind: Callable[..., Row], query: str, *values: object) -> list[Row]:
        named = values[0] if values and isinstance(values[0], dict) else list(values)
        return [kind(*row) for row in self._connection.execute(query, named).fetchall()]

    def _in_time(self, kind: Callable[..., Row], query: str, *values: object) -> list[Row]:
        """The same for queries in which documents are in order of time."""
        self._know_time()
        return self._read(kind, query, *values)

    def _know_time(self) -> None:
        if not self._dated:
            self._connection.execute(selections.DATED)
            self._connection.execute(selections.TAKEN)
            self._dated = True


def _pairs(conditions: Sequence[str], by: Literal["share", "chars"], limit: int) -> str:
    return f"{selections.PAIRS} where {' and '.join(conditions)} order by {PAIR_ORDER[by]} desc, p.a, p.b {_limit(limit)}"


def _row(*values: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a row of any kind
    return values


def _stream(found: DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while some := found.fetchmany(10_000):
        yield from some


def _limit(count: int) -> str:
    return f"limit {count}" if count else ""
