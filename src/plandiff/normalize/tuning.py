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

    title: int = 60
    """The longest title. Of 300 headings of plans and reports the 99th percentile is 48."""
    sentence_title: int = 120
    """The longest first sentence that a section keeps as title where its siblings have titles."""
    line_title: int = 45
    """The longest title without a number; more is a short paragraph."""
    label: int = 20
    """The longest title before a colon, such as `标准海：指…`."""
    prose: int = 24
    """The shortest paragraph that a line without a number can head."""
    habit: int = 3
    """Members from which what lines have in common is a habit."""
    run: float = -3.4
    """What a run of numbers counts as headings before anything is known of it; above 0 in the sum with the evidence below
    (`runs.Evidence`) it is one of headings. These seven were fitted together by bench/fit_headings.py."""
    run_owning: float = 6.5
    """That members have text of their own below."""
    run_lines: float = 5.8
    """That members are a title and nothing else."""
    run_run_in: float = 7.3
    """That members are a title with text after it."""
    run_term: float = -5.7
    """That members are a term and its meaning."""
    run_article: float = -6.8
    """That an article holds the run."""
    run_single: float = -4.4
    """That a number stands alone."""
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
