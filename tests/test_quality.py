"""The labelled documents and the revised editions reach the floors that bench/floors.toml pins."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from data import ROOT, needs


@pytest.mark.slow
@needs("gold")
def test_quality_is_at_or_above_its_floors() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "bench/quality.py", "--json"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert set(json.loads(done.stdout)["means"]) >= {"labelled", "harder", "revised"}
