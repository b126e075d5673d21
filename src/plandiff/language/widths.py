"""A text in the width in which quantities are read, every character in its place."""

from __future__ import annotations

from typing import Final

from plandiff.language.folding import CharacterTable, plain

_SIGNS: Final = {"≧": "≥", "⩾": "≥", "≦": "≤", "⩽": "≤", "∶": ":"}
_KEPT: Final = "，：；！？（）"
"""What divides a Chinese sentence, and keeps its width."""


def _half(character: str) -> str:
    if is_han(character):  # as most are
        return character
    form = character if character in _KEPT else _SIGNS.get(character) or plain(character)
    return form if len(form) == 1 else character


_HALF: Final = CharacterTable(_half)


def half_width(text: str) -> str:
    """The text with half-width digits, letters and signs, and without radicals; every character keeps its place.

    >>> half_width("不低于９５％⼈，")
    '不低于95%人，'
    """
    return text if text.isascii() else text.translate(_HALF)


def is_han(character: str) -> bool:
    """Whether a character is Chinese; written without a pattern, whose range would take a millisecond to compile."""
    return "\u3400" <= character <= "\u9fff"
