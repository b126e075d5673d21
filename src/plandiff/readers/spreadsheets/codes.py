"""The format of a cell's numbers, taken apart: sections, their conditions, and the parts of one (ECMA-376 §18.8.31)."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

GENERAL: Final = "General"
_GENERAL: Final = r"General|G/通用格式|通用格式"
"""How a format says that a number is shown without one, as Excel and as Chinese programs write it."""
_LITERAL: Final = r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|!(?P<marked>.)|[_*].|\[\$(?P<currency>[^\[\]-]*+)[^\[\]]*\]|\[[^\[\]]*\]'
_SECTION: Final = re.compile(r'(?:"[^"]*"|[\\!_*].|\[[^\[\]]*\]|[^;])*', re.DOTALL)
_PART: Final = re.compile(
    rf"{_LITERAL}|(?P<general>{_GENERAL})|(?P<exponent>E[+-])|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)"
    r"|(?P<slash>/)|(?P<text>@)|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_DATE: Final = re.compile(r"[ymdhsae]|上午/下午|\[(?:h+|m+|s+)\]", re.IGNORECASE)
_NOT_DATE: Final = re.compile(
    rf'"[^"]*"|[\\!_*].|\[(?!h+\]|m+\]|s+\])[^\[\]]*\]|AM/PM|{_GENERAL}|E[+-]', re.IGNORECASE | re.DOTALL
)
_CONDITION: Final = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d*)?)\]")
_LOCALE: Final = re.compile(r"\[\$[^\[\]-]*+-([^\[\]]+)\]")
_NUMERALS: Final = re.compile(r"\[DBNum([12])\]", re.IGNORECASE)
_TESTS: Final[dict[str, Callable[[Decimal, Decimal], bool]]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
}
_FORMATS: Final = 512
"""Formats kept taken apart; a file has a few dozen."""


class Part(NamedTuple):
    """A sign of a format: one of the groups of the pattern above, or `literal`."""

    kind: str
    text: str


class Section(NamedTuple):
    """The format of some numbers, or of texts."""

    code: str
    parts: tuple[Part, ...]
    condition: tuple[str, Decimal] | None = None
    """A comparison and what the number is compared with."""
    locale: str = ""
    """A name (`zh-CN`) or a number in hexadecimal (`804`), as written."""
    numerals: int = 0
    """1 for Chinese numerals, 2 for those of amounts (壹), 0 for digits."""

    @property
    def is_date(self) -> bool:
        return bool(_DATE.search(_NOT_DATE.sub("", self.code)))

    def has(self, kind: str) -> bool:
        return any(part.kind == kind for part in self.parts)

    def holds(self, number: Decimal) -> bool:
        """Whether its condition holds; true if it has none."""
        return self.condition is None or _TESTS[self.condition[0]](number, self.condition[1])


@lru_cache(_FORMATS)
def sections_of(code: str) -> tuple[Section, ...]:
    """The sections of a format, at least one.

    >>> [section.code for section in sections_of('0.0;"a;b";;@')]
    ['0.0', '"a;b"', '', '@']
    """
    found, start = [], 0
    for section in _SECTION.finditer(code):
        if section.start() >= start:
            found.append(_section(section[0]))
            start = section.end() + 1
    return tuple(found)


def _section(code: str) -> Section:
    parts = tuple(_parts(code))
    if not parts and "[" in code:
        parts = (Part("general", GENERAL),)  # only a colour, or the kind of numerals
    condition = _CONDITION.search(code)
    locale = _LOCALE.search(code)
    numerals = _NUMERALS.search(code)
    return Section(
        code,
        parts,
        (condition[1], Decimal(condition[2])) if condition else None,
        locale[1] if locale else "",
        int(numerals[1]) if numerals else 0,
    )


def _parts(code: str) -> list[Part]:
    found: list[Part] = []
    for match in _PART.finditer(code):
        kind = match.lastgroup
        if kind in ("quoted", "escaped", "marked", "currency", "plain"):
            found += [Part("literal", match[kind])] if match[kind] else []
        elif kind:
            found.append(Part(kind, match[kind]))
    return found


def section_for(number: Decimal, sections: tuple[Section, ...]) -> tuple[Section, bool]:
    """The section that shows a number, and whether that one itself shows the sign of a negative number."""
    first, *others = sections[:3]
    if any(section.condition for section in sections):
        chosen = next((section for section in (first, *others) if section.holds(number)), sections[-1])
        return chosen, bool(chosen.condition and chosen.condition[0] == "<" and chosen.condition[1] == 0)
    if number < 0 and others:
        return others[0], True
    return (others[1] if number == 0 and len(others) > 1 else first), False


def section_for_text(sections: tuple[Section, ...]) -> Section | None:
    """The section that shows texts; None if the format leaves them as they are."""
    last = sections[-1]
    return last if len(sections) == 4 or (last.has("text") and not last.has("digit")) else None
