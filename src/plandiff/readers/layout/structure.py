"""What a file's own structure says about its paragraphs, as far as it is reliable.

Structures vary in quality: an element for each paragraph, for each line, or one for a whole page; some programs begin a new
one on every page. Where lines clearly continue or clearly end, the page shows it; a structure that agrees there is trusted
where the page leaves it open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from plandiff.readers.layout.headings import Look
from plandiff.readers.layout.lines import Line
from plandiff.readers.layout.page import ARTIFACT, Mark, Page
from plandiff.readers.layout.paragraphs import Paragraph, ended, has_room, is_centred, is_short
from plandiff.readers.layout.tuning import Tuning

_HEADINGS: Final = {"Title": 1, "H": 1} | {f"H{level}": level for level in range(1, 7)}
_Ends = tuple[tuple[int, Mark], tuple[int, Mark]]
"""The marked content at the end of one line and at the beginning of the next, each with its element."""


@dataclass(frozen=True)
class Structure:
    """Elements of all pages, and how far they can be trusted."""

    marks: Mapping[int, Mapping[int, Mark]]
    """Page -> marked content -> its element."""
    parts: bool = False
    """Whether different elements are different paragraphs."""
    whole: bool = False
    """Whether one element is one paragraph."""
    texts: bool = False
    """Whether marked content is the text between two manual line breaks."""
    cut: bool = False
    """Whether elements end with their page, so that two of them may be one paragraph."""

    def goes_on(self, above: Line, line: Line) -> bool | None:
        """Whether a line continues the one above; None if the structure does not say."""
        ends = self.ends(above, line)
        if ends is None:
            return None
        (last, one), (first, other) = ends
        if last == first and (self.texts or self.whole):
            return True
        if one.block != other.block:
            is_cut = self.cut and above.page != line.page and not ended(above)
            return False if self.parts and not is_cut else None
        if self.texts and last != first and above.page == line.page:
            return False if ended(above) and not self.whole else None
        return True if self.whole else None

    def ends(self, above: Line, line: Line) -> _Ends | None:
        """What is stated about the end of one line and the beginning of another."""
        one, other = self.marks.get(above.page, {}), self.marks.get(line.page, {})
        last, first = above.printed[-1].tag, line.printed[0].tag
        if last not in one or first not in other:
            return None
        # Content is numbered within its page; on two pages it is never the same.
        return (last, one[last]), (first if above.page == line.page else ARTIFACT - 1 - first, other[first])

    def looks(self, paragraphs: Sequence[Paragraph], looks: Sequence[Look], tuning: Tuning) -> list[Look]:
        """How paragraphs look, with the levels of headings that the structure states and the page sets apart.

        People give heading styles to lines that are not headings, and not to all that are: anything that looks like text is
        not a heading, what is set just like most stated headings of a level is one, and if no stated heading remains the
        structure is ignored.
        """
        found: dict[int, int] = {}
        for place, (paragraph, look) in enumerate(zip(paragraphs, looks, strict=True)):
            line = paragraph.lines[0]
            mark = self.marks.get(line.page, {}).get(line.printed[0].tag)
            apart = look.strong or look.level is not None
            if self.parts and apart and mark and mark.role in _HEADINGS and paragraph.length <= tuning.heading:
                found[place] = _HEADINGS[mark.role]
        if not found:
            return list(looks)
        found |= _alike(paragraphs, looks, found, tuning)
        return [replace(look, level=found.get(place)) for place, look in enumerate(looks)]


def structure_of(pages: Iterable[Page], paragraphs: Sequence[Paragraph], tuning: Tuning) -> Structure:
    """The structure of pages whose paragraphs were found from the pages alone."""
    bare = Structure({page.number: page.marks for page in pages if page.marks})
    inside: list[_Ends] = []
    across: list[_Ends] = []
    for paragraph in paragraphs:
        for above, line in pairwise(paragraph.lines):
            if not ended(above) and not has_room(above, line, paragraph.setting) and (ends := bare.ends(above, line)):
                (inside if above.page == line.page else across).append(ends)
    between = [
        ends
        for one, other in pairwise(paragraphs)
        if is_short(one.lines[-1], one.setting, tuning) and (ends := bare.ends(one.lines[-1], other.lines[0]))
    ]
    if len(inside) < tuning.shown or len(between) < tuning.shown:
        return bare
    parts = _share(inside, same=True) >= tuning.sound
    marked_apart = sum(1 for last, first in between if last[0] != first[0]) / len(between) >= tuning.sound
    marked_together = sum(1 for last, first in inside if last[0] == first[0]) / len(inside) >= tuning.sound
    return Structure(
        bare.marks,
        parts,
        whole=parts and _share(between, same=False) >= tuning.sound,
        texts=parts and marked_apart and marked_together,
        cut=bool(across) and _share(across, same=True) < tuning.sound,
    )


def _alike(paragraphs: Sequence[Paragraph], looks: Sequence[Look], stated: Mapping[int, int], tuning: Tuning) -> dict[int, int]:
    """Paragraphs set like headings, where enough and most of those set so are stated ones of a single level."""
    groups: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, (paragraph, look) in enumerate(zip(paragraphs, looks, strict=True)):
        apart = look.strong or look.level is not None
        if apart and paragraph.length <= tuning.heading and not ended(paragraph.lines[-1]):
            centred = is_centred(paragraph.lines[0], paragraph.setting, tuning)
            groups[paragraph.size, paragraph.face, paragraph.bold > tuning.strong, centred].append(place)
    found: dict[int, int] = {}
    for places in groups.values():
        levels = [stated[place] for place in places if place in stated]
        if len(levels) >= max(tuning.shown, tuning.sound * len(places)) and len(set(levels)) == 1:
            found.update((place, levels[0]) for place in places if place not in stated)
    return found


def _share(pairs: Sequence[_Ends], *, same: bool) -> float:
    """The share of pairs of lines that are in the same element, or in different ones."""
    return sum(1 for (_, one), (_, other) in pairs if (one.block == other.block) is same) / len(pairs)
