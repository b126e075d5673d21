"""Everything that can be found in a comparison: one row per rule, in the order in which findings of one change are listed.

A row says which detector finds it and which more general rules it silences. The values of each axis are in `model/finding.py`. The
rows are grouped by area in the modules here, and `RULES` is all of them. Ids are a contract: configurations and accept files name
them, and a test pins them. docs/rules.md is generated from this table.
"""

from __future__ import annotations

from typing import Final

from plandiff.changes.rules.duties import DUTIES, SAFEGUARDS
from plandiff.changes.rules.limits import LIMITS, PENALTIES
from plandiff.changes.rules.scope import CONDITIONS, FUNDING, SCOPE
from plandiff.changes.rules.structure import ELSEWHERE, REFERENCES, STRUCTURE
from plandiff.changes.rules.targets import TARGETS
from plandiff.changes.rules.text import DOCUMENTS, METADATA, TERMS, TEXT
from plandiff.model import Action, Rule

KINDS: Final = ("section", "paragraph", "item", "table", "row")
"""Kinds of units that have their own rules."""

RULES: Final[tuple[Rule, ...]] = (
    *DOCUMENTS,
    *METADATA,
    *TARGETS,
    *DUTIES,
    *SAFEGUARDS,
    *REFERENCES,
    *PENALTIES,
    *LIMITS,
    *SCOPE,
    *CONDITIONS,
    *FUNDING,
    *TERMS,
    *STRUCTURE,
    *ELSEWHERE,
    *TEXT,
)
RULE: Final = {rule.id: rule for rule in RULES}


def rule_named(id: str) -> Rule:  # noqa: A002 - what it is called
    """The rule with that id; detectors look theirs up on import. Raises `KeyError` for one that is not in the table."""
    return RULE[id]


def rules_by_kind(action: Action) -> dict[str, Rule]:
    """Kind of a unit -> its rule for that action."""
    return {kind: RULE[id] for kind in KINDS if (id := f"{kind}-{action}") in RULE}  # noqa: A001 - what it is called
