"""By when something is to be done: dates in the text, and the years of targets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from plandiff.changes.clauses import EDGES
from plandiff.changes.durations import from_commencement
from plandiff.changes.evidence import Evidence
from plandiff.changes.facts import Fact, fact, headed_cells, place_of
from plandiff.changes.goals import fact_of, is_time_limit
from plandiff.changes.rules import rule_named
from plandiff.language.dates import CHINESE_DATE, ENGLISH_DATE, ENGLISH_DAY, MONTH, Date, Period, date_of
from plandiff.language.numerals import ordinal
from plandiff.model import Change, Comparison, Plan, Target

_BY: Final = r"\b(?:by|before|until|not? later than)\s+(?:the\s+)?(?:end\s+of\s+)?"
_DATE: Final = re.compile(
    rf"(?P<cue>到|至|在|于|截至|截止|截止到)?{CHINESE_DATE}(?P<before>以?前|之前)?"
    rf"|(?P<by>{_BY})?{ENGLISH_DATE}"
    rf"|(?P<each>{_BY}){ENGLISH_DAY}",
    re.IGNORECASE,
)
_WITHIN: Final = re.compile(
    r"(?<![近每过過去])(?P<number>\d{1,4}|[一二两兩三四五六七八九十]{1,4})年(?:以|之)?[内內]|\bwithin\s+(?P<latin>\w+)\s+years?\b",
    re.IGNORECASE,
)
"""A time limit in years; the targets stage finds those in days and months."""
_MARKS: Final = re.compile(rf"\d|[年月日前底末〇内內季]|within|quarter|first|second|third|fourth|\b{MONTH}", re.IGNORECASE)
"""What any changed date contains at least one of."""
_NOT_DUE: Final = re.compile(
    r"^的\s?\d|^[的，,]?\s*(?:(?:[年周]?满|已满|出生|登记在册|允许|可以|不得|有权|禁止|曾|因|多次|累计|受过|发生过|无违法|第[二三四兩两]次|再(?:次|度|犯)|.{0,4}[二三兩两]次|公布施行|发布的|施行前)|.{0,6}不予?受理)"
)
"""What follows a date or time that says for whom or for how long something holds, not by when it is due."""
_BANNED: Final = re.compile(r"(?:禁止|不得|不再受理)[^，。；]{0,8}$")
"""Before the duration of a ban: `禁止其三年内从事`."""
_ON: Final = re.compile(r"\b(?:shall|must|(?:is|are) due)\b.*\bon\s+$", re.IGNORECASE)
"""Before the date of a duty: `shall publish the report on 1 June 2026`."""
_AIMED: Final = re.compile(r"(?:力争|争取|确保|计划|预计|拟|努力)(?:于|在)?$")
"""Before the year in which something is due: `力争2027年建成`."""
_TO_DO: Final = re.compile(r"\b(?:shall|must|will|(?:is|are) to|to be|due|planned|expected|scheduled)\b", re.IGNORECASE)
"""Before the quarter in which something is due: `will open in the third quarter of 2031`."""
_DUE: Final = re.compile(
    "(?:完成|办结|落实|实施)?(?:时限|期限|时间|日期)(?:要求|节点|安排)?|时间节点|target date|due(?: date)?|deadline|(?:completion|end) date",
    re.IGNORECASE,
)
"""The head of a column of due dates."""
POSTPONED: Final = rule_named("deadline-postponed")
ADVANCED: Final = rule_named("deadline-advanced")
REMOVED: Final = rule_named("deadline-removed")
ADDED: Final = rule_named("deadline-added")
RULE_OF_KIND: Final = {"postponed": POSTPONED, "advanced": ADVANCED, "undated": REMOVED, "dated": ADDED}
"""What became of a target's year -> the rule."""


class Deadline(NamedTuple):
    text: str
    when: Date
    task: str
    """What is due by then: the rest of the sentence, or what precedes."""


def find_deadlines(evidence: Evidence) -> Iterator[Fact]:
    """Due dates that became earlier or later, were set or dropped.

    Where a plan succeeds another, its dates move with it: those shifted by as much as the period are not findings.
    """
    comparison = evidence.comparison
    shift = _shift(comparison)
    reported: set[tuple[str, int, int]] = set()
    """Change, old and new year: a date reported for a sentence is not reported again for every target in it."""
    for change in comparison.changes:
        if change.status != "changed" or not any(
            edit.op != "equal" and _MARKS.search(f"{edit.old} {edit.new}") for edit in comparison.printed(change)
        ):
            continue
        for old, new in _pairs(evidence, change):
            reported.add((change.id, _year(old), _year(new)))
            if not (old and new and new.when.year - old.when.year == shift and shift):
                yield from _compared(change.id, old, new)
    yield from _limits(comparison)
    for target in comparison.targets:
        if target.old is None or target.new is None or "met" in target.kinds or "missed" in target.kinds or target.within:
            continue
        home, before, after = comparison.change_of[place_of(target)], target.old.year, target.new.year
        if before == after or (home, _last(before), _last(after)) in reported:
            continue
        if shift and before and after and after.last - before.last == shift:
            continue
        years = [str(year or "") for year in (before, after)]
        for kind in target.kinds:
            if rule := RULE_OF_KIND.get(kind):
                yield fact(rule, home, target.new.indicator, *years, name=target.new.indicator, old=years[0], new=years[1])


def _limits(comparison: Comparison) -> Iterator[Fact]:
    """Time limits in days and months that became longer or shorter: targets that are really deadlines."""
    for target in comparison.targets:
        if target.old and target.new and target.difference and is_time_limit(target) and _have_same_start(target.old, target.new):
            rule = POSTPONED if target.difference > 0 else ADVANCED
            yield fact_of(rule, comparison, target)


