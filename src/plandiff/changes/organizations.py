"""Who leads, is responsible or supports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from plandiff.changes.evidence import Evidence
from plandiff.changes.facts import Fact, fact, headed_cells
from plandiff.changes.rules import rule_named
from plandiff.changes.terms import Term, replaced_terms
from plandiff.language.folding import fold
from plandiff.language.letters import is_cjk
from plandiff.model import Comparison, Plan, Unit

LEAD, CHARGE, SUPPORT = "lead", "responsible", "support"
_PRINTED: Final = {LEAD: "牵头", CHARGE: "负责", SUPPORT: "配合"}
_LATIN: Final = (
    "(?: (?:agency|agencies|body|bodies|department|departments|ministry|party|parties|office|entity|entities|unit|units))?"
)
_LABELS: Final = {
    LEAD: f"牵头单位|牵头部门|主办单位|主责单位|lead{_LATIN}",
    CHARGE: f"主管部门|责任单位|责任部门|责任主体|实施单位|实施主体|responsible{_LATIN}",
    SUPPORT: f"配合单位|配合部门|协办单位|参加单位|参与单位|协同单位|(?:support|supporting|participating){_LATIN}",
}
_LABELLED: Final = re.compile(
    rf"(?:{'|'.join(f'(?P<{role}>{label})' for role, label in _LABELS.items())})(?:[:：]\s*|为(?!了|履行|完成|保障|保护|加强|确保|实现|推动|促进|其|本|该))(?P<names>[^。；;）)\n]+)",
    re.IGNORECASE,
)
_BRACKET: Final = re.compile(r"[（(]([^（）()]*(?:牵头|负责|配合|参与|参加|落实))[）)]")
_ROLE: Final = re.compile(
    r"(?P<names>.+?)(?:等)?(?:部门|单位)?(?:按(?:照)?(?:各自)?职责(?:分工)?|分工|共同|分别|具体){0,4}(?P<role>牵头(?:负责|落实)?|负责|配合|参与|参加|落实)$"
)
_BETWEEN: Final = re.compile(r"[、，,]|和|及|与(?!信息)|\band\b")

CHANGED: Final = rule_named("responsible-body-changed")
REMOVED: Final = rule_named("responsible-body-removed")
ADDED: Final = rule_named("responsible-body-added")

Assignment = tuple[str, str]
"""An organization's name and its role: `LEAD`, `CHARGE` (it is responsible, perhaps as one of several) or `SUPPORT`."""


def find_organizations(evidence: Evidence) -> Iterator[Fact]:
    """Organizations that were added, removed or changed their role in counterpart texts."""
    comparison = evidence.comparison
    for change in evidence.changed:
        if _of_one_table(comparison.old.unit[change.old[0]], comparison.new.unit[change.new[0]], comparison):
            continue
        old = [assignment for unit in change.old for assignment in _organizations(comparison.old.unit[unit], comparison.old)]
        new = [assignment for unit in change.new for assignment in _organizations(comparison.new.unit[unit], comparison.new)]
        gone, come = _without(old, new), _without(new, old)
        if gone or come:
            old, new = _renamed(old, replaced_terms(evidence)), _renamed(new, replaced_terms(evidence))
            gone, come = _without(old, new), _without(new, old)
        if not gone and not come:
            continue
        rule = CHANGED if gone and come else REMOVED if gone else ADDED
        before, after = _listed(gone), _listed(come)
        text = comparison.new.unit[change.new[0]]
        yield fact(rule, change.id, text.lead or "", before, after, old=before, new=after)


def organizations(text: str) -> list[Assignment]:
    """The organizations that a text names with a role, in order.

    >>> organizations("健全制度。（市教委牵头，市财政局、市人力社保局配合）")
    [('市教委', 'lead'), ('市财政局', 'support'), ('市人力社保局', 'support')]
    """
    found: list[Assignment] = []
    if not any(mark in text for mark in ("单位", "部门", "主体", ":", "（", "(")):
        return found
    for labelled in _LABELLED.finditer(text):
        label = next(role for role in _LABELS if labelled[role])
        found += [(name, label) for name in _names(labelled["names"])]
    for bracket in _BRACKET.finditer(text):
        led = False
        for part in re.split(r"[，；,;]", bracket[1]):
            if role := _ROLE.fullmatch(part.strip()):
                leads, answers = "牵头" in role["role"], role["role"] in ("负责", "落实") and not led
                led = led or leads or answers
                found += [(name, LEAD if leads else CHARGE if answers else SUPPORT) for name in _names(role["names"])]
    return found


def _organizations(unit: Unit, plan: Plan) -> list[Assignment]:
    return _of_row(unit, plan) if unit.kind == "row" else organizations(unit.text)


def _of_row(unit: Unit, plan: Plan) -> list[Assignment]:
    """The organizations in those columns whose heads name such roles."""
    return [(name, role) for head, cell in headed_cells(unit, plan) if (role := _role_of(head)) for name in _names(cell)]


def _of_one_table(old: Unit, new: Unit, comparison: Comparison) -> bool:
    """Whether only one of the tables of two rows has columns for such roles: an added or removed column is reported once."""
    if not old.kind == new.kind == "row":
        return False
    heads = comparison.old.head_of(old.parent).columns, comparison.new.head_of(new.parent).columns
    return any(map(_role_of, heads[0])) != any(map(_role_of, heads[1]))


def _role_of(head: str) -> str:
    """The role that a column head names, or ""."""
    return next((role for role, label in _LABELS.items() if re.fullmatch(label, head, re.IGNORECASE)), "")


def _names(text: str) -> list[str]:
    names = (re.sub(r"等(?:有关|相关)?(?:部门|单位)?$", "", part.strip()).strip(" .。") for part in _BETWEEN.split(text))
    return [name for name in names if name]


def _without(some: list[Assignment], others: list[Assignment]) -> list[Assignment]:
    """Those that are not among the others in the same kind of role; a lead counts as responsible."""
    known = {(fold(name), role == SUPPORT) for name, role in others}
    return [(name, role) for name, role in dict.fromkeys(some) if (fold(name), role == SUPPORT) not in known]


def _renamed(some: list[Assignment], terms: Sequence[Term]) -> list[Assignment]:
    """The same under their new names, where a name was replaced throughout: that has its own finding."""
    for term in terms:
        some = [(name if term.new in name else name.replace(term.old, term.new), role) for name, role in some]
    return some


def _listed(assignments: list[Assignment]) -> str:
    if all(is_cjk(name) for name, _ in assignments):
        return "、".join(f"{name}（{_PRINTED[role]}）" for name, role in assignments)
    return ", ".join(f"{name} ({role})" for name, role in assignments)
