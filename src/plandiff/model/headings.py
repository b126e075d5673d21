"""Headings: how one is printed, and which sections are meant by what somebody writes.

What one command prints, another takes: a heading as printed, with or without the gap after its number, without its
number, by its number alone, a path of such headings as reports and accept files print it, and the key of a unit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Protocol

from plandiff.language.folding import fold
from plandiff.model.keys import DIGITS
from plandiff.model.plan import Plan, Unit

PATH_SEPARATOR: Final = " › "
"""Between the headings of a path, where people read it; where they write one it is `/`."""
LATIN_END: Final = "\u0250"
"""The first character after the blocks of Latin letters."""
HEADINGS_KEPT: Final = 1 << 12
"""Headings that are remembered as they are compared: each of some patterns asks for all of them (headings)."""
_KEY: Final = re.compile(rf"[0-9a-f]{{{DIGITS}}}")
_CUT: Final = re.compile(r"(?<!…)…+(?=\s{0,9}(?:[/›]|$))")
"""Where a printed heading was cut."""
_START: Final = 1
"""The states of a pattern of which nothing was read."""


class Headed(Protocol):
    """What has a number and a text: a unit, or the passage of a report that shows it."""

    @property
    def number(self) -> str: ...
    @property
    def text(self) -> str: ...


def heading_of(unit: Headed) -> str:
    """A unit's number and text as one, as every command prints them."""
    return join_number(unit.number, unit.text)


def join_number(number: str, text: str) -> str:
    """A number and what it numbers as one.

    >>> join_number("一、", "总则"), join_number("第三条", "适用范围"), join_number("Action 1:", "Gather data")
    ('一、总则', '第三条 适用范围', 'Action 1: Gather data')
    """
    return f"{space_number(number, text)}{text}".rstrip()


def space_number(number: str, text: str) -> str:
    """A number as it stands before its text: with a space unless it ends in a mark of its own, as `一、` does.

    Between Latin ones a mark makes no gap by itself.
    """
    latin = number[-1:].isascii() and text[:1].isalpha() and text[0] < LATIN_END
    return f"{number} " if number and (latin or number[-1].isalnum()) else number


def find_unit(plan: Plan, written: str) -> Unit | None:
    """The unit of a plan whose key somebody wrote; None where it is not a key, or none of this plan."""
    if not _KEY.fullmatch(written):
        return None
    unit = plan.unit_of_key.get(written)
    return plan.unit[unit] if unit is not None else None


def find_sections(plan: Plan, written: str, *, bare: bool = True) -> tuple[Unit, ...]:
    """The sections of a plan that somebody means by a heading or a path of headings, in its order; by a key the one section
    that it names, or in which what it names stands.

    With `bare`, numbers may be left out, or stand alone.
    """
    if unit := find_unit(plan, written):
        return plan.sections_above(unit.id)[-1:]
    pattern = SectionPattern(written, bare=bare)
    states: dict[str | None, int] = {None: _START}
    found = []
    for unit in plan.units:
        if unit.kind == "section":
            states[unit.id], named = pattern.step(states[unit.parent], unit)
            if named:
                found.append(unit)
    return tuple(found)


class SectionPattern:
    """Sections as somebody writes them: a heading, at any depth, or with `/` a path from the top.

    `*` stands for anything, `/` too. What typesetting alone changes, spaces among it, makes no difference.

    >>> chapter, article = Unit("1", None, "section", "总则", "第一章"), Unit("1.1", "1", "section", "目的", "第一条")
    >>> [SectionPattern(text).covers((chapter, article)) for text in ("第一章 总则", "总则", "第一条", "总则/第一条 目的", "目")]
    [True, True, True, True, False]
    """

    def __init__(self, written: str, *, bare: bool = True) -> None:
        written = _CUT.sub("*", written.strip())
        path = written.replace(PATH_SEPARATOR, "/")
        self._heading = _Glob(written)
        self._path = _Glob(path if path.startswith(("*", "/")) else f"/{path}") if "/" in path else None
        self._bare = bare
        self._number = bare and "*" not in written
        """A number alone is compared only as it is: what ends in anything should not name all that is numbered so."""

    def covers(self, path: Sequence[Unit]) -> bool:
        """Whether the last of these sections, each below the one before, is meant, or one that it stands in."""
        states = _START
        for section in path:
            states, named = self.step(states, section)
            if named:
                return True
        return False

    def step(self, states: int, section: Unit) -> tuple[int, bool]:
        """The states of the path after one more section, and whether that section is meant."""
        forms = {squeeze(heading_of(section))}
        if self._bare:
            forms.add(squeeze(section.text))
        if self._number:
            forms.add(squeeze(section.number))
        forms.discard("")
        named = any(self._heading.fits(self._heading.read(_START, form)) for form in forms)
        if self._path is None:
            return states, named
        above, below = self._path.read(states, "/"), 0
        for form in forms:
            below |= self._path.read(above, form)
        return below, named or self._path.fits(below)


@lru_cache(maxsize=HEADINGS_KEPT)
def squeeze(heading: str) -> str:
    """A heading in the form in which headings are compared: folded, and without any space."""
    return "".join(fold(heading).split())


class _Glob:
    """A text in which `*` stands for anything, read character by character with all that it may yet become at once.

    A state is a number of its characters that were met; bit by bit a number holds several. So no heading, however long, and
    no pattern costs more than reading it once.
    """

    def __init__(self, pattern: str) -> None:
        self._next: dict[str, int] = {}
        """Character -> the states that go on when it is met."""
        self._loops = 0
        """The states that stay whatever is met: a `*` stands there."""
        self._end = _START
        for ordinal, part in enumerate(pattern.split("*")):
            if ordinal:
                self._loops |= self._end
            for character in squeeze(part):
                self._next[character] = self._next.get(character, 0) | self._end
                self._end <<= 1

    def read(self, states: int, text: str) -> int:
        for character in text:
            if not states:
                break
            states = (states & self._next.get(character, 0)) << 1 | states & self._loops
        return states

    def fits(self, states: int) -> bool:
        """Whether all of it was met in one of these states."""
        return bool(states & self._end)