def _have_same_start(old: Target, new: Target) -> bool:
    """Whether both limits run from a law's commencement, or neither does."""
    return from_commencement(old.paragraph, old.start) == from_commencement(new.paragraph, new.start)


def _compared(change: str, old: Deadline | None, new: Deadline | None) -> Iterator[Fact]:
    if old and new:
        if old.when != new.when and bool(old.when.year) == bool(new.when.year):
            rule = POSTPONED if new.when > old.when else ADVANCED
            yield fact(rule, change, old.task, old.text, new.text, name=new.task, old=old.text, new=new.text)
    elif old:
        yield fact(REMOVED, change, old.task, old.text, name=old.task, old=old.text, new="")
    elif new:
        yield fact(ADDED, change, new.task, new.text, name=new.task, old="", new=new.text)


def _pairs(evidence: Evidence, change: Change) -> Iterator[tuple[Deadline | None, Deadline | None]]:
    """The deadlines of a change that differ, each with its counterpart in the same sentence or column."""
    columns = [_of_rows(plan, units) for plan, units in ((evidence.old, change.old), (evidence.new, change.new))]
    if columns[0] and columns[1]:
        yield from _differing(*columns)
    else:
        for pair in evidence.clauses(change, "statement"):
            due = deadlines(pair.old), deadlines(pair.new)
            if any(due):
                yield from _differing(*due, *(deadlines(side, due=True) for side in (pair.old, pair.new)))
            yield from _differing(_durations(pair.old), _durations(pair.new))


def _differing(
    old: list[Deadline], new: list[Deadline], stated_before: Sequence[Deadline] = (), stated_after: Sequence[Deadline] = ()
) -> Iterator[tuple[Deadline | None, Deadline | None]]:
    """The deadlines of one side only; a date that the other side states too was neither set nor dropped, whatever is due by it."""
    before, after = {d.when for d in (*old, *stated_before)}, {d.when for d in (*new, *stated_after)}
    old = [d for d in old if d.when not in after]
    new = [d for d in new if d.when not in before]
    if len(old) == len(new):
        yield from zip(old, new, strict=True)
    elif not after:
        yield from ((deadline, None) for deadline in old)
    elif not before:
        yield from ((None, deadline) for deadline in new)


def _of_rows(plan: Plan, units: Sequence[str]) -> list[Deadline]:
    """The dates in the deadline columns of table rows; the task is the row's first text."""
    found = []
    for unit in (plan.unit[name] for name in units):
        if unit.kind == "row":
            task = next((cell.text for cell in unit.cells if re.search(r"[^\W\d]", cell.text)), "")
            for head, cell in headed_cells(unit, plan):
                if _DUE.fullmatch(head):
                    found += [deadline._replace(task=task) for deadline in deadlines(cell, due=True)]
    return found


def deadlines(sentence: str, *, due: bool = False) -> list[Deadline]:
    """The dates in a sentence by which something is due; a year that is only mentioned is not, unless all are `due`.

    A month without a year takes the preceding year in the sentence, or none (0).

    >>> [deadline.text for deadline in deadlines("2020年以来，力争到2025年底前全部建成。")]
    ['到2025年底前']
    >>> [str(deadline.when) for deadline in deadlines("By the end of 2025 all schools open; since 2020 many have.")]
    ['2025-12-31']
    >>> [str(deadline.when) for deadline in deadlines("By June 2026; 9月底前")]
    ['2026-06-30', '2026-09-30']
    >>> [str(deadline.when) for deadline in deadlines("Not later than 31 May of each year; by the end of June.")]
    ['0000-05-31', '0000-06-30']
    >>> [str(deadline.when) for deadline in deadlines("It will open in Q3 2031; 2031年第一季度末; in the fourth quarter of 2030.")]
    ['2031-09-30', '2031-03-31', '2030-12-31']
    """
    found = []
    year = 0
    for date in _DATE.finditer(sentence):
        when = date_of(date, year=year)
        year = when.year
        cued = date["year"] and date["cue"] in ("到", "至", "截至", "截止", "截止到")
        before = sentence[: date.start()]
        bound = date["by"] or date["each"] or _ON.search(before) or (date["quarter"] and _TO_DO.search(before))
        bound = bound or (date["year"] and _AIMED.search(before))
        if due or ((cued or bound or date["before"] or date["part"]) and not _NOT_DUE.match(sentence[date.end() :])):
            found.append(_deadline(sentence, date, when))
    return found


def _durations(sentence: str) -> list[Deadline]:
    """The time limits in years, as dates counted from year 0."""
    found = []
    for within in _WITHIN.finditer(sentence):
        years = ordinal(within["number"] or within["latin"])
        if years and not _NOT_DUE.match(sentence[within.end() :]) and not _BANNED.search(sentence[: within.start()]):
            found.append(_deadline(sentence, within, Date(years)))
    return found


def _deadline(sentence: str, found: re.Match[str], when: Date) -> Deadline:
    """A deadline found in a sentence, with the task in the sentence's words."""
    after, before = sentence[found.end() :].strip(EDGES), sentence[: found.start()].strip(EDGES)
    printed = sentence[found.start() : found.end()].rstrip(".")
    return Deadline(printed, when, after if any(map(str.isalnum, after)) else before)


def _year(deadline: Deadline | None) -> int:
    return deadline.when.year if deadline else 0


def _last(period: Period | None) -> int:
    return period.last if period else 0


def _shift(comparison: Comparison) -> int:
    """By how many years the new plan's period ends later; 0 if either plan states none."""
    old, new = comparison.old.meta.years, comparison.new.meta.years
    return new.last - old.last if old and new else 0
