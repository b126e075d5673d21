"""Running heads and feet: what a page prints above or below its text, page after page, with the page's number in the same line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from plandiff.language import CLOSING, ENDING
from plandiff.language.folding import fold
from plandiff.model import Block
from plandiff.normalize.furniture import PAGE_NUMBER
from plandiff.normalize.schemes import mark_of
from plandiff.normalize.tuning import Tuning

_DIGITS: Final = re.compile(r"\d+")
_CAPTION: Final = re.compile(
    r"(?:附?[图表图錄録]|图表|专栏|Figure|Fig\.|Table|Box|Step|Day|Question|问题|步骤|案例|样例)\s?\d", re.IGNORECASE
)
"""What counts on as pages do, but stands over something of the text."""
_PAGE: Final = re.compile(r"第\s?\d+\s?页|\bpage\s\d|\d\s?/\s?\d+$|\bp\.\s?\d+$|Seite\s\d", re.IGNORECASE)
"""What says itself that it is the number of a page."""
_ENDED: Final = re.compile(rf"[{ENDING}…][{CLOSING}]*$")


def running_lines(blocks: Sequence[Block], tuning: Tuning) -> set[int]:
    """Indices of lines that are equal but for one number, which counts on from page to page, and of the title printed at a page's
    end again.

    Headings count on too: so the lines are no numbered ones, and they stand at the distance of pages.
    """
    alike: dict[str, list[int]] = defaultdict(list)
    for place, block in enumerate(blocks):
        short = block.kind in {"paragraph", "heading"} and len(block.text) <= tuning.line
        if short and _DIGITS.search(block.text) and mark_of(block.text) is None and not _CAPTION.match(block.text):
            alike[_DIGITS.sub("#", fold(block.text))].append(place)
    found: set[int] = set()
    for places in alike.values():
        found |= _pages(blocks, places, tuning)
    return found | _titles_again(blocks, found, tuning)


def _pages(blocks: Sequence[Block], places: Sequence[int], tuning: Tuning) -> set[int]:
    """Those of lines that are alike which bear the number of their page."""
    paged = bool(_PAGE.search(blocks[places[0]].text))
    if len(places) < (tuning.repeated if paged else tuning.recurring):
        return set()
    lengths = [sum(len(block.text) for block in blocks[first + 1 : second]) for first, second in pairwise(places)]
    if min(lengths) < tuning.page or not _counts(blocks, places):
        return set()
    named = len(_DIGITS.sub("", blocks[places[0]].text)) > tuning.short
    cuts = any(place and not _ENDED.search(blocks[place - 1].text) for place in places)
    return set(places) if named or paged or cuts else set()


def _counts(blocks: Sequence[Block], places: Sequence[int]) -> bool:
    """Whether one number of the lines counts on by one, or by two as on facing pages, and all others stay."""
    columns = list(zip(*(map(int, _DIGITS.findall(blocks[place].text)) for place in places), strict=True))
    counting = [column for column in columns if len(set(column)) > 1]
    steps = {second - first for first, second in pairwise(counting[0])} if len(counting) == 1 else set()
    return steps in ({1}, {2})


def _titles_again(blocks: Sequence[Block], pages: set[int], tuning: Tuning) -> set[int]:
    """Lines beside a page's number that are the document's first line again."""
    if not blocks:
        return set()
    title = fold(blocks[0].text)
    numbers = pages | {place for place, block in enumerate(blocks) if PAGE_NUMBER.fullmatch(block.text)}
    return {
        beside
        for place in numbers
        for beside in (place - 1, place + 1)
        if 0 < beside < len(blocks) and len(blocks[beside].text) >= tuning.short and fold(blocks[beside].text) == title
    }
