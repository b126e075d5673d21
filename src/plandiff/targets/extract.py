"""A plan -> its targets: sentences and table rows, each quantity with its attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from plandiff.language import sentences
from plandiff.language.dates import Period, read_period
from plandiff.language.numerals import CHINESE, ENGLISH_DIGITS, ENGLISH_MULTIPLIERS, ENGLISH_PARTS, FRACTIONS
from plandiff.language.quantities import find_quantities
from plandiff.language.quantity import Quantity
from plandiff.language.widths import half_width
from plandiff.model import CELL_BORDER, Cell, Plan, Role, Target, Unit, heading_of, space_number
from plandiff.targets.indicators import clause_start, indicators_of
from plandiff.targets.outlook import Tense, outlook, tense_of
from plandiff.targets.roles import Direction, role_of
from plandiff.targets.tuning import TUNING, Tuning
from plandiff.targets.years import year_of

if TYPE_CHECKING:
    from plandiff.targets.tables import Head

Binding = Literal["binding", "expected", ""]

MAX_SENTENCE: Final = 1000
"""Characters of the longest sentence that is read as one; what goes on without an end is a list, and split at its
punctuation. Reading takes time in the square of it."""
_NUMERAL: Final = re.compile(rf"[0-9０-９{FRACTIONS}{CHINESE}倍半]")
_ENGLISH_NUMERALS: Final = frozenset((*ENGLISH_DIGITS, *ENGLISH_MULTIPLIERS, *ENGLISH_PARTS))
_WORD: Final = re.compile(r"[a-z]+")
_BINDING: Final = re.compile(r"(约束性)|(预期性)")
_BINDING_CELL: Final = re.compile(r"[〔\[（(]?\s*(?:(约束)|(预期))性?(?:指标)?\s*[〕\]）)]?")
_CELL: Final = re.compile(r"\s*\|\s*")
CHINESE_FROM: Final = "\u3000"
"""The first character of the Chinese blocks: a sentence without any from here on is not Chinese."""
HEAD_SEARCHED: Final = 4
"""Rows of a table in which its head is looked for: no head is longer."""
MIN_CELLS: Final = 3
"""Cells from which a line with bars is a row of a table that its format has lost."""


class _Context(NamedTuple):
    """What stands around a unit and bears on its quantities."""

    tense: Tense
    """What the headings above say of all below them."""
    start_year: int | None
    tuning: Tuning


Known = dict[object, tuple[Target, ...]]
"""What was found in texts already read, without their places."""


def find_targets(plan: Plan, known: Known | None = None, tuning: Tuning = TUNING) -> tuple[Target, ...]:
    """The quantities that a plan states, in document order, each with what it measures.

    Conventions: docs/targets.md. Nothing of what was set aside is searched. Two plans that share most of their
    text are searched with one `known`, which is filled on the way.
    """
    finder = _Finder(plan, {} if known is None else known, tuning)
    return tuple(target for unit in plan.units for target in finder.targets(unit))


class _Finder:
    """Looks at the units of one plan in order, and remembers headings and table heads on the way."""

    def __init__(self, plan: Plan, known: Known, tuning: Tuning) -> None:
        self._plan = plan
        self._known = known
        self._tuning = tuning
        stated = read_period(plan.meta.period or plan.meta.date)
        self._start_year = stated.first if stated else None
        self._tenses: dict[str | None, Tense] = {None: ""}
        self._heads: dict[str, Head | None] = {}

    def targets(self, unit: Unit) -> Iterator[Target]:
        """The targets of one unit; units are to be asked in document order."""
        above = self._tenses.get(unit.parent, "")
        if unit.kind == "section":
            self._tenses[unit.id] = tense_of(unit.text, above)
        if unit.kind == "row":
            yield from self._row(unit)
            return
        key = (unit.text, above, self._start_year)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = tuple(_unit_targets(unit.text, _Context(above, self._start_year, self._tuning)))
        for target in found:
            place = target.start + len(space_number(unit.number, unit.text))
            yield replace(target, node=unit.id, paragraph=heading_of(unit), start=place)

    def _row(self, unit: Unit) -> Iterator[Target]:
        from plandiff.targets.tables import read_head  # most plans have no table

        table = unit.parent or ""
        if table not in self._heads:
            rows = [row.cells for row in self._plan.rows_of(table)[:HEAD_SEARCHED]]
            self._heads[table] = read_head(rows, self._plan.unit[table].text, self._plan.head_of(table))
        head = self._heads[table]
        ordinal = int(unit.id.rpartition(".")[2])
        if head is None:
            found = (
                loose_row(_placed(unit.cells), unit.text, self._tuning)
                if ordinal > 1 and len(unit.text) <= MAX_SENTENCE
                else iter(())
            )
        else:
            found = _indicator_row(unit.cells, head) if ordinal > head.rows else iter(())
        for target in found:
            yield replace(target, node=unit.id, paragraph=unit.text)


def _unit_targets(text: str, context: _Context) -> Iterator[Target]:
    """The targets of a heading or block; most have no numeral at all."""
    if not _NUMERAL.search(text) and not any(map(str.isnumeric, text)) and max(text, default="") >= CHINESE_FROM:
        return iter(())
    loose = len(text) <= MAX_SENTENCE and text.count("|") >= MIN_CELLS - 1
    return loose_row(_parted(text), text, context.tuning) if loose else text_targets(text, context)


def text_targets(text: str, context: _Context) -> Iterator[Target]:
    """The targets of running text; node and paragraph are left to the caller."""
    for start, printed in sentences(text, MAX_SENTENCE):
        if max(printed) >= CHINESE_FROM:
            if _NUMERAL.search(printed):
                yield from _chinese_targets(printed, start, context)
        elif _has_english_numeral(printed):
            yield from _english_targets(printed, start, context.tuning)


def _has_english_numeral(sentence: str) -> bool:
    """Whether it is worth importing what reads English quantities."""
    return any(map(str.isnumeric, sentence)) or not _ENGLISH_NUMERALS.isdisjoint(_WORD.findall(sentence.lower()))


def _chinese_targets(printed: str, offset: int, context: _Context) -> Iterator[Target]:
    sentence = half_width(printed)
    quantities = find_quantities(sentence)
    if not quantities:
        return
    ahead = outlook(sentence, context.tense, context.tuning, start_year=context.start_year) > 0
    roles = [_chinese_role(sentence, quantities, index, ahead=ahead) for index in range(len(quantities))]
    indicators = indicators_of(sentence, quantities, [role == "change" for role, _ in roles])
    binding = _binding(sentence)
    for quantity, (role, direction), indicator in zip(quantities, roles, indicators, strict=True):
        year = year_of(sentence, quantity.start, change=role == "change") if role != "other" else None
        yield _target(printed, offset, quantity, indicator, year, role, direction, ahead=ahead, binding=binding)


def _chinese_role(sentence: str, quantities: Sequence[Quantity], index: int, *, ahead: bool) -> tuple[Role, Direction]:
    """The role of one quantity; members of a list take that of its first."""
    first = index
    while (
        first
        and quantities[first - 1].unit == quantities[index].unit
        and sentence[quantities[first - 1].end : quantities[first].start].strip() in ("、", "和", "及", "与", "以及", "或")
    ):
        first -= 1
    quantity = quantities[first]
    before = max(clause_start(sentence, quantity.start), quantities[first - 1].end if first else 0)
    role, direction = role_of(sentence, quantity, before=before, ahead=ahead)
    if role == "baseline" and index != first:
        return "baseline", ""
    return role, direction


def _english_targets(
    printed: str, offset: int, tuning: Tuning, *, row: bool = False, name: str = "", whole: str = ""
) -> Iterator[Target]:
    from plandiff.language.english_quantities import (
        find_english_quantities,  # its patterns cost more than those of all other modules
    )
    from plandiff.targets.english_attributes import english_indicator, english_role
    from plandiff.targets.english_outlook import english_outlook
    from plandiff.targets.english_years import english_year_of, years_in

    quantities = find_english_quantities(printed)
    if not quantities:
        return
    likely = english_outlook(printed, tuning, row=row) > 0
    years = years_in(whole or printed)
    for index, quantity in enumerate(quantities):
        role, direction, ahead = english_role(printed, quantity, ahead=likely)
        undated = role == "other" or (whole and quantity.kind == "time")  # a row's date is not a year of its time limits
        year = None if undated else english_year_of(years, len(whole) or quantity.start)
        indicator = english_indicator(printed, quantities, index, name=name)
        yield _target(printed, offset, quantity, indicator, year, role, direction, ahead=ahead, binding="")


def _target(
    printed: str,
    offset: int,
    quantity: Quantity,
    indicator: str,
    year: Period | None,
    role: Role,
    direction: Direction,
    *,
    ahead: bool,
    binding: Binding,
) -> Target:
    return Target(
        node="",
        indicator=indicator,
        text=printed[quantity.start : quantity.end].strip(),
        value=quantity.value,
        unit=quantity.unit,
        comparator=quantity.comparator,
        year=year,
        role=role,
        planned=ahead if role == "change" else None,
        direction=direction,
        binding=binding,
        start=offset + quantity.start,
    )


def _binding(text: str) -> Binding:
    found = _BINDING.search(text) or _BINDING_CELL.fullmatch(text)
    return "" if not found else "binding" if found[1] else "expected"


def _parted(text: str) -> list[tuple[int, str]]:
    """The cells of a line with bars, each with its place in it."""
    cells: list[tuple[int, str]] = []
    at = 0
    for match in _CELL.finditer(text):
        cells.append((at, text[at : match.start()]))
        at = match.end()
    return [*cells, (at, text[at:])]


def _placed(cells: Sequence[Cell]) -> list[tuple[int, str]]:
    """The cells that a row prints, each with its place in the row's text."""
    return [(start, cell.text) for start, cell in zip(_starts(cells), cells, strict=True) if not cell.covered]


