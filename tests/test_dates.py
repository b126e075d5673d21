"""Years, periods and days: what texts print, and which is before which."""

from __future__ import annotations

import re
from calendar import monthrange

import pytest
from hypothesis import given
from hypothesis import strategies as some

from plandiff import compare
from plandiff.changes.deadlines import deadlines
from plandiff.language.dates import (
    CHINESE_DATE,
    ENGLISH_DATE,
    MONTH,
    YEAR,
    Date,
    Period,
    date_of,
    find_day,
    find_period,
    last_day,
    read_period,
    read_year,
)

YEARS = some.integers(1900, 2099)
PERIODS = some.builds(lambda first, length: Period(first, min(first + length, 2099)), YEARS, some.integers(0, 30))
DAYS = some.builds(
    lambda year, month, day: Date(year, month, min(day, last_day(year, month))), YEARS, some.integers(1, 12), some.integers(1, 31)
)
NAMES = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


def _in_words(year: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))


@given(PERIODS)
def test_a_period_is_read_back_from_what_it_prints(period: Period) -> None:
    assert read_period(str(period)) == period
    assert read_period(f"{period.first}—{period.last}年") == period
    assert read_period(f"{_in_words(period.first)}年至{_in_words(period.last)}年") == period


@given(PERIODS, PERIODS)
def test_periods_are_in_the_order_in_which_they_begin_and_then_end(one: Period, other: Period) -> None:
    assert (one == other) == (str(one) == str(other))
    assert (one < other) == ((one.first, one.last) < (other.first, other.last))


@given(DAYS)
def test_a_day_is_the_same_however_it_is_printed(day: Date) -> None:
    month = NAMES[day.month - 1]
    printed = (
        str(day),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.day} {month} {day.year}",
        f"{month[:3]}. {day.day}, {day.year}",
        f"{month} {day.day}th {day.year}",
    )
    assert {find_day(text) for text in printed} == {day}


@given(DAYS, DAYS)
def test_days_are_in_the_order_of_the_calendar(one: Date, other: Date) -> None:
    assert (one < other) == (str(one) < str(other))
    assert one <= Date(one.year, one.month, last_day(one.year, one.month)) <= Date(one.year)


@given(YEARS)
def test_a_year_is_one_in_either_kind_of_digits(year: int) -> None:
    assert read_year(_in_words(year)) == read_year(str(year)) == year
    assert re.fullmatch(YEAR, _in_words(year))
    assert re.fullmatch(YEAR, str(year))


@pytest.mark.parametrize(
    "text", ["2025年13月1日", "2025年0月5日", "2025-00-05", "2025-05-00", "2025-02-40", "March 2024", "in 2024", "第十二届", ""]
)
def test_what_prints_no_day_has_none(text: str) -> None:
    assert find_day(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("（二〇二四年三月十五日）", "2024-03-15"),
        ("二○○四年十二月三十一日", "2004-12-31"),
        ("２０２４年 ３月 ５日印发", "2024-03-05"),
        ("Tue, 12 Mar 2024 08:00:00 GMT", "2024-03-12"),
    ],
)
def test_days_are_found_in_signatures_and_headers(text: str, day: str) -> None:
    assert str(find_day(text)) == day


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("云河市教育规划（2021－2025年）", "2021-2025"),
        ("云河市“十四五”教育规划", "2021-2025"),
        ("云河市第十五个五年规划", "2026-2030"),
        ("2026", "2026"),
        ("2024-03-05", "2024"),
    ],
)
def test_the_years_of_a_plan_are_read_from_whatever_states_them(text: str, period: str) -> None:
    assert str(read_period(text)) == period


@pytest.mark.parametrize("text", ["", "近期", "2021年和2023年", "010-2021"])
def test_what_states_no_period_has_none(text: str) -> None:
    assert find_period(text) is None


@pytest.mark.parametrize(
    ("printed", "last"),
    [
        ("2025年", "2025-12-31"),
        ("2025年上半年", "2025-06-30"),
        ("2024年2月底", "2024-02-29"),
        ("2025年2月底", "2025-02-28"),
        ("二〇二五年九月底", "2025-09-30"),
        ("二〇二五年九月十日", "2025-09-10"),
        ("2025", "2025-12-31"),
        ("June 2025", "2025-06-30"),
        ("15th Sept. 2025", "2025-09-15"),
        *((f"2025年{month}月底", f"2025-{month:02}-{monthrange(2025, month)[1]}") for month in range(1, 13)),
    ],
)
def test_a_year_or_month_is_due_on_its_last_day(printed: str, last: str) -> None:
    found = re.fullmatch(f"{CHINESE_DATE}|{ENGLISH_DATE}", printed)
    assert found is not None
    assert str(date_of(found)) == last


@pytest.mark.parametrize("name", NAMES)
def test_months_are_known_by_their_names_and_what_they_are_cut_to(name: str) -> None:
    assert all(re.fullmatch(MONTH, word) for word in (name, name[:3], f"{name[:3]}."))
    assert not re.fullmatch(MONTH, name[:2])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("到2025年6月底前建成。", "到2025年6月30日前建成。"),
        ("到二〇二五年九月底前建成。", "到2025年9月底前建成。"),
        ("Build it by June 2026.", "Build it by 30 June 2026."),
    ],
)
def test_a_deadline_is_the_same_whichever_way_it_is_printed(one: str, other: str) -> None:
    assert [found.when for found in deadlines(one)] == [found.when for found in deadlines(other)] != []


def test_a_period_that_is_only_printed_otherwise_did_not_change() -> None:
    text = "---\ntitle: 云河市教育规划\nperiod: {}\n---\n\n# 云河市教育规划\n\n## 一、目标\n\n办好每一所学校。\n"
    old, new, later = (text.format(period).encode() for period in ("2021-2025", "2021—2025年", "2026-2030"))
    assert [finding.rule.id for finding in compare(old, new).findings] == []
    assert [finding.rule.id for finding in compare(old, later).findings] == ["period-changed"]


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(2000, 2, 29), (1900, 2, 28), (2100, 2, 28), (2024, 2, 29), (2023, 2, 28), (2023, 1, 31), (2023, 4, 30), (2023, 12, 31)],
)
def test_a_month_has_the_days_of_the_calendar(year: int, month: int, day: int) -> None:
    assert last_day(year, month) == day
