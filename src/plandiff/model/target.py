"""The quantities of a plan, and what became of them in another."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, Literal

from plandiff.language.dates import Period
from plandiff.language.numerals import MAGNITUDES
from plandiff.language.periods import Aspect
from plandiff.language.quantity import Comparator

Role = Literal["target", "actual", "baseline", "change", "other"]
TargetKind = Literal[
    "unchanged",
    "raised",
    "lowered",
    "restated",
    "comparator",
    "vaguer",
    "sharper",
    "advanced",
    "postponed",
    "dated",
    "undated",
    "bound",
    "unbound",
    "renamed",
    "added",
    "dropped",
    "reported",
    "open",
    "met",
    "missed",
    "disagreement",
]
"""What can become of a target; docs/targets.md explains each."""
PeriodSource = Literal["printed", "text", "section", "document", ""]
"""Where a target's period is said: in its sentence or the head of its column, before it in its paragraph, in the headings above it, or
of the whole plan; "" of a target without period."""
Polarity = Literal["higher", "lower", "unknown"]


_BARE: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")
ROUNDING: Final = 1e-9
"""By how much of itself a factor may miss a power of ten, which is what floating point adds."""


@dataclass(frozen=True)
class Target:
    """A quantity that a plan states, with what it measures: a target, or what a target is measured by."""

    node: str
    """Id of the unit it stands in."""
    indicator: str
    """What is measured, in the words of the sentence or of the table row."""
    text: str
    """The quantity as printed, with comparator and unit: `不低于95%`."""
    value: float | tuple[float, float] | None
    """In base units (万, 亿 and `million` multiplied out; percent on its own scale); (low, high) of a range; None of a target in words."""
    unit: str
    """`%`, `个`, `元/人`; "" where none is printed."""
    comparator: Comparator
    """`×` is a multiple of another value (翻一番, 减半); `range` has two values; `~` is about; `text` is of a target in words."""
    year: Period | None
    """Printed in the sentence or the head of the column; None where none is."""
    role: Role
    """`target` to be reached, `actual` reached, `baseline` where a target starts from, `change` an increase or
    decrease, `other` a threshold or qualifier that is not itself a target."""
    planned: bool | None = None
    """Of a change: whether it lies ahead; None for other roles."""
    direction: Literal["up", "down", ""] = ""
    """Of a change: increase or decrease, where a word says so."""
    binding: Literal["binding", "expected", ""] = ""
    """约束性 or 预期性, where the plan says so."""
    period: Period | None = None
    """The years it is of, whether they are printed beside it or said before it, above it or of the whole plan."""
    period_source: PeriodSource = ""
    aspect: Aspect | Literal[""] = ""
    """Whether what stands there looks back, plans, or tells the background; "" where that is not known."""
    word_class: str = ""
    """What a target in words asks for, `sync` of 与经济增长同步; docs/targets.md lists them. "" of quantities."""
    paragraph: str = field(default="", repr=False)
    """The whole text of the unit as printed, its number included."""
    start: int = field(default=0, compare=False)
    """Where `text` begins in `paragraph` (characters)."""

    @property
    def middle(self) -> float | None:
        """The value, of a range its middle; None in words."""
        return (self.value[0] + self.value[1]) / 2 if isinstance(self.value, tuple) else self.value

    @property
    def magnitude(self) -> str:
        """What the bare number of a table's cell counts in, as the head of the column has it with the unit: `亿` of 450 亿元; "" of
        a quantity that is printed whole."""
        number = _BARE.fullmatch(self.text)
        if number is None or self.value is None or isinstance(self.value, tuple):
            return ""
        factor = self.value / (float(self.text.replace(",", "")) or 1.0)
        latin = self.unit.isascii() and self.unit[:1].isalpha()
        known = (name for name, power in MAGNITUDES.items() if abs(factor / 10**power - 1) < ROUNDING)
        return next((name for name in known if name.isascii() == latin), "")


@dataclass(frozen=True)
class TargetChange:
    """What became of one target of the old plan in the new one."""

    kinds: tuple[TargetKind, ...]
    """All that apply, in the order of `TargetKind`; `unchanged`, `met`, `missed` and `disagreement` stand alone."""
    old: Target | None
    """None of an added target."""
    new: Target | None
    """None of a dropped one. Of `met` and `missed`: the value that the new plan says was reached."""
    difference: float | None = None
    """New value minus old, in base units; of ranges that of their middles. None unless both have the same unit."""
    percent: float | None = None
    """The difference in per cent of the old value; None where that is 0."""
    polarity: Polarity = "unknown"
    """Which value is better: `higher` 入学率, `lower` 生师比; `unknown` where neither words nor comparator tell."""
    effect: Literal["stronger", "weaker", ""] = ""
    """Whether the target asks for more or for less than before, by value and polarity; "" where that is not known."""
    within: Literal["old", "new", ""] = ""
    """Of a disagreement: the plan whose table (`old`) and body (`new`) state different values."""
