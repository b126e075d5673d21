"""What any text is made of, whatever it is about: one concept per module, shared by all stages.

- `letters`, `variants` ▶ `folding`, `widths`: which texts say the same, and which noise they differ by
- `punctuation` ▶ `sentences`: which punctuation marks end what, and texts cut there
- `lazy`: regular expressions compiled when a text first needs them
- `numerals` ▶ `decimals`: how numerals are written, what they number and their values
- `numbering`: how parts of documents are numbered, and references to them
- `dates`, `period_words` ▶ `periods`: years, periods and days, and which of them a text is about
- `units`, `comparators`, `lookalikes` ▶ `quantities` (`counting`, `lists`), `english_quantities`, `tokens`: what a text states in numbers
"""

from __future__ import annotations

from plandiff.language.punctuation import CLOSING, DASHES, ENDING, FULL_STOPS, LATIN, PAUSES, SEMICOLONS, WIDE
from plandiff.language.sentences import LONGEST_PART, Grain, cut, ends, sentences

__all__ = [
    "CLOSING",
    "DASHES",
    "ENDING",
    "FULL_STOPS",
    "LATIN",
    "LONGEST_PART",
    "PAUSES",
    "SEMICOLONS",
    "WIDE",
    "Grain",
    "cut",
    "ends",
    "sentences",
]
