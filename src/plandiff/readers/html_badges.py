"""Headings whose number a page sets in a separate box above or beside the title, as articles for phones do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from plandiff.language import ENDING
from plandiff.language.numbering import COUNTED, FORMAL, FORMAL_SIGNS
from plandiff.model import Block
from plandiff.model.spans import join

_BADGE: Final = re.compile(
    rf"(?:PART|Part|第)?[\s.·]?(?P<n>\d{{1,2}}|[一二三四五六七八九十]{{1,3}}|[{FORMAL_SIGNS}]{{1,3}}|[\u2160-\u216b])[\s.·]?"
)
MAX_TITLE: Final = 40
"""Characters of the longest title below such a number."""
FEWEST: Final = 2
"""Consecutive numbers, starting at one, that are not chance (count)."""


def join_badges(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with each number joined to the title that it belongs to."""
    places = [number for number in range(len(blocks) - 1) if _is_badge(blocks[number], blocks[number + 1])]
    ordinals = [_ordinal(blocks[number].text) for number in places]
    if len(places) < FEWEST or ordinals != list(range(1, len(places) + 1)):
        return tuple(blocks)
    found = list(blocks)
    for number in reversed(places):
        text, spans = join((found[number].spanned, found[number + 1].spanned), " ")
        found[number : number + 2] = [replace(found[number + 1], text=text, spans=spans, strong=True)]
    return tuple(found)


def _is_badge(block: Block, below: Block) -> bool:
    return (
        block.kind == "paragraph"
        and _ordinal(block.text) > 0
        and not block.aside
        and not below.aside
        and (below.strong or below.kind == "heading")
        and 2 <= len(below.text) <= MAX_TITLE
        and below.text[-1] not in ENDING
    )


def _ordinal(text: str) -> int:
    """The number in a box, 0 if none is recognised."""
    found = _BADGE.fullmatch(text)
    numeral = found["n"] if found else ""
    return next((value[0] for numerals in (FORMAL, COUNTED) if numeral and (value := numerals.value(numeral))), 0)
