"""Changes of the plans' quantities, as rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isclose
from typing import Final, NamedTuple

from plandiff.language.numerals import MAGNITUDES, spaced
from plandiff.language.units import base_of
from plandiff.model import Comparison, Role, Side, Target, TargetChange, TargetKind
from plandiff.renderers.rows import first_words, path_of
from plandiff.renderers.view import View

LABEL_CHARACTERS: Final = 28
"""Characters shown of an indicator's name; a longer one is a sentence."""

UNSHOWN: Final[tuple[tuple[TargetKind, ...], ...]] = (("unchanged",), ("renamed",))
"""Changes of a quantity whose number is the same: not for a table of numbers."""

_NUMBER: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_MAGNITUDE: Final = re.compile("|".join(sorted(MAGNITUDES, key=len, reverse=True)))


class Difference(NamedTuple):
    """New minus old."""

    amount: str
    """With its sign, `+2`, `−0.5`."""
    unit: str
    """As the new plan prints it; "%" means percentage points."""
    percent: str = ""
    """Relative to the old value, with its sign; "" if that is meaningless, as for percentages."""


class Quantity(NamedTuple):
    """A quantity that changed, or was added or deleted."""

    anchor: str
    path: tuple[str, ...]
    """The sections above it, in the new plan if it is there."""
    label: str
    """What is measured."""
    old: str
    """As printed, with comparator and unit; "" if it is not there."""
    new: str
    kinds: tuple[TargetKind, ...]
    effect: str
    """`stronger`, `weaker`, or "" if neither is known."""
    difference: Difference | None
    """None if the two have no common unit."""
    is_target: bool
    """Whether it is a goal, not a state of affairs."""
    period: str
    """The years it is for; "" if they are not known."""
    role: Role
    bars: tuple[int, int] | None
    """Both values in percent of the greater one; None if they cannot be compared."""
    orders: tuple[str, str, str]
    """By what the old value, the new one and the difference sort, in the base unit; "" for a number that sorts as it is printed."""


class Quantities(NamedTuple):
    """The quantities that changed."""

    changed: tuple[Quantity, ...]
    """In both plans."""
    dropped: tuple[Quantity, ...]
    added: tuple[Quantity, ...]

    @property
    def all(self) -> int:
        """How many there are."""
        return len(self.changed) + len(self.dropped) + len(self.added)


def quantities(comparison: Comparison, view: View) -> Quantities:
    """The comparison's targets for a reader, each in document order."""
    rows = tuple(_quantities(comparison, view))
    return Quantities(
        tuple(row for row in rows if row.old and row.new),
        tuple(row for row in rows if not row.new),
        tuple(row for row in rows if not row.old),
    )


def count_changed_targets(comparison: Comparison) -> int:
    """The targets among the quantities that both plans have, and that changed."""
    return sum(
        _is_target(change.new) for change in comparison.targets if change.old and change.new and change.kinds not in UNSHOWN
    )


def _quantities(comparison: Comparison, view: View) -> Iterator[Quantity]:
    for change in comparison.targets:
        stated = change.new or change.old
        if stated is None or change.kinds in UNSHOWN:
            continue
        side: Side = "old" if change.new is None or change.within == "old" else "new"
        yield Quantity(
            view.anchors[side, stated.node],
            path_of(comparison.plan(side), stated.node),
            first_words(stated.indicator, LABEL_CHARACTERS),
            *_printed(change),
            change.kinds,
            change.effect,
            _difference(change),
            _is_target(stated),
            str(stated.period or ""),
            stated.role,
            _bars(change),
            (_order(change.old), _order(change.new), _order_of_difference(change)),
        )


def _is_target(stated: Target) -> bool:
    """Whether it is a goal, not a state of affairs."""
    return stated.role in ("target", "change")


def _order(target: Target | None) -> str:
    if target is None or target.middle is None:
        return ""
    printed = _NUMBER.search(target.text.replace(",", ""))
    value = target.middle * base_of(target.unit)[1]
    return "" if printed and isclose(float(printed[0]), value) else f"{value:.12g}"


def _order_of_difference(change: TargetChange) -> str:
    difference = _difference(change)
    if difference is None or change.new is None or not change.difference:
        return ""
    value = change.difference * base_of(change.new.unit)[1]
    return "" if isclose(float(difference.amount.replace("−", "-")), value) else f"{value:.12g}"


def _bars(change: TargetChange) -> tuple[int, int] | None:
    old, new = (target.middle if target else None for target in (change.old, change.new))
    if not change.difference or old is None or new is None or min(old, new) < 0:
        return None
    greatest = max(old, new)
    return round(100 * old / greatest), round(100 * new / greatest)


def _printed(change: TargetChange) -> tuple[str, str]:
    """Both quantities as printed; with their years if only those differ."""
    old, new = change.old, change.new
    dated = bool(old and new and old.text == new.text and old.year != new.year)
    return _text(old, dated=dated), _text(new, dated=dated)


def _text(target: Target | None, *, dated: bool) -> str:
    if target is None:
        return ""
    return f"{target.text} ({target.year})" if dated and target.year else target.text


def _difference(change: TargetChange) -> Difference | None:
    if not change.difference or change.new is None:
        return None
    found = _MAGNITUDE.search(change.new.text)
    magnitude = found[0] if found else change.new.magnitude
    power: int = MAGNITUDES.get(magnitude, 0)
    unit = change.new.unit.replace(":1", "").replace("1:", "")  # of a ratio, only one number differs
    share = round(change.percent or 0.0, 1)
    percent = _signed(share) if share and unit != "%" else ""
    return Difference(_signed(change.difference / 10**power), f"{spaced(magnitude)}{unit}", percent)


def _signed(value: float) -> str:
    """Twelve digits hide floating-point error, and no plan states more."""
    return f"{'+' if value > 0 else '−'}{f'{abs(value):.12g}'}"
