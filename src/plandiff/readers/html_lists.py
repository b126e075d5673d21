"""The numbers that a browser prints before the items of a list, which are not in the page's text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from plandiff.readers.html_styles import look_of

if TYPE_CHECKING:
    from bs4 import Tag

_ROMAN: Final = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_HAN: Final = "〇一二三四五六七八九"


def _letters(number: int) -> str:
    text = ""
    while number > 0:
        number, letter = divmod(number - 1, 26)
        text = chr(ord("a") + letter) + text
    return text


def _roman(number: int) -> str:
    text = ""
    for value, digits in _ROMAN:
        text += digits * (number // value)
        number %= value
    return text


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    return f"{_HAN[tens] if tens > 1 else ''}{'十' if tens else ''}{_HAN[ones] if ones or not tens else ''}"


_PLAIN: Final = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
STYLES: Final[dict[str, tuple[Callable[[int], str], int, str]]] = {
    "decimal": (str, 10**6, ". "),
    "decimal-leading-zero": (lambda number: f"{number:02}", 10**6, ". "),
    "lower-alpha": (_letters, 702, ". "),
    "lower-latin": (_letters, 702, ". "),
    "upper-alpha": (lambda number: _letters(number).upper(), 702, ". "),
    "upper-latin": (lambda number: _letters(number).upper(), 702, ". "),
    "lower-roman": (_roman, 399, ". "),
    "upper-roman": (lambda number: _roman(number).upper(), 399, ". "),
    "cjk-ideographic": (_han, 99, "、"),
    "cjk-decimal": (_han, 10, "、"),
    "simp-chinese-informal": (_han, 99, "、"),
    "trad-chinese-informal": (_han, 99, "、"),
    "japanese-informal": (_han, 99, "、"),
    "none": (lambda _: "", 10**6, ""),
}
"""Style of a list -> how a number is printed, up to which one, and what follows it; larger ones are printed in digits."""
TYPES: Final = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
"""The attribute `type` of a list -> its style."""


@dataclass
class Counter:
    """Counts the items of one ordered list."""

    style: str
    number: int
    step: int = 1

    def take(self, item: Tag) -> tuple[int, str]:
        """The number of an item, and what is printed before it."""
        number = _number(item, "value", self.number)
        self.number = number + self.step
        write, last, after = STYLES[_style(item, self.style)]
        return number, f"{write(number)}{after}" if 0 < number <= last else f"{number}. "


def counter_of(tag: Tag) -> Counter:
    """The counter of an `ol`, from its attributes."""
    items = len(tag.find_all("li", recursive=False)) if tag.has_attr("reversed") else 1
    style = _style(tag, TYPES.get(str(tag.get("type") or "1"), "decimal"))
    return Counter(style, _number(tag, "start", items), -1 if tag.has_attr("reversed") else 1)


def _style(tag: Tag, otherwise: str) -> str:
    found = _PLAIN.search(look_of(tag))
    return found[1].lower() if found and found[1].lower() in STYLES else otherwise


def _number(tag: Tag, name: str, otherwise: int) -> int:
    value = str(tag.get(name) or "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else otherwise
