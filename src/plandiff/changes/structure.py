"""Sections, paragraphs, items, tables and rows that were added, removed, moved, renamed, split or merged."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import chain, takewhile
from typing import Final

from plandiff.changes.evidence import Evidence
from plandiff.changes.facts import Fact, fact, identity, name_unit
from plandiff.changes.rules import KINDS, rule_named, rules_by_kind
from plandiff.changes.whereabouts import Whereabouts
from plandiff.language.folding import fold
from plandiff.model import SIDES, Change, Comparison, Plan, Rule, Side, Unit

_SAFEGUARDS: Final = re.compile(
    r"(?:保障|支撑)(?:措施|机制|体系)?$|(?:加强|强化|健全|完善|夯实|落实).{0,8}保障|组织(?:实施|领导|保障)|(?:规划|方案)实施|(?:监测|督导|监督|考核|动态)评估"
    r"|safeguard|implementation|monitoring|evaluation",
    re.IGNORECASE,
)
"""Headings under which plans say how they will be implemented."""
_NOTES: Final = re.compile(r"(?:foot|end)?notes|references|(?:附|脚|尾)?注释?|参考(?:文献|资料)", re.IGNORECASE)
"""Headings above notes, which may be below any other heading."""
_GONE: Final = re.compile(r"\(?(?:[删刪]除|[废廢]止|删去|repealed|deleted|reserved|omitted)\)?\.?", re.IGNORECASE)
"""What is printed in place of a repealed provision."""

SAFEGUARD: Final = "safeguard"

RuleOf = Mapping[str, Rule]
"""Kind of a unit, or `SAFEGUARD` -> the rule for what became of it."""

REMOVED: Final[RuleOf] = {**rules_by_kind("removed"), SAFEGUARD: rule_named("safeguard-removed")}
ADDED: Final[RuleOf] = {**rules_by_kind("added"), SAFEGUARD: rule_named("safeguard-added")}
MOVED: Final[RuleOf] = rules_by_kind("moved")
RENAMED: Final[RuleOf] = rules_by_kind("renamed")
HEADING: Final[dict[Side, Rule]] = {"old": rule_named("heading-removed"), "new": rule_named("heading-added")}
COPIED: Final[dict[Side, Rule]] = {"old": rule_named("text-deduplicated"), "new": rule_named("text-copied")}
REWRITTEN: Final = rule_named("section-rewritten")
SPLIT: Final[RuleOf] = rules_by_kind("split")
MERGED: Final[RuleOf] = rules_by_kind("merged")
COLUMN: Final[RuleOf] = {became: rule_named(f"column-{became}") for became in ("added", "removed", "moved", "renamed")}
"""What became of a column -> its rule."""

Weights = dict[str, Counter[str]]
"""Section or table of one plan -> section or table of the other -> characters that links connect."""


def find_structure(evidence: Evidence) -> Iterator[Fact]:
    """What became of the units. Parts of something larger that was added or removed are not reported separately."""
    comparison = evidence.comparison
    sides = [_Alone(evidence, side) for side in SIDES]
    rewritten = {found.subject: found for side in sides for found in side.rewritten()}  # found from either side
    yield from rewritten.values()
    for side, place in zip(sides, (1, 2), strict=True):
        yield from side.facts({str(subject[place]) for subject in rewritten})
    for change in comparison.changes:
        if change.old and change.new and change.significant:
            yield from _linked(change, comparison)
        yield from _reshaped(change, comparison)
    yield from _divided(evidence)


class _Alone:
    """The units of one plan without a counterpart, and the facts about them."""

    def __init__(self, evidence: Evidence, side: Side) -> None:
        self._tuning = evidence.tuning
        self._side = side
        self._plan, self._rules = (evidence.old, REMOVED) if side == "old" else (evidence.new, ADDED)
        self._other = evidence.new if side == "old" else evidence.old
        self._comparison = evidence.comparison
        changes = self._comparison.changes
        self._homes = {unit: change for change in changes if not (change.old and change.new) for unit in getattr(change, side)}
        self._linked = {unit for change in changes if change.old and change.new for unit in getattr(change, side)}

    def rewritten(self) -> Iterator[Fact]:
        """The sections that were rewritten into one of the other plan, or from one."""
        candidates = [
            (unit, change, below)
            for unit, change in self._whole()
            if unit.kind == "section"
            and unit.id not in self._stayed
            and _characters(below := self._below(unit)) >= self._tuning.copy
        ]
        whereabouts = Whereabouts(self._comparison, self._side, chain.from_iterable(below for _, _, below in candidates))
        for unit, change, below in candidates:
            if there := self._other.unit.get(whereabouts.find(below, self._tuning.elsewhere)):
                yield self._rewritten(unit, there, change)

    def facts(self, rewritten: AbstractSet[str]) -> Iterator[Fact]:
        """The facts about the others."""
        for unit, change in self._whole():
            if unit.id not in rewritten:
                yield from self._fact(unit, change)

    def _whole(self) -> Iterator[tuple[Unit, Change]]:
        """The units that are not part of something larger that was added or removed."""
        for unit_id, change in self._homes.items():
            unit = self._plan.unit[unit_id]
            if unit.parent not in self._homes or unit.parent in self._stayed:
                yield unit, change

    def _fact(self, unit: Unit, change: Change) -> Iterator[Fact]:
        name, about = name_unit(unit, self._plan), ("unit", self._side, unit.id)
        if not name or _GONE.fullmatch(fold("".join(below.text for below in self._below(unit)[:2])).strip()):
            return
        if unit.id in self._stayed:
            if unit.text:
                yield fact(HEADING[self._side], change.id, identity(unit, self._plan), about=about, **{self._side: name})
            return
        if self._is_copy(unit):
            yield fact(COPIED[self._side], change.id, unit.text, about=about, **{self._side: name})
            return
        kinds = (_kind([unit]), SAFEGUARD) if _is_safeguard(unit, self._plan) else (_kind([unit]),)
        for kind in kinds:
            yield fact(self._rules[kind], change.id, identity(unit, self._plan), about=about, **{self._side: name})

    def _rewritten(self, unit: Unit, there: Unit, change: Change) -> Fact:
        """The same fact for two sections, from whichever side."""
        old, new = (unit, there) if self._side == "old" else (there, unit)
        plans = (self._plan, self._other) if self._side == "old" else (self._other, self._plan)
        names = [name_unit(side, plan) for side, plan in zip((old, new), plans, strict=True)]
        key = [identity(side, plan) for side, plan in zip((old, new), plans, strict=True)]
        return fact(REWRITTEN, change.id, *key, about=("sections", old.id, new.id), old=names[0], new=names[1])

    @cached_property
    def _stayed(self) -> set[str]:
        """The headings that were added or removed alone: the text below them has counterparts."""
        return {
            unit
            for unit in self._homes
            if self._plan.unit[unit].kind == "section"
            and (share := self._share(self._plan.unit[unit]))
            and share >= (self._tuning.stayed if self._plan.unit[unit].text else self._tuning.part)
        }

    def _share(self, unit: Unit) -> float:
        """The share of a section's text, without its heading, that has a counterpart."""
        lengths = [(len(below.text), below.id in self._linked) for below in self._below(unit)[1:]]
        return sum(length for length, linked in lengths if linked) / (sum(length for length, _ in lengths) or 1)

    def _below(self, unit: Unit) -> list[Unit]:
        """A section and everything in it."""
        own = self._plan.units[self._places[unit.id] :]
        return [unit, *takewhile(lambda other: other.id.startswith((f"{unit.id}/", f"{unit.id}.")), own[1:])]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {unit.id: place for place, unit in enumerate(self._plan.units)}

    def _is_copy(self, unit: Unit) -> bool:
        """Whether a text of some length also occurs elsewhere, in both plans."""
        return unit.kind in ("paragraph", "item") and len(unit.text) >= self._tuning.copy and fold(unit.text) in self._standing

    @cached_property
    def _standing(self) -> set[str]:
        """The linked texts of this plan that the other plan has too."""
        return {fold(self._plan.unit[unit].text) for unit in self._linked} & {fold(unit.text) for unit in self._other.units}


