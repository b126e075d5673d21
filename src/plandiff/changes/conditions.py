"""What applicants must meet: conditions in a list, and qualifications in a clause."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from plandiff.changes.clauses import EDGES
from plandiff.changes.evidence import Evidence
from plandiff.changes.facts import Fact, fact
from plandiff.changes.rules import rule_named
from plandiff.language.traditional import plain_form
from plandiff.model import Change, Side, Unit

EASED: Final = rule_named("condition-eased")
TIGHTENED: Final = rule_named("condition-tightened")
_CONDITIONS: Final = re.compile(
    r"(?:具备|具有|符合|满足)[^.;]{0,16}(?:条件|要求)|条件(?:如下|为|是|包括)?:$|"
    r"\bthe following (?:eligibility )?(?:conditions|requirements|criteria)\b|\bfollowing (?:conditions|requirements|criteria) (?:are|is) met\b",
    re.IGNORECASE,
)
"""In a folded paragraph: that it introduces a list of conditions."""
_OFFENCE: Final = re.compile(r"处罚|罚款|定罪|犯罪|责令|吊销|\bfine[ds]?\b|\boffence")
"""What marks sanctions, which have conditions too."""
_OPEN: Final = re.compile(r"其他(?:[^,.;]{0,6}的)?(?:条件|要求|情形|材料)|\bother (?:conditions|requirements)\b", re.IGNORECASE)
"""A catch-all condition, which names none."""
_ANY: Final = re.compile(r"之一|任一|任何一|任意一|\b(?:any|one|either) (?:one )?of the following\b", re.IGNORECASE)
"""That meeting one of them is enough."""
_LADDERS: Final[tuple[Mapping[str, int], ...]] = (
    {
        "初中": 1,
        "高中": 2,
        "中专": 2,
        "中等职业": 2,
        "大专": 3,
        "专科": 3,
        "本科": 4,
        "学士": 4,
        "硕士": 5,
        "研究生": 5,
        "博士": 6,
    },
    {"初级": 1, "中级": 2, "副高级": 3, "正高级": 4},
)
"""Qualifications, from the lowest up."""
_RUNG: Final = tuple(
    re.compile(rf"(?P<rung>{'|'.join(ladder)})(?=[^,.;]{{0,6}}?(?:学历|学位|毕业|文化程度|职称|专业技术|以上))")
    for ladder in _LADDERS
)


def find_conditions(evidence: Evidence) -> Iterator[Fact]:
    """Conditions added to a list or removed from it, and qualifications that were raised or lowered."""
    yield from _listed(evidence)
    yield from _graded(evidence)


def _listed(evidence: Evidence) -> Iterator[Fact]:
    """From lists with only additions or only removals: where there are both, conditions may just be reworded."""
    lists: defaultdict[str, dict[Side, list[tuple[Change, Unit]]]] = defaultdict(lambda: {"old": [], "new": []})
    for change in evidence.comparison.changes:
        if change.status in ("added", "deleted"):
            side: Side = "new" if change.new else "old"
            plan, units = (evidence.new, change.new) if change.new else (evidence.old, change.old)
            for unit in (plan.unit[name] for name in units):
                if announced := evidence.announcing(unit, side):
                    lists[evidence.comparison.change_of[side, announced.id]][side].append((change, unit))
    for announcing, alone in lists.items():
        if bool(alone["old"]) == bool(alone["new"]) or not (both := _announcements(evidence, announcing)):
            continue
        if not all(map(_CONDITIONS.search, both)) or any(map(_OFFENCE.search, both)):
            continue
        ways = [_ANY.search(text) is not None for text in both]
        side = "new" if alone["new"] else "old"
        for change, unit in alone[side]:
            if ways[0] == ways[1] and not _OPEN.search(plain_form(unit.text)):
                shown = unit.text.strip(EDGES)
                rule = EASED if (side == "new") == ways[0] else TIGHTENED
                old, new = (shown, "—") if side == "old" else ("—", shown)
                yield fact(rule, change.id, shown, old=old, new=new)


def _announcements(evidence: Evidence, home: str) -> list[str]:
    """The paragraph that introduces a list, in both plans, folded; empty if only one has it."""
    change = evidence.change[home]
    if not (change.old and change.new):
        return []
    return [
        plain_form("".join(plan.unit[name].text for name in names)).strip()
        for plan, names in ((evidence.old, change.old), (evidence.new, change.new))
    ]


def _graded(evidence: Evidence) -> Iterator[Fact]:
    for change in evidence.changed:
        for pair in evidence.clauses(change, "clause"):
            texts = [plain_form(text) for text in (pair.old, pair.new)]
            for ladder, pattern in zip(_LADDERS, _RUNG, strict=True):
                old, new = ([found["rung"] for found in pattern.finditer(text)] for text in texts)
                if len(old) == len(new) == 1 and ladder[old[0]] != ladder[new[0]]:
                    before, after = (text.strip(EDGES) for text in (pair.old, pair.new))
                    rule = TIGHTENED if ladder[new[0]] > ladder[old[0]] else EASED
                    yield fact(rule, change.id, before, after, old=before, new=after)
