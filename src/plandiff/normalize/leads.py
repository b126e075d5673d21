"""Theme sentences: the short first sentence that says what a paragraph is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from plandiff.language import ENDING
from plandiff.model import Element, Section
from plandiff.normalize.tuning import Tuning

ENDED: Final = ENDING.replace(".", "")
"""What no theme sentence contains; a full stop occurs in numbers and names too."""
_LEAD: Final = re.compile(rf"[^{ENDED}]{{4,}}[。！](?=.{{10}})")


def find_leads(root: Section, tuning: Tuning) -> tuple[tuple[str, str], ...]:
    """Unit id -> theme sentence, for the blocks that begin with one where their siblings do so too.

    Siblings are the paragraphs or items of one body; where a body has only one, those of the
    neighbouring sections.
    """
    return tuple(_leads_of(root, _Neighbours((), tuning), tuning))


class _Neighbours:
    """Sections beside one another."""

    def __init__(self, sections: Sequence[Section], tuning: Tuning) -> None:
        self._sections = sections
        self._tuning = tuning

    @cached_property
    def share_leads(self) -> bool:
        """Whether enough of their paragraphs begin with a theme sentence; few sections need to know."""
        leads = [lead_of(block, self._tuning) for section in self._sections for block in section.body if _can_lead(block)]
        found = sum(1 for lead in leads if lead)
        return found > self._tuning.repeated and found >= self._tuning.most * len(leads)


def _leads_of(section: Section, around: _Neighbours, tuning: Tuning) -> Iterator[tuple[str, str]]:
    """Those of a section among its neighbours."""
    for kind in ("paragraph", "item"):
        own = [
            (f"{section.id}/{ordinal}", lead_of(block, tuning))
            for ordinal, block in enumerate(section.body, 1)
            if block.kind == kind
        ]
        found = [(unit, lead) for unit, lead in own if lead]
        shared = len(found) >= tuning.repeated and len(found) >= tuning.most * len(own)
        if shared or (found and len(own) == len(found) and around.share_leads):
            yield from found
    inner = _Neighbours(section.children, tuning)
    for child in section.children:
        yield from _leads_of(child, inner, tuning)


def _can_lead(block: Element) -> bool:
    return block.kind in {"paragraph", "item"}


def lead_of(block: Element, tuning: Tuning) -> str:
    """The first sentence of a block if it is short and more follows; "" otherwise."""
    found = _LEAD.match(block.text)
    return found.group() if found and found.end() <= tuning.lead + 1 else ""
