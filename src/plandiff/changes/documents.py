"""What is found of a document as a whole, between two states of the folder that it stands in."""

from __future__ import annotations

from hashlib import sha256

from plandiff.changes.findings import RULE
from plandiff.changes.hits import quote
from plandiff.model import Finding, Plan, digest
from plandiff.text import fold


def find_removed(plan: Plan | None, path: str) -> Finding:
    """That a plan went, and none came that is like it; `plan` is None where it cannot be read."""
    return _find("plan-removed", plan, path)


def find_added(plan: Plan | None, path: str) -> Finding:
    """That a plan came, and none went that is like it."""
    return _find("plan-added", plan, path)


def _find(rule_id: str, plan: Plan | None, path: str) -> Finding:
    """Known by its path and its words: that one plan may go says nothing of another, nor of what this one becomes later."""
    rule = RULE[rule_id]
    words = sha256("\n".join(fold(unit.text) for unit in plan.units).encode("utf-8", "surrogatepass")).hexdigest() if plan else ""
    name = plan.meta.title if plan and plan.meta.title else path
    return Finding(rule, rule.level, "", (), (("name", quote(name)),), digest((rule.id, path, words)))
