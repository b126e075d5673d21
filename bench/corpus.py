"""How much a corpus finds of what is known to be there, and what it costs.

    python bench/corpus.py [--part NAME ...] [--background N] [--bases N] [--made FOLDER] [--json]

`edited`   documents by the data folder's `make_corpus.py`: editions recognized as such, mixed families, borrowed passages that
           are linked, by the share of their clauses that was reworded; a build, a rebuild, and 100 documents added
`laws`     the regions' laws of the data folder: of all pairs of passages, compared one by one, those that the corpus links, by how similar
           they are; of the links of plandiff's own alignment, of texts with a similarity of 0.7; candidates per document
`long`     a sentence of 40 to 90 characters, a fifth of it replaced, inside two unrelated paragraphs of 300 to 800
`chains`   chains of borrowing with known parents: is the nearest earlier place the parent, or one with the parent's words
`spread`   passages that 300 documents have: are they in the cluster of their source

Seconds are processor time of all processes. Exit code 1 when a figure is below its floor in floors.toml.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

import plandiff
from corpus_documents import chains, sentences, spread
from outside import DATA, load_script
from plandiff.corpus.canon import canon, key_of, measure
from plandiff.corpus.prepare import passages_of
from plandiff.corpus.prints import prints_of
from plandiff.corpus.storage import open_storage
from plandiff.corpus.tables import open_tables
from plandiff.corpus.tuning import RECIPE
from plandiff.errors import PlandiffError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FLOORS: Final = Path(__file__).with_name("floors.toml")
CLASSES: Final = (0.5, 0.6, 0.7, 0.8, 0.95)
"""Similarity classes, by their lower bounds."""
ADDED: Final = 100
"""Documents added to an existing corpus."""
SENTENCES: Final = 287
Figures = dict[str, float]


@dataclass(frozen=True)
class Setup:
    """Where the work is done, and how much of it."""

    folder: Path
    background: int
    bases: int
    made: Path | None
    """Documents by make_corpus.py that are there already."""


# --- documents by make_corpus.py ------------------------------------------------------------------


def edited(setup: Setup) -> Figures:
    texts, held, more = (setup.folder / name for name in ("texts", "held", "more"))
    if setup.made:
        shutil.copytree(setup.made, texts)
    else:
        script = [sys.executable, str(DATA / "bench" / "make_corpus.py"), str(texts)]
        sizes = ["--background", str(setup.background), "--bases", str(setup.bases)]
        subprocess.run([*script, *sizes], check=True, capture_output=True)
    truth = [json.loads(line) for line in (texts / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    (texts / "truth.jsonl").unlink()
    more.mkdir()
    documents = sorted(path for path in texts.iterdir() if path.name.startswith("m"))
    for path in documents[-ADDED:]:
        path.rename(more / path.name)
    built = run("build", str(texts), "-o", str(held))
    added = run("add", str(held), str(more))
    again = run("build", str(texts), str(more), "-o", str(held))
    with open_tables(open_storage(str(held)), length=RECIPE.length) as tables:
        names = {also: one.name for one in tables.documents() for also in one.also or ()}
        truth = [{key: names.get(value, value) for key, value in one.items()} for one in truth]  # equal bytes are one document
        found = {**_editions(tables.connection, truth), **_borrowed(tables.connection, truth)}
        count = len(tables.documents())
    size = sum(path.stat().st_size for path in held.rglob("*") if path.is_file())
    return {
        "documents": count,
        "seconds": built["seconds"],
        "clock": built["clock"],
        "milliseconds_a_document": 1000 * built["seconds"] / count,
        "gigabytes": built["gigabytes"],
        "kilobytes_a_document": size / count / 1000,
        "add_seconds": added["seconds"],
        "again_seconds": again["seconds"],
        **found,
    }


def run(*arguments: str) -> Figures:
    """Seconds and peak memory of `plandiff corpus` with its processes; the peak is that of the largest process so far."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "plandiff", "corpus", *arguments], check=False, capture_output=True, encoding="utf-8"
    )
    if done.returncode:
        sys.exit(done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"seconds": seconds, "clock": time.monotonic() - began, "gigabytes": after.ru_maxrss / 1e6}


def _editions(connection: DuckDBPyConnection, truth: Sequence[Mapping[str, Any]]) -> Figures:
    related = connection.execute(
        "select x.name, y.name from pairs p join documents x on x.doc = a join documents y on y.doc = b"
        " where relation in ('edition', 'same-text')"
    ).fetchall()
    known = {frozenset(pair) for pair in related}
    editions = [frozenset((one["old"], one["new"])) for one in truth if one["kind"] == "edition"]
    families = connection.execute("select family, name from documents where family is not null and name like 'b%'").fetchall()
    bases = defaultdict(set)
    for family, name in families:
        bases[family].add(name[:5])
    return {
        "editions": sum(pair in known for pair in editions) / len(editions),
        "most_mixed_family": max(map(len, bases.values()), default=0),
    }


