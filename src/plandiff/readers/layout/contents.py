"""Contents lists recognised by leaders and page numbers; the normalizer finds the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from plandiff.language.contents import CONTENTS
from plandiff.readers.layout.lines import is_entry
from plandiff.readers.layout.paragraphs import Paragraph, ended
from plandiff.readers.layout.tuning import Tuning

_TITLE: Final = re.compile(rf"(?:\S{{1,4}}\s?)?{CONTENTS}")
_LONGEST: Final = 80
"""Characters of the longest name of a group of entries."""
_BARE: Final = re.compile(r".{1,80}\s\d{1,4}")
"""An entry without leaders, as chapters have in lists where their sections have some; names of groups have no number either."""


def contents_of(paragraphs: Sequence[Paragraph], tuning: Tuning) -> set[int]:
    """The places of the entries, and of the title above them."""
    entries = {place for place, paragraph in enumerate(paragraphs) if is_entry(paragraph.spanned.text)}
    if len(entries) < tuning.entries:
        return set()
    bare = {place for place, paragraph in enumerate(paragraphs) if _BARE.fullmatch(paragraph.spanned.text)}
    named = {place for place, paragraph in enumerate(paragraphs) if _is_name(paragraph)}
    for one, other in pairwise(sorted(entries)):
        entries |= (bare | named).intersection(range(one, other if other - one <= tuning.between_entries else one))
    first = min(entries)
    while first - 1 in bare:
        first -= 1
        entries.add(first)
    titles = {place for place in range(max(0, first - 1), first) if _TITLE.fullmatch(paragraphs[place].spanned.text)}
    return entries | titles


def _is_name(paragraph: Paragraph) -> bool:
    """Whether a paragraph between two entries can be the name of a group of them."""
    return len(paragraph.spanned.text) <= _LONGEST and not ended(paragraph.lines[-1])
