"""How well substance and similarity tell borrowed passages from formulas and chance, compared with pairs that were read.

    python bench/passages.py [--json] [--rank]

`bench/read/passages.tsv` names pairs of passages of the data folder by their documents, units and the beginnings of their keys, with a
verdict: `borrowed` (distinctive wording, which one has from the other or both from a third in the folder), `source` (the same, but from
a text outside the two: a regulation that both implement), `formula` (wording of any plan or law), `chance` (words on another subject).
`doubt` is another verdict that can be defended. The pairs were sampled from all that share eight characters in a row and are not
editions of each other, stratified by class of similarity and within it by quintile of substance; `weight` is how many pairs of its
stratum one represents. One reader read them once, seeing both passages, long ones cut to the surroundings of the common part, and how
similar they are.

For every threshold on the two numbers, the precision (`borrowed` or `source` among those kept) and the recall; both over the pairs read,
and over those that they represent. Exit code 1 when a figure is below its floor in floors.toml.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Final, NamedTuple

import plandiff
from outside import DATA
from plandiff.corpus.prepare import passages_of
from plandiff.corpus.rarity import Rarities
from plandiff.corpus.tuning import TUNING
from plandiff.corpus.verify import compare, weigh_shared
from plandiff.errors import PlandiffError
from plandiff.grams import grams_of

FLOORS: Final = Path(__file__).with_name("floors.toml")
READ: Final = Path(__file__).with_name("read") / "passages.tsv"
RIGHT: Final = frozenset({"borrowed", "source"})
SUBSTANCES: Final = (0, 15, 20, 25, 30, 35, 40, 45, 50, 60, 80)
SIMILARITIES: Final = (0.5, 0.6, 0.7, 0.8)
SUFFIXES: Final = frozenset({".md", ".txt", ".html"})
PIECES: Final = (2, 3, 4, 6, 8)
"""Lengths of pieces (characters) that `--rank` weighs instead of the grams of the corpus."""


class Unit(NamedTuple):
    key: int
    canon: str


class Read(NamedTuple):
    """A pair that was read."""

    one: Unit
    other: Unit
    weight: int
    verdict: str
    doubt: str


@dataclass(frozen=True)
class Judged:
    """The corpus's figures for it."""

    read: Read
    similarity: float
    kept: int
    substance: float

    @property
    def is_right(self) -> bool:
        return self.read.verdict in RIGHT


def load_units() -> dict[str, dict[str, Unit]]:
    """Document of the data folder -> unit's id -> its text."""
    found = {}
    paths = (path for path in (DATA / "data").rglob("*") if path.suffix in SUFFIXES and path.name != "README.md")
    for path in sorted(paths):
        try:
            plan = plandiff.load(path)
        except PlandiffError:
            continue
        units = {passage["id"]: Unit(passage["key"], passage["canon"]) for passage in passages_of(plan)}
        found[path.relative_to(DATA / "data").as_posix()] = units
    return found


def read_pairs(units: Mapping[str, Mapping[str, Unit]]) -> Iterator[Read]:
    """The pairs whose passages are still as they were when read; any other pair is reported on standard error."""
    with READ.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            one, other = (units.get(row[side], {}).get(row[f"{side}_node"]) for side in "ab")
            if one and other and _as_read(one, row["a_key"]) and _as_read(other, row["b_key"]):
                yield Read(one, other, int(row["weight"]), row["verdict"], row["doubt"])
            else:
                print(f"not as it was read: {row['a']} {row['a_node']}, {row['b']} {row['b_node']}", file=sys.stderr)


def _as_read(unit: Unit, key: str) -> bool:
    return f"{unit.key:016x}".startswith(key)


def judge(pairs: Sequence[Read], units: Mapping[str, Mapping[str, Unit]]) -> list[Judged]:
    """The figures that `plandiff corpus` gives in a corpus of all documents of the folder."""
    rarities = Rarities(rarity(units.values(), lambda unit: grams_of(unit.canon)))
    sides = [pair.one.canon for pair in pairs], [pair.other.canon for pair in pairs]
    similarity, kept = compare(*sides, TUNING)
    substance = weigh_shared(*sides, similarity > 0, rarities, TUNING)
    return [Judged(*one) for one in zip(pairs, similarity.tolist(), kept.tolist(), (substance / 1000).tolist(), strict=True)]


def rarity(documents: Iterable[Mapping[str, Unit]], pieces: Callable[[Unit], Iterable[str]]) -> dict[str, int]:
    """Piece -> thousandths of the natural logarithm of the documents over those that have it."""
    counts: Counter[str] = Counter()
    total = 0
    for total, document in enumerate(documents, 1):  # noqa: B007 - the last index is the count
        counts.update({piece for unit in document.values() for piece in pieces(unit)})
    return {piece: round(1000 * log((total + 1) / count)) for piece, count in counts.items()}


