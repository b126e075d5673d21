"""The numbers that decide which unit is whose counterpart, in one value that is handed in.

`bench/sweep.py` moves each of them over labelled documents and revised editions; docs/quality.md prints what that does. A number
that no case needs is none: before one is added, see whether one of these means the same. What only bounds the work (the longest
posting, the largest component, the passes over sections) stands where the work is done.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Tuning:
    """All are shares or similarities, between 0 and 1."""

    near: float = 0.21
    """The least dice of two units that are all that is unmatched between the same matched neighbours, or stand at one end of what
    is. Chosen by reading the weakest links of five laws: below 0.2 most are false, and a rewritten heading was paired with another;
    from 0.22 on articles rewritten in place come apart. It stands between the two and on no plateau: with
    less a link more is found in a rewritten law, and false ones that no label speaks of."""
    home: float = 0.28
    """The same where they are expected: under containers that are each other's counterpart, or with others of their container; also
    of paragraphs that speak for their sections, of the titles of sections with nothing else in common, of what is left of a split section
    and of the sketches of one plan's two states (unrelated plans have 0.17 once in a hundred, revised laws 0.4 and more). From 0.28
    to 0.30 all figures stay; a tenth less lets false pairs into a law, a tenth more loses sentences of an essay."""
    away: float = 0.5
    """The same anywhere else, which would be a move; of a heading and a block; and of two plans that name different regions, whose laws
    on one subject have up to 0.43. At 0.48 a false move enters a law of 81 paragraphs, at 0.55 true ones go."""
    rewritten: float = 0.19
    """The least dice of a provision and of what was written in its place, where neither has as much in common with anything else."""
    part: float = 0.57
    """The share of an unmatched unit's weight that stands in what its would-be sibling's match leaves unexplained, from which on it was
    split from there, or merged with it. From 0.41 to 0.59 all figures stay; with 0.4 an essay has a false one."""
    part_similar: float = 0.36
    """Or the least dice of a block and of what is left there. Of 27 such blocks in laws and essays that cover less, 16 of the 17 with
    more are right and none of the two that are labelled with less. From 0.36 to 0.40 all figures stay; with less,
    rewritten laws gain links, and other laws and essays have false ones."""
    sure: float = 0.93
    """As good as all: a block of which another has this share was taken in by it whole; and the same title, or the same content, makes
    two sections the same this far and no further, for the other of the two may say otherwise. From 0.92 to 1 all figures stay; with
    0.9 a rewritten law loses a section, with 0.8 a law what was taken in."""
    near_best: float = 0.9
    """Two themes correspond if their score is at least this share of the best of either. With 1 only mutual best pairs would, and a
    matter that one plan treats twice would lose a counterpart; with 0.85 one pair in forty more is false."""
    theme: float = 0.1
    """Themes with a lower score have only their subject in common, and so have plans of which the shorter has less of its runs in the
    other: of 24 laws and reports in two editions those with less, 3 % to 8 %, were rewritten, those with more have a quarter.
    A tenth less costs precision, a tenth more as much of what is found."""
    context: float = 0.5
    """How much the sections above two themes have to say about their score: it is raised or lowered by up to half of this. Without it
    a pair in twenty more is lost or false; from 0.4 to 0.8 the figures stay."""
    contained_share: float = 0.17
    """The least share of the shorter one's weight that stands in the longer."""
    title_share: float = 0.2
    """What the titles alone decide of the score of two themes; the rest is decided by all that stands below them. Titles say more
    per word, but plans name the same matter differently. From 0.18 to 0.2 the figures stay."""


TUNING: Final = Tuning()
"""What is shipped."""
