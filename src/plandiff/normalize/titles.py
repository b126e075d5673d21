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
_QUOTES: Final = dict.fromkeys(map(ord, "《》“”\"「」〈〉<>‘’'"))

MAX_TITLE: Final = 100
"""Characters of the longest title; a notice that names what it carries is the longest kind."""
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

    Where a notice carries the plan (`关于印发《…》的通知`), the plan's own title below it wins.
    """
    end = _head_end(blocks)
    scored = [(score, -number) for number in range(end) if (score := _score(blocks[number])) > 0]
    if not scored:
        return TitleBlock("", None, frozenset())
    at = -max(scored)[1]
    title = blocks[at].text
    if notice := _NOTICE.search(title):
        carried = next((number for number in range(at + 1, end) if _same(blocks[number].text, notice.group(1))), None)
        if carried is not None:
            at, title = carried, blocks[carried].text
    repeats = frozenset(
        number
        for number in range(end)
        if number != at and _same(blocks[number].text, title) and mark_of(blocks[number].text) is None
    )
    return TitleBlock(title, at, repeats)


def _head_end(blocks: Sequence[Block]) -> int:
    """The index of the first block below the lines that can be a title: the first numbered heading."""
    for number, block in enumerate(blocks[:HEAD_BLOCKS]):
        mark = mark_of(block.text)
        if mark is not None and mark.scheme.use != "item" and mark.scheme.name != "annex":
            return number
        if block.kind == "heading" and number and (block.level or 1) > 1:
            return number
    return min(len(blocks), HEAD_BLOCKS)


def _score(block: Block) -> int:
    text = block.text
    if block.kind not in {"heading", "paragraph"} or not 2 <= len(text) <= MAX_TITLE or _NO_TITLE.search(text) or mark_of(text):
        return 0
    stated = 6 if block.kind == "heading" and block.level == 1 else 3 if block.kind == "heading" else 0
    named = 4 if _KIND.search(text) and len(text) <= MAX_TITLE else 0
    return stated + named + (1 if block.strong and (named or len(text) <= 60) else 0)


def _same(first: str, second: str) -> bool:
    return fold(first.translate(_QUOTES)) == fold(second.translate(_QUOTES))
