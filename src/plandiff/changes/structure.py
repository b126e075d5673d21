"""Sections, paragraphs, items, tables and rows that came, went, moved, were renamed, split or merged."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from plandiff.changes.evidence import Evidence
from plandiff.changes.facts import Fact, fact, identity, name_unit
from plandiff.changes.rules import KINDS, rule_named, rules_by_kind
from plandiff.language.folding import fold
from plandiff.model import Change, Comparison, Plan, Rule, Side, Unit

_SAFEGUARDS: Final = re.compile(
    r"(?:保障|支撑)(?:措施|机制|体系)?$|(?:加强|强化|健全|完善|夯实|落实).{0,8}保障|组织(?:实施|领导|保障)|(?:规划|方案)实施|(?:监测|督导|监督|考核|动态)评估"
    r"|safeguard|implementation|monitoring|evaluation",
    re.IGNORECASE,
)
"""Headings under which plans say how they will be carried through."""

SAFEGUARD: Final = "safeguard"

RuleOf = Mapping[str, Rule]
"""Kind of a unit, or `SAFEGUARD` -> the rule of what became of it."""

REMOVED: Final[RuleOf] = {**rules_by_kind("removed"), SAFEGUARD: rule_named("safeguard-removed")}
ADDED: Final[RuleOf] = {**rules_by_kind("added"), SAFEGUARD: rule_named("safeguard-added")}
MOVED: Final[RuleOf] = rules_by_kind("moved")
RENAMED: Final[RuleOf] = rules_by_kind("renamed")
SPLIT: Final[RuleOf] = rules_by_kind("split")
MERGED: Final[RuleOf] = rules_by_kind("merged")

Weights = dict[str, Counter[str]]
"""Section or table of one plan -> section or table of the other -> characters that the two share by links."""


def find_structure(evidence: Evidence) -> Iterator[Fact]:
    """What became of the units. What came or went as a part of something larger is not reported separately."""
    comparison = evidence.comparison
    single: tuple[tuple[Side, Plan, RuleOf], ...] = (("old", comparison.old, REMOVED), ("new", comparison.new, ADDED))
    for side, plan, rules in single:
        homes = {
            unit: change for change in comparison.changes if not (change.old and change.new) for unit in getattr(change, side)
        }
        for unit_id, change in homes.items():
            if plan.unit[unit_id].parent not in homes:
                yield from _alone(plan.unit[unit_id], plan, change, side, rules)
    for change in comparison.changes:
        if change.old and change.new and change.significant:
            yield from _linked(change, comparison)
    yield from _divided(evidence)


def _alone(unit: Unit, plan: Plan, change: Change, side: Side, rules: RuleOf) -> Iterator[Fact]:
    name = name_unit(unit, plan)
    if not name:
        return
    kinds = (_kind([unit]), SAFEGUARD) if _is_safeguard(unit, plan) else (_kind([unit]),)
    for kind in kinds:
        yield fact(rules[kind], change.id, identity(unit, plan), about=("unit", side, unit.id), **{side: name})


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


def _theme(unit: Unit) -> str:
    """The theme sentence of a unit that says more than that."""
    return unit.lead if len(unit.lead) < len(unit.text) else ""


def _kind(units: Sequence[Unit]) -> str:
    """The kind of some units as rules name it; what no rule names, and units of several kinds, are paragraphs."""
    kinds = {unit.kind for unit in units}
    return units[0].kind if len(kinds) == 1 and kinds <= set(KINDS) else "paragraph"


def _is_safeguard(unit: Unit, plan: Plan) -> bool:
    return any(_SAFEGUARDS.search(section.text) for section in plan.sections_above(unit.id))


def _divided(evidence: Evidence) -> Iterator[Fact]:
    """Sections and tables whose text went into several, or came from several."""
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
                weight = min(len(before.text), len(after.text))
                down[before.parent][after.parent] += weight
                up[after.parent][before.parent] += weight
    return down, up


def _wholes(there: Weights, back: Weights, evidence: Evidence, side: Side) -> Iterator[tuple[str, list[str], str]]:
    """(section or table, titles of its parts, change) for each that is in several parts on the other side."""
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
        if len(parts) > 1 and own.unit[whole].kind in ("section", "table"):
            yield whole, [identity(other.unit[part], other) for part in parts], comparison.change_of[side, whole]
