"""Changes of words, of punctuation alone, and of numbers alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from plandiff.changes.evidence import Evidence
from plandiff.changes.facts import Fact, fact, identity, name_unit
from plandiff.changes.rules import rule_named
from plandiff.language.punctuation import ORNAMENTS
from plandiff.model import Change, Comparison, join_number

PUNCTUATION: Final = rule_named("punctuation-changed")
TEXT: Final = rule_named("text-changed")
NUMBERING: Final = rule_named("numbering-changed")


def find_wording(evidence: Evidence) -> Iterator[Fact]:
    """One finding for each changed text; other rules say what it means."""
    comparison = evidence.comparison
    for change in comparison.changes:
        if not (change.old and change.new) or (change.status == "equal" and not change.renumbered):
            continue
        old, new = comparison.old.unit[change.old[0]], comparison.new.unit[change.new[0]]
        texts = [
            edit.old + edit.new
            for edit in comparison.printed(change)
            if edit.op != "equal" and edit.noise in ("", "punctuation", "quote")
        ]
        if texts and all(_is_punctuation(text) for text in texts):
            yield fact(PUNCTUATION, change.id, old.text, new.text, new=name_unit(new, comparison.new))
        elif change.status == "changed":
            if not {old.kind, new.kind} <= {"section", "table"}:  # their text is their name: `renamed`
                yield fact(TEXT, change.id, *texts, new=name_unit(new, comparison.new))
        elif numbers := _numbers(change, comparison):
            yield fact(
                NUMBERING,
                change.id,
                identity(new, comparison.new),
                *numbers,
                old=numbers[0],
                new=join_number(numbers[1], identity(new, comparison.new)),
            )


def _is_punctuation(text: str) -> bool:
    """Whether a text only separates and adorns; signs of arithmetic, currencies and units mean something."""
    return all(character in ORNAMENTS or character.isspace() or unicodedata.category(character)[0] in "PZ" for character in text)


def _numbers(change: Change, comparison: Comparison) -> tuple[str, str] | None:
    """The old and new number of a unit, or of a row of a numbered table, if they differ."""
    for edit in comparison.printed(change):
        if edit.noise == "numbering" and edit.old and edit.new:
            return edit.old, edit.new
    if change.renumbered:
        return comparison.old.unit[change.old[0]].number, comparison.new.unit[change.new[0]].number
    return None
