"""Sentences, statements, clauses and members of lists."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as some

from plandiff.language import Grain, cut, ends, sentences
from plandiff.language.sentences import LONGEST_PART

GRAINS: tuple[Grain, ...] = get_args(Grain)
TEXT = some.text("到年办好。！？；，：、.!?;,:”）) \n12aZ%", max_size=40)


@given(TEXT)
def test_the_parts_of_a_text_join_to_it(text: str) -> None:
    parts = [cut(text, grain) for grain in GRAINS]
    assert all("".join(found) == text for found in parts)
    assert all(all(found) for found in parts)


@given(TEXT, some.integers(1, 12))
def test_sentences_join_to_the_text_and_none_is_too_long(text: str, longest: int) -> None:
    found = list(sentences(text, longest))
    assert "".join(sentence for _, sentence in found) == text
    assert all(text.startswith(sentence, start) and len(sentence) <= longest for start, sentence in found)


@pytest.mark.parametrize(
    ("grain", "parts"),
    [
        ("sentence", ["到2025年，办好学校、幼儿园；“提高待遇。”", "力争达到95.5%！"]),
        ("statement", ["到2025年，办好学校、幼儿园；", "“提高待遇。”", "力争达到95.5%！"]),
        ("clause", ["到2025年，", "办好学校、幼儿园；", "“提高待遇。”", "力争达到95.5%！"]),
        ("member", ["到2025年，", "办好学校、", "幼儿园；", "“提高待遇。”", "力争达到95.5%！"]),
    ],
)
def test_a_text_is_cut_as_finely_as_asked(grain: Grain, parts: list[str]) -> None:
    assert list(cut("".join(parts), grain)) == parts
    assert all(ends(part, grain) for part in parts)


def test_a_latin_point_ends_a_sentence_only_where_another_begins() -> None:
    text = "Spend 1.5 million, e.g. on No. 5 schools. (All of them.) By 2025 95% pass. Others follow."
    assert list(cut(text, "sentence")) == [
        "Spend 1.5 million, e.g. on No. 5 schools. ",
        "(All of them.) ",
        "By 2025 95% pass. ",
        "Others follow.",
    ]


def test_a_sentence_that_is_a_long_list_is_split_at_its_pauses() -> None:
    assert [sentence for _, sentence in sentences("甲乙、丙丁、戊己庚辛壬癸。", 6)] == ["甲乙、丙丁、", "戊己庚辛壬癸", "。"]


@pytest.mark.parametrize("grain", GRAINS)
def test_a_part_of_more_characters_than_are_read_at_once_is_split_at_its_last_pause(grain: Grain) -> None:
    whole = "甲" * LONGEST_PART
    assert cut(whole, grain) == (whole,)
    assert cut(f"{whole}乙", grain) == (whole, "乙")
    assert cut(f"乙。{whole}", grain) == ("乙。", whole)
    words = "建设学校 " * LONGEST_PART
    parts = cut(words, grain)
    assert {len(part) for part in parts[:-1]} == {LONGEST_PART}
    assert all(part.endswith(" ") for part in parts)
    assert "".join(parts) == words
