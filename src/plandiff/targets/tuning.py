"""The numbers that decide what a quantity is and which is its counterpart, in one value that is handed in.

`bench/sweep.py` moves each of them over labelled sentences and pairs; docs/quality.md prints what that does. A number that no case
needs is none: before one is added, see whether one of these means the same. What only bounds the work (the longest sentence, the
most names compared) stands where the work is done.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Tuning:
    """Similarities are indel similarities of names, from 0 to 100 where names are equal or aliases of one indicator; what speaks for a value ahead is added up in log odds."""

    same: float = 90.0
    """Similarity below which an indicator counts as renamed, and from which a table and the body of a plan speak of one."""
    anywhere: float = 84.0
    """The least similarity of targets of units that have nothing to do with each other. A tenth less lets false pairs into a report, a tenth
    more changes no figure; it stands low enough for 学生体质健康达标优良率 of one region and 中小学生体质健康测试达标优良率 of another."""
    here: float = 45.0
    """The least similarity of targets of linked units: a renamed indicator keeps about half of its characters, and other indicators
    of one sentence share less."""
    words: float = 22.0
    """The same inside linked units where the quantity is printed in the same way, and once on either side: the name that the
    sentence gives it may be half rewritten."""
    thing: float = 60.0
    """The least similarity of the names of two projects that can be one; two of a kind (青山水库除险加固, 龙泉水库扩建) have half in common."""
    spoken_of: int = 4
    """Characters of an indicator's name from which finding it in a text means that the text speaks of it."""
    near: float = 0.1
    """Share of itself by which a value may miss a target of about so much and still be about it: neither met nor missed is said."""
    chinese: float = 0.4
    """What a Chinese quantity counts without any cue: one to reach, for this is a plan. This and the cues below, which English
    shares, were fitted on labelled sentences by a regularized logistic regression, and rounded."""
    english: float = -0.3
    """The same of an English one."""
    reach: float = 3.0
    """A year to reach; a heading that announces targets or tasks; a row of a table of actions."""
    aim: float = 1.8
    """A word of aiming, of intention or of the time to come."""
    duty: float = 0.9
    """A word of duty, or a bound."""
    order: float = 0.4
    """A verb that opens a clause as an order."""
    done: float = -1.9
    """A word of what was done, or a bare year."""
    outcome: float = -1.4
    """A word for how something came out."""
    grown: float = -0.5
    """A word for a level or rate that stands."""
    review: float = -5.0
    """A heading that announces a review: more than any two cues of a sentence."""
    most: int = 2
    """Times that one cue counts in one sentence."""


TUNING: Final = Tuning()
"""What is shipped."""
