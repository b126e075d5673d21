"""Punctuation marks by what they end, as characters for a set in a pattern.

The wide ones end it wherever they occur. Of the Latin ones `.`, `,` and `:` also occur inside numbers and words, and end
something only before white space.
"""

from __future__ import annotations

from typing import Final

FULL_STOPS: Final = "。！？"
SEMICOLONS: Final = "；"
PAUSES: Final = "，："
"""Between the clauses of a statement."""
LIST_COMMA: Final = "、"
"""Between the members of a list, which are not clauses."""
WIDE: Final = FULL_STOPS + SEMICOLONS + PAUSES
LATIN: Final = ".!?;,:"
"""The same marks in a Latin text."""
ENDING: Final = FULL_STOPS + SEMICOLONS + "：.!?;:"
"""What a line of running text ends in: a sentence, a statement, or the announcement of a list."""
CLOSING: Final = "”’」』》〉）)〕】\"'"
"""What may follow a mark and still belong to what it ends."""
DASHES: Final = "-‐‑–—―─－−"
"""Dashes between things that belong together, such as the ends of a range; a hyphen first, for sets."""
ORNAMENTS: Final = "•·▪▫◦●○◎◆◇▲△▼▽▶►◀◄★☆※❖➢➤~～|｜`^"
"""Symbols that only adorn or divide a text. Others mean something: signs of arithmetic and currency, units, ticks of boxes."""
