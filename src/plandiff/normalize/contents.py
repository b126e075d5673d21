"""The contents list: found, set aside, and kept as evidence of what the headings are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from plandiff.language.contents import CONTENTS
from plandiff.language.folding import fold
from plandiff.language.lazy import Lazy
from plandiff.model import Block
from plandiff.normalize.schemes import title_number_of
from plandiff.normalize.tuning import Tuning

_TITLE: Final = re.compile(rf"[【\[]?\s?{CONTENTS}\s?[】\]]?\s?[:：]?")
_LEADERS: Final = Lazy(r"[.．·…‥・]{2,}[\s.．·…‥・]*[-—–(（]?\s?\d{0,4}\s?[-—–)）]?$|(?:\s*\.){4,}\s*\d{0,4}$")
_LEADER_SIGNS: Final = " .．·…‥・"
_PAGE: Final = Lazy(r"(?<![\s.．·…])[\s.．·…]+[-—–(（]?\d{1,4}[-—–)）]?$")
_ENDED: Final = ("。", "；", "：")
"""What most lines end in, and none with leaders does."""

MAX_COMPARED: Final = 12
MAX_SEARCHED: Final = 400
"""Entries that are searched for below the list, and blocks below it that are searched: bounds on cost."""
MAX_LEADERS: Final = 80
"""Characters at the end of a line in which dot leaders and a page number are searched for, as a pattern may backtrack over them."""


class Contents(NamedTuple):
    """The blocks of a contents list and what it names."""

    blocks: frozenset[int]
    entries: tuple[str, ...]
    """Its entries without leaders and page numbers, folded."""


NO_CONTENTS: Final = Contents(frozenset(), ())


def find_contents(blocks: Sequence[Block], tuning: Tuning) -> Contents:
    """The contents lists of a document (a page may print its own above the plan's), empty where there is none.

    One begins at its title (`目录`), or at the first of several lines with dot leaders, and ends
    where the document's first heading is repeated, or at the first block that cannot be an entry. One without either is a run
    of headings that all recur.
    """
    taken: set[int] = set()
    entries: list[str] = []
    end = 0
    for title in [number for number, block in enumerate(blocks) if _TITLE.fullmatch(block.text)]:
        if title >= end:
            end = _end(blocks, title + 1, tuning)
            if not _is_repeated(blocks, title + 1, end, tuning):  # a list of something else, such as of goods
                continue
            taken.update(range(title, end))
            entries += [bare_entry(blocks[number].text) for number in range(title + 1, end)]
    led = [number for number, block in enumerate(blocks) if _has_leaders(block.text)]
    if not taken and len(led) >= tuning.recurring and led[tuning.recurring - 1] - led[0] <= tuning.recurring * 3:
        taken.update(range(led[0], _end(blocks, led[0], tuning)))
        entries = [bare_entry(blocks[number].text) for number in sorted(taken)]
    if not taken and (repeated := _repeated(blocks, tuning)):
        taken.update(repeated)
        entries = [blocks[number].text for number in repeated]
    return Contents(frozenset(taken), tuple(fold(entry) for entry in entries if entry))


def _repeated(blocks: Sequence[Block], tuning: Tuning) -> range:
    """The positions of consecutive numbered lines near the head that all recur below, in the same order."""
    for first in range(min(len(blocks), tuning.head)):
        mark = title_number_of(blocks[first].text)
        if mark is None or mark.scheme.use == "item" or not mark.rest:
            continue
        opening = fold(blocks[first].text)
        end = next((number for number in range(first + 1, len(blocks)) if fold(blocks[number].text) == opening), first)
        if end - first < tuning.repeated or any(len(block.text) > tuning.title for block in blocks[first:end]):
            return range(0)
        below = iter(fold(block.text) for block in blocks[end:])
        return range(first, end) if all(fold(block.text) in below for block in blocks[first:end]) else range(0)
    return range(0)


def stated_entries(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The entries, folded, of the contents lists that the format itself marks as such."""
    entries = (bare_entry(block.text) for block in blocks if block.aside == "contents" and not _TITLE.fullmatch(block.text))
    return tuple(fold(entry) for entry in entries if entry)


def bare_entry(text: str) -> str:
    """An entry without its dot leaders and page number."""
    bare = _PAGE.sub("", _LEADERS.sub("", text[-MAX_LEADERS:]))
    head = text[:-MAX_LEADERS]
    return (head + bare if bare else head.rstrip(_LEADER_SIGNS)).strip()


def _has_leaders(text: str) -> bool:
    return not text.endswith(_ENDED) and bool(_LEADERS.search(text[-MAX_LEADERS:]))


def _end(blocks: Sequence[Block], first: int, tuning: Tuning) -> int:
    opening = ""
    opening_mark = None
    for number in range(first, len(blocks)):
        block = blocks[number]
        entry = bare_entry(block.text)
        if block.kind == "table" or len(entry) > tuning.title:
            return _before_title(blocks, first, number, tuning)
        if not opening:
            opening, opening_mark = fold(entry), title_number_of(entry)
            continue
        mark = title_number_of(entry)
        again = fold(entry) == opening and not _has_leaders(block.text)
        restarts = (
            opening_mark is not None
            and mark is not None
            and mark.scheme is opening_mark.scheme
            and mark.ordinal == opening_mark.ordinal
            and not _has_leaders(block.text)
        )
        heads = block.kind == "heading" and blocks[first].kind != "heading"  # the format says what is a heading; entries are not
        if again or restarts or heads:
            return _before_title(blocks, first, number, tuning)
    return first  # a list to the end is not a contents list


def _is_repeated(blocks: Sequence[Block], first: int, end: int, tuning: Tuning) -> bool:
    """Whether the document below repeats an entry, as a heading or at the head of a run-in one."""
    if any(_has_leaders(block.text) for block in blocks[first:end]):
        return True
    entries = [fold(bare_entry(block.text)) for block in blocks[first : min(end, first + MAX_COMPARED)]]
    for block in blocks[end : end + MAX_SEARCHED]:
        head = fold(block.text[: tuning.title * 2])
        if any(head.startswith(entry) or (len(head) > tuning.recurring and entry.startswith(head)) for entry in entries if entry):
            return True
    return False


def _before_title(blocks: Sequence[Block], first: int, end: int, tuning: Tuning) -> int:
    """The end without the unnumbered lines (a repeated title, a preface) after the last entry."""
    if not any(_has_leaders(block.text) or title_number_of(block.text) for block in blocks[first:end]):
        return end
    last = max(first, end - tuning.recurring)
    while end > last and not _has_leaders(blocks[end - 1].text) and title_number_of(blocks[end - 1].text) is None:
        end -= 1
    return end


def contents_of(blocks: Sequence[Block], tuning: Tuning) -> Contents:
    """The contents lists of a document whose entries may be items of a numbered list; their numbers may be those of the headings, or
    only the list's."""
    printed = [replace(block, text=f"{block.number} {block.text}") if _is_numbered(block) else block for block in blocks]
    found = find_contents(printed, tuning)
    return found if found.blocks or not any(map(_is_numbered, blocks)) else find_contents(blocks, tuning)


def _is_numbered(block: Block) -> bool:
    """Whether the format keeps the number of an item separate."""
    return block.kind == "item" and bool(block.number)
