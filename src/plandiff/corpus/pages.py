"""Tables of a corpus ─▶ what its pages show, as plain values (`model/corpus_pages.py`); the SQL is in `page_queries.py`.

The rows of every page are limited, and it shows how many there are; the tables hold all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from plandiff.corpus import page_queries as sql
from plandiff.corpus.site import Site
from plandiff.model.corpus_pages import (
    Assumption,
    Cluster,
    CorpusDocument,
    CorpusIndex,
    DocumentPage,
    Family,
    FamilyPage,
    Flow,
    Nearest,
    Neighbour,
    Pair,
    PairPage,
    Passage,
    PassagePage,
    Place,
    Shared,
    Shown,
    Takeover,
    Unread,
)

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


ROWS: Final = 1000
"""Rows of a table on a page, and places of a passage."""
REGIONS: Final = 40
"""Rows and columns of the map of regions."""
LATER: Final = 3
"""Later documents named beside a passage."""


class Corpus(NamedTuple):
    """The tables of a corpus, as the pages read them."""

    connection: DuckDBPyConnection
    """Each table is a table or view of the same name."""
    name: str
    least_substance: float
    """The threshold above which a passage is not a formula."""
    assumed: tuple[Assumption, ...] = ()

    def rows(self, query: str, values: Sequence[object] | Mapping[str, object] = ()) -> list[tuple[Any, ...]]:
        return self.connection.execute(query, values if isinstance(values, Mapping) else list(values)).fetchall()

    def one(self, query: str, values: Sequence[object] | Mapping[str, object] = ()) -> Any:  # noqa: ANN401 - one value, or a row of them
        row = self.rows(query, values)[0]
        return row[0] if len(row) == 1 else row


def open_pages(
    connection: DuckDBPyConnection, name: str, least_substance: float, assumed: Iterable[tuple[str, str]] = ()
) -> Corpus:
    """The tables of a corpus with the additional views that pages need. `assumed` are the tuning numbers, by name."""
    corpus = Corpus(connection, name, least_substance, tuple(Assumption(*pair) for pair in assumed))
    for query in (sql.DOCUMENTS, sql.TAKEN):
        connection.execute(query)
    return corpus


# --- the index -----------------------------------------------------------------------------------


def top_passages(corpus: Corpus, most: int) -> tuple[int, ...]:
    """Keys of the pages of the passages that come first in the index: top takeovers, and top clusters."""
    taken = [row[-1] for row in corpus.rows(sql.TOP, [most])]
    clusters = [row[0] for row in corpus.rows(sql.CLUSTERS, [corpus.least_substance, most])]
    return tuple(dict.fromkeys((*taken, *clusters)))[:most]


def top_documents(corpus: Corpus, most: int) -> tuple[int, ...]:
    """Documents of the takeovers that come first in the index."""
    rows = corpus.rows(sql.TOP, [ROWS])
    return tuple(dict.fromkeys(number for row in rows for number in row[:2]))[:most]


def top_families(corpus: Corpus, most: int) -> tuple[int, ...]:
    return tuple(row[0] for row in corpus.rows(sql.FAMILIES, [most]))


def page_key(corpus: Corpus, key: int) -> int:
    """The key of the page that a text is on: its cluster's, if it is in one. 0 if no text has that key."""
    found = corpus.rows(sql.PAGE_KEY, [key])
    return int(found[0][0]) if found else 0


