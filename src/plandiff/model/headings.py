"""Headings: how one is printed, and which sections a heading given by the user means.

What one command prints, another accepts: a heading as printed, with or without the space after its number, without its
number, its number alone, a path of such headings as in reports and accept files, and the key of a unit.
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
"""Separates the headings of a path in output; in input it is `/`."""
LATIN_END: Final = "\u0250"
"""The first character after the blocks of Latin letters."""
HEADINGS_KEPT: Final = 1 << 12
"""Folded headings that are cached: each of several patterns needs all of them (headings)."""
_KEY: Final = re.compile(rf"[0-9a-f]{{{DIGITS}}}")
_CUT: Final = re.compile(r"(?<!…)…+(?=\s{0,9}(?:[/›]|$))")
"""Where a printed heading was cut."""
_START: Final = 1
"""The initial states of a pattern."""


class Headed(Protocol):
    """Something with a number and a text: a unit, or its passage in a report."""

    @property
    def number(self) -> str: ...
    @property
    def text(self) -> str: ...


def heading_of(unit: Headed) -> str:
    """A unit's number and text as one, as every command prints them."""
    return join_number(unit.number, unit.text)


def join_number(number: str, text: str) -> str:
    """A number and the text it numbers, joined.

    >>> join_number("一、", "总则"), join_number("第三条", "适用范围"), join_number("Action 1:", "Gather data")
    ('一、总则', '第三条 适用范围', 'Action 1: Gather data')
    """
    return f"{space_number(number, text)}{text}".rstrip()


def space_number(number: str, text: str) -> str:
    """A number as printed before its text: with a space unless it ends in its own punctuation, like `一、`.

    ASCII punctuation before Latin text does not replace the space.
    """
    latin = number[-1:].isascii() and text[:1].isalpha() and text[0] < LATIN_END
    return f"{number} " if number and (latin or number[-1].isalnum()) else number


def find_unit(plan: Plan, written: str) -> Unit | None:
    """The unit of a plan with that key; None if it is not a key, or not one of this plan."""
    if not _KEY.fullmatch(written):
        return None
    unit = plan.unit_of_key.get(written)
    return plan.unit[unit] if unit is not None else None


def find_sections(plan: Plan, written: str, *, bare: bool = True) -> tuple[Unit, ...]:
    """The sections of a plan meant by a heading or a path of headings, in order; for a key, the one section that it names, or
    that contains the unit it names.

    With `bare`, numbers may be left out, or given alone.
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
    """A pattern for sections: a heading, at any depth, or with `/` a path from the top.

    `*` matches anything, including `/`. Differences of typography, spaces included, are ignored.

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
        """A number alone is compared only exactly: a pattern ending in `*` should not match everything with that number."""

    def covers(self, path: Sequence[Unit]) -> bool:
        """Whether the last of these nested sections matches, or one that contains it."""
        states = _START
        for section in path:
            states, named = self.step(states, section)
            if named:
                return True
        return False

    def step(self, states: int, section: Unit) -> tuple[int, bool]:
        """The states of the path after one more section, and whether that section matches."""
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
    """A heading in the form used for comparison: folded, and without spaces."""
    return "".join(fold(heading).split())


class _Glob:
    """A text in which `*` matches anything, as a nondeterministic automaton run character by character.

    A state is the number of its characters matched so far; the bits of an integer hold several. So no heading, however long,
    and no pattern costs more than one pass.
    """

    def __init__(self, pattern: str) -> None:
        self._next: dict[str, int] = {}
        """Character -> the states that it advances."""
        self._loops = 0
        """The states that any character keeps: those at a `*`."""
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
        """Whether one of these states is the final one."""
        return bool(states & self._end)
