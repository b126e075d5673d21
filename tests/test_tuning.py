"""The numbers that decide are those that docs/quality.md shows swept."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

import plandiff.align.tuning
import plandiff.changes.tuning
import plandiff.normalize.tuning
import plandiff.readers.layout.tuning
import plandiff.targets.tuning
from data import ROOT

STAGES = {
    "align": plandiff.align.tuning,
    "changes": plandiff.changes.tuning,
    "normalize": plandiff.normalize.tuning,
    "targets": plandiff.targets.tuning,
    "layout": plandiff.readers.layout.tuning,
}
PAGE = (ROOT / "docs/quality.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("stage", STAGES)
def test_a_number_is_the_one_whose_neighbours_were_tried(stage: str) -> None:
    table = re.search(rf"<!-- sweep: {stage} -->\n(.*?)<!-- end of sweep -->", PAGE, re.DOTALL)
    assert table
    rows = re.findall(r"^\| `(\w+)` \| ([-\d.e]+) \|", table[1], re.MULTILINE)
    tuning = STAGES[stage].TUNING
    shipped = [
        (field.name, f"{getattr(tuning, field.name):g}")
        for field in fields(tuning)
        if isinstance(getattr(tuning, field.name), int | float)
    ]
    assert rows
    assert set(rows) <= set(shipped)
