"""Numbers whose digits are set apart, as letter-spaced lines are typed, have the value that they show, where they are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandiff import compare, loads
from plandiff.language.spaced import closed
from plandiff.targets import find_targets


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到 2 0 2 5 年", "到 2025 年"),
        ("９ ５％以上", "９５％以上"),
        ("2 5 . 6 %", "25.6 %"),
        ("1　2　0　0　所", "1200　所"),
    ],
)
def test_digits_that_are_set_apart_are_one_number(text: str, expected: str) -> None:
    assert closed(text)[0] == expected


@pytest.mark.parametrize("text", ["5 000 个", "95 96 %", "1 2 3 4", "表 1 2所", "第 3 条", "1.2 3 4 个"])
def test_other_digits_stay_apart(text: str) -> None:
    assert closed(text)[0] == text


@given(st.text(alphabet="12 9.%年个甲　", max_size=20))
def test_every_character_comes_from_the_place_that_is_named(text: str) -> None:
    close, places = closed(text)
    assert [text[place] for place in places] == list(close)
    assert list(places) == sorted(set(places))
    assert "".join(text.split()) == "".join(close.split())


def test_targets_of_letter_spaced_sentences_and_tables_are_as_printed() -> None:
    table = "| 指标 | 2 0 2 5 年 | 2 0 3 0 年 |\n|---|---|---|\n| 入园率（%） | 9 5 | 9 8 |\n| 达标率 | 9 0 % | 1 0 0 % |\n"
    plan = loads(f"# 规划\n\n到 2 0 2 5 年，入园率达到 9 5 %，学位增加 1 2 0 0 个。\n\n{table}")
    found = [(target.text, target.value, str(target.year or "")) for target in find_targets(plan)]
    assert found == [
        *[("9 5 %", 95, "2025"), ("1 2 0 0 个", 1200, "2025"), ("9 5", 95, "2025"), ("9 8", 98, "2030")],
        *[("9 0 %", 90, "2025"), ("1 0 0 %", 100, "2030")],
    ]


def test_a_target_typed_with_spaces_is_the_same_target() -> None:
    comparison = compare("# 规划\n\n到2025年，入园率达到95%。\n".encode(), "# 规划\n\n到2 0 2 5 年，入园率达到9 5 %。\n".encode())
    (change,) = comparison.targets
    assert change.old is not None
    assert change.new is not None
    assert (change.old.value, change.new.value, change.new.text) == (95, 95, "9 5 %")
    assert not [finding for finding in comparison.findings if finding.rule.area == "target"]
