"""A comparison at a glance, as data: counts, the marked outline, the strip map, changed quantities."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, get_args

from plandiff.model import Comparison
from plandiff.renderers.rows import CELL_BORDER, Mark, Row, first_words, path_of
from plandiff.renderers.view import View

MARKS: Final[tuple[Mark, ...]] = get_args(Mark)

QUANTITY_CHARACTERS: Final = 24
"""A replaced stretch with digits on both sides counts as one quantity up to this length; beyond it
a sentence was rewritten, and which number became which is no longer plain."""

LABEL_CHARACTERS: Final = 28
"""How much of its clause stands for a quantity."""

LABEL_LEAST: Final = 4
"""Fewer characters of a clause do not say what a quantity is of."""

STRIP_LENGTH: Final = 1000
"""Units of the strip map's axis, whatever the plan's length."""

STRIP_LEAST: Final = 2
"""The least length of a mark on the strip map, so that a one-word change is seen."""


@dataclass(frozen=True)
class Entry:
    """A section in the outline: of the new plan, or of the old one where it was deleted."""

    anchor: str
    number: str
    title: str
    marks: tuple[Mark, ...]
    changes: int
    """Changes in it and below it that are more than noise and numbering, its heading included."""
    below: tuple[Entry, ...]


@dataclass(frozen=True)
class Segment:
    """A stretch of the strip map, which runs over the view from top to bottom."""

    anchor: str
    mark: Mark
    start: int
    length: int


@dataclass(frozen=True)
class Quantity:
    """A number that was replaced by another, with its unit and comparator as the plans print them."""

    anchor: str
    path: tuple[str, ...]
    label: str
    """The words about it in its clause; in a table the row's first cell."""
    old: str
    new: str


@dataclass(frozen=True)
class Overview:
    """What a reader wants to know first."""

    counts: tuple[tuple[Mark, int], ...]
    """How many rows carry each mark, the weightiest first; marks that do not occur are left out."""
    sections: int
    """Sections of either plan, counterparts counted once."""
    sections_touched: int
    sections_shared: int
    """Sections that both plans have, changed or not."""
    changes: int
    """Rows that are more than noise and numbering."""
    outline: tuple[Entry, ...]
    strip: tuple[Segment, ...]
    quantities: tuple[Quantity, ...]


def overview(comparison: Comparison, view: View) -> Overview:
    rows = [row for row in view.rows if not row.stub]
    counted = Counter(mark for row in rows for mark in row.marks)
    sections = sum(row.kind == "heading" for row in rows)
    return Overview(
        counts=tuple((mark, counted[mark]) for mark in MARKS if counted[mark]),
        sections=max(sections, comparison.summary.sections_touched),
        sections_touched=comparison.summary.sections_touched,
        sections_shared=sum(row.kind == "heading" and bool(row.old and row.new) for row in rows),
        changes=sum(row.loud for row in rows),
        outline=_outline(rows),
        strip=tuple(_strip(rows)),
        quantities=tuple(_quantities(comparison, rows)),
    )


def _outline(rows: list[Row]) -> tuple[Entry, ...]:
    """The headings as a tree, each with what changed down to the next heading of its level or above."""
    trail: list[tuple[int, Row, list[Entry], int]] = []  # (level, heading, entries below, changes so far)
    top: list[Entry] = []

    def close(level: int) -> None:
        while trail and trail[-1][0] >= level:
            _, row, below, changes = trail.pop()
            passage = (row.new or row.old)[0]
            (trail[-1][2] if trail else top).append(
                Entry(
                    row.anchor,
                    passage.number,
                    passage.text,
                    row.marks,
                    changes + sum(entry.changes for entry in below),
                    tuple(below),
                )
            )

    for row in rows:
        if row.kind == "heading":
            close(row.level)
            trail.append((row.level, row, [], int(row.loud)))
        elif trail and row.loud:
            level, heading, below, changes = trail[-1]
            trail[-1] = (level, heading, below, changes + 1)
    close(0)
    return tuple(top)


def _strip(rows: list[Row]) -> Iterator[Segment]:
    weights = [max(row.weight, 1) for row in rows]
    total = sum(weights)
    before = 0
    open_segment: Segment | None = None
    for row, weight in zip(rows, weights, strict=True):
        start = before * STRIP_LENGTH // total
        before += weight
        if not row.loud:
            continue
        length = max(before * STRIP_LENGTH // total - start, STRIP_LEAST)
        if open_segment and open_segment.mark == row.marks[0] and open_segment.start + open_segment.length >= start:
            reach = max(open_segment.start + open_segment.length, start + length)
            open_segment = Segment(open_segment.anchor, open_segment.mark, open_segment.start, reach - open_segment.start)
        else:
            if open_segment:
                yield open_segment
            open_segment = Segment(row.anchor, row.marks[0], min(start, STRIP_LENGTH - length), length)
    if open_segment:
        yield open_segment


_DIGIT: Final = re.compile(r"[0-9０-９]|[一二三四五六七八九十百千万亿]+[倍成番个项所万亿]")
_CLAUSE: Final = re.compile(r"[，。；：！？、,;:!?\s|（(]")


def _quantities(comparison: Comparison, rows: list[Row]) -> Iterator[Quantity]:
    for row in rows:
        edits = tuple(row.edits)
        for index, edit in enumerate(edits):
            short = len(edit.old) <= QUANTITY_CHARACTERS and len(edit.new) <= QUANTITY_CHARACTERS
            if edit.op == "replace" and short and _DIGIT.search(edit.old) and _DIGIT.search(edit.new):
                before, after = ("".join(part.new for part in parts) for parts in (edits[:index], edits[index + 1 :]))
                label = before.partition(CELL_BORDER)[0] if row.kind == "row" else _clause(before, after)
                yield Quantity(row.anchor, path_of(comparison.new, row.new[0].unit), label, edit.old, edit.new)


def _clause(before: str, after: str) -> str:
    """The words of its clause before a quantity; with those after it where they alone say too little."""
    clause = _CLAUSE.split(before)[-1]
    if len(clause) < LABEL_LEAST:
        clause += "…" + _CLAUSE.split(after)[0]
        return first_words(clause, LABEL_CHARACTERS)
    return clause if len(clause) <= LABEL_CHARACTERS else "…" + clause[-LABEL_CHARACTERS:]


def loud(view: View) -> tuple[Row, ...]:
    """The rows to list as changes."""
    return tuple(row for row in view.rows if row.loud)
