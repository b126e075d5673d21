"""Canonical Markdown -> blocks: the form that plandiff itself writes, where nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from plandiff.model import Block
from plandiff.readers.grids import table
from plandiff.readers.markdown import cells_of, plain

FORM: Final = ("plandiff", "plan-1")
"""The key and value in the front matter that mark the canonical form."""
GAP: Final = "\u3000"
"""Between a number and its text."""
MAX_LEVEL: Final = 40
"""Number signs of the deepest heading that is read as one; no plan nests so deep."""

_HEADING: Final = re.compile(rf"^(#{{1,{MAX_LEVEL}}})(?: (.*))?$")


def parse(text: str, first_line: int = 1) -> tuple[Block, ...]:
    """The blocks of a canonical text, with their numbers and levels as written."""
    return tuple(_blocks(text.split("\n"), first_line))


def _blocks(lines: list[str], first_line: int) -> Iterator[Block]:
    at, caption = 0, ""
    while at < len(lines):
        line, number = lines[at], first_line + at
        at += 1
        if not line.strip():
            continue
        if line.startswith("|"):
            end = next((i for i in range(at, len(lines)) if not lines[i].startswith("|")), len(lines))
            yield table(cells_of(lines[at - 1 : end]), caption, line=number)
            at, caption = end, ""
        elif line.startswith(": "):
            caption = plain(line[2:])
        elif heading := _HEADING.match(line):
            printed, title = _parted(heading.group(2) or "")
            yield Block("heading", title, printed, level=len(heading.group(1)), line=number)
        elif line.startswith("- "):
            printed, item = _parted(line[2:])
            yield Block("item", item, printed, line=number)
        elif line.startswith("> "):
            yield Block("note", plain(line[2:]), line=number)
        else:
            yield Block("paragraph", plain(line), line=number)


def _parted(text: str) -> tuple[str, str]:
    printed, gap, rest = text.partition(GAP)
    return (plain(printed), plain(rest)) if gap else ("", plain(text))
