"""A corpus says what stands where, who had it before and what goes together; whoever made it, and in whatever order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpora import built, cities, contents, document, own, reworded, sentence, tables, write
from plandiff.corpus.batches import Batch
from plandiff.corpus.build import Options, remove
from plandiff.corpus.canon import canon
from plandiff.corpus.held import Corpus
from plandiff.corpus.listing import Member
from plandiff.corpus.prepare import Chunk, prepare
from plandiff.corpus.storage import Folder
from plandiff.corpus.tables import Tables, Wanted, open_tables
from plandiff.corpus.tuning import TUNING, Tuning
from plandiff.corpus.verify import Compared, compare
from plandiff.corpus.work import Here, Processes
from plandiff.errors import InputError, UsageError


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    built(tmp_path / "corpus", cities(tmp_path / "plans"))
    return tmp_path / "corpus"


def takeovers(where: Path, **wanted: object) -> list[tuple[str, str, str]]:
    with open_tables(Folder(str(where))) as opened:
        found = opened.takeovers(Wanted(within_families=True, **wanted))  # type: ignore[arg-type]
    return sorted((one.name, one.from_name, one.kind) for one in found)


# --- who had it before ---


def test_a_passage_comes_from_the_nearest_earlier_place(corpus: Path) -> None:
    assert takeovers(corpus) == [(f"city{n}.md", f"city{n - 1}.md", "adapted") for n in range(1, 6)]


def test_swapped_dates_turn_takeovers_round(tmp_path: Path) -> None:
    shared = sentence(1)
    for folder, days in (("ab", ("2011-01-01", "2015-01-01")), ("ba", ("2015-01-01", "2011-01-01"))):
        plans = {
            name: document(f"{name}方案", shared, sentence(k), date=day)
            for k, (name, day) in enumerate(zip("ab", days, strict=True), 2)
        }
        built(tmp_path / folder, write(tmp_path / f"{folder}-plans", **plans))
    assert takeovers(tmp_path / "ab") == [("b.md", "a.md", "verbatim")]
    assert takeovers(tmp_path / "ba") == [("a.md", "b.md", "verbatim")]


def test_what_several_had_before_is_said_to_be_a_tie_and_the_latest_is_named(tmp_path: Path) -> None:
    plans = {f"p{n}": document(f"第{n}方案", sentence(1), *own(n), date=f"201{n}-01-01") for n in range(4)}
    built(tmp_path / "c", write(tmp_path / "plans", **plans))
    with open_tables(Folder(str(tmp_path / "c"))) as opened:
        last = next(one for one in opened.takeovers() if one.name == "p3.md")
    assert (last.from_name, last.equally_near, last.certain) == ("p2.md", 3, True)


def test_the_nearest_is_named_although_another_was_first(tmp_path: Path) -> None:
    first, near = sentence(1), reworded(sentence(1), 1, 0.2)
    plans = {
        "a": document("甲方案", first, date="2010-01-01"),
        "b": document("乙方案", near, date="2012-01-01"),
        "c": document("丙方案", near.replace(near[3], "丙"), date="2014-01-01"),
    }
    built(tmp_path / "c", write(tmp_path / "plans", **plans))
    assert ("c.md", "b.md", "verbatim") in takeovers(tmp_path / "c")


def test_a_reference_is_named_before_others_that_are_as_near(tmp_path: Path) -> None:
    plans = {f"p{n}": document(f"第{n}方案", sentence(1), *own(n), date=f"201{n}-01-01") for n in range(3)}
    law = write(tmp_path / "laws", law=document("国家条例", sentence(1), sentence(99), date="2001-01-01"))
    built(tmp_path / "c", write(tmp_path / "plans", **plans), references=[str(law)])
    assert {(later, earlier) for later, earlier, _ in takeovers(tmp_path / "c")} == {(f"p{n}.md", "law.md") for n in range(3)}


def test_a_sentence_in_a_long_paragraph_is_found(tmp_path: Path) -> None:
    shared = sentence(1)
    one = "".join(map(sentence, range(10, 15))) + shared + "".join(map(sentence, range(15, 18)))
    other = "".join(map(sentence, range(20, 23))) + shared + "".join(map(sentence, range(23, 28)))
    built(
        tmp_path / "c",
        write(tmp_path / "plans", a=document("甲", one, date="2011-01-01"), b=document("乙", other, date="2012-01-01")),
    )
    assert takeovers(tmp_path / "c") == [("b.md", "a.md", "contained")]


def test_what_very_many_share_is_not_lost(tmp_path: Path) -> None:
    shared, copies = sentence(1), 24
    for n in range(2 * copies):
        passages = [sentence(1000 + n), *([shared if n % 3 else reworded(shared, n)] if n < copies else [])]
        write(tmp_path / "plans", **{f"p{n:03}": document(f"第{n}方案", *passages)})
    built(tmp_path / "c", tmp_path / "plans", options=Options(tuning=replace(TUNING, crowd=4)))
    with open_tables(Folder(str(tmp_path / "c"))) as opened:
        assert max(one.size for one in opened.clusters()) == copies


def test_english_is_compared_by_words(tmp_path: Path) -> None:
    shared = "The harbour office shall publish every quarter a list of the moorings that were vacated, and offer them by lot to the fishermen of the parish before anybody else may apply."
    other = "Where a dog is found on the northern embankment without its keeper, the warden may take it to the shelter and shall enter the day and the place into the book kept there."
    plans = {
        "a": document("Harbour plan", shared, date="2011-01-01"),
        "b": document("Coast plan", shared.replace("quarter", "month"), other, date="2012-01-01"),
        "c": document(
            "Dog plan",
            "In accordance with the provisions of the Act, the following measures are hereby adopted by the council and shall apply.",
        ),
    }
    built(tmp_path / "c", write(tmp_path / "plans", **plans))
    assert [(later, earlier) for later, earlier, _ in takeovers(tmp_path / "c")] == [("b.md", "a.md")]


# --- passages that many have ---


@pytest.mark.parametrize("seed", range(4))
def test_a_cluster_is_represented_by_the_text_that_most_documents_have(tmp_path: Path, seed: int) -> None:
    usual, other = sentence(seed), reworded(sentence(seed), seed)
    plans = {f"p{n}": document(f"第{n}方案", other if n == 2 else usual, *own(n)) for n in range(4)}
    built(tmp_path / "c", write(tmp_path / "plans", **plans))
    with open_tables(Folder(str(tmp_path / "c"))) as opened:
        assert [(one.text, one.size) for one in opened.clusters()] == [(usual, 4)]


def test_what_its_texts_have_in_common_is_the_substance_of_a_cluster(tmp_path: Path) -> None:
    shared = sentence(1)
    plans = {f"p{n}": document(f"第{n}方案", shared + sentence(50 + n, 20)) for n in range(4)}
    built(tmp_path / "c", write(tmp_path / "plans", **plans))
    with open_tables(Folder(str(tmp_path / "c"))) as opened:
        (cluster,) = opened.clusters()
        query = "select min(l.substance), max(l.substance), (select min(substance) from texts) from links l"
        ((least, most, by_itself),) = opened.sql(query)[1]
    assert least <= cluster.substance <= most < by_itself - 40


def test_one_corpus_is_asked_again_and_again_and_its_other_reads_go_on(tmp_path: Path) -> None:
    built(tmp_path / "c", write(tmp_path / "plans", a=document("方案", sentence(1))))
    with open_tables(Folder(str(tmp_path / "c"))) as opened:
        assert [opened.sql("select count(*) from documents")[1] for _ in range(2)] == [[(1,)], [(1,)]]
        assert len(opened.documents()) == 1
        with pytest.raises(UsageError):
            opened.sql("select * from read_csv('plans/a.md')")


def test_clusters_are_led_by_substance_and_not_by_what_stands_everywhere(tmp_path: Path) -> None:
    formula, taken, count = sentence(1, 44), sentence(2, 90), 12
    plans = {f"p{n}": document(f"第{n}方案", formula, *([taken] if n < 6 else []), *own(n)) for n in range(count)}
    table = tmp_path / "about.csv"
    table.write_text("name,region\n" + "".join(f"p{n}.md,第{n}市\n" for n in range(count)), encoding="utf-8")
    built(tmp_path / "c", write(tmp_path / "plans", **plans), metadata=str(table))
    with open_tables(Folder(str(tmp_path / "c"))) as opened:
        assert [(one.text, one.regions) for one in opened.clusters()] == [(taken, 6), (formula, count)]
        assert next(one.text for one in opened.clusters(min_substance=TUNING.substance)) == taken
        listed = {name: [row[-1] for row in rows] for name, _, rows in opened.whole(TUNING.substance)}
    assert listed["clusters.csv"] == [taken, formula]


# --- documents and pairs ---


def test_editions_are_pairs_and_a_family_of_the_oldest(tmp_path: Path) -> None:
    body = list(map(sentence, range(10)))
    plans = {
        "new": document("甲市方案", *body[:8], sentence(77), date="2015-01-01"),
        "old": document("甲市方案", *body, date="2011-01-01"),
        "other": document("乙市方案", *map(sentence, range(20, 30)), body[0], date="2013-01-01"),
    }
    built(tmp_path / "c", write(tmp_path / "plans", **plans), options=Options(aligned=True))
    with open_tables(Folder(str(tmp_path / "c"))) as opened:
        relations = {(one.name_a, one.name_b): one for one in opened.pairs()}
        (family,) = opened.families()
        documents = {one.name: one for one in opened.documents()}
    assert relations["new.md", "old.md"].relation == "edition"
    assert relations["new.md", "other.md"].relation == relations["old.md", "other.md"].relation == "takes-over"
    assert (family.name, family.size) == ("old.md", 2)
    assert documents["other.md"].family is None
    aligned = relations["new.md", "old.md"]
    assert aligned.aligned
    assert (aligned.deleted, aligned.added) == (2, 1)


def lists(folder: Path, count: int = 2) -> Path:
    """An old plan, its edition and others, each with three long passages of the old one in common, and otherwise with short items: the
    old plan's, which the edition has as well, or others."""
    shared = list(map(sentence, range(3)))

    def plan(name: str, first: int, year: int) -> str:
        items = (f"{n + 1}. {sentence(first + n, 20)}" for n in range(25))
        return document(name, *shared, "\n".join(items), date=f"{year}-01-01")

    write(folder, old=plan("甲市规划", 100, 2011), new=plan("甲市规划", 100, 2015).replace(sentence(103, 20), sentence(999, 20)))
    return write(folder, **{f"other{n}": plan(f"第{n}号规划", 200 + 100 * n, 2016 + n) for n in range(count)})


