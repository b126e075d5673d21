"""Readers' remarks, named by the keys of units -> the changes of a comparison that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plandiff.model import Comparison, Finding, Plan, Remark, Review, Side


def annotate(comparison: Comparison, remarks: Iterable[Remark]) -> Comparison:
    """The comparison with what was said of its changes."""
    homes = _homes(comparison)
    placed = tuple((home, remark) for remark in remarks if (home := _home(remark, homes)))
    return comparison.with_remarks(placed) if placed else comparison


def find_stale_remarks(comparison: Comparison, remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """The remarks on changes that the comparison does not have: their texts are others by now."""
    homes = _homes(comparison)
    return tuple(remark for remark in remarks if not _home(remark, homes))


def find_agreed(judged: Review) -> Iterator[tuple[str, Finding, Remark]]:
    """The findings of changes with which somebody agreed and nobody did not, each with its document's path and what was said first.

    What is found throughout a plan is agreed where all of its changes are.
    """
    for document in judged.documents:
        if not document.comparison:
            continue
        for finding in document.comparison.findings:
            said = [document.comparison.remarks_on(change) for change in finding.places or (finding.change,)]
            if all({remark.verdict for remark in remarks if remark.verdict} == {"agreed"} for remarks in said):
                yield document.path, finding, next(remark for remark in said[0] if remark.verdict)


def _homes(comparison: Comparison) -> dict[tuple[str, str], str]:
    """(side, key of a unit) -> the change it is in."""
    sides: tuple[tuple[Side, Plan], ...] = (("old", comparison.old), ("new", comparison.new))
    return {(side, key): comparison.change_of[side, unit] for side, plan in sides for unit, key in plan.keys.items()}


def _home(remark: Remark, homes: dict[tuple[str, str], str]) -> str | None:
    """The one change that has all units of a remark; None where there is no such change."""
    found = {homes.get((side, key)) for side, keys in (("old", remark.old), ("new", remark.new)) for key in keys}
    return found.pop() if len(found) == 1 else None
