"""What the pages of a corpus show, from its tables: the rows they count, the places in order of time, ties, bounds."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from corpus_pages import ORDER, REWORDED
from corpus_tables import AGAIN, FORMULA_KEY, HILL, LAKE, NOWHERE, ORDER_KEY, OWN_KEY, SPRING, tables

pytest.importorskip("duckdb")

from plandiff.corpus import pages
from plandiff.corpus.pages import PageSource
from plandiff.corpus.settle import Generation
from plandiff.corpus.site import Report, Site
from plandiff.corpus.tables import Tables
from plandiff.renderers.corpus.tables import render_csv

if TYPE_CHECKING:
    from plandiff.model.corpus_pages import PassagePage


@pytest.fixture
def corpus() -> PageSource:
    return PageSource(Tables(tables(), Generation("one"), 30), "养老文件", 30.0)


EVERY = Site(
    frozenset({8, 9}), frozenset({SPRING, LAKE}), frozenset({SPRING}), {(AGAIN, LAKE): Report("report-1-2.html", {"1/1": "c5"})}
)


def numbers(page: PassagePage) -> list[int]:
    return [place.document.number for place in page.places.rows]


def test_the_index_counts_what_regions_took_and_leaves_out_editions_and_formulas(corpus: PageSource) -> None:
    index = pages.index_page(corpus, EVERY)
    assert dict(index.counts)["documents"] == 5
    flows = {(flow.from_region, flow.region): flow for flow in index.flows}
    assert {pair: flow.takeovers for pair, flow in flows.items()} == {("泉城市", "湖东市"): 1, ("泉城市", "山南市"): 1}
    assert flows["泉城市", "湖东市"].adapted == flows["泉城市", "湖东市"].tied == 1
    assert index.regions[0] == "泉城市"
    pairs = [(one.source.number, one.target.number) for one in index.takeovers.rows]
    assert (SPRING, AGAIN) not in pairs
    assert [round(one.row.substance) for one in index.takeovers.rows] == [62, 51, 12, 12]
    assert index.takeovers.total == 4
    assert [one.row.id for one in index.clusters.rows] == [8]
    assert [(one.row.called, one.row.size, one.row.region_names) for one in index.families.rows] == [
        ("泉城市养老条例", 2, ["泉城市"])
    ]
    assert index.errors.rows[0].name == "坏.docx"
    assert {one.name: one.value for one in index.assumed} == {"undated": "1", "regionless": "1"}


def test_links_lead_to_pages_that_are_there_and_to_no_others(corpus: PageSource) -> None:
    first = pages.index_page(corpus, EVERY).takeovers.rows[0]
    assert (first.source.page, first.target.page) == ("", "")
    assert first.page == "passage-0000000000000008.html"
    none = pages.index_page(corpus, Site()).takeovers.rows[0]
    assert none.page == ""


def test_places_stand_in_order_of_time_each_against_its_nearest_with_ties(corpus: PageSource) -> None:
    page = pages.passage_page(corpus, pages.page_key(corpus, ORDER_KEY), EVERY)
    assert numbers(page) == [SPRING, AGAIN, LAKE, HILL, NOWHERE]
    assert (page.places.total, page.documents, page.regions) == (5, 5, 3)
    first, again, lake, hill, nowhere = page.places.rows
    assert first.nearest is None
    assert nowhere.nearest is None
    assert again.nearest
    assert again.nearest.ties == ()
    assert lake.nearest
    assert (lake.nearest.place, lake.nearest.ties, lake.nearest.kind) == (1, (0,), "adapted")
    assert lake.report == "report-1-2.html#c5"
    assert hill.nearest
    assert (hill.nearest.place, hill.nearest.ties, hill.nearest.moved) == (1, (0,), True)
    assert [place.text for place in page.places.rows] == [ORDER, ORDER, REWORDED, ORDER, ORDER]


def test_a_page_shows_so_many_places_and_says_how_many_there_are(corpus: PageSource, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "ROWS", 2)
    page = pages.passage_page(corpus, 8, EVERY)
    assert numbers(page) == [SPRING, AGAIN]
    assert (page.places.total, page.places.more, page.places.file) == (5, 3, "takeovers.csv")
    assert pages.index_page(corpus, EVERY).takeovers.more == 2


def test_a_text_in_no_cluster_has_a_page_of_its_own(corpus: PageSource) -> None:
    page = pages.passage_page(corpus, pages.page_key(corpus, OWN_KEY), EVERY)
    assert numbers(page) == [LAKE]
    assert pages.page_key(corpus, 12345) == 0
    assert pages.passage_page(corpus, FORMULA_KEY, EVERY).formula


def test_a_document_says_who_had_each_passage_before_and_who_took_it_later(corpus: PageSource) -> None:
    page = pages.document_page(corpus, LAKE, EVERY)
    heading, taken, formula, own = page.passages.rows
    assert (heading.level, heading.text) == (1, "第一章 服务")
    assert [(near.document.number, near.kind) for near in taken.earlier] == [(AGAIN, "adapted")]
    assert taken.earlier_more == 1
    assert [(near.document.number, near.kind, near.certain) for near in taken.later] == [(HILL, "adapted", True)]
    assert taken.page == "passage-0000000000000008.html"
    assert formula.later
    assert (own.text, own.earlier, own.later, own.page) == (f"（一） {own.text[4:]}", (), (), "")
    assert (page.had, page.given) == (2, 2)
    assert {(pair.old.number, pair.new.number) for pair in page.pairs.rows} == {(SPRING, LAKE), (AGAIN, LAKE)}


def test_later_documents_beyond_the_bound_are_counted(corpus: PageSource, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "LATER", 1)
    taken = pages.document_page(corpus, SPRING, EVERY).passages.rows[1]
    assert [near.document.number for near in taken.later] == [AGAIN]
    assert taken.later_more == 2


def test_a_family_lists_its_editions_in_time_and_two_documents_what_they_share(corpus: PageSource) -> None:
    family = pages.family_page(corpus, SPRING, EVERY)
    assert family
    assert pages.family_page(corpus, LAKE, EVERY) is None
    assert [one.number for one in family.documents] == [SPRING, AGAIN]
    assert [(pair.row.relation, pair.row.verbatim) for pair in family.pairs.rows] == [("edition", 3)]
    pair = pages.pair_page(corpus, LAKE, AGAIN, EVERY)
    assert pair
    assert (pair.pair.old.number, pair.pair.new.number, pair.certain) == (AGAIN, LAKE, True)
    assert pair.pair.report == "report-1-2.html"
    assert next((one.row.kind, one.row.old, one.row.new) for one in pair.passages.rows) == ("adapted", ORDER, REWORDED)
    assert pages.pair_page(corpus, LAKE, NOWHERE, EVERY) is None


def test_whole_tables_hold_every_row_and_no_formula_for_spreadsheets(corpus: PageSource) -> None:
    corpus.tables.connection.execute("update passages set text = '=HYPERLINK(1)' where doc = 3 and unit = 2")
    files = {name: b"".join(render_csv(head, rows)).decode("utf-8-sig") for name, head, rows in corpus.tables.whole(30.0)}
    assert set(files) == {"takeovers.csv", "flows.csv", "clusters.csv", "families.csv", "errors.csv"}
    rows = list(csv.DictReader(io.StringIO(files["takeovers.csv"])))
    assert len(rows) == 6
    assert {row["text"] for row in rows if row["to"].endswith("3.md")} >= {"'=HYPERLINK(1)"}
    assert {row["same_family"] for row in rows} == {"True", "False"}
    assert len(list(csv.DictReader(io.StringIO(files["families.csv"])))) == 2
