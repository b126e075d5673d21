"""The edits of a change: what is compared with what, and where it is in the units.

Texts that were split or merged are joined and compared as one, with gaps filled as a reader would; then edits are cut at unit
borders, so that each points to at most one unit of either plan.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise, zip_longest
from typing import Final

from plandiff.changes.marks import compare_marks
from plandiff.changes.passages import Passage, passages_of
from plandiff.edits import diff
from plandiff.language.folding import plain_number
from plandiff.model import Edit, Extent, Op, TextEdit, Unit
from plandiff.model.headings import LATIN_END
from plandiff.noise import pair_characters

GAP: Final = " "
"""What a reader sees between two words where one text ends and the next begins."""


def edit_passages(old: Sequence[Passage], new: Sequence[Passage], *, script: bool) -> tuple[Edit, ...]:
    """The edits that turn some passages into others, in reading order."""
    if len(old) == len(new) == 1:
        edits = _point(diff(old[0].text, new[0].text, script=script), old[0], new[0])
    else:
        sides = _Joined(old), _Joined(new)
        edits = _place(diff(sides[0].text, sides[1].text, script=script), *sides, script=script)
        edits = _with_numbers(list(_with_empty(edits, old, new)), old, new)
    return tuple(compare_marks(edits, old, new) if any(passage.spans for passage in (*old, *new)) else edits)


def alone(op: Op, units: Iterable[Unit]) -> tuple[Edit, ...]:
    """The edits of a unit without a counterpart; an untitled section has no text to edit."""
    extents = [p.whole for p in passages_of(units, frozenset()) if p.text or p.cell is not None]
    return tuple(Edit(op, extent, None) if op == "delete" else Edit(op, None, extent) for extent in extents)


def _point(edits: Iterable[TextEdit], old: Passage, new: Passage) -> Iterator[Edit]:
    """The edits of two passages, pointing to them."""
    i = j = 0
    for edit in edits:
        a, b = i + len(edit.old), j + len(edit.new)
        gone = Extent(old.unit, i, a, old.cell) if a > i else None
        yield Edit(edit.op, gone, Extent(new.unit, j, b, new.cell) if b > j else None, edit.noise)
        i, j = a, b


def _with_empty(edits: Iterable[Edit], old: Sequence[Passage], new: Sequence[Passage]) -> Iterator[Edit]:
    """The edits, with one more for each empty cell, in its place."""
    waiting = deque(old), deque(new)
    for edit in edits:
        for extent, passages in zip((edit.old, edit.new), waiting, strict=True):
            while extent and passages and (passages[0].unit, passages[0].cell) != (extent.unit, extent.cell):
                yield from _empty(passages.popleft(), old=passages is waiting[0])
        yield edit
    for passages in waiting:
        for passage in passages:
            yield from _empty(passage, old=passages is waiting[0])


def _with_numbers(edits: Sequence[Edit], old: Sequence[Passage], new: Sequence[Passage]) -> Iterator[Edit]:
    """The edits, where text deleted or inserted counts as numbering if it is the number of the unit that begins there on the other
    side.

    So an inline list (`：（1）…；（2）…。`) becomes items, or the reverse, without a change of words.
    """
    texts = [{passage.unit: passage.text for passage in side if passage.cell is None} for side in (old, new)]
    numbers = [{passage.unit: plain_number(passage.number) for passage in side if passage.number} for side in (old, new)]
    for place, edit in enumerate(edits):
        beside = edits[place + 1 : place + 3]  # there may be a space between
        following = next((other for other in beside if other.noise != "space" or (other.old and other.new)), None)
        if edit.op in ("delete", "insert") and following is not None:
            own, other = (edit.old, following.new) if edit.op == "delete" else (edit.new, following.old)
            begins = numbers[edit.op == "delete"].get(other.unit, "") if other and other.start == 0 else ""
            text = texts[edit.op == "insert"].get(own.unit, "")[own.start : own.end] if own else ""
            if begins and plain_number(text.strip()) == begins:
                yield edit._replace(op="noise", noise="numbering")
                continue
        yield edit


def _empty(passage: Passage, *, old: bool) -> Iterator[Edit]:
    if passage.cell is not None and not passage.text:
        extent = passage.extent(0, 0)
        yield Edit("equal", extent, None) if old else Edit("equal", None, extent)


class _Joined:
    """Several passages as one text. Between two there may be a gap, which belongs to neither."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        gaps = [_gap(before, after) for before, after in pairwise(passages)]
        texts = [passage.text for passage in passages]
        self.text = "".join(f"{text}{gap}" for text, gap in zip_longest(texts, gaps, fillvalue=""))
        lengths = [len(text) + len(gap) for text, gap in zip_longest(texts, gaps, fillvalue="")]
        self._starts = list(accumulate(lengths, initial=0))[:-1]
        ends = [start + len(text) for start, text in zip(self._starts, texts, strict=True)]
        self.starts = frozenset((*self._starts, *ends))
        """Where a passage, or the gap after one, begins."""

    def borders(self, start: int, end: int) -> list[int]:
        """The starts strictly inside a range."""
        return [place for place in self.starts if start < place < end]

    def extents(self, start: int, end: int) -> list[Extent]:
        """The extents of passages that a range of the text covers."""
        found = []
        for number in range(max(bisect_right(self._starts, start) - 1, 0), len(self._passages)):  # there may be none
            begin, passage = self._starts[number], self._passages[number]
            first, last = max(start - begin, 0), min(end - begin, len(passage.text))
            if begin >= end:
                break
            if first < last:
                found.append(passage.extent(first, last))
        return found


