"""The form by which a corpus identifies a text: its letters and digits."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import Final

from plandiff.language.folding import drop_spaces, fold

_MARKS: Final = re.compile(r"[\W_]+")
LATIN_AS_ONE: Final = 3
"""Latin letters that carry as much as one Chinese character."""


def canon(text: str) -> str:
    """The letters and digits of a text, folded, with a space between Latin words; texts with the same ones are the same text.

    >>> canon("（一）建成“一网通办”，达９５％；"), canon("The plan, as amended.")
    ('一建成一网通办达95', 'the plan as amended')
    """
    return drop_spaces(_MARKS.sub(" ", fold(text)).lower()).strip()


def is_latin(text: str) -> bool:
    """Whether a canonical text is alphabetic, so that words are what two texts share; numbers are words too.

    Alphabets take one or two bytes a letter in UTF-8, Chinese three.

    >>> is_latin("the plan of 2021"), is_latin("建设five个港口码头和渔港")
    (True, False)
    """
    return len(text.encode("utf-8", "surrogatepass")) < 2 * len(text)


def measure(text: str) -> int:
    """The length of a canonical text in equivalents of Chinese characters."""
    return len(text) // LATIN_AS_ONE if is_latin(text) else len(text)


def key_of(text: str) -> int:
    """A 64-bit key of a canonical text, the same on every machine; 0 for an empty one."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()) if text else 0
