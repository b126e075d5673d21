"""The plans' metadata: title, issuer, date, period."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from plandiff.changes.evidence import Evidence
from plandiff.changes.facts import Fact, fact
from plandiff.changes.rules import rule_named
from plandiff.language.folding import fold

TITLE: Final = rule_named("title-changed")
FIELDS: Final = {name: rule_named(f"{name}-changed") for name in ("issuer", "date", "period")}
"""Metadata field -> the rule for its change."""
PERIOD: Final = FIELDS["period"]


def find_metadata(evidence: Evidence) -> Iterator[Fact]:
    """Fields that both plans state, differently; one that is missing may merely not have been found."""
    comparison = evidence.comparison
    old, new = comparison.old, comparison.new
    stated = [(TITLE, old.root.title, new.root.title)] if comparison.summary.retitled else []
    stated += [(rule, getattr(old.meta, name), getattr(new.meta, name)) for name, rule in FIELDS.items()]
    same_years = old.meta.years is not None and old.meta.years == new.meta.years
    for rule, before, after in stated:
        if before and after and fold(before) != fold(after) and not (rule is PERIOD and same_years):
            yield fact(rule, "", before, after, old=before, new=after)
