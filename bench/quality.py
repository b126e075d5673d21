"""How good the alignment is, measured on labelled documents and revised editions with a known truth.

    python bench/quality.py [--seeds N] [--family NAME ...] [--worst K] [--json]

Every case is one run of `plandiff compare OLD NEW --format json`. Families:

    laws, essays, trees, regions   labelled by hand; together `labelled`
    rewritten, regions_more        labelled by hand too, and harder: largely rewritten laws, and pairs of
                                   regions whose documents are structured differently; together `harder`
    coverage                       how reports of two provinces cover fifteen items of a national plan; alone, `covering`
    light, medium, heavy           editions of three plans, revised by script; together `revised`

Exit code 1 when a family is below its floor in floors.toml.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from outside import DATA, load_script

Figures = Mapping[str, float]
Bounds = Mapping[str, Mapping[str, Mapping[str, float]]]

FLOORS: Final = Path(__file__).with_name("floors.toml")
LABELLED: Final = {
    "laws": ("defedu", "lawcomparator-*"),
    "essays": ("essay-*",),
    "trees": ("tree-*",),
    "regions": ("edu_*", "voc_*"),
    "rewritten": ("rewritten-*",),
    "regions_more": ("gwr_*", "garbage_*", "digital_*", "eldercare_*"),
    "coverage": ("../matrix/coverage/*",),
}
"""Family -> the folders of its cases."""
STRENGTHS: Final = ("light", "medium", "heavy")
GROUPS: Final = {
    "labelled": ("laws", "essays", "trees", "regions"),
    "harder": ("rewritten", "regions_more"),
    "covering": ("coverage",),
    "revised": STRENGTHS,
}
"""Group -> the families whose cases its figures are averaged over. New families go into new groups, so that the figures of
existing groups stay comparable from release to release."""
COLUMNS: Final = (
    *("text", "noise", "tree", "links", "links_p", "moved", "moved_p", "moved_r"),
    *("groups", "alone", "pairs", "pairs_p", "missed", "lost", "failed"),
)
GOOD: Final = ("text", "tree", "links", "moved", "groups", "pairs")
"""The figures for which 1 is best."""


@dataclass(frozen=True)
class Case:
    family: str
    name: str
    folder: Path


def labelled_cases(families: Iterable[str]) -> list[Case]:
    cases = DATA / "gold" / "cases"
    return [
        Case(family, folder.name, folder)
        for family in families
        for pattern in LABELLED.get(family, ())
        for folder in sorted(cases.glob(pattern))
    ]


def revised_cases(families: Iterable[str], seeds: int, into: Path) -> list[Case]:
    """Revise every plan with every seed, in folders below `into`."""
    found = []
    for plan in sorted((DATA / "bench" / "plans").glob("*.blocks.json")):
        for strength in (s for s in STRENGTHS if s in families):
            for seed in range(1, seeds + 1):
                name = f"{plan.name.removesuffix('.blocks.json')}-{strength}-{seed}"
                found.append((plan, strength, seed, Case(strength, name, into / name)))
    for plan, strength, seed, case in found:
        revise = [sys.executable, str(DATA / "bench/revise.py"), str(plan), str(case.folder)]
        subprocess.run([*revise, "--seed", str(seed), "--strength", strength], check=True)
    return [case for *_, case in found]


def run(cases: list[Case], jobs: int) -> dict[Case, Figures]:
    """Score the cases, `jobs` at a time; a case that fails has only the figure `failed`."""
    module = load_script("score")
    command = f"{shlex.quote(sys.executable)} -m plandiff"
    answers: dict[Path, Mapping[str, Any]] = {}
    ask = module.run

    def ask_and_keep(command: str, old: Path, new: Path, regions: bool) -> object:
        answers[old.parent] = ask(command, old, new, regions)
        return answers[old.parent]

    vars(module)["run"] = ask_and_keep

    def figures(case: Case) -> Figures:
        try:
            scored = module.score(case.folder, command)
            gold = json.loads((case.folder / "gold.json").read_text(encoding="utf-8"))
            return {**scored, **more_figures(gold, answers.pop(case.folder), module.Blocks), "failed": 0}
        except (RuntimeError, ValueError, KeyError) as problem:
            print(f"{case.name}: {problem}", file=sys.stderr)
            return {"failed": 1}

    with ThreadPoolExecutor(jobs) as pool:
        return dict(zip(cases, pool.map(figures, cases), strict=True))


def more_figures(gold: Mapping[str, Any], answer: Mapping[str, Any], blocks: Callable[[list[str]], Any]) -> Figures:
    """Figures that the scorer lacks. For versions: `groups`, the share of splits and merges that are found exactly, and `alone`,
    the F1 of the blocks without a counterpart. For regions: `missed`, the share of the units reported as in one plan alone that
    have a labelled best counterpart.
    """
    if "links" not in gold:
        return {"missed": missed(gold, answer, blocks)} if "counterparts" in gold else {}
    sides = ("old", "new")
    where = {side: blocks(gold[f"{side}_blocks"]).place(answer[side]["nodes"]) for side in sides}
    linked = [change for change in answer["changes"] if change["old"] and change["new"]]
    found = {tuple(frozenset(b for node in change[side] for b in where[side][node][:1]) for side in sides) for change in linked}
    groups = [tuple(frozenset(link[side]) for side in sides) for link in gold["links"] if len(link["old"]) + len(link["new"]) > 2]
    wrong = right = 0
    for side in sides:
        every = set(range(len(gold[f"{side}_blocks"]))) - set(gold.get(f"ignore_{side}", []))
        truly = every - {block for link in gold["links"] for block in link[side]}
        ours = every - {block for change in linked for node in change[side] for block in where[side][node]}
        right += 2 * len(truly & ours)
        wrong += len(truly ^ ours)
    return {
        **({"groups": sum(group in found for group in groups) / len(groups)} if groups else {}),
        **({"alone": right / (right + wrong)} if right + wrong else {}),
    }


def missed(gold: Mapping[str, Any], answer: Mapping[str, Any], blocks: Callable[[list[str]], Any]) -> float:
    """0..1: of the labelled units shown as in one plan alone, those that have a best counterpart."""
    shown = wrong = 0
    for side, key in (("old", "a"), ("new", "b")):
        standing: dict[int, set[str]] = {}
        for node, places in blocks(gold[f"{side}_blocks"]).place(answer[side]["nodes"]).items():
            for block in places:
                standing.setdefault(block, set()).add(node)
        nowhere = _nowhere(answer, side)
        alone = {unit["id"] for unit in gold[f"sections_{key}"] if standing.get(unit["id"], {""}) <= nowhere}
        shown += len(alone)
        wrong += len(alone & {pair[key] for pair in gold["counterparts"] if pair["grade"] == 3})
    return wrong / shown if shown else 0.0


def _nowhere(answer: Mapping[str, Any], side: str) -> set[str]:
    """The nodes of one region's plan that have no counterpart in the other's, and are not related to anything there."""
    related = {pair[side] for pair in answer["related"]}
    alone = {node for change in answer["changes"] if not (change["old"] and change["new"]) for node in change[side]} - related
    below: dict[str, list[str]] = {}
    for node in reversed(answer[side]["nodes"]):
        inner = below.get(node["id"], [])
        if (node["kind"] != "section" and node["parent"] in related) or (inner and alone.isdisjoint(inner)):
            alone.discard(node["id"])
        below.setdefault(node["parent"], []).append(node["id"])
    return alone


def means(rows: list[Figures]) -> Figures:
    """The mean of each figure over the cases that have it."""
    return {key: sum(values) / len(values) for key in COLUMNS if (values := [row[key] for row in rows if key in row])}


def summarize(scored: Mapping[Case, Figures]) -> dict[str, Figures]:
    """Means by family, and by group if all its families ran."""
    families = {
        family: [row for case, row in scored.items() if case.family == family] for group in GROUPS.values() for family in group
    }
    table: dict[str, Figures] = {}
    for group, members in GROUPS.items():
        ran = [family for family in members if families[family]]
        table |= {family: means(families[family]) for family in ran}
        if len(ran) == len(members):
            table[group] = means([row for family in members for row in families[family]])
    return table


def shortfalls(table: Mapping[str, Figures], bounds: Bounds) -> list[str]:
    """A sentence for every figure on the wrong side of its bound, or missing."""
    found = []
    for family, limits in bounds.items():
        for key, floor in limits.get("at_least", {}).items():
            if family in table and not table[family].get(key, -1.0) >= floor:
                found.append(f"{family}: {key} {table[family].get(key, float('nan')):.4f} is below its floor {floor}")
        for key, ceiling in limits.get("at_most", {}).items():
            if family in table and not table[family].get(key, float("inf")) <= ceiling:
                found.append(f"{family}: {key} {table[family].get(key, float('nan')):.4f} is above its ceiling {ceiling}")
    return found


def shown(figures: Figures) -> list[str]:
    return [f"{figures[key]:.4f}" if key in figures else "-" for key in COLUMNS]


def print_table(table: Mapping[str, Figures], counts: Mapping[str, int]) -> None:
    print("| family | cases | " + " | ".join(COLUMNS) + " |")
    print("| --- |" + " ---: |" * (len(COLUMNS) + 1))
    for family, figures in table.items():
        name = f"**{family}**" if family in GROUPS else family
        print(f"| {name} | {counts[family]} | " + " | ".join(shown(figures)) + " |")


def print_worst(scored: Mapping[Case, Figures], count: int) -> None:
    def merit(item: tuple[Case, Figures]) -> tuple[float, str]:
        case, row = item
        return min((row[key] for key in GOOD if key in row), default=-1.0), case.name

    print(f"\nThe {count} worst cases:")
    for case, row in sorted(scored.items(), key=merit)[:count]:
        print(f"{case.family}/{case.name}: " + "  ".join(f"{key} {row[key]:.3f}" for key in sorted(row)))


def main() -> int:
    names = [family for group in GROUPS.values() for family in group]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=10, help="revised editions of each plan and strength (10)")
    parser.add_argument("--family", choices=names, action="append", help="run this family only; may be repeated")
    parser.add_argument("--worst", type=int, default=0, metavar="K", help="list the K worst cases")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="cases run at once (number of processors)")
    parser.add_argument("--json", action="store_true", help="print the figures of every case as JSON")
    options = parser.parse_args()
    families = options.family or names

    with tempfile.TemporaryDirectory() as folder:
        cases = labelled_cases(families) + revised_cases(families, options.seeds, Path(folder))
        scored = run(cases, options.jobs)
    table = summarize(scored)
    missed = shortfalls(table, tomllib.loads(FLOORS.read_text(encoding="utf-8"))["quality"])

    if options.json:
        by_case = {f"{case.family}/{case.name}": row for case, row in scored.items()}
        print(json.dumps({"cases": by_case, "means": table, "shortfalls": missed}, indent=1))
    else:
        counts = {name: sum(case.family in GROUPS.get(name, (name,)) for case in cases) for name in table}
        print_table(table, counts)
        if options.worst:
            print_worst(scored, options.worst)
    for sentence in missed:
        print(sentence, file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
