"""What differs where two texts are equal: the targets of their links, and their images."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from plandiff.changes.passages import Passage
from plandiff.model import Edit, Extent, Span


def compare_marks(edits: Iterable[Edit], old: Sequence[Passage], new: Sequence[Passage]) -> Iterator[Edit]:
    """The edits of some passages, cut where a link or an image in them differs.

    A different link target is noise. A different image is a change, of zero width in the text.
    """
    marks = [
        {(passage.unit, passage.cell): _Marks(len(passage.text), passage.spans) for passage in side if passage.spans}
        for side in (old, new)
    ]
    for edit in edits:
        if edit.op == "equal" and edit.old and edit.new and any(marks):
            before = marks[0].get((edit.old.unit, edit.old.cell), NO_MARKS)
            after = marks[1].get((edit.new.unit, edit.new.cell), NO_MARKS)
            yield from _cut(edit.old, edit.new, before, after)
        else:
            yield edit


class _Marks:
    """The links and images of a passage, in order, so that the cost is linear in their number."""

    def __init__(self, length: int, spans: Iterable[Span] = ()) -> None:
        self._length = length
        self._links: list[Span] = []
        for link in sorted((span for span in spans if span.kind == "link"), key=lambda link: link.start):
            start = max(link.start, self._links[-1].end if self._links else 0)  # of nested links, the outer counts
            if start < link.end:
                self._links.append(link._replace(start=start))
        self._starts = [link.start for link in self._links]
        self._images: defaultdict[int, list[str]] = defaultdict(list)
        for span in spans:
            if span.kind == "image":
                self._images[span.start].append(span.value)
        self._borders = sorted({*self._images, *(place for link in self._links for place in (link.start, link.end))})

    def target(self, place: int) -> str:
        """The target of the link around a character; "" if there is none."""
        at = bisect_right(self._starts, place) - 1
        return self._links[at].value if at >= 0 and place < self._links[at].end else ""

    def images_at(self, place: int) -> Sequence[str]:
        return self._images.get(place, ())

    def borders(self, extent: Extent) -> Iterator[int]:
        """Where links and images begin or end in an extent, from its start; its end belongs to what follows."""
        inside = slice(bisect_left(self._borders, extent.start), bisect_left(self._borders, extent.end))
        yield from (place - extent.start for place in self._borders[inside])

    def reaches(self, extent: Extent) -> bool:
        """Whether nothing follows an extent."""
        return extent.end == self._length


NO_MARKS = _Marks(-1)


def _cut(old: Extent, new: Extent, before: _Marks, after: _Marks) -> Iterator[Edit]:
    length = old.end - old.start
    borders = sorted({0, length, *before.borders(old), *after.borders(new)})
    pieces = [
        (start, end, before.target(old.start + start) != after.target(new.start + start)) for start, end in pairwise(borders)
    ]
    last = {length} if before.reaches(old) or after.reaches(new) else set()
    images = {place for place in (*borders[:-1], *last) if _differ(old, new, before, after, place)}
    ordered = sorted(images)
    for _, run in groupby(pieces, key=lambda piece: (piece[2], bisect_right(ordered, piece[0]))):
        members = list(run)
        start, end, differs = members[0][0], members[-1][1], members[0][2]
        if start in images:
            yield _image(old, new, before, after, start)
        stretches = _part(old, start, end), _part(new, start, end)
        yield Edit("noise", *stretches, "link") if differs else Edit("equal", *stretches)
    if not pieces and 0 not in images:
        yield Edit("equal", old, new)
    if length in images:
        yield _image(old, new, before, after, length)


def _differ(old: Extent, new: Extent, before: _Marks, after: _Marks, place: int) -> bool:
    return before.images_at(old.start + place) != after.images_at(new.start + place)


def _image(old: Extent, new: Extent, before: _Marks, after: _Marks, place: int) -> Edit:
    """The change of images between two characters, located on each side that has any."""
    gone, come = before.images_at(old.start + place), after.images_at(new.start + place)
    here, there = _part(old, place, place), _part(new, place, place)
    return Edit("replace" if gone and come else "delete" if gone else "insert", here if gone else None, there if come else None)


def _part(extent: Extent, start: int, end: int) -> Extent:
    return extent._replace(start=extent.start + start, end=extent.start + end)
