"""The numbers that decide which units are counterparts, in one value that is passed in.

`bench/sweep.py` varies each of them over labelled documents and revised editions; docs/quality.md shows the effect. Every number
must be needed by some case: before adding one, see whether one of these means the same. What only bounds the work (the longest
posting, the largest component, the passes over sections) is defined where the work is done.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Tuning:
    """All are shares or similarities, between 0 and 1."""

    near: float = 0.21
    """Minimum dice of two units that are the only unmatched ones between the same matched neighbours, or at the same end of such a
    gap. Chosen by reading the weakest links of five laws: below 0.2 most are false, and a rewritten heading was paired with
    another. From 0.19 to 0.23 no figure changes; a quarter more loses articles rewritten in place, a quarter less lets in false
    pairs."""
    home: float = 0.28
    """The same where they are expected: under containers that are each other's counterparts, or together with others of their
    container; also for paragraphs that represent their sections, titles of sections with nothing else in common, the rest of a
    split section, and sketches of two states of one plan (unrelated plans reach 0.17 once in a hundred, revised laws 0.4 and more).
    From 0.28 to 0.3 no figure changes; a tenth less lets false pairs into a law, a quarter more loses sentences of an essay."""
    away: float = 0.5
    """The same anywhere else, which would be a move; for a heading and a block; and for two plans that name different regions,
    whose laws on one subject have up to 0.43. At 0.48 a law of 81 paragraphs gets a false move; at 0.55 a labelled essay gains a link, and true moves that no label covers
    are lost."""
    rewritten: float = 0.19
    """Minimum dice of a provision and what was written in its place, where neither has as much in common with anything else. It is
    where such links of 17 laws were read (`bench/read/links.tsv`): a tenth less adds one link of a labelled law, and others that
    nobody has read; a quarter more loses some."""
    part: float = 0.57
    """Minimum share of an unmatched unit's weight found in what its would-be sibling's match leaves unexplained for it to count as
    split from there or merged with it. From 0.56 to 0.6 no figure changes; at 0.54 an essay has a false one, a quarter more loses
    splits of laws."""
    part_similar: float = 0.36
    """Or the minimum dice of a block and what is left there. Of 27 such blocks in laws and essays below `part`, 16 of the 17 with
    more are right and neither of the two labelled ones with less. From 0.36 to 0.40 no figure changes; a lower value adds links in
    rewritten laws and false ones in other laws and essays."""
    sure: float = 0.93
    """Practically all: a block of which another has this share was absorbed whole; and an equal title alone, or equal content
    alone, makes two sections the same to this degree at most, as the other may differ. From 0.84 to 0.93 no figure changes; at 0.96
    a law loses what was absorbed, and a tenth more is above 1, which nothing reaches."""
    near_best: float = 0.9
    """Two themes correspond if their score is at least this share of the best of either. At 1 only mutual best pairs would, and a
    matter that one plan treats twice would lose a counterpart; at 0.85 one more pair in forty is false."""
    theme: float = 0.1
    """Themes with a lower score have only their subject in common, and so have plans where the other has less than this share of
    the shorter one's runs: of 24 laws and reports in two editions, those with less (3 % to 8 %) were rewritten, the others have a
    quarter. A tenth less costs precision, a tenth more costs as much recall."""
    context: float = 0.5
    """How much the sections above two themes affect their score: it is raised or lowered by up to half of this. Without it one more
    pair in twenty is lost or false; from 0.4 to 0.8 no figure of pairs changes, and below 0.5 the coverage of a matrix loses 0.02."""
    contained_share: float = 0.17
    """Minimum share of the shorter theme's weight that the longer must contain. At 0.22 pairs of regions gain 0.002 to 0.004 of their
    counterparts, and the coverage of a matrix loses 0.04; a tenth more costs it 0.02, a tenth less costs pairs."""
    title_share: float = 0.2
    """Share of the titles in the score of two themes; the rest is by everything below them. Titles say more per word, but plans
    name the same matter differently. At 0.18 pairs of regions gain 0.007 to 0.009 of their counterparts, but more of what has one is
    shown as in one plan alone (`missed`: 0.048, with a floor of 0.047)."""


TUNING: Final = Tuning()
"""The defaults."""
