"""plans ─align▶ alignment: which units of one plan became which units of the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from plandiff.model.document import Note
from plandiff.model.plan import Plan

Mode = Literal["versions", "regions"]
Grade = Literal["same", "part", "touched"]
"""How far two units of different regions' plans cover the same subject: fully, partly, or hardly."""


@dataclass(frozen=True)
class RunnerUp:
    """The best rejected alternative to a link, on either side: one that would otherwise have been made."""

    old: str
    new: str
    score: float


@dataclass(frozen=True)
class Link:
    """Which units of the new plan became of which units of the old one.

    One old and several new units are a split, several old and one new a merge.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    score: float
    """0..1, its confidence: how similar the units are, including everything below them; 1 for identical text and for people's
    decisions."""
    by: str
    """The matcher that made it; `decision` if people did."""
    moved: bool = False
    """Its parent is not its old parent's counterpart, or it is out of order there."""
    runner_up: RunnerUp | None = None
    grade: Grade | None = None
    """Regions mode only."""


@dataclass(frozen=True)
class Related:
    """Two units of different regions' plans that cover the same subject (regions mode)."""

    old: str
    new: str
    score: float
    grade: Grade


@dataclass(frozen=True)
class Alignment:
    """Every unit of both plans is in exactly one link or unmatched."""

    old: Plan
    new: Plan
    mode: Mode
    links: tuple[Link, ...]
    """In the new plan's order."""
    deleted: tuple[str, ...]
    """Units of the old plan without a counterpart, in its order."""
    added: tuple[str, ...]
    """Units of the new plan without a counterpart, in its order."""
    related: tuple[Related, ...] = ()
    rejected: tuple[tuple[RunnerUp, ...], tuple[RunnerUp, ...]] = ((), ())
    """For the units without a counterpart, old and new (regions mode): the best rejected pair of each."""
    copies: tuple[tuple[str, str], ...] = ()
    """Added units of the new plan, each with the unit of the old one that it duplicates (versions mode)."""
    notes: tuple[Note, ...] = ()
    """Where a limit cut the search short."""
    script: bool = False
    """Traditional and simplified characters count as the same."""

    @cached_property
    def grades(self) -> dict[tuple[str, ...], Grade]:
        """Units of the new plan in one link -> how far they and their counterparts cover the same subject."""
        return {link.new: link.grade for link in self.links if link.grade}

    @cached_property
    def nearest(self) -> tuple[dict[str, tuple[str, float]], dict[str, tuple[str, float]]]:
        """For the old plan and the new one: unit without a counterpart -> the best rejected candidate and its similarity."""
        old, new = self.rejected
        return {pair.old: (pair.new, pair.score) for pair in old}, {pair.new: (pair.old, pair.score) for pair in new}

    @cached_property
    def relatives(self) -> tuple[dict[str, tuple[str, float]], dict[str, tuple[str, float]]]:
        """For the old plan and the new one: unit -> the unit most related to it, and their similarity."""
        found: tuple[dict[str, tuple[str, float]], dict[str, tuple[str, float]]] = {}, {}
        for pair in sorted(self.related, key=lambda pair: pair.score):
            found[0][pair.old] = pair.new, pair.score
            found[1][pair.new] = pair.old, pair.score
        return found

    @cached_property
    def elsewhere(self) -> tuple[frozenset[str], frozenset[str]]:
        """For the old plan and the new one: the units without a counterpart that are not in this plan alone. They are related to
        something in the other, or are paragraphs of a section that is; or they are sections whose whole content is in the other.
        """
        old, new = self.relatives
        return _elsewhere(self.old, self.deleted, old.keys()), _elsewhere(self.new, self.added, new.keys())

    @cached_property
    def stood_after(self) -> dict[str, str | None]:
        """Unit of the old plan -> the unit of the new plan that it came after; None at the beginning.

        That is the counterpart of the nearest unit before it that kept its place: a moved unit takes along its content, but
        nothing that came after it.
        """
        links = {unit: link for link in self.links for unit in link.old}
        found: dict[str, str | None] = {}
        carrier: dict[str | None, str | None] = {None: None}
        """Unit -> the innermost moved unit that carries it along, itself or one above it."""
        last: dict[str | None, str] = {}
        """Carrier -> the counterpart of the latest unit that it carries."""
        for unit in self.old.units:
            link = links.get(unit.id)
            found[unit.id] = last.get(carrier[unit.parent])
            carrier[unit.id] = unit.id if link and link.moved else carrier[unit.parent]
            if link:
                last[carrier[unit.id]] = link.new[-1]
        return found


def _elsewhere(plan: Plan, alone: Iterable[str], related: AbstractSet[str]) -> frozenset[str]:
    missing = {
        unit
        for unit in alone
        if unit not in related and (plan.unit[unit].kind == "section" or plan.unit[unit].parent not in related)
    }
    below: defaultdict[str | None, list[str]] = defaultdict(list)
    for unit in reversed(plan.units):
        if below[unit.id] and missing.isdisjoint(below[unit.id]):
            missing.discard(unit.id)
        below[unit.parent].append(unit.id)
    return frozenset(alone) - missing
