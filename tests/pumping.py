"""Texts that a pattern may be slow at, made from the pattern itself: what it wants, time and again, and no end that it accepts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product
from re import _constants as codes  # type: ignore[attr-defined]
from typing import Any, Final

from backtracking import WHOLE, Counted, Node, Test, test_of

COMMON: Final = "甲一1a A，。、\n-|（.:"
"""Characters that many classes hold."""
NOTHING: Final = ("", "\0", "\n")
"""What a text may end in that fits no pattern to its end."""


def pumped(pattern: re.Pattern[Any]) -> list[tuple[str, str, str]]:
    """(beginning, what is repeated, end) of texts that begin as a pattern wants it, time and again, and do not go on so."""
    counted = Counted(pattern)
    words = Words(counted)
    beginnings = {""}
    repeated: dict[str, None] = dict.fromkeys(words.alphabet[:24])
    for before, body in words.repeats(list(counted.tree)):
        for word in islice(body, 4):
            repeated[word] = None
        beginnings.update(islice(before, 2))
    for word in islice(words.beginnings(list(counted.tree)), 12):
        repeated[word] = None
    return [
        (beginning, word, end)
        for word in islice((word for word in repeated if word), 60)
        for beginning, end in product(sorted(beginnings)[:4], NOTHING[:2])
    ]


class Words:
    """Texts that fit parts of a pattern, from the characters that most of its classes hold."""

    def __init__(self, counted: Counted) -> None:
        self._flags = counted.flags
        self._tests: list[Test] = []
        literals: list[str] = []
        self._collect(list(counted.tree), literals)
        alphabet = dict.fromkeys([*COMMON, *literals])
        self.alphabet = sorted(alphabet, key=lambda one: -sum(test(one) for test in self._tests))

    def _collect(self, nodes: list[Node], literals: list[str]) -> None:
        for node in nodes:
            operation, _argument = node
            if operation in WHOLE:
                self._tests.append(test_of(node, self._flags))
                literals += _named(node)
            else:
                for inner in _inside(node):
                    self._collect(inner, literals)

    def of(self, nodes: list[Node]) -> Iterator[str]:
        """A few texts that fit a sequence, the shortest repetitions first."""
        if not nodes:
            yield ""
            return
        for head in islice(self.of_node(nodes[0]), 3):
            for rest in islice(self.of(nodes[1:]), 3):
                yield head + rest

    def of_node(self, node: Node) -> Iterator[str]:
        operation, argument = node
        if operation in WHOLE:
            test = test_of(node, self._flags)
            yield from islice((one for one in self.alphabet if test(one)), 3)
        elif operation in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            least, _most, inner = argument
            for word in islice(self.of(list(inner)), 2):
                yield word * max(least, 1)
            if least == 0:
                yield ""
        elif operation is codes.BRANCH:
            for way in argument[1]:
                yield from islice(self.of(list(way)), 1)
        elif operation is codes.SUBPATTERN:
            yield from self.of(list(argument[3]))
        elif operation is codes.ATOMIC_GROUP:
            yield from self.of(list(argument))
        elif operation is codes.ASSERT and argument[0] > 0:
            yield from self.of(list(argument[1]))
        else:
            yield ""

    def beginnings(self, nodes: list[Node]) -> Iterator[str]:
        for end in range(1, len(nodes) + 1):
            yield from islice(self.of(nodes[:end]), 2)
        for node in nodes:
            for inner in _inside(node):
                yield from self.beginnings(inner)

    def repeats(self, nodes: list[Node], before: tuple[Node, ...] = ()) -> Iterator[tuple[Iterator[str], Iterator[str]]]:
        """(what may stand before, what is repeated) of every repetition in a sequence."""
        for place, node in enumerate(nodes):
            ahead = (*before, *nodes[:place])
            if node[0] in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
                yield self.of(list(ahead)), self.of(list(node[1][2]))
            for inner in _inside(node):
                yield from self.repeats(inner, ahead)


def _inside(node: Node) -> list[list[Node]]:
    """The sequences in a node."""
    operation, argument = node
    if operation is codes.BRANCH:
        return [list(way) for way in argument[1]]
    if operation is codes.SUBPATTERN:
        return [list(argument[3])]
    if operation in (codes.ASSERT, codes.ASSERT_NOT):
        return [list(argument[1])]
    if operation is codes.ATOMIC_GROUP:
        return [list(argument)]
    if operation in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return [list(argument[2])]
    if operation is codes.GROUPREF_EXISTS:
        return [list(way) for way in argument[1:] if way]
    return []


def _named(node: Node) -> list[str]:
    """The characters that a class or a literal names, of a range its ends."""
    operation, argument = node
    if operation in (codes.LITERAL, codes.NOT_LITERAL):
        return [chr(argument)]
    if operation is codes.IN:
        found: list[str] = []
        for kind, value in argument:
            if kind is codes.LITERAL:
                found.append(chr(value))
            elif kind is codes.RANGE:
                found += [chr(value[0]), chr(value[1])]
        return found[:12]
    return []
