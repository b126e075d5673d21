"""Whatever is given to readers and stages, they answer or refuse in one line; what once went wrong is a file in fuzz/regressions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz_inputs import BETWEEN, CORPUS, SIGNS, made
from fuzzing import REGRESSIONS, TARGETS, failure

QUICK = 4
"""Inputs of each target in a run of the tests (count); `make fuzz` makes as many as ten minutes hold."""
TEXTS = [path.read_bytes() for path in sorted(CORPUS.iterdir())]
KEPT = sorted(path.relative_to(REGRESSIONS).as_posix() for path in REGRESSIONS.glob("*/*"))
PIECES = st.lists(
    st.one_of(st.sampled_from(SIGNS), st.sampled_from(["甲", "教育", "a", "1", " "]), st.text(max_size=3)), max_size=30
)


@pytest.mark.parametrize("kept", KEPT)
def test_what_went_wrong_once_does_so_no_more(kept: str) -> None:
    target = kept.partition("/")[0]
    assert failure(target, (REGRESSIONS / kept).read_bytes()) == ""


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("number", range(QUICK))
def test_an_input_with_a_few_changes_is_read_or_refused(target: str, number: int) -> None:
    assert failure(target, made(target, 0, number)) == ""


@given(PIECES.map("".join))
@settings(max_examples=100)
def test_canonical_text_of_signs_in_any_order_is_a_fixed_point(text: str) -> None:
    assert failure("canonical", text.encode("utf-8", "replace")) == ""


@given(PIECES.map("".join), PIECES.map("".join))
@settings(max_examples=20)
def test_quantities_of_texts_of_signs_in_any_order_are_where_they_say(old: str, new: str) -> None:
    assert failure("targets", old.encode("utf-8", "replace") + BETWEEN + new.encode("utf-8", "replace")) == ""


def test_an_input_is_made_again_by_its_number() -> None:
    for target in TARGETS:
        assert made(target, 3, 17) == made(target, 3, 17)


def test_a_failure_is_identified_by_where_it_is_and_made_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    import fuzzing

    def fails(data: bytes) -> None:
        assert "坏".encode() not in data, "found"

    monkeypatch.setattr(fuzzing, "TARGETS", {"odd": fails})
    text = "很长的一段话里有一个坏字，其余都好。".encode()
    assert fuzzing.failure("odd", text).startswith("AssertionError at test_fuzz.py")
    assert fuzzing.smaller("odd", text) == "坏".encode()
