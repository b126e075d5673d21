"""Selectors of rules: a rule's id, an area, or a pattern over ids such as `section-*`; in some places a level too."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import Final, get_args

from plandiff.changes import RULES
from plandiff.errors import Problem, UsageError
from plandiff.model import Area, Level, Rule

LEVELS: Final[tuple[Level, ...]] = get_args(Level)
"""From the most severe down."""
AREAS: Final[tuple[str, ...]] = get_args(Area)
IDS: Final = tuple(rule.id for rule in RULES)


def selects(selector: str, rule: Rule) -> bool:
    """Whether an id, an area or a pattern names that rule, or a more general one that it supersedes."""
    return selector == rule.area or any(
        selector == id or ("*" in selector and fnmatchcase(id, selector))
        for id in (rule.id, *rule.silences)  # noqa: A001 - its name in the domain
    )


def fails(rule: Rule, level: Level, selectors: Iterable[str]) -> bool:
    """Whether levels and selectors to fail on cover a rule of that level: a level covers the more severe ones too."""
    return any(
        LEVELS.index(level) <= LEVELS.index(named) if (named := level_named(selector)) else selects(selector, rule)
        for selector in selectors
    )


def level_named(selector: str) -> Level | None:
    """The level of that name, or None."""
    return next((level for level in LEVELS if level == selector), None)


def precision(selector: str) -> tuple[bool, int, bool]:
    """A sort key, greater for more specific selectors: the rule's id, a pattern (the longer the more specific), its area, `*`."""
    if "*" in selector:
        return False, len(selector.replace("*", "")), False
    return selector in IDS, 0, selector in AREAS


def select(selectors: Iterable[str]) -> tuple[Rule, ...]:
    """The rules selected, in the table's order. Raises `UsageError` for a selector that matches none."""
    chosen = [checked(selector) for selector in selectors]
    return tuple(rule for rule in RULES if any(selects(selector, rule) for selector in chosen))


def checked(selector: str, *, levels: tuple[str, ...] = ()) -> str:
    """The selector itself, or one of those levels. Raises `UsageError` with a suggestion if it matches no rule."""
    if selector in levels or any(selects(selector, rule) for rule in RULES):
        return selector
    raise UsageError("unknown-rule", selector=selector, suggestion=suggestion(selector, (*levels, *IDS, *AREAS)))


def suggestion(word: str, known: Iterable[str]) -> Problem:
    """The known word closest to a mistyped one, or None."""
    from difflib import get_close_matches  # imported only for typos

    close = get_close_matches(word, list(known), n=1)
    return Problem("did-you-mean", word=close[0]) if close else Problem("nothing-alike")
