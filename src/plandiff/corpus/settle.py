"""Links ─▶ tables: places, pairs of documents, takeovers, clusters, families. All by queries over what workers wrote."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from plandiff.corpus import queries
from plandiff.corpus.batches import Batch, Failure
from plandiff.corpus.components import components
from plandiff.corpus.engine import PASSING, database, files, give, rows, save
from plandiff.corpus.storage import Storage, write
from plandiff.corpus.tuning import Recipe, Tuning

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CURRENT: Final = "tables/current.json"
"""Names the current generation of tables; it is replaced last, so that readers see all of one or all of the other."""


PASSAGES: Final = "passages"
"""The table that workers write."""


@dataclass(frozen=True)
class Generation:
    """The input that the tables are made from."""

    id: str
    settled: bool = True
    """False if only new documents were compared with all, and old ones not again with each other."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Table -> rows."""
    batches: Sequence[str] = ()
    """All that are in the tables."""

    @property
    def name(self) -> str:
        return self.id if self.settled else f"{self.id}-quick"

    @property
    def folder(self) -> str:
        return f"tables/{self.name}"

    def file(self, table: str) -> str:
        return f"{self.folder}/{table}.parquet"


def read_current(storage: Storage) -> Generation | None:
    data = storage.read(CURRENT)
    return Generation(**json.loads(data)) if data else None


def survey(
    connection: DuckDBPyConnection,
    storage: Storage,
    batches: Sequence[Batch],
    metadata: Sequence[Mapping[str, str | None]],
    references: frozenset[str],
    recipe: Recipe,
) -> int:
    """Make the tables of documents and of places; return the number of documents."""
    members = [(sha, name, source) for batch in batches for sha, name, source in batch.members]
    columns = dict(zip(("sha256", "name", "source"), zip(*members, strict=True), strict=True)) if members else {}
    give(connection, "members", {**columns, "reference": [sha in references for sha, _, _ in members]})
    fields = ("name", "region", "series", "first", "last")
    give(connection, "metadata", {key: [row[key] or "" for row in metadata] or [""] for key in fields})
    made = [batch for batch in batches if batch.sums]
    connection.execute(queries.DOCUMENTS.format(documents=files(storage, [batch.file("documents") for batch in made])))
    connection.execute(queries.ORDERED)
    passages = files(storage, [batch.file("passages") for batch in made])
    connection.execute(queries.PLACES.format(passages=passages, length=recipe.length))
    return int(rows(connection, "select count(*) from documents")[0][0])


class Passages(NamedTuple):
    """What the table of passages is made from. It is the greatest by far and depends on no link, so that a worker can write it while
    others look for links."""

    storage: Storage
    numbers: str
    """File of the documents' numbers."""
    batches: tuple[str, ...]
    """Files of passages."""
    out: str
    memory: str


def number_documents(
    connection: DuckDBPyConnection, storage: Storage, folder: str, batches: Sequence[Batch], generation: Generation, memory: str
) -> Passages:
    """Write the numbers of the documents for workers."""
    numbers = f"{folder}/numbers.parquet"
    save(connection, queries.NUMBERS, storage, numbers, PASSING)
    files_of = tuple(batch.file("passages") for batch in batches if batch.sums)
    return Passages(storage, numbers, files_of, generation.file(PASSAGES), memory)


def write_passages(work: Passages) -> int:
    with database(work.storage, memory=work.memory) as connection:
        connection.execute(f"create view documents as from {files(work.storage, [work.numbers])}")
        query = queries.TABLES[PASSAGES].format(passages=files(work.storage, work.batches))
        return save(connection, query, work.storage, work.out)


def settle(
    connection: DuckDBPyConnection, storage: Storage, tuning: Tuning, *, links: Sequence[str], weights: Sequence[str]
) -> None:
    """Make the tables of links, texts, clusters and pairs from the links and weights that workers wrote."""
    numbers = asdict(tuning)
    run: Callable[[str], object] = connection.execute
    run(queries.LINKS.format(links=files(storage, links), **numbers))
    run(queries.WEIGHED.format(weights=files(storage, weights)))
    run(queries.EDGES)
    label(connection, "labels", "key", "select key from weighed", queries.CLUSTERED.format(**numbers))
    run(queries.TEXTS_TABLE.format(**numbers))
    run(queries.CLUSTERS)
    run(queries.SEEDS.format(**numbers))
    run(queries.SHARED)
    run(queries.PAIRS.format(**numbers))
    run(queries.DOUBTFUL.format(**numbers))


def relate(connection: DuckDBPyConnection, tuning: Tuning, *, decided: bool) -> None:
    """Make the tables of families and takeovers; if `decided`, pairs in doubt are editions where their alignment says so."""
    run: Callable[[str], object] = connection.execute
    if decided:
        run(queries.DECIDED.format(**asdict(tuning)))
    label(connection, "family_labels", "doc", "select doc from documents", queries.FAMILY_EDGES)
    run(queries.FAMILIES)
    run("create table family_of as select l.doc, f.id from family_labels l join families f using (label)")
    run(queries.STANDING)
    kinds = (False, True) if rows(connection, "select bool_or(reference) from documents")[0][0] else (False,)
    sides = " union all ".join(queries.EARLIER.format(reference=str(kind).lower()) for kind in kinds)
    run(queries.TAKEOVERS.format(sides=sides))


def label(connection: DuckDBPyConnection, name: str, column: str, nodes: str, edges: str) -> None:
    """Make a table of connected components: each node and the smallest one in its component."""
    import numpy as np

    known = np.sort(connection.execute(nodes).fetchnumpy()[column])
    found = connection.execute(edges).fetchnumpy()
    give(connection, "given", {column: known, "label": components(known, np.asarray(found["a"]), np.asarray(found["b"]))})
    connection.table("given").create(name)


def publish(
    connection: DuckDBPyConnection,
    storage: Storage,
    generation: Generation,
    batches: Sequence[Batch],
    failures: Sequence[tuple[Failure, str]],
) -> Generation:
    """Write the other tables, and make all the current ones."""
    fields = ("name", "source", "stage", "cause", "bug")
    columns: dict[str, Any] = {field: [str(getattr(one, field)) for one, _ in failures] or [""] for field in fields}
    give(connection, "given", columns | {"batch": [batch for _, batch in failures] or [""]})
    connection.execute("create table failures as select * replace (bug = 'True' as bug) from given where name <> ''")
    counts = {
        table: _rows_of(connection, storage, generation.file(table))
        if table == PASSAGES
        else save(connection, query, storage, generation.file(table))
        for table, query in queries.TABLES.items()
    }
    done = replace(generation, counts=counts, batches=[batch.id for batch in batches])
    write(storage, CURRENT, json.dumps(asdict(done), indent=1).encode())
    return done


def _rows_of(connection: DuckDBPyConnection, storage: Storage, name: str) -> int:
    return int(rows(connection, f"select count(*) from {files(storage, [name])}")[0][0])  # noqa: S608 - a file of ours
