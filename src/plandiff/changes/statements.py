"""The statements of two plans on one matter, and those that only one of them makes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from plandiff.changes.evidence import Evidence
from plandiff.changes.whereabouts import pairs_of
from plandiff.language import cut
from plandiff.language.modals import modals
from plandiff.language.traditional import plain_form
from plandiff.model import SIDES, Side, Unit

COMMON: Final = 50
"""How many statements are looked up for a pair of words: more would cost too much, and tell nothing more."""


class Statement(NamedTuple):
    """A statement of a plan."""

    change: str
    """The change that its text is in."""
    text: str
    """As printed."""
    folded: str
    """In simplified characters and half-width form."""


def find_statements(evidence: Evidence, side: Side, pattern: re.Pattern[str]) -> list[Statement]:
    """The statements of a plan's paragraphs and items that match a pattern, except in reviews."""
    change_of = evidence.comparison.change_of
    return [
        Statement(change_of[side, unit.id], text, folded)
        for unit, whole in _folded(evidence, side)
        if pattern.search(whole)
        for text in cut(unit.text, "statement")
        if pattern.search(folded := plain_form(text))
    ]


def _folded(evidence: Evidence, side: Side) -> list[tuple[Unit, str]]:
    """The paragraphs and items outside reviews, each with its folded text; several detectors need them."""
    plan = evidence.comparison.plan(side)
    return evidence.once(
        f"folded {side}",
        lambda: [
            (unit, plain_form(unit.text)) for unit in plan.units if unit.kind in ("paragraph", "item") and unit.aspect != "review"
        ],
    )


def is_binding(statement: str) -> bool:
    """Whether a folded statement states a duty, or says nothing of how far it binds."""
    found = modals(statement)
    return not found or any(modal.strength == "duty" for modal in found)


def find_alone(evidence: Evidence, pattern: re.Pattern[str], stands: re.Pattern[str]) -> Iterator[tuple[Side, Statement]]:
    """The statements matching `pattern` that resemble none of the other plan's matching the wider `stands`.

    Statements of the other plan with a counterpart of their own in the same change do not count, however similar, except within
    that change.
    """
    every = {side: find_statements(evidence, side, stands) for side in SIDES}
    similar, elsewhere = evidence.tuning.similar, evidence.tuning.elsewhere
    for side, other in (SIDES, SIDES[::-1]):
        known = {statement.folded for statement in every[other]}
        within = _by_change(every[side])
        others = _Index(
            [
                theirs
                for theirs in every[other]
                if not any(_is_counterpart(own, theirs, similar) for own in within.get(theirs.change, ()))
            ]
        )
        nearby = _by_change(every[other])
        for statement in every[side]:
            if statement.folded in known or not pattern.search(statement.folded):
                continue
            here = _Index(nearby.get(statement.change, ()))
            if max(others.likest(statement), here.likest(statement)) < elsewhere:
                yield side, statement


def _by_change(statements: Sequence[Statement]) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {}
    for statement in statements:
        found.setdefault(statement.change, []).append(statement)
    return found


def _is_counterpart(one: Statement, other: Statement, at_least: float) -> bool:
    """Whether two statements of counterpart texts share at least that much of the shorter one's words."""
    words = pairs_of(one.folded), pairs_of(other.folded)
    return len(words[0] & words[1]) >= at_least * max(1, min(map(len, words)))


class _Index:
    """Statements indexed by their pairs of words."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._with: defaultdict[str, list[int]] = defaultdict(list)
        for place, statement in enumerate(statements):
            for pair in pairs_of(statement.folded):
                self._with[pair].append(place)

    def likest(self, statement: Statement) -> float:
        """The greatest share of a statement's pairs of words found in one of these."""
        pairs = pairs_of(statement.folded)
        shared = Counter(place for pair in pairs for place in self._with.get(pair, ())[:COMMON])
        return max(shared.values(), default=0) / max(1, len(pairs))
