"""Drawn lines -> grids: where the lines of a table cross, and which of its fields form one cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from plandiff.readers.layout.page import Box, Stroke
from plandiff.readers.layout.tuning import Tuning

_MAX_LINES: Final = 1500
"""Lines in each direction on a page; more make it a drawing."""


@dataclass(frozen=True)
class Rule:
    """A drawn line, or several that coincide: its position, and where it starts and ends."""

    at: float
    start: float
    end: float
    width: float = 0.0
    """The distance between the outermost of coinciding lines."""

    def reaches(self, other: Rule, joint: float) -> bool:
        """Whether it reaches a perpendicular one."""
        reach = joint + other.width / 2
        return self.start - reach <= other.at <= self.end + reach


@dataclass(frozen=True)
class Region:
    """A cell: the fields of the grid it spans, ends excluded."""

    row: int
    column: int
    row_end: int
    column_end: int

    @property
    def height(self) -> int:
        return self.row_end - self.row

    @property
    def width(self) -> int:
        return self.column_end - self.column


@dataclass(frozen=True)
class Grid:
    """The lines of one table."""

    columns: tuple[float, ...]
    """Left edges of its columns, and the right edge of the last."""
    rows: tuple[float, ...]
    regions: tuple[Region, ...]
    """From top to bottom, left to right."""

    @cached_property
    def box(self) -> Box:
        return self.columns[0], self.rows[0], self.columns[-1], self.rows[-1]


def grids_of(strokes: Sequence[Stroke], tuning: Tuning) -> list[Grid]:
    """The tables drawn by lines, from top to bottom."""
    across = rules_across(strokes, tuning)
    down = _rules((Rule(stroke.left, stroke.top, stroke.bottom) for stroke in strokes if not stroke.level), tuning)
    if not across or not down or max(len(across), len(down)) > _MAX_LINES:
        return []
    found = (_grid(rows, columns, tuning) for rows, columns in _connected(across, down, tuning))
    return sorted((grid for grid in found if grid), key=lambda grid: (grid.rows[0], grid.columns[0]))


def rules_across(strokes: Sequence[Stroke], tuning: Tuning) -> list[Rule]:
    """The horizontal lines, from top to bottom."""
    return _rules((Rule(stroke.top, stroke.left, stroke.right) for stroke in strokes if stroke.level), tuning)


def _rules(rules: Iterable[Rule], tuning: Tuning) -> list[Rule]:
    """Lines that coincide, or continue where another ends, merged."""
    levels: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if levels and rule.at - levels[-1][0].at <= tuning.joint:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    found: list[Rule] = []
    for level in levels:
        at, width = (level[0].at + level[-1].at) / 2, level[-1].at - level[0].at
        start = end = None
        for rule in sorted(level, key=lambda rule: rule.start):
            if end is None or start is None:
                start, end = rule.start, rule.end
            elif rule.start <= end + tuning.joint:
                end = max(end, rule.end)
            else:
                found.append(Rule(at, start, end, width))
                start, end = rule.start, rule.end
        if start is not None and end is not None:
            found.append(Rule(at, start, end, width))
    return [rule for rule in found if rule.end - rule.start >= tuning.speck]


def _connected(across: Sequence[Rule], down: Sequence[Rule], tuning: Tuning) -> Iterable[tuple[list[Rule], list[Rule]]]:
    """Groups of lines that meet, directly or through others."""
    parent = list(range(len(across) + len(down)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for one, row in enumerate(across):
        for other, column in enumerate(down):
            if row.reaches(column, tuning.joint) and column.reaches(row, tuning.joint):
                parent[root(one)] = root(len(across) + other)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number, rule in enumerate((*across, *down)):
        rows, columns = groups.setdefault(root(number), ([], []))
        (rows if number < len(across) else columns).append(rule)
    return [(rows, columns) for rows, columns in groups.values() if len(rows) > 1 and columns]


def _grid(across: Sequence[Rule], down: Sequence[Rule], tuning: Tuning) -> Grid | None:
    """The table drawn by connected lines; None if they are a frame or a drawing."""
    rows = _edges((rule.at for rule in across), tuning)
    columns = _edges((rule.at for rule in down), tuning)
    # Many tables have no lines at the sides: the horizontal lines show where they end.
    left, right = min(rule.start for rule in across), max(rule.end for rule in across)
    open_left = columns[0] - left > 2 * tuning.speck
    open_right = right - columns[-1] > 2 * tuning.speck
    if open_left:
        columns.insert(0, left)
    if open_right:
        columns.append(right)
    if len(rows) < 2 or len(columns) < 2 or (len(rows) == 2 and len(columns) == 2):
        return None
    walls = [_covered(rule for rule in down if abs(rule.at - edge) <= tuning.joint) for edge in columns]
    floors = [_covered(rule for rule in across if abs(rule.at - edge) <= tuning.joint) for edge in rows]
    height, width = len(rows) - 1, len(columns) - 1
    taken = [[False] * width for _ in range(height)]
    regions: list[Region] = []
    for row in range(height):
        for column in range(width):
            if taken[row][column]:
                continue
            fields = _flood(row, column, rows, columns, walls, floors)
            region = Region(
                min(r for r, _ in fields), min(c for _, c in fields), max(r for r, _ in fields) + 1, max(c for _, c in fields) + 1
            )
            area = region.height * region.width
            if area != len(fields):  # cells of a table are always rectangles
                return None
            for r, c in fields:
                taken[r][c] = True
            regions.append(region)
    return Grid(tuple(columns), tuple(rows), tuple(regions)) if len(regions) > 1 else None


def _edges(places: Iterable[float], tuning: Tuning) -> list[float]:
    """Distinct positions, in order."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > tuning.speck:
            found.append(place)
    return found


def _covered(rules: Iterable[Rule]) -> list[tuple[float, float]]:
    return [(rule.start, rule.end) for rule in rules]


def _flood(
    row: int,
    column: int,
    rows: Sequence[float],
    columns: Sequence[float],
    walls: Sequence[list[tuple[float, float]]],
    floors: Sequence[list[tuple[float, float]]],
) -> set[tuple[int, int]]:
    """The fields that no line separates from one."""
    found = {(row, column)}
    waiting = [(row, column)]
    while waiting:
        r, c = waiting.pop()
        middle_y, middle_x = (rows[r] + rows[r + 1]) / 2, (columns[c] + columns[c + 1]) / 2
        beside = (
            ((r, c - 1), c > 0 and not _holds(walls[c], middle_y)),
            ((r, c + 1), c + 2 < len(columns) and not _holds(walls[c + 1], middle_y)),
            ((r - 1, c), r > 0 and not _holds(floors[r], middle_x)),
            ((r + 1, c), r + 2 < len(rows) and not _holds(floors[r + 1], middle_x)),
        )
        for field, is_open in beside:
            if is_open and field not in found:
                found.add(field)
                waiting.append(field)
    return found


def _holds(stretches: Iterable[tuple[float, float]], place: float) -> bool:
    return any(start <= place <= end for start, end in stretches)
