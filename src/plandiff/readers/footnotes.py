"""Footnotes and endnotes: which superscripts are their marks, and which blocks are the notes.

A raised 2 is a square, an exponent or the mark of a note, and only the rest of the document tells which: a link to a
place in the page, a note that begins with the mark, a unit or a base of powers before it. Anything that is not a mark of a
note is written in superscript or subscript characters (`scripts.py`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Final, NamedTuple

from plandiff.model import Block, Span, Spanned
from plandiff.model.spans import SCRIPTS, Splice, cut, ordered, splice, strip
from plandiff.readers.landmarks import Landmarks
from plandiff.readers.lines import join_lines, tidied
from plandiff.readers.scripts import script

_CIRCLED: Final = "①-⑳㉑-㉟㊱-㊿❶-❿"
_MARK: Final = re.compile(
    rf"[\[［【〔(（]?\s?(?P<note>注\s?)?(?P<sign>\d{{1,3}}|[{_CIRCLED}]|[*＊†‡§]{{1,3}}|[a-z]|[ivx]{{1,4}}|(?<=注))\s?[\]］】〕)）]?"
)
"""A mark of a note, as it appears in the text."""
_SEVERAL: Final = re.compile(r"\d{1,3}(?:\s?[,，、–—-]\s?\d{1,3})+")
_HEAD: Final = re.compile(
    rf"(?:(?P<labelled>注\s?(?P<n1>\d{{1,3}})?\s?[:：.．、])|(?P<square>[\[［【〔]\s?(?P<n2>\d{{1,3}})\s?[\]］】〕][:：.．、]?)"
    rf"|(?P<circled>(?P<n3>[{_CIRCLED}])[:：.．、]?)|(?P<star>(?P<n4>[*＊†‡§]{{1,3}}))"
    r"|(?P<round>[(（]\s?(?P<n5>\d{1,3})\s?[)）])|(?P<plain>(?P<n6>\d{1,3})(?:\s?[.．、:：)）]|(?=\s?\D))))\s*"
)
"""The mark at the start of a note, by its form."""
_TITLE: Final = re.compile(
    r"(?:foot|end)?notes?(?: and references)?|references|注\s?释|注\s?解|脚\s?注|尾\s?注|附\s?注|注", re.IGNORECASE
)
"""A line above a list of notes (a colon may follow)."""
_BACK: Final = re.compile(r"[\^↑↩⤴⏎↵⬆︎️\s]+|back|return|返回|↩.{0,8}", re.IGNORECASE)
"""The text of a link from a note back to its reference."""
_ARROW: Final = re.compile(r"(?<!\s)\s*[↩⤴⏎↵]\ufe0e?$")
_UNIT: Final = re.compile(r"(?:^|[^A-Za-z])(?:[kcdmhnμµ]?m|ft|[A-Za-z]|㎞|㎝|㎜)\s?$")
"""A unit or a variable that may be squared or cubed."""
_POWER: Final = re.compile(r"(?:^|[^\d.,])10$")
"""A base of powers; `10` with a raised 1 is never one."""
_EXPONENT: Final = re.compile(r"[+−–-]?\d{1,3}")
MAX_NOTE_BLOCKS: Final = 12
"""Blocks of the longest note (count); if the target of a link is longer, it is a part of the document."""
_FORMS: Final = ("labelled", "square", "circled", "star", "round", "plain")
_ACCEPTED: Final = {
    "labelled": ("labelled",),
    "square": ("labelled", "square", "plain"),
    "circled": ("circled",),
    "star": ("star",),
    "round": ("labelled", "round"),
    "plain": ("labelled", "square", "plain"),
}
"""A mark's form -> the forms that the mark at the start of its note may have."""
MAX_BEFORE: Final = 8
"""Characters before a superscript that tell what it is; no unit or base of powers is longer."""


class _NoteMark(NamedTuple):
    """A place in a text that may refer to notes."""

    start: int
    end: int
    kind: str
    targets: tuple[str, ...]


