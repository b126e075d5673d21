"""The labelled documents and the revised editions reach the floors that bench/floors.toml pins."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("PLANDIFF_BENCH_DATA") or ROOT / "../shared").resolve()


@pytest.mark.slow
@pytest.mark.skipif(
    not (DATA / "gold").is_dir(), reason="the labelled documents are absent; PLANDIFF_BENCH_DATA names their folder"
)
def test_quality_is_at_or_above_its_floors() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "bench/quality.py", "--json"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert set(json.loads(done.stdout)["means"]) >= {"labelled", "revised"}
