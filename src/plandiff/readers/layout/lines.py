"""Characters -> lines: characters on one baseline, with the spaces between words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise, takewhile
from operator import itemgetter
from typing import Final

from plandiff.model import Span, Spanned
from plandiff.model.spans import cut, join, ordered
from plandiff.readers.layout.page import Box, Glyph
from plandiff.readers.layout.tuning import Tuning

_LEFT: Final = itemgetter(Glyph._fields.index("left"))
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
_LOOK_BACK: Final = 5
"""Previous lines that a run may belong to."""
_OFF_BASE: Final = 0.35
"""Maximum difference in ems between baselines of characters of one size on one line."""
_OTHER: Final = 0.2
"""Share by which the sizes of characters of two texts differ, such as a title and what is beside it."""
_NARROW: Final = 0.85
"""Share of the adjacent Chinese character's width below which a character's stated width is not trusted."""
_TWICE: Final = 0.35
"""Share of its width by which a character may be offset from the copy that makes it bold."""


@dataclass(frozen=True)
class Line:
    """Characters from left to right, at least one of them not a space."""

    glyphs: tuple[Glyph, ...]
    page: int
    tuning: Tuning
    whole: Line | None = field(default=None, compare=False, repr=False)
    """The line that it is a piece of."""

    @cached_property
    def printed(self) -> tuple[Glyph, ...]:
        """Without spaces."""
        return tuple([glyph for glyph in self.glyphs if not glyph.text.isspace()])

    @cached_property
    def gaps(self) -> tuple[tuple[int, float], ...]:
        """Which characters are set apart from the previous one, and by how many ems; word spaces excluded."""
        least = min(self.tuning.chunk_gap, self.tuning.cell_gap, self.tuning.edge_gap)
        found: list[tuple[int, float]] = []
        right, size = self.left, 0.0
        for place, glyph in enumerate(self.glyphs):
            if glyph.text.isspace():
                continue
            gap, own = glyph.left - right, glyph.size
            if size and gap > 0:
                em = size if own == size else min(size, own) if abs(size - own) > _OTHER * own else max(size, own)
                if gap > least * em:
                    found.append((place, gap / em))
            right, size = glyph.right, own
        return tuple(found)

    @cached_property
    def left(self) -> float:
        return self.printed[0].left

    @cached_property
    def right(self) -> float:
        return max([glyph.right for glyph in self.printed])

    @cached_property
    def top(self) -> float:
        return min([glyph.top for glyph in self._main])

    @cached_property
    def bottom(self) -> float:
        return max([glyph.bottom for glyph in self._main])

    @cached_property
    def base(self) -> float:
        """The baseline of most of its characters."""
        return _most([glyph.base for glyph in self._main])

    @cached_property
    def size(self) -> float:
        """The size of most of its characters, in points."""
        return _most([glyph.size for glyph in self.printed])

    @property
    def box(self) -> Box:
        return self.left, self.top, self.right, self.bottom

    @cached_property
    def _main(self) -> tuple[Glyph, ...]:
        """The characters of its usual size."""
        least = self.tuning.raised * self.size
        return tuple([glyph for glyph in self.printed if glyph.size >= least]) or self.printed

    @cached_property
    def bold(self) -> float:
        """Share of its characters that are bold."""
        return sum([glyph.bold for glyph in self.printed]) / len(self.printed)

    @cached_property
    def face(self) -> str:
        """The font of most of its characters; of the wide ones if there are any, as figures have a different one."""
        faces = [glyph.face for glyph in self.printed]
        if len(set(faces)) == 1:
            return faces[0]
        return Counter([glyph.face for glyph in self.printed if is_wide(glyph)] or faces).most_common(1)[0][0]

    @cached_property
    def spanned(self) -> Spanned:
        """Its text, with superscripts and subscripts."""
        text: list[str] = []
        spans: list[Span] = []
        length = 0
        before: Glyph | None = None
        spaced = False
        near, small = self.tuning.word_gap, self.tuning.raised * self.size
        for glyph in self.glyphs:
            said = glyph.text
            if said.isspace():
                spaced = True
                continue
            if said in _REPLACED:
                said = _REPLACED[said]
                if not said:
                    continue
            if (
                before is not None
                and (spaced or glyph.left - before.right > near * glyph.size)
                and self._are_split(before, glyph, spaced=spaced)
            ):
                text.append(" ")
                length += 1
            if glyph.size < small and _FIGURE.fullmatch(said):
                off = self.base - glyph.base
                if off > 0.15 * self.size:
                    spans.append(Span(length, length + len(said), "superscript"))
                elif off < -0.05 * self.size:
                    spans.append(Span(length, length + len(said), "subscript"))
            text.append(said)
            length += len(said)
            before, spaced = glyph, False
        return Spanned("".join(text), ordered(spans))

    @cached_property
    def text(self) -> str:
        return self.spanned.text

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

    @cached_property
    def _tracking(self) -> float:
        """The tracking: by how much all its characters are set apart."""
        gaps = sorted(
            [
                after.left - before.right
                for before, after in pairwise(self.glyphs)
                if not before.text.isspace() and not after.text.isspace()
            ]
        )
        return max(0.0, gaps[len(gaps) // 4]) if len(gaps) >= _MEASURED else 0.0


def is_wide(glyph: Glyph) -> bool:
    """Whether a character is a whole em wide, like Chinese ones and their punctuation; dashes and quotation marks only in such fonts."""
    if glyph.text[0] in _EITHER:
        return glyph.right - glyph.left >= _WHOLE * glyph.size
    return _is_chinese(glyph.text[0])


@lru_cache(maxsize=8192)
def _is_chinese(character: str) -> bool:
    return unicodedata.east_asian_width(character) in _WIDE


def rows_of(glyphs: Iterable[Glyph], page: int, tuning: Tuning) -> list[Line]:
    """The lines of a page, from top to bottom: runs on one baseline, including any beside them slightly higher or lower."""
    rows: list[_Row] = []
    runs = [(min([glyph.top for glyph in run]), run[0].left, run) for run in _runs(glyphs)]
    for top, _, run in sorted(runs, key=itemgetter(0, 1)):
        bottom = max([glyph.bottom for glyph in run])
        for row in reversed(rows[-_LOOK_BACK:]):
            overlap = min(bottom, row.bottom) - max(top, row.top)
            if overlap >= tuning.row_overlap * min(bottom - top, row.bottom - row.top) and not row.has_below(run, tuning):
                row.add(run, top, bottom)
                break
        else:
            rows.append(_Row(run, top, bottom))
    lines = (Line(_once(sorted(row.glyphs, key=_LEFT)), page, tuning) for row in rows)
    return sorted((line for line in lines if line.printed), key=lambda line: line.top)


class _Row:
    """What is on one line so far."""

    def __init__(self, run: list[Glyph], top: float, bottom: float) -> None:
        self.glyphs: list[Glyph] = []
        self.top, self.bottom = top, bottom
        self._reach: dict[tuple[int, float], tuple[float, float]] = {}
        """Baseline, to half a point, and size -> how far left and right its characters reach."""
        self.add(run, top, bottom)

    def add(self, run: Sequence[Glyph], top: float, bottom: float) -> None:
        self.glyphs += run
        if bottom - top > self.bottom - self.top:
            self.top, self.bottom = top, bottom
        key = (round(2 * run[0].base), run[0].size)
        left, right = self._reach.get(key, (run[0].left, run[-1].right))
        self._reach[key] = min(left, run[0].left), max(right, run[-1].right)

    def has_below(self, run: Sequence[Glyph], tuning: Tuning) -> bool:
        """Whether a run is below or above characters of similar size, as in the next line of a narrower column set more tightly."""
        base, size = run[0].base, run[0].size
        return any(
            abs(own / 2 - base) > _OFF_BASE * size
            and min(size, other) >= tuning.raised * max(size, other)
            and min(right, run[-1].right) - max(left, run[0].left) > _OFF_BASE * size
            for (own, other), (left, right) in self._reach.items()
        )


def chunks_of(row: Line, tuning: Tuning, edges: Collection[int] = ()) -> list[Line]:
    """A line split at wide gaps; at narrower ones too where pieces of other lines begin (`edges`, in points)."""
    cuts = [
        place
        for place, gap in row.gaps
        if gap > tuning.chunk_gap or (gap > tuning.edge_gap and round(row.glyphs[place].left) in edges)
    ]
    if not cuts:
        return [row]
    return [Line(row.glyphs[start:end], row.page, tuning, row) for start, end in pairwise((0, *cuts, len(row.glyphs)))]


def merged(lines: Sequence[Line]) -> Line:
    """Pieces of one line rejoined."""
    if len(lines) == 1:
        return lines[0]
    whole = lines[0].whole
    if whole and all(line.whole is whole for line in lines) and sum(len(line.glyphs) for line in lines) == len(whole.glyphs):
        return whole
    glyphs = sorted([glyph for line in lines for glyph in line.glyphs], key=_LEFT)
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


def _runs(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Characters that the file prints one after another on one baseline."""
    runs: list[list[Glyph]] = []
    run: list[Glyph] = []
    base = size = left = right = 0.0
    for glyph in glyphs:
        _, own_left, _, own_right, _, own_base, own_size, *_ = glyph
        if (
            abs(own_base - base) < 0.1 * own_size
            and left <= own_left <= right + 3 * own_size
            and abs(own_size - size) < 0.1 * own_size
            and run
        ):
            run.append(glyph)
        else:
            run = [glyph]
            runs.append(run)
        base, size, left, right = own_base, own_size, own_left, own_right
    return [run for run in runs if not all(glyph.text.isspace() for glyph in run)]


def _once(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """Without copies of characters in nearly the same place, which some programs use for bold text or shadows."""
    kept: list[Glyph] = []
    last = last_but_one = ""
    for glyph in glyphs:
        text = glyph.text
        if text in (last, last_but_one) and not text.isspace():
            width = glyph.right - glyph.left
            if any(
                other.text == text and glyph.left - other.left < _TWICE * width and abs(glyph.base - other.base) < _TWICE * width
                for other in kept[-2:]
            ):
                continue
        kept.append(glyph)
        last, last_but_one = text, last
    return tuple(kept)


def _most(values: Sequence[float]) -> float:
    """The most common value, to a tenth; the first of those equally common."""
    if len(set(values)) == 1:
        return round(values[0], 1)
    return Counter([round(value, 1) for value in values]).most_common(1)[0][0]


def glue(above: Line, below: Line) -> str:
    """The separator between two lines of a paragraph: a space between alphabetic words."""
    last = above.printed[-2:]
    if is_wide(last[-1]) or is_wide(below.printed[0]) or (last[-1].text in _EITHER and is_wide(last[0])):
        return ""
    return "" if above.text[-1:] == "-" and above.text[-2:-1].isalnum() else " "