def settle_notes(blocks: Sequence[Block], landmarks: Landmarks) -> tuple[Block, ...]:
    """The blocks with notes separated from text, references as zero-width spans, and other superscripts as characters."""
    return tuple(_Settling(blocks, landmarks).settled())


class _Settling:
    """The notes of a document while they are being found."""

    def __init__(self, blocks: Sequence[Block], landmarks: Landmarks) -> None:
        self.blocks = list(blocks)
        self.extents = landmarks.extents
        self.note_at: dict[int, int] = {}
        """A block -> the first block of its note."""
        self.number: dict[int, str] = {}
        """The first block of a note -> its number, if a list gives it."""
        self.titles: set[int] = set()
        """Titles above notes and nothing else."""
        for start, end in landmarks.areas:
            self._take_area(start, end, landmarks.starts)
        self.listed = self._listed()
        self._take_linked()

    # --- where notes are ------------------------------------------------------------------------

    def _take_area(self, start: int, end: int, starts: dict[int, str]) -> None:
        """The items of an element that holds notes; if it has none, its blocks that begin with a mark."""
        firsts = [number for number in range(start, end) if number in starts] or [
            number for number in range(start, end) if self._heads(number)
        ]
        for first, after in pairwise((*firsts, end)):
            self._take(first, after)
            self.number[first] = starts.get(first, "")
        self.titles.update(range(start, firsts[0] if firsts else start))

    def _heads(self, number: int) -> bool:
        return self.blocks[number].kind != "table" and bool(_HEAD.match(self.blocks[number].text))

    def _take(self, first: int, after: int) -> None:
        for number in range(first, after):
            if self.blocks[number].kind in ("paragraph", "item") and not self.blocks[number].aside:
                self.note_at[number] = first

    def _listed(self) -> dict[tuple[str, str], list[int]]:
        """(form, mark) -> blocks that begin with that mark and may be notes, in order."""
        found: dict[tuple[str, str], list[int]] = {}
        below = False
        for number, block in enumerate(self.blocks):
            titled = _is_title(block)
            if block.kind == "heading" or titled:
                below = titled
                continue
            head = _HEAD.match(block.text) if block.kind in ("paragraph", "item") and not block.aside else None
            if head is None:
                below = below and bool(block.aside)
                continue
            form = next(name for name in _FORMS if head[name])
            if form != "plain" or below or number in self.note_at:
                found.setdefault((form, _sign(head)), []).append(number)
            if form == "round" and below:
                found.setdefault(("plain", _sign(head)), []).append(number)
        return found

    def _take_linked(self) -> None:
        """The target of a mark's link is a note if it begins with that mark or links back."""
        refused: set[int] = set()
        for number, whole in self._texts():
            for span in whole.spans:
                if span.kind != "footnote" or span.end == span.start:
                    continue
                start, end = self.extents.get(span.value, (0, 0))
                end = min(end, len(self.blocks))
                if not number < start < end or end - start > MAX_NOTE_BLOCKS or start in self.note_at or start in refused:
                    continue
                mark = _MARK.fullmatch(whole.text[span.start : span.end].strip())
                head = _HEAD.match(self.blocks[start].text)
                bears = mark and head and mark["sign"] == _sign(head)
                if mark and (bears or self._links_back(start, end, number)):
                    self._take(start, end)
                else:
                    refused.add(start)

    def _links_back(self, start: int, end: int, number: int) -> bool:
        places = (self.extents.get(span.value, (0, 0)) for block in self.blocks[start:end] for span in _links(block.spans))
        return any(first <= number < after for first, after in places)

    def _texts(self) -> Iterator[tuple[int, Spanned]]:
        """Every text that has spans, with the number of its block."""
        return ((number, whole) for number, block in enumerate(self.blocks) for whole in block.texts if whole.spans)

    # --- what is a mark -------------------------------------------------------------------------

    def settled(self) -> Iterator[Block]:
        """The blocks; a note's own furniture follows it."""
        texts = [block.mapped(partial(self._written, number)) for number, block in enumerate(self.blocks)]
        notes: dict[int, list[int]] = {}
        for number, first in sorted(self.note_at.items()):
            notes.setdefault(first, []).append(number)
        self._drop_titles()
        for number, block in enumerate(texts):
            if number in self.titles:
                yield replace(block, aside=block.aside or "furniture")
            elif number in notes:
                yield from self._note(number, [texts[part] for part in notes[number]])
            elif number not in self.note_at:
                yield block

    def _written(self, number: int, whole: Spanned) -> Spanned:
        """A text with references in place of their marks, and superscripts and subscripts as characters."""
        changes: list[Splice] = []
        references: list[Span] = []
        for mark in _marks(whole):
            if changes and mark.start < changes[-1][1]:
                continue
            run = whole.text[mark.start : mark.end]
            if self.note_at.get(number) == number and not whole.text[: mark.start].strip() and _HEAD.match(whole.text):
                continue  # a note's own mark, which is stripped later
            if notes := self._notes_of(number, whole, mark):
                start = _without_gap(whole.text, mark.start, mark.end)
                changes.append((start, mark.end, ""))
                references += (Span(start, start, "footnote", str(note)) for note in notes)
            elif mark.kind != "footnote":
                changes.append((mark.start, mark.end, script(run, mark.kind, _before(whole.text, mark.start))))
        kept = [span for span in whole.spans if span.kind not in SCRIPTS and (span.kind != "footnote" or span.start == span.end)]
        if number in self.note_at:  # the links back, until they are stripped
            referring = {span.start for span in references}
            kept += (link for link in _links(whole.spans) if link.start not in referring)
        return tidied(splice(Spanned(whole.text, ordered((*kept, *references))), changes))

    def _notes_of(self, number: int, whole: Spanned, mark: _NoteMark) -> list[int]:
        """The notes that a mark refers to; empty if it is not a mark of a note."""
        own = self.note_at.get(number)
        linked = [self.note_at.get(self.extents.get(target, (-1, -1))[0], -1) for target in mark.targets]
        if found := [first for first in linked if first >= 0 and first != own]:
            return found
        run = whole.text[mark.start : mark.end].strip()
        may_refer = mark.kind == "superscript" or (mark.kind == "subscript" and run.startswith(("[", "［", "【")))
        return self._bearing(number, run) if may_refer and not self._is_exponent(run, _before(whole.text, mark.start)) else []

    def _is_exponent(self, run: str, before: str) -> bool:
        if not _EXPONENT.fullmatch(run):
            return False
        return bool((_UNIT.search(before) and run in ("2", "3")) or (_POWER.search(before) and run != "1") or run[0] in "+−–-")

    def _bearing(self, number: int, run: str) -> list[int]:
        """The notes further down that begin with these marks; empty unless all are found."""
        runs = re.findall(r"\d+", run) if _SEVERAL.fullmatch(run) else [run]
        found = [self._bears(number, single) for single in runs]
        return [first for first in found if first is not None] if None not in found else []

    def _bears(self, number: int, run: str) -> int | None:
        mark = _MARK.fullmatch(run)
        if mark is None:
            return None
        form = "labelled" if mark["note"] else "square" if run[0] in "[［【〔" else "round" if run[0] in "(（" else "plain"
        if form == "plain" and (head := _HEAD.match(mark["sign"])):  # circled figures and stars show their own form
            form = next(name for name in _FORMS if head[name])
        for candidate in _ACCEPTED[form]:
            places = self.listed.get((candidate, mark["sign"]), [])
            if (below := bisect_right(places, number)) < len(places):
                first = places[
                    -1 if candidate == "round" else below
                ]  # bracketed figures also number items, which come before notes
                return self.note_at.setdefault(first, first)
        return None

    # --- the notes themselves -------------------------------------------------------------------

    def _drop_titles(self) -> None:
        """A title above notes is furniture if nothing but notes is below it."""
        for number, block in enumerate(self.blocks):
            if not _is_title(block) or number + 1 >= len(self.blocks):
                continue
            below = number + 1
            while below < len(self.blocks) and (below in self.note_at or self.blocks[below].aside):
                below += 1
            after = self.blocks[below] if below < len(self.blocks) else None
            if self.note_at.get(number + 1) is not None and (after is None or after.kind == "heading"):
                self.titles.add(number)

    def _note(self, first: int, parts: list[Block]) -> Iterator[Block]:
        """A note with its mark stripped; its links back to the text are furniture."""
        back: list[str] = []
        bodies = [_without_back(part.spanned, back) for part in parts]
        number, bodies[0] = _without_head(bodies[0], self.number.get(first, ""))
        bodies = [body for body in bodies if body.text or body.spans]
        text, spans = tidied(join_lines(bodies))
        yield replace(
            parts[0], kind="note", text=text, number=number, layer="notes", key=str(first), spans=spans, level=None, strong=False
        )
        for ways in back:
            yield Block("paragraph", ways, aside="furniture", origin=parts[0].origin)


