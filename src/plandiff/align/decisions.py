"""Decisions, which name units by key -> the units they are about, and the decisions that no longer apply."""

from __future__ import annotations

from typing import Final, NamedTuple

from plandiff.align.matching import UnitPair
from plandiff.model import CONTAINERS, Decision, Decisions, Note, Plan, Unit

STALE: Final = "decision-stale"
"""The code of the note on a decision that cannot be carried out."""


class Ruling(NamedTuple):
    """What was decided about the units of two plans, by index."""

    pinned: tuple[UnitPair, ...]
    """In ascending order."""
    forbidden: frozenset[UnitPair]
    notes: tuple[Note, ...]
    """On decisions about units that do not exist or cannot match, and on those that contradict an earlier one."""

    @property
    def mirrored(self) -> Ruling:
        """The same with the sides swapped."""
        return Ruling(tuple(sorted((j, i) for i, j in self.pinned)), frozenset((j, i) for i, j in self.forbidden), self.notes)


def rule(decisions: Decisions, old: Plan, new: Plan) -> Ruling:
    """Find the units that decisions are about. Of contradictory decisions the first wins."""
    if not decisions:
        return Ruling((), frozenset(), ())
    places = [{plan.keys[unit.id]: place for place, unit in enumerate(plan.units)} for plan in (old, new)]
    pinned: dict[int, int] = {}
    taken: dict[int, int] = {}
    forbidden: dict[UnitPair, None] = {}
    stale: dict[Decision, None] = {}
    for entry in decisions.entries:
        i, j = places[0].get(entry.old), places[1].get(entry.new)
        if i is None or j is None:
            stale[entry] = None
        elif entry.saying == "forbid" and pinned.get(i) != j:
            forbidden[i, j] = None
        elif entry.saying == "pin" and pinned.get(i) == j:
            continue  # stated twice
        elif (
            entry.saying == "pin"
            and _may_be_one(old.units[i], new.units[j])
            and not (i in pinned or j in taken or (i, j) in forbidden)
        ):
            pinned[i], taken[j] = j, i
        else:
            stale[entry] = None
    return Ruling(tuple(sorted(pinned.items())), frozenset(forbidden), tuple(Note(STALE, str(entry)) for entry in stale))


def _may_be_one(old: Unit, new: Unit) -> bool:
    return old.kind == new.kind or CONTAINERS.isdisjoint((old.kind, new.kind))
