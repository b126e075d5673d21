"""Plain text: a block per line, and tables whose cells are separated by tabs. Form feeds begin pages.

The normalizer decides which lines belong together.
"""

from __future__ import annotations

import re
from typing import Final

from plandiff.language.contents import CONTENTS
from plandiff.model import Block, Cell, Origin
from plandiff.readers.grids import table
from plandiff.readers.lines import indent_of, tidy

_LINE_END: Final = re.compile("[\x0b\x85\u2028\u2029]")
"""Characters that end a line for the author, though editors do not count them."""
_TITLE: Final = re.compile(CONTENTS)
_ENTRY: Final = re.compile(r"[^\t]+\t\s?(?:\d{1,4}|[ivxl]{1,6})", re.IGNORECASE)
"""A title, a tab and a page."""


def parse(text: str, first_line: int) -> tuple[Block, ...]:
    """A block for each line that is not blank, and one for each table."""
    blocks: list[Block] = []
    apart = True
    lines = text.split("\n")
    page = 1 if "\f" in text else None
    table_end = 0
    entries = _entries(lines)
    for number, line in enumerate(lines, first_line):
        at = number - first_line
        if at < table_end:
            continue
        if page and "\f" in line:
            page += line.count("\f")
        if "\t" in line and at not in entries and (table_end := _table_end(lines, at)):
            rows = tuple(
                tuple(Cell(tidy(cell), origin=Origin(place, page)) for cell in row.split("\t"))
                for place, row in enumerate(lines[at:table_end], number)
            )
            blocks.append(table(rows, origin=Origin(number, page)))
            apart = True
            continue
        for part in _LINE_END.split(line):
            content = tidy(part)
            if content:
                blocks.append(Block("paragraph", content, apart=apart, indent=indent_of(part), origin=Origin(number, page)))
            apart = not content
    return tuple(blocks)


def _table_end(lines: list[str], at: int) -> int:
    """Where a run of lines with equally many tab-separated cells ends; 0 if it is shorter than two lines."""
    tabs = lines[at].rstrip().count("\t")
    if not tabs or not lines[at].split("\t", 1)[0].strip():
        return 0
    end = at
    while end < len(lines) and lines[end].count("\t") == tabs and lines[end].strip():
        end += 1
    return end if end - at > 1 else 0


def _entries(lines: list[str]) -> set[int]:
    """Which lines are entries of a contents list, where a tab only sets the page apart."""
    found: set[int] = set()
    listing = False
    for at, line in enumerate(lines):
        if listing and _ENTRY.fullmatch(line.strip()):
            found.add(at)
        elif line.strip():
            listing = _TITLE.fullmatch(line.strip()) is not None
    return found