def index_page(corpus: Corpus, site: Site) -> CorpusIndex:
    """The index page."""
    names = ("documents", "regions", "passages", "texts", "takeovers", "clusters", "families", "errors")
    *counts, undated, regionless = corpus.one(sql.COUNTS)
    counted = dict(zip(names, counts, strict=True))
    flows = [Flow(*row) for row in corpus.rows(sql.FLOWS, [corpus.least_substance])]
    regions = _regions(flows)
    shown = frozenset(regions[:REGIONS])
    clusters = corpus.one(sql.CLUSTERS_COUNTED, [corpus.least_substance])
    assumed = (*corpus.assumed, Assumption("undated", str(undated)), Assumption("regionless", str(regionless)))
    return CorpusIndex(
        name=corpus.name,
        counts=tuple((name, count) for name, count in counted.items() if count or name == "documents"),
        regions=regions[:REGIONS],
        regions_left=max(0, len(regions) - REGIONS),
        flows=tuple(flow for flow in flows if flow.source in shown and flow.target in shown),
        flows_file="flows.csv",
        takeovers=Shown(tuple(_takeovers(corpus, site)), counted["takeovers"], "takeovers.csv"),
        clusters=Shown(tuple(_clusters(corpus, site)), clusters, "clusters.csv"),
        families=Shown(tuple(_families(corpus, site)), counted["families"], "families.csv"),
        errors=Shown(tuple(Unread(*row) for row in corpus.rows(sql.ERRORS, [ROWS])), counted["errors"], "errors.csv"),
        assumed=assumed,
    )


def _regions(flows: Iterable[Flow]) -> tuple[str, ...]:
    """Regions, those with the most takeovers from and by them first; documents without one come last."""
    sums: defaultdict[str, int] = defaultdict(int)
    for flow in flows:
        sums[flow.source] += flow.passages
        sums[flow.target] += flow.passages
    return tuple(sorted(sums, key=lambda name: (not name, -sums[name], name)))


def _takeovers(corpus: Corpus, site: Site) -> Iterator[Takeover]:
    rows = corpus.rows(sql.TOP, [ROWS])
    known = documents(corpus, site, (number for row in rows for number in row[:2]))
    for source, target, kind, similarity, substance, chars, days, certain, near, moved, text, key in rows:
        page = site.passage(key)
        yield Takeover(
            known[source],
            known[target],
            kind,
            similarity,
            substance,
            chars,
            days,
            bool(certain),
            near - 1,
            bool(moved),
            text,
            page,
        )


def _clusters(corpus: Corpus, site: Site) -> Iterator[Cluster]:
    for key, text, size, places, regions, first, last, substance in corpus.rows(sql.CLUSTERS, [corpus.least_substance, ROWS]):
        yield Cluster(key, text, size, places, regions, first, last, substance, site.passage(key))


def _families(corpus: Corpus, site: Site) -> Iterator[Family]:
    for row in corpus.rows(sql.FAMILIES, [ROWS]):
        yield _family(row, site)


def _family(row: tuple[Any, ...], site: Site) -> Family:
    number, title, size, regions, first, last, sha = row
    return Family(number, title, size, tuple(regions or ()), first, last, site.family(number, sha))


def documents(corpus: Corpus, site: Site, numbers: Iterable[int]) -> dict[int, CorpusDocument]:
    """Documents by their numbers."""
    found = corpus.rows(sql.DOCUMENT, [list(dict.fromkeys(numbers))])
    return {
        number: CorpusDocument(number, title, name, region, first, last, date_from or "", site.document(number, sha))
        for number, title, name, region, first, last, date_from, sha in found
    }


# --- a passage -----------------------------------------------------------------------------------


class _Row(NamedTuple):
    """A place, as a row of the tables."""

    doc: int
    unit: int
    id: str
    section: str
    text: str
    key: int
    from_doc: int | None
    from_unit: int | None
    kind: Any
    similarity: float
    days: int | None
    certain: bool
    moved: bool
    moment: int | None


def passage_page(corpus: Corpus, key: int, site: Site) -> PassagePage:
    """The passage of a page key with its places, or the earliest ones if there are too many."""
    corpus.connection.execute(sql.ALIKE, {"key": key})
    rows = [_Row(*row) for row in corpus.rows(sql.PLACES, [ROWS])]
    total, in_documents, in_regions = corpus.one(sql.PLACES_COUNTED)
    near = {(a, b): round(similarity, 4) for a, b, similarity in corpus.rows(sql.SIMILARITIES)}
    known = documents(corpus, site, (row.doc for row in rows))
    numbers = {(row.doc, row.unit): number for number, row in enumerate(rows)}
    places = []
    for row in rows:
        nearest = _nearest(row, rows, numbers, near)
        report = site.report(row.from_doc, row.doc, row.id) if nearest else ""
        places.append(Place(known[row.doc], row.id, row.section, row.text, row.key, nearest, report))
    substance, formula = corpus.one(sql.TEXT, [key])
    shown = Shown(tuple(places), total, "" if len(places) == total else "takeovers.csv")
    return PassagePage(key, corpus.name, shown, in_documents, in_regions, substance, bool(formula), site.index)


