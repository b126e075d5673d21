"""White space and lines, as every reader sees them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from plandiff.language.letters import EDGE, INVISIBLE, is_wide, trimmed
from plandiff.model import Spanned
from plandiff.model.spans import RECORDS, join, splice, strip

_SPACE: Final = re.compile(rf"\s+(?:[{INVISIBLE}]+\s+)*")
"""White space, and invisible characters between two of them, without which they would be one."""


def tidy(text: str) -> str:
    """Runs of white space collapsed to one space, none at the ends; invisible characters at the ends dropped."""
    text = trimmed(text)
    return text if text.split(maxsplit=1) == [text] else _SPACE.sub(" ", text)


def tidied(whole: Spanned, *, settled: bool = False) -> Spanned:
    """The same for a text with spans. White space that is partly revised stays as it is until what remains is `settled`."""
    if not whole.spans:
        return Spanned(tidy(whole.text))
    borders = {border for span in whole.spans if span.kind in RECORDS for border in span[:2]} if not settled else set()
    uneven = [
        (*found.span(), " ")
        for found in _SPACE.finditer(whole.text)
        if found.group() != " " and borders.isdisjoint(range(found.start() + 1, found.end()))
    ]
    return strip(splice(whole, uneven), EDGE)


def indent_of(line: str) -> int:
    """Columns of white space before a line's text, two for a wide space."""
    columns = 0
    for character in line:
        if not character.isspace() and character not in INVISIBLE:
            break
        columns += 2 if is_wide(character) else character not in INVISIBLE
    return columns


def join_lines(parts: Iterable[Spanned]) -> Spanned:
    """The paragraphs of a note, or the lines of a cell, as one text."""
    found: list[Spanned] = []
    last = ""
    for part in parts:
        if last and part.text and (last.isascii() or part.text[:1].isascii()):
            found.append(Spanned(" "))
        last = part.text[-1:] or last  # what shows nothing, such as a picture, parts no words
        found.append(part)
    return join(found)
