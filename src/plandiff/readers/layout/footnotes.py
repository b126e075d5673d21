"""The notes at the foot of a column, which interrupt a paragraph that continues in the next."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from plandiff.readers.layout.columns import Column, Item
from plandiff.readers.layout.lines import Line
from plandiff.readers.layout.tables import Table
from plandiff.readers.layout.tuning import Tuning

_MARK: Final = re.compile(r"[①-⑳*†‡]|[\[［〔]\d{1,3}[\]］〕]|注\s?\d{0,2}[:：]")
"""What a note begins with, if not a superscript."""


def apart(pages: Sequence[Sequence[Item]], tuning: Tuning) -> list[list[Item]]:
    """The columns and tables of pages, with the notes at the foot of a column as a separate one."""
    size = _usual(line for items in pages for item in items if isinstance(item, Column) for line in item.lines)
    found: list[list[Item]] = []
    goes_on = False
    for items in pages:
        own: list[Item] = []
        for item in items:
            if isinstance(item, Column):
                below_table = bool(own) and isinstance(own[-1], Table)
                end = _notes_from(item.lines, size, tuning, goes_on=goes_on, below_table=below_table)
                goes_on = end < len(item.lines)
                own += [replace(item, lines=item.lines[:end])] if end else []
                own += [replace(item, lines=item.lines[end:], notes=True)] if goes_on else []
            else:
                own.append(item)
        found.append(own)
    return found


def _usual(lines: Iterable[Line]) -> float:
    """The most common character size, in points; 0 if there are none."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.printed)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _notes_from(lines: Sequence[Line], size: float, tuning: Tuning, *, goes_on: bool, below_table: bool) -> int:
    """The first line of a column's notes: small lines down to its end, the first of which has a note's mark or continues the last
    note of the previous column. Below a table there may be nothing but notes."""
    first = len(lines)
    while first and lines[first - 1].size <= tuning.small * size:
        first -= 1
    if not first:
        return 0 if below_table and lines and _is_raised(lines[0]) else len(lines)
    if lines[first - 1].size > size / tuning.small:  # below a title they name its author or subject
        return len(lines)
    marked = next((place for place in range(first, len(lines)) if is_marked(lines[place])), len(lines))
    return first if goes_on and marked < len(lines) else marked


def is_marked(line: Line) -> bool:
    """Whether a line begins with a note's mark."""
    return _is_raised(line) or _MARK.match(line.text) is not None


def _is_raised(line: Line) -> bool:
    """Whether a line begins with a superscript."""
    return any(span.start == 0 and span.kind == "superscript" for span in line.spanned.spans)
