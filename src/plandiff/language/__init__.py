"""What any text is made of, whatever it is about: one notion each, for all stages.

`punctuation` says which marks end what, `sentences` cuts texts there; `numerals` and `decimals` say what numerals are
worth, `dates` which years and days are meant.
"""

from __future__ import annotations

from plandiff.language.punctuation import CLOSING, DASHES, ENDING, FULL_STOPS, LATIN, PAUSES, SEMICOLONS, WIDE
from plandiff.language.sentences import Grain, cut, ends, sentences

__all__ = [
    "CLOSING",
    "DASHES",
    "ENDING",
    "FULL_STOPS",
    "LATIN",
    "PAUSES",
    "SEMICOLONS",
    "WIDE",
    "Grain",
    "cut",
    "ends",
    "sentences",
]
