"""What the texts say about each other, measured once and shared by the matchers."""

from __future__ import annotations

from functools import cached_property

from plandiff.align.matching import Matching
from plandiff.align.similarity import Similarity


class Evidence:
    """Likeness of the units that are free when it is first asked for."""

    def __init__(self, matching: Matching) -> None:
        self._matching = matching

    @cached_property
    def blocks(self) -> tuple[dict[int, str], dict[int, str]]:
        """The free blocks that have a text, old and new, with their keys."""
        old, new = self._matching.old, self._matching.new
        return (
            {i: old.keys[i] for i in self._matching.free_old() if not old.container[i] and old.keys[i]},
            {j: new.keys[j] for j in self._matching.free_new() if not new.container[j] and new.keys[j]},
        )

    @cached_property
    def similarity(self) -> Similarity:
        """Rarity is counted over the free blocks and all headings."""
        matching = self._matching
        headings = [side.voices[i] for side in (matching.old, matching.new) for i in range(len(side)) if side.container[i]]
        return Similarity([*self.blocks[0].values(), *self.blocks[1].values(), *headings])

    @cached_property
    def alike(self) -> dict[tuple[int, int], float]:
        """The pairs of blocks worth considering, with their dice."""
        return self.similarity.candidates(*self.blocks)
