"""What time each unit of a plan speaks of, through headings, introductions, asides and tables."""

from __future__ import annotations

import pytest

from plandiff.model import Plan
from plandiff.pipeline import load

PLAN = """云河市规划（2026—2030年）

一、“十四五”时期发展成就

五年来，建成学校十所。2019年，建成两所，改建一所。群众满意度提高。

2019年，建成两所。群众满意度提高。

2019年，建成两所。

二、主要目标

到2030年，实现以下目标：

（一）建成学校十所。

（二）培训教师一千人次。

培训校长一百人次。

表1 2028年主要指标

| 指标 | 数值 |
| --- | --- |
| 入园率 | 95 |

三、2027年重点工作

（一）工作成效

建成学校五所。

（二）工作计划

新建学校两所。

四、2027年主要目标和2030年远景目标

学校全部达标。
"""


def years(plan: Plan) -> dict[str, str]:
    """Unit -> the years and the aspect that it speaks of."""
    return {unit.id: " ".join(str(part) for part in unit.timing.scope if part) for unit in plan.units}


def shifts(plan: Plan, unit: str) -> list[str]:
    """What a text speaks of from where it changes on, with the words there."""
    found = plan.unit[unit]
    return [f"{found.text[at : at + 5]}: {scope.period} {scope.aspect}" for at, scope in found.timing.shifts]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load(PLAN.encode())


def test_a_heading_says_the_time_of_what_is_below_it_as_far_as_it_says_any(plan: Plan) -> None:
    assert {unit: said for unit, said in years(plan).items() if "/" not in unit} == {
        "1": "2021-2025 review",
        "2": "2026-2030 plan",
        "3": "2027 plan",
        "3.1": "review",
        "3.2": "2027 plan",
        "4": "plan",
    }
    assert [years(plan)[unit] for unit in ("3.1/1", "3.2/1", "4/1")] == ["review", "2027 plan", "plan"]


def test_a_year_outside_the_review_is_an_aside_of_one_sentence(plan: Plan) -> None:
    for unit in ("1/1", "1/2"):
        assert years(plan)[unit] == "2021-2025 review"
        assert shifts(plan, unit) == ["2019年: 2019 review", "群众满意度: 2021-2025 review"]
    assert (years(plan)["1/3"], shifts(plan, "1/3")) == ("2019 review", [])


def test_an_introduction_says_the_time_of_its_list_and_a_caption_that_of_its_table(plan: Plan) -> None:
    assert [years(plan)[f"2/{number}"] for number in (1, 2, 3, 4)] == ["2030 plan", "2030 plan", "2030 plan", "2026-2030 plan"]
    assert {years(plan)[unit.id] for unit in plan.units if unit.id.startswith("2/5")} == {"2028 plan"}


@pytest.mark.parametrize(
    ("sentence", "expected", "later"),
    [
        ("加强领导，到2029年建成十所。", "2029 plan", []),
        ("加强组织领导，健全工作机制，压实各级各方面工作责任，到2029年建成十所。", "2026-2030 plan", ["2029年: 2029 plan"]),
        ("2027年，建成两所。2028年，建成三所。", "2027 plan", ["2028年: 2028 plan"]),
        ("2027年，建成两所。2027年，改建三所。", "2027 plan", []),
    ],
)
def test_a_time_early_in_a_paragraph_is_that_of_the_whole(sentence: str, expected: str, later: list[str]) -> None:
    text = load(
        f"云河市规划（2026—2030年）\n\n一、主要目标\n\n{sentence}\n\n二、保障\n\n加强领导，健全机制，落实责任。\n".encode()
    )
    assert years(text)["1/1"] == expected
    assert shifts(text, "1/1") == later
