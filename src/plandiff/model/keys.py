"""Keys: a unit's name by its content, as opposed to its path, which gives its position."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Final, Protocol

from plandiff.language.folding import fold

if TYPE_CHECKING:
    from plandiff.model.document import Cell

DIGITS: Final = 16
"""Hexadecimal digits: two of a thousand texts have the same hash by chance once in 10^13 plans."""
DIGEST: Final = re.compile(rf"[0-9a-f]{{{DIGITS}}}")
"""What `digest` gives: a key, or a fingerprint."""


class Unit(Protocol):
    """What a key is made from; a unit of a plan has it."""

    @property
    def id(self) -> str: ...
    @property
    def parent(self) -> str | None: ...
    @property
    def kind(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def cells(self) -> tuple[Cell, ...]: ...


def digest(parts: Iterable[str]) -> str:
    """A hash of some texts in `DIGITS` digits, the same in every process and on every machine."""
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def make_keys(units: Sequence[Unit]) -> dict[str, str]:
    """Unit id -> its key, for all units of a plan in document order: from kind, folded text, and ordinal among duplicates.

    Numbers and positions do not matter. Only duplicates are distinguished by their order, so whatever is added or removed elsewhere,
    all other units keep their keys.
    """
    first = _first_texts(units)
    met: Counter[tuple[str, ...]] = Counter()
    keys = {}
    for unit in units:
        content = (unit.kind, *_content(unit, first.get(unit.id, ())))
        met[content] += 1
        keys[unit.id] = digest((*content, str(met[content])))
    return keys


def _content(unit: Unit, first: tuple[str, ...]) -> Iterator[str]:
    """A unit's content: a table's is its caption and first row, and that of an article without a title its first paragraph."""
    if unit.kind == "row":
        yield from _cells(unit)
    else:
        yield fold(unit.text)
    if unit.kind == "table" or not unit.text:
        yield from first


def _first_texts(units: Sequence[Unit]) -> dict[str, tuple[str, ...]]:
    """Unit id -> its first child: of a section its first block, of a table its first row."""
    first: dict[str, tuple[str, ...]] = {}
    for unit in units:
        if unit.parent is not None and unit.kind != "section" and unit.parent not in first:
            first[unit.parent] = tuple(_cells(unit)) if unit.kind == "row" else (fold(unit.text),)
    return first


def _cells(row: Unit) -> Iterator[str]:
    return (fold(cell.text) for cell in row.cells if not cell.covered)
