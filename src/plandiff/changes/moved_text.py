"""Sentences that moved: within their paragraph, or into what became of another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from plandiff.language import cut
from plandiff.language.folding import fold
from plandiff.model import Alignment, Change, Edit, Extent, MovedText, Plan

SHORTEST: Final = 10
"""Minimum length of a sentence to be recognized by its text alone (folded characters); shorter ones recur (`抓好落实。`)."""
KEPT: Final = 0.5
"""A sentence of which the word edits keep less than this share was removed or added."""


def with_moved_text(changes: Sequence[Change], alignment: Alignment) -> tuple[Change, ...]:
    """The changes, with moved sentences added both to the change they left and to the one they are in now."""
    gone, come = _sentences(changes, alignment, 0), _sentences(changes, alignment, 1)
    found: defaultdict[str, list[MovedText]] = defaultdict(list)
    for text, here in gone.items():
        there = come.get(text, [])
        if len(here) != len(there):
            continue  # which went where is unknown
        for (before, old), (after, new) in zip(here, there, strict=True):
            for name in dict.fromkeys((before, after)):
                found[name].append(MovedText(old, new))
    return tuple(replace(change, moved_text=tuple(found[change.id])) if change.id in found else change for change in changes)


def _sentences(changes: Sequence[Change], alignment: Alignment, side: int) -> dict[str, list[tuple[str, Extent]]]:
    """Folded sentences of one plan without a counterpart in place -> the changes they are in, and their extents."""
    plan = (alignment.old, alignment.new)[side]
    found: defaultdict[str, list[tuple[str, Extent]]] = defaultdict(list)
    for change in changes:
        if change.status not in ("equal", "noise"):
            for extent in _lost(change.edits, plan, side):
                text = fold(plan.unit[extent.unit].text[extent.start : extent.end], script=alignment.script).rstrip(".;")
                if len(text) >= SHORTEST:
                    found[text].append((change.id, extent))
    return found


def _lost(edits: Sequence[Edit], plan: Plan, side: int) -> Iterator[Extent]:
    """The sentences of one side of a change that its edits do not keep."""
    kept: defaultdict[str, list[Extent]] = defaultdict(list)
    units: dict[str, None] = {}
    for edit in edits:
        extent = (edit.old, edit.new)[side]
        if extent is None or extent.cell is not None:
            continue
        units[extent.unit] = None
        if edit.op in ("equal", "noise"):
            kept[extent.unit].append(extent)
    for unit in units:
        start = 0
        waiting = iter(kept[unit])
        last = next(waiting, None)
        for sentence in cut(plan.unit[unit].text, "sentence"):
            end = start + len(sentence)
            stays = 0
            while last is not None and last.start < end:
                stays += min(last.end, end) - max(last.start, start)
                if last.end > end:
                    break
                last = next(waiting, None)
            if stays < KEPT * len(sentence):
                yield Extent(unit, start, start + len(sentence.rstrip()))
            start = end
