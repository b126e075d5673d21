"""Patterns that are tried only where they can begin lose no match: every character that one can begin with is among those named."""

from __future__ import annotations

import re
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from compiled import Pattern, patterns
from plandiff.language.headed import headed


def is_headed(pattern: Pattern) -> bool:
    """Whether `headed` made it, and not only a part of it; those of `squeezing` are for our own files alone, and name kinds of characters."""
    if pattern.is_bytes or not pattern.source.startswith("(?=[") or pattern.module == "plandiff.renderers.squeezing":
        return False
    return [code for code, _ in parser.parse(pattern.source, pattern.flags)][:1] == [codes.ASSERT]


HEADED = [pattern for pattern in patterns() if is_headed(pattern)]
DIGITS = frozenset("0123456789")


def beginnings(parsed: Any) -> tuple[frozenset[str], bool]:
    """The characters that a match can begin with, and whether it can be empty. Fails for a pattern that can begin with any."""
    found: frozenset[str] = frozenset()
    for code, argument in parsed:
        characters, empty = beginnings_of(code, argument)
        found |= characters
        if not empty:
            return found, False
    return found, True


def beginnings_of(code: Any, argument: Any) -> tuple[frozenset[str], bool]:
    if code is codes.LITERAL:
        return frozenset(chr(argument)), False
    if code is codes.IN:
        return frozenset().union(*(member(*inner) for inner in argument)), False
    if code is codes.BRANCH:
        branches = [beginnings(branch) for branch in argument[1]]
        return frozenset().union(*(characters for characters, _ in branches)), any(empty for _, empty in branches)
    if code is codes.SUBPATTERN:
        return beginnings(argument[-1])
    if code is codes.ATOMIC_GROUP:
        return beginnings(argument)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        characters, empty = beginnings(argument[2])
        return characters, empty or argument[0] == 0
    assert code in (codes.AT, codes.ASSERT, codes.ASSERT_NOT), f"{code} can be any character"
    return frozenset(), True


def member(code: Any, argument: Any) -> frozenset[str]:
    if code is codes.LITERAL:
        return frozenset(chr(argument))
    if code is codes.RANGE:
        return frozenset(map(chr, range(argument[0], argument[1] + 1)))
    assert (code, argument) == (codes.CATEGORY, codes.CATEGORY_DIGIT), f"{code} {argument} can be any character"
    return DIGITS


def test_a_headed_pattern_finds_what_the_pattern_finds() -> None:
    text = "每年报告一次，按季度公布；每月、按年。"
    plain = "每(?:年|月)|按季度"
    assert re.findall(headed("每按", plain), text) == re.findall(plain, text) == ["每年", "按季度", "每月"]


def test_there_are_headed_patterns() -> None:
    assert len(HEADED) >= 10


@pytest.mark.parametrize("pattern", HEADED, ids=lambda pattern: f"{pattern.module} {pattern.name}")
def test_a_headed_pattern_names_all_that_it_can_begin_with(pattern: Pattern) -> None:
    (first, (_, head)), *rest = parser.parse(pattern.source, pattern.flags)
    assert first is codes.ASSERT
    named, _ = beginnings(head)
    possible, empty = beginnings(rest)
    assert not empty
    if pattern.flags & re.IGNORECASE:
        named, possible = (frozenset("".join(characters).lower()) for characters in (named, possible))
    assert sorted(possible - named) == []
