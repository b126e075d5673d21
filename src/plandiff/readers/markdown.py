"""Markdown -> blocks.

markdown-it decides what is Markdown (`markdown_parser.py`); its tokens become blocks (`markdown_blocks.py`), and the tokens
inside them text with spans (`markdown_inline.py`). The lines of a paragraph stay separate as printed: many Chinese plans put
each paragraph on its own line without blank lines, so joining them is up to the normalizer, which learns that they are one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from plandiff.readers.marks import settle

if TYPE_CHECKING:
    from plandiff.model import Block

_SIGNS: Final = re.compile(
    r"^#{1,6} \S|^ {0,3}\*\*\S[^*\n]{0,80}\*\*|^\|?[ :-]{0,40}-{3,99}[ :-]{0,40}\|[ :|-]*$|\]\((?:https?:|[./#])"
    r"|^[^\s|=-][^\n]{0,120}\n(?:={3,99}|-{4,99})[ \t]{0,20}$",
    re.MULTILINE,
)


def has_signs(text: str) -> bool:
    """Whether a text has signs of Markdown that plain text does not."""
    return bool(_SIGNS.search(text))


def parse(text: str, first_line: int = 1) -> tuple[Block, ...]:
    """The blocks of a text: headings, paragraphs line by line, items, tables and notes."""
    from plandiff.readers.markdown_blocks import Walk  # here: markdown-it costs 30 ms, and only Markdown needs it
    from plandiff.readers.markdown_parser import Parser

    parser = Parser()
    walk = Walk(parser, text.split("\n"), first_line)
    walk.document(parser.blocks_of(text))
    return settle(walk.found)