def _characters(units: Iterable[Unit]) -> int:
    return sum(len(unit.text) for unit in units)


def _linked(change: Change, comparison: Comparison) -> Iterator[Fact]:
    before = [comparison.old.unit[unit] for unit in change.old]
    after = [comparison.new.unit[unit] for unit in change.new]
    old, new, kind = before[0], after[0], _kind(before + after)
    if change.moved:
        yield fact(MOVED[kind], change.id, identity(new, comparison.new), new=name_unit(new, comparison.new))
    if kind != "row":
        names = [unit.text if unit.kind in ("section", "table") else _theme(unit) for unit in (old, new)]
        if all(names) and fold(names[0]) != fold(names[1]):
            yield fact(RENAMED[kind], change.id, *names, old=names[0], new=names[1])
    if kind in ("paragraph", "item"):
        if change.split:
            yield fact(SPLIT[kind], change.id, old.text, old=name_unit(old, comparison.old))
        if change.merged:
            yield fact(MERGED[kind], change.id, new.text, new=name_unit(new, comparison.new))


def _reshaped(change: Change, comparison: Comparison) -> Iterator[Fact]:
    """What became of a table's columns; their cells are not reported one by one."""
    for column in change.columns:
        table = identity(comparison.new.unit[change.new[0]], comparison.new)
        if column.old or column.new:
            yield fact(COLUMN[column.kind], change.id, table, column.old, column.new, old=column.old, new=column.new)