def _borrowed(connection: DuckDBPyConnection, truth: Sequence[Mapping[str, Any]]) -> Figures:
    linked = set(connection.execute("select a, b from links").fetchall())
    places = {key for (key,) in connection.execute("select key from texts").fetchall()}
    held = defaultdict(set)
    for name, key in connection.execute("select name, key from passages join documents using (doc)").fetchall():
        held[name].add(key)
    hits: Counter[float] = Counter()
    all_: Counter[float] = Counter()
    for one in truth:
        if one["kind"] == "borrowed":
            source = key_of(canon(one["source"]))
            if source not in places or measure(canon(one["text"])) < RECIPE.length:
                continue  # no reader found it as one passage, or it is too short to be looked for
            all_[one["rate"]] += 1
            hits[one["rate"]] += any(
                key == source or (min(key, source), max(key, source)) in linked for key in held[one["document"]]
            )
    return {f"borrowed_{round(100 * rate)}": hits[rate] / all_[rate] for rate in sorted(all_)}


# --- the regions' laws ----------------------------------------------------------------------------


def laws(setup: Setup) -> Figures:
    folder = DATA / "data" / "laws_regions"
    held = setup.folder / "laws"
    run("build", str(folder), "-o", str(held))
    storage = open_storage(str(held))
    with open_tables(storage, length=RECIPE.length) as tables:
        connection = tables.connection
        linked = set(zip(*_columns(connection, "select a, b from links"), strict=True))
        documents = len(tables.documents())
        places = connection.execute("select distinct doc, key from passages join texts using (key)").fetchall()
        candidates = connection.execute(f"select count(*) from read_parquet('{held}/links/**/*.parquet')").fetchone()  # noqa: S608 - ours
    texts = _texts(folder)
    at = defaultdict(set)
    for doc, key in places:
        at[key].add(doc)
    hits: Counter[float] = Counter()
    all_: Counter[float] = Counter()
    for a, b, similarity in _all_pairs(texts):
        if len(at[a] | at[b]) > 1:
            lower = CLASSES[bisect_right(CLASSES, similarity) - 1]
            all_[lower] += 1
            hits[lower] += (a, b) in linked
    own = [
        pair
        for pair in _aligned(folder)
        if pair[0] in texts and pair[1] in texts and Indel.normalized_similarity(texts[pair[0]], texts[pair[1]]) >= CLASSES[2]
    ]
    return {
        **{f"similar_{round(100 * lower)}": hits[lower] / all_[lower] for lower in CLASSES},
        "aligned": sum(pair in linked for pair in own) / len(own),
        "candidates": candidates[0] / documents if candidates else 0.0,
    }


def _columns(connection: DuckDBPyConnection, query: str) -> tuple[list[Any], ...]:
    return tuple(column.tolist() for column in connection.execute(query).fetchnumpy().values())


def _texts(folder: Path) -> dict[int, str]:
    found = {}
    for path in sorted(folder.rglob("*.md")):
        for passage in passages_of(plandiff.load(path)):
            if passage["measure"] >= RECIPE.length:
                found[passage["key"]] = passage["canon"]
    return dict(sorted(found.items()))


def _all_pairs(texts: Mapping[int, str]) -> Iterator[tuple[int, int, float]]:
    """Every pair of texts with some similarity."""
    keys, words = list(texts), list(texts.values())
    for start in range(0, len(words), 500):
        rows = cdist(words[start : start + 500], words, scorer=Indel.normalized_similarity, score_cutoff=CLASSES[0])
        for row, column in zip(*rows.nonzero(), strict=True):
            one, other = start + int(row), int(column)
            if one < other:
                yield keys[one], keys[other], float(rows[row, column])


def _aligned(folder: Path) -> Iterator[tuple[int, int]]:
    """plandiff's own links between each law and the next on its subject, of texts that are long enough and not equal."""
    for subject in sorted(path for path in folder.iterdir() if path.is_dir()):
        plans = [plandiff.index(plandiff.load(path)) for path in sorted(subject.glob("*.md"))]
        for one, other in pairwise(plans):
            comparison = plandiff.compare(one, other, mode="regions")
            texts = [{unit.id: canon(unit.text) for unit in side.units} for side in (comparison.old, comparison.new)]
            for change in comparison.changes:
                if len(change.old) == len(change.new) == 1:
                    first, second = texts[0][change.old[0]], texts[1][change.new[0]]
                    if first != second and min(measure(first), measure(second)) >= RECIPE.length:
                        a, b = sorted((key_of(first), key_of(second)))
                        yield a, b


# --- sentences, chains, spread --------------------------------------------------------------------


