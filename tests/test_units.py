"""What units and times are worth, and which names of them mean the same."""

from __future__ import annotations

from itertools import pairwise

import pytest

from plandiff.language.durations import find_durations
from plandiff.language.english_quantities import find_english_quantities
from plandiff.language.quantities import find_quantities
from plandiff.language.units import SCARCE_BEFORE_NOUN, UNITS, WORDY, base_of, common_unit, unit_at


@pytest.mark.parametrize(
    ("count", "unit", "one"),
    [
        *((1000, "公斤", "吨"), (2000, "斤", "吨"), (1_000_000, "克", "吨"), (1000, "kg", "吨")),
        *((1000, "米", "公里"), (2, "里", "公里"), (100_000, "厘米", "公里"), (1_000_000, "毫米", "公里"), (1, "公里", "km")),
        *((100, "公顷", "平方公里"), (1500, "亩", "平方公里"), (1_000_000, "平方米", "km²"), (15, "亩", "公顷")),
        *((1000, "瓦", "千瓦"), (1000, "W", "千瓦"), (1000, "千瓦", "兆瓦"), (1000, "兆瓦", "吉瓦"), (1, "GW", "吉瓦")),
        *((1, "度", "千瓦时"), (1000, "千瓦时", "兆瓦时"), (1000, "MWh", "GWh"), (1000, "GWh", "TWh")),
        *((1_000_000_000, "立方米", "立方公里"), (1000, "升", "立方米")),
        *((12, "个月", "年"), (1, "学年", "年"), (24, "小时", "天"), (60, "分钟", "小时"), (7, "天", "周"), (5, "工作日", "周")),
    ],
)
def test_so_many_of_a_unit_are_one_of_another(count: int, unit: str, one: str) -> None:
    (name, size), (other, whole) = base_of(unit), base_of(one)
    assert name == other
    assert count * size == pytest.approx(whole)


def test_a_mile_at_sea_is_longer_than_a_kilometre() -> None:
    assert base_of("海里") == ("公里", 1.852)


@pytest.mark.parametrize(
    "names",
    [
        ("平方米", "m²", "㎡", "square metres"),
        ("公里", "千米", "km", "㎞"),
        ("吨", "t", "tonnes"),
        ("小时", "h", "hours"),
        ("元/平方米", "元/㎡", "yuan/m²"),
        ("%", "percent"),
    ],
)
def test_a_unit_has_one_name_however_it_is_written(names: tuple[str, ...]) -> None:
    assert {common_unit(name) for name in names} == {names[0]}


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        *(("个百分点", "个百分点"), ("个", "个"), ("家", "家"), ("家医院", "家"), ("家庭", ""), ("人均", ""), ("人", "人")),
        *(
            ("km", "km"),
            ("km2", ""),
            ("km线", "km"),
            ("kmx", ""),
            ("m²", "m²"),
            ("吨标准煤", "吨标准煤"),
            ("的", ""),
            ("", ""),
            ("%a", "%"),
            ("%3", "%"),
            ("次", "次"),
            ("次序", ""),
        ),
        *(
            ("家庭农场", ""),
            ("家医院和家庭", "家"),
            ("人均收入", ""),
            ("人员", "人"),
            ("部门预算", ""),
            ("km2的", ""),
            ("km的2", "km"),
        ),
        *(("立方米/秒", "立方米/秒"), ("微克/立方米", "微克/立方米"), ("EFLOPS", "EFLOPS")),
    ],
)
def test_the_longest_unit_counts_unless_it_only_begins_another_word(text: str, unit: str) -> None:
    assert unit_at(f"25{text}", 2) == unit


NAMING = {"月", "届"}
"""Units with which a number names a month or a session."""


@pytest.mark.parametrize("unit", sorted(UNITS.keys() - NAMING))
def test_a_unit_after_a_number_counts_and_has_its_kind(unit: str) -> None:
    (found,) = find_quantities(f"总数达到不少于25{unit}。")
    assert unit_at(f"25{unit}", 2) == unit
    assert (found.value, found.kind) == (250 if unit == "成" else 25, UNITS[unit])


@pytest.mark.parametrize("unit", sorted(NAMING))
def test_a_number_that_names_a_month_or_a_session_counts_nothing(unit: str) -> None:
    assert find_quantities(f"总数达到25{unit}。") == []


@pytest.mark.parametrize("unit", sorted(SCARCE_BEFORE_NOUN - NAMING))
def test_a_unit_that_seldom_counts_does_so_before_a_noun_where_it_is_listed(unit: str) -> None:
    assert len(find_quantities(f"建设25{unit}学校。")) == 1


