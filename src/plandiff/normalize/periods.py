"""The time each unit of a plan speaks of: stated by the title, a heading or the beginning of a paragraph, and inherited below it.

A heading may name several periods (`“十五五”时期目标和2026年工作`). Then the section has none itself, and what is below it
belongs to the one last stated at the beginning of a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from typing import Final, NamedTuple

from plandiff.language import cut
from plandiff.language.dates import YEAR, read_year
from plandiff.language.periods import (
    NO_SCOPE,
    OPENING,
    Present,
    Scope,
    find_statements,
    looks_ahead,
    overlap,
    read_heading,
    read_title,
    resolve,
)
from plandiff.language.widths import half_width
from plandiff.model import NO_TIMING, Element, Meta, Section, Timing

_REPORT: Final = re.compile(rf"({YEAR})年?(?!.{{0,60}}{YEAR}年).{{0,60}}政府工作[报報]告")
"""The title of a report that is delivered in the year that it names."""
_ADDRESS: Final = 10
"""The longest sentence, in characters, that addresses the audience: 各位代表！"""
_TEXTS: Final = frozenset({"paragraph", "item", "note"})


class _Around(NamedTuple):
    """What is known at a unit's position."""

    scope: Scope
    periods: tuple[Scope, ...] = ()
    """Those that the heading above names, where there are several."""
    open: bool = False
    """The section has no single known period, so that what its paragraphs state carries over."""

    def goes_on(self, said: Scope) -> bool:
        """Whether the time that a paragraph states at its beginning holds for the next ones too."""
        if not self.open or said.period is None:
            return False
        return (
            said.aspect == self.scope.aspect if not self.periods else any(scope.period == said.period for scope in self.periods)
        )

    def after(self, said: Scope) -> _Around:
        """The same after a paragraph that began by stating its time."""
        if not self.goes_on(said):
            return self
        return self._replace(scope=next((scope for scope in self.periods if scope.period == said.period), said))


def find_timings(root: Section, meta: Meta) -> tuple[tuple[str, Timing], ...]:
    """Unit id -> the time it speaks of, for the units where that is known."""
    title = root.title or meta.title
    present = _present(root, meta)
    scopes = read_title(title, present)
    if not scopes and meta.years and meta.period:
        scopes = tuple(scope for scope in read_title(f"{meta.period} {title}", present) if scope.aspect == "plan")
    return tuple((unit, timing) for unit, timing in _below(root, _of(scopes), present) if timing != NO_TIMING)


def _of(scopes: tuple[Scope, ...]) -> _Around:
    """What is known below a title or heading with these scopes."""
    if len(scopes) > 1:
        return _Around(_common(scopes), scopes, open=True)
    return _Around(scopes[0] if scopes else NO_SCOPE)


def _present(root: Section, meta: Meta) -> Present | None:
    """When a plan was written: by the year in a report's title, by its date, or by the years that its headings review."""
    day = re.match(r"(\d{4})-(\d{2})", meta.date)
    named = _REPORT.search(half_width(root.title or meta.title))
    year = read_year(named[1]) if named else None
    if day and (year is None or year == int(day[1])):
        return Present(int(day[1]), int(day[2]))
    if year:
        return Present(year)
    title = root.title or meta.title
    for said in (title, *(section.title for section in root.children)):
        scopes = read_heading(said, None) if said != title else read_title(said, None)
        for period, aspect in scopes:
            if period and aspect in ("review", "plan"):
                return Present(period.last + 1 if aspect == "review" else period.first)
    return Present(meta.years.first) if meta.years else None


def _below(section: Section, around: _Around, present: Present | None) -> Generator[tuple[str, Timing], None, _Around]:
    """The timings of everything below a heading; returns what is known at its end."""
    announced: Scope | None = None
    for ordinal, element in enumerate(section.body, 1):
        if element.kind != "item":
            announced = None
        timing = _timing(element, announced or around.scope, present)
        yield f"{section.id}/{ordinal}", timing
        if timing.scope != around.scope:
            around = around.after(timing.scope)
        if element.kind == "paragraph" and element.text.endswith(("：", ":")):
            announced = timing.at(len(element.text))
    over: _Around | None = None
    for child in section.children:
        inner = _inside(child, over if over and child.number else around, present)
        yield child.id, Timing(inner.scope)
        last = yield from _below(child, inner, present)
        if not child.number:  # an unnumbered heading that plans something covers the numbered ones after it
            over = last if child.level and last.scope.period and last.scope.aspect == "plan" else None
        if around.open and last.periods == around.periods:
            around = around.after(last.scope)
    return around


