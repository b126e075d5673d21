"""Tables of a corpus ─▶ what its pages show, as plain values (`model/corpus_pages.py`).

The rows of every page are limited, and it shows how many there are; the tables hold all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from plandiff.corpus.site import Site
from plandiff.corpus.tables import Spread, Tables, Wanted
from plandiff.model.corpus import After, Before, Document, Flow, InTime, Pair, Takeover, Unit
from plandiff.model.corpus_pages import (
    Assumption,
    CorpusDocument,
    CorpusIndex,
    DocumentPage,
    FamilyPage,
    Linked,
    Nearest,
    Neighbour,
    Paired,
    PairPage,
    Passage,
    PassagePage,
    Place,
    Shown,
    Taken,
)

ROWS: Final = 1000
"""Rows of a table on a page, and places of a passage."""
REGIONS: Final = 40
"""Rows and columns of the map of regions."""
LATER: Final = 3
"""Later documents named beside a passage."""


class PageSource(NamedTuple):
    """The tables of a corpus, and what its pages say of it."""

    tables: Tables
    name: str
    least_substance: float
    """The threshold above which a passage is not a formula."""
    assumed: tuple[Assumption, ...] = ()
    """The tuning numbers, by name."""


# --- the index -----------------------------------------------------------------------------------


def top_passages(corpus: PageSource, most: int) -> tuple[int, ...]:
    """Keys of the pages of the passages that come first in the index: top takeovers, and top clusters."""
    if not most:
        return ()
    rows = corpus.tables.takeovers(Wanted(limit=most))
    pages = corpus.tables.pages_of(row.key for row in rows)
    clusters = corpus.tables.clusters(
        min_substance=corpus.least_substance, formula=corpus.least_substance, by="places", limit=most
    )
    return tuple(dict.fromkeys((*(pages[row.key] for row in rows), *(row.id for row in clusters))))[:most]


def top_documents(corpus: PageSource, most: int) -> tuple[int, ...]:
    """Documents of the takeovers that come first in the index."""
    return tuple(dict.fromkeys(number for row in _top(corpus) for number in (row.from_doc, row.doc)))[:most]


def top_families(corpus: PageSource, most: int) -> tuple[int, ...]:
    return tuple(row.id for row in corpus.tables.families(limit=most)) if most else ()


def page_key(corpus: PageSource, key: int) -> int:
    """The key of the page that a text is on: its cluster's, if it is in one. 0 if no text has that key."""
    return corpus.tables.pages_of([key]).get(key, 0)


def index_page(corpus: PageSource, site: Site) -> CorpusIndex:
    """The index page."""
    tables = corpus.tables
    counts = tables.counts()
    counted = {name: count for name, count in counts._asdict().items() if name not in ("undated", "regionless")}
    flows = tables.flows(corpus.least_substance)
    regions = _regions(flows)
    shown = frozenset(regions[:REGIONS])
    clusters = tables.clusters(min_substance=corpus.least_substance, formula=corpus.least_substance, by="places", limit=ROWS)
    families = tables.families(limit=ROWS)
    oldest = _rows(corpus, (row.id for row in families))
    assumed = (*corpus.assumed, Assumption("undated", str(counts.undated)), Assumption("regionless", str(counts.regionless)))
    return CorpusIndex(
        name=corpus.name,
        counts=tuple((name, count) for name, count in counted.items() if count or name == "documents"),
        regions=regions[:REGIONS],
        regions_left=max(0, len(regions) - REGIONS),
        flows=tuple(flow for flow in flows if flow.from_region in shown and flow.region in shown),
        flows_file="flows.csv",
        takeovers=Shown(tuple(_takeovers(corpus, site)), counts.takeovers, "takeovers.csv"),
        clusters=Shown(
            tuple(Linked(row, site.passage(row.id)) for row in clusters),
            tables.count_clusters(corpus.least_substance),
            "clusters.csv",
        ),
        families=Shown(
            tuple(Linked(row, site.family(row.id, oldest[row.id].sha256)) for row in families), counts.families, "families.csv"
        ),
        errors=Shown(tuple(tables.errors(limit=ROWS)), counts.errors, "errors.csv"),
        assumed=assumed,
    )


