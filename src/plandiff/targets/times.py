"""The time of a whole plan, by which its targets are those of the plan itself or of one that goes on longer."""

from __future__ import annotations

from plandiff.language.dates import Period
from plandiff.model import Plan, Target


def years_of(plan: Plan) -> Period | None:
    """The years that a plan covers: those it states, else of a report the one whose targets it sets and before which it looks back."""
    if plan.meta.years:
        return plan.meta.years
    scopes = [scope for unit in plan.units for scope in (unit.timing.scope, *(scope for _, scope in unit.timing.shifts))]
    single = {(period.first, aspect) for period, aspect in scopes if period and period.first == period.last}
    known = [year for year, aspect in single if aspect == "plan" and (year - 1, "review") in single]
    return Period(known[0], known[0]) if len(known) == 1 else None


def is_next(old: Period | None, new: Period | None) -> bool:
    """Whether a plan is another's next one, and not the same again."""
    return old is not None and new is not None and old != new


def goes_on(target: Target, other: Period | None) -> bool:
    """Whether a target is of years that are more than the other plan's one, and hold it: a report need not repeat it."""
    period = target.period
    return bool(
        period
        and other
        and other.first == other.last
        and period.first < period.last
        and period.first <= other.first <= period.last
    )
