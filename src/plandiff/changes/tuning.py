"""The numbers that decide what is found in changes, in one value that is passed in.

`bench/sweep.py` varies each of them over labelled findings and revised editions; docs/quality.md shows the effect. Every number
must be needed by some case: before adding one, see whether one of these means the same. What only bounds the work (the names that a
whole text is searched for) is defined where the work is done.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Tuning:
    """Lengths are in characters, shares are between 0 and 1."""

    replaced: float = 0.5
    """Weight of a replaced character relative to an unchanged one: a date alone in its clause is replaced whole, and still the
    clauses match. From 0.3 to 0.6 no finding on revised laws and plans changes."""
    similar: float = 0.4
    """Minimum share of the shorter of two clauses or sentences for them to match. From 0.3 to 0.4 no labelled finding changes; at
    0.44 a labelled duty, whose clause was largely rewritten, is not found."""
    kept: int = 4
    """Length of the common run that must follow two modals for them to be about the same thing, or all that follows if shorter;
    twice as long for Latin text. 6 would lose short articles (`可以为记名股票`)."""
    reach: int = 20
    """How far after a modal that run is searched for; twice as far in Latin text."""
    kept_share: float = 0.6
    """Share of the shorter clause that must be unchanged for a plain task and an encouragement to be about the same thing: in
    nineteen pairs of laws, changed clauses that keep less say something else."""
    from_one: float = 0.6
    """Share of a section's linked text that must come from one section for it to be a part of that: well over half, so that a part
    has one whole. It finds 59 in revised laws; 0.5 finds 4 more, 0.8 finds 10 fewer."""
    part: float = 0.2
    """Share of a divided section's linked text that a part must hold: less is a moved paragraph. Of the 59 in revised laws, 0.1
    finds 6 more, 0.3 finds 16 fewer."""
    stayed: float = 0.7
    """Share of the text below an unmatched heading that must have counterparts for only the heading to count as added or removed.
    For an untitled article it is `part`: there the paragraphs are reported."""
    elsewhere: float = 0.17
    """Share of an unmatched section's words that must be in one section of the other plan, and not come from that one's own
    counterparts, for it to count as rewritten there. Of 31 such sections read, 8 of the 9 whose counterpart had been missed have
    more, and 11 of the 13 that were really gone have less. It stands between them: a tenth less or more, and a labelled finding is
    lost or a false one is added."""
    copy: int = 20
    """The shortest paragraph that can be a copy of another, and the shortest section that can be rewritten; in shorter ones the
    same words are chance."""
    term: int = 3
    """Minimum places in which a word was replaced by the same other to count as replaced throughout; two may be chance."""
    project: int = 24
    """The longest name of a project; anything longer is a sentence, like those that 40 let through in laws."""
    editions: float = 0.15
    """Minimum share of text with a counterpart for documents with different titles to be versions of one."""
    editions_elsewhere: float = 0.5
    """The same for documents that name different regions; two provinces' regulations on one subject have up to 0.33."""
    headless: int = 5000
    """Minimum length of a text that should have headings: of 133 plans, reports and laws this long, only one had none, and its line
    breaks had been lost."""
    headless_confidence: float = 0.7
    """Confidence that a long text without headings leaves: paragraphs are still compared, but sections, moves and places are
    unknown."""


TUNING: Final = Tuning()
"""The defaults."""