def _nearest(
    row: _Row, rows: Sequence[_Row], numbers: Mapping[tuple[int, int], int], near: Mapping[tuple[int, int], float]
) -> Nearest | None:
    """What a place is compared with: the nearest earlier one, and the places on the page that are as near."""
    chosen = None if row.from_doc is None or row.from_unit is None else numbers.get((row.from_doc, row.from_unit))
    if chosen is None or row.moment is None:
        return None
    best = _similarity(row.key, rows[chosen].key, near)
    ties = tuple(
        number
        for number, other in enumerate(rows)
        if number != chosen
        and other.moment is not None
        and other.moment < row.moment
        and _similarity(row.key, other.key, near) == best
    )
    return Nearest(chosen, row.kind, row.similarity, row.days, bool(row.certain), ties, bool(row.moved))


def _similarity(one: int, other: int, near: Mapping[tuple[int, int], float]) -> float:
    return 1.0 if one == other else near.get((min(one, other), max(one, other)), 0.0)


# --- a document, a family, two documents ---------------------------------------------------------


def document_page(corpus: Corpus, number: int, site: Site) -> DocumentPage:
    """A document's text with its margin, and the documents that it shares most with."""
    units = corpus.rows(sql.PASSAGES, [number, ROWS])
    earlier = {row[0]: row[1:] for row in corpus.rows(sql.EARLIER, [number])}
    later = defaultdict(list)
    for row in corpus.rows(sql.LATER, {"doc": number, "most": LATER}):
        later[row[0]].append(row[1:])
    named = [row[0] for row in earlier.values()] + [row[0] for found in later.values() for row in found]
    known = documents(corpus, site, [number, *named])
    passages = tuple(_passages(site, units, known, earlier, later))
    total = corpus.one(sql.PASSAGES_COUNTED, [number])
    pairs = _pairs(corpus, site, sql.OF_DOCUMENT.format(int(number)))
    return DocumentPage(corpus.name, known[number], Shown(passages, total, ""), pairs, len(earlier), len(later), site.index)


def _passages(
    site: Site,
    units: Iterable[tuple[Any, ...]],
    known: Mapping[int, CorpusDocument],
    earlier: Mapping[int, tuple[Any, ...]],
    later: Mapping[int, Sequence[tuple[Any, ...]]],
) -> Iterator[Passage]:
    for unit, name, kind, label, text, section, key in units:
        before, after = earlier.get(unit), later.get(unit, ())
        yield Passage(
            name,
            kind,
            section.count(" › ") + 1 + bool(section) if kind == "section" else 0,
            " ".join(filter(None, (label, text))),
            (Neighbour(known[before[0]], before[1], before[2], bool(before[3])),) if before else (),
            before[4] - 1 if before else 0,
            tuple(Neighbour(known[doc], kind, similarity, bool(certain)) for doc, kind, similarity, certain, _count in after),
            after[0][-1] - len(after) if after else 0,
            site.passage(key) if before or after else "",
        )


def family_page(corpus: Corpus, number: int, site: Site) -> FamilyPage | None:
    """The editions of a document, by the number of the oldest; None if there is only one."""
    found = corpus.rows(sql.FAMILY, [number])
    if not found:
        return None
    family = _family(found[0], site)
    members = [row[0] for row in corpus.rows(sql.MEMBERS, [number, ROWS])]
    known = documents(corpus, site, members)
    pairs = _pairs(corpus, site, sql.OF_FAMILY.format(int(number)))
    return FamilyPage(corpus.name, family, tuple(known[member] for member in members), pairs, site.index)


