"""By when something is to be done: dates in the text, and the years of targets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from plandiff.changes.clauses import SENTENCE, pair_clauses
from plandiff.changes.hits import Hit, changes_of_units, hit, place_of
from plandiff.model import Change, Comparison

_MONTHS: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
_DEADLINE: Final = re.compile(
    r"(?P<cue>到|至|在|于|截至|截止|截止到)?(?P<year>(?:19|20)\d\d)年(?:(?P<month>\d{1,2})月)?(?:(?P<day>\d{1,2})日)?"
    r"(?P<end>年?[底末]|年中|上半年|下半年)?(?P<before>以?前|之前)?"
    rf"|\b(?:[Bb]y|[Bb]efore|[Uu]ntil|[Nn]o later than)\s+(?:the\s+)?(?:end\s+of\s+)?(?:(?P<word>{_MONTHS})\s+)?"
    r"(?P<latin>(?:19|20)\d\d)\b"
)
SENTENCE_ENDS: Final = "，。；：,;. "
RULE_OF_KIND: Final = {
    "postponed": "deadline-postponed",
    "advanced": "deadline-advanced",
    "undated": "deadline-removed",
    "dated": "deadline-added",
}
"""What became of a target's year -> the rule."""


class Deadline(NamedTuple):
    text: str
    when: tuple[int, int, int]
    """Year, month, day; 12 and 31 where none is printed, so that the year's end is its last day."""
    task: str
    """What is to be done by then: what follows in the sentence, or what stands before."""


def find_deadlines(comparison: Comparison) -> Iterator[Hit]:
    """Dates by which something is due, earlier or later than before, set or dropped.

    Where a plan follows another, its dates follow too: what moved as far as the period did is no finding.
    """
    shift = _shift(comparison)
    told: set[tuple[str, str, str]] = set()
    """Change, old and new year: what a sentence says of a date is not said again of every target in it."""
    for change in comparison.changes:
        if change.status != "changed" or not any(
            edit.op != "equal" and re.search(r"\d{4}", edit.old + edit.new) for edit in change.edits
        ):
            continue
        for old, new in _pairs(change):
            told.add((change.id, _year(old), _year(new)))
            if not (old and new and new.when[0] - old.when[0] == shift and shift):
                yield from _compared(change.id, old, new)
    homes = changes_of_units(comparison)
    for target in comparison.targets:
        if target.old is None or target.new is None or "met" in target.kinds or "missed" in target.kinds or target.within:
            continue
        home, years = homes[place_of(target)], (target.old.year, target.new.year)
        if years[0] == years[1] or (home, years[0][-4:], years[1][-4:]) in told:
            continue
        if shift and all(years) and int(years[1][-4:]) - int(years[0][-4:]) == shift:
            continue
        for kind in target.kinds:
            if rule := RULE_OF_KIND.get(kind):
                yield hit(rule, home, target.new.indicator, *years, name=target.new.indicator, old=years[0], new=years[1])


def _compared(change: str, old: Deadline | None, new: Deadline | None) -> Iterator[Hit]:
    if old and new:
        if old.when != new.when:
            rule = "deadline-postponed" if new.when > old.when else "deadline-advanced"
            yield hit(rule, change, old.task, old.text, new.text, name=new.task, old=old.text, new=new.text)
    elif old:
        yield hit("deadline-removed", change, old.task, old.text, name=old.task, old=old.text, new="")
    elif new:
        yield hit("deadline-added", change, new.task, new.text, name=new.task, old="", new=new.text)


def _pairs(change: Change) -> Iterator[tuple[Deadline | None, Deadline | None]]:
    """The deadlines of a change that differ, each with its counterpart in the same sentence."""
    for pair in pair_clauses(change.edits, SENTENCE):
        old, new = deadlines(pair.old), deadlines(pair.new)
        before, after = [d.when for d in old], [d.when for d in new]
        old = [d for d in old if d.when not in after]
        new = [d for d in new if d.when not in before]
        if len(old) == len(new):
            yield from zip(old, new, strict=True)
        elif not after:
            yield from ((deadline, None) for deadline in old)
        elif not before:
            yield from ((None, deadline) for deadline in new)


def deadlines(sentence: str) -> list[Deadline]:
    """The dates of a sentence by which something is due; a year that is only told is none.

    >>> [deadline.text for deadline in deadlines("2020年以来，力争到2025年底前全部建成。")]
    ['到2025年底前']
    >>> [deadline.when for deadline in deadlines("By the end of 2025 all schools open; since 2020 many have.")]
    [(2025, 12, 31)]
    """
    found = []
    for date in _DEADLINE.finditer(sentence):
        if date["latin"]:
            month = _MONTHS.split("|").index(date["word"]) + 1 if date["word"] else 12
            when = int(date["latin"]), month, 31
        elif date["before"] or date["end"] or date["cue"] in ("到", "至", "截至", "截止", "截止到"):
            half = {"年中": 6, "上半年": 6}.get(date["end"] or "", 12)
            when = int(date["year"]), int(date["month"] or half), int(date["day"] or 31)
        else:
            continue
        after, before = sentence[date.end() :].strip(SENTENCE_ENDS), sentence[: date.start()].strip(SENTENCE_ENDS)
        found.append(Deadline(date.group(), when, after or before))
    return found


def _year(deadline: Deadline | None) -> str:
    return str(deadline.when[0]) if deadline else ""


def _shift(comparison: Comparison) -> int:
    """By how many years the new plan's period ends later, where it is another period; else 0."""
    ends = [plan.meta.period[-4:] for plan in (comparison.old, comparison.new)]
    return int(ends[1]) - int(ends[0]) if all(end.isdigit() for end in ends) else 0
