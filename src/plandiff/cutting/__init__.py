"""Cutting Chinese text into words, as jieba does.

Two ways lead to the same words: rjieba, which first loads its dictionary, and the same method over a dictionary that is mapped from a
file, which starts at once and cuts more slowly. The first some characters of a process are cut from the file.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import Final

AT_ONCE: Final = 20_000
"""Characters that a process cuts from the mapped dictionary: half of what takes as long as loading rjieba does."""
RUNS_KEPT: Final = 1 << 14
"""Runs whose words are cached, since two versions of a text share most of theirs (runs)."""


class _Cutter:
    def __init__(self) -> None:
        self._left = AT_ONCE if sys.byteorder == "little" else 0  # the files are in that order

    def cut(self, run: str) -> tuple[str, ...]:
        self._left -= len(run)
        if self._left < 0:
            import rjieba

            return tuple(rjieba.cut(run))
        from plandiff.cutting.mapped import cut

        return tuple(cut(run))


cut_run: Final = lru_cache(maxsize=RUNS_KEPT)(_Cutter().cut)
"""The words of a run of Chinese characters; joined, they are the run."""
