"""No regular expression of the package takes more than in proportion to the text, however the text is made."""

from __future__ import annotations

import re
from functools import cache

import pytest

from backtracking import TOO_MANY, Counted, TooManyStepsError, pumped
from compiled import Pattern, patterns

AT_MOST = 2.3
"""How many more steps twice the text may take."""
SHORT = 32
"""Times that a word is repeated, to begin with: few patterns are suspect then."""
FEW = 800
"""Steps below which nobody waits."""
BEYOND = 3
"""How many times as long as the most that a pattern counts (`{0,40}`) a text is in which its cost may grow in proportion."""

BOUNDED: dict[tuple[str, str], str] = {
    ("plandiff.align.provisions", "KINDS"): "asked for at the beginning of a text only",
    ("plandiff.targets.tables", "_HEADS"): "asked whether the head of a column fits from beginning to end",
    ("plandiff.normalize.contents", "_LEADERS"): "reads the last MAX_LEADERS characters",
    ("plandiff.normalize.furniture", "LABEL"): "asked for at the beginning of a line only",
}
"""Patterns that are given little to read, by module and name, and why."""


@cache
def known() -> dict[str, Pattern]:
    """All patterns by a name for each."""
    return {f"{pattern.module}:{pattern.name}:{place}": pattern for place, pattern in enumerate(patterns())}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "module" in metafunc.fixturenames:
        metafunc.parametrize("module", sorted({pattern.module for pattern in known().values()}))


def steps(counted: Counted, uses: tuple[str, ...], text: str) -> int:
    try:
        return max(getattr(counted, use)(text) for use in uses)
    except TooManyStepsError:
        return TOO_MANY


def most_counted(source: str) -> int:
    """The largest number of times that a pattern counts."""
    counts = [int(number) for number in re.findall(r"\{\d*,?(\d+)\}", source)]
    return max((number for number in counts if number <= 400), default=0)  # more than that is proportion enough


def slow_at(pattern: Pattern) -> tuple[str, str, str] | None:
    """A text at which a pattern takes more steps than in proportion, as what is repeated and what stands around it."""
    counted = Counted(pattern.compiled)
    uses = tuple(use for use in pattern.uses if use in ("match", "fullmatch")) if pattern.anchored else ("search",)
    for before, word, after in pumped(pattern.compiled):
        times = SHORT
        once, twice = (steps(counted, uses, before + word * count + after) for count in (times, 2 * times))
        if once >= TOO_MANY:
            return before, word, after
        if twice > AT_MOST * once and twice > FEW:
            times = max(100, BEYOND * most_counted(pattern.source) // len(word))
            once, twice = (steps(counted, uses, before + word * count + after) for count in (times, 2 * times))
            if twice > AT_MOST * once or twice >= TOO_MANY:
                return before, word, after
    return None


@pytest.mark.slow
def test_patterns_take_steps_in_proportion_to_the_text(module: str) -> None:
    found = {
        name: slow
        for name, pattern in known().items()
        if pattern.module == module and (module, pattern.name) not in BOUNDED and (slow := slow_at(pattern))
    }
    assert found == {}


def test_every_exception_is_of_a_pattern_that_is_there() -> None:
    assert set(BOUNDED) <= {(pattern.module, pattern.name) for pattern in known().values()}


# --- that slow ones are found ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        r"\s+$",
        r"(?:a+)+b",
        r"(?:甲|甲乙|乙)*丙",
        r"<!--.*?-->",
        r"\s*[|]\s*",
        r"[^，。]+，",
        r"(?:年均|增长|年均增长)+$",
        r".*a.*b",
        r"《[^》]*》",
        r"(\w+)-\1x",
    ],
)
def test_a_pattern_that_tries_too_much_is_found(source: str) -> None:
    assert slow_at(Pattern("here", "", source, 0, False, ())) is not None


@pytest.mark.parametrize(
    "source",
    [
        r"\s$",
        r"(?<!\s)\s+$",
        r"(?:甲|乙)++丙?",
        r"<!--(?:(?!<!--).)*?-->",
        r"[^，。]{1,40}，",
        r"\d{4}年(?:\d{1,2}月)?",
        r"《[^《》]*》",
        r"\A.*a",
        r"(?i:end)\b",
    ],
)
def test_a_pattern_that_reads_on_is_none(source: str) -> None:
    assert slow_at(Pattern("here", "", source, 0, False, ())) is None


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"(?:ab|a)(?:bc|c)", "xabc"),
        (r"(a*?)b{2,3}\1$", "aabbbaa"),
        (r"(?<=年)\d+(?!月)", "2025年12日"),
        (r"(?P<n>甲)?(?(n)乙|丙)", "甲丙"),
        (r"(?:a|ab)++c", "abc"),
        (r"^(?:\s*-)*$", "- - x"),
        (r"(?m)^b$", "a\nb\nc"),
        (r"\bGDP\b", "看GDP值 GDP"),
        (r"(?s).*[，、]", "甲，\n乙"),
    ],
)
def test_counting_finds_what_re_finds(source: str, text: str) -> None:
    """The machine that counts comes to the same end at every place of a text."""
    counted, pattern = Counted(re.compile(source)), re.compile(source)
    ends = [counted.end(text, place) for place in range(len(text) + 1)]
    assert ends == [found.end() if (found := pattern.match(text, place)) else None for place in range(len(text) + 1)]