def _regions(flows: Iterable[Flow]) -> tuple[str, ...]:
    """Regions, those with the most takeovers from and by them first; documents without one come last."""
    sums: defaultdict[str, int] = defaultdict(int)
    for flow in flows:
        sums[flow.from_region] += flow.takeovers
        sums[flow.region] += flow.takeovers
    return tuple(sorted(sums, key=lambda name: (not name, -sums[name], name)))


def _top(corpus: PageSource) -> list[Takeover]:
    """The takeovers of the index."""
    return corpus.tables.takeovers(Wanted(limit=ROWS))


def _takeovers(corpus: PageSource, site: Site) -> Iterator[Taken]:
    rows = _top(corpus)
    known = documents(corpus, site, (number for row in rows for number in (row.from_doc, row.doc)))
    pages = corpus.tables.pages_of(row.key for row in rows)
    for row in rows:
        yield Taken(row, known[row.from_doc], known[row.doc], site.passage(pages[row.key]))


def documents(corpus: PageSource, site: Site, numbers: Iterable[int]) -> dict[int, CorpusDocument]:
    """Documents by their numbers, as pages name them."""
    return {number: _named(row, site) for number, row in _rows(corpus, numbers).items()}


def _rows(corpus: PageSource, numbers: Iterable[int]) -> dict[int, Document]:
    return {row.doc: row for row in corpus.tables.documents(numbers)}


def _named(row: Document, site: Site) -> CorpusDocument:
    page = site.document(row.doc, row.sha256)
    return CorpusDocument(
        row.doc, row.called, row.name, row.region or "", row.date_first, row.date_last, row.date_from or "", page
    )


# --- a passage -----------------------------------------------------------------------------------


def passage_page(corpus: PageSource, key: int, site: Site) -> PassagePage:
    """The passage of a page key with its places, or the earliest ones if there are too many."""
    spread = corpus.tables.passage(key, limit=ROWS)
    known = documents(corpus, site, (row.doc for row in spread.places))
    numbers = {(row.doc, row.unit): number for number, row in enumerate(spread.places)}
    places = []
    for row in spread.places:
        nearest = _nearest(row, spread, numbers)
        report = site.report(row.from_doc, row.doc, row.id) if nearest else ""
        places.append(Place(known[row.doc], row.id, row.section, row.text, row.key, nearest, report))
    shown = Shown(tuple(places), spread.total, "" if len(places) == spread.total else "takeovers.csv")
    formula = spread.substance < corpus.least_substance
    return PassagePage(key, corpus.name, shown, spread.documents, spread.regions, spread.substance, formula, site.index)


def _nearest(row: InTime, spread: Spread, numbers: Mapping[tuple[int, int], int]) -> Nearest | None:
    """What a place is compared with: the nearest earlier one, and the places on the page that are as near."""
    chosen = None if row.from_doc is None or row.from_unit is None else numbers.get((row.from_doc, row.from_unit))
    if chosen is None or row.moment is None or row.kind is None or row.similarity is None:
        return None
    best = _similarity(row.key, spread.places[chosen].key, spread)
    ties = tuple(
        number
        for number, other in enumerate(spread.places)
        if number != chosen
        and other.moment is not None
        and other.moment < row.moment
        and _similarity(row.key, other.key, spread) == best
    )
    return Nearest(chosen, row.kind, row.similarity, row.days, bool(row.certain), ties, bool(row.moved))


def _similarity(one: int, other: int, spread: Spread) -> float:
    return 1.0 if one == other else spread.similarities.get((min(one, other), max(one, other)), 0.0)


# --- a document, a family, two documents ---------------------------------------------------------


def document_page(corpus: PageSource, number: int, site: Site) -> DocumentPage:
    """A document's text with its margin, and the documents that it shares most with."""
    tables = corpus.tables
    earlier = {row.unit: row for row in tables.before(number)}
    later = defaultdict(list)
    for row in tables.after(number, limit=LATER):
        later[row.unit].append(row)
    named = [row.doc for row in earlier.values()] + [row.doc for found in later.values() for row in found]
    known = documents(corpus, site, [number, *named])
    passages = tuple(_passages(site, tables.units(number, limit=ROWS), known, earlier, later))
    pairs = _pairs(corpus, site, tables.pairs_of(number, limit=ROWS))
    [document] = tables.documents([number])
    shown = Shown(passages, document.passages, "")
    return DocumentPage(corpus.name, known[number], shown, pairs, len(earlier), len(later), site.index)


