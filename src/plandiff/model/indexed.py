"""plan ─index▶ indexed: a plan with all that is worked out of it alone before it is compared, whatever with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from plandiff.grams import grams_of, runs_of, sketch_of
from plandiff.model.plan import Plan

ROOT: Final = -1
"""The index of the document itself as a parent; the roots of two plans are each other's counterpart."""
CELL: Final = "\0"
"""Stands between two cells in the folded text of a row: no text has it, as a text may have any mark."""
RUN: Final = 10
"""Folded characters by which a text is known: the length of the runs that tell two plans for versions of each other, and the weight
of a subtree that needs no surroundings to be found again. What is shorter, such as a table cell or `各位代表：`, stands in too many
places. As a weight it can be anything from 5 to 40, and no figure of the alignment is another; at 1 moves are lost."""


@dataclass(frozen=True, eq=False, repr=False)
class Indexed:
    """The units of one plan, by their places in document order; all sequences are parallel.

    Nothing in it depends on the process or machine that made it. What not every comparison needs is worked out when it is first
    asked for, and kept.
    """

    plan: Plan
    script: bool
    """Traditional and simplified characters are folded to the same."""
    texts: tuple[str, ...]
    """The folded text of each unit, without its number; of a table row that of all its cells, separated by `CELL` alone."""
    representative: tuple[str, ...]
    """The text that stands for a unit: its own; of an untitled container, such as an article, all that stands in it."""
    container: tuple[bool, ...]
    """Whether a unit may have others below it."""
    parent: tuple[int, ...]
    """The unit above, `ROOT` at the top."""
    end: tuple[int, ...]
    """The subtree of unit i is the range i..end[i]."""
    weight: tuple[int, ...]
    """Characters of the folded text in the whole subtree, plus one a unit so that none is without weight."""
    hashes: tuple[int, ...]
    """64 bits made of the text of each unit and of whether it is a container, the same on every machine."""
    subtree_hashes: tuple[int, ...]
    """The same of the whole subtree: equal where the same texts stand in the same order, wherever."""
    children: Mapping[int, tuple[int, ...]]
    """Of each container and of `ROOT`, in document order."""
    rank: tuple[int, ...]
    """The position of each unit among its parent's children, from 0."""

    def __len__(self) -> int:
        return len(self.texts)

    def above(self, unit: int) -> list[int]:
        """The containers around a unit, nearest first, without the root."""
        found = []
        while (unit := self.parent[unit]) != ROOT:
            found.append(unit)
        return found

    def is_article(self, unit: int) -> bool:
        """Whether a unit is a section without a title, as the articles of laws are: what it says stands below it."""
        return unit != ROOT and not self.texts[unit] and self.plan.units[unit].kind == "section"

    def grams(self, unit: int) -> tuple[str, ...]:
        """The grams of a unit's text, each as often as it stands there."""
        return self._grams_of(self.texts[unit])

    def lead_grams(self, unit: int) -> tuple[str, ...]:
        """The grams of the theme sentence that opens a unit."""
        return self._grams_of(self.plan.units[unit].lead)

    def _grams_of(self, text: str) -> tuple[str, ...]:
        found = self._grams.get(text)
        if found is None:
            found = self._grams[text] = grams_of(text)
        return found

    @cached_property
    def _grams(self) -> dict[str, tuple[str, ...]]:
        """Text -> its grams, of those that were asked for."""
        return {}

    @cached_property
    def standing(self) -> dict[int, list[int]]:
        """Subtree hash -> the units whose subtree it is, in document order."""
        standing: dict[int, list[int]] = {}
        for unit, subtree in enumerate(self.subtree_hashes):
            standing.setdefault(subtree, []).append(unit)
        return standing

    @cached_property
    def runs(self) -> frozenset[str]:
        """All runs of `RUN` characters; asked for only where it is not plain that two plans are versions of one."""
        return runs_of(self.texts, RUN)

    @cached_property
    def sketch(self) -> frozenset[int]:
        """What documents are paired by; asked for only where documents went and others came."""
        return sketch_of(self.texts)
