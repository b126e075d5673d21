"""Every document of the outside data goes through the whole pipeline, and nothing of it is lost.

The data is too large and too foreign to live in the project; where it is absent, nothing is tested.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

import plandiff
from data import DATA, needs
from plandiff.language.folding import fold
from plandiff.model import Comparison, Plan, row_text
from plandiff.readers import read
from plandiff.renderers import RenderOptions
from plandiff.renderers.outline import render_plan_text
from plandiff.sources import open_source

DOCUMENTS = sorted(path for path in (DATA / "data").rglob("*") if path.is_file())

pytestmark = [
    pytest.mark.slow,
    needs("data"),
]


def name_of(path: Path) -> str:
    return str(path.relative_to(DATA / "data"))


@lru_cache(maxsize=2)
def load(path: Path) -> Plan:
    return plandiff.load(path)


def neighbour(path: Path) -> Path:
    """The next document of the same folder; of the last one, the first."""
    siblings = [other for other in DOCUMENTS if other.parent == path.parent]
    return siblings[(siblings.index(path) + 1) % len(siblings)]


def assert_nothing_is_lost(comparison: Comparison) -> None:
    for plan, side in ((comparison.old, "old"), (comparison.new, "new")):
        counts = Counter(unit for change in comparison.changes for unit in getattr(change, side))
        assert counts == Counter({unit.id: 1 for unit in plan.units})
        for change in comparison.changes:
            text = "".join(plan.unit[unit].text for unit in getattr(change, side))
            assert "".join(getattr(edit, side) for edit in comparison.printed(change)) == text


def outcome(comparison: Comparison, *, swapped: bool) -> set[tuple[object, ...]]:
    """What was linked and what was not, as it reads from the old side (or from the new one)."""
    return {
        (change.new, change.old, change.moved) if swapped else (change.old, change.new, change.moved)
        for change in comparison.changes
    }


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_letter_of_a_document_is_in_the_plan_or_set_aside(path: Path) -> None:
    document, plan = read(open_source(path)), load(path)
    given = letters([f"{block.number} {block.text}" for block in document.blocks])
    given += letters([row_text(row) for block in document.blocks for row in block.cells])
    kept = letters([f"{unit.number} {unit.text}" for unit in plan.units])
    kept += letters([block.text for block in plan.set_aside])
    assert given - kept <= letters([plan.root.title])
    assert kept - given == Counter()


def letters(texts: list[str]) -> Counter[str]:
    return Counter(character for text in texts for character in fold(text) if character.isalnum())


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_a_document_has_an_outline_and_does_not_differ_from_itself(path: Path) -> None:
    plan = load(path)
    assert render_plan_text(plan, RenderOptions())
    assert plan.units
    comparison = plandiff.compare(plan, plan)
    assert {change.status for change in comparison.changes} == {"equal"}
    assert not comparison.summary.different
    assert_nothing_is_lost(comparison)


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_two_neighbours_are_compared_without_loss_and_alike_from_either_side(path: Path) -> None:
    old, new = load(path), load(neighbour(path))
    there, back = plandiff.compare(old, new), plandiff.compare(new, old)
    assert_nothing_is_lost(there)
    assert_nothing_is_lost(back)
    assert there.alignment.mode == back.alignment.mode
    assert outcome(there, swapped=False) == outcome(back, swapped=True)