def test_what_shares_too_little_for_an_edition_is_one_if_its_alignment_says_so(tmp_path: Path) -> None:
    plans = lists(tmp_path / "plans")
    found = {}
    for aligned in (False, True):
        built(tmp_path / "c", plans, options=Options(aligned=aligned))
        with open_tables(Folder(str(tmp_path / "c"))) as opened:
            found[aligned] = {(one.name_a, one.name_b) for one in opened.pairs(relations=["edition"])}, len(opened.families())
            shares = [max(one.share_a, one.share_b) for one in opened.pairs()]
    assert all(TUNING.doubtful < share < TUNING.edition for share in shares)
    assert found == {False: (set(), 0), True: ({("new.md", "old.md")}, 1)}


def test_only_a_few_pairs_of_each_document_are_aligned_in_doubt(tmp_path: Path) -> None:
    plans = lists(tmp_path / "plans", 6)
    for each in (1, 2):
        tuning = replace(TUNING, doubtful_each=each)
        built(tmp_path / "c", plans, options=Options(tuning=tuning, aligned=True))
        with open_tables(Folder(str(tmp_path / "c"))) as opened:
            pairs = opened.pairs()
        assert len(pairs) == 28
        assert each <= sum(one.aligned for one in pairs) <= 8 * each


# --- laws ---


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(6)), st.integers(1, 7), st.integers(1, 5))
def test_any_order_and_any_batches_give_the_same_tables(
    tmp_path_factory: pytest.TempPathFactory, corpus: Path, order: list[int], size: int, cut: int
) -> None:
    where = tmp_path_factory.mktemp("law")
    plans = corpus.parent / "plans"
    names = [plans / f"city{n}.md" for n in order]
    for part in (names[:cut], names[cut:]):
        copies = where / f"part{len(part)}-{part[0].stem}"
        copies.mkdir()
        for path in part:
            (copies / path.name).write_bytes(path.read_bytes())
        built(where / "corpus", copies, options=Options(documents=size))
    expected, found = tables(corpus), tables(where / "corpus")
    for rows in (expected, found):  # where a file lies is not part of what it says
        rows["documents"] = [(*row[:2], *row[3:]) for row in rows["documents"]]
    assert found == expected


