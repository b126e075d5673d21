"""Letters by script, as parts of patterns and as tests of whole texts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

from plandiff.language.lazy import Lazy

INVISIBLE: Final = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
"""Zero-width characters: soft hyphen, joiners, direction marks, byte order mark."""

WHITE: Final = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
"""White space: what `str.isspace` says is some, and `str.strip` strips."""
EDGE: Final = INVISIBLE + WHITE
"""What no text begins or ends with."""

LETTER: Final = r"[^\W\dA-Za-z_]"
"""A letter of a Chinese text, for patterns. A range of Han characters would mean nearly the same, but `re` walks
through its 20,000 members at each use, and so takes up to a millisecond to compile it."""
LATIN: Final = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u1fff"
"""The letters of Latin words and of related scripts, for patterns."""


_CHINESE: Final = Lazy("[\u2e80-\u303f\u31c0-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+")
"""Han characters, and the marks and full-width letters set among them."""
_WIDE: Final = frozenset("WF")
SAMPLE: Final = 5000
"""Characters enough to tell which language a text is in."""


def trimmed(text: str) -> str:
    """A part of a text with the ends that the reader gave the whole.

    >>> trimmed("\u200b 加强领导")
    '加强领导'
    """
    return text.strip(EDGE)


def is_wide(character: str) -> bool:
    """Whether a character takes two columns, as Chinese ones and their marks do (UAX #11).

    >>> is_wide("教"), is_wide("，"), is_wide("a")
    (True, True, False)
    """
    return unicodedata.east_asian_width(character) in _WIDE


def is_cjk(text: str) -> bool:
    """Whether most letters of a text, or of as much of it as is enough to tell, are Chinese characters."""
    text = text[:SAMPLE]
    chinese = len(text) - len(_CHINESE.sub("", text))
    if chinese * 5 > len(text):  # however many of the others are letters
        return True
    latin = sum(map(str.isalpha, text)) - chinese
    return chinese * 4 > latin


def are_cjk(texts: Iterable[str]) -> bool:
    """The same for the texts of a document, by as much of them as is enough to tell."""
    sample: list[str] = []
    left = SAMPLE
    for text in texts:
        sample.append(text[:left])
        left -= len(text)
        if left <= 0:
            break
    return is_cjk("".join(sample))
