"""Who enforces: the body that orders, fines or takes away, where both texts name one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from plandiff.changes.evidence import Evidence
from plandiff.changes.facts import Fact, fact
from plandiff.changes.rules import rule_named
from plandiff.changes.terms import Term, replaced_terms
from plandiff.language.folding import fold

CHANGED: Final = rule_named("enforcing-body-changed")
_ENFORCES: Final = re.compile(
    r"由(?P<body>[^,.;:()由的向对]{2,30}?)(?:(?:依法|依据|依照|按照|根据)[^,.;]{0,20}?)?"
    r"(?:责令|责成|处(?=[^,.;]{0,12}(?:罚款|拘留))|给予(?:警告|通报批评|行政处罚|处分)|没收|吊销|取缔|予以(?:警告|没收|取缔|收缴|处罚))"
)
"""In a folded statement: a body and the sanction it imposes."""
_BODY: Final = re.compile(r"(?:机关|机构|部门|政府|局|厅|委员会|委|单位|团体|协会|院|所|组织|办公室)$")


def find_enforcing_bodies(evidence: Evidence) -> Iterator[Fact]:
    """Changed bodies in matching statements that name one each; a name replaced throughout is reported as that."""
    terms = replaced_terms(evidence)
    for change in evidence.changed:
        reported = set()
        for pair in evidence.clauses(change, "statement"):
            old, new = (enforcing_bodies(text) for text in (pair.old, pair.new))
            if (
                len(old) == len(new) == 1
                and old != new
                and not _is_replaced(old[0], new[0], terms)
                and (old[0], new[0]) not in reported
            ):
                reported.add((old[0], new[0]))
                yield fact(CHANGED, change.id, old[0], new[0], old=old[0], new=new[0])


def enforcing_bodies(statement: str) -> list[str]:
    """The bodies that impose sanctions in a statement, each once.

    >>> enforcing_bodies("逾期未改正的，由市水务部门责令停业，并处一万元罚款")
    ['市水务部门']
    """
    if "由" not in statement:
        return []
    found = (match["body"] for match in _ENFORCES.finditer(fold(statement)))
    return list(dict.fromkeys(body for body in found if _BODY.search(body)))


def _is_replaced(old: str, new: str, terms: list[Term]) -> bool:
    return any(old.replace(fold(term.old), fold(term.new)) == new for term in terms)
