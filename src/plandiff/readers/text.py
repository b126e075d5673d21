"""Plain text: a block a line. Which lines belong together is for the normalizer to say."""

from __future__ import annotations

from plandiff.model import Block
from plandiff.readers.lines import indent_of, tidy


def parse(text: str, first_line: int) -> tuple[Block, ...]:
    """A block for each line that is not blank."""
    blocks: list[Block] = []
    apart = True
    for number, line in enumerate(text.split("\n"), first_line):
        content = tidy(line)
        if content:
            blocks.append(Block("paragraph", content, apart=apart, indent=indent_of(line), line=number))
        apart = not content
    return tuple(blocks)
