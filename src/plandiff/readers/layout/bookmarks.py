"""A file's bookmarks as evidence of its headings: they lead to headings and give the level of each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from plandiff.readers.layout.page import Bookmark
from plandiff.readers.layout.paragraphs import Paragraph
from plandiff.readers.layout.tuning import Tuning

_NUMBER: Final = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[A-Z](?:\.\d{1,2})+)(?=\D)")
"""The number before a heading; LaTeX leaves it out of bookmarks unless it is told otherwise."""


def levels_of(paragraphs: Sequence[Paragraph], bookmarks: Sequence[Bookmark], tuning: Tuning) -> dict[int, int]:
    """The places of paragraphs that bookmarks lead to, and the level of each; none if bookmarks lead elsewhere, like those
    that programs generate for pages or files."""
    named = [bookmark for bookmark in bookmarks if _bare(bookmark.title)]
    if not named:
        return {}
    printed: defaultdict[str, list[int]] = defaultdict(list)
    for place, paragraph in enumerate(paragraphs):
        if paragraph.length <= tuning.heading:
            whole = _bare(paragraph.spanned.text)
            for text in dict.fromkeys((whole, _NUMBER.sub("", whole))):
                printed[text].append(place)
    found: dict[int, int] = {}
    for bookmark in named:
        places = [
            place
            for place in printed[_bare(bookmark.title)]
            if place not in found and (bookmark.page is None or paragraphs[place].lines[0].page == bookmark.page)
        ]
        if places:
            found[places[0]] = bookmark.level
    return found if len(found) >= tuning.marked * len(named) else {}


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
