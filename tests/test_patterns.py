"""No regular expression of the package takes more than in proportion to the text, however the text is made."""

from __future__ import annotations

import re
import time
from functools import cache
from typing import Any

import pytest

from backtracking import Counted, TooManyStepsError
from compiled import Pattern, patterns
from pumping import pumped

AT_MOST = 2.3
"""How many more steps twice the text may take."""
FEW = 20
"""Times that a word is repeated at first: what takes too many steps then has more ways than there is time for."""
LENGTH, LONG, MEASURABLE = 300, 0.02, 0.0005
"""Characters of a text that is tried, seconds in which any pattern should be done with it, and those that a clock can tell."""
MOST = 300
"""Characters that are waited for at most until the cost of a pattern that counts must grow in proportion."""
COUNTED = 5_000_000
"""Steps that are counted at most to see how they grow: a pattern that looks 300 characters on from each of 2,000 needs 600,000."""

BOUNDED: dict[tuple[str, str], str] = {
    ("plandiff.align.provision_kinds", "KINDS"): "asked for at the beginning of a text only",
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
    """The most steps that one of its uses takes, up to its limit."""
    try:
        return max(int(getattr(counted, use)(text)) for use in uses)
    except TooManyStepsError:
        return counted.limit


def reach(source: str) -> int:
    """How far a pattern may look, as far as it counts (characters): below that, twice the text takes more than twice the steps."""
    return min(MOST, sum(int(number) for number in re.findall(r"\{\d*,?(\d+)\}", source)))


def is_suspect(pattern: re.Pattern[Any], uses: tuple[str, ...], words: tuple[str, str, str]) -> bool:
    """Whether a text four times as long takes `re` itself far more than four times as long.

    A clock says only where steps are counted, which takes a thousand times as long; they alone decide, so a clock that is late costs time
    and fails nothing.
    """
    before, word, after = words
    for use in uses:
        times = []
        for length in (LENGTH, 4 * LENGTH):
            text = before + word * (length // len(word) + 1) + after
            begun = time.thread_time()
            getattr(pattern, use)(text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text)
            times.append(time.thread_time() - begun)
            if times[0] > LONG:
                return True
        if times[1] > MEASURABLE and times[1] > 6 * times[0]:
            return True
    return False


def slow_at(pattern: Pattern) -> tuple[str, str, str] | None:
    """A text at which a pattern takes more steps than in proportion, as what is repeated and what stands around it."""
    compiled = pattern.compiled
    few, counted = Counted(compiled), Counted(compiled, COUNTED)
    uses = tuple(use for use in pattern.uses if use in ("match", "fullmatch")) if pattern.anchored else ("search",)
    for words in pumped(compiled):
        before, word, after = words
        if steps(few, uses, before + word * FEW + after) >= few.limit:
            return words
        if is_suspect(compiled, uses, words):
            times = max(200, 6 * reach(pattern.source) // len(word))  # so many that what the last ones save is little
            once, twice = (steps(counted, uses, before + word * count + after) for count in (times, 2 * times))
            if twice > AT_MOST * once or twice >= counted.limit:
                return words
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
