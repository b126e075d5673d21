"""A source's own revisions applied: struck-out text is removed but stays on record, inserted text stays as text.

Readers return struck-out and inserted text as text, each run with its span. Here one of the two is removed, after a look
at the whole: if an unclosed tag strikes out everything, it stays as the text.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from plandiff.model import Block, Note, Revisions, Span, Spanned, row_text
from plandiff.model.spans import RECORDS, Splice, ordered, splice
from plandiff.readers.lines import tidied, tidy

MISTAKEN: Final = 0.9
"""Share of struck-out characters above which the markup must be wrong, because nothing would be left to read."""
_MARKER: Final = re.compile(r"\d{1,5}\.")
"""What is left of a list item whose text is struck out."""
WHY_GONE: Final = {"deleted": "struck-out", "inserted": "inserted"}
"""What is removed -> why a block, row or drawing in it is set aside."""
ACCEPTED: Final = "revisions-accepted"
ORIGINAL: Final = "revisions-original"
WRONG: Final = "revisions-ignored"
"""Codes of the notes that say how a document's revisions were read."""


def settle_revisions(
    blocks: Sequence[Block], revisions: Revisions, *, trusted: bool = False
) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """The blocks with the revisions accepted, or as they were before them, and a note that counts them.

    With `trusted`, the markup is known to be right, however little it leaves.
    """
    marked = [span for block in blocks for span in _revisions(block)]
    if not marked:
        return tuple(blocks), ()
    deleted, inserted = (sum(span.kind == kind for span in marked) for kind in ("deleted", "inserted"))
    if not trusted and _struck_share(blocks) > MISTAKEN:
        return tuple(block.mapped(_unmarked) for block in blocks), (Note(WRONG),)
    taken = "deleted" if revisions == "accepted" else "inserted"
    note = Note(ACCEPTED if revisions == "accepted" else ORIGINAL, f"−{deleted} +{inserted}")
    return tuple(chain.from_iterable(_settled(block, taken) for block in blocks)), (note,)


def _revisions(block: Block) -> list[Span]:
    return [span for span in block.all_spans if span.kind in RECORDS and span.end > span.start]


def _struck_share(blocks: Sequence[Block]) -> float:
    struck = sum(span.end - span.start for block in blocks for span in _revisions(block) if span.kind == "deleted")
    size = sum(len(whole.text) for block in blocks if not block.aside for whole in block.texts)
    return struck / size if size else 0.0


def _settled(block: Block, taken: str) -> list[Block]:
    """A block without the removed text; if nothing else is left, it is set aside."""
    if not _revisions(block):
        return [block]
    why = WHY_GONE[taken]
    settled = block.mapped(lambda whole: _without(whole, taken))
    if block.kind == "table":
        return _without_rows(block, settled, why)
    left = settled.text.strip()
    if block.number or (left and not (block.kind == "item" and _MARKER.fullmatch(left))):
        return [settled]
    return [replace(block, aside=why)]


def _without_rows(block: Block, settled: Block, why: str) -> list[Block]:
    """A table without the rows that became empty; they follow it, set aside."""
    kept = tuple(row for row in settled.cells if any(cell.text for cell in row))
    gone = (old for old, row in zip(block.cells, settled.cells, strict=True) if not any(cell.text for cell in row))
    aside = [Block("paragraph", row_text(row), aside=why) for row in gone]
    return [replace(settled, cells=kept), *aside] if kept else [replace(block, aside=why)]


def _unmarked(whole: Spanned) -> Spanned:
    return tidied(Spanned(whole.text, tuple(span for span in whole.spans if span.kind not in RECORDS)), settled=True)


def _without(whole: Spanned, taken: str) -> Spanned:
    """A text without the runs of one kind of revision, which stay as zero-width spans."""
    out: list[Splice] = []
    record: list[Span] = []
    runs = deque(span for span in whole.spans if span.kind == taken and span.end > span.start)
    while runs:
        first = runs.popleft()
        last = first.end
        while runs and runs[0].start <= last:  # a program may write what was taken out at once as several runs
            last = max(last, runs.popleft().end)
        start, end = _with_gap(whole.text, first.start, last)
        start = max(start, out[-1][1] if out else 0)
        out.append((start, end, ""))
        if words := tidy(whole.text[first.start : last]):  # struck-out white space is not recorded
            record.append(Span(start, start, first.kind, words))
    kept = []
    place = 0
    for span in whole.spans:
        while place < len(out) and out[place][1] <= span.start:
            place += 1
        within = place < len(out) and out[place][0] < span.start and span.end < out[place][1]
        plain = span.kind in RECORDS and span.end > span.start and taken in (span.kind, "inserted")
        if not plain and not (within and span.start == span.end):
            kept.append(span)
    return tidied(splice(Spanned(whole.text, ordered((*kept, *record))), out), settled=True)


def _with_gap(text: str, start: int, end: int) -> tuple[int, int]:
    """A run with one of the spaces around it, if two would meet or one would end the text."""
    if text[end : end + 1] == " " and text[max(0, start - 1) : start] in ("", " "):
        return start, end + 1
    if end == len(text) and text[max(0, start - 1) : start] == " ":
        return start - 1, end
    return start, end
