"""Quantities and indicators in a plan, and what became of them.

    quantities (of `language`) ▶ attributes (years, outlook, roles, indicators) ▶ running, rows ▶ extract ▶ matching, accounts ▶ changes

Tables are read separately (`tables`, `cells`), and so are English sentences (`english…`) and targets without a number (`words`).
`names` says which names mean the same indicator.
"""

from __future__ import annotations

from plandiff.targets.changes import compare_targets
from plandiff.targets.extract import find_targets

__all__ = ["compare_targets", "find_targets"]