def _gap(before: Passage, after: Passage) -> str:
    """The space between two passages: where alphabetic words meet, and between cells."""
    if not before.text or not after.text:
        return ""
    last, first = before.text[-1], after.text[0]
    cells = before.cell is not None and before.unit == after.unit
    return GAP if cells or (last < LATIN_END and first < LATIN_END and last != "-") else ""


def _place(edits: Iterable[TextEdit], old: _Joined, new: _Joined, *, script: bool) -> Iterator[Edit]:
    """The edits of two joined texts, cut at the borders of their passages; what fills a gap belongs to no passage."""
    i = j = 0
    for edit in edits:
        a, b = i + len(edit.old), j + len(edit.new)
        if edit.op in ("equal", "noise"):
            yield from _place_equal(edit, i, j, old, new, script=script)
        else:
            for before, after in zip_longest(old.extents(i, a), new.extents(j, b)):
                yield Edit("replace" if before and after else "delete" if before else "insert", before, after)
        i, j = a, b


def _place_equal(edit: TextEdit, i: int, j: int, old: _Joined, new: _Joined, *, script: bool) -> Iterator[Edit]:
    """Equal text or mere noise, cut so that the two sides of each edit are each other's counterparts."""
    for size, other in _steps(edit, i, j, old, new, script=script):
        for before, after in zip_longest(old.extents(i, i + size), new.extents(j, j + other)):
            op: Op = edit.op if before and after else "noise"
            yield Edit(op, before, after, edit.noise if op == edit.op else "space")
        i, j = i + size, j + other


def _steps(edit: TextEdit, i: int, j: int, old: _Joined, new: _Joined, *, script: bool) -> Iterator[tuple[int, int]]:
    """The lengths of counterparts in an edit, each of which has passage borders only at its start."""
    if edit.op == "equal":
        borders = {0, len(edit.old)} | {place - i for place in old.borders(i, i + len(edit.old))}
        borders |= {place - j for place in new.borders(j, j + len(edit.new))}
        yield from ((end - start, end - start) for start, end in pairwise(sorted(borders)))
        return
    size = other = 0
    for gone, come in pair_characters(edit.old, edit.new, script=script):
        if (size or other) and (i + size in old.starts or j + other in new.starts):
            yield size, other
            i, j, size, other = i + size, j + other, 0, 0
        size, other = size + len(gone), other + len(come)
    yield size, other