def _starts(cells: Sequence[Cell]) -> list[int]:
    """Where each cell begins in the row's text."""
    return list(accumulate((0 if cell.covered else len(cell.text) + len(CELL_BORDER) for cell in cells), initial=0))[:-1]


def loose_row(cells: Sequence[tuple[int, str]], text: str, tuning: Tuning) -> Iterator[Target]:
    """The targets of a row without a known header: the first cell of words names what the others state.

    `cells` stand at their places in `text`.
    """
    name = next((cell for _, cell in cells if re.search(r"[^\W\d_]{2}", cell) and not _BINDING_CELL.fullmatch(cell)), "")
    binding: Binding = next((_binding(cell) for _, cell in cells if _BINDING_CELL.fullmatch(cell)), "")
    english = max(text, default="") < CHINESE_FROM
    for place, (start, cell) in enumerate(cells):
        if not place and cell.isdigit():
            continue
        if english:
            plain_name = re.sub(r"<[^>]+>|[*\[\]]", "", name)
            yield from _english_targets(cell, start, tuning, row=True, name="" if cell == name else plain_name, whole=text)
            continue
        if cell == name:
            yield from text_targets(cell, _Context("future", None, tuning)) if start == 0 else ()
            continue
        yield from _loose_cell(cell, start, name, binding, tuning)


