"""A text in the width in which quantities are read, with every character in its place."""

from __future__ import annotations

import itertools
import re
from typing import Final

from plandiff.language.folding import CharacterTable, plain

_SIGNS: Final = {"≧": "≥", "⩾": "≥", "≦": "≤", "⩽": "≤", "∶": ":"}
_KEPT: Final = "，：；！？（）"
"""What divides a Chinese sentence and keeps its width."""
_THOUSANDS: Final = re.compile(r"[０-９](?<![\d.．].)[０-９]{0,2}(?:，[０-９]{3})+(?!，?\d)")
"""A full-width number whose separators are full-width too; between half-width digits the same mark divides a list."""
_ASCII_MARK: Final = re.compile(r'[,;:!?()"]')


def _half(character: str) -> str:
    if is_han(character):  # as most are
        return character
    form = character if character in _KEPT else _SIGNS.get(character) or plain(character)
    return form if len(form) == 1 else character


_HALF: Final = CharacterTable(_half)
_TYPED: Final = dict(zip(",;:!?()", "，；：！？（）", strict=True))
_IN_NUMBERS: Final = re.compile(r"(?<=\d)\s?[,:]\s?(?=\d)|[A-Za-z]\s?[:;,()!?]\s?(?=[A-Za-z])")
"""A mark between digits or letters, which does not separate Chinese clauses."""


def half_width(text: str) -> str:
    """The text with half-width digits, letters and signs, and without radicals; every character keeps its place.

    >>> half_width("不低于９５％⼈，１，２００所")
    '不低于95%人，1,200所'
    """
    if text.isascii():
        return text
    if "，" in text:
        text = _THOUSANDS.sub(lambda number: number[0].replace("，", ","), text)
    return _HALF.applied(text)


def with_chinese_marks(text: str) -> str:
    """A sentence in half width with Chinese marks for those typed as ASCII; every character keeps its place.

    >>> with_chinese_marks('实施"百校工程",覆盖1,200人(含教师);师生比1:15')
    '实施“百校工程”，覆盖1,200人（含教师）；师生比1:15'
    """
    if not _ASCII_MARK.search(text):
        return text
    in_numbers = {place for found in _IN_NUMBERS.finditer(text) for place in range(*found.span())}
    quotes = itertools.cycle("“”") if text.count('"') % 2 == 0 else itertools.repeat('"')
    return "".join(
        next(quotes) if sign == '"' else sign if place in in_numbers else _TYPED.get(sign, sign)
        for place, sign in enumerate(text)
    )


def is_han(character: str) -> bool:
    """Whether a character is Chinese; done without a pattern, whose range would take a millisecond to compile."""
    return "\u3400" <= character <= "\u9fff"
