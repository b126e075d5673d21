"""Quantities and indicators in a plan, and what became of them.

    quantities (of `language`) ▶ attributes (years, roles, indicators) ▶ extract ▶ matching ▶ changes

Tables have a way of their own (`tables`), and so have English sentences (`english…`).
"""

from __future__ import annotations

from plandiff.targets.changes import compare_targets
from plandiff.targets.extract import find_targets

__all__ = ["compare_targets", "find_targets"]
