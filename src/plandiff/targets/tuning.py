"""The numbers that decide what a quantity is and which is its counterpart, in one value that is passed in.

`bench/sweep.py` varies each of them over labelled sentences and pairs; docs/quality.md shows the effect. Every number must be
needed by some case: before adding one, see whether one of these means the same. What only bounds the work (the longest sentence,
the most names compared) is defined where the work is done.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Tuning:
    """Similarities are indel similarities of names, from 0 to 100 for equal names or aliases of one indicator; cues for a future
    value are added up in log odds.
    """

    same: float = 90.0
    """Similarity below which an indicator counts as renamed, and from which a table and the body of a plan mean the same one."""
    anywhere: float = 84.0
    """Minimum similarity of targets in unrelated units. A tenth less lets false pairs into a report, a tenth more changes no
    figure; it is low enough for 学生体质健康达标优良率 of one region and 中小学生体质健康测试达标优良率 of another."""
    here: float = 45.0
    """Minimum similarity of targets in linked units: a renamed indicator keeps about half of its characters, and different
    indicators in one sentence share less."""
    words: float = 22.0
    """The same where the quantity is also printed alike, and once on each side: its name may then be half rewritten."""
    thing: float = 60.0
    """Minimum similarity of the names of two projects that can be the same; two of a kind (青山水库除险加固, 龙泉水库扩建) have half in
    common."""
    spoken_of: int = 4
    """Minimum length of an indicator's name for its occurrence in a text to count as a mention (characters)."""
    near: float = 0.1
    """Relative deviation from an approximate target within which it is reported as neither met nor missed."""
    chinese: float = 0.4
    """The score of a Chinese quantity without any cue: a target, as this is a plan. This and the cues below, which English shares,
    were fitted on labelled sentences by a regularized logistic regression, and rounded."""
    english: float = -0.3
    """The same for an English one."""
    reach: float = 3.0
    """A target year; a heading that announces targets or tasks; a row of a table of actions."""
    aim: float = 1.8
    """A word of aim, intention or the future."""
    duty: float = 0.9
    """A word of duty, or a bound. A quarter less would add one right role to the labelled ones, which is less than the fit can tell."""
    order: float = 0.4
    """A verb that opens a clause as an instruction."""
    done: float = -1.9
    """A word of what was done, or a bare year."""
    outcome: float = -1.4
    """A word for a result."""
    grown: float = -0.5
    """A word for a level or rate that was reached."""
    review: float = -5.0
    """A heading that announces a review: it outweighs any two cues of a sentence."""
    most: int = 2
    """How many times one cue counts in one sentence."""


TUNING: Final = Tuning()
"""The defaults."""
