"""The numbers that decide how a document is normalized, in one value that is handed in.

`bench/sweep.py` moves each of them over labelled documents and revised editions; docs/quality.md prints what that does. A number
that no case needs is none: before one is added, see whether one of these means the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Tuning:
    """Lengths are in characters, places and runs in blocks, shares between 0 and 1."""

    lead: int = 40
    """The longest theme sentence."""
    lead_share: float = 0.6
    """Of sibling paragraphs that must open with a theme sentence before it is a habit."""
    cell: int = 60
    """The longest line that can be a cell of a table printed one cell a line; longer ones are text."""
    columns: int = 10
    """Lines of a header printed so; indicator tables have four to eight columns."""


TUNING: Final = Tuning()
"""What is shipped."""
