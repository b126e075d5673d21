"""Recurring duties, such as `每年向社会公布`, that were added or dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from plandiff.changes.evidence import Evidence
from plandiff.changes.facts import Fact, fact_alone
from plandiff.changes.rules import rule_named
from plandiff.changes.statements import find_alone, is_binding
from plandiff.language.headed import headed
from plandiff.language.traditional import plain_form
from plandiff.model import Rule, Side

RULE_OF: Final[dict[Side, Rule]] = {"old": rule_named("interval-removed"), "new": rule_named("interval-added")}
_NUMBER: Final = r"[0-9一二两三四五六七八九十]+"
_EVERY: Final = (
    rf"(?<![人户生名家])每(?:{_NUMBER})?个?(?:学年|学期|年度|季度|半年|年|月|周|日)(?!起)|按(?:年度|季度|半年|月)(?![^,.;]{{0,4}}计)|"
    r"\b(?:every|each) (?:\w+ )?(?:year|quarter|month|week)s?\b|\b(?:annual|quarter|month|week|year)ly\b|\bannual(?= (?:report|review|audit|survey))|"
    r"\b(?:once|twice) (?:a|per) (?:year|month|week)\b"
)
_DUTY: Final = (
    r"报告|公布|公开|公示|报送|上报|发布|通报|检查|抽查|检验|检测|监测|评估|评价|考核|审计|体检|普查|统计|调查|培训|演练|"
    r"召开|听取|审议|修订|更新|清理|巡查|维护|备案|核查|核对|审查|述职|公告|开展|组织|编制|"
    r"\b(?:report|review|publish|audit|assess|inspect|evaluat|survey|meet|updat|test|train|examin|monitor|disclos)\w*"
)
_EVERY_FIRST: Final = "每按eaqmwyot"
"""What a recurrence begins with."""
_PERIODIC: Final = re.compile(
    headed(
        f"{_EVERY_FIRST}报公送上发通检抽监评考审体普统调培演召听修更清巡维备核述开组编rpiusd",
        rf"(?:{_EVERY})[^,.;]{{0,40}}(?:,[向对将并][^,.;]{{0,30}})?(?:{_DUTY})|(?:{_DUTY})[^,.;]{{0,40}}?(?:{_EVERY})",
    ),
    re.IGNORECASE,
)
"""In a folded statement: how often, and what is done."""
_OFTEN: Final = re.compile(headed("定rp", r"定期|\b(?:regularly|periodically)\b ?"), re.IGNORECASE)
_FIXED: Final = re.compile(headed(_EVERY_FIRST, _EVERY), re.IGNORECASE)
_NO_DUTY: Final = re.compile(
    rf"(?:{_EVERY})[^,.;]{{0,12}}?(?:增长|增加|提高|下降|降低|\d+(?:\.\d+)?(?:万|亿|元|%))|每[^,.;]{{1,16}}为[^,.;]{{1,20}}[日月周]$|未[于按在依]|逾期|违反|不按|是指|所称|\bmeans\b",
    re.IGNORECASE,
)
"""What is not a duty: an annual target, a day of the year, an offence, or a definition."""


def find_intervals(evidence: Evidence) -> Iterator[Fact]:
    """Recurring duties that only one plan has."""
    yield from _without_interval(evidence)
    for side, statement in find_alone(evidence, _PERIODIC, _FIXED):
        if _recurs(statement.folded):
            yield fact_alone(RULE_OF, side, statement.change, statement.text)


def _without_interval(evidence: Evidence) -> Iterator[Fact]:
    """Clauses that differ only in `定期`, which says that a duty recurs, but not how often."""
    for change in evidence.changed:
        if not any(
            _OFTEN.search(plain_form(edit.old + edit.new)) for edit in evidence.comparison.printed(change) if edit.op != "equal"
        ):
            continue
        for pair in evidence.clauses(change, "clause"):
            texts = [plain_form(text) for text in (pair.old, pair.new)]
            often = [_OFTEN.search(text) is not None for text in texts]
            if often[0] != often[1] and _OFTEN.sub("", texts[0]) == _OFTEN.sub("", texts[1]) and re.search(_DUTY, texts[0]):
                side: Side = "old" if often[0] else "new"
                yield fact_alone(RULE_OF, side, change.id, pair.old if often[0] else pair.new)


def _recurs(statement: str) -> bool:
    """Whether a folded statement requires something regularly; what is only allowed is not required."""
    return not _NO_DUTY.search(statement) and is_binding(statement)
