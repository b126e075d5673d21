"""The labelled sentences reach the floors that bench/floors.toml pins, and real documents hold together."""

from __future__ import annotations

import json
import subprocess
import sys

import plandiff
from data import ROOT, needs
from plandiff.targets import find_targets


@needs("bench/targets")
def test_labelled_sentences_are_read_at_or_above_the_floors() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "bench/targets.py", "--json"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["figures"]


@needs("gold/matrix")
def test_labelled_cells_of_regions_are_read_at_or_above_the_floors() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "bench/matrix.py", "--json"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["number"]


def test_targets_of_the_seeds_stand_where_they_say() -> None:
    for seed in sorted((ROOT / "seeds").iterdir()):
        read = plandiff.load(seed)
        for target in find_targets(read):
            unit = read.unit[target.node]
            assert target.paragraph == unit.number + unit.text
            if unit.kind != "row":
                assert target.paragraph[target.start : target.start + len(target.text)] == target.text
