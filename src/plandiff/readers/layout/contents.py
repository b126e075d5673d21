"""Contents lists recognised by leaders and page numbers; the normalizer finds the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from plandiff.readers.layout.lines import is_entry
from plandiff.readers.layout.paragraphs import Paragraph

_TITLE: Final = re.compile(r"目\s*[录錄次]|(?:table\s+of\s+)?contents", re.IGNORECASE)
_FEW: Final = 3
"""Entries from which they are a list; a single line with dots belongs to a form."""


def contents_of(paragraphs: Sequence[Paragraph]) -> set[int]:
    """The places of the entries, and of the title above them."""
    entries = {place for place, paragraph in enumerate(paragraphs) if is_entry(paragraph.spanned.text)}
    if len(entries) < _FEW:
        return set()
    first = min(entries)
    titles = {place for place in range(max(0, first - 1), first) if _TITLE.fullmatch(paragraphs[place].spanned.text)}
    return entries | titles