def _marks(whole: Spanned) -> list[_NoteMark]:
    """The superscript and subscript runs of a text, and the links into the page outside them, in order."""
    runs = [span for span in whole.spans if span.kind in SCRIPTS]  # they do not overlap
    starts = [run.start for run in runs]
    targets: list[list[str]] = [[] for _ in runs]
    found: list[_NoteMark] = []
    for link in _links(whole.spans):
        first = max(bisect_right(starts, link.start) - 1, 0)
        over = [n for n in range(first, bisect_left(starts, link.end)) if runs[n].end > link.start]
        for place in over:
            targets[place].append(link.value)
        if not over and _MARK.fullmatch(whole.text[link.start : link.end].strip()):
            found.append(_NoteMark(link.start, link.end, "footnote", (link.value,)))
    found += (_NoteMark(run.start, run.end, run.kind, tuple(links)) for run, links in zip(runs, targets, strict=True))
    return sorted(found)


def _links(spans: Iterable[Span]) -> Iterator[Span]:
    """The links into the page among spans."""
    return (span for span in spans if span.kind == "footnote" and span.end > span.start)


def _sign(head: re.Match[str]) -> str:
    """The bare figure or sign of a mark at the start of a note."""
    return next((head[f"n{n}"] for n in range(1, len(_FORMS) + 1) if head[f"n{n}"]), "")