@pytest.mark.parametrize("unit", sorted(WORDY - {"年", "月", "日", "天", "周"}))
def test_a_numeral_of_one_character_with_a_unit_that_makes_words_counts_only_when_compared(unit: str) -> None:
    assert find_quantities(f"安排三{unit}。") == []
    assert [found.value for found in find_quantities(f"安排不少于三{unit}。")] == [3]


# --- times ------------------------------------------------------------------------------------


def days(text: str) -> list[float]:
    return [found.days for found in find_durations(text)]


@pytest.mark.parametrize(
    ("text", "length"),
    [
        *(("保存三年", 1095), ("保存三个月", 90), ("保存三個月", 90), ("保存三周", 21), ("保存三日", 3), ("保存三天", 3)),
        *(("三个工作日内", 4.2), ("三工作日内", 4.2), ("三个月内", 90), ("二十四小时内", 1), ("48小時內", 2)),
        *(("for a year", 365), ("for an hour", 1 / 24), ("for 2 months", 60), ("within 30 days", 30), ("two weeks", 14)),
        *(("five business days", 7), ("5 working days", 7), ("ten (10) calendar days", 10), ("ninety-day", 90)),
    ],
)
def test_a_time_is_so_many_days(text: str, length: float) -> None:
    assert days(text) == [pytest.approx(length)]


@pytest.mark.parametrize(
    ("each", "length"),
    [
        *(("年", 365), ("学年", 365), ("个学年", 365), ("半年", 182), ("学期", 182), ("个学期", 182)),
        *(("季度", 91), ("个季度", 91), ("月", 30), ("个月", 30), ("周", 7)),
    ],
)
def test_what_recurs_does_so_after_as_many_days(each: str, length: float) -> None:
    assert days(f"每{each}报告一次") == [length]


def test_english_numbers_of_times_are_counted_on() -> None:
    words = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "fifteen",
        "twenty",
        "thirty",
        "sixty",
        "ninety",
    ]
    lengths = [found for word in words for found in days(f"for {word} days")]
    assert lengths == [*range(1, 13), 15, 20, 30, 60, 90]
    assert all(one < other for one, other in pairwise(lengths))


@pytest.mark.parametrize(
    ("text", "within"),
    [
        *(
            ("七日内公告", True),
            ("七日以内公告", True),
            ("公告七日", False),
            ("within 7 days of it", False),
            ("within 7 days", True),
        ),
        *(("within 7 days before it", False), ("for 7 days", False), ("每年报告", False)),
    ],
)
def test_a_time_within_which_something_is_done_counts_from_an_event(text: str, within: bool) -> None:
    assert [found.within for found in find_durations(text)] == [within]


@pytest.mark.parametrize(
    "text",
    [
        "2025年",
        "过去三年",
        "近三年",
        "三年级",
        "三年曾受处罚",
        "三年内曾受处罚",
        "十八周岁",
        "aged 18 years old",
        "16 years of age",
        "五月",
    ],
)
def test_a_date_an_age_and_a_time_in_the_past_are_no_length_of_time(text: str) -> None:
    assert days(text) == []


# --- English units ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "unit", "kind"),
    [
        *(("20 percent", "%", "share"), ("20%", "%", "share"), ("20 percentage points", "percentage points", "share")),
        *(("20 hours", "hours", "time"), ("3 times", "times", "times"), ("20 yuan", "yuan", "money"), ("$20", "$", "money")),
        *(("20 km", "km", "measure"), ("20 square miles", "square miles", "measure"), ("20 schools", "", "")),
    ],
)
def test_an_english_unit_is_of_its_kind(text: str, unit: str, kind: str) -> None:
    (found,) = find_english_quantities(f"at least {text} more")
    assert (found.unit, found.kind, found.comparator) == (unit, kind, ">=")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("保存三年，十五个工作日内答复", [("三年", 1095), ("十五个工作日内", 21)]),
        ("within ten business days", [("within ten business days", 14)]),
        ("for 3 calendar months", [("3 calendar months", 90)]),
        ("within thirty (30) days of receipt", [("within thirty (30) days", 30)]),
        ("每个学期公布，每半年检查", [("每个学期", 182), ("每半年", 182)]),
        ("保存不满三年，期满延长", [("三年", 1095)]),
        ("一年内三次违规", [("一年内", 365)]),
        ("三年多次违规", []),
        ("五日内受过处罚", []),
        ("children two years of age", []),
    ],
)
def test_times_stand_where_they_are_printed(text: str, found: list[tuple[str, float]]) -> None:
    times = find_durations(text)
    assert [(time.text, time.days) for time in times] == found
    assert [text[time.start : time.end] for time in times] == [time.text for time in times]
