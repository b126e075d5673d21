"""The main text of a page: the smallest element that contains its prose, and what belongs to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from plandiff.language import CLOSING, ENDING
from plandiff.language.headed import headed
from plandiff.model import Block

_ENDING: Final = frozenset(ENDING)
_FOOTER: Final = re.compile(
    headed(
        "版Cc©Ii公主承网技建浏扫",
        r"版权所有|(?i:Copyright)|©|(?i:ICP)备|公网安备|主办单位|承办单位|网站标识码|技术支持|建议使用|浏览器|扫一扫",
    )
)
_LEADERS: Final = re.compile(r"[.…·]{4}\s{0,40}\d{1,4}$")

MIN_PROSE: Final = 15
"""Characters from which a printed sentence counts as prose; navigation and captions are shorter."""
MAIN_SHARE: Final = 0.985
"""Share of the page's prose that its main text must contain: if lower, a preface or an attachment
in its own container would be cut off; if higher, one sentence in a footer would widen the text to the whole page."""


def is_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return text.rstrip().rstrip(CLOSING)[-1:] in _ENDING


def is_prose(text: str) -> bool:
    return len(text) >= MIN_PROSE and is_sentence(text) and not _FOOTER.search(text)


def mark_outside(blocks: Sequence[Block], prose: Sequence[int], ranges: Sequence[tuple[int, int]]) -> tuple[Block, ...]:
    """The blocks of a page; those outside the smallest element that contains its prose are marked as outside.

    `prose` counts the characters of prose in each block, `ranges` are the blocks of every element that can contain a
    whole text, inner ones first. Everything in a table counts as prose, but an element that contains no other is only where the
    table is laid out: its headings stand around it. Without other prose no element can be told to be the text.
    """
    shown = sum(count for block, count in zip(blocks, prose, strict=True) if not block.outside)
    trusted = 2 * shown >= sum(prose)  # else a script shows the text, or it is in a misnamed element
    blocks = blocks if trusted else [replace(block, layer="body") if block.outside else block for block in blocks]
    counted = [0 if block.outside else count for block, count in zip(blocks, prose, strict=True)]
    total = [0, *accumulate(counted)]
    running = [0, *accumulate(0 if block.cells else count for block, count in zip(blocks, counted, strict=True))]
    holding = [
        (end - start, start, end)
        for start, end in ranges
        if running[end] > running[start] and total[end] - total[start] >= MAIN_SHARE * total[-1]
    ]
    if not holding:
        return tuple(blocks)
    _, start, end = min(holding)
    for outer_start, outer_end in ranges:
        if outer_start <= start and end <= outer_end and _belongs([*blocks[outer_start:start], *blocks[end:outer_end]]):
            start, end = outer_start, outer_end
    return tuple(
        block if start <= number < end or block.outside else replace(block, layer="furniture")
        for number, block in enumerate(blocks)
    )


def mark_selected(blocks: Sequence[Block], chosen: Sequence[tuple[int, int]]) -> tuple[Block, ...]:
    """The blocks of a page; those in the elements that the user selected are marked as its text, all others as outside."""
    inside = {number for start, end in chosen for number in range(start, end)}
    return tuple(
        replace(block, layer=("body" if block.outside else block.layer) if number in inside else "furniture")
        for number, block in enumerate(blocks)
    )


def _belongs(around: list[Block]) -> bool:
    """Whether blocks in a container beside the main text are its title, its contents list or one of its tables."""
    around = [block for block in around if not block.aside]
    return any(block.strong or block.cells or _LEADERS.search(block.text) for block in around) and not any(
        block.outside or block.kind == "heading" or _FOOTER.search(block.text) for block in around
    )
