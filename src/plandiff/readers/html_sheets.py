"""The style sheets in a page's head, as far as they affect how its text is read: where line breaks are preserved.

Other rules are only visual. A selector is understood if it consists of names, classes and identifiers; its declarations are
written to the elements themselves, where `html_styles.py` looks for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_AT_RULE: Final = re.compile(r"@[^{};@]*(?:\{(?:[^{}]*\{[^{}]*\})*+[^{}]*\}|;)")
"""Rules for paper and narrow windows, fonts and the like."""
_RULE: Final = re.compile(r"(?<![^{}])([^{}]+)\{([^{}]*)\}")
_PRINTED: Final = re.compile(r"white-space\s*:\s*(pre(?:-wrap|-line)?|break-spaces)\b", re.IGNORECASE)
_COMPOUND: Final = re.compile(r"(\*|[a-z][a-z0-9]*)?((?:[.#][\w-]+)*)", re.IGNORECASE)
_PART: Final = re.compile(r"[.#][\w-]+")
MAX_RULES: Final = 50
"""Rules preserving line breaks that are applied (count); pages have one or two."""
ABOVE: Final = 30
"""Ancestors that are searched for the outer parts of a selector (count)."""


class _Compound(NamedTuple):
    """What a selector requires of one element."""

    name: str
    parts: tuple[str, ...]
    """Classes and identifiers, with their signs."""

    def fits(self, tag: Tag) -> bool:
        if self.name not in ("", "*", tag.name):
            return False
        own = {f".{name}" for name in tag.get_attribute_list("class") if name} | {f"#{tag.get('id') or ''}"}
        return own.issuperset(self.parts)


def apply_sheets(soup: BeautifulSoup) -> None:
    """Write to the elements of a page how its style sheets treat their line breaks; their own style takes precedence."""
    rules = list(islice(_rules(soup), MAX_RULES))
    if not rules:
        return
    for tag in soup.find_all(True):
        for selector, value in reversed(rules):
            if selector[-1].fits(tag) and _stands_in(tag, selector[:-1]):
                tag["style"] = f"{tag.get('style') or ''};white-space:{value}"
                break


def _rules(soup: BeautifulSoup) -> Iterator[tuple[list[_Compound], str]]:
    """(selector, value of `white-space`) of each rule that preserves line breaks."""
    for sheet in soup.find_all("style"):
        text = sheet.get_text()
        if not _PRINTED.search(text):
            continue
        for selectors, declared in _RULE.findall(_AT_RULE.sub("", _COMMENT.sub("", text))):
            printed = _PRINTED.search(declared)
            for selector in selectors.split(",") if printed else ():
                compounds = [_COMPOUND.fullmatch(part) for part in selector.replace(">", " ").split()]
                if compounds and None not in compounds:
                    found = [_Compound((part[1] or "").lower(), tuple(_PART.findall(part[2]))) for part in compounds if part]
                    yield found, printed[1].lower() if printed else ""


def _stands_in(tag: Tag, outer: list[_Compound]) -> bool:
    """Whether an element's ancestors match the outer parts of a selector, the innermost last."""
    waiting = list(outer)
    for above in islice(tag.parents, ABOVE):
        if waiting and waiting[-1].fits(above):
            waiting.pop()
    return not waiting
