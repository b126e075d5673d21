"""Rows of a ruled table that no lines separate: whose lines run down the page only, or around groups of rows.

The cells of such rows begin on the same line. A line begins a text of its own, and does not go on with the one above, if it is
indented among lines that are not, or if its first unit would have fitted there. Once it is clear that there are rows, every line
of a column without longer texts, such as one of numbers, begins one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from plandiff.readers.layout.lines import Line, first_unit
from plandiff.readers.layout.tuning import Tuning

_CELLS: Final = 2
"""Cells that must begin on a line for a row to begin there."""

_CODE: Final = re.compile(r"[A-Z]?[\d.]*")


@dataclass(frozen=True)
class Field:
    """A field between ruling lines: its left and right edge, in points, and what is printed in it."""

    left: float
    right: float
    lines: Sequence[Line]

    def starts(self, tuning: Tuning) -> list[float]:
        """The baselines of the lines that begin a text."""
        margin = min(line.left for line in self.lines)
        pad = min(margin - self.left, self.lines[0].size)
        indented = [line for line in self.lines if line.left - margin > tuning.indent * line.size and not self.has_centred(line)]
        if indented and len(indented) < len(self.lines):
            return [line.base for line in self.lines if line is self.lines[0] or line in indented]
        begun = [
            below.base
            for above, below in pairwise(self.lines)
            if self._room(above, pad) > first_unit(below) or _are_codes(above.text, below.text)
        ]
        return [self.lines[0].base, *begun]

    def has_centred(self, line: Line) -> bool:
        """Whether a line is as far from the left edge as from the right one."""
        return abs((line.left - self.left) - (self.right - line.right)) <= line.size

    def _room(self, line: Line, pad: float) -> float:
        """What is empty on a line, in points, between margins of that width."""
        if self.has_centred(line):
            return self.right - self.left - 2 * pad - (line.right - line.left)
        return self.right - pad - line.right


def rows_in(fields: Sequence[Field], tuning: Tuning) -> list[list[list[Line]]]:
    """The rows within one row of fields, each with the lines of every field: only one, unless texts begin side by side in most
    of its fields."""
    whole = [[list(field.lines) for field in fields]]
    if sum(len(field.lines) >= tuning.open_rows for field in fields) < _CELLS:
        return whole
    starts = [field.starts(tuning) if field.lines else [] for field in fields]
    bases = [[line.base for line in field.lines] for field in fields]
    within = tuning.edge * max(line.size for field in fields for line in field.lines)
    several = [own for own in starts if len(own) > 1]  # one text alone may be anywhere in its field
    tops = _level([base for own in several for base in own], several, within)
    if len(tops) < tuning.open_rows:
        return whole
    keys = [base for own, every in zip(starts, bases, strict=True) if len(own) == len(every) for base in own]
    tops = _level([*tops, *keys], bases, within)
    lone = [base for own in starts for base in own[1:] if not _is_near(base, tops, within)]
    if len(lone) > (1 - tuning.filled_rows) * sum(map(len, starts)):
        return whole
    edges = [float("-inf"), *(top - within for top in tops[1:]), float("inf")]
    return [
        [[line for line in field.lines if upper <= line.base < lower] for field in fields] for upper, lower in pairwise(edges)
    ]


def _are_codes(above: str, below: str) -> bool:
    """Whether two lines are codes of one kind, which would not fit beside each other in a narrow column."""
    return len(above) == len(below) and _CODE.fullmatch(above) is not None and _CODE.fullmatch(below) is not None


def _level(places: Iterable[float], columns: Sequence[Sequence[float]], within: float) -> list[float]:
    """Those baselines, in order and each once, that enough columns have."""
    found: list[float] = []
    for base in sorted(places):
        fresh = not found or base - found[-1] > within
        if fresh and sum(_is_near(base, own, within) for own in columns) >= _CELLS:
            found.append(base)
    return found


def _is_near(base: float, others: Iterable[float], within: float) -> bool:
    return any(abs(base - other) <= within for other in others)
