"""Table rows: by name, whatever their other columns say and wherever those are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Final

from plandiff.align.evidence import Evidence
from plandiff.align.matching import NEW, OLD, Match, Matching, Outcome, UnitPair
from plandiff.align.order import matched_containers
from plandiff.model import CELL, ROOT, Indexed

NAMING_COLUMNS: Final = 4
"""Only this many columns, from the first on, are searched for row names. It bounds the cost; names are on the left."""

Naming = Callable[[Sequence[str]], str]
"""The name of a row, from its cells; "" if they give none."""
Names = dict[str, int | None]
"""Name -> the one row that has it, None if several do."""


def match_rows(matching: Matching, _evidence: Evidence) -> Outcome:
    """Match rows of tables that are each other's counterparts, by names that occur once in both."""
    found = []
    for old, new in matched_containers(matching):
        if ROOT in (old, new) or not (_is_table(matching.old, old) and _is_table(matching.new, new)):
            continue
        for i, j in _same_names(matching, old, new):
            if matching.may_match(i, j):
                same = matching.old.texts[i] == matching.new.texts[j]
                found.append(Match((i,), (j,), "identical" if same else "key"))
    return Outcome(found)


def _is_table(side: Indexed, unit: int) -> bool:
    return side.plan.units[unit].kind == "table"


def _same_names(matching: Matching, old: int, new: int) -> list[UnitPair]:
    """The pairs of rows with the same name, by the way of naming that pairs the most rows."""
    cells = _cells(matching.old, old), _cells(matching.new, new)
    best: list[UnitPair] = []
    for naming, other in NAMINGS:
        names, others = _names(cells[OLD], naming), _names(cells[NEW], other)
        shared = [(i, j) for name, i in names.items() if i is not None and (j := others.get(name)) is not None]
        best = max(best, shared, key=len)
        if len(best) == min(map(len, cells)):
            break
    return best


def _cells(side: Indexed, table: int) -> dict[int, list[str]]:
    """The folded cells of a table's rows, each in its column."""
    found = {}
    for row in side.children[table]:
        printed = side.plan.units[row].cells
        empty = next((place for place, cell in enumerate(printed) if cell.text.strip()), 0)  # not in the row's text
        found[row] = ["" for _ in range(empty)] + side.texts[row].split(CELL)
    return found


def _names(cells: Mapping[int, Sequence[str]], naming: Naming) -> Names:
    found: Names = {}
    for row, texts in cells.items():
        if name := naming(texts):
            found[name] = None if name in found else row
    return found


def _first_words(texts: Sequence[str]) -> str:
    return next(filter(_is_word, texts), "")


def _first_two(texts: Sequence[str]) -> str:
    return CELL.join(islice(filter(_is_word, texts), 2))


def _in_column(column: int, texts: Sequence[str]) -> str:
    return texts[column] if column < len(texts) and _is_word(texts[column]) else ""


def _is_word(text: str) -> bool:
    return any(map(str.isalpha, text))


_COLUMNS: Final[tuple[Naming, ...]] = tuple(partial(_in_column, column) for column in range(NAMING_COLUMNS))
NAMINGS: Final[tuple[tuple[Naming, Naming], ...]] = (
    (_first_words, _first_words),
    (_first_two, _first_two),
    *((_first_words, column) for column in _COLUMNS),
    *((column, _first_words) for column in _COLUMNS),
)
"""What may name the rows of the one table and of the other: the first cell with words, or the first two where groups of rows have
cells of their own (`学前教育`, `毛入学率`); or the first in one table and a column further right in the other, where the groups come
first."""
