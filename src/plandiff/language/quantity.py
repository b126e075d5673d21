"""A quantity: a value with its unit and comparator."""

from __future__ import annotations

from typing import Literal, NamedTuple

Comparator = Literal["=", ">=", "<=", ">", "<", "~", "range", "×", "text"]
"""`text` is for words that compare without a number: 与经济增长同步."""
UnitKind = Literal["count", "measure", "money", "time", "share", "times", ""]


class Quantity(NamedTuple):
    """A quantity of a sentence; `start` and `end` are characters of the sentence."""

    start: int
    end: int
    value: float | tuple[float, float]
    unit: str
    kind: UnitKind
    comparator: Comparator
    multiple: bool = False
    """翻一番, 倍增, 减半: a change by a factor, in a single word."""

    def negated(self) -> Quantity:
        """The same with the other sign."""
        if isinstance(self.value, tuple):
            low, high = self.value
            return self._replace(value=(-high, -low))
        return self._replace(value=-self.value)

    def unsigned(self) -> Quantity:
        """The same without a minus, which only repeats a word that says that something falls: `降低 | -14%`."""
        if isinstance(self.value, tuple):
            low, high = sorted(map(abs, self.value))
            return self._replace(value=(low, high))
        return self._replace(value=abs(self.value))
