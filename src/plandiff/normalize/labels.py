"""What the labels of a page's own data say about its document: the table `LABELS`, and reading it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from plandiff.language.lazy import Lazy
from plandiff.model import Block, Statement
from plandiff.model.document import StatedField
from plandiff.normalize.furniture import LABEL
from plandiff.normalize.stamps import is_stamp

LABELS: Final[tuple[tuple[StatedField, str], ...]] = (
    ("title", "标题|名称|文件名称|信息名称|文件标题|公文标题|公文名称|法规名称|政策名称"),
    ("index", "索引号|索取号|信息索引号?|信息索引|公开索引号"),
    (
        "issuer",
        "发文机关|发文机构|发文单位|制发机关|制定机关|发布机构|发布机关|发布部门|发布单位|来源机构|公开主体|Issuer|Issued by",
    ),
    ("date", "成文日期|成文时间|发文日期|发文时间|印发日期|印发时间|生成日期|签发日期|Date"),
    ("published", "发布日期|发布时间|发表时间|公开日期|公开时间|上网日期|Published|Posted"),
    ("number", "文号|发文字号|发文文号|文件编号|文件文号|公文编号|文件号"),
    ("subjects", "主题词|关键词|主题关键词"),
)
"""Field -> the labels under which sites print it."""
ABSENT: Final = frozenset({"", "无", "暂无", "－", "-", "—", "/"})
"""Values that mean there is none."""
MAX_VALUE: Final = 200
"""Length of the longest valid value (characters)."""


def _spaced(words: str) -> str:
    """The words with the spaces that tables put between their characters (`索 引 号`)."""
    return "|".join(r"\s*".join(word) if not word.isascii() else word for word in words.split("|"))


_ANY: Final = "|".join(f"(?P<{field}>{_spaced(words)})" for field, words in LABELS)
_CELL: Final = Lazy(rf"\W{{0,2}}(?:{_ANY})\s*[:：]?\s*", re.IGNORECASE)
_LINE: Final = Lazy(rf"(?<![^\W_])(?:{_ANY})\s*[:：]\s*", re.IGNORECASE)
_NEXT: Final = Lazy(r"(?<=\s)[^\W\d_]{2,8}\s*[:：]|[【\[（(]?(?:字号|字体|大小|打印|关闭|分享)")
"""Where another label, or a button, ends a value on the same line."""


def read_labels(blocks: Sequence[Block]) -> tuple[Statement, ...]:
    """What the labels in these blocks state, in order. A label without a value states nothing."""
    return tuple(dict.fromkeys(_read(blocks)))


def _read(blocks: Sequence[Block]) -> Iterator[Statement]:
    for block, below in zip_longest(blocks, blocks[1:]):
        if is_stamp(block.text):
            continue  # the day on which a page was printed
        for row in block.cells:
            cells = [cell.text for cell in row if not cell.covered]
            for cell, beside in zip_longest(cells, cells[1:], fillvalue=""):
                yield from _read_pair(cell, beside)
        if not block.cells:
            beside = below is not None and not below.cells and not below.strong and not LABEL.match(below.text)
            yield from _read_pair(block.text, below.text if below and beside else "")


def _read_pair(text: str, beside: str) -> Iterator[Statement]:
    """What a text states, where the value may be beside or below it."""
    if found := _CELL.fullmatch(text):
        if not _LINE.search(beside) and not _CELL.fullmatch(beside):
            yield from _stated(found.lastgroup, beside)
        return
    labels = list(_LINE.finditer(text))
    for label, after in zip_longest(labels, labels[1:]):
        value = text[label.end() : after.start() if after else len(text)]
        yield from _stated(label.lastgroup, _NEXT.split(value)[0])


def _stated(field: str | None, value: str) -> Iterator[Statement]:
    value = value.strip(" \u3000;；,，|｜]】)）" if value.count("（") + value.count("(") == 0 else " \u3000;；,，|｜]】")
    if value not in ABSENT and len(value) <= MAX_VALUE:
        for known, _ in LABELS:
            if known == field:
                yield Statement(known, value)
