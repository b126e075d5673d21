"""Running heads and feet: what a page prints above or below its text, page after page, with the page number on the same line.

Where the format says which page a line is on, those at page edges are recognised by that; elsewhere by how far apart they are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Final

from plandiff.language import CLOSING, ENDING
from plandiff.language.folding import fold
from plandiff.language.headed import headed
from plandiff.language.lazy import Lazy
from plandiff.language.numbering import roman
from plandiff.language.numerals import ONES, ordinal
from plandiff.model import Block
from plandiff.normalize.furniture import PAGE_NUMBER
from plandiff.normalize.schemes import mark_of
from plandiff.normalize.titles import bare
from plandiff.normalize.tuning import Tuning

_NUMBER: Final = re.compile(headed(rf"\d{ONES}十百ivxl", rf"\d+|(?<=第)[{ONES}十百]{{1,4}}(?=页)|(?<![^\W_])[ivxl]{{1,6}}$"))
"""How a page number is written: in digits, in Chinese, or at the end of a line in Roman numerals, as in front matter."""
_COUNTED: Final = "\0"
"""What stands for a number in a line: a sign that no text has."""
EDGE: Final = 2
"""Lines at the top and the bottom of a page that may be running ones (count): a title and a number."""
_CAPTION: Final = Lazy(
    r"(?:附?[图表图錄録]|图表|专栏|Figure|Fig\.|Table|Box|Step|Day|Question|问题|步骤|案例|样例)\s?\d", re.IGNORECASE
)
"""What counts up as pages do, but captions part of the text."""
_PAGE: Final = Lazy(rf"第\s?(?:\d+|[{ONES}十百]+)\s?页|\bpage\s\d|\d\s?/\s?\d+$|\bp\.\s?\d+$|Seite\s\d", re.IGNORECASE)
"""What says explicitly that it is a page number."""
_ENDED: Final = re.compile(rf"[{ENDING}…][{CLOSING}]*$")


def running_lines(blocks: Sequence[Block], tuning: Tuning) -> set[int]:
    """Indices of lines that are equal except for one number, which counts up from page to page, and of those that pages repeat as they
    are: the title beside a page number, and what is at page edges.

    Headings count up too, so the lines must not be numbered ones, and must be a page apart or at page edges.
    """
    edges = _edges(blocks)
    equal: dict[str, list[int]] = defaultdict(list)
    for place, block in enumerate(blocks):
        short = block.kind in {"paragraph", "heading"} and len(block.text) <= tuning.line
        if short and mark_of(block.text) is None and _NUMBER.search(block.text) and not _CAPTION.match(block.text):
            equal[_NUMBER.sub(_COUNTED, fold(block.text))].append(place)
    found: set[int] = set()
    for places in equal.values():
        found |= _pages(blocks, places, edges, tuning)
    return found | _titles_again(blocks, found, tuning) | _repeated(blocks, edges, tuning)


def _edges(blocks: Sequence[Block]) -> frozenset[int]:
    """The positions of the first and last lines of pages, where the format says which line is on which page."""
    pages = [_page(block) for block in blocks]
    if len(set(pages)) < 2 or None in pages:
        return frozenset()
    found: set[int] = set()
    for _, group in groupby(range(len(blocks)), key=pages.__getitem__):
        places = list(group)
        found.update(places[:EDGE] + places[-EDGE:])
    return frozenset(found)


def _pages(blocks: Sequence[Block], places: Sequence[int], edges: frozenset[int], tuning: Tuning) -> set[int]:
    """Those of a group of similar lines that bear their page number."""
    words = _NUMBER.sub("", blocks[places[0]].text)
    paged = bool(_PAGE.search(blocks[places[0]].text))
    sure = edges.issuperset(places) or bool(words.strip() and bare(words) == bare(blocks[0].text))
    if len(places) < (tuning.repeated if paged or sure else tuning.recurring):
        return set()
    lengths = [sum(len(block.text) for block in blocks[first + 1 : second]) for first, second in pairwise(places)]
    cuts = [place > 0 and not _ENDED.search(blocks[place - 1].text) for place in places]
    shortest = tuning.prose if all(cuts) and len(words) > 2 * tuning.short else tuning.page  # all are within sentences
    if (min(lengths) < shortest and not sure) or not _counts(blocks, places):
        return set()
    return set(places) if sure or paged or any(cuts) or len(words) > tuning.short else set()


def _counts(blocks: Sequence[Block], places: Sequence[int]) -> bool:
    """Whether one number in the lines counts up by one, or by two as on facing pages, and all others stay the same."""
    columns = list(zip(*(map(_value, _NUMBER.findall(fold(blocks[place].text))) for place in places), strict=True))
    counting = [column for column in columns if len(set(column)) > 1]
    steps = {second - first for first, second in pairwise(counting[0])} if len(counting) == 1 else set()
    return steps in ({1}, {2})


def _value(numeral: str) -> int:
    return ordinal(numeral) or roman(numeral) or 0


def _titles_again(blocks: Sequence[Block], pages: set[int], tuning: Tuning) -> set[int]:
    """Lines beside a page number that repeat the document's first line, and the number where it is bare."""
    if not blocks:
        return set()
    title = fold(blocks[0].text)
    found: set[int] = set()
    for place, block in enumerate(blocks):
        bare_number = bool(_NUMBER.fullmatch(block.text))
        if not (bare_number or place in pages or PAGE_NUMBER.fullmatch(block.text)):
            continue
        for beside in (place - 1, place + 1):
            if 0 < beside < len(blocks) and len(blocks[beside].text) >= tuning.short and fold(blocks[beside].text) == title:
                found |= {beside, place} if bare_number else {beside}
    return found


def _repeated(blocks: Sequence[Block], edges: frozenset[int], tuning: Tuning) -> set[int]:
    """Lines at page edges that repeat page after page; the very first line is the title."""
    equal: dict[str, list[int]] = defaultdict(list)
    for place in sorted(edges):
        if blocks[place].kind in {"paragraph", "heading"} and tuning.short <= len(blocks[place].text) <= tuning.line:
            equal[fold(blocks[place].text)].append(place)
    runs = [places for places in equal.values() if len({_page(blocks[place]) for place in places}) >= tuning.recurring]
    return {place for places in runs for place in places if place}


def _page(block: Block) -> int | None:
    return block.origin.page if block.origin else None
