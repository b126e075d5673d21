"""Provisions that every law has exactly once: its purpose, and when it enters into force.

They are recognized by what they do. Their wording may have little in common: one repeals the earlier law, the other names a day.
"""

from __future__ import annotations

import re
from typing import Final

from plandiff.align.evidence import Evidence
from plandiff.align.matching import NEW, OLD, Matching, Outcome
from plandiff.align.rewritten import REWRITTEN, take_article_along
from plandiff.model import Indexed

KINDS: Final[dict[str, re.Pattern[str]]] = {
    "purpose": re.compile(r"(?:(?:根据|依据|依照)[^.;]{1,300},)?为了?[^.;]{1,300}制[定订]本"),
    "commencement": re.compile(
        r"自[^,.;]{2,30}起(?:施行|实施|生效|执行)"
        r"|(?:.*[,.;])?本[^,.;]{1,10}[自从于][^,.;]{2,30}(?:施行|实施|生效|执行)(?=[,.;]|$)"
        r"|(?:.*[.;])?(?:this|these)[^.;]{1,40}(?:enters?|comes?|takes?)(?: into)? (?:force|effect)",
        re.IGNORECASE,
    ),
}
"""What each begins with, in folded text; a commencement may come after what it repeals and what it leaves unchanged."""


def match_provisions(matching: Matching, _evidence: Evidence) -> Outcome:
    """Match the purpose of one law with that of the other, and the commencement, if each law has exactly one and neither is
    matched.
    """
    draft = matching.draft()
    for kind in KINDS.values():
        found = [_find(side, kind) for side in matching.sides]
        if len(found[OLD]) == len(found[NEW]) == 1 and draft.may_match(found[OLD][0], found[NEW][0]):
            draft.match(found[OLD][0], found[NEW][0], REWRITTEN)
            take_article_along(draft, found[OLD][0], found[NEW][0])
    return draft.outcome


def _find(side: Indexed, kind: re.Pattern[str]) -> list[int]:
    return [unit for unit, text in enumerate(side.texts) if not side.container[unit] and kind.match(text)]
