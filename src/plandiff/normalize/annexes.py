"""Documents attached to the document: `附件1` above a title of its own.

An attachment is a section at level 0, as the document is: its own headings begin at level 1 again.
Only a bold or centred line, or a stated heading, begins one: the same words in plain text more
often refer to an attachment than begin it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from plandiff.language import WIDE
from plandiff.language.lazy import Lazy
from plandiff.normalize.entries import ClassifiedBlock, is_annex, is_closed
from plandiff.normalize.tuning import Tuning

_SENTENCE: Final = Lazy(rf"[{WIDE};:]$")
_LISTED: Final = Lazy(r"^\s*\d{1,2}\s?[.．、]|\.(?:pdf|docx?|xlsx?|wps|zip|rar)$", re.IGNORECASE)


def raise_annexes(entries: Sequence[ClassifiedBlock], tuning: Tuning) -> list[ClassifiedBlock]:
    """Turn the heads of attachments into headings; a list of attachments stays text."""
    raised: list[ClassifiedBlock] = []
    below_heading = False
    several = any(entry.begins for entry in entries)
    skip = -1
    for number, entry in enumerate(entries):
        if number == skip:
            continue
        below_heading = below_heading or entry.role == "heading"
        if (
            not is_annex(entry)
            or not below_heading
            or not _stands_out(entries, number, several=several)
            or _is_list(entries, number, tuning)
        ):
            raised.append(entry)
            continue
        assert entry.mark is not None  # noqa: S101  checked by is_annex, asserted for the type checker
        title, below = entry.mark.rest, None
        if not title and number + 1 < len(entries) and _is_title(entries[number + 1], tuning):
            below, skip = entries[number + 1].block, number + 1
            title = below.text
        raised.append(replace(entry, role="heading", title=title, below=below))
    return raised


def _stands_out(entries: Sequence[ClassifiedBlock], number: int, *, several: bool) -> bool:
    """Whether the line, or the title below it, is bold or centred; plain ones count where the file holds several documents, or
    numbering restarts below the title."""
    if any(entry.block.strong for entry in entries[number : number + 2]):
        return True
    mark, below = entries[number].mark, entries[number + 1 : number + 3]
    bare = mark is not None and not mark.rest
    if not bare or len(below) < 2 or below[0].mark:
        return False
    again = below[1].mark is not None and below[1].mark.ordinal == 1 and below[1].role == "heading"
    return again or (several and mark is not None and mark.ordinal is not None and is_closed(below[1].block.text))


def _is_list(entries: Sequence[ClassifiedBlock], number: int, tuning: Tuning) -> bool:
    mark = entries[number].mark
    if mark is None or len(mark.rest) > tuning.title or _SENTENCE.search(mark.rest) or _LISTED.search(mark.rest):
        return True
    following = entries[number + 1] if number + 1 < len(entries) else None
    before = entries[number - 1] if number else None
    return following is None or is_annex(following) or (bool(mark.rest) and before is not None and is_annex(before))


def _is_title(entry: ClassifiedBlock, tuning: Tuning) -> bool:
    text = entry.block.text
    return (
        entry.role == "text"
        and entry.mark is None
        and entry.block.kind == "paragraph"
        and len(text) <= tuning.title
        and not _SENTENCE.search(text)
    )
