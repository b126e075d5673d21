"""A document's targets ─▶ its cells: for each indicator, the target that most surely answers what was asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from plandiff.language.dates import Period
from plandiff.language.periods import PER_YEAR, Aspect
from plandiff.language.units import base_of
from plandiff.matrix.indicators import FLOWS, Wanted, is_of_own_years, names_of, wanted
from plandiff.matrix.lists import Lists
from plandiff.model import Target
from plandiff.model.matrix import Indicator, MatrixCell, Measured, Survey, Where
from plandiff.targets.names import Name

VAGUE: Final = frozenset(("stable", "reasonable", "not-down", "not-up", "zero", "full"))
"""Classes of words that a number in the tasks makes more precise: 粮食产量保持稳定, and 稳定在76亿斤以上 below."""
HOPES: Final = frozenset(("up", "down", "stable", "improve"))
"""Classes of words that are a target within a list of targets, and elsewhere just how plans speak."""
SURE: Final[dict[Where, float]] = {"list": 0.99, "review": 0.95, "plan": 0.95, "tasks": 0.9, "": 0.8}
"""0..1: share of cells that are right, by where they were found; all labelled ones are, and most came from lists."""
ELSE: Final = 0.8
"""Factor on the confidence for a measure other than the one asked for, or for parts instead of the whole."""

WHOLE_NAME: Final = 3
"""Characters from which a name says what is measured, whatever the kind: 完成投资1万亿元 may be any investment."""
_ASSIGNED_BY: Final = re.compile("国家|省|上级")
_ANOTHER: Final = re.compile(r"的?(?:[县镇乡村]|城市|企业|园区)")


class _Document(NamedTuple):
    """What cells are chosen from."""

    survey: Survey
    lists: Lists
    number: int


def find_cells(survey: Survey, document: int, indicators: Sequence[Indicator]) -> Iterator[MatrixCell]:
    """The cells of one document, one for each indicator."""
    source = _Document(survey, Lists(survey), document)
    for number, indicator in enumerate(indicators):
        yield replace(find_cell(source, indicator), document=document, indicator=number)


def find_cell(source: _Document, indicator: Indicator) -> MatrixCell:
    """What a document states of an indicator: by its name, else by a stand-in, else by its parts."""
    asked = wanted(indicator)
    for aspect, is_asked in _periods(source.survey, indicator, asked):
        targets = [target for target in source.survey.targets if target.aspect == aspect and is_asked(target)]
        if cell := _of_targets(source, targets, asked, aspect):
            return _scaled(_dated(cell, indicator), indicator)
    return MatrixCell(source.number, 0)


def _of_targets(source: _Document, targets: Sequence[Target], asked: Wanted, aspect: Aspect) -> MatrixCell | None:
    if found := _best(source, targets, asked.names):
        return _cell(source, found, "asked")
    if found := _best(source, targets, asked.stand_ins):
        return _cell(source, found, "other")
    if (parts := [_best(source, targets, (part,)) for part in asked.parts]) and all(parts):
        return _together(source, [part for part in parts if part])
    if aspect == "plan" and asked.measure in ("rate", "level"):
        other = tuple(name._replace(measure="level" if name.measure == "rate" else "rate") for name in asked.names)
        numbers = [target for target in targets if target.value is not None and len(target.indicator) >= WHOLE_NAME]
        if found := _best(source, numbers, other):
            return _cell(source, found, "other")
    return None


def _periods(survey: Survey, indicator: Indicator, asked: Wanted) -> Iterator[tuple[Aspect, Callable[[Target], bool]]]:
    """How targets may express the period asked for, the surest way first: years before a document's own are in its review."""
    period = indicator.period
    if period is None:
        if survey.years:
            yield "plan", lambda target: target.period == survey.years
        yield "plan", lambda target: is_of_own_years(target, survey)
        return
    is_past = survey.years is not None and period.last < survey.years.first
    aspects: tuple[Aspect, ...] = ("review", "plan") if is_past else ("plan", "review")
    for aspect in aspects:
        yield aspect, lambda target: target.period == period
        is_flow = any(name.key in FLOWS for name in asked.names)
        if (
            aspect == "review" and period.first == period.last and not is_flow
        ):  # a level reported over several years is that of the last
            yield (
                aspect,
                lambda target: (
                    target.role == "actual" and bool(target.period) and target.period.last == period.last  # type: ignore[union-attr]
                ),
            )
        if aspect == "plan" and period.first < period.last:  # yearly growth over a plan, whose years the sentence need not name
            yield aspect, lambda target: target.period is None and bool(PER_YEAR.search(target.paragraph, 0, target.start))


