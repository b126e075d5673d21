"""What needed a licence and now needs only filing, and the reverse."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from plandiff.changes.clauses import EDGES, ClausePair
from plandiff.changes.evidence import Evidence
from plandiff.changes.facts import Fact, fact
from plandiff.changes.rules import rule_named
from plandiff.language.headed import headed
from plandiff.language.traditional import plain_form

EASED: Final = rule_named("licence-eased")
TIGHTENED: Final = rule_named("licence-tightened")
_LICENCE: Final = re.compile(
    headed(
        "许审批核aplc",
        r"许可(?!协议|合同|使用)|审批(?!改革|服务|制度改革)|(?<!国务院)批准|核准|\bapprov(?:al|als|ed|es|e)\b|\bpermits?\b|\bpermission\b|\blicen[cs]es?\b|\bauthori[sz]ation\b|\bconsent\b",
    ),
    re.IGNORECASE,
)
_FILING: Final = re.compile(
    headed(
        "备报事告书自nirds",
        r"备案|备查|报备|事[先前]报告|告知承诺|书面告知|自主(?:决定|确定)|\bnotif(?:y|ies|ied|ication)\b|\bnotice to\b|\binforms?\b|\bregist(?:ers?|ration)\b|\bself-certif\w+|\bdeclar(?:e|ation)\b",
    ),
    re.IGNORECASE,
)
_NONE: Final = re.compile(
    headed(
        "无不毋免取nwdia",
        r"(?:无需|不需要?|无须|毋须|不再|不必|免于|免予|取消)[^,.;]{0,14}?(?:许可|审批|批准|核准)|"
        r"\bno (?:prior )?(?:approval|permit|permission|licen[cs]e|authori[sz]ation|consent)\b|\bwithout (?:any |prior |a )?(?:approval|permit|permission|licen[cs]e)\b|"
        r"\b(?:do(?:es)?|need|is|are) not (?:need|require|required to (?:have|obtain))[^,.;]{0,20}(?:approval|permit|permission|licen[cs]e|authori[sz]ation|consent)",
    ),
    re.IGNORECASE,
)
"""That no licence is needed."""
_SAID: Final = re.compile(
    rf"{_LICENCE.pattern}|{_FILING.pattern}|(?:取得|办理|申请|获得|实行|履行|报请|报经|报送|报|经|向|由|须|的|手续|制度|管理)|\b(?:obtain|get|have|from|a|an|the|of|prior)\b",
    re.IGNORECASE,
)
"""Words about licences that matching clauses may differ in."""
_OFFENCE: Final = re.compile(r"违反[^,.;]{0,40}?(?:未|没有|擅自)|处[^,.;]{0,20}罚|罚款|罚锾")
"""What names the breach of a requirement, and does not state it."""
_ASKED: Final = {"licence": 2, "filing": 1, "none": 0}


def find_licences(evidence: Evidence) -> Iterator[Fact]:
    """Matching clauses of which one requires a licence and the other less."""
    for change in evidence.changed:
        edits = evidence.comparison.printed(change)
        whole = [plain_form("".join(getattr(edit, side) for edit in edits)) for side in ("old", "new")]
        counts = [len(_LICENCE.findall(text)) - len(_NONE.findall(text)) for text in whole]
        if counts[0] == counts[1]:
            continue
        clauses = evidence.clauses(change, "clause")
        starts = [inner.starts[0] for inner in clauses]
        for pair in evidence.clauses(change, "statement"):
            first, end = (bisect_left(starts, at) for at in (pair.starts[0], pair.starts[0] + len(pair.old)))
            parts = [inner for inner in clauses[first:end] if _within(inner, pair)]
            for inner in (*parts, pair):  # clauses first, then the whole statement
                less = _less(inner, evidence.tuning.kept_share)
                if less is not None and less == (counts[1] < counts[0]):
                    old, new = (text.strip(EDGES) for text in (inner.old, inner.new))
                    yield fact(EASED if less else TIGHTENED, change.id, old, new, old=old, new=new)
                    break


def _within(inner: ClausePair, outer: ClausePair) -> bool:
    """Whether both sides of one pair lie within those of another."""
    lengths = len(outer.old), len(outer.new)
    return all(start <= at < start + length for at, start, length in zip(inner.starts, outer.starts, lengths, strict=True))


def _less(pair: ClausePair, at_least: float) -> bool | None:
    """Whether the new side of a pair requires less than the old; None if both require the same, or are about different things."""
    asked = [_asked(plain_form(text)) for text in (pair.old, pair.new)]
    old, new = asked
    return new < old if old is not None and new is not None and new != old and _is_same(pair, at_least) else None


def _asked(clause: str) -> int | None:
    """What a clause requires; None if neither, or both.

    >>> _asked("应当经区园林部门批准"), _asked("应当报区园林部门备案"), _asked("无需批准"), _asked("应当批准并备案")
    (2, 1, 0, None)
    """
    if _OFFENCE.search(clause):
        return None
    if _NONE.search(clause):
        return _ASKED["none"]
    licence, filing = _LICENCE.search(clause), _FILING.search(clause)
    return None if bool(licence) == bool(filing) else _ASKED["licence"] if licence else _ASKED["filing"]


def _is_same(pair: ClausePair, at_least: float) -> bool:
    """Whether two clauses are about the same thing: similar apart from the words about licences."""
    from rapidfuzz.fuzz import ratio

    old, new = (_SAID.sub("", plain_form(text)).strip(EDGES) for text in (pair.old, pair.new))
    return ratio(old, new) >= 100 * at_least