def _passages(
    site: Site,
    units: Iterable[Unit],
    known: Mapping[int, CorpusDocument],
    earlier: Mapping[int, Before],
    later: Mapping[int, Sequence[After]],
) -> Iterator[Passage]:
    for row in units:
        before, after = earlier.get(row.unit), later.get(row.unit, ())
        yield Passage(
            row.id,
            row.kind,
            row.section.count(" › ") + 1 + bool(row.section) if row.kind == "section" else 0,
            " ".join(filter(None, (row.number, row.text))),
            (Neighbour(known[before.doc], before.kind, before.similarity, bool(before.certain)),) if before else (),
            before.equally_near - 1 if before else 0,
            tuple(Neighbour(known[one.doc], one.kind, one.similarity, bool(one.certain)) for one in after),
            after[0].total - len(after) if after else 0,
            site.passage(row.page) if before or after else "",
        )


def family_page(corpus: PageSource, number: int, site: Site) -> FamilyPage | None:
    """The editions of a document, by the number of the oldest; None if there is only one."""
    family = corpus.tables.family(number)
    if family is None:
        return None
    members = corpus.tables.members(number, limit=ROWS)
    rows = _rows(corpus, members)
    pairs = _pairs(corpus, site, corpus.tables.pairs_within(number, limit=ROWS))
    page = site.family(number, rows[number].sha256)
    return FamilyPage(corpus.name, Linked(family, page), tuple(_named(rows[one], site) for one in members), pairs, site.index)


def pair_page(corpus: PageSource, one: int, other: int, site: Site) -> PairPage | None:
    """Two documents, the earlier one first; None if they have nothing in common."""
    found = _pairs(corpus, site, corpus.tables.pairs_of(one, other)).rows
    if not found:
        return None
    pair = found[0]
    rows = corpus.tables.common(pair.old.number, pair.new.number, limit=ROWS)
    passages = tuple(Linked(row, site.passage(row.page)) for row in rows)
    certain = bool(pair.old.last and pair.new.first and pair.old.last < pair.new.first)
    return PairPage(corpus.name, pair, certain, Shown(passages, rows[0].total if rows else 0), site.index)


def _pairs(corpus: PageSource, site: Site, found: tuple[Sequence[Pair], int]) -> Shown[Paired]:
    rows, total = found
    known = documents(corpus, site, (number for row in rows for number in (row.a, row.b)))
    return Shown(tuple(_in_time(row, known, site) for row in rows), total)


def _in_time(row: Pair, known: Mapping[int, CorpusDocument], site: Site) -> Paired:
    """A pair with the earlier document first; in the table's order if that is unknown."""
    one, other, share, other_share = known[row.a], known[row.b], row.share_a, row.share_b
    if _later(one, other):
        one, other, share, other_share = other, one, other_share, share
    return Paired(row, one, other, share, other_share, site.report(one.number, other.number))


def _later(one: CorpusDocument, other: CorpusDocument) -> bool:
    """Whether the first of two is the later one."""
    return bool(one.first and other.first and (other.first, other.last or other.first) < (one.first, one.last or one.first))


# --- what pages are selected by, and the documents themselves -----------------------------------


def in_time(corpus: PageSource, one: int, other: int) -> tuple[int, int]:
    """Two documents, the earlier one first; in the order given if that is unknown."""
    known = documents(corpus, Site(), (one, other))
    return (other, one) if _later(known[one], known[other]) else (one, other)


def top_pairs(corpus: PageSource, most: int) -> list[tuple[int, int]]:
    """Pairs of documents of the takeovers that come first in the index, the earlier one first."""
    return list(dict.fromkeys((row.from_doc, row.doc) for row in _top(corpus)))[:most] if most else []


def pairs_of_family(corpus: PageSource, number: int) -> list[tuple[int, int]]:
    """Each edition with the one before it."""
    return list(pairwise(corpus.tables.members(number, limit=ROWS)))
