"""The counts over all changes are those of the changes."""

from __future__ import annotations

import pytest

import plandiff
from plandiff.model import Summary

PLAN = """# 清河市水利规划

## 一、河道整治

疏浚河道，加固堤防。

## 二、农村供水

改造管网，更换水表。

### （一）水源

保护水源。

## 三、防汛

备足物资，组织演练。
"""


def summary(new: str, old: str = PLAN) -> Summary:
    return plandiff.compare(old.encode(), new.encode(), mode="versions").summary


def test_of_two_equal_plans_all_is_equal_and_no_section_is_touched() -> None:
    same = summary(PLAN)
    assert same.units == (8, 8)
    assert same.sections == (4, 4)
    assert (same.equal, same.noise, same.changed, same.added, same.deleted) == (8, 0, 0, 0, 0)
    assert same.sections_touched == 0
    assert (same.characters_deleted, same.characters_inserted) == (0, 0)


@pytest.mark.parametrize(
    ("old", "new", "touched"),
    [
        ("加固堤防", "新建堤防", 1),
        ("保护水源", "监测水源", 1),  # the section above it is not touched
        ("农村供水", "城乡供水", 1),
        ("疏浚河道，加固堤防。", "疏浚河道,加固堤防。", 0),
        ("\n## 三、防汛\n\n备足物资，组织演练。\n", "", 1),
        ("备足物资，组织演练。", "备足物资，组织演练。\n\n## 四、节水\n\n推广滴灌。", 1),
        ("疏浚河道，加固堤防。\n\n## 二、农村供水\n\n改造管网", "清理河道，加固堤防。\n\n## 二、农村供水\n\n扩建管网", 2),
    ],
)
def test_a_section_is_touched_once_by_changes_of_its_own(old: str, new: str, touched: int) -> None:
    assert summary(PLAN.replace(old, new)).sections_touched == touched


def test_a_section_that_went_and_one_that_came_are_both_touched() -> None:
    new = PLAN.replace("## 三、防汛\n\n备足物资，组织演练。", "## 三、水土保持\n\n坡地退耕，栽种灌木乔木。")
    found = summary(new)
    assert (found.deleted, found.added) == (2, 2)
    assert found.sections_touched == 2


@pytest.mark.parametrize(
    ("old", "new", "deleted", "inserted"),
    [
        ("疏浚河道，加固堤防。", "疏浚河道，加固全部堤防。", 0, 2),
        ("疏浚河道，加固堤防。", "疏浚河道。", 5, 0),
        ("更换水表", "更换阀门", 2, 2),
        ("疏浚河道，加固堤防。", "疏浚河道,加固堤防。", 0, 0),
        ("备足物资，组织演练。", "备足物资，组织演练。\n\n落实责任。", 0, 0),  # what was added whole is counted as such
    ],
)
def test_characters_are_those_that_changed_within_texts(old: str, new: str, deleted: int, inserted: int) -> None:
    found = summary(PLAN.replace(old, new))
    assert (found.characters_deleted, found.characters_inserted) == (deleted, inserted)


def test_only_sections_count_as_renamed() -> None:
    assert summary(PLAN.replace("农村供水", "城乡供水")).renamed == 1
    assert summary(PLAN.replace("更换水表", "更换阀门")).renamed == 0


def test_noise_is_counted_by_class_and_in_order() -> None:
    found = summary(PLAN.replace("河道，加固", "河道,加固").replace("管网，更换", "管网,更换"))
    assert (found.noise, found.changed) == (2, 0)
    assert found.noise_classes == (("width", 2),)


def test_a_plan_is_retitled_if_both_have_titles_that_differ() -> None:
    assert summary(PLAN.replace("水利规划", "水务规划")).retitled
    assert not summary(PLAN).retitled
    assert not summary(PLAN.replace("# 清河市水利规划\n\n", "")).retitled
