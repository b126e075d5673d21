"""The read interface of a corpus: typed rows of its tables, so that pages, commands and programs need no SQL.

    with open_tables(storage) as tables:
        for takeover in tables.takeovers(Wanted(min_substance=30)):
            print(takeover.from_name, takeover.name, takeover.text)

Fields are named after columns in `tables/*.parquet`, including joined ones. Readers never wait for a writer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, TypeVar

from plandiff.corpus import selections
from plandiff.corpus.engine import database, files, give, rows
from plandiff.corpus.queries import TABLES
from plandiff.corpus.rows import (
    KINDS,
    RELATIONS,
    Cluster,
    Document,
    Family,
    Flow,
    Kind,
    Pair,
    Relation,
    Silence,
    Standing,
    Takeover,
    Wanted,
)
from plandiff.corpus.settle import Generation, read_current
from plandiff.corpus.storage import Storage
from plandiff.corpus.tuning import RECIPE
from plandiff.errors import InputError, UsageError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ALL: Final = Wanted()
"""Takeovers of no particular kind."""
Row = TypeVar("Row", bound=tuple[Any, ...])


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
            for table in TABLES:  # in memory, so that no file has to be opened afterwards
                self._connection.execute(f"create or replace table {table}_ as from {table}")
                self._connection.execute(f"drop view {table}; alter table {table}_ rename to {table}")
            self._connection.execute("set enable_external_access = false; set lock_configuration = true")
            done = self._connection.execute(query)
            return [column[0] for column in done.description or ()], done.fetchall()
        except duckdb.Error as problem:
            raise UsageError("not-sql", cause=" ".join(str(problem).split())) from None

    def documents(self) -> list[Document]:
        return self._read(Document, f"{selections.DOCUMENTS} order by doc")

    def document(self, name: str) -> Document:
        """Raises `InputError` if none has that name."""
        found = self._read(Document, f"{selections.DOCUMENTS} where name = ? or list_contains(also, ?)", name, name)
        if not found:
            raise InputError(name, "no-such-name-in-corpus")
        return found[0]

    def pairs(
        self, *, relations: Sequence[str] = (), region: str = "", to: str = "", min_share: float = 0.0, limit: int = 0
    ) -> list[Pair]:
        """Pairs of documents, most shared first; two regions match in either order."""
        conditions, values = ["greatest(share_a, share_b) >= ?"], [min_share] if min_share else [0.0]
        asked: list[object] = [*values]
        if relations:
            conditions.append(f"relation in ({', '.join('?' * len(relations))})")
            asked += relations
        if region and to:
            conditions.append("(x.region = ? and y.region = ? or x.region = ? and y.region = ?)")
            asked += [region, to, to, region]
        elif region or to:
            conditions.append("(x.region = ? or y.region = ?)")
            asked += [region or to] * 2
        order = "order by greatest(share_a, share_b) desc, p.a, p.b"
        return self._read(Pair, f"{selections.PAIRS} where {' and '.join(conditions)} {order} {_limit(limit)}", *asked)

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
        """Takeovers between regions: who took over from whom."""
        return self._read(Flow, selections.FLOWS.format(takeovers=selections.TAKEOVERS), min_substance)

    def clusters(self, *, regions: int = 0, min_substance: float = 0.0, limit: int = 0) -> list[Cluster]:
        """Passages common to several documents, with all their variants, those in most regions first."""
        order = f"order by c.regions desc, c.size desc, c.id {_limit(limit)}"
        return self._read(
            Cluster, f"{selections.CLUSTERS} where c.regions >= ? and c.substance >= ? {order}", regions, min_substance
        )

    def places_of(self, keys: Iterable[int]) -> dict[int, list[Standing]]:
        """Key of a text -> the places that have exactly it."""
        import numpy as np

        give(self._connection, "wanted", {"key": np.array(sorted(keys), np.uint64)})
        found: dict[int, list[Standing]] = {}
        for place in self._read(Standing, selections.STANDING):
            found.setdefault(place.key, []).append(place)
        return found

    def families(self) -> list[Family]:
        return self._read(Family, f"{selections.FAMILIES} order by f.size desc, f.id")

    def silence(self) -> Silence:
        return self._read(Silence, selections.WHY_NOTHING)[0]

    def _read(self, kind: type[Row], query: str, *values: object) -> list[Row]:
        return [kind(*row) for row in rows(self._connection, query, values)]


def _limit(count: int) -> str:
    return f"limit {count}" if count else ""


__all__ = [
    "KINDS",
    "RELATIONS",
    "Cluster",
    "Document",
    "Family",
    "Flow",
    "Kind",
    "Pair",
    "Relation",
    "Silence",
    "Standing",
    "Tables",
    "Takeover",
    "Wanted",
    "open_tables",
]
