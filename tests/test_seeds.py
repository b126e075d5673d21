"""Comparing the first two seeds finds every edit that docs/seeds.md lists, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import plandiff
from plandiff.language.folding import fold
from plandiff.model import Change, Comparison, Plan, Unit

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"


class Row(NamedTuple):
    """A row of the table in docs/seeds.md."""

    number: str
    kind: str
    what: str
    before: str
    after: str


def rows() -> list[Row]:
    lines = (ROOT / "docs" / "seeds.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [Row(*row) for row in cells if row[0].isdigit()]


class Seeds:
    """The comparison of the first two seeds, and ways to look into it."""

    def __init__(self) -> None:
        self.comparison: Comparison = plandiff.compare(SEEDS / "beijing-2021-2025.txt", SEEDS / "beijing-2021-2025-revised.md")

    def olds(self, change: Change) -> list[Unit]:
        return [self.comparison.old.unit[unit] for unit in change.old]

    def news(self, change: Change) -> list[Unit]:
        return [self.comparison.new.unit[unit] for unit in change.new]

    def change_of(self, what: str) -> Change:
        """The one change of the heading, or of the paragraph that begins with `what`, new plan first."""
        for units in (self.news, self.olds):
            found = [change for change in self.comparison.changes if any(opens(unit, what) for unit in units(change))]
            if found:
                assert len(found) == 1, what
                return found[0]
        raise AssertionError(f"no unit begins with {what}")

    def home(self, plan: Plan, unit: Unit) -> str:
        return "" if unit.parent is None else plan.unit[unit.parent].text


def opens(unit: Unit, what: str) -> bool:
    if unit.kind == "section":
        return fold(unit.text) == fold(what)
    return fold(f"{unit.number}{unit.text}").startswith(fold(what))


@cache
def seeds() -> Seeds:
    return Seeds()


def old_text(change: Change) -> str:
    return "".join(edit.old for edit in seeds().comparison.printed(change))


def new_text(change: Change) -> str:
    return "".join(edit.new for edit in seeds().comparison.printed(change))


def check_words(row: Row, change: Change) -> None:
    assert row.before in old_text(change)
    assert row.after in new_text(change)
    assert row.before not in new_text(change)
    assert change.status == "changed"


def check_quantity(row: Row, change: Change) -> None:
    check_words(row, change)
    replaced = [(edit.old, edit.new) for edit in seeds().comparison.printed(change) if edit.op == "replace"]
    assert any(old in row.before and new in row.after and any(map(str.isdigit, old)) for old, new in replaced), replaced


def check_sentence(row: Row, change: Change) -> None:
    assert change.status == "changed"
    op, sentence = ("insert", row.after) if row.after else ("delete", row.before)
    assert sentence in [edit.new if op == "insert" else edit.old for edit in seeds().comparison.printed(change) if edit.op == op]


def check_renamed(row: Row, change: Change) -> None:
    assert [unit.text for unit in seeds().olds(change)] == [row.before]
    assert [unit.text for unit in seeds().news(change)] == [row.after]
    assert change.status == "changed"
    assert not change.moved


def check_moved(row: Row, change: Change) -> None:
    assert change.moved
    assert change.status in ("equal", "noise")
    assert seeds().home(seeds().comparison.old, seeds().olds(change)[0]) == row.before
    assert seeds().home(seeds().comparison.new, seeds().news(change)[0]) == row.after


def check_moved_and_edited(row: Row, change: Change) -> None:
    assert change.moved
    check_words(row, change)


def check_split(row: Row, change: Change) -> None:
    assert change.split
    assert [opens(unit, what) for unit, what in zip(seeds().news(change), (row.what, row.after), strict=True)] == [True, True]


def check_merged(row: Row, change: Change) -> None:
    assert change.merged
    assert [opens(unit, what) for unit, what in zip(seeds().olds(change), (row.what, row.before), strict=True)] == [True, True]


def check_added(row: Row, change: Change) -> None:
    assert change.status == "added"
    assert (row.kind == "section added") == (seeds().news(change)[0].kind == "section")


def check_deleted(row: Row, change: Change) -> None:
    assert change.status == "deleted"
    assert (row.kind == "section deleted") == (seeds().olds(change)[0].kind == "section")


CHECKS: dict[str, Callable[[Row, Change], None]] = {
    "number": check_quantity,
    "deadline": check_words,
    "wording": check_words,
    "stronger duty": check_words,
    "weaker duty": check_words,
    "rewritten": check_words,
    "sentence added": check_sentence,
    "sentence deleted": check_sentence,
    "heading renamed": check_renamed,
    "section moved": check_moved,
    "paragraph moved": check_moved,
    "paragraph moved and edited": check_moved_and_edited,
    "paragraph split": check_split,
    "paragraphs merged": check_merged,
    "paragraph added": check_added,
    "section added": check_added,
    "paragraph deleted": check_deleted,
    "section deleted": check_deleted,
}


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.number}-{row.kind}".replace(" ", "-"))
def test_every_listed_edit_is_found(row: Row) -> None:
    CHECKS[row.kind](row, seeds().change_of(row.what))


def test_nothing_but_the_listed_edits_is_found() -> None:
    listed = {seeds().change_of(row.what).id for row in rows()}
    below_listed = {unit.id for change in seeds().comparison.changes if change.id in listed for unit in seeds().news(change)}
    below_listed_old = {unit.id for change in seeds().comparison.changes if change.id in listed for unit in seeds().olds(change)}
    unexplained = [
        (change.status, old_text(change)[:30], new_text(change)[:30])
        for change in seeds().comparison.changes
        if change.id not in listed
        and (change.moved or change.split or change.merged or change.status not in ("equal", "noise"))
        and not any(lies_below(unit, below_listed) for unit in seeds().news(change))
        and not any(lies_below(unit, below_listed_old) for unit in seeds().olds(change))
    ]
    assert unexplained == []


def lies_below(unit: Unit, sections: set[str]) -> bool:
    """Whether it is part of an added or deleted section that the list names by its heading."""
    return unit.parent is not None and any(
        unit.parent == one or unit.parent.startswith((f"{one}.", f"{one}/")) for one in sections
    )


def test_marks_stay_within_the_listed_words() -> None:
    by_change: dict[str, list[Row]] = {}
    for row in rows():
        if row.kind != "rewritten":
            by_change.setdefault(seeds().change_of(row.what).id, []).append(row)
    for change in seeds().comparison.changes:
        if change.status != "changed" or change.id not in by_change:
            continue
        worded = [row for row in by_change[change.id] if not row.kind.startswith(("paragraph split", "paragraphs merged"))]
        marked = [edit for edit in seeds().comparison.printed(change) if edit.op not in ("equal", "noise")]
        assert sum(len(edit.old) for edit in marked) <= sum(len(row.before) for row in worded), change
        assert sum(len(edit.new) for edit in marked) <= sum(len(row.after) for row in worded), change


def test_the_counts_are_those_of_the_list() -> None:
    kinds = Counter(row.kind for row in rows())
    moves = {row.what for row in rows() if "moved" in row.kind}
    summary = seeds().comparison.summary
    assert summary.split == kinds["paragraph split"]
    assert summary.merged == kinds["paragraphs merged"]
    assert summary.renamed == kinds["heading renamed"]
    assert summary.moved == len(moves)


def test_the_made_up_plans_say_so() -> None:
    for name in ("beijing-2021-2025-revised.md", "yunhe-2021-2025.md"):
        assert "note: >-" in (SEEDS / name).read_text(encoding="utf-8")


def test_the_plan_of_another_city_is_compared_as_a_region() -> None:
    comparison = plandiff.compare(SEEDS / "beijing-2021-2025.txt", SEEDS / "yunhe-2021-2025.md")
    assert comparison.alignment.mode == "regions"
    old, new = comparison.old.unit, comparison.new.unit
    pairs = {(i, j) for change in comparison.changes for i in change.old for j in change.new}
    pairs |= {(related.old, related.new) for related in comparison.alignment.related}
    titles = {(old[i].text, new[j].text) for i, j in pairs}
    assert titles >= {
        ("深化普通高中多样化有特色发展", "推进普通高中特色发展"),
        ("增强职业教育适应性", "提升职业教育适应性"),
        ("推进民办教育规范发展", "规范发展民办教育"),
        ("提升经费保障能力", "强化经费保障"),
        ("全面推进依法治教", "推进依法治教"),
    }