def _passages() -> list[str]:
    """Real passages, except those that many laws share."""
    found = {}
    for path in sorted((DATA / "data").rglob("*.txt")) + sorted((DATA / "data" / "plans_md").rglob("*.md")):
        try:
            plan = plandiff.load(path)
        except PlandiffError:
            continue
        found.update(dict.fromkeys(unit.text for unit in plan.units if unit.kind != "section" and len(unit.text) >= 40))
    return list(found)


def long(_: Setup) -> Figures:
    pairs = list(sentences(_passages(), SENTENCES))
    found = 0
    for one, other in pairs:
        hashes, owners = prints_of([canon(one), canon(other)])
        found += bool(set(hashes[owners == 0].tolist()) & set(hashes[owners == 1].tolist()))
    return {"sentences": found / len(pairs)}


def chained(setup: Setup) -> Figures:
    texts = setup.folder / "chains"
    texts.mkdir()
    links = list(chains(texts, _passages(), load_script("revise"), 40, 12))
    with _held(setup, texts) as connection:
        rows = connection.execute(
            "select y.name, x.name, p.key, t.equally_near from takeovers t join documents y on y.doc = t.doc"
            " join documents x on x.doc = t.from_doc join passages p on p.doc = t.doc and p.unit = t.unit"
        ).fetchall()
    nearest = {(name, key): (source, near) for name, source, key, near in rows}
    words = {link.document: key_of(canon(link.text)) for link in links}
    count = dict.fromkeys(("places", "words", "alone", "parent"), 0)
    for link in links:
        if not link.parent:
            continue
        source, near = nearest.get((link.document, words[link.document]), ("", 0))
        count["places"] += 1
        count["words"] += words.get(source) == words[link.parent]
        count["alone"] += near == 1
        count["parent"] += near == 1 and source == link.parent
    return {"nearest_words": count["words"] / count["places"], "nearest_parent": count["parent"] / count["alone"]}


def spread_out(setup: Setup) -> Figures:
    texts = setup.folder / "spread"
    texts.mkdir()
    copies = list(spread(texts, _passages(), load_script("revise"), 30, 300))
    with _held(setup, texts) as connection:
        clusters = dict(connection.execute('select key, "cluster" from texts').fetchall())
    hits: Counter[float] = Counter()
    all_: Counter[float] = Counter()
    for copy in copies:
        source, own = (clusters.get(key_of(canon(text))) for text in (copy.source, copy.text))
        all_[copy.rate] += 1
        hits[copy.rate] += source is not None and source == own
    return {f"spread_{round(100 * rate)}": hits[rate] / all_[rate] for rate in sorted(all_)}


class _held:  # noqa: N801 - used as a function
    """A corpus of a folder of documents, for the duration of the block."""

    def __init__(self, setup: Setup, texts: Path) -> None:
        self._place = setup.folder / f"{texts.name}-held"
        run("build", str(texts), "-o", str(self._place))
        self._tables = open_tables(open_storage(str(self._place)), length=RECIPE.length)

    def __enter__(self) -> DuckDBPyConnection:
        return self._tables.__enter__().connection

    def __exit__(self, *error: object) -> None:
        self._tables.__exit__(None, None, None)


PARTS: Final[dict[str, Callable[[Setup], Figures]]] = {
    "edited": edited,
    "laws": laws,
    "long": long,
    "chains": chained,
    "spread": spread_out,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", action="append", choices=PARTS, help="only this one; may be repeated")
    parser.add_argument("--background", type=int, default=5000, help="documents of nobody among the edited ones")
    parser.add_argument("--bases", type=int, default=210, help="real documents that are edited")
    parser.add_argument("--made", type=Path, metavar="FOLDER", help="documents by make_corpus.py, which are not made again")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    if not (DATA / "bench" / "make_corpus.py").is_file():
        sys.exit(f"{DATA} holds no documents; set PLANDIFF_BENCH_DATA to the folder that does")
    figures: dict[str, Figures] = {}
    for name in options.part or PARTS:
        started = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            figures[name] = PARTS[name](Setup(Path(folder), options.background, options.bases, options.made))
        if not options.json:
            shown = "  ".join(f"{key} {value:.3f}" for key, value in figures[name].items())
            print(f"{name} ({time.monotonic() - started:.0f} s by the clock): {shown}", flush=True)
    if options.json:
        print(json.dumps(figures))
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["corpus"]
    short = [
        f"{part} {key} {figures[part][key]:.4f} is beyond its bound {bound}"
        for part, sides in floors.items()
        if part in figures
        for side, bounds in sides.items()
        for key, bound in bounds.items()
        if (figures[part][key] < bound if side == "at_least" else figures[part][key] > bound)
    ]
    print("\n".join(short), file=sys.stderr, end="\n" if short else "")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
