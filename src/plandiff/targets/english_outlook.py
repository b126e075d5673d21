"""Whether a value in an English sentence is of the future or the past."""

from __future__ import annotations

import re
from typing import Final

from plandiff.language.dates import YEAR_ALONE
from plandiff.targets.outlook import Cue, Tense, weigh
from plandiff.targets.tuning import Tuning

_CUES: Final[tuple[Cue, ...]] = tuple(
    (weight, re.compile(pattern, re.IGNORECASE))
    for weight, pattern in (
        (
            "aim",
            r"\b(?:will|shall|should|must|require[sd]?|plans? to|planned|aims?|goals?|targets?|to be|ensure|need to|intends?|expected|encouraged|is to|are to)\b",
        ),
        (
            "aim",
            rf"\b(?:by (?:the end of )?(?:\w+ )?{YEAR_ALONE}|by \w+ \d{{1,2}}, {YEAR_ALONE}|within|no later than|every|ongoing)\b",
        ),
        ("aim", r"^\W*(?:timeline|measurement|milestone|target|deadline|metric|goal)\b"),
        ("duty", r"\bat least|no (?:less|fewer|more) than|minimally|up to\b"),
        (
            "outcome",
            r"\b(?:was|were|had|has been|have been|received|generated|sent|drafted|participated|held|reached|viewed|there are|in total|a total of|already|since|currently|today|at present|apply|applies)\b",
        ),
        (
            "grown",
            r"\b(?!required|need|expected|planned|encouraged|based|related|completed|published|developed|tested|issued)\w{3,}ed\b",
        ),
    )
)


def english_outlook(sentence: str, tense: Tense, tuning: Tuning, *, row: bool) -> float:
    """How likely values are of the future (above 0) or the past (below), in log odds, by cues in the sentence and what was said
    before it; a table row is an action to be done.
    """
    said = {"past": tuning.review, "future": tuning.aim, "": 0.0}[tense]  # an English plan tells of results beside its aims
    return tuning.english + said + tuning.reach * row + weigh(sentence, _CUES, tuning)
