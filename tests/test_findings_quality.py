"""Labelled findings reach the floors that bench/floors.toml pins, and a rule is believed as far as it was read."""

from __future__ import annotations

import csv
import json
import subprocess
import sys

import pytest

from data import ROOT, needs
from plandiff.changes import RULES
from plandiff.changes.trust import TRUE_OF_READ

READ = ROOT / "bench/read/findings.tsv"


@pytest.mark.slow
@needs("gold/findings")
def test_labelled_findings_are_true_and_found_at_or_above_the_floors() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "bench/findings.py", "--json"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["figures"]


def test_what_is_believed_of_a_rule_covers_the_findings_that_were_read() -> None:
    with READ.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    rules = {rule.id for rule in RULES}
    assert {row["rule"] for row in rows} <= rules
    assert {row["verdict"] for row in rows} == {"true", "arguable", "false"}
    twice = [row for row in rows if row["second"]]
    assert {row["second"] for row in twice} == {"true", "arguable", "false"}
    assert sum(row["verdict"] == row["second"] for row in twice) >= 0.85 * len(twice)
    assert set(TRUE_OF_READ) <= rules
    for rule, (true, read) in TRUE_OF_READ.items():
        assert sum(row["rule"] == rule for row in rows) <= read
        assert 0 <= true <= read
    assert [sum(column) for column in zip(*TRUE_OF_READ.values(), strict=True)] == [488.0, 559], (
        "all that were read, and the labelled ones"
    )