def _loose_cell(cell: str, start: int, name: str, binding: Binding, tuning: Tuning) -> Iterator[Target]:
    quantities = find_quantities(half_width(cell))
    if len(quantities) > 1 or (quantities and len(cell) > 3 * (quantities[0].end - quantities[0].start) + 6):
        for target in text_targets(cell, _Context("future", None, tuning)):
            yield replace(target, indicator=target.indicator or name, start=target.start + start, binding=binding)
        return
    for quantity in quantities:
        role, direction = role_of(half_width(cell), quantity, before=0, ahead=True)
        yield _target(cell, start, quantity, name, None, role, direction, ahead=True, binding=binding)


def _indicator_row(cells: tuple[Cell, ...], head: Head) -> Iterator[Target]:
    from plandiff.targets.tables import read_row

    name, values = read_row(cells, head)
    starts = _starts(cells)
    binding: Binding = next((_binding(cell.text.strip()) for cell in cells if _BINDING_CELL.fullmatch(cell.text.strip())), "")
    for value in values:
        column, cell, quantity = head.columns[value.column], cells[value.column], value.quantity
        role, direction = role_of(half_width(cell.text), quantity, before=0, ahead=True)
        if column.role == "baseline":
            role, direction = "baseline", ""
        elif column.role == "change" and role != "change":
            role, direction = "change", "up"
        elif role != "change":
            role = "target"
        yield _target(cell.text, starts[value.column], quantity, name, column.year, role, direction, ahead=True, binding=binding)
