"""How well the targets of single sentences are read, compared with sentences labelled by hand.

    python bench/targets.py [--json]

One run of `plandiff targets` over all sentences of the data folder's `bench/targets/*.jsonl`, scored by its own
`score_targets.py`. Exit code 1 when a figure is below its floor in floors.toml.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from outside import DATA

FLOORS: Final = Path(__file__).with_name("floors.toml")


def measure(sentences: Path) -> Mapping[str, float]:
    """The scorer's figures for one file of labelled sentences, from 0 to 1."""
    command = f"{shlex.quote(sys.executable)} -m plandiff"
    scorer = [sys.executable, str(DATA / "bench" / "score_targets.py"), str(sentences), "--command", command, "--json"]
    done = subprocess.run(scorer, capture_output=True, encoding="utf-8", check=True)
    figures: Mapping[str, float] = json.loads(done.stdout)
    return figures


def shortfalls(name: str, figures: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """A sentence for every figure below its floor, or missing."""
    return [
        f"{name}: {key} {figures.get(key, float('nan')):.4f} is below its floor {floor}"
        for key, floor in floors.items()
        if not figures.get(key, -1.0) >= floor
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    files = sorted((DATA / "bench" / "targets").glob("*.jsonl"))
    if not files:
        sys.exit(f"{DATA} holds no labelled sentences; set PLANDIFF_BENCH_DATA to the folder that does")
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["targets"]["at_least"]
    table = {file.stem: measure(file) for file in files}
    missed = [sentence for name, figures in table.items() for sentence in shortfalls(name, figures, floors)]
    if options.json:
        print(json.dumps({"figures": table, "shortfalls": missed}, indent=1))
    else:
        for name, figures in table.items():
            print(f"{name}: " + "  ".join(f"{key} {value:.3f}" for key, value in figures.items()))
    for sentence in missed:
        print(sentence, file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
