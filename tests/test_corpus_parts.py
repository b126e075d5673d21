"""The parts of a corpus by themselves: canonical texts, prints, components, comparing, storage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from corpora import built, cities, reworded, sentence, tables
from plandiff.corpus.canon import canon, is_latin, key_of, measure
from plandiff.corpus.components import components
from plandiff.corpus.engine import database, give, rows
from plandiff.corpus.join import bounds_of
from plandiff.corpus.prints import BITS, prints_of
from plandiff.corpus.rarity import Rarities, count_grams
from plandiff.corpus.runs import blank_rest, count_shared
from plandiff.corpus.similarity import similarities
from plandiff.corpus.storage import Folder, Remote, Storage, open_storage, write
from plandiff.corpus.tuning import RECIPE, TUNING
from plandiff.corpus.verify import compare
from plandiff.errors import InputError, OutputError
from plandiff.grams import grams_of

LETTERS = st.text("甲乙丙丁a", max_size=12)
TEXTS = st.lists(st.text("甲乙丙丁戊己庚 abc", max_size=80).map(canon), max_size=6)


def prints(text: str) -> set[int]:
    return set(prints_of([text])[0].tolist())


@given(TEXTS)
def test_the_prints_of_a_text_do_not_depend_on_the_others(texts: list[str]) -> None:
    hashes, owners = prints_of(texts)
    for place, text in enumerate(texts):
        assert set(hashes[owners == place].tolist()) == prints(text)


@given(st.integers(0, 10_000), st.integers(1, 12))
def test_a_text_has_as_many_prints_as_its_length_asks_for(seed: int, times: int) -> None:
    text = canon("".join(sentence(seed + n) for n in range(times)))
    assert len(prints(text)) == min(max(RECIPE.least, len(text) // RECIPE.per), len(text) - RECIPE.n + 1)
    assert all(0 <= one < 1 << BITS for one in prints(text))


def test_prints_are_the_same_on_every_machine() -> None:
    """Corpora are kept for years: another hash is another recipe."""
    assert sorted(prints("甲乙丙丁戊己庚辛壬癸"))[:2] == [93053219488637, 102216299683166]
    assert sorted(prints("one two three four five"))[:2] == [46650995783077, 70908943655478]


def test_ranges_of_hashes_have_about_as_many_prints_each(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Most prints are small numbers: ranges of equal width would leave nearly all to the first."""
    hashes, _ = prints_of([canon(sentence(n, 400)) for n in range(300)])
    monkeypatch.setattr("plandiff.corpus.join.PRINTS_AT_ONCE", len(hashes) // 4)
    with database(Folder(str(tmp_path))) as connection:
        give(connection, "prints", {"h": hashes})
        bounds = bounds_of(connection, "prints")
    counts = np.diff(np.searchsorted(hashes, np.array(bounds, np.uint64)))
    assert (bounds[0], bounds[-1], counts.sum()) == (0, 1 << BITS, len(hashes))
    assert len(counts) in (4, 5)
    assert counts.max() < 1.05 * len(hashes) / 4


def test_a_stretch_in_common_is_a_print_in_common() -> None:
    for seed in range(50):
        shared = canon(sentence(seed))
        one, other = canon(sentence(seed + 100) + shared), canon(shared + sentence(seed + 200))
        assert prints(one) & prints(other)
        assert not prints(canon(sentence(seed + 100))) & prints(canon(sentence(seed + 200)))


def test_a_chinese_sentence_is_found_among_more_english_ones() -> None:
    around = [f"the committee of the town shall report on road number {n} and its bridges" for n in range(12)]
    for seed in range(20):
        shared = canon(sentence(seed))
        one = canon(" ".join(around[:6]) + shared)
        other = canon(shared + " ".join(around[6:]).replace("the ", "every "))
        assert is_latin(one)
        assert is_latin(other)
        assert prints(one) & prints(other)
        assert prints(one) & prints(shared)


def test_letters_and_digits_make_a_text() -> None:
    assert canon("“一网通办”，达 95％！") == canon("一网通办达９５%")
    assert canon("The  plan,\nas amended (2021).") == "the plan as amended2021"
    assert key_of(canon("……、。")) == 0 != key_of(canon("一、"))
    assert is_latin("the plan 2021")
    assert not is_latin("建设five个港口码头和渔港")
    assert measure("the plan as amended in parliament") == 11


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=40))
def test_components_are_what_hangs_together(edges: list[tuple[int, int]]) -> None:
    above = list(range(31))

    def root(node: int) -> int:
        return node if above[node] == node else root(above[node])

    for a, b in edges:
        low, high = sorted((root(a), root(b)))
        above[high] = low
    ends = np.array(edges, np.uint64).reshape(-1, 2)
    found = components(np.arange(31, dtype=np.uint64), ends[:, 0], ends[:, 1])
    assert found.tolist() == [root(node) for node in range(31)]