def _theme(unit: Unit) -> str:
    """The theme sentence of a unit, if there is more text than that."""
    return unit.lead if len(unit.lead) < len(unit.text) else ""


def _kind(units: Sequence[Unit]) -> str:
    """The kind of some units for the rules; kinds without rules, and mixed kinds, count as paragraphs."""
    kinds = {unit.kind for unit in units}
    return units[0].kind if len(kinds) == 1 and kinds <= set(KINDS) else "paragraph"


def _is_safeguard(unit: Unit, plan: Plan) -> bool:
    above = plan.sections_above(unit.id)
    is_note = unit.layer == "notes" or any(_NOTES.fullmatch(section.text) for section in above)
    return not is_note and any(_SAFEGUARDS.search(section.text) for section in above)


def _divided(evidence: Evidence) -> Iterator[Fact]:
    """Sections and tables that were split into several, or merged from several."""
    comparison = evidence.comparison
    down, up = _weights(comparison)
    for whole, parts, change in _wholes(down, up, evidence, "old"):
        unit = comparison.old.unit[whole]
        yield fact(SPLIT[unit.kind], change, identity(unit, comparison.old), *parts, old=name_unit(unit, comparison.old))
    for whole, parts, change in _wholes(up, down, evidence, "new"):
        unit = comparison.new.unit[whole]
        yield fact(MERGED[unit.kind], change, identity(unit, comparison.new), *parts, new=name_unit(unit, comparison.new))


def _weights(comparison: Comparison) -> tuple[Weights, Weights]:
    down: Weights = defaultdict(Counter)
    up: Weights = defaultdict(Counter)
    for change in comparison.changes:
        for old in change.old:
            for new in change.new:
                before, after = comparison.old.unit[old], comparison.new.unit[new]
                if "section" in (before.kind, after.kind) or not (before.parent and after.parent):
                    continue
                if change.moved and not (comparison.old.unit[before.parent].text and comparison.new.unit[after.parent].text):
                    continue  # for an untitled article, the move of its paragraph says it all
                weight = min(len(before.text), len(after.text))
                down[before.parent][after.parent] += weight
                up[after.parent][before.parent] += weight
    return down, up


def _only_headed(parts: Sequence[str], whole: str, evidence: Evidence, side: Side) -> bool:
    """Whether the parts are subsections of the section's counterpart: its paragraphs only got headings."""
    comparison = evidence.comparison
    other = comparison.new if side == "old" else comparison.old
    there = next(
        (getattr(change, "new" if side == "old" else "old") for change in comparison.changes if whole in getattr(change, side)),
        (),
    )
    return all(any(above.id in there for above in other.sections_above(part)) for part in parts)


def _wholes(there: Weights, back: Weights, evidence: Evidence, side: Side) -> Iterator[tuple[str, list[str], str]]:
    """(section or table, titles of its parts, change) for each that is several on the other side."""
    comparison, tuning = evidence.comparison, evidence.tuning
    own, other = (comparison.old, comparison.new) if side == "old" else (comparison.new, comparison.old)
    for whole, weights in there.items():
        total = weights.total()
        parts = [
            part
            for part, weight in weights.items()
            if weight >= tuning.part * total
            and weight >= tuning.from_one * back[part].total()
            and other.unit[part].kind == own.unit[whole].kind
        ]
        if len(parts) > 1 and own.unit[whole].kind in ("section", "table") and not _only_headed(parts, whole, evidence, side):
            yield whole, [identity(other.unit[part], other) for part in parts], comparison.change_of[side, whole]
