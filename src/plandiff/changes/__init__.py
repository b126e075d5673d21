"""alignment ─describe▶ comparison ─find▶ findings: what became of each unit, and which rules it meets."""

from __future__ import annotations

from plandiff.changes.description import describe
from plandiff.changes.documents import find_added, find_removed
from plandiff.changes.findings import find
from plandiff.changes.rules import RULES

__all__ = ["RULES", "describe", "find", "find_added", "find_removed"]
