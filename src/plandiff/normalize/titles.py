"""The title of a document among the lines above its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from plandiff.model import Block
from plandiff.normalize.schemes import mark_of
from plandiff.text import fold

_KIND: Final = re.compile(
    r"(?:规划|计划|纲要|方案|意见|办法|条例|规定|细则|报告|决定|决议|通知|措施|法|章程|规则|建议|公报|政策|举措|要点|清单|标准|目录|指南|倡议|宣言|准则|若干政策|讲话|Plan|Strategy|Act|Report|Law|Regulations?)"
    r"(?:[（(].{1,24}[)）])?[》”]?$"
)
"""What documents call themselves, at the end of the title."""
_NO_TITLE: Final = re.compile(
    r"^[—–-]{1,2}|^[（(].*[)）]$|[：:；;，,。]$|[〔\[［（(]\d{4}[〕\]］）)]\s?\d+\s?号|^\d{4}年\d{1,2}月(?:\d{1,2}日)?|^(?:省长|市长|主席|主任)|^第\S+号$|^[\d\s:：/年月日.-]+$"
)
_NOTICE: Final = re.compile(r"(?:关于)?(?:印发|发布|公布|转发|下发)(?:实施)?《?(.{4,80}?)》?的(?:通知|公告|决定|函)$")
_BELOW_TITLE: Final = re.compile(r"^[—–-]{1,2}\S|^[（(]\s?\d{4}年|^(?:各位|同志们|女士们)")
_QUOTES: Final = dict.fromkeys(map(ord, "《》“”\"「」〈〉<>‘’'"))

MAX_TITLE: Final = 100
"""Characters of the longest title; a notice that names what it carries is the longest kind."""
MAX_NOTICE_LINES: Final = 4
"""Lines over which the title of a notice is printed."""
HEAD_BLOCKS: Final = 80
"""Blocks above which no title is looked for; a notice with its signatures stands above some plans."""


@dataclass(frozen=True)
class TitleBlock:
    """What was found above the text."""

    title: str
    at: int | None
    """Index of the block that is the title."""
    repeats: frozenset[int]
    """Blocks that print the same title again."""


def find_title(blocks: Sequence[Block]) -> TitleBlock:
    """The document's title: a stated heading, a bold or centred line, or a line that ends as titles do.

    Where a notice carries the plan (`关于印发《…》的通知`), the plan's own title below it wins. A
    title counts the same whatever its line looks like in bold or plain, as long as its words tell.
    """
    end = _head_end(blocks)
    scored = [(score, -number) for number in range(end) if (score := title_score(blocks[number])) > 0]
    at = _carried(blocks, end)
    if at is None and scored:
        at = -max(scored)[1]
    if at is None and _opens_with_title(blocks, end):
        at = 0
    if at is None:
        return TitleBlock("", None, frozenset())
    title = blocks[at].text
    repeats = frozenset(
        number
        for number in range(end)
        if number != at and _same(blocks[number].text, title) and mark_of(blocks[number].text) is None
    )
    return TitleBlock(title, at, repeats)


def _carried(blocks: Sequence[Block], end: int) -> int | None:
    """Where the plan's own title stands below a notice that names it, on one line or on several."""
    for first in range(end):
        text = ""
        for number in range(first, min(first + MAX_NOTICE_LINES, end)):
            if len(blocks[number].text) > MAX_TITLE or blocks[number].kind == "table":
                break
            text += blocks[number].text
            if notice := _NOTICE.search(text):
                for below in range(number + 1, end):
                    if _same(blocks[below].text, notice.group(1)):
                        return below
    return None


def _opens_with_title(blocks: Sequence[Block], end: int) -> bool:
    """Whether the first line stands over a subtitle, a date or a salutation, and so is a title by its place."""
    if end < 2 or not _could_be_title(blocks[0]):
        return False
    return any(_BELOW_TITLE.search(block.text) for block in blocks[1 : min(end, MAX_NOTICE_LINES)])


def _head_end(blocks: Sequence[Block]) -> int:
    """The index of the first block below the lines that can be a title: the first numbered heading."""
    for number, block in enumerate(blocks[:HEAD_BLOCKS]):
        mark = mark_of(block.text)
        if mark is not None and mark.scheme.use != "item" and mark.scheme.name != "annex":
            return number
        if block.kind == "heading" and number and (block.level or 1) > 1:
            return number
    return min(len(blocks), HEAD_BLOCKS)


def title_score(block: Block) -> int:
    """How much speaks for a block as the title; 0 = nothing, or it cannot be one."""
    if not _could_be_title(block):
        return 0
    text = block.text
    stated = 6 if block.kind == "heading" and block.level == 1 else 3 if block.kind == "heading" else 0
    named = 4 if _KIND.search(text) else 0
    return stated + named + (1 if block.strong else 0)


def _could_be_title(block: Block) -> bool:
    text = block.text
    return (
        block.kind in {"heading", "paragraph"}
        and 2 <= len(text) <= MAX_TITLE
        and not _NO_TITLE.search(text)
        and mark_of(text) is None
    )


def _same(first: str, second: str) -> bool:
    return fold(first.translate(_QUOTES)) == fold(second.translate(_QUOTES))
