"""Printed lines -> blocks: lines that a page's width or a page's end broke are joined again."""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import replace
from typing import Final

from plandiff.model import Block
from plandiff.normalize.schemes import mark_of

_ENDS: Final = re.compile(r"[。！？；：.!?;:…][”’」』》）)\"'〕】]*$")
_OPEN_END: Final = re.compile(r"[，、（《“‘〈,(]$|[\u4e00-\u9fff](?:的|和|与|及|以及)$")
_OPEN_START: Final = re.compile(r"[，。、；：）》”’〉,;)](?!\d)|是[:：]")
_REFERENCE: Final = re.compile(
    r"第\s?[一二三四五六七八九十百零\d]+\s?[编章节条](?:第|的|至|和|或|及|、|规定|[一二三四五六七八九十]?款)"
)

MAX_PRINTED_WIDTH: Final = 160
"""Columns of the widest printed line, two for a wide character; longer lines are paragraphs on one line."""
MIN_WRAPPED_LINES: Final = 4
"""Lines that must end in mid-sentence at the margin before a text counts as wrapped."""
MIN_WRAPPED_SHARE: Final = 0.4
"""Share of the full lines that end in mid-sentence in a wrapped text: most do; in a text of one
sentence a line hardly any."""
FULL: Final = 0.78
"""Share of the page's width from which a line is full: what a long word or a forbidden line start leaves over is less."""


def join_lines(blocks: tuple[Block, ...]) -> list[Block]:
    """The blocks with wrapped lines joined, and paragraphs that a stray border cut in mid-sentence.

    Only paragraphs and items go on; headings, tables and notes stay as they are.
    """
    width = _page_width(blocks)
    joined: list[Block] = []
    parts: list[str] = []
    last = Block("paragraph", "")
    for block in blocks:
        if parts and _goes_on(last, block, width):
            parts.append(_glue(parts[-1], block.text))
        else:
            if len(parts) > 1:
                joined[-1] = replace(joined[-1], text="".join(parts))
            joined.append(block)
            parts = [block.text]
        last = block
    if len(parts) > 1:
        joined[-1] = replace(joined[-1], text="".join(parts))
    return joined


def columns(text: str) -> int:
    """The printed width of a text, two columns for a wide character."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _page_width(blocks: tuple[Block, ...]) -> int:
    """The width at which the text was wrapped; 0 where it was not."""
    followed = [
        (first, columns(first.text) + first.indent)
        for first, second in itertools.pairwise(blocks)
        if _is_text(first) and _is_text(second) and not second.apart and len(first.text) <= MAX_PRINTED_WIDTH
    ]
    lines = sum(1 for block in blocks if not block.apart)
    if len(followed) < max(MIN_WRAPPED_LINES, lines * 0.7):
        return 0
    widths = sorted(width for _, width in followed)
    width = widths[int(len(widths) * 0.95)]
    if width > MAX_PRINTED_WIDTH:
        return 0
    full = [block for block, columns_used in followed if columns_used >= FULL * width]
    broken = sum(1 for block in full if not _ENDS.search(block.text[-8:]))
    return width if broken >= max(MIN_WRAPPED_LINES, MIN_WRAPPED_SHARE * len(full)) and len(full) * 4 >= len(followed) else 0


def _is_text(block: Block) -> bool:
    return block.kind in {"paragraph", "item"}


def _goes_on(first: Block, second: Block, width: int) -> bool:
    """Whether `second` continues the sentence of `first`."""
    if not (_is_text(first) and second.kind == "paragraph") or first.outside != second.outside:
        return False
    if width and not second.apart and not _ENDS.search(first.text[-8:]) and columns(first.text) + first.indent >= FULL * width:
        return _REFERENCE.match(second.text) is not None or mark_of(second.text) is None
    if mark_of(second.text):
        return False
    return bool(_OPEN_START.match(second.text) or (_OPEN_END.search(first.text[-4:]) and not second.strong))


def _glue(before: str, after: str) -> str:
    """`after` with a space before it where two words of an alphabet meet."""
    return f" {after}" if before[-1:].isascii() and after[:1].isascii() and before[-1:] != "-" else after
