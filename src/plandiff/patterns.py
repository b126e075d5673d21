"""Regular expressions whose cost is bounded: a text is read once, character by character, whatever the pattern.

For patterns that users or a repository's configuration supply: Python's `re` tries every path in turn, and some patterns have
more of them than time allows. Here the pattern becomes an automaton that is in several states at once (after Thompson), and
the step from a set of states is cached. It knows literals, `.`, `[…]`, `\\d \\w \\s` and their negations, `(…)`, `(?:…)`,
`|`, `* + ? {m,n}` and their lazy forms, `^` and `$` for the ends of the text, and `(?i)` at the beginning, but neither
backreferences nor lookaround.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from plandiff.errors import Problem, UsageError

MAX_STATES: Final = 2_000
"""States of the largest automaton; `{m,n}` takes that many copies of what it repeats."""
MAX_KNOWN: Final = 20_000
"""Cached steps from a set of states over a character (count)."""
MAX_DEPTH: Final = 50
"""Depth to which groups may nest (count)."""
_CLASS: Final = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*+\]", re.DOTALL)
_COUNT: Final = re.compile(r"\{(\d{1,4})?(,)?(\d{1,4})?\}")
_ESCAPES: Final = "dDwWsS"


class _State(NamedTuple):
    """A state of an automaton: what leads on from it, and to which states."""

    reads: re.Pattern[str] | None
    """One of these characters; None leads on without reading."""
    onward: tuple[int, ...]
    at: str = ""
    """`^` or `$` where the state leads on only at that end of the text."""


@dataclass
class Pattern:
    """A pattern that is searched for anywhere in a text."""

    source: str
    _states: list[_State] = field(default_factory=list, repr=False)
    _known: dict[tuple[frozenset[int], str], frozenset[int]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Raises `UsageError` for an invalid pattern, or one with syntax not known here."""
        parser = _Parser(self.source)
        self._final = parser.state(None, ())
        self._start = parser.parse(self._final)
        self._states = parser.states

    def is_in(self, text: str) -> bool:
        """Whether some part of a text matches.

        >>> Pattern("打印|(?:第|共)\\\\d+页").is_in("共12页"), Pattern("^共").is_in("一共")
        (True, False)
        """
        fresh = self._closure({self._start}, first=True, last=not text)
        now = fresh
        for place, character in enumerate(text):
            if self._final in now:
                return True
            if place == 1:
                fresh = self._closure({self._start}, first=False, last=False)
            now = self._after(now | fresh if place else now, character)
            if place == len(text) - 1:
                now = self._closure(now | {self._start}, first=False, last=True)
        return self._final in now

    def _after(self, states: frozenset[int], character: str) -> frozenset[int]:
        found = self._known.get((states, character))
        if found is None:
            onward = {
                follow
                for state in states
                if (reads := self._states[state].reads) is not None and reads.match(character)
                for follow in self._states[state].onward
            }
            if len(self._known) >= MAX_KNOWN:
                self._known.clear()
            found = self._known[states, character] = self._closure(onward, first=False, last=False)
        return found

    def _closure(self, states: set[int] | frozenset[int], *, first: bool, last: bool) -> frozenset[int]:
        """The states reachable from some without reading; one that waits for the end of the text stays among them."""
        found = set(states)
        left = list(states)
        while left:
            state = self._states[left.pop()]
            if state.reads is None and (not state.at or (first if state.at == "^" else last)):
                new = [follow for follow in state.onward if follow not in found]
                found.update(new)
                left += new
        return frozenset(found)


class _Atom(NamedTuple):
    """A part of a pattern: one character, an end of the text, or alternatives of sequences."""

    reads: re.Pattern[str] | None = None
    at: str = ""
    choices: tuple[tuple[_Repeated, ...], ...] = ()


class _Repeated(NamedTuple):
    atom: _Atom
    least: int = 1
    most: int | None = 1


