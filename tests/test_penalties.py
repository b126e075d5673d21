"""What a text threatens: fines and other penalties, how much of them, and for whom."""

from __future__ import annotations

import pytest

from plandiff.language.penalties import Penalty, find_penalties, penalty_kind


def amounts(text: str) -> list[tuple[str, float | None, float | None, str]]:
    return [(found.kind, found.low, found.high, found.unit) for found in find_penalties(text)]


@pytest.mark.parametrize(
    ("text", "kind", "low", "high", "unit"),
    [
        ("处二千元以上一万元以下的罚款。", "fine", 2000, 10000, "元"),
        ("處三萬元以上十五萬元以下罰鍰。", "fine", 30000, 150000, "元"),
        ("处五百元以下罚款。", "fine", None, 500, "元"),
        ("处五百元以上罚款。", "fine", 500, None, "元"),
        ("可以处五百元罚款。", "fine", 500, 500, "元"),
        ("罚款不超过五百元。", "fine", None, 500, "元"),
        ("处违法所得一倍以上三倍以下的罚款。", "fine", 1, 3, "倍"),
        ("按每株五百元罚款。", "fine", 500, 500, "元/株"),
        ("处五日以下拘留。", "penalty", None, 5, "日"),
        ("处三年以下有期徒刑。", "penalty", None, 3 * 365, "日"),
        ("处六个月以上三年以下有期徒刑。", "penalty", 180, 3 * 365, "日"),
        ("处一年以上三年以下有期徒刑。", "penalty", 365, 3 * 365, "日"),
        ("禁止其三年内从事苗木经营。", "penalty", 3 * 365, 3 * 365, "日"),
        ("二年内不得申请。", "penalty", 2 * 365, 2 * 365, "日"),
        ("An offender is liable to a fine of up to $500.", "fine", None, 500, "$"),
        ("A fine of $500 applies.", "fine", 500, 500, "$"),
        ("An offender is imprisoned for not more than two years.", "penalty", None, 2 * 365, "日"),
        ("An offender faces 6 months in prison.", "penalty", 180, 180, "日"),
    ],
)
def test_a_penalty_has_two_ends_or_one(text: str, kind: str, low: float | None, high: float | None, unit: str) -> None:
    assert amounts(text) == [(kind, low, high, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "投入五百元。",
        "三年内建成十所学校。",
        "罚款上缴国库。",
        "不得收费。",
        "The council spends $500.",
        "The fine is paid at once.",
        "",
    ],
)
def test_a_quantity_that_punishes_nobody_is_no_penalty(text: str) -> None:
    assert find_penalties(text) == []


def test_each_penalty_says_who_pays_and_for_what_back_to_the_one_before() -> None:
    text = "对单位处二万元以上五万元以下罚款，对个人处五百元以上二千元以下罚款；逾期不改的，处五日以下拘留。"
    assert [(found.text, found.about) for found in find_penalties(text)] == [
        ("二万元以上五万元以下", "对单位处"),
        ("五百元以上二千元以下", "对个人处"),
        ("五日以下", "逾期不改的，处"),
    ]


def test_a_minimum_in_another_unit_than_the_maximum_belongs_to_it() -> None:
    text = "情节较重的，处警告，处六个月以上一年以下拘留，并处一万元罚款。"
    assert [(found.text, found.low, found.high, found.about) for found in find_penalties(text)] == [
        ("六个月以上一年以下", 180, 365, "情节较重的，处警告，处"),
        ("一万元", 10000, 10000, "处"),
    ]
    assert [found.text for found in find_penalties("处六个月以上有期徒刑，处一年以下拘留。")] == ["六个月以上", "一年以下"]


def test_what_is_printed_is_quoted_as_printed() -> None:
    assert [found.text for found in find_penalties("處新臺幣 ３ 萬元以上 １５ 萬元以下罰鍰。")] == ["３ 萬元以上 １５ 萬元以下"]
    assert find_penalties("逾期的，处５００元罚款。") == [Penalty("fine", "５００元", 500, 500, "元", "逾期的，处")]


@pytest.mark.parametrize(
    ("text", "part", "kind"),
    [
        *(("处五百元罚款", "五百元", "fine"), ("罚款五百元", "五百元", "fine"), ("投入五百元", "五百元", None)),
        *(("处五日拘留", "五日", "penalty"), ("处五日", "五日", None), ("禁止三年", "三年", "penalty")),
        *((f"罚款{'，' * 60}五百元", "五百元", None), (f"五百元{'，' * 60}罚款", "五百元", None)),
    ],
)
def test_the_words_around_a_quantity_make_it_a_penalty(text: str, part: str, kind: str | None) -> None:
    start = text.index(part)
    assert penalty_kind(text, start, start + len(part)) == kind


def test_a_penalty_that_opens_its_statement_is_named_by_what_follows() -> None:
    assert [(found.text, found.about) for found in find_penalties("三年内不得再次申请。")] == [("三年内", "不得再次申请")]


def test_a_fine_is_not_a_length_of_time() -> None:
    text = "罚款五百元"
    assert penalty_kind(text, 2, 5, "money") == "fine"
    assert penalty_kind(text, 2, 5, "time") is None
