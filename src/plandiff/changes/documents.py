"""Findings about a document as a whole, between two states of the folder that it is in."""

from __future__ import annotations

from hashlib import sha256
from typing import Final

from plandiff.changes.facts import quote
from plandiff.changes.rules import rule_named
from plandiff.language.folding import fold
from plandiff.model import Finding, Plan, Rule, digest

REMOVED: Final = rule_named("plan-removed")
ADDED: Final = rule_named("plan-added")


def find_removed(plan: Plan | None, path: str) -> Finding:
    """The finding that a plan was removed and no similar one added; `plan` is None if it cannot be read."""
    return _find(REMOVED, plan, path)


def find_added(plan: Plan | None, path: str) -> Finding:
    """The finding that a plan was added and no similar one removed."""
    return _find(ADDED, plan, path)


def _find(rule: Rule, plan: Plan | None, path: str) -> Finding:
    """Identified by path and words: accepting that one plan goes says nothing of another, nor of later versions of this one."""
    words = sha256("\n".join(fold(unit.text) for unit in plan.units).encode("utf-8", "surrogatepass")).hexdigest() if plan else ""
    name = plan.meta.title if plan and plan.meta.title else path
    return Finding(rule, rule.level, "", (), (("name", quote(name)),), digest((rule.id, path, words)))
