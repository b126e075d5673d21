"""Twice the text costs about twice the work, also where a text is made so that it would cost more. Work is counted, in calls."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

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
