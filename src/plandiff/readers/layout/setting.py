"""How the lines of a column are set: between which margins, and how far apart. It belongs to a page, never to a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from plandiff.readers.layout.columns import Column
from plandiff.readers.layout.lines import Line, first_unit
from plandiff.readers.layout.tuning import Tuning


@dataclass(frozen=True)
class Setting:
    """The margins of a column, in points, and the usual distance between baselines."""

    left: float
    right: float
    pitch: float
    size: float
    """The size of the text with that distance."""
    full: int
    """How many lines end at the right margin."""
    first: float = 0.0
    """First-line indent of its paragraphs, in ems; 0 if they have none."""
    spaced: bool = False
    """Whether white space separates its paragraphs."""
    page: float = 0.0
    """The width of its page, if too few lines are full to show the column's width, as beside a table; else 0."""

    def indent(self, line: Line) -> float:
        """The indent of a line, in ems."""
        return (line.left - self.left) / line.size

    def distance(self, line: Line) -> float:
        """The expected distance of such a line from the one above within a paragraph, in points."""
        return max(self.pitch * max(1.0, line.size / self.size), line.size)

    def room(self, line: Line) -> float:
        """The empty space at the end of a line, in ems."""
        return (self.right - line.right) / line.size


def setting_of(lines: Sequence[Line], tuning: Tuning) -> Setting:
    """The setting of a column, from its lines."""
    em = _usual([line.size for line in lines])
    lefts = sorted(line.left for line in lines)
    need = max(2, round(tuning.support * len(lines)))
    left = next((place for place in lefts if _near(lefts, place, tuning.edge * em) >= need), lefts[0])
    text = [line for line in lines if abs(line.size - em) < 0.1 * em]  # titles are set wider than text
    rights = sorted((_inner(line) for line in text), reverse=True)
    right = next(
        (place for place in rights[: 1 + round(tuning.beyond * len(rights))] if _near(rights, place, tuning.edge * em) >= 2),
        rights[0],
    )
    pitch = _pitch(lines, em, left, right, tuning)
    first = _first(lines, left, right, tuning)
    spaced = _is_spaced(lines, right, pitch, tuning) if not first and pitch else False
    return Setting(left, right, pitch, em, _near(rights, right, em), first, spaced)


def _is_spaced(lines: Sequence[Line], right: float, pitch: float, tuning: Tuning) -> bool:
    """Whether most lines that end well before the right margin have white space below them."""
    left = min(line.left for line in lines)
    steps = [
        below.base - above.base
        for above, below in pairwise(lines)
        if above.page == below.page and right - above.right >= tuning.unfilled * (right - left) and above.size == below.size
    ]
    return len(steps) > 1 and sum(1 for step in steps if step > tuning.spread * pitch) >= tuning.sound * len(steps)


def _first(lines: Sequence[Line], left: float, right: float, tuning: Tuning) -> float:
    """The usual indent of full lines that are followed by a line at the margin."""
    found = Counter(
        round(2 * (above.left - left) / above.size) / 2
        for above, below in pairwise(lines)
        if right - above.right < max(above.size, first_unit(below))
        and abs(below.left - left) < tuning.edge * below.size
        and tuning.indent < (above.left - left) / above.size < tuning.deep
    )
    first, count = found.most_common(1)[0] if found else (0.0, 0)
    return first if count >= max(2, tuning.few * len(lines)) else 0.0


_HANGING: Final = frozenset("，。、；：,.")


def _inner(line: Line) -> float:
    """The right edge of a line without hanging punctuation."""
    last = line.printed[-1]
    return last.left if last.text in _HANGING and len(line.printed) > 1 else line.right


def _near(edges: Sequence[float], place: float, within: float) -> int:
    return sum(1 for edge in edges if abs(edge - place) <= within)


def _usual(sizes: Sequence[float]) -> float:
    return Counter(sizes).most_common(1)[0][0]


def _pitch(lines: Sequence[Line], em: float, left: float, right: float, tuning: Tuning) -> float:
    """The line distance within paragraphs: a low usual one below lines that are not short, if there are enough of them."""
    steps = [
        (right - above.right < tuning.unfilled * (right - left), below.base - above.base)
        for above, below in pairwise(lines)
        if above.page == below.page
        and abs(above.size - em) < 0.1 * em
        and abs(below.size - em) < 0.1 * em
        and below.base > above.base
    ]
    long = sorted(step for is_long, step in steps if is_long)
    usual = long if len(long) >= tuning.shown else sorted(step for _, step in steps)
    return usual[len(usual) // 4] if usual else 0.0


def settings_of(pages: Sequence[Sequence[Column]], sizes: Sequence[tuple[float, float]], tuning: Tuning) -> list[list[Setting]]:
    """The setting of every column of every page.

    Full-width columns of a page share one setting. A page with too few lines to tell takes the setting of others of its
    size that begin at the same margin.
    """
    found: list[list[Setting]] = []
    for columns in pages:
        whole = [line for column in columns if not column.split for line in column.lines]
        own = setting_of(whole, tuning) if whole else None
        found.append([own if own and not column.split else setting_of(column.lines, tuning) for column in columns])
    return [
        [
            _supported(setting, number, found, sizes, column.lines[0].size, tuning)
            for setting, column in zip(settings, columns, strict=True)
        ]
        for number, (settings, columns) in enumerate(zip(found, pages, strict=True))
    ]


def _supported(
    setting: Setting,
    number: int,
    found: Sequence[Sequence[Setting]],
    sizes: Sequence[tuple[float, float]],
    em: float,
    tuning: Tuning,
) -> Setting:
    """A setting from few lines, or few full ones, completed with margins and distances of the same column on other pages."""
    if setting.full >= tuning.filled:
        return setting
    if setting.full < tuning.measured:
        setting = replace(setting, page=sizes[number][0])
    similar = [
        other
        for page, settings in enumerate(found)
        for other in settings[:1]
        if abs(sizes[page][0] - sizes[number][0]) < 2 and abs(sizes[page][1] - sizes[number][1]) < 2
        if abs(setting.left - other.left) <= 3 * em
    ]
    if not similar:
        return setting
    similar = [other for other in similar if other.full >= tuning.filled] or [max(similar, key=lambda other: other.right)]
    nearest = min(similar, key=lambda other: abs(other.left - setting.left))
    return replace(
        setting,
        left=min(setting.left, nearest.left),
        right=max(setting.right, nearest.right),
        pitch=min(filter(None, (setting.pitch, nearest.pitch)), default=0.0),
        first=setting.first or nearest.first,
    )
