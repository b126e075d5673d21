"""The clauses by which a library tracks texts; joined, they are the text."""

from __future__ import annotations

from typing import Final

from plandiff.language import cut, ends

SHORT: Final = 4
"""A clause shorter than this (characters), such as one item of an enumeration, is joined to the next one."""


def clauses_of(text: str) -> list[str]:
    """The clauses of a text and the items of its enumerations, each with the mark that ends it.

    >>> clauses_of("到2025年，覆盖率达到95.5%；加强、改进党的领导。")
    ['到2025年，', '覆盖率达到95.5%；', '加强、改进党的领导。']
    """
    found: list[str] = []
    held = ""
    for member in cut(text, "member"):
        held += member
        if len(held) > SHORT or ends(held, "statement"):
            found.append(held)
            held = ""
    return [*found, held] if held else found
