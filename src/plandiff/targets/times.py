"""Whether a target is the plan's own or of a longer period."""

from __future__ import annotations

from plandiff.language.dates import Period
from plandiff.model import Target


def goes_on(target: Target, other: Period | None) -> bool:
    """Whether a target covers several years including the other plan's single one: a report need not repeat it."""
    period = target.period
    return bool(
        period
        and other
        and other.first == other.last
        and period.first < period.last
        and period.first <= other.first <= period.last
    )
