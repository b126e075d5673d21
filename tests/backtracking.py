"""How many steps Python's `re` takes to find that a text does not fit a pattern, counted and not timed.

`re` tries the ways in which a pattern can fit one after another. `Counted` does the same over the same parsed pattern, and counts: a step is
one node tried at one place, or one character that a repeated class goes on by. Shortcuts of the C code that save a constant factor (a
literal beginning is looked for before anything is tried) are left out, so what is counted grows as the real cost does, or faster.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from re import _compiler as compiler  # type: ignore[attr-defined]
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Final, NamedTuple

Node = tuple[Any, Any]
"""What `re` parses a pattern into: an operation and its argument."""
Test = Callable[[str], bool]
TOO_MANY: Final = 300_000
"""Steps after which counting stops, unless told otherwise."""
WHOLE: Final = frozenset({codes.LITERAL, codes.NOT_LITERAL, codes.ANY, codes.IN})
"""Operations that read one character."""


class TooManyStepsError(Exception):
    """A pattern took more steps than are counted."""


class _Step(NamedTuple):
    """An instruction of the machine: what it does, what it needs for that, and where it may go on."""

    name: str
    argument: Any = None
    to: tuple[int, ...] = ()


class Counted:
    """A pattern as a program for a machine that goes back to the last choice where it fails, as `re` does.

    A use of it raises `TooManyStepsError` after `limit` steps.
    """

    def __init__(self, pattern: re.Pattern[Any], limit: int = TOO_MANY) -> None:
        self.limit = limit
        self.source = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
        flags = pattern.flags & ~(re.DEBUG | re.UNICODE) if isinstance(pattern.pattern, bytes) else pattern.flags
        self.flags = flags
        self.tree = parser.parse(pattern.pattern, flags)
        self._program: list[_Step] = []
        found = self._add(_Step("found"))
        self._start = self._sequence(list(self.tree), found, flags)
        self._whole = self._sequence(list(self.tree), self._add(_Step("at", (codes.AT_END_STRING, flags), (found,))), flags)
        self.steps = 0

    def search(self, text: str) -> int:
        """The steps of looking for the pattern, from every place of a text on, until one fits."""
        self.steps = 0
        for place in range(len(text) + 1):
            if self._run(self._start, text, place):
                break
        return self.steps

    def match(self, text: str) -> int:
        """The steps of looking for it at the beginning of a text only."""
        self.steps = 0
        self._run(self._start, text, 0)
        return self.steps

    def fullmatch(self, text: str) -> int:
        """The steps of seeing whether it fits a text from its beginning to its end."""
        self.steps = 0
        self._run(self._whole, text, 0)
        return self.steps

    def end(self, text: str, place: int) -> int | None:
        """Where what fits at a place of a text ends."""
        found = self._run(self._start, text, place)
        return None if found is None else found - 1

    # --- the program ---------------------------------------------------------------------------------

    def _add(self, step: _Step) -> int:
        self._program.append(step)
        return len(self._program) - 1

    def _sequence(self, nodes: list[Node], onward: int, flags: int) -> int:
        for node in reversed(nodes):
            onward = self._node(node, onward, flags)
        return onward

    def _node(self, node: Node, onward: int, flags: int) -> int:
        """Where the part of the program begins that does what a node says and goes on to another part."""
        operation, argument = node
        if operation in WHOLE:
            return self._add(_Step("read", test_of(node, flags), (onward,)))
        if operation is codes.AT:
            return self._add(_Step("at", (argument, flags), (onward,)))
        if operation is codes.BRANCH:
            return self._add(_Step("choose", None, tuple(self._sequence(list(way), onward, flags) for way in argument[1])))
        if operation is codes.SUBPATTERN:
            group, more, less, inner = argument
            inside = (flags | more) & ~less
            close = self._add(_Step("close", group, (onward,))) if group else onward
            body = self._sequence(list(inner), close, inside)
            return self._add(_Step("open", group, (body,))) if group else body
        if operation in (codes.ASSERT, codes.ASSERT_NOT):
            direction, inner = argument
            body = self._sequence(list(inner), self._add(_Step("found")), flags)
            back = inner.getwidth()[0] if direction < 0 else 0
            return self._add(_Step("look", (operation is codes.ASSERT, back), (body, onward)))
        if operation is codes.ATOMIC_GROUP:
            body = self._sequence(list(argument), self._add(_Step("found")), flags)
            return self._add(_Step("atomic", None, (body, onward)))
        if operation in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            return self._repeat(operation, argument, onward, flags)
        if operation is codes.GROUPREF:
            return self._add(_Step("again", argument, (onward,)))
        if operation is codes.GROUPREF_EXISTS:
            group, there, absent = argument
            other = self._sequence(list(absent), onward, flags) if absent else onward
            return self._add(_Step("if", group, (self._sequence(list(there), onward, flags), other)))
        raise NotImplementedError(f"{operation} in {self.source}")

    def _repeat(self, operation: Any, argument: tuple[int, Any, Any], onward: int, flags: int) -> int:
        least, most, inner = argument
        most = None if most is codes.MAXREPEAT else most
        nodes = list(inner)
        if len(nodes) == 1 and nodes[0][0] in WHOLE:
            return self._add(_Step("run", (test_of(nodes[0], flags), least, most, operation), (onward,)))
        if operation is codes.POSSESSIVE_REPEAT:
            end = self._add(_Step("found"))
            body = self._repeat(codes.MAX_REPEAT, argument, end, flags)
            return self._add(_Step("atomic", None, (body, onward)))
        if most is None:
            again = self._add(_Step("nothing"))
            body = self._sequence(nodes, again, flags)
            ways = (body, onward) if operation is codes.MAX_REPEAT else (onward, body)
            self._program[again] = _Step("again?", again, ways)
            begin = self._add(_Step("choose", None, ways))
        else:
            begin = onward
            for _ in range(most - least):
                body = self._sequence(nodes, begin, flags)
                begin = self._add(_Step("choose", None, (body, onward) if operation is codes.MAX_REPEAT else (onward, body)))
        for _ in range(least):
            begin = self._sequence(nodes, begin, flags)
        return begin

    # --- the machine ---------------------------------------------------------------------------------

    def _run(self, start: int, text: str, place: int, groups: tuple[tuple[int, int, int], ...] = ()) -> int | None:
        """Where a match ends, plus 1; None where there is none. Groups are (number, start, end), the last ones first."""
        left: list[tuple[int, int, Any, Any]] = [(start, place, groups, None)]
        program = self._program
        while left:
            at, place, groups, tried = left.pop()
            while True:
                self.steps += 1
                if self.steps > self.limit:
                    raise TooManyStepsError(self.source)
                step = program[at]
                name = step.name
                if name == "found":
                    return place + 1
                if name == "read":
                    if place >= len(text) or not step.argument(text[place]):
                        break
                    at, place = step.to[0], place + 1
                elif name == "choose":
                    left.extend((way, place, groups, None) for way in step.to[:0:-1])
                    at = step.to[0]
                elif name == "again?":
                    # a turn that read nothing is the last one
                    came = next((start for number, start, _ in groups if number == -step.argument - 1), -1)
                    if came == place:
                        at = step.to[1] if program[step.to[1]].name != "again?" else step.to[0]
                        continue
                    groups = ((-step.argument - 1, place, place), *(one for one in groups if one[0] != -step.argument - 1))
                    left.append((step.to[1], place, groups, None))
                    at = step.to[0]
                elif name == "run":
                    test, least, most, operation = step.argument
                    if tried is None:
                        reach = place
                        end = len(text) if most is None else min(len(text), place + most)
                        if operation is codes.MIN_REPEAT:
                            end = min(end, place + least)
                        while reach < end and test(text[reach]):
                            reach += 1
                        self.steps += reach - place
                        if reach - place < least:
                            break
                        now = reach
                    elif operation is codes.MIN_REPEAT:
                        now = tried
                        if now >= len(text) or (most is not None and now - place >= most) or not test(text[now]):
                            break
                        now += 1
                    else:
                        now = tried - 1
                    if operation is codes.MIN_REPEAT or (operation is codes.MAX_REPEAT and now - place > least):
                        left.append((at, place, groups, now))
                    tried = None
                    at, place = step.to[0], now
                elif name == "at":
                    where, flags = step.argument
                    if not stands_at(where, flags, text, place):
                        break
                    at = step.to[0]
                elif name == "open":
                    groups = ((step.argument, place, -1), *(one for one in groups if one[0] != step.argument or one[2] >= 0))
                    at = step.to[0]
                elif name == "close":
                    begun = next(start for number, start, end in groups if number == step.argument and end < 0)
                    groups = ((step.argument, begun, place), *(one for one in groups if one[0] != step.argument))
                    at = step.to[0]
                elif name == "look":
                    wanted, back = step.argument
                    seen = place >= back and self._run(step.to[0], text, place - back, groups) is not None
                    if seen != wanted:
                        break
                    at = step.to[1]
                elif name == "atomic":
                    ended = self._run(step.to[0], text, place, groups)
                    if ended is None:
                        break
                    at, place = step.to[1], ended - 1
                elif name == "again":
                    said = next((text[a:b] for number, a, b in groups if number == step.argument and b >= 0), None)
                    if said is None or not text.startswith(said, place):
                        break
                    self.steps += len(said)
                    at, place = step.to[0], place + len(said)
                elif name == "if":
                    at = step.to[0 if any(number == step.argument and end >= 0 for number, _, end in groups) else 1]
                else:
                    raise AssertionError(name)
        return None


def test_of(node: Node, flags: int) -> Test:
    """Whether a character is what a node reads, as `re` itself says; remembered."""
    tree = parser.SubPattern(parser.State(), [node])
    tree.state.flags = flags
    one = compiler.compile(tree, flags)  # fits texts and bytes
    known: dict[str, bool] = {}

    def test(character: str) -> bool:
        found = known.get(character)
        if found is None:
            found = known[character] = one.match(character) is not None
        return found

    return test


def stands_at(where: Any, flags: int, text: str, place: int) -> bool:
    """Whether a place is the end of a line, of the text or of a word."""
    if where in (codes.AT_BEGINNING, codes.AT_BEGINNING_STRING):
        many = where is codes.AT_BEGINNING and flags & re.MULTILINE
        return place == 0 or bool(many and text[place - 1] == "\n")
    if where is codes.AT_END_STRING:
        return place == len(text)
    if where is codes.AT_END:
        last = place == len(text) or (place == len(text) - 1 and text[place] == "\n")
        return last or bool(flags & re.MULTILINE and text[place] == "\n")
    sides = [0 <= at < len(text) and (text[at].isalnum() or text[at] == "_") for at in (place - 1, place)]
    return (sides[0] != sides[1]) == (where is codes.AT_BOUNDARY)