def _best(source: _Document, targets: Sequence[Target], names: Sequence[Name]) -> Target | None:
    found = [
        target for target in targets if _is_named(target, names) and not _is_of_another(target) and not _is_hope(source, target)
    ]
    best = min(found, key=lambda target: (target.role == "other", _order(source, target), is_step(target)), default=None)
    if best is None or best.role != "actual" or best.comparator not in (">", ">="):
        return best
    return next((other for other in found if other.node == best.node and other.comparator == "=" and not is_step(other)), best)


def _is_hope(source: _Document, target: Target) -> bool:
    """Whether words in the tasks of a year only give a direction: 促进进出口稳定增长."""
    years = source.survey.years
    is_year = years is not None and years.first == years.last and target.period == years
    return target.word_class in HOPES and is_year and target.aspect == "plan" and target not in source.lists


def _is_of_another(target: Target) -> bool:
    """Whether a value only identifies a place or firm: 生产总值超千亿元县."""
    return bool(_ANOTHER.match(target.paragraph, target.start + len(target.text)))


def _order(source: _Document, target: Target) -> int:
    """The list comes first, except for words less precise than a number elsewhere."""
    listed = target in source.lists or target.aspect != "plan"
    if target.value is not None:
        return 0 if listed else 2
    return 4 if not listed else 3 if _is_vague(target) else 1


def _is_vague(target: Target) -> bool:
    return target.word_class in VAGUE or (target.word_class == "assigned" and not _ASSIGNED_BY.search(target.text))


def is_step(target: Target) -> bool:
    """Whether a value is a threshold that was passed: 迈上6万亿元台阶，达到62661亿元."""
    end = target.start + len(target.text)
    return target.paragraph.startswith(("台阶", "新台阶"), end)


def _is_named(target: Target, names: Sequence[Name]) -> bool:
    return any(
        found.key == name.key and found.measure == name.measure for name in names for found in names_of(target, name.measure)
    )


def _cell(source: _Document, target: Target, measure: Measured) -> MatrixCell:
    where = _where(source, target)
    value = target.value
    return MatrixCell(
        source.number,
        0,
        "words" if value is None else "number",
        target.text,
        value,
        *_ends(value, base_of(target.unit)[1], -1 if target.direction == "down" else 1),
        unit=target.unit,
        comparator=target.comparator,
        word_class=target.word_class,
        measure=measure,
        name=target.indicator,
        where=where,
        period=target.period,
        aspect=target.aspect,
        node=target.node,
        origin=source.survey.indexed.plan.unit[target.node].origin,
        paragraph=target.paragraph,
        start=target.start,
        confidence=round(SURE[where] * (1 if measure == "asked" else ELSE), 2),
    )


def _together(source: _Document, parts: Sequence[Target]) -> MatrixCell | None:
    """One cell for the parts of a measure, where each has a number, or all are the same class of words."""
    cells = [_cell(source, part, "asked") for part in parts]
    if all(part.value is None and part.word_class == parts[0].word_class for part in parts):
        names = tuple(cell.name for cell in cells)
        return replace(cells[0], parts=names, confidence=round(cells[0].confidence * ELSE, 2))
    values = [part.middle for part in parts if part.middle is not None]
    lows = [cell.low for cell in cells if cell.low is not None]
    if len(values) < len(parts):
        return None
    return replace(
        cells[0],
        text="、".join(cell.text for cell in cells),
        value=tuple(values),
        low=min(lows),
        high=max(lows),
        parts=tuple(cell.name for cell in cells),
        confidence=round(cells[0].confidence * ELSE, 2),
    )


def _ends(value: float | tuple[float, float] | None, factor: float, sign: int) -> tuple[float | None, float | None]:
    if value is None:
        return None, None
    ends = [sign * factor * end for end in (value if isinstance(value, tuple) else (value, value))]
    return min(ends), max(ends)


def _dated(cell: MatrixCell, indicator: Indicator) -> MatrixCell:
    """A cell whose sentence need not name the years: it gets those asked for."""
    if cell.period or indicator.period is None:
        return cell
    is_long = indicator.period.first < indicator.period.last
    return replace(cell, period=indicator.period, where="plan" if is_long and cell.aspect == "plan" else cell.where)


def _scaled(cell: MatrixCell, indicator: Indicator) -> MatrixCell:
    """A cell with its bounds in the indicator's direction: a reduction asked for is positive."""
    if indicator.direction == "up" or cell.low is None or cell.high is None or cell.high > 0:
        return cell
    return replace(cell, low=-cell.high, high=-cell.low)


def _where(source: _Document, target: Target) -> Where:
    if target.aspect == "review":
        return "review"
    years, period = source.survey.years, target.period
    if years and period and years.first == years.last and period != years and period != Period(years.last, years.last):
        return "plan"
    return "list" if target in source.lists else "tasks"
