"""A case is a folder: two documents and what comparing them must find. All laws hold on all cases."""

from __future__ import annotations

from pathlib import Path

import pytest

import plandiff
from laws import check_laws
from notation import write_changes

CASES = sorted((Path(__file__).parent / "cases").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_finds_what_it_expects_and_keeps_the_laws(case: Path, update: bool) -> None:
    old, new = (plandiff.load(next(case.glob(f"{side}.*"))) for side in ("old", "new"))
    found = write_changes(check_laws(old, new, mode="regions" if case.name.startswith("regions-") else "versions"))
    expected = case / "expected.txt"
    if update:
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")
