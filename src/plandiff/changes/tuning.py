"""The numbers that decide what is found in changes, in one value that is handed in.

`bench/sweep.py` moves each of them over labelled findings and revised editions; docs/quality.md prints what that does. A number
that no case needs is none: before one is added, see whether one of these means the same. What only bounds the work (the names that a
whole text is searched for) stands where the work is done.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Tuning:
    """Lengths are in characters, shares between 0 and 1."""

    replaced: float = 0.5
    """What a character counts that was replaced by another, against one that stayed: a date alone in its clause is
    replaced whole, and the clause is the same one all the same. From 0.3 to 0.6 no finding on revised laws and plans changes."""
    similar: float = 0.4
    """Share of the shorter of two clauses or sentences from which they are taken to match. From 0.3 to 0.5 no finding on revised
    laws and plans changes."""
    kept: int = 4
    """The run that must stand after two modals, or all that does, for them to speak of the same; of Latin text twice as many. 6 would
    lose short articles (`可以为记名股票`)."""
    reach: int = 20
    """How far after a modal that run is looked for; of Latin text twice as far."""
    kept_share: float = 0.6
    """Share of the shorter clause that must stay where a plain task and an encouragement are held to be the same: of the changed
    clauses of nineteen pairs of laws, those that keep less say something else."""
    from_one: float = 0.6
    """Share of a section's linked text that must come from one section for it to be a part of that: well over half, so
    that a part has one whole. On revised laws 0.5 finds 4 of 59 more, 0.8 finds 10 less."""
    part: float = 0.2
    """Share of a divided section's linked text that a part must hold: less is a paragraph that moved. On revised laws 0.1
    finds 6 of 59 more, 0.3 finds 16 less."""
    stayed: float = 0.7
    """Share of the text below a heading without a counterpart from which on only the heading came or went. Of an article without a
    title it is `part`: what went there is its paragraphs."""
    elsewhere: float = 0.17
    """Share of the words of a section without a counterpart that stand in one section of the other plan, and were not brought there by
    its own counterparts, from which on it was written anew there. Of 31 such sections that were read, 8 of the 9 whose counterpart
    had been overlooked have more, and 11 of the 13 that had gone less."""
    copy: int = 20
    """The shortest paragraph that can be a copy of another, and the shortest section that can be written anew; in shorter ones the same
    words are chance."""
    term: int = 3
    """Places in which one word made room for one other before it was replaced throughout; two may be chance."""
    project: int = 24
    """The longest name of a project; what is longer is a sentence, as those were that 40 let through in laws."""
    editions: float = 0.15
    """Share of the text with a counterpart from which two documents under other titles are states of one."""
    editions_elsewhere: float = 0.5
    """The same of documents that name two regions; two provinces' regulations on one subject have up to 0.33."""
    headless: int = 5000
    """A text from which on it should have headings: of 133 plans, reports and laws of this length that were looked
    at one had none, whose line breaks had been lost."""
    headless_confidence: float = 0.7
    """What a long text without headings leaves: paragraphs are still compared, but sections, moves and places are not known."""


TUNING: Final = Tuning()
"""What is shipped."""
