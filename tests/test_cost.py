"""Twice the text costs about twice the work, also where a text is made so that it would cost more. Work is counted, in calls."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

import plandiff
from plandiff.targets.running import Context, text_targets
from plandiff.targets.tuning import TUNING

AT_MOST = 2.3
"""How much more work twice the text may make."""


def calls_of(work: Callable[[], object]) -> int:
    """How many functions are called by some work, Python's own included."""
    called = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal called
        called += event in ("call", "c_call")

    work()  # what is compiled once, and kept
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return called


def grows_with(work: Callable[[int], object], size: int) -> bool:
    """Whether some work on a text of twice the size is about twice as much."""
    return calls_of(lambda: work(2 * size)) <= AT_MOST * calls_of(lambda: work(size))


@pytest.mark.parametrize("run", ["万元", "翻一番", "5万元", "5个", "5%、", "5个和", "$5 ", "5—", "5,", "（5个", "3岁以下"])
def test_a_run_of_quantities_costs_what_its_length_costs(run: str) -> None:
    assert grows_with(lambda size: list(text_targets("力争" + run * size, Context("", None, TUNING))), 100)


def test_a_noun_is_looked_for_behind_what_qualifies_it() -> None:
    found = list(text_targets("到2030年，培训超50万名3岁以下婴幼儿照护人员。", Context("", None, TUNING)))
    assert found[0].indicator == "3岁以下婴幼儿照护人员"


# --- tables ------------------------------------------------------------------------------------------

WIDE = {
    "cells that push each other to the right": "<tr>" + "<td colspan=64 rowspan=9999>甲</td>" * 5 + "</tr>",
    "cells that reach to the end": "<tr><td colspan=64 rowspan=0>甲</td></tr>",
    "a staircase of cells": "<tr><td rowspan=9999>甲</td><td>乙</td></tr>",
}
"""Rows of HTML tables whose grid would be far larger than what is printed."""


@pytest.mark.parametrize("kind", WIDE)
def test_cells_that_reach_over_each_other_cost_what_is_printed(kind: str) -> None:
    def page(size: int) -> bytes:
        return f"<html><body><table>{WIDE[kind] * size}</table></body></html>".encode()

    assert grows_with(lambda size: plandiff.load(page(size)), 200)
    text = " ".join(unit.text for unit in plandiff.load(page(200)).units)
    assert text.count("甲") == WIDE[kind].count("甲") * 200


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_one_long_row_makes_no_other_longer(form: str) -> None:
    def text(size: int) -> str:
        if form == "markdown":
            return "# 表\n\n|" + "甲|" * (2 * size) + "\n|---|\n" + "|乙|丙|\n" * size
        short = "<tr><td>乙</td><td>丙</td></tr>" * size
        return f"<html><body><table><tr>{'<td>甲</td>' * (2 * size)}</tr>{short}</table></body></html>"

    assert grows_with(lambda size: plandiff.load(text(size).encode()), 400)
    read = " ".join(unit.text for unit in plandiff.load(text(400).encode()).units)
    assert (read.count("甲"), read.count("乙")) == (800, 400)


def test_a_table_with_many_merged_cells_is_still_one() -> None:
    head = "<tr><th>学校</th><th>年份</th><th>学位</th></tr>"
    group = "<tr><td rowspan=4>一中</td><td>2026</td><td>800</td></tr>" + "<tr><td>2027</td><td>900</td></tr>" * 3
    plan = plandiff.load(f"<html><body><table>{head}{group * 900}</table></body></html>".encode())
    rows = [unit for unit in plan.units if unit.kind == "row"]
    assert len(rows) == 3601
    assert rows[-1].text == "2027 | 900"
