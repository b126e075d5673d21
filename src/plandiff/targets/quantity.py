"""What the stages of this package hand on: a quantity with its place in the sentence."""

from __future__ import annotations

from typing import NamedTuple

from plandiff.model import Comparator
from plandiff.targets.lexicon import UnitKind


class Quantity(NamedTuple):
    """A quantity of a sentence; `start` and `end` are characters of the sentence."""

    start: int
    end: int
    value: float | tuple[float, float]
    unit: str
    kind: UnitKind
    comparator: Comparator
    multiple: bool = False
    """翻一番, 倍增, 减半: a change by a factor, in a word of its own."""
