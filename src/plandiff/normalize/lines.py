"""Printed lines -> blocks: lines that a page's width or a page's end broke are joined again."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Container, Sequence
from typing import Final, NamedTuple

from plandiff.language import CLOSING, ENDING
from plandiff.language.dates import MONTH_OF_YEAR
from plandiff.language.letters import LETTER, is_cjk
from plandiff.language.numerals import ONES, ORDINALS
from plandiff.model import Block, Spanned
from plandiff.model.spans import join
from plandiff.normalize.schemes import mark_of
from plandiff.normalize.tuning import Tuning

_ENDS: Final = re.compile(rf"[{ENDING}…|][{CLOSING}]*$")
_OPEN_END: Final = re.compile(rf"[，、（《“‘〈,(]$|{LETTER}(?:的|和|与|及|以及)$")
_ADOPTED: Final = re.compile(r"(?:通过|修正|修订|公布|发布|施行|批准|印发)\s?[）)]?$")
_DATED: Final = re.compile(rf"[（(]?{MONTH_OF_YEAR}")
_LABEL: Final = re.compile(r"[^，。；：:]{1,12}[：:]")
_OPEN_START: Final = re.compile(r"[，。、；：）》”’〉,;)](?!\d)|是[:：]")
_REFERENCE: Final = re.compile(rf"第\s?[{ORDINALS}\d]+\s?[编章节条](?:第|的|至|和|或|及|、|规定|[{ONES}十]?款)")

TAIL: Final = 8
"""Characters at the end of a line in which patterns look for its end, so that they do not read all of it."""


class _Page(NamedTuple):
    """How lines were set."""

    width: int = 0
    """Columns; 0 where a line is a paragraph."""
    indents: bool = False
    """Whether a paragraph's first line is indented, and only that."""


def join_lines(blocks: Sequence[Block], cut: Container[int], tuning: Tuning) -> list[tuple[list[int], Spanned]]:
    """The places of blocks that belong together, and their text as one: only groups of two and more.

    Lines belong together where the width of the page broke them, where the end of a page did
    (before the places in `cut` something was set aside), or where a stray border cut a sentence.
    Only paragraphs and items go on; headings, tables and notes stay as they are.
    """
    page = _page_of(blocks, tuning)
    groups: list[list[int]] = []
    length = 0
    for place, block in enumerate(blocks):
        broken = place in cut or length >= tuning.broken
        if groups and _goes_on(blocks[place - 1], block, page, tuning, broken=broken):
            groups[-1].append(place)
            length += len(block.text)
        else:
            groups.append([place])
            length = len(block.text)
    return [(group, _joined([blocks[place] for place in group])) for group in groups if len(group) > 1]


def _joined(lines: Sequence[Block]) -> Spanned:
    """Lines as one text."""
    parts = [lines[0].spanned]
    for above, line in itertools.pairwise(lines):
        parts += (Spanned(_glue(above.text, line.text)), line.spanned)
    return join(parts)


def columns(text: str) -> int:
    """The printed width of a text, two columns for a wide character."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _page_of(blocks: Sequence[Block], tuning: Tuning) -> _Page:
    """The page on which a text was wrapped; of width 0 where it was not."""
    followed = [
        (first, second, columns(first.text) + first.indent)
        for first, second in itertools.pairwise(blocks)
        if _is_text(first) and _is_text(second) and not second.apart
    ]
    lines = sum(1 for block in blocks if not block.apart)
    if len(followed) < max(tuning.wrapped, tuning.most * lines):
        return _Page()
    widths = sorted(width for _, _, width in followed)
    width = widths[int(len(widths) * (1 - tuning.few))]
    full = [first for first, _, used in followed if used >= tuning.full * width]
    broken = sum(1 for block in full if not _ENDS.search(block.text[-TAIL:]))
    if broken < max(tuning.wrapped, tuning.most * len(full)) or len(full) < tuning.margin * len(followed):
        return _Page()
    indented = sum(1 for _, second, _ in followed if second.indent)
    return _Page(width, indents=tuning.few * len(followed) <= indented <= len(followed) - tuning.few * len(followed))


def _is_text(block: Block) -> bool:
    return block.kind in {"paragraph", "item"}


def _goes_on(first: Block, second: Block, page: _Page, tuning: Tuning, *, broken: bool) -> bool:
    """Whether `second` continues the sentence, or the paragraph, of `first`."""
    if second.continues and not broken and _is_joined(first, second):
        return True
    if not (_is_text(first) and second.kind == "paragraph") or first.outside != second.outside:
        return False
    ends = bool(_ENDS.search(first.text[-TAIL:]))
    if page.width and not second.apart and columns(first.text) + first.indent >= tuning.full * page.width:
        if page.indents:
            return not second.indent and (not ends or mark_of(second.text) is None)
        if not ends:
            return _REFERENCE.match(second.text) is not None or mark_of(second.text) is None
    if ends or mark_of(second.text):
        return False
    if _ADOPTED.search(first.text[-TAIL:]) and (_DATED.match(first.text) or _DATED.match(second.text)):
        return False  # the history of a law: every adoption and revision has a line of its own
    if broken and not second.strong and not _LABEL.match(first.text):
        return True
    return bool(_OPEN_START.match(second.text) or (_OPEN_END.search(first.text[-TAIL:]) and not second.strong))


def _is_joined(first: Block, second: Block) -> bool:
    """Whether a paragraph that the format states to be one is. Chinese paragraphs stand on lines of their own without any sign of it,
    and so do numbered lines; one that begins with a reference (`Article 3`) goes on with the sentence before."""
    if is_cjk(first.text) or is_cjk(second.text):
        return False
    mark = mark_of(second.text)
    return mark is None or (mark.scheme.use == "section" and not _ENDS.search(first.text[-TAIL:]))


def _glue(before: str, after: str) -> str:
    """A space where two words of an alphabet meet; a number in Chinese text has none in it."""
    last, first = before[-1:], after[:1]
    if is_cjk(last) or is_cjk(first) or last == "-" or (last.isdigit() and first.isdigit() and is_cjk(before + after)):
        return ""
    return " "
