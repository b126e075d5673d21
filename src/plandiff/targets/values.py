"""Comparing the values of targets, whatever units they are printed in."""

from __future__ import annotations

from math import isclose

from plandiff.language.decimals import number
from plandiff.language.units import base_of, common_unit
from plandiff.model import Target


def is_same_value(old: Target, new: Target) -> bool:
    """Whether two targets state the same value, whatever units they are printed in."""
    before, after = _based(old), _based(new)
    return len(before) == len(after) and all(isclose(a, b, rel_tol=1e-9) for a, b in zip(before, after, strict=True))


def _based(target: Target) -> tuple[float, ...]:
    factor = base_of(target.unit)[1]
    value = target.value
    return () if value is None else tuple(part * factor for part in (value if isinstance(value, tuple) else (value,)))


def difference_of(old: Target, new: Target) -> tuple[float | None, float | None]:
    """The new value minus the old, in the new one's unit, and as a percentage of the old; None for words. Between a growth and a
    fall, the fall is negative.
    """
    before, after = old.middle, new.middle
    if before is None or after is None:
        return None, None
    if common_unit(old.unit) != common_unit(new.unit):
        before *= base_of(old.unit)[1] / base_of(new.unit)[1]
    if {old.direction, new.direction} == {"up", "down"}:  # a growth became a fall
        before, after = (-value if side.direction == "down" else value for side, value in ((old, before), (new, after)))
    difference = 0.0 if isclose(before, after, rel_tol=1e-9) else round(after - before, 6)
    return number(difference), round(100 * difference / abs(before), 2) if before else None
