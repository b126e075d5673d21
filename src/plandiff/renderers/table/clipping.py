"""The part of a text that a cell shows: its stretches with their marks, and `……` for sentences that did not change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, NamedTuple, TypeAlias

from plandiff.language import cut
from plandiff.language.letters import is_cjk
from plandiff.model import Change, Extent, Side
from plandiff.renderers.passages import Run
from plandiff.renderers.table.cells import Ink, Stretch
from plandiff.renderers.terminal import visible

ELLIPSIS, LATIN_ELLIPSIS = "……", "…"
"""Replaces omitted text, in Chinese and in other texts."""
CLIPPED_LEAST: Final = 20
"""Characters below which omitting unchanged sentences saves nothing: less than half a line of a cell."""
_INKS: Final[dict[str, Ink]] = {"deleted": "deleted", "inserted": "added"}
_SHARED: Final[dict[str, Ink]] = {"shared": "shared"}
"""Kind of a run -> its mark, for two editions and for two regions."""


class Touched(NamedTuple):
    """A stretch of a unit with a change; zero-width if only the other side has text."""

    start: int
    end: int


Touches: TypeAlias = Mapping[tuple[Side, str], Sequence[Touched]]
"""Unit of a side -> where it changed."""


def touches_of(change: Change) -> Touches:
    """Where the units of a change were edited, split or joined, on both sides alike, so that both sides omit the same."""
    found: defaultdict[tuple[Side, str], list[Touched]] = defaultdict(list)
    at: dict[Side, tuple[str, int]] = {}
    for edit in change.edits:
        sides: tuple[tuple[Side, Extent | None], ...] = (("old", edit.old), ("new", edit.new))
        crossed = any(extent and side in at and at[side][0] != extent.unit for side, extent in sides)
        for side, extent in sides:
            before = at.get(side)
            if crossed and before:
                found[side, before[0]].append(Touched(before[1] - 1, before[1]))
            if crossed and extent:
                found[side, extent.unit].append(Touched(extent.start, extent.start + 1))
            if extent:
                at[side] = extent.unit, extent.end
            if edit.op in ("equal", "noise"):
                continue
            if extent:
                found[side, extent.unit].append(Touched(extent.start, extent.end))
            elif before:
                found[side, before[0]].append(Touched(before[1], before[1]))
    return found


def stretches_of(runs: Iterable[Run], *, shared: bool = False, touched: Sequence[Touched] | None = None) -> tuple[Stretch, ...]:
    """The runs of a text with their marks; with `shared`, what both sides have is marked, and not what differs.

    With `touched`, other sentences are omitted; if nothing is touched, the first stays.
    Anything that could control a program or disguise the order of the text is escaped.
    """
    inks = _SHARED if shared else _INKS
    inked = ((run.text, inks.get(run.kind, "plain")) for run in runs)
    alike = groupby((part for part in inked if part[0]), key=lambda part: part[1])
    joined: Iterable[tuple[str, Ink]] = [("".join(text for text, _ in group), ink) for ink, group in alike]
    if touched is not None:
        joined = _clipped(tuple(joined), touched)
    return tuple(Stretch(visible(text), ink) for text, ink in joined)


def ellipsis_of(text: str) -> str:
    """What replaces the omitted parts of a text."""
    return ELLIPSIS if is_cjk(text) else LATIN_ELLIPSIS


def _clipped(inked: Sequence[tuple[str, Ink]], touched: Sequence[Touched]) -> Iterator[tuple[str, Ink]]:
    """The stretches with `……` for omitted parts, each of which is within one unmarked stretch."""
    whole = "".join(text for text, _ in inked)
    gaps, gap = list(_gaps(whole, touched)), ellipsis_of(whole)
    begin = 0
    for text, ink in inked:
        shown, at, end = "", begin, begin + len(text)
        for start, stop in gaps:
            if begin <= start < end:
                shown += f"{text[at - begin : start - begin]}{gap}"
                shown += " " if gap == LATIN_ELLIPSIS and stop < len(whole) else ""
                at = stop
        yield shown + text[at - begin :], ink
        begin = end


def _gaps(text: str, touched: Sequence[Touched]) -> Iterator[tuple[int, int]]:
    """The parts of a text to omit: runs of sentences in which nothing changed."""
    start = at = 0
    for part in (*cut(text, "statement"), ""):
        end = at + len(part)
        kept = not part or (at == 0 if not touched else any(_touches(touch, at, end, len(text)) for touch in touched))
        if kept:
            if at - start >= CLIPPED_LEAST:
                yield start, at
            start = end
        at = end


def _touches(touch: Touched, start: int, end: int, length: int) -> bool:
    """Whether something changed in a sentence; not if it is only adjacent to text that the other side adds."""
    if touch.start == touch.end:
        return start < touch.start < end or touch.start == end == length
    return touch.start < end and touch.end > start