class _Parser:
    """Parses a pattern and builds its automaton from the end."""

    def __init__(self, source: str) -> None:
        self.source = self.text = source
        self.states: list[_State] = []
        self.flags = re.DOTALL
        if self.text.startswith("(?i)"):
            self.text, self.flags = self.text[4:], re.DOTALL | re.IGNORECASE
        self.at = 0

    def state(self, reads: re.Pattern[str] | None, onward: tuple[int, ...], at: str = "") -> int:
        """A new state."""
        if len(self.states) >= MAX_STATES:
            raise self._refused(Problem("pattern-too-large", limit=MAX_STATES))
        self.states.append(_State(reads, onward, at))
        return len(self.states) - 1

    def _refused(self, cause: Problem) -> UsageError:
        return UsageError("not-a-regex", pattern=self.source, cause=cause)

    def parse(self, final: int) -> int:
        choices = self._choices(0)
        if self.at < len(self.text):
            raise self._refused(Problem("pattern-unbalanced", place=self.at + 1))
        return self._build(_Atom(choices=choices), final)

    def _choices(self, depth: int) -> tuple[tuple[_Repeated, ...], ...]:
        if depth > MAX_DEPTH:
            raise self._refused(Problem("nested-too-deep", limit=MAX_DEPTH))
        choices: list[tuple[_Repeated, ...]] = []
        sequence: list[_Repeated] = []
        while self.at < len(self.text) and self.text[self.at] != ")":
            if self.text[self.at] == "|":
                self.at += 1
                choices.append(tuple(sequence))
                sequence = []
            else:
                atom = self._atom(depth)
                sequence.append(_Repeated(atom, *self._count()))
        return (*choices, tuple(sequence))

    def _atom(self, depth: int) -> _Atom:
        start, character = self.at, self.text[self.at]
        self.at += 1
        if character in "^$":
            return _Atom(at=character)
        if character == "(":
            if self.text.startswith("?:", self.at):
                self.at += 2
            elif self.text.startswith("?", self.at):
                raise self._refused(Problem("pattern-unknown", part=self.text[start : start + 4]))
            choices = self._choices(depth + 1)
            if self.at >= len(self.text):
                raise self._refused(Problem("pattern-unbalanced", place=start + 1))
            self.at += 1
            return _Atom(choices=choices)
        if character == "[":
            found = _CLASS.match(self.text, start)
            if not found:
                raise self._refused(Problem("pattern-unbalanced", place=start + 1))
            self.at = found.end()
            return self._reading(found.group())
        if character == "\\":
            escaped = self.text[self.at : self.at + 1]
            self.at += 1
            if not escaped or (escaped.isalnum() and escaped not in _ESCAPES + "ntr"):
                raise self._refused(Problem("pattern-unknown", part="\\" + escaped))
            return self._reading("\\" + escaped)
        if character in "*+?":
            raise self._refused(Problem("pattern-unknown", part=character))
        return self._reading("." if character == "." else re.escape(character))

    def _reading(self, source: str) -> _Atom:
        try:
            return _Atom(re.compile(source, self.flags))
        except re.error:
            raise self._refused(Problem("pattern-unknown", part=source)) from None

    def _count(self) -> tuple[int, int | None]:
        """How often what precedes may repeat."""
        least: int = 1
        most: int | None = 1
        rest = self.text[self.at : self.at + 1]
        if rest and rest in "*+?":
            self.at += 1
            least, most = {"*": (0, None), "+": (1, None), "?": (0, 1)}[rest]
        elif (found := _COUNT.match(self.text, self.at)) and (found[1] or found[3]):
            self.at = found.end()
            least = int(found[1] or 0)
            most = least if not found[2] else int(found[3]) if found[3] else None
            if most is not None and most < least:
                raise self._refused(Problem("pattern-unknown", part=found.group()))
        else:
            return 1, 1
        if self.text.startswith("?", self.at):  # lazy: it decides what is matched, not whether
            self.at += 1
        return least, most

    def _build(self, atom: _Atom, onward: int) -> int:
        """The start state of a part that leads on to another."""
        if atom.reads is not None:
            return self.state(atom.reads, (onward,))
        if atom.at:
            return self.state(None, (onward,), atom.at)
        starts = tuple(self._sequence(choice, onward) for choice in atom.choices)
        return starts[0] if len(starts) == 1 else self.state(None, starts)

    def _sequence(self, parts: tuple[_Repeated, ...], onward: int) -> int:
        for part in reversed(parts):
            onward = self._repeated(part, onward)
        return onward

    def _repeated(self, part: _Repeated, onward: int) -> int:
        if part.most is None:
            again = self.state(None, (onward,))
            begin = self._build(part.atom, again)
            self.states[again] = _State(None, (begin, onward))
            onward = again
        for _ in range((part.most or part.least) - part.least):
            onward = self.state(None, (self._build(part.atom, onward), onward))
        for _ in range(part.least):
            onward = self._build(part.atom, onward)
        return onward
