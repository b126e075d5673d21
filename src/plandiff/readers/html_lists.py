"""The numbers that a browser prints before the items of a list, which are not in the page's text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Final

from plandiff.readers.html_styles import is_absent, look_of
from plandiff.readers.labels import label

if TYPE_CHECKING:
    from bs4 import Tag

MOST_LETTERS: Final = 26 + 26**2
"""The largest number written in letters (zz); larger ones are written in digits."""

SEARCHED: Final = 30
"""Elements and texts of a list that are searched for words (count)."""


def _letters(number: int, first: str) -> str:
    """a, b, … z, aa, ab, where Word goes on with bb."""
    if not 0 < number <= MOST_LETTERS:
        return str(number)
    text = ""
    while number:
        number, letter = divmod(number - 1, 26)
        text = chr(ord(first) + letter) + text
    return text


def _bullet(_: int) -> str:
    return ""


STYLES: Final[dict[str, tuple[Callable[[int], str], str]]] = {
    "decimal": (str, ". "),
    "decimal-leading-zero": (partial(label, form="decimalZero"), ". "),
    "lower-alpha": (partial(_letters, first="a"), ". "),
    "lower-latin": (partial(_letters, first="a"), ". "),
    "upper-alpha": (partial(_letters, first="A"), ". "),
    "upper-latin": (partial(_letters, first="A"), ". "),
    "lower-roman": (partial(label, form="lowerRoman"), ". "),
    "upper-roman": (partial(label, form="upperRoman"), ". "),
    "cjk-decimal": (partial(label, form="ideographDigital"), "、"),
    "cjk-ideographic": (partial(label, form="chineseCountingThousand"), "、"),
    "simp-chinese-informal": (partial(label, form="chineseCountingThousand"), "、"),
    "simp-chinese-formal": (partial(label, form="chineseLegalSimplified"), "、"),
    "trad-chinese-informal": (partial(label, form="taiwaneseCountingThousand"), "、"),
    "trad-chinese-formal": (partial(label, form="ideographLegalTraditional"), "、"),
    "japanese-informal": (partial(label, form="japaneseCounting"), "、"),
    "cjk-heavenly-stem": (partial(label, form="ideographTraditional"), "、"),
    "cjk-earthly-branch": (partial(label, form="ideographZodiac"), "、"),
    **dict.fromkeys(("disc", "circle", "square", "none"), (_bullet, "")),
}
"""Style of a list -> how a number is printed, and what follows it; the numbers of Word have the same table of formats."""
BULLETS: Final = frozenset({"disc", "circle", "square", "none"})
TYPES: Final = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
"""The attribute `type` of a list or an item -> its style."""
_DECLARED: Final = re.compile(r"list-style(-type)?\s*:([^;]{0,200})", re.IGNORECASE)
_INTEGER: Final = re.compile(r"-?\d{1,5}", re.ASCII)


@dataclass
class Counter:
    """Counts the items of one list."""

    style: str
    number: int
    step: int = 1
    silent: bool = False
    """It has no words: dots to press, not a list."""

    def take(self, item: Tag) -> tuple[int, str]:
        """The number of an item, and what is printed before it."""
        number = _number(item, "value", self.number)
        self.number = number + self.step
        write, after = STYLES[_style(item, self.style)]
        return number, "" if self.silent else f"{write(number)}{after}"


def counter_of(tag: Tag) -> Counter | None:
    """The counter of an `ol`, or of a `ul` whose style has numbers; None for one with bullets."""
    if tag.name != "ol":
        style = _style(tag, "disc")
        return None if style in BULLETS else Counter(style, 1)
    style = _style(tag, "decimal")
    silent = not any(isinstance(node, str) and node.strip() for node in islice(tag.descendants, SEARCHED))
    if not tag.has_attr("reversed"):
        return Counter(style, _number(tag, "start", 1), silent=silent)
    items = sum(not is_absent(item, look_of(item)) for item in tag.find_all("li", recursive=False))
    return Counter(style, _number(tag, "start", items), -1, silent)


def _style(tag: Tag, otherwise: str) -> str:
    """The style that an element states, in its declarations or else its attribute `type`."""
    stated = str(tag.get("type") or "")
    style = TYPES.get(stated, stated.lower() if stated.lower() in BULLETS else otherwise)
    for only_type, value in _DECLARED.findall(look_of(tag)):
        words = value.lower().replace("!important", " ").split()
        named = next((word for word in words if word in STYLES and word != "none"), "")
        if named:
            style = named
        elif "none" in words:
            style = "none"
        elif '"' in value or "'" in value or (not only_type and "inherit" not in words):
            style = "disc"  # a sign of its own, or a shorthand that names no style
    return style


def _number(tag: Tag, name: str, otherwise: int) -> int:
    value = str(tag.get(name) or "").strip()
    return int(value) if _INTEGER.fullmatch(value) else otherwise
