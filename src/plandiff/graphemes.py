"""Where one grapheme ends and the next begins: an accent stays with its letter, an emoji family is one grapheme.

The rules of UAX #29 that matter in plans, derived from Python's character categories; where these are not
conclusive, two characters are kept together.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

_JOINER: Final = "\u200d"
_KEPT_TOGETHER: Final = "\u200c\u200d\uff9e\uff9f"
"""Joiners, and the half-width voicing marks of katakana."""
_TONES: Final = ("\U0001f3fb", "\U0001f3ff")
_TAGS: Final = ("\U000e0020", "\U000e007f")
_REGIONAL: Final = ("\U0001f1e6", "\U0001f1ff")
"""The letters that form a flag in pairs."""
_JAMO: Final = (("\u1100", "\u11ff"), ("\ua960", "\ua97c"), ("\ud7b0", "\ud7fb"))
"""The letters that form a hangul syllable."""
_INITIALS: Final = (("\u1100", "\u115f"), ("\ua960", "\ua97c"))
"""Those that begin one."""
_FIRST: Final = "\u0300"
"""The first character that can belong to the one before it, apart from a line feed."""


@cache
def extends(character: str) -> bool:
    """Whether a character may belong to the grapheme of the one before it."""
    return character >= _FIRST and (
        unicodedata.category(character)[0] == "M"
        or character in _KEPT_TOGETHER
        or _among((_TONES, _TAGS, _REGIONAL, *_JAMO), character)
    )


def is_border(text: str, at: int) -> bool:
    r"""Whether one grapheme ends and another begins at a position in a text.

    >>> [is_border(text, 1) for text in ("甲乙", "e\u0301", "❤\ufe0f", "\r\n")]
    [True, False, False, False]
    """
    if not 0 < at < len(text):
        return True
    before, after = text[at - 1], text[at]
    if before == _JOINER:
        return unicodedata.category(after) not in ("So", "Sm")
    if not extends(after):
        return (before, after) != ("\r", "\n")
    if _REGIONAL[0] <= after <= _REGIONAL[1]:
        letters = at
        while letters and _REGIONAL[0] <= text[letters - 1] <= _REGIONAL[1]:
            letters -= 1
        return (at - letters) % 2 == 0
    if _among(_INITIALS, after):
        return not _among(_INITIALS, before)
    return _among(_JAMO, after) and not ("\uac00" <= before <= "\ud7a3" or _among(_JAMO, before))


def _among(ranges: tuple[tuple[str, str], ...], character: str) -> bool:
    return any(first <= character <= last for first, last in ranges)