def _inside(section: Section, around: _Around, present: Present | None) -> _Around:
    """What is known below a heading, given what is known `around` it."""
    if section.level == 0:
        title = read_title(section.title, present)
        return _of(title) if title else _Around(around.scope)
    scopes = read_heading(section.title, present)
    if not scopes:
        return around
    if len(scopes) > 1:
        return _of(scopes)
    period, aspect = scopes[0]
    if period is None and aspect == "plan" and around.scope.aspect == "review" and not looks_ahead(section.title):
        return around  # 主要目标 among achievements
    if period is None:
        named = {scope.period for scope in around.periods if scope.aspect == aspect}
        if len(named) == 1:  # 下一步打算, under a title that names the year of what is planned
            return _Around(Scope(named.pop(), aspect))
        period = around.scope.period if around.scope.aspect in (None, aspect) else None
        return _Around(Scope(period, aspect), open=period is None)
    if aspect is None and (around.scope.period is None or overlap(around.scope.period, period)):
        aspect = around.scope.aspect
    said = Scope(period, aspect)
    return around.after(said) if around.goes_on(said) else _Around(said)


def _common(scopes: Sequence[Scope]) -> Scope:
    """What several scopes have in common."""
    first = scopes[0]
    return Scope(
        first.period if all(scope.period == first.period for scope in scopes) else None,
        first.aspect if all(scope.aspect == first.aspect for scope in scopes) else None,
    )


def _timing(element: Element, scope: Scope, present: Present | None) -> Timing:
    """The time that a body element speaks of, where `scope` holds around it."""
    if element.kind == "table" and element.text:
        named = read_heading(element.text, present, named=False)
        return Timing(named[0] if len(named) == 1 and named[0].aspect else scope)
    if element.kind not in _TEXTS or element.layer == "notes":
        return Timing(scope)
    shifts: list[tuple[int, Scope]] = []
    own = current = scope
    ends: list[int] = []
    for number, statement in enumerate(find_statements(element.text, present)):
        if ends and statement.start >= ends[0]:
            current = _back(shifts, ends.pop(), scope)
        current = resolve(statement, current, present)
        if _is_aside(current, scope):
            ends = [_end_of_sentence(element.text, statement.end)]
            if ends[0] < len(element.text):
                shifts.append((statement.start, current))
                continue
            ends = []
        if not number and statement.start < _opening(element.text):
            own = current
        elif current != (shifts[-1][1] if shifts else own):
            shifts.append((statement.start, current))
    if ends:
        _back(shifts, ends[0], scope)
    return Timing(own, tuple(shifts))


def _is_aside(said: Scope, around: Scope) -> bool:
    """Whether a review of one period names a year outside it, which then applies to that sentence only."""
    return (
        said.aspect == around.aspect == "review"
        and said.period is not None
        and around.period is not None
        and not overlap(said.period, around.period)
    )


def _back(shifts: list[tuple[int, Scope]], place: int, scope: Scope) -> Scope:
    """The surrounding scope, which holds again from a position on."""
    shifts.append((place, scope))
    return scope


def _end_of_sentence(text: str, place: int) -> int:
    """Where the sentence that contains a position ends."""
    end = 0
    for sentence in cut(text, "sentence"):
        end += len(sentence)
        if end > place:
            break
    return end


def _opening(text: str) -> int:
    """The last position in a text where a stated time holds for all of it: in its first sentence, near the beginning."""
    start = end = 0
    for sentence in cut(text[: _ADDRESS * 2 + OPENING], "sentence"):
        end += len(sentence)
        if len(sentence.rstrip()) > _ADDRESS or not sentence.rstrip().endswith(("！", "!")):
            break
        start = end
    return min(start + OPENING, end)
