"""plan ─index▶ indexed: a plan with everything computed from it alone, before any comparison."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from plandiff.grams import grams_of, runs_of, sketch_of
from plandiff.language.folding import fold
from plandiff.model.plan import Plan

ROOT: Final = -1
"""The index of the document itself as a parent; the roots of two plans are each other's counterpart."""
CELL: Final = "\0"
"""Separates cells in the folded text of a row: unlike any punctuation, it occurs in no text."""
CONTAINERS: Final = frozenset({"section", "table"})
"""Kinds of units that have units below them: they are matched by their contents too, and only with their own kind; a row may have
become a paragraph."""
RUN: Final = 10
"""Folded characters that identify a text: the length of the runs that show two plans to be versions of each other, and the weight
of a subtree that can be matched without its context. Shorter texts, such as a table cell or `各位代表：`, occur in too many places.
As a weight it can be anything from 5 to 40 without changing any figure of the alignment; at 1 moves are lost."""

_LABEL: Final = re.compile(r"([^\n。.！!？?；;：:]{2,60})[：:]")
"""The words before a colon with which a block opens."""


@dataclass(frozen=True, eq=False, repr=False)
class Indexed:
    """The units of one plan, by their index in document order; all sequences are parallel.

    Nothing in it depends on the process or machine that made it. What not every comparison needs is computed on first use and
    cached.
    """

    plan: Plan
    script: bool
    """Traditional and simplified characters are folded to the same."""
    texts: tuple[str, ...]
    """The folded text of each unit, without its number; of a table row that of all its cells, separated only by `CELL`."""
    representative: tuple[str, ...]
    """The text that represents a unit: its own; of an untitled container, such as an article, all of its content."""
    container: tuple[bool, ...]
    """Whether a unit may have children."""
    parent: tuple[int, ...]
    """The parent unit, `ROOT` at the top."""
    end: tuple[int, ...]
    """The subtree of unit i is the range i..end[i]."""
    weight: tuple[int, ...]
    """Characters of the folded text in the whole subtree, plus one per unit so that none has no weight."""
    hashes: tuple[int, ...]
    """64-bit hash of each unit's text and whether it is a container, the same on every machine."""
    subtree_hashes: tuple[int, ...]
    """The same for the whole subtree: equal for the same texts in the same order, wherever they are."""
    children: Mapping[int, tuple[int, ...]]
    """The children of each container and of `ROOT`, in document order."""
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
        """Whether a unit is a section without a title, like an article of a law: its text is below it."""
        return unit != ROOT and not self.texts[unit] and self.plan.units[unit].kind == "section"

    def grams(self, unit: int) -> tuple[str, ...]:
        """The grams of a unit's text, each as often as it occurs."""
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
        """Text -> its grams, for the texts requested so far."""
        return {}

    @cached_property
    def names(self) -> Mapping[int, str]:
        """The blocks that open with a name of their own, such as `Plain language:`, with that name, folded: the words before
        their first colon. What several blocks open with, such as a `Deadline:` of each, names none of them."""
        blocks: defaultdict[str, list[int]] = defaultdict(list)
        for unit, part in enumerate(self.plan.units):
            label = None if self.container[unit] else _LABEL.match(part.text)
            if label:
                blocks[fold(label[1], script=self.script)].append(unit)
        return {units[0]: name for name, units in blocks.items() if len(units) == 1}

    @cached_property
    def standing(self) -> dict[int, list[int]]:
        """Subtree hash -> the units with that subtree, in document order."""
        standing: dict[int, list[int]] = {}
        for unit, subtree in enumerate(self.subtree_hashes):
            standing.setdefault(subtree, []).append(unit)
        return standing

    @cached_property
    def runs(self) -> frozenset[str]:
        """All runs of `RUN` characters; needed only if it is not obvious that two plans are versions of each other."""
        return runs_of(self.texts, RUN)

    @cached_property
    def sketch(self) -> frozenset[int]:
        """What documents are paired by; needed only if some documents were removed and others added."""
        return sketch_of(self.texts)
