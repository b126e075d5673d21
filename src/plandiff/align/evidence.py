"""What the texts say about each other, measured once and shared by the matchers."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from plandiff.align.matching import NEW, OLD, Matching
from plandiff.align.similarity import LONGEST_POSTING, Similarity


class Evidence:
    """Likeness of the units that are free when it is first asked for."""

    def __init__(self, matching: Matching) -> None:
        self._matching = matching

    @cached_property
    def blocks(self) -> tuple[dict[int, str], dict[int, str]]:
        """The free blocks that have a text, old and new, with their keys."""
        return self._matching.free_texts(OLD, container=False), self._matching.free_texts(NEW, container=False)

    @cached_property
    def containers(self) -> tuple[dict[int, str], dict[int, str]]:
        """The free containers, old and new, with what they say."""
        old, new = self._matching.old, self._matching.new
        return (
            {i: old.voices[i] for i in self._matching.free_old() if old.container[i]},
            {j: new.voices[j] for j in self._matching.free_new() if new.container[j]},
        )

    @cached_property
    def similarity(self) -> Similarity:
        """Rarity is counted over all that is free."""
        return Similarity(text for texts in (*self.blocks, *self.containers) for text in texts.values())

    @cached_property
    def alike(self) -> dict[tuple[int, int], float]:
        """The pairs of blocks worth considering, with their dice."""
        return self.similarity.candidates(*self.blocks)

    @cached_property
    def alike_containers(self) -> dict[tuple[int, int], float]:
        """The pairs of containers worth considering, with the dice of what they say.

        All that say the same are among them, unless so many do that it says nothing.
        """
        old, new = self.containers
        there: defaultdict[str, list[int]] = defaultdict(list)
        for j, voice in new.items():
            there[voice].append(j)
        same = {
            (i, j): 1.0 for i, voice in old.items() if len(there.get(voice, ())) <= LONGEST_POSTING for j in there.get(voice, ())
        }
        return self.similarity.candidates(old, new) | same
