"""Lines: characters on one baseline, with the spaces between words. `rows.py` finds them on a page."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise, takewhile
from operator import itemgetter, sub
from typing import Final, NamedTuple

from plandiff.model import Span, Spanned
from plandiff.model.spans import NO_TEXT, cut, join, ordered
from plandiff.readers.layout.cached import cached
from plandiff.readers.layout.page import Box, Glyph
from plandiff.readers.layout.tuning import Tuning

LEFT: Final = itemgetter(Glyph._fields.index("left"))
_WIDE: Final = frozenset("WF")
_EITHER: Final = frozenset("—―‖‘’‚‛“”„‥…")
_DASHES: Final = frozenset("—―")
"""Dashes, which words of an alphabet may be apart from."""
_WHOLE: Final = 0.75
"""Ems from which a character counts as a whole em wide."""
_FIGURE: Final = re.compile(r"[\d*†‡§¹²³a-z+−-]{1,4}", re.IGNORECASE)
"""What is set as superscript or subscript: the mark of a note, an exponent, an index."""
_LIGATURES: Final = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_NOT_PRINTED: Final = ("\u00ad", "\u200b", "\ufeff", "\u200c", "\u200d", "\u2060")
_REPLACED: Final = {**_LIGATURES, **dict.fromkeys(_NOT_PRINTED, "")}
"""Characters -> what they say."""
_SNUG: Final = 0.03
"""Ems by which the characters of an unstretched line may be apart."""
_MEASURED: Final = 4
"""Pairs of characters needed to determine the tracking of a line."""
_HYPHEN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]{2}-$")
_ADDRESS: Final = re.compile(r"(?:://|www\.|\w/)\S*$")
"""The beginning of an address; its hyphens are its own."""
_NO_START: Final = frozenset("，。、；：？！,.;:?!）)］]｝}〕】》〉」』”’…—～·％%‰℃°々ー")
"""What a line never begins with; it stays with the character before it."""
_NO_END: Final = frozenset("（(［[｛{〔【《〈「『“‘＃#￥$")
"""What a line never ends with; it stays with the character after it."""
_QUOTES: Final = frozenset("“”‘’")
_WORD: Final = re.compile(r"[0-9A-Za-z\u00c0-\u024f.,%‰/:+\-_&@]")
_LEADERS: Final = re.compile(r"(?:[.．·…‥・]\s?){3}[\divxIVXⅠ-Ⅻ-]{1,5}$")
"""How an entry of a contents list ends."""
_TAIL: Final = 24
"""Characters at the end of a line that are searched for an entry's leaders."""
_OTHER: Final = 0.2
"""Share by which the sizes of characters of two texts differ, such as a title and what is beside it."""
_NARROW: Final = 0.85
"""Share of the adjacent Chinese character's width below which a character's stated width is not trusted."""


class Fields(NamedTuple):
    """Characters by their fields: what is asked of all of them at once costs a tenth of a loop."""

    text: tuple[str, ...]
    left: tuple[float, ...]
    top: tuple[float, ...]
    right: tuple[float, ...]
    bottom: tuple[float, ...]
    base: tuple[float, ...]
    size: tuple[float, ...]
    face: tuple[str, ...]
    bold: tuple[bool, ...]
    turn: tuple[int, ...]
    tag: tuple[int, ...]


