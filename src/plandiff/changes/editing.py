"""The edits of a change: what is compared with what, and where in the units it stands.

Texts that were parted or run together are compared as one, each gap filled as a reader would fill it; then every edit is
cut where a unit ends, so that it points to at most one unit of either plan.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise, zip_longest
from typing import Final

from plandiff.changes.marks import tell_marks
from plandiff.changes.passages import Passage, passages_of
from plandiff.edits import diff
from plandiff.model import Edit, Extent, Op, TextEdit, Unit
from plandiff.model.headings import LATIN_END
from plandiff.noise import pair_characters

GAP: Final = " "
"""What a reader sees between two words where one text ends and the next begins."""


def edit_passages(old: Sequence[Passage], new: Sequence[Passage], *, script: bool) -> tuple[Edit, ...]:
    """What turns some passages into others, in reading order."""
    if len(old) == len(new) == 1:
        edits = _point(diff(old[0].text, new[0].text, script=script), old[0], new[0])
    else:
        sides = _Joined(old), _Joined(new)
        edits = _place(diff(sides[0].text, sides[1].text, script=script), *sides, script=script)
        edits = _with_empty(edits, old, new)
    return tuple(tell_marks(edits, old, new) if any(passage.spans for passage in (*old, *new)) else edits)


def alone(op: Op, units: Iterable[Unit]) -> tuple[Edit, ...]:
    """The edits of a unit without a counterpart; an untitled section has no text to edit."""
    extents = [p.extent(0, len(p.text)) for p in passages_of(units, frozenset()) if p.text or p.cell is not None]
    return tuple(Edit(op, extent, None) if op == "delete" else Edit(op, None, extent) for extent in extents)


def _point(edits: Iterable[TextEdit], old: Passage, new: Passage) -> Iterator[Edit]:
    """The edits of two passages, pointing to them."""
    i = j = 0
    for edit in edits:
        a, b = i + len(edit.old), j + len(edit.new)
        yield Edit(edit.op, old.extent(i, a) if a > i else None, new.extent(j, b) if b > j else None, edit.noise)
        i, j = a, b


def _with_empty(edits: Iterable[Edit], old: Sequence[Passage], new: Sequence[Passage]) -> Iterator[Edit]:
    """The edits with one for each empty cell, where it stands among the others."""
    waiting = deque(old), deque(new)
    for edit in edits:
        for extent, passages in zip((edit.old, edit.new), waiting, strict=True):
            while extent and passages and (passages[0].unit, passages[0].cell) != (extent.unit, extent.cell):
                yield from _empty(passages.popleft(), old=passages is waiting[0])
        yield edit
    for passages in waiting:
        for passage in passages:
            yield from _empty(passage, old=passages is waiting[0])


def _empty(passage: Passage, *, old: bool) -> Iterator[Edit]:
    if passage.cell is not None and not passage.text:
        extent = passage.extent(0, 0)
        yield Edit("equal", extent, None) if old else Edit("equal", None, extent)


class _Joined:
    """Several passages as one text. Between two there may be a gap, which stands in none of them."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        gaps = [_gap(before, after) for before, after in pairwise(passages)]
        texts = [passage.text for passage in passages]
        self.text = "".join(f"{text}{gap}" for text, gap in zip_longest(texts, gaps, fillvalue=""))
        lengths = [len(text) + len(gap) for text, gap in zip_longest(texts, gaps, fillvalue="")]
        self._starts = list(accumulate(lengths, initial=0))[:-1]

    def at(self, place: int) -> tuple[int, bool]:
        """The passage that a character stands in or before, by its number, and whether it is that passage's own."""
        number = bisect_right(self._starts, place) - 1
        return number, place - self._starts[number] < len(self._passages[number].text)

    def extents(self, start: int, end: int) -> list[Extent]:
        """The stretches of passages that a range of the text covers."""
        found = []
        for number in range(bisect_right(self._starts, start) - 1, len(self._passages)):
            begin, passage = self._starts[number], self._passages[number]
            first, last = max(start - begin, 0), min(end - begin, len(passage.text))
            if begin >= end:
                break
            if first < last:
                found.append(passage.extent(first, last))
        return found


def _gap(before: Passage, after: Passage) -> str:
    """The space between two passages: where words of an alphabet meet, and between cells."""
    if not before.text or not after.text:
        return ""
    last, first = before.text[-1], after.text[0]
    cells = before.cell is not None and before.unit == after.unit
    return GAP if cells or (last < LATIN_END and first < LATIN_END and last != "-") else ""


def _place(edits: Iterable[TextEdit], old: _Joined, new: _Joined, *, script: bool) -> Iterator[Edit]:
    """The edits of two joined texts, cut at the borders of their passages; what fills a gap is nobody's."""
    i = j = 0
    for edit in edits:
        a, b = i + len(edit.old), j + len(edit.new)
        if edit.op in ("equal", "noise"):
            yield from _place_alike(edit, i, j, old, new, script=script)
        else:
            for before, after in zip_longest(old.extents(i, a), new.extents(j, b)):
                yield Edit("replace" if before and after else "delete" if before else "insert", before, after)
        i, j = a, b


def _place_alike(edit: TextEdit, i: int, j: int, old: _Joined, new: _Joined, *, script: bool) -> Iterator[Edit]:
    """What is the same or mere noise, so that what an edit points to on either side is each other's counterpart."""
    steps = []
    for gone, come in [(c, c) for c in edit.old] if edit.op == "equal" else pair_characters(edit.old, edit.new, script=script):
        steps.append((i, i + len(gone), j, j + len(come), old.at(i), new.at(j)))
        i, j = i + len(gone), j + len(come)
    for _, run in groupby(steps, key=lambda step: (step[4], step[5])):
        members = list(run)
        first, last = members[0], members[-1]
        for before, after in zip_longest(old.extents(first[0], last[1]), new.extents(first[2], last[3])):
            op: Op = edit.op if before and after else "noise"
            yield Edit(op, before, after, edit.noise if op == edit.op else "space")
