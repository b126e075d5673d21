"""alignment ─describe▶ comparison: what became of each unit, and all that a renderer gets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from plandiff.model.alignment import Alignment, RunnerUp
from plandiff.model.finding import Finding
from plandiff.model.plan import Plan
from plandiff.model.target import TargetChange

Op = Literal["equal", "noise", "delete", "insert", "replace"]
Status = Literal["equal", "noise", "changed", "added", "deleted"]


@dataclass(frozen=True)
class Edit:
    """A run of text and what became of it; joined, the edits of a change give both texts."""

    op: Op
    old: str
    new: str
    noise: str = ""
    """Of `noise` edits: the class (`width`, `space`, `punctuation`, `quote`, `invisible`, `numbering`,
    `script`)."""


@dataclass(frozen=True)
class Change:
    """What became of some units; every unit of both plans is in exactly one change."""

    id: str
    status: Status
    old: tuple[str, ...]
    new: tuple[str, ...]
    edits: tuple[Edit, ...]
    moved: bool = False
    renumbered: bool = False
    score: float = 1.0
    by: str = ""
    runner_up: RunnerUp | None = None

    @property
    def split(self) -> bool:
        return len(self.new) > 1 and len(self.old) == 1

    @property
    def merged(self) -> bool:
        return len(self.old) > 1 and len(self.new) == 1


@dataclass(frozen=True)
class Doubt:
    """One reason for which a comparison is not wholly to be trusted."""

    about: Literal["old", "new", "alignment"]
    cause: str
    """A stable name: of a plan `encoding-errors`, `encoding-guessed` or `no-headings`; of the alignment `unlike`."""
    confidence: float
    """0..1, what is left."""


@dataclass(frozen=True)
class Summary:
    """Counts over all changes. `sections` counts headings, `units` headings and blocks."""

    units: tuple[int, int]
    """Of the old and the new plan."""
    sections: tuple[int, int]
    sections_touched: int
    """Sections of either plan in whose heading or own body anything but noise changed."""
    equal: int
    noise: int
    changed: int
    added: int
    deleted: int
    moved: int
    split: int
    merged: int
    renamed: int
    renumbered: int
    characters_deleted: int
    """Characters marked as deleted inside changed units, and so inserted below."""
    characters_inserted: int
    noise_classes: tuple[tuple[str, int], ...]
    """Noise class -> number of edits, by class name."""
    retitled: bool = False
    """The title of the plan itself changed beyond noise (versions mode)."""
    doubts: tuple[Doubt, ...] = ()
    """What speaks against trusting the comparison, the gravest first."""

    @property
    def confidence(self) -> float:
        """How far the comparison can be trusted, 0..1: as far as the gravest doubt leaves it."""
        return self.doubts[0].confidence if self.doubts else 1.0

    @property
    def different(self) -> bool:
        """Whether anything differs beyond noise and numbering."""
        return self.retitled or any((self.changed, self.added, self.deleted, self.moved, self.split, self.merged))


Place = tuple[Literal["old", "new"], str]
"""A unit of either plan."""


@dataclass(frozen=True)
class Comparison:
    """All that a renderer gets."""

    alignment: Alignment
    changes: tuple[Change, ...]
    """In the new plan's order, deleted units where they stood in the old one."""
    summary: Summary
    targets: tuple[TargetChange, ...] = ()
    """What became of the quantities: in the new plan's order, dropped ones after them in the old plan's."""
    findings: tuple[Finding, ...] = ()
    """What the changes mean, by the rules: in the order of the changes; first what concerns the plan as a whole."""

    @cached_property
    def change_of(self) -> dict[Place, str]:
        """Unit of either plan -> the id of the change that it is in."""
        homes: dict[Place, str] = {}
        for change in self.changes:
            homes |= {("old", unit): change.id for unit in change.old}
            homes |= {("new", unit): change.id for unit in change.new}
        return homes

    @property
    def old(self) -> Plan:
        return self.alignment.old

    @property
    def new(self) -> Plan:
        return self.alignment.new
