"""Where a sheet has empty rows or columns between its cells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

from plandiff.readers.spreadsheets.sheet import Sheet

_RULED: Final = 2
"""Cells with a border that make an empty row or column part of a table (count)."""


class Gaps:
    """The empty rows (axis 0) or columns (axis 1) of a sheet. Hidden ones are not seen, and ruled ones belong to a table."""

    def __init__(self, sheet: Sheet, axis: int) -> None:
        self.axis = axis
        hidden = sheet.hidden_columns if axis else sheet.hidden_rows
        self._hidden = sorted(hidden)
        self._ruled: dict[int, list[int]] = {}
        for place in sorted(place for place in sheet.ruled if place[axis] not in hidden):
            self._ruled.setdefault(self._seen(place[axis]), []).append(place[1 - axis])

    def _seen(self, line: int) -> int:
        """The number of a row or column, not counting those that are hidden before it."""
        return line - bisect_left(self._hidden, line)

    def between(self, before: int, after: int, low: int, high: int) -> bool:
        """Whether any row (or column) between two others is empty from one column (or row) to another."""
        return any(self._is_empty(line, low, high) for line in range(self._seen(before + 1), self._seen(after)))

    def _is_empty(self, line: int, low: int, high: int) -> bool:
        ruled = self._ruled.get(line, ())
        return bisect_right(ruled, high) - bisect_left(ruled, low) < _RULED
