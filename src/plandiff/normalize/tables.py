"""Tables as they appear in the text: captions, and grids that were printed one cell per line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from plandiff.language.lazy import Lazy
from plandiff.language.letters import LETTER
from plandiff.language.numerals import ONES
from plandiff.model import Block, Cell
from plandiff.normalize.tuning import Tuning

_CAPTION: Final = Lazy(
    rf"(?:表|图表|附表|Table)\s?[\d{ONES}十]{{1,3}}(?:[-—.]\d{{1,2}})?(?:\s?[:：.．、]\s?|\s|(?={LETTER}|[“《])).{{0,50}}"
)
_COUNTER: Final = Lazy(r"序\s?号|编\s?号|No\.?")
_KIND_OF_TARGET: Final = Lazy(r"[〔\[（(]?\s?(?:约束性|预期性|约束|预期)\s?[〕\]）)]?")
_KIND_HEADER: Final = re.compile(r"(?:指标)?(?:属性|性质|类型|类别)")


def settle_tables(blocks: Sequence[Block], tuning: Tuning) -> list[Block]:
    """Attach each table's caption to the table, and turn tables printed one cell per line into grids."""
    settled: list[Block] = []
    headers = [number for number, block in enumerate(blocks) if _KIND_HEADER.fullmatch(block.text)]
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if (size := _flattened(blocks, at, headers, tuning)) is not None:
            columns, cells = size
            lines = blocks[at : at + cells]
            rows = tuple(
                tuple(Cell(line.text, spans=line.spans, origin=line.origin) for line in lines[start : start + columns])
                for start in range(0, cells, columns)
            )
            block = Block("table", "", cells=rows, origin=block.origin)
            at += cells
        else:
            at += 1
        if block.kind == "table" and not block.text and settled and _is_caption(settled[-1]):
            caption = settled.pop()
            block = replace(block, text=caption.text, spans=caption.spans)
        settled.append(block)
    return settled


def _is_caption(block: Block) -> bool:
    return block.kind == "paragraph" and bool(_CAPTION.fullmatch(block.text))


def _flattened(blocks: Sequence[Block], at: int, headers: Sequence[int], tuning: Tuning) -> tuple[int, int] | None:
    """(columns, cells) of a table that begins at a block and was printed one cell per line.

    Either its first column counts up (`序号`, 1, 2, …), or its last says whether each target is binding: its head is at one
    of these positions.
    """
    if not _is_cell(blocks[at], tuning):
        return None
    if _COUNTER.fullmatch(blocks[at].text):
        columns = _distance(blocks, at, "1", tuning)
        rows = 0
        while (
            columns
            and _is_row(blocks, at + (rows + 1) * columns, columns, tuning)
            and blocks[at + (rows + 1) * columns].text.rstrip(".") == str(rows + 1)
        ):
            rows += 1
    else:
        place = bisect_left(headers, at)
        columns = headers[place] - at + 1 if place < len(headers) and headers[place] < at + tuning.columns else 0
        rows = 0
        while (
            columns > 1
            and _is_row(blocks, at + (rows + 1) * columns, columns, tuning)
            and _KIND_OF_TARGET.fullmatch(blocks[at + (rows + 2) * columns - 1].text)
        ):
            rows += 1
    if not columns or rows < tuning.repeated or not _is_row(blocks, at, columns, tuning):
        return None
    return columns, (rows + 1) * columns


def _distance(blocks: Sequence[Block], at: int, text: str, tuning: Tuning) -> int:
    """How many blocks after `at` the one with this text is; 0 where none is within a header's length."""
    for number in range(at + 2, min(at + tuning.columns + 1, len(blocks))):
        if blocks[number].text.rstrip(".") == text:
            return number - at
    return 0


def _is_row(blocks: Sequence[Block], start: int, columns: int, tuning: Tuning) -> bool:
    return start + columns <= len(blocks) and all(_is_cell(block, tuning) for block in blocks[start : start + columns])


def _is_cell(block: Block, tuning: Tuning) -> bool:
    return block.kind == "paragraph" and len(block.text) <= tuning.title
