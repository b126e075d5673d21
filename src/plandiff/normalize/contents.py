"""The contents list: found, set aside, and kept as evidence of what the headings are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from plandiff.model import Block
from plandiff.normalize.schemes import mark_of
from plandiff.text import fold

_TITLE: Final = re.compile(
    r"[【\[]?\s?(?:目\s?[录錄次]|Table of [Cc]ontents|TABLE OF CONTENTS|Contents|CONTENTS)\s?[】\]]?\s?[:：]?"
)
_LEADERS: Final = re.compile(r"[.．·…‥・]{2,}[\s.．·…‥・]*[-—–(（]?\s?\d{0,4}\s?[-—–)）]?$|(?:\s*\.){4,}\s*\d{0,4}$")
_PAGE: Final = re.compile(r"[\s.．·…]+[-—–(（]?\d{1,4}[-—–)）]?$")

MAX_ENTRY: Final = 70
"""Characters of the longest entry, leaders and page number not counted; headings are shorter."""
MIN_ENTRIES: Final = 3
"""Entries with dot leaders that make a contents list without a title."""


@dataclass(frozen=True)
class Contents:
    """The blocks of a contents list and what it names."""

    blocks: frozenset[int]
    entries: tuple[str, ...]
    """Its entries without leaders and page numbers, folded."""


def find_contents(blocks: Sequence[Block]) -> Contents:
    """The contents list of a document, empty where there is none.

    It begins at its title (`目录`), or at the first of several lines with dot leaders, and ends
    where the document's first heading is printed again, or at the first block that cannot be an entry.
    """
    start = next((number for number, block in enumerate(blocks) if _TITLE.fullmatch(block.text)), None)
    first = 0 if start is None else start + 1
    if start is None:
        led = [number for number, block in enumerate(blocks) if _LEADERS.search(block.text)]
        if len(led) < MIN_ENTRIES or led[MIN_ENTRIES - 1] - led[0] > MIN_ENTRIES * 3:
            return Contents(frozenset(), ())
        first = led[0]
    end = _end(blocks, first)
    taken = frozenset(range(first if start is None else start, end))
    entries = tuple(bare_entry(blocks[number].text) for number in range(first, end))
    return (
        Contents(taken, tuple(fold(entry) for entry in entries if entry))
        if entries or start is not None
        else Contents(frozenset(), ())
    )


def bare_entry(text: str) -> str:
    """An entry without its dot leaders and page number."""
    return _PAGE.sub("", _LEADERS.sub("", text)).strip()


def _end(blocks: Sequence[Block], first: int) -> int:
    opening = ""
    opening_mark = None
    for number in range(first, len(blocks)):
        block = blocks[number]
        entry = bare_entry(block.text)
        if block.kind == "table" or len(entry) > MAX_ENTRY:
            return _before_title(blocks, first, number)
        if not opening:
            opening, opening_mark = fold(entry), mark_of(entry)
            continue
        mark = mark_of(entry)
        again = fold(entry) == opening and not _LEADERS.search(block.text)
        restarts = (
            opening_mark is not None
            and mark is not None
            and mark.scheme is opening_mark.scheme
            and mark.ordinal == opening_mark.ordinal
            and not _LEADERS.search(block.text)
        )
        if again or restarts:
            return _before_title(blocks, first, number)
    return first  # a list to the end is no contents list


def _before_title(blocks: Sequence[Block], first: int, end: int) -> int:
    """The end without the unnumbered lines (a title printed once more, a preface) after the last entry."""
    if not any(_LEADERS.search(block.text) or mark_of(block.text) for block in blocks[first:end]):
        return end
    while end > first and not _LEADERS.search(blocks[end - 1].text) and mark_of(blocks[end - 1].text) is None:
        end -= 1
    return end
