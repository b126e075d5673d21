"""The period of a whole plan, and whether a target is the plan's own or of a longer period."""

from __future__ import annotations

from plandiff.language.dates import Period
from plandiff.model import Plan, Target


def years_of(plan: Plan) -> Period | None:
    """The years that a plan covers: those it states, else for a report the year it sets targets for after reviewing the year
    before.
    """
    if plan.meta.years:
        return plan.meta.years
    scopes = [scope for unit in plan.units for scope in unit.timing.scopes]
    single = {(period.first, aspect) for period, aspect in scopes if period and period.first == period.last}
    known = [year for year, aspect in single if aspect == "plan" and (year - 1, "review") in single]
    return Period(known[0], known[0]) if len(known) == 1 else None


def are_successive(old: Period | None, new: Period | None) -> bool:
    """Whether one plan follows the other, in either order, and is not the same plan again."""
    return old is not None and new is not None and old != new


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
