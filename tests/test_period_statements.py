"""The words that state a time: which years they mean, in the month in which a plan is made, and in the text around them."""

from __future__ import annotations

import pytest

from plandiff.language.dates import Period
from plandiff.language.periods import NO_SCOPE, Present, Scope, find_statements, overlap, read_heading, resolve

SPRING = Present(2026, 2)


def said(scope: Scope) -> str:
    return " ".join(str(value) for value in scope if value)


@pytest.mark.parametrize(
    ("month", "turn"), [(0, 2026), (1, 2026), (4, 2026), (5, None), (7, None), (9, None), (10, 2027), (12, 2027)]
)
def test_the_nearest_turn_of_the_year_is_unclear_from_may_to_september(month: int, turn: int | None) -> None:
    assert Present(2026, month).turn == turn


@pytest.mark.parametrize(
    ("sentence", "month", "expected"),
    [
        *(("“十四五”收官之年，成绩显著。", 2, "2025 review"), ("“十四五”末，普惠率达到90%。", 2, "2025 review")),
        *(("“十五五”期末，普惠率达到95%。", 2, "2030 plan"), ("第十五个五年开局之年，要起好步。", 2, "2026 plan")),
        *(("2021—2023年，建成十所。", 2, "2021-2023 review"), ("2023至2021年，建成十所。", 2, "2021-2023 review")),
        *(("2026—2028年，建成十所。", 4, "2026-2028 plan"), ("2026—2028年，建成十所。", 5, "2026-2028")),
        *(
            ("2027年，建成十所。", 7, "2027 plan"),
            ("2024—2026年，建成十所。", 2, "2024-2026"),
            ("2025年，建成十所。", 7, "2025 review"),
        ),
        *(
            ("2026年上半年，建成十所。", 8, "2026 review"),
            ("2026年，建成十所。", 8, "2026"),
            ("到2026年，建成十所。", 8, "2026 plan"),
        ),
        *(
            ("截至2024年底，建成十所。", 2, "2024 review"),
            ("上一年度，建成十所。", 2, "2025 review"),
            ("明年，建成十所。", 2, "2027 plan"),
        ),
        *(
            ("过去三年，建成十所。", 12, "review"),
            ("过去一年，建成十所。", 12, "2026 review"),
            ("过去三年，建成十所。", 7, "review"),
            ("过去十年，建成十所。", 2, "2016-2025 review"),
        ),
        *(
            ("今后五年，建成十所。", 12, "2027-2031 plan"),
            ("今后五年，建成十所。", 7, "plan"),
            ("未来两年，建成十所。", 2, "2026-2027 plan"),
        ),
        *(
            ("In the next two years, ten schools open.", 2, "2026-2027 plan"),
            ("Last year, ten schools opened.", 2, "2025 review"),
        ),
        *(
            ("Over the last 12 years, ten schools opened.", 2, "2014-2025 review"),
            ("By the end of 2030, ten open.", 2, "2030 plan"),
        ),
        *(
            ("From 2021 to 2023, ten schools opened.", 2, "2021-2023 review"),
            ("The plan is new. By 2027, ten open.", 2, "2027 plan"),
        ),
        *(("The plan of 2027 is new.", 2, ""), ("办好2027年的学校。", 2, ""), ("加强领导，到2027年建成十所。", 2, "2027 plan")),
    ],
)
def test_a_sentence_of_a_month_says_its_years_and_whether_they_are_over(sentence: str, month: int, expected: str) -> None:
    present = Present(2026, month)
    found = next(iter(find_statements(sentence, present)), None)
    assert (said(resolve(found, NO_SCOPE, present)) if found else "") == expected


REVIEWED, PLANNED = Scope(Period(2021, 2025), "review"), Scope(Period(2026, 2026), "plan")


