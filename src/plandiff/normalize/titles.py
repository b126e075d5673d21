"""The title of a document among the lines above its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from plandiff.language import LATIN, WIDE
from plandiff.language.dates import MONTH_OF_YEAR
from plandiff.language.folding import fold
from plandiff.model import Block, Spanned
from plandiff.model.spans import NO_TEXT, join
from plandiff.normalize.schemes import mark_of
from plandiff.normalize.tuning import Tuning

_KIND: Final = re.compile(
    r"(?:规划|计划|纲要|方案|意见|办法|条例|规定|细则|报告|决定|决议|通知|措施|法|章程|规则|建议|公报|政策|举措|要点|清单|标准|目录|指南|倡议|宣言|准则|若干政策|讲话|Plan|Strategy|Act|Report|Law|Regulations?)"
    r"(?:[（(].{1,24}[)）])?[》”]?$"
)
"""What documents call themselves, at the end of the title."""
_NO_TITLE: Final = re.compile(
    rf"^[—–-]{{1,2}}|^[（(].*[)）]$|[{WIDE}{LATIN}]$|[〔\[［（(]\d{{4}}[〕\]］）)]\s?\d+\s?号|^{MONTH_OF_YEAR}|^(?:省长|市长|主席|主任)|^第\S+号$|^[\d\s:：/年月日.-]+$"
)
_NOTICE: Final = re.compile(r"(?:关于)?(?:印发|发布|公布|转发|下发)(?:实施)?《?(.{4,80}?)》?的(?:通知|公告|决定|函)$")
_OPEN_TITLE: Final = re.compile(r"关于(?!.*(?:规划|计划|纲要|方案|意见|办法|条例|规定|细则|报告|决定|决议|通知|措施|建议)$)")
"""The first of two lines of a title, which ends before the title's own kind is named."""
_QUOTES: Final = dict.fromkeys(map(ord, "《》“”\"「」〈〉<>‘’'"))


class TitleBlock(NamedTuple):
    """What was found above the text."""

    title: Spanned = NO_TEXT
    lines: tuple[int, ...] = ()
    """Indices of the blocks that make up the title."""
    repeats: frozenset[int] = frozenset()
    """Blocks that print the same title again."""


def find_title(blocks: Sequence[Block], tuning: Tuning) -> TitleBlock:
    """The document's title: a stated heading, a bold or centred line, or a line that ends as titles do.

    Where a notice carries the plan (`关于印发《…》的通知`), the plan's own title below it wins.
    Nothing is found where no line says that it is a title; then see `opening_title`.
    """
    end = _head_end(blocks, tuning)
    scored = [(score, -number) for number in range(end) if (score := title_score(blocks[number], tuning)) > 0]
    at = _carried(blocks, end, tuning)
    if at is None:
        if not scored:
            return TitleBlock()
        at = -max(scored)[1]
    return _title_at(blocks, at, end, tuning)


def opening_title(blocks: Sequence[Block], tuning: Tuning) -> TitleBlock:
    """The first line as title, by its place alone: short, on its own, and no sentence."""
    if len(blocks) < 2 or not _could_be_title(blocks[0], tuning) or not tuning.short <= len(blocks[0].text) <= tuning.title:
        return TitleBlock()
    return _title_at(blocks, 0, _head_end(blocks, tuning), tuning)


def _title_at(blocks: Sequence[Block], at: int, end: int, tuning: Tuning) -> TitleBlock:
    lines: tuple[int, ...] = (at,)
    if (
        at
        and "关于" not in blocks[at].text
        and _OPEN_TITLE.search(blocks[at - 1].text)
        and _could_be_title(blocks[at - 1], tuning)
    ):
        lines = (at - 1, at)
    title = join(blocks[number].spanned for number in lines)
    repeats = frozenset(
        number
        for number in range(end)
        if number not in lines and not mark_of(blocks[number].text) and _same(blocks[number].text, title.text)
    )
    return TitleBlock(title, lines, repeats)


def _carried(blocks: Sequence[Block], end: int, tuning: Tuning) -> int | None:
    """Where the plan's own title stands below a notice that names it, on one line or on several."""
    for first in range(end):
        text = ""
        for number in range(first, min(first + tuning.recurring, end)):
            if len(blocks[number].text) > tuning.sentence_title or blocks[number].kind == "table":
                break
            text += blocks[number].text
            if notice := _NOTICE.search(text):
                for below in range(number + 1, end):
                    if _same(blocks[below].text, notice.group(1)):
                        return below
    return None


def _head_end(blocks: Sequence[Block], tuning: Tuning) -> int:
    """The index of the first block below the lines that can be a title: the first numbered heading."""
    attached = False
    for number, block in enumerate(blocks[: tuning.head]):
        mark = mark_of(block.text)
        if mark is not None and mark.scheme.use != "item" and mark.scheme.name != "annex" and not attached:
            return number
        attached = mark is not None and (attached or (mark.scheme.name == "annex" and bool(mark.rest)))
        if block.kind == "heading" and number and (block.level or 1) > 1:
            return number
    return min(len(blocks), tuning.head)


def title_score(block: Block, tuning: Tuning) -> int:
    """How much speaks for a block as the title; 0 = nothing, or it cannot be one."""
    if not _could_be_title(block, tuning):
        return 0
    text = block.text
    stated = 6 if block.kind == "heading" and block.level == 1 else 3 if block.kind == "heading" else 0
    named = 4 if _KIND.search(text) else 0
    return stated + named + (1 if block.strong else 0)


def _could_be_title(block: Block, tuning: Tuning) -> bool:
    text = block.text
    return (
        block.kind in {"heading", "paragraph"}
        and 2 <= len(text) <= tuning.sentence_title
        and not _NO_TITLE.search(text)
        and mark_of(text) is None
    )


def _same(first: str, second: str) -> bool:
    return fold(first.translate(_QUOTES)) == fold(second.translate(_QUOTES))
