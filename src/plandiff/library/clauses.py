"""Texts cut into clauses and sentences; joined, they are the text."""

from __future__ import annotations

import re
from typing import Final

_CLAUSE: Final = re.compile(r".+?(?:[，。；：！？、!?;]+[”’」』）)]*|[,:.](?=\s|$)\s*|\Z)", re.DOTALL)
"""To the next mark; a point, comma or colon inside a number or a word is none."""
_END: Final = re.compile(r"(?:[。！？!?；;][”’」』）)]*|\.\s*)\Z")
SHORT: Final = 4
"""A clause of fewer characters, such as one item of an enumeration, goes with the next one."""


def clauses_of(text: str) -> list[str]:
    """The clauses of a text, each with the mark that ends it.

    >>> clauses_of("到2025年，覆盖率达到95.5%；加强、改进党的领导。")
    ['到2025年，', '覆盖率达到95.5%；', '加强、改进党的领导。']
    """
    found: list[str] = []
    held = ""
    for match in _CLAUSE.finditer(text):
        held += match.group()
        if len(held) > SHORT or _END.search(held):
            found.append(held)
            held = ""
    return [*found, held] if held else found


def ends_sentence(clause: str) -> bool:
    """Whether a sentence ends with this clause."""
    return bool(_END.search(clause))
