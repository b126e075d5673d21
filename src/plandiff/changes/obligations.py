"""Duties that became encouragements, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from plandiff.changes.clauses import EDGES
from plandiff.changes.evidence import Evidence
from plandiff.changes.facts import Fact, fact
from plandiff.changes.rules import rule_named
from plandiff.model import TextEdit

DUTY, AIM, OPTION = 3, 2, 1
"""How much a clause binds. Between `必须` and `应当` the law makes no difference; a plan's bare verb (`建立……制度`) is a task."""
MODALS: Final[tuple[tuple[int, str], ...]] = (
    (DUTY, "应当|必须|务必|严禁|禁止|不得|不准|不应|不可以|须(?!知)|shall|must|(?:is|are) (?:required|obliged|prohibited)|may not"),
    (AIM, "逐步(?!下降|降低|减少)|力争|争取|努力(?!奋斗)|尽量|尽可能|原则上|should|(?:aims?|strives?|endeavou?rs?) to"),
    (OPTION, (
        "鼓励|倡导|提倡|有权|(?<!应当)(?<!必须)允许|可以(?!说)|可(?=自行|根据|结合|视|适当|酌情|按|采取|采用|实行|给予)|(?<![不许认方])可(?=于|在|由|向|依法)|"
        "(?:积极|大力|研究|引导和?|鼓励和?)?(?:支持|扶持)(?!力度|政策|体系|下|作用|服务|保障|系统|能力|和?保护|[，。、；])|"
        "(?:积极|鼓励|研究|稳妥)?探索(?!性|能力|精神|[，。、；])|may|can|(?:is|are) encouraged|encourages?"
    )),
)  # fmt: skip
"""What a clause binds to, by the weakest word in it: `应当鼓励` asks for no more than encouragement."""
_MODALS: Final = {rank: re.compile(rf"(?<![a-z])(?:{words})(?![a-z])", re.IGNORECASE) for rank, words in MODALS}
_MARKS: Final = re.compile(r"[争取努步尽则励倡有允可支扶探]|should|aim|strive|endeavo|may|can|encourage", re.IGNORECASE)
"""What at least is there of a word that weakens a clause."""
WEAKENED: Final = rule_named("obligation-weakened")
STRENGTHENED: Final = rule_named("obligation-strengthened")
_CONDITION: Final = re.compile(r"的[，：,]?$|^(?:如果|若|因|对于)")
"""A clause that only says when another holds binds nobody."""


def find_obligations(evidence: Evidence) -> Iterator[Fact]:
    """Clauses that bind more or less than before."""
    comparison, tuning = evidence.comparison, evidence.tuning
    for change in comparison.changes:
        if change.status != "changed" or not (change.old and change.new):
            continue
        edits = comparison.printed(change)
        if not _MARKS.search(" ".join(f"{edit.old} {edit.new}" for edit in edits if edit.op != "equal")):
            continue
        for pair in evidence.clauses(change, "clause"):
            before, after = strength(pair.old), strength(pair.new)
            if before == after or pair.kept < max(tuning.kept, tuning.kept_share * min(len(pair.old), len(pair.new))):
                continue
            if not _CONDITION.search(pair.old if before > after else pair.new) and _binds(edits, less=before > after):
                rule = WEAKENED if before > after else STRENGTHENED
                old, new = (text.strip(EDGES) for text in (pair.old, pair.new))
                yield fact(rule, change.id, old, new, old=old, new=new)


def _binds(edits: Sequence[TextEdit], *, less: bool) -> bool:
    """Whether a changed text as a whole binds less, or more: a `可以` that went from one clause of it into another does
    neither."""
    old, new = (_slack("".join(getattr(edit, side) for edit in edits)) for side in ("old", "new"))
    return old < new if less else old > new


def strength(clause: str) -> int:
    """How much a clause binds: `DUTY`, `AIM` or `OPTION`.

    >>> strength("学校应当配备校医"), strength("鼓励学校配备校医"), strength("Schools should provide meals")
    (3, 1, 2)
    """
    for rank in (OPTION, AIM):
        if _MODALS[rank].search(clause) and not (rank == OPTION and _MODALS[DUTY].search(clause) and _is_forbidden(clause)):
            return rank
    return DUTY


def _is_forbidden(clause: str) -> bool:
    """`不得支持`, `may not`: a word of permission that a prohibition took in."""
    return bool(re.search(r"不可以|不得|严禁|禁止|不准|may not", clause))


def _slack(text: str) -> int:
    """How much a whole text leaves open: the more, the less it binds."""
    return sum((DUTY - rank) * len(_MODALS[rank].findall(text)) for rank in (AIM, OPTION))
