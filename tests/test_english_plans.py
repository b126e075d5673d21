"""What English plans of cities state in lists: a year before a colon, a former value in brackets, a date at the end."""

from __future__ import annotations

import pytest

from plandiff import compare, load, loads
from plandiff.language.english_quantities import find_english_quantities
from plandiff.model import Source
from plandiff.targets import find_targets

OLD = "# Climate plan\n\n## Goals\n\n- **2030:** 30% emissions reduction\n- Expand the tram network (3 new lines by 2028)\n- Ban open fires by 2029\n"


def stated(item: str) -> list[tuple[str, str, str, str]]:
    plan = loads(f"# Climate plan\n\n## Goals\n\n- {item}\n- Councils shall report each year.\n")
    return [(found.text, found.indicator, str(found.year or ""), found.role) for found in find_targets(plan)]


def test_a_year_before_a_colon_dates_what_follows() -> None:
    assert stated("**2030:** 20% emissions reduction") == [("20%", "emissions reduction", "2030", "target")]


def test_what_a_value_was_stands_in_brackets_after_it() -> None:
    assert stated("Power: 50% renewable by 2035 (from 100% by 2028)") == [
        ("50%", "renewable", "2035", "target"),
        ("100%", "renewable", "2035", "baseline"),
    ]
    assert stated("Reduce the lane plan from 50 miles to 15 miles")[0] == ("50 miles", "Reduce the lane plan", "", "baseline")


def test_a_deadline_that_ends_its_sentence_is_named_by_what_precedes() -> None:
    new = OLD.replace("(3 new lines by 2028)", "(3 new lines)").replace(" by 2029", " indoors")
    found = {
        dict(finding.values)["name"]
        for finding in compare(OLD.encode(), new.encode()).findings
        if finding.rule.id == "deadline-removed"
    }
    assert found == {"Expand the tram network (3 new lines", "Ban open fires"}


def test_the_years_in_which_an_offence_was_repeated_are_no_deadline() -> None:
    old = "第一條 駕駛人於五年內第二次違反前項規定者，處罰鍰；三年内再次违反的，加重处罚。\n第二條 主管機關應於五年內完成檢討。\n"
    new = old.replace("五年內", "十年內").replace("三年", "四年")
    found = [finding for finding in compare(old.encode(), new.encode()).findings if finding.rule.id == "deadline-postponed"]
    assert [dict(finding.values)["old"] for finding in found] == ["五年內"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Senate passed SB 24-174 on housing.",
        "HB 1271 and H.R. 5 fund the studies.",
        "The state created a fund (Proposition 123).",
        "They are outlined as actions 1 – 5 in this chapter.",
        "Strategies 10 – 17 go into detail, as do objectives 3 and 4.",
        "It sets a 3–5-year time frame.",
    ],
)
def test_numbers_of_bills_and_of_parts_of_a_plan_are_no_quantities(sentence: str) -> None:
    assert find_english_quantities(sentence) == []


def test_a_heading_may_follow_its_signs_directly_but_one_sign_makes_a_hashtag() -> None:
    plan = load(Source("plan.md", b"# Town plan\n\n##Goals\n\nPlant more trees along the river.\n\n#trees matter.\n"))
    assert [unit.text for unit in plan.units if unit.kind == "section"] == ["Goals"]


def test_a_bound_that_says_who_is_meant_is_no_target() -> None:
    (bound, grant) = stated("Households with incomes of $13,000 and below will receive at least $500 by 2030")
    assert (bound[0], bound[3]) == ("$13,000 and below", "other")
    assert (grant[0], grant[3]) == ("at least $500", "target")
