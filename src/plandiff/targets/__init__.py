"""Quantities and indicators in a plan, and what became of them."""

from __future__ import annotations

from plandiff.targets.extract import find_targets

__all__ = ["find_targets"]