def pair_page(corpus: Corpus, one: int, other: int, site: Site) -> PairPage | None:
    """Two documents, the earlier one first; None if they have nothing in common."""
    found = _pairs(corpus, site, sql.OF_BOTH.format(int(one), int(other))).rows
    if not found:
        return None
    pair = found[0]
    values = {"old": pair.a.number, "new": pair.b.number, "most": ROWS}
    rows = corpus.rows(sql.SHARED, values)
    passages = tuple(
        Shared(
            kind,
            similarity,
            substance,
            old_section,
            new_section,
            old,
            new,
            _moved(old_section, new_section),
            site.passage(key),
        )
        for kind, similarity, substance, old_section, new_section, old, new, key, _total in rows
    )
    certain = bool(pair.a.last and pair.b.first and pair.a.last < pair.b.first)
    return PairPage(corpus.name, pair, certain, Shown(passages, rows[0][-1] if rows else 0), site.index)


def _moved(old: str, new: str) -> bool:
    return old != new


def _pairs(corpus: Corpus, site: Site, which: str) -> Shown[Pair]:
    rows = corpus.rows(sql.PAIRS.format(which=which, most=ROWS))
    known = documents(corpus, site, (number for row in rows for number in row[:2]))
    pairs = tuple(_in_time(row, known, site) for row in rows)
    return Shown(pairs, corpus.one(sql.PAIRS_COUNTED.format(which=which)))


def _in_time(row: tuple[Any, ...], known: Mapping[int, CorpusDocument], site: Site) -> Pair:
    """A pair with the earlier document first; in the table's order if that is unknown."""
    a, b, relation, verbatim, adapted, contained, chars, share_a, share_b = row
    one, other = known[a], known[b]
    if one.first and other.first and (other.first, other.last or other.first) < (one.first, one.last or one.first):
        one, other, share_a, share_b = other, one, share_b, share_a
    report = site.report(one.number, other.number)
    return Pair(one, other, relation, verbatim, adapted, contained, chars, share_a, share_b, report)


# --- whole tables --------------------------------------------------------------------------------


def whole_tables(corpus: Corpus) -> Iterator[tuple[str, tuple[str, ...], Iterator[tuple[Any, ...]]]]:
    """The whole tables that the pages show in part: file, header, rows. Read each before requesting the next."""
    for name, (head, query) in sql.WHOLE.items():
        values = {"substance": corpus.least_substance} if "$substance" in query else {}
        yield name, head, _stream(corpus.connection.execute(query, values))


def _stream(found: DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := found.fetchmany(10_000):
        yield from rows


# --- what pages are selected by, and the documents themselves -----------------------------------


def find_document(corpus: Corpus, name: str) -> tuple[int, int | None] | None:
    """Number and family of the document with that name, even if it is only another name of the same bytes; None if there is none."""
    found = corpus.rows(sql.NAMED, [name, name])
    return (found[0][0], found[0][1]) if found else None


def in_time(corpus: Corpus, one: int, other: int) -> tuple[int, int]:
    """Two documents, the earlier one first; in the order given if that is unknown."""
    known = documents(corpus, Site(), (one, other))
    first, second = known[one], known[other]
    if first.first and second.first and (second.first, second.last or second.first) < (first.first, first.last or first.first):
        return other, one
    return one, other


def top_pairs(corpus: Corpus, most: int) -> list[tuple[int, int]]:
    """Pairs of documents of the takeovers that come first in the index, the earlier one first."""
    rows = corpus.rows(sql.TOP, [ROWS]) if most else []
    return list(dict.fromkeys((row[0], row[1]) for row in rows))[:most]


def pairs_of_family(corpus: Corpus, number: int) -> list[tuple[int, int]]:
    """Each edition with the one before it."""
    members = [row[0] for row in corpus.rows(sql.MEMBERS, [number, ROWS])]
    return list(pairwise(members))


def hashes_of(corpus: Corpus, numbers: Iterable[int]) -> dict[int, str]:
    """The SHA-256 of documents by their numbers."""
    return dict(corpus.rows(sql.SHAS, [sorted(numbers)]))