def _before(text: str, place: int) -> str:
    return text[max(0, place - MAX_BEFORE) : place]


def _without_gap(text: str, start: int, end: int) -> int:
    """Where a mark begins, including the space before it unless what follows needs one."""
    return start - 1 if text[start - 1 : start] == " " and not text[end : end + 1].isalnum() else start


def _without_back(whole: Spanned, back: list[str]) -> Spanned:
    """A note's text without the links back, whose text is added to `back`."""
    changes: list[Splice] = []
    for span in _links(whole.spans):
        shown = whole.text[span.start : span.end]
        if _BACK.fullmatch(shown) and shown.strip() and not (changes and span.start < changes[-1][1]):
            changes.append((span.start, span.end, ""))
    back += [whole.text[start:end].strip() for start, end, _ in changes]
    kept = tuple(span for span in whole.spans if span.kind != "footnote" or span.end == span.start)
    shorter = strip(splice(Spanned(whole.text, kept), changes))
    if arrow := _ARROW.search(shorter.text):
        back.append(arrow.group().strip())
        shorter = splice(shorter, [(arrow.start(), len(shorter.text), "")])
    return shorter


def _without_head(whole: Spanned, listed: str) -> tuple[str, Spanned]:
    """(number, text) of a note: the mark at its start, else its number in the list."""
    head = _HEAD.match(whole.text)
    if head is None or (listed and not head["square"]):
        return listed, whole
    return head.group().strip(), cut(whole, (head.end(), len(whole.text)))[0]


def _is_title(block: Block) -> bool:
    """Whether a block is a title above notes."""
    return bool(_TITLE.fullmatch(block.text.rstrip(":： ")))
