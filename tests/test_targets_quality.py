"""The labelled sentences reach the floors that bench/floors.toml pins, and real documents hold together."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import plandiff
from plandiff.targets import find_targets

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("PLANDIFF_BENCH_DATA") or ROOT / "../shared").resolve()


@pytest.mark.skipif(
    not (DATA / "bench/targets").is_dir(), reason="the labelled sentences are absent; PLANDIFF_BENCH_DATA names their folder"
)
def test_labelled_sentences_are_read_at_or_above_the_floors() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "bench/targets.py", "--json"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["figures"]


def test_targets_of_the_seeds_stand_where_they_say() -> None:
    for seed in sorted((ROOT / "seeds").iterdir()):
        read = plandiff.load(seed)
        for target in find_targets(read):
            unit = read.unit[target.node]
            assert target.paragraph == unit.number + unit.text
            if unit.kind != "row":
                assert target.paragraph[target.start : target.start + len(target.text)] == target.text
