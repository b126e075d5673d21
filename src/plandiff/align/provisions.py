"""Provisions that every law has exactly once: its purpose, and when it enters into force.

They are recognized by what they do. Their wording may have little in common: one repeals the earlier law, the other names a day.
"""

from __future__ import annotations

import re

from plandiff.align.evidence import Evidence
from plandiff.align.matching import NEW, OLD, Matching, Outcome
from plandiff.align.provision_kinds import KINDS
from plandiff.align.rewritten import REWRITTEN, take_article_along
from plandiff.model import Indexed


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
