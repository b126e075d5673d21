"""The statements of two plans that speak of one thing, and those that only one of them makes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from plandiff.changes.evidence import Evidence
from plandiff.changes.whereabouts import pairs_of
from plandiff.language import cut
from plandiff.language.folding import fold
from plandiff.model import Side

SIDES: Final[tuple[Side, Side]] = ("old", "new")
COMMON: Final = 50
"""Statements that two words are looked for in: more would cost more than the text, and tell no more."""


class Statement(NamedTuple):
    """A statement of a plan."""

    change: str
    """The change that its text is in."""
    text: str
    """As printed."""
    folded: str
    """In simplified characters and narrow signs."""


def find_statements(evidence: Evidence, side: Side, pattern: re.Pattern[str]) -> list[Statement]:
    """The statements of paragraphs and items of a plan in which a pattern is found, but those that look back."""
    plan = evidence.old if side == "old" else evidence.new
    change_of = evidence.comparison.change_of
    return [
        Statement(change_of[side, unit.id], text, folded)
        for unit in plan.units
        if unit.kind in ("paragraph", "item") and unit.aspect != "review" and pattern.search(fold(unit.text, script=True))
        for text in cut(unit.text, "statement")
        if pattern.search(folded := fold(text, script=True))
    ]


def find_alone(evidence: Evidence, pattern: re.Pattern[str], stands: re.Pattern[str]) -> Iterator[tuple[Side, Statement]]:
    """The statements with a pattern that resemble none with the wider one that the other plan makes.

    What the other plan had all along, or has in the counterpart of another text, is looked for in the same text only.
    """
    every = {side: find_statements(evidence, side, stands) for side in SIDES}
    texts = {side: {statement.folded for statement in every[side]} for side in SIDES}
    homes = {side: {statement.change for statement in every[side]} for side in SIDES}
    for side, other in (SIDES, SIDES[::-1]):
        others = _Index([statement for statement in every[other] if statement.folded not in texts[side]])
        for statement in every[side]:
            if statement.folded in texts[other] or not pattern.search(statement.folded):
                continue
            if others.likest(statement, homes[side] - {statement.change}) < evidence.tuning.elsewhere:
                yield side, statement


class _Index:
    """Statements by their words."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._statements = statements
        self._with: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for place, statement in enumerate(statements):
            for pair in pairs_of(statement.folded):
                self._with[pair].append(place)

    def likest(self, statement: Statement, but: AbstractSet[str]) -> float:
        """The greatest share of a statement's words that stand in one of these, but those of some changes."""
        pairs = pairs_of(statement.folded)
        shared = Counter(place for pair in pairs for place in self._with.get(pair, ())[:COMMON])
        found = (count for place, count in shared.items() if self._statements[place].change not in but)
        return max(found, default=0) / max(1, len(pairs))