@dataclass(frozen=True)
class Line:
    """Characters from left to right, at least one of them not a space."""

    glyphs: tuple[Glyph, ...]
    page: int
    tuning: Tuning
    whole: Line | None = field(default=None, compare=False, repr=False)
    """The line that it is a piece of."""

    @cached
    def _places(self) -> list[int]:
        """The places of the characters that are not spaces."""
        return [place for place, glyph in enumerate(self.glyphs) if not glyph.text.isspace()]

    @cached
    def printed(self) -> tuple[Glyph, ...]:
        """Without spaces."""
        places = self._places
        return self.glyphs if len(places) == len(self.glyphs) else tuple([self.glyphs[place] for place in places])

    @cached
    def _of(self) -> Fields:
        """The fields of what is printed."""
        return Fields._make(zip(*self.printed, strict=True))

    @cached
    def _steps(self) -> list[float]:
        """The space between each character and the next, in points."""
        return list(map(sub, self._of.left[1:], self._of.right))

    @cached
    def gaps(self) -> tuple[tuple[int, float], ...]:
        """Which characters are set apart from the previous one, and by how many ems; word spaces excluded."""
        least = min(self.tuning.chunk_gap, self.tuning.cell_gap, self.tuning.edge_gap)
        sizes = self._of.size
        lowest = min(sizes)
        found: list[tuple[int, float]] = []
        for place, gap in enumerate(self._steps, 1):
            if gap > least * lowest and gap > 0:
                size, own = sizes[place - 1 : place + 1]
                em = size if own == size else min(size, own) if abs(size - own) > _OTHER * own else max(size, own)
                if size and gap > least * em:
                    found.append((self._places[place], gap / em))
        return tuple(found)

    @cached
    def left(self) -> float:
        return self.printed[0].left

    @cached
    def right(self) -> float:
        return max([glyph.right for glyph in self.printed])

    @cached
    def top(self) -> float:
        return min(self._main.top)

    @cached
    def bottom(self) -> float:
        return max(self._main.bottom)

    @cached
    def base(self) -> float:
        """The baseline of most of its characters."""
        return _most(self._main.base)

    @cached
    def size(self) -> float:
        """The size of most of its characters, in points."""
        return _most(self._of.size)

    @property
    def box(self) -> Box:
        return self.left, self.top, self.right, self.bottom

    @cached
    def _main(self) -> Fields:
        """The fields of the characters of its usual size."""
        least = self.tuning.raised * self.size
        main = () if min(self._of.size) >= least else [glyph for glyph in self.printed if glyph.size >= least]
        return Fields._make(zip(*main, strict=True)) if main else self._of

    @cached
    def bold(self) -> float:
        """Share of its characters that are bold."""
        return sum(self._of.bold) / len(self.printed)

    @cached
    def face(self) -> str:
        """The font of most of its characters; of the wide ones if there are any, as figures have a different one."""
        faces = self._of.face
        if len(set(faces)) == 1:
            return faces[0]
        return Counter([glyph.face for glyph in self.printed if is_wide(glyph)] or faces).most_common(1)[0][0]

    @cached
    def spanned(self) -> Spanned:
        """Its text, with superscripts and subscripts."""
        texts, sizes, places = self._of.text, self._of.size, self._places
        if not _REPLACED.keys().isdisjoint(texts):
            return self._replaced.spanned if self._replaced.printed else NO_TEXT
        near = self.tuning.word_gap
        splits = [
            place
            for place, gap in enumerate(self._steps, 1)
            if (places[place] - places[place - 1] > 1 or gap > near * sizes[place])
            and self._are_split(*self.printed[place - 1 : place + 1], spaced=places[place] - places[place - 1] > 1)
        ]
        text = " ".join(["".join(texts[start:end]) for start, end in pairwise((0, *splits, len(texts)))])
        return Spanned(text, self._scripts(splits))

    @cached
    def _replaced(self) -> Line:
        """The line with ligatures as letters, without characters that are not printed."""
        said = [(glyph, _REPLACED.get(glyph.text, glyph.text)) for glyph in self.glyphs]
        return replace(self, glyphs=tuple(glyph._replace(text=text) for glyph, text in said if text))

    def _scripts(self, splits: Collection[int]) -> tuple[Span, ...]:
        """Superscripts and subscripts in its text, in which some characters (`splits`) have a space before them."""
        small = self.tuning.raised * self.size
        if min(self._of.size) >= small:
            return ()
        found: list[Span] = []
        length = 0
        for place, glyph in enumerate(self.printed):
            start, length = length + (place in splits), length + (place in splits) + len(glyph.text)
            if glyph.size < small and _FIGURE.fullmatch(glyph.text):
                off = self.base - glyph.base
                if off > 0.15 * self.size:
                    found.append(Span(start, length, "superscript"))
                elif off < -0.05 * self.size:
                    found.append(Span(start, length, "subscript"))
        return ordered(found)

    @cached
    def text(self) -> str:
        return self.spanned.text

    def split(self, edges: tuple[int, ...]) -> list[Line]:
        """Its pieces, each from one of these places to the next; tables and columns mostly ask for the same ones."""
        if edges not in self._pieces:
            self._pieces[edges] = [Line(self.glyphs[start:end], self.page, self.tuning, self) for start, end in pairwise(edges)]
        return list(self._pieces[edges])

    @cached
    def _pieces(self) -> dict[tuple[int, ...], list[Line]]:
        return {}

    def _are_split(self, before: Glyph, after: Glyph, *, spaced: bool) -> bool:
        """Whether there is a space between two characters."""
        gap = after.left - before.right
        em = max(before.size, after.size)
        if not spaced and gap <= self.tuning.word_gap * em:
            return False
        if is_wide(before) and is_wide(after):
            # Some fonts understate the width of some characters.
            wide = _NARROW * max(before.right - before.left, after.right - after.left)
            if before.right - before.left < wide and _is_chinese(before.text[0]):
                gap = min(gap, after.left - before.left - em)
            elif after.right - after.left < wide and _is_chinese(after.text[0]):
                gap = min(gap, after.right - before.right - em)
            if not spaced and self._tracking < _SNUG * em and before.text[-1].isalnum() and after.text[0].isalnum():
                return gap > self.tuning.lone_gap * em
            return gap > (self.tuning.space if spaced else self.tuning.wide_gap) * em + self._tracking
        if spaced:
            # Between Chinese characters and figures, editors often print the space of the figures' font and people seldom do;
            # what it means is left to the comparison.
            return True
        if is_wide(before) or is_wide(after):
            dash = (before.text[0] in _DASHES and not _is_chinese(after.text[0])) or (
                after.text[0] in _DASHES and not _is_chinese(before.text[0])
            )
            return gap > (self.tuning.word_gap if dash else self.tuning.wide_gap) * em + self._tracking
        return gap > self.tuning.word_gap * em + self._tracking

    @cached
    def _tracking(self) -> float:
        """The tracking: by how much all its characters are set apart."""
        near = pairwise(self._places)
        gaps = sorted([gap for gap, (before, after) in zip(self._steps, near, strict=True) if after == before + 1])
        return max(0.0, gaps[len(gaps) // 4]) if len(gaps) >= _MEASURED else 0.0


def is_wide(glyph: Glyph) -> bool:
    """Whether a character is a whole em wide, like Chinese ones and their punctuation; dashes and quotation marks only in such fonts."""
    if glyph.text[0] in _EITHER:
        return glyph.right - glyph.left >= _WHOLE * glyph.size
    return _is_chinese(glyph.text[0])


@lru_cache(maxsize=8192)
def _is_chinese(character: str) -> bool:
    return unicodedata.east_asian_width(character) in _WIDE


def chunks_of(row: Line, gap: float, edge_gap: float = 0.0, edges: Collection[int] = ()) -> list[Line]:
    """A line split at gaps wider than so many ems; at narrower ones too where pieces of other lines begin (`edges`, in points)."""
    cuts = [place for place, ems in row.gaps if ems > gap or (ems > edge_gap and round(row.glyphs[place].left) in edges)]
    if not cuts:
        return [row]
    return row.split((0, *cuts, len(row.glyphs)))


def merged(lines: Sequence[Line]) -> Line:
    """Pieces of one line rejoined."""
    if len(lines) == 1:
        return lines[0]
    whole = lines[0].whole
    if whole and all(line.whole is whole for line in lines) and sum(len(line.glyphs) for line in lines) == len(whole.glyphs):
        return whole
    glyphs = sorted([glyph for line in lines for glyph in line.glyphs], key=LEFT)
    return Line(tuple(glyphs), lines[0].page, lines[0].tuning)


def joined(lines: Sequence[Line], within: Collection[int] = ()) -> Spanned:
    """Lines broken only by their width, as one text; some begin within a number (`within`, by place)."""
    whole = lines[0].spanned
    for place, (above, line) in enumerate(pairwise(lines), 1):
        if place in within:
            whole = join((whole, line.spanned))
        elif _HYPHEN.search(whole.text) and line.text[:1].islower() and not _ADDRESS.search(whole.text):
            whole = join((cut(whole, (0, len(whole.text) - 1))[0], line.spanned))
        else:
            whole = join((whole, Spanned(glue(above, line)), line.spanned))
    return whole


def is_entry(text: str) -> bool:
    """Whether a line is an entry of a contents list, with leaders and a page number."""
    return bool(_LEADERS.search(text[-_TAIL:]))


def first_unit(line: Line) -> float:
    """The width of the first unbreakable unit of a line, in points."""
    glyphs = line.printed
    end = 0
    while end < len(glyphs) and glyphs[end].text in _NO_END:
        end += 1
    if end < len(glyphs) and _WORD.match(glyphs[end].text) and not is_wide(glyphs[end]):
        rest = takewhile(lambda pair: _WORD.match(pair[1].text) and pair[1].left - pair[0].right < 0.15 * pair[0].size,
                         zip(glyphs[end:], glyphs[end + 1 :], strict=False))  # fmt: skip
        end += 1 + sum(1 for _ in rest)
    else:
        end += 1
    while end < len(glyphs):
        if glyphs[end].text in _QUOTES:
            end += 2  # many programs never break at quotation marks, opening or closing
        elif glyphs[end].text in _NO_START:
            end += 1
        else:
            break
    return glyphs[min(end, len(glyphs)) - 1].right - glyphs[0].left


def _most(values: Sequence[float]) -> float:
    """The most common value, to a tenth; the first of those equally common."""
    if len(set(values)) == 1:
        return round(values[0], 1)
    counts: Counter[float] = Counter()
    for value, count in Counter(values).items():
        counts[round(value, 1)] += count
    return counts.most_common(1)[0][0]


def glue(above: Line, below: Line) -> str:
    """The separator between two lines of a paragraph: a space between alphabetic words."""
    last = above.printed[-2:]
    if is_wide(last[-1]) or is_wide(below.printed[0]) or (last[-1].text in _EITHER and is_wide(last[0])):
        return ""
    return "" if above.text[-1:] == "-" and above.text[-2:-1].isalnum() else " "
