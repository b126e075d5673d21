"""How far findings can be trusted, measured against findings that were read and labelled.

    python bench/findings.py [--json]

The labelled pairs of the data folder, scored by its own `score_findings.py`: the share of errors, warnings and infos that are true
(arguable ones counted half), and the share of the listed changes that are found. Also the precision of each rule
over `bench/read/findings.tsv`, a list of findings from other documents that were read: source, rule, the beginnings of the texts
they name, verdict, and for some the verdict of a second, blind reading; of two the stricter counts. Exit code 1 when a figure is below its floor in floors.toml.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from outside import DATA

FLOORS: Final = Path(__file__).with_name("floors.toml")
READ: Final = Path(__file__).with_name("read") / "findings.tsv"
COUNTED: Final = {"true": 1.0, "arguable": 0.5, "false": 0.0}
"""How much of a verdict counts as true."""
READINGS: Final = ("verdict", "second")


def measure() -> Mapping[str, float]:
    """The scorer's figures, from 0 to 1; for each level the precision, with arguable findings counted half."""
    folder = DATA / "gold" / "findings"
    program = Path(sys.executable).with_name("plandiff")
    scorer = [sys.executable, str(DATA / "bench" / "score_findings.py"), str(program)]
    done = subprocess.run(
        [*scorer, str(folder / "pairs"), str(folder / "gold.jsonl"), "--json"], capture_output=True, encoding="utf-8", check=True
    )
    found = json.loads(done.stdout)
    levels = {level: precision(found[level]) for level in ("error", "warning", "info")}
    return {**levels, "recall": found["recall"], "recall_all": found["recall_all"]}


def precision(counted: Mapping[str, float]) -> float:
    """The share of a level's labelled findings that are true; without findings at a level, nothing was wrong."""
    return counted["half"] if any(counted.get(verdict) for verdict in COUNTED) else 1.0


def read_verdicts() -> dict[str, tuple[float, int]]:
    """Rule -> how many of the findings read are true, of how many."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    with READ.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            found[row["rule"]].append(min(COUNTED[row[key]] for key in READINGS if row[key]))
    return {rule: (sum(verdicts), len(verdicts)) for rule, verdicts in sorted(found.items())}


def agreement() -> tuple[int, int]:
    """For how many of the findings read twice both readings agree, and the number of those findings."""
    with READ.open(encoding="utf-8", newline="") as file:
        twice = [row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row["second"]]
    return sum(row["verdict"] == row["second"] for row in twice), len(twice)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    if not (DATA / "gold" / "findings").is_dir():
        sys.exit(f"{DATA} holds no labelled findings; set PLANDIFF_BENCH_DATA to the folder that does")
    figures, read = measure(), read_verdicts()
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["findings"]["at_least"]
    short = [f"{key} {figures[key]:.4f} is below its floor {floor}" for key, floor in floors.items() if figures[key] < floor]
    if options.json:
        print(json.dumps({"figures": figures, "read": read, "short": short}))
    else:
        print("  ".join(f"{name} {value:.3f}" for name, value in figures.items()))
        for rule, (true, count) in read.items():
            print(f"{rule:26}{true:6g} of {count}")
        same, twice = agreement()
        print(f"read twice: {twice}, the same verdict: {same}")
    print("\n".join(short), file=sys.stderr)
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
