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
"""Where a target's period is stated: in its sentence or the head of its column, before it in its paragraph, in the headings above it,
or for the whole plan; "" for a target without a period."""
Polarity = Literal["higher", "lower", "unknown"]


_BARE: Final = re.compile(r"[-−－]?(?P<digits>\d[\d,]*(?:\.\d+)?)")
ROUNDING: Final = 1e-9
"""Relative tolerance for a factor to count as a power of ten, for floating-point error."""


@dataclass(frozen=True)
class Target:
    """A quantity that a plan states, with what it measures: a target, or what a target is measured by."""

    node: str
    """Id of the unit it is in."""
    indicator: str
    """What is measured, in the words of the sentence or of the table row."""
    text: str
    """The quantity as printed, with comparator and unit: `不低于95%`."""
    value: float | tuple[float, float] | None
    """In base units (万, 亿 and `million` multiplied out; percent on its own scale); (low, high) for a range; None for a target in words."""
    unit: str
    """`%`, `个`, `元/人`; "" if none is printed."""
    comparator: Comparator
    """`×` is a multiple of another value (翻一番, 减半); `range` has two values; `~` is about; `text` is for a target in words."""
    year: Period | None
    """Printed in the sentence or the head of the column; None if not printed."""
    role: Role
    """`target` to be reached, `actual` reached, `baseline` where a target starts from, `change` an increase or
    decrease, `other` a threshold or qualifier that is not itself a target."""
    planned: bool | None = None
    """Of a change: whether it lies ahead; None for other roles."""
    direction: Literal["up", "down", ""] = ""
    """Of a change: increase or decrease, if a word says so."""
    binding: Literal["binding", "expected", ""] = ""
    """约束性 or 预期性, if the plan says so."""
    period: Period | None = None
    """The years it is for, whether printed beside it or stated before it, above it or for the whole plan."""
    period_source: PeriodSource = ""
    aspect: Aspect | Literal[""] = ""
    """Whether that passage looks back, plans, or gives background; "" if unknown."""
    word_class: str = ""
    """What a target in words asks for, `sync` of 与经济增长同步; docs/targets.md lists them. "" for quantities."""
    paragraph: str = field(default="", repr=False)
    """The whole text of the unit as printed, its number included."""
    start: int = field(default=0, compare=False)
    """Where `text` begins in `paragraph` (characters)."""

    @property
    def is_aim(self) -> bool:
        """Whether this is what the plan wants, as a value or a change to come, and not what was."""
        return self.role == "target" or bool(self.planned)

    @property
    def middle(self) -> float | None:
        """The value, of a range its middle; None for a target in words."""
        return (self.value[0] + self.value[1]) / 2 if isinstance(self.value, tuple) else self.value

    @property
    def is_bare(self) -> bool:
        """Whether it is printed as a number alone, as in a table whose unit stands elsewhere."""
        return _BARE.fullmatch(self.text) is not None

    @property
    def magnitude(self) -> str:
        """The multiplier of a table cell's bare number, from the unit in the head of the column: `亿` for 450 亿元; "" for a
        quantity that is printed in full."""
        number = _BARE.fullmatch(self.text)
        if number is None or self.value is None or isinstance(self.value, tuple):
            return ""
        factor = abs(self.value) / (float(number["digits"].replace(",", "")) or 1.0)
        latin = self.unit.isascii() and self.unit[:1].isalpha()
        known = (name for name, power in MAGNITUDES.items() if abs(factor / 10**power - 1) < ROUNDING)
        return next((name for name in known if name.isascii() == latin), "")


@dataclass(frozen=True)
class TargetChange:
    """What became of one target of the old plan in the new one."""

    kinds: tuple[TargetKind, ...]
    """All that apply, in the order of `TargetKind`; `unchanged`, `met`, `missed` and `disagreement` exclude all others."""
    old: Target | None
    """None for an added target."""
    new: Target | None
    """None for a dropped one. For `met` and `missed`: the value that the new plan says was reached."""
    difference: float | None = None
    """New value minus old, in base units; for ranges, of their middles. None unless both have the same unit."""
    percent: float | None = None
    """The difference in percent of the old value; None if that is 0."""
    polarity: Polarity = "unknown"
    """Which value is better: `higher` 入学率, `lower` 生师比; `unknown` if neither words nor comparator tell."""
    effect: Literal["stronger", "weaker", ""] = ""
    """Whether the target asks for more or for less than before, by value and polarity; "" if unknown."""
    within: Literal["old", "new", ""] = ""
    """For a disagreement: the plan whose table (`old`) and body (`new`) state different values."""
