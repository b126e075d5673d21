"""Whether a target is the plan's own or of a longer period."""

from __future__ import annotations

from plandiff.language.dates import Period
from plandiff.model import Target


def goes_on(target: Target, own: Period | None, other: Period | None) -> bool:
    """Whether a target covers several years including the other plan's single one, or lies beyond that year and was set before it: a
    report need not repeat it.
    """
    period = target.period
    if not period or not other or other.first < other.last:
        return False
    if period.first == period.last:
        return own is not None and own.first <= other.first < period.last
    return period.first <= other.first <= period.last