def test_what_is_added_alone_is_read_and_compared_and_the_tables_are_those_of_a_build_from_scratch(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    compared: list[tuple[str, str]] = []

    def preparing(chunk: Chunk, members: Sequence[Member]) -> Batch:
        opened.extend(member.listed.name for member in members)
        return prepare(chunk, members)

    def comparing(firsts: Sequence[str], seconds: Sequence[str], tuning: Tuning) -> Compared:
        compared.extend(zip(firsts, seconds, strict=True))
        return compare(firsts, seconds, tuning)

    monkeypatch.setattr("plandiff.corpus.verify.compare", comparing)
    added = reworded(sentence(1003), 77)
    more = write(tmp_path / "more", x=document("另一方案", added, sentence(500), date="2018-01-01"))
    built(corpus, more, options=Options(prepare=preparing))
    of_new = {canon(text) for text in (added, sentence(500))}
    assert opened == ["x.md"]
    assert compared
    assert all({*pair} & of_new for pair in compared)
    compared.clear()
    built(tmp_path / "scratch", tmp_path / "plans", more)
    assert len(compared) > len(of_new)
    assert tables(corpus) == tables(tmp_path / "scratch")


def test_comparisons_are_not_made_again_when_there_are_twice_as_many_blocks_of_texts(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = tables(corpus)
    monkeypatch.setattr("plandiff.corpus.join.TEXTS_OF_BLOCK", 4)
    monkeypatch.setattr("plandiff.corpus.verify.compare", lambda *_: pytest.fail("compared again"))
    (corpus / "tables" / "current.json").unlink()
    built(corpus, tmp_path / "plans")
    assert tables(corpus) == expected
    assert len({path.parent for path in (corpus / "links").rglob("*.parquet")}) == 1


def test_processes_make_the_same_files_as_one(corpus: Path, tmp_path: Path) -> None:
    pool = Processes(2)
    built(tmp_path / "two", tmp_path / "plans", pool=pool, options=Options(documents=2, threads=2))
    built(tmp_path / "one", tmp_path / "plans", options=Options(documents=2))
    pool.close()
    assert contents(tmp_path / "two") == contents(tmp_path / "one")
    assert tables(tmp_path / "two") == tables(corpus)


def test_the_same_build_again_does_nothing(corpus: Path, tmp_path: Path) -> None:
    before = contents(corpus)
    again = built(corpus, tmp_path / "plans")
    assert (again.changed, again.added, again.documents) == (False, 0, 6)
    assert contents(corpus) == before


def test_what_was_added_and_removed_leaves_no_trace(corpus: Path, tmp_path: Path) -> None:
    before = tables(corpus)
    more = write(
        tmp_path / "more",
        x=document("另一方案", sentence(1), sentence(100), date="2018-01-01"),
        y=document("再一方案", sentence(1000)),
    )
    built(corpus, more)
    assert tables(corpus) != before
    outcome = remove(Corpus.open(Folder(str(corpus))), ["x.md", "y.md"], Here())
    assert outcome.documents == 6
    assert tables(corpus) == before


def test_a_document_of_a_batch_is_removed_and_the_others_stay(corpus: Path, tmp_path: Path) -> None:
    remove(Corpus.open(Folder(str(corpus))), ["city5.md"], Here())
    built(tmp_path / "fresh", cities(tmp_path / "five", 5))
    with open_tables(Folder(str(corpus))) as opened:
        assert [one.name for one in opened.documents()] == [f"city{n}.md" for n in range(5)]
    assert tables(corpus)["takeovers"] == tables(tmp_path / "fresh")["takeovers"]
    assert tables(corpus)["links"] == tables(tmp_path / "fresh")["links"]


def test_a_name_that_none_has_removes_nothing(corpus: Path) -> None:
    before = contents(corpus)
    with pytest.raises(InputError, match=r"nobody\.md"):
        remove(Corpus.open(Folder(str(corpus))), ["city0.md", "nobody.md"], Here())
    assert contents(corpus) == before


def test_quick_is_provisional_until_it_is_settled(corpus: Path, tmp_path: Path) -> None:
    more = write(tmp_path / "more", x=document("另一方案", sentence(1000), sentence(500), date="2018-01-01"))
    quick = built(corpus, more, options=Options(quick=True))
    assert not quick.settled
    assert ("x.md", "city0.md", "verbatim") in takeovers(corpus) or ("x.md", "city1.md", "verbatim") in takeovers(corpus)
    provisional = tables(corpus)
    assert built(corpus, more).settled
    assert tables(corpus)["takeovers"] == provisional["takeovers"]


def test_other_numbers_make_other_tables_of_the_same_batches(corpus: Path, tmp_path: Path) -> None:
    batches = {name for name in contents(corpus) if name.startswith("batches")}
    built(corpus, tmp_path / "plans", options=Options(tuning=replace(TUNING, similarity=0.99, kept=1000)))
    assert {name for name in contents(corpus) if name.startswith("batches")} == batches
    assert tables(corpus)["links"] == []


def _shown(opened: Tables) -> list[str]:
    return [one.name for one in opened.documents()]


def test_readers_meet_one_generation_while_another_is_written(corpus: Path, tmp_path: Path) -> None:
    more = write(tmp_path / "more", x=document("另一方案", sentence(1000)))
    with open_tables(Folder(str(corpus))) as opened:
        before = _shown(opened)
        built(corpus, more)
        with open_tables(Folder(str(corpus))) as after:
            assert _shown(after) == [*before, "x.md"]