def test_a_long_chain_is_one_component() -> None:
    nodes = np.arange(50_000, dtype=np.uint64) * 3
    order = np.random.default_rng(1).permutation(50_000)
    assert set(components(nodes, nodes[order[1:]], nodes[order[:-1]]).tolist()) == {0}


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_a_text_kept_whole_in_another_is_said_to_be(one: int, other: int) -> None:
    short, long = canon(sentence(one, 40)), canon(sentence(other + 2000) + sentence(one, 40) + sentence(other + 4000))
    assert compare([long, short], [short, long], TUNING).kept.tolist() == [len(short), len(short)]


@given(st.lists(st.text("甲乙丙x", max_size=30), min_size=2, max_size=6), st.integers(1, 9))
def test_shared_characters_are_those_of_runs_that_both_have(texts: list[str], run: int) -> None:
    pairs = [(one, other) for one in range(len(texts)) for other in range(len(texts))]
    sides = [texts[one] for one, _ in pairs], [texts[other] for _, other in pairs]
    counts, blanked = count_shared(*sides, run).tolist(), blank_rest(*sides, run)
    for (one, other), count, found in zip(pairs, counts, blanked, strict=True):
        text = texts[other]
        shared = {
            place + k for place in range(len(text) - run + 1) if text[place : place + run] in texts[one] for k in range(run)
        }
        assert count == len(shared)
        assert found == "".join(char if k in shared else " " for k, char in enumerate(text))


@given(st.lists(st.tuples(LETTERS, LETTERS), max_size=100), st.sampled_from([0.3, 0.5, 0.95, 1.0]))
def test_no_pair_is_ruled_out_that_is_similar(pairs: list[tuple[str, str]], least: float) -> None:
    found = similarities([one for one, _ in pairs], [other for _, other in pairs], least)
    assert found.tolist() == [Indel.normalized_similarity(one, other, score_cutoff=least) for one, other in pairs]


def test_texts_with_more_characters_than_are_counted_are_compared() -> None:
    long = "甲" * 70_000
    assert similarities([long, long], [long + "乙", "乙"], 0.5).tolist() == [1 - 1 / 140_001, 0]


def test_a_sentence_in_words_among_characters_is_found_by_its_words() -> None:
    english = canon("Recruit users to try the portal and give feedback before the first of May")
    mixed = canon(f"{english}。{sentence(1, 200)}")
    assert len(prints(english) & prints(mixed)) >= 5


def test_unlike_texts_are_no_link_and_like_ones_are() -> None:
    one, other, similar = canon(sentence(1)), canon(sentence(2)), canon(reworded(sentence(1), 3))
    similarity, kept = compare([one, one], [other, similar], TUNING)
    assert (similarity[0], kept[0]) == (0.0, 0)
    assert 0.7 < similarity[1] < 0.9
    assert 40 <= kept[1] <= 48


