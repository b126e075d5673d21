"""Tables continued elsewhere, below `续表` or `(continued)`: they are merged with the table that they continue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from plandiff.language.folding import fold
from plandiff.language.numerals import ONES
from plandiff.model import Block, Cell
from plandiff.model.tables import head_of
from plandiff.normalize.tuning import Tuning

_CONTINUED: Final = re.compile(
    r"\(?(?:续[上前]?表|接上表|续\)).{0,50}|.{0,50}(?:\((?:续表?|续上表|接上表|続き|つづき)|[(,](?:continued|cont(?:'?d)?\.?))\)?",
    re.IGNORECASE,
)
"""A folded line that says that the table below it is a continuation: `续表`, `续表1 主要指标`, `表1（续）`, `Table 2 (continued)`."""
_NUMBER: Final = re.compile(rf"(?:表|table)([\d{ONES}十]+(?:[-.]\d+)?)", re.IGNORECASE)
_UNIT: Final = re.compile(r"\(?单位:.{1,16}")
"""A folded line beside it, which is repeated too."""
LINES: Final = 2
"""The number of lines above a table that may refer to it."""


class Continued(NamedTuple):
    """A table that continues another, by their positions among the blocks."""

    table: int
    first: int
    """The table that it continues."""
    lines: tuple[int, ...]
    """The lines above it that say so."""
    heads: int
    """How many of its rows repeat the first one's head."""


def find_continued(blocks: Sequence[Block], tuning: Tuning) -> Iterator[Continued]:
    """The tables that say that they continue an earlier one with as many columns: the one with their number, else the latest."""
    firsts: list[int] = []
    for place, block in enumerate(blocks):
        if block.kind != "table" or not block.cells:
            continue
        lines = _lines_above(blocks, place, tuning)
        said = next((text for text in (fold(block.text), *lines.values()) if _CONTINUED.fullmatch(text)), "")
        first = _continued_by(blocks, said, place, firsts, tuning) if said else None
        heads = None if first is None else _repeated_heads(blocks[first].cells, block.cells)
        if first is None or heads is None:
            firsts.append(place)
            continue
        again = {said, *_lines_above(blocks, first, tuning).values()}
        yield Continued(place, first, tuple(line for line, text in lines.items() if text in again), heads)


def _continued_by(blocks: Sequence[Block], said: str, table: int, firsts: Sequence[int], tuning: Tuning) -> int | None:
    """The earlier table that the one below these words continues."""
    wide = [first for first in firsts if len(blocks[first].cells[0]) == len(blocks[table].cells[0])]
    number = _NUMBER.search(said)
    named = [first for first in wide if number and number[1] in _numbers(blocks, first, tuning)]
    return next(reversed(named or wide), None)


def _repeated_heads(first: Sequence[tuple[Cell, ...]], more: Sequence[tuple[Cell, ...]]) -> int | None:
    """How many rows of a table repeat another's head; None where its head says that these are more columns for the same rows."""
    count = head_of(first).rows
    heads = [[[fold(cell.text) for cell in row] for row in rows[:count]] for rows in (first, more)]
    if heads[0] == heads[1]:
        return count
    return None if heads[0][0][:1] == heads[1][0][:1] else 0


def _lines_above(blocks: Sequence[Block], table: int, tuning: Tuning) -> dict[int, str]:
    """The lines above a table that refer to it, nearest first, folded."""
    above = range(table - 1, max(-1, table - 1 - LINES), -1)
    short = takewhile(
        lambda line: blocks[line].kind in ("paragraph", "heading") and len(blocks[line].text) <= tuning.title, above
    )
    texts = ((line, fold(blocks[line].text)) for line in short)
    return dict(
        takewhile(lambda item: _CONTINUED.fullmatch(item[1]) or _UNIT.fullmatch(item[1]) or _NUMBER.match(item[1]), texts)
    )


def _numbers(blocks: Sequence[Block], table: int, tuning: Tuning) -> set[str]:
    """The number of a table, if its caption gives one."""
    captions = (fold(blocks[table].text), *_lines_above(blocks, table, tuning).values())
    return {found[1] for text in captions if (found := _NUMBER.search(text))}
