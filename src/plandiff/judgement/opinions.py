"""Readers' opinions, which name units by their keys -> the changes of a comparison that they are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plandiff.model import Comparison, Finding, Opinion, Plan, Review, Side


def annotate(comparison: Comparison, opinions: Sequence[Opinion]) -> Comparison:
    """The comparison with the opinions on its changes."""
    if not opinions:
        return comparison
    homes = _homes(comparison)
    placed = tuple((home, opinion) for opinion in opinions if (home := _home(opinion, homes)))
    return comparison.with_opinions(placed) if placed else comparison


def find_stale_opinions(comparison: Comparison, opinions: Sequence[Opinion]) -> tuple[Opinion, ...]:
    """The opinions on changes that the comparison does not have, because their texts have changed."""
    if not opinions:
        return ()
    homes = _homes(comparison)
    return tuple(opinion for opinion in opinions if not _home(opinion, homes))


def find_agreed(judged: Review) -> Iterator[tuple[str, Finding, Opinion]]:
    """The findings of changes with which somebody agreed and nobody did not, each with its document's path and the first opinion.

    A finding throughout a plan is agreed if all of its changes are.
    """
    for document in judged.documents:
        if not document.comparison:
            continue
        for finding in document.comparison.findings:
            said = [document.comparison.opinions_on(change) for change in finding.places or (finding.change,)]
            if all({opinion.verdict for opinion in opinions if opinion.verdict} == {"agreed"} for opinions in said):
                yield document.path, finding, next(opinion for opinion in said[0] if opinion.verdict)


def _homes(comparison: Comparison) -> dict[tuple[str, str], str]:
    """(side, key of a unit) -> the change it is in."""
    sides: tuple[tuple[Side, Plan], ...] = (("old", comparison.old), ("new", comparison.new))
    return {(side, key): comparison.change_of[side, unit] for side, plan in sides for unit, key in plan.keys.items()}


def _home(opinion: Opinion, homes: dict[tuple[str, str], str]) -> str | None:
    """The one change that has all units of an opinion; None if there is no such change."""
    found = {homes.get((side, key)) for side, keys in (("old", opinion.old), ("new", opinion.new)) for key in keys}
    return found.pop() if len(found) == 1 else None
