"""Contents lists whose leaders and page numbers say what they are; others are the normalizer's to find."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from plandiff.readers.layout.lines import is_entry
from plandiff.readers.layout.paragraphs import Paragraph

_TITLE: Final = re.compile(r"目\s*[录錄次]|(?:table\s+of\s+)?contents", re.IGNORECASE)
_FEW: Final = 3
"""Entries from which they are a list; one line with dots in it is a form's."""


def contents_of(paragraphs: Sequence[Paragraph]) -> set[int]:
    """The places of the entries, and of the line that stands over them."""
    entries = {place for place, paragraph in enumerate(paragraphs) if is_entry(paragraph.spanned.text)}
    if len(entries) < _FEW:
        return set()
    first = min(entries)
    titles = {place for place in range(max(0, first - 1), first) if _TITLE.fullmatch(paragraphs[place].spanned.text)}
    return entries | titles