@given(st.lists(st.lists(st.text("建设 港口ab7", max_size=20), max_size=4), max_size=4))
def test_grams_counted_and_weighed_at_once_are_those_of_each_text(documents: list[list[str]]) -> None:
    of_each = [frozenset(gram for text in document for gram in grams_of(text)) for document in documents]
    counts = Counter(gram for grams in of_each for gram in grams)
    assert count_grams(documents) == counts
    weights = {gram: 1 + len(gram) * place for place, gram in enumerate(counts)}
    texts = [text for document in documents for text in document]
    found = Rarities(weights)
    assert found.weigh(texts).tolist() == [sum(weights[gram] for gram in set(grams_of(text))) for text in texts]
    others = [*texts[1:], "建设ab 没有的"]
    common = [set(grams_of(one)) & set(grams_of(other)) for one, other in zip(texts, others, strict=False)]
    assert found.weigh_common(texts, others[: len(texts)]).tolist() == [
        sum(weights.get(gram, 0) for gram in grams) for grams in common
    ]


# --- storage ---


@pytest.fixture(params=["folder", "memory"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Storage]:
    if request.param == "folder":
        yield Folder(str(tmp_path / "corpus"))
    else:
        made = open_storage("memory://corpus")
        assert isinstance(made, Remote)
        yield made
        made.system.rm("/corpus", recursive=True)


def test_a_file_is_there_whole_or_not_at_all(storage: Storage) -> None:
    write(storage, "a/b.json", b"1")
    assert (storage.read("a/b.json"), storage.read("a/c.json")) == (b"1", None)
    with pytest.raises(ZeroDivisionError), storage.writing("a/c.json") as path:
        path.write_bytes(b"half" * (1 // 0))
    assert storage.names("a") == ["a/b.json"]
    storage.remove("a/b.json")
    storage.remove("a/b.json")
    write(storage, "z", b"")
    assert storage.names("a") == []


def test_a_second_writer_is_refused(storage: Storage) -> None:
    with storage.lock(), pytest.raises(OutputError, match="another program is writing"), storage.lock():
        pass
    with storage.lock():
        pass


def test_of_many_that_begin_at_once_at_an_address_one_writes(tmp_path: Path) -> None:
    count = 8
    together = Barrier(count, timeout=60)

    def begin(_: int) -> bool:
        storage = open_storage((tmp_path / "corpus").as_uri())
        together.wait()
        try:
            with storage.lock():
                together.wait()  # until all others have tried
                return True
        except OutputError:
            together.wait()
            return False

    with ThreadPoolExecutor(count) as pool:
        for _ in range(5):
            assert sum(pool.map(begin, range(count))) == 1


def test_an_address_at_which_nothing_can_be_written_is_out_of_reach(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with (
        pytest.raises(InputError, match="cannot be reached"),
        open_storage((tmp_path / "file" / "c").as_uri()).lock(),
    ):
        pass


def test_a_corpus_at_an_address_is_the_same_as_in_a_folder(storage: Storage, tmp_path: Path) -> None:
    plans = cities(tmp_path / "plans", 3)
    built(storage, plans)
    built(tmp_path / "expected", plans)
    assert tables(storage) == tables(tmp_path / "expected")


def test_an_address_that_nothing_knows_is_refused() -> None:
    with pytest.raises(InputError, match="nothing://x"):
        open_storage("nothing://x")


def test_a_join_that_spills_to_the_disk_loses_no_row(tmp_path: Path) -> None:
    """Some versions of DuckDB lost rows without a word where the smaller side of a join did not fit into memory."""
    with database(Folder(str(tmp_path)), memory="60MB") as connection:
        connection.execute("create table one as select i, hash(i) h from range(600000) t(i)")
        connection.execute("create table other as select i, hash(i) h from range(600000) t(i)")
        assert rows(connection, "select count(*), sum(one.i) from one join other using (h)") == [(600_000, sum(range(600_000)))]