@pytest.mark.parametrize(
    ("sentence", "around", "present", "expected"),
    [
        *(("全年，建成十所。", PLANNED, SPRING, "2026 plan"), ("全年，建成十所。", REVIEWED, SPRING, "2025 review")),
        *(
            ("全年，建成十所。", Scope(None, "plan"), SPRING, "2026 plan"),
            ("全年，建成十所。", Scope(None, "review"), SPRING, "2025 review"),
        ),
        *(
            ("全年，建成十所。", Scope(None, "plan"), Present(2026, 11), "2027 plan"),
            ("全年，建成十所。", REVIEWED, None, "2021-2025 review"),
        ),
        *(
            ("全年，建成十所。", REVIEWED, Present(2026, 7), "2021-2025 review"),
            ("全年，建成十所。", Scope(None, "context"), SPRING, "context"),
        ),
        *(("近年来，建成十所。", REVIEWED, SPRING, "2021-2025 review"), ("近年来，建成十所。", PLANNED, SPRING, "review")),
        *(("2024年，建成十所。", PLANNED, None, "2024"), ("2024年，建成十所。", REVIEWED, None, "2024 review")),
        *(("2026年，建成十所。", REVIEWED, None, "2026"), ("到2024年，建成十所。", PLANNED, None, "2024 plan")),
        *(("2024年，建成十所。", Scope(None, "plan"), None, "2024 plan"), ("2024年，建成十所。", PLANNED, SPRING, "2024 review")),
    ],
)
def test_what_a_sentence_leaves_open_the_text_around_it_says(
    sentence: str, around: Scope, present: Present | None, expected: str
) -> None:
    (found,) = find_statements(sentence, present)
    assert said(resolve(found, around, present)) == expected


@pytest.mark.parametrize("begins", range(2018, 2034))
@pytest.mark.parametrize(
    ("sentence", "ahead", "years"),
    [
        ("今后五年，建成十所。", 5, 5),
        ("今后五年，建成十所。", 5, 4),
        ("今后三年，建成十所。", 3, 5),
        ("未来两年，建成十所。", 2, 2),
    ],
)
def test_as_many_years_as_the_plan_has_are_the_plans_own_if_they_have_one_in_common(
    begins: int, sentence: str, ahead: int, years: int
) -> None:
    around = Scope(Period(begins, begins + years - 1), "plan")
    for year in (begins - 3, begins + 1, begins + years):
        (found,) = find_statements(sentence, Present(year, 2))
        spoken = Period(year, year + ahead - 1)
        own = ahead == years and overlap(spoken, Period(begins, begins + years - 1))
        assert resolve(found, around, Present(year, 2)) == (around if own else Scope(spoken, "plan"))


@pytest.mark.parametrize(
    ("first", "second", "common"),
    [
        *(((2021, 2025), (2025, 2026), True), ((2021, 2025), (2026, 2030), False), ((2026, 2030), (2021, 2026), True)),
        *(((2026, 2030), (2021, 2025), False), ((2021, 2030), (2024, 2024), True), ((2024, 2024), (2021, 2030), True)),
    ],
)
def test_periods_overlap_if_they_have_a_year_in_common(first: tuple[int, int], second: tuple[int, int], common: bool) -> None:
    assert overlap(Period(*first), Period(*second)) is common


def test_a_statement_stands_where_its_words_do_and_not_in_a_title() -> None:
    text = "到2027年，落实《规划》，2028年建成。《云河市规划》到2030年。《2031年》，力争建成。"
    assert [text[found.start : found.end] for found in find_statements(text, SPRING)] == ["2027年", "2028年"]
    text = "《云河市规划》，2030年建成；《纲要》，2031年建成。"
    assert [str(found.period) for found in find_statements(text, SPRING)] == ["2030", "2031"]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        *(("主要任务", ["plan"]), ("国际国内宏观形势与我市主要目标任务安排", []), ("国际国内宏观形势与我市主要目标和任务", [])),
        *(
            ("Progress", ["review"]),
            ("Goals, Objectives and Outlook for the whole town", ["plan"]),
            ("Goals of the many halls and piers of the whole lake town", []),
        ),
        *(
            ("重点工作", ["plan"]),
            ("2025年重点工作", ["2025 review"]),
            ("2026年重点工作", ["2026 plan"]),
            ("发展成就及主要目标", []),
        ),
        *(("目标：", ["plan"]), ("目标（征求意见）", ["plan"]), ("目标管理", []), ("2027年", ["2027 plan"])),
    ],
)
def test_a_short_heading_is_named_after_what_it_ends_in(heading: str, expected: list[str]) -> None:
    assert [said(found) for found in read_heading(heading, SPRING)] == expected