def area(scored: Iterable[tuple[float, float, bool]]) -> float:
    """How often a right pair ranks above a wrong one, from (number, weight, right): area under the ROC curve."""
    rows = list(scored)
    right, wrong = ([(number, weight) for number, weight, is_right in rows if is_right == side] for side in (True, False))
    better = sum(a * b * ((x > y) + (x == y) / 2) for x, a in right for y, b in wrong)
    return better / (sum(weight for _, weight in right) * sum(weight for _, weight in wrong))


def kept_and_right(judged: Sequence[Judged], substance: float, similarity: float) -> tuple[float, float, float, float]:
    """Precision and recall of two thresholds over the pairs read, and over those they represent."""
    linked = [one for one in judged if one.similarity >= TUNING.similarity]
    kept = [one for one in linked if one.substance >= substance and one.similarity >= similarity]
    both = []
    for weight in (lambda _: 1, lambda one: one.read.weight):
        right = sum(weight(one) for one in kept if one.is_right)
        both += [right / (sum(map(weight, kept)) or 1), right / (sum(weight(one) for one in linked if one.is_right) or 1)]
    return both[0], both[1], both[2], both[3]


def figures_of(judged: Sequence[Judged]) -> dict[str, float]:
    similar = [one for one in judged if one.similarity >= TUNING.similarity]
    precise, recalled, *_ = kept_and_right(judged, TUNING.substance, TUNING.similarity)
    clustered, *_ = kept_and_right(judged, TUNING.substance, TUNING.cluster)
    return {
        "substance": area((one.substance, 1, one.is_right) for one in judged),
        "substance_of_similar": area((one.substance, 1, one.is_right) for one in similar),
        "similarity": area((one.similarity, 1, one.is_right) for one in judged),
        "precision": precise,
        "recall": recalled,
        "precision_clustered": clustered,
    }


def ranked(judged: Sequence[Judged], units: Mapping[str, Mapping[str, Unit]]) -> Iterator[tuple[str, float, float]]:
    """Alternative measures: the area under the curve of each over the pairs read, and over those they represent."""

    def areas(number: Callable[[Judged], float]) -> tuple[float, float]:
        return (
            area((number(one), 1, one.is_right) for one in judged),
            area((number(one), one.read.weight, one.is_right) for one in judged),
        )

    yield "substance", *areas(lambda one: one.substance)
    yield "similarity", *areas(lambda one: one.similarity)
    for length in PIECES:

        def pieces(unit: Unit, length: int = length) -> set[str]:
            return {unit.canon[k : k + length] for k in range(len(unit.canon) - length + 1)}

        weights = rarity(units.values(), pieces)
        common = {id(one): sum(weights[piece] for piece in pieces(one.read.one) & pieces(one.read.other)) for one in judged}
        yield f"pieces of {length}", *areas(lambda one, common=common: common[id(one)])  # type: ignore[misc]


def show(judged: Sequence[Judged]) -> Iterator[str]:
    verdicts = Counter(one.read.verdict for one in judged)
    yield f"{len(judged)} pairs: " + ", ".join(f"{count} {verdict}" for verdict, count in verdicts.most_common())
    yield "precision/recall over the pairs read | over those they stand for"
    yield "substance  " + "  ".join(f"similarity {bound:.1f}         " for bound in SIMILARITIES)
    for substance in SUBSTANCES:
        cells = (kept_and_right(judged, substance, similarity) for similarity in SIMILARITIES)
        yield f"{substance:9}  " + "  ".join("{:.2f}/{:.2f} | {:.2f}/{:.2f}  ".format(*cell) for cell in cells)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--rank", action="store_true", help="hold other measures against substance")
    options = parser.parse_args()
    if not (DATA / "data").is_dir():
        sys.exit(f"{DATA} holds no documents; set PLANDIFF_BENCH_DATA to the folder that does")
    units = load_units()
    judged = judge(list(read_pairs(units)), units)
    figures = figures_of(judged)
    if options.json:
        print(json.dumps(figures))
    else:
        print("\n".join(show(judged)))
        print("  ".join(f"{name} {value:.3f}" for name, value in figures.items()))
    if options.rank:
        for name, plain, weighted in ranked(judged, units):
            print(f"{name:14} area {plain:.3f}, weighted {weighted:.3f}")
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["passages"]["at_least"]
    low = [name for name, floor in floors.items() if figures[name] < floor]
    for name in low:
        print(f"{name} {figures[name]:.4f} is below its floor {floors[name]}", file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
