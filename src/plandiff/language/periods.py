"""The time that a text speaks of: which years, and whether it reviews or plans them.

Plans state it in headings (`2025年工作回顾`, “十五五”时期主要目标) and at the beginning of sentences and clauses (到2030年, 今年,
`over the past five years`); what is said there holds for what follows. A year inside a sentence only qualifies
something, and one used for comparison (比2020年提高) is not a time spoken of.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Final, Literal, NamedTuple

from plandiff.language.dates import BEGUN, FIVE_YEARS, TO, YEAR, YEAR_ALONE, Period, find_five_years, read_year
from plandiff.language.numerals import ENGLISH_DIGITS, ONES, ordinal
from plandiff.language.period_words import WORDS
from plandiff.language.punctuation import DASHES, WIDE
from plandiff.language.widths import half_width, is_han, with_chinese_marks

Aspect = Literal["review", "plan", "context"]
"""Whether a text looks back, plans, or gives the background of a plan."""
ASPECTS: Final[tuple[Aspect, ...]] = ("review", "context", "plan")
"""In the order in which their words are searched for."""


class Scope(NamedTuple):
    """The time that a text speaks of, as far as it says."""

    period: Period | None = None
    aspect: Aspect | None = None


NO_SCOPE: Final = Scope()
PER_YEAR: Final = re.compile(r"年均[^，。；,;]*$")
"""Before a value that is the mean of several years, whichever year is printed before it."""


class Present(NamedTuple):
    """When a text was written, which dates 今年."""

    year: int
    month: int = 0
    """0 where only the year is known."""

    @property
    def turn(self) -> int | None:
        """The year that begins at the nearest turn of the year; None in summer, when it is unclear which is meant."""
        return self.year if self.month <= WINTER else self.year + 1 if self.month >= AUTUMN else None


WINTER: Final = 4
AUTUMN: Final = 10
"""The months until which reports call the previous year the past one, and from which they call the current one so."""
OPENING: Final = 24
"""Characters of a paragraph within which a clause must begin for its time to apply to the whole paragraph."""
HEADING: Final = 16
"""The longest heading, in characters, that is named after its role: 发展基础, 主要目标和任务. Longer ones are sentences."""


LATIN: Final = "en"
_RELATIVE: Final = ("this", "whole", "last", "next", "past", "coming", "since", "ahead")
"""The fields that name years relative to the current one."""
_VAGUE: Final = frozenset({"whole", "since", "ahead"})
"""Those that name no year, and mean something else in a heading: 布局未来产业."""

_COUNT: Final = rf"(?:[{ONES}两兩十]|十[{ONES}])"
_ENGLISH_COUNT: Final = rf"(?:{'|'.join(list(ENGLISH_DIGITS)[1:13])}|\d{{1,2}})"
_FIVE: Final = rf"[“「\"]?(?:第十[{ONES}]个五年|{FIVE_YEARS})[”」\"]?"
_END_YEARS: Final = {"开局之年": 0, "開局之年": 0, "末": 4, "期末": 4, "收官之年": 4}
"""Words after the name of a five-year plan that mean one of its years -> which."""
_DONE: Final = rf"(?:以[来來]|上半年|前[{ONES}]个?(?:季度|月)|1月?[{DASHES}~～至到]\d{{1,2}}月)"
"""The part of a year that is over at the time of writing."""
_CHINESE: Final = (
    rf"(?P<first>{YEAR})\s?年?\s?{TO}{{1,2}}\s?(?P<end>{YEAR})(?!\d)(?:\s?年)?"
    rf"|(?P<five>{_FIVE})(?P<which>{'|'.join(_END_YEARS)})?"
    rf"|(?<!\d)(?P<year>{YEAR})\s?年[度底末初]?(?P<done>{_DONE})?"
)
_ENGLISH: Final = rf"(?i:(?:the )?end of )?(?i:fiscal year |FY ?)?\b(?P<first>{YEAR_ALONE})\b(?:\s?(?:[{DASHES}]|to|and|through)\s?(?P<end>{YEAR_ALONE})\b)?"
_BEFORE: Final = (
    r"(?:(?:综合|初步|根据)[^，。；]{0,6}|建议|預計|预计|力争|力爭|争取|確保|确保|计划|做好|展望|回顾|回顧|回望|截至|截止|其中|"
    r"刚刚过去的|剛剛過去的|到|至|在){0,3}"
)
"""What may come between the beginning of a clause and the time that it states."""
_ENGLISH_BEFORE: Final = r"(?:(?i:by|in|for|during|from|between|since|through|until|over) |(?!(?:19|20)\d\d\b))"
_NOT_SPOKEN_OF: Final = (
    r"的?基[础礎数]|相比|水平|同期|起|以前|价格|可比|不变价|[级屆届版]|[^，。；]{0,6}(?:修[订正訂]|印发|公布|颁布|通过|施行|生效)"
    rf"|{BEGUN}|\s?(?:\d{{1,2}}|[{ONES}十]{{1,3}})月(?!份?[底末前])|或"
    r"|(?:实现)?(?:良好)?开局|开好局|起好步|起步|开门红|[^，。；]{0,4}收官|[-/.]\d|\s(?:levels?|baseline|edition)\b"
)
"""What follows a year that a text does not speak of: one for comparison, the year of a day or a law, or one about to begin."""
_TWO: Final = str.maketrans("两兩", "二二")
_SIGN: Final = re.compile("年|五|以来|以來|下一|今|打算|未来一|year|ooking ahead|oing forward|o far|the future")
"""A marker of a time; every word in `WORDS` that names one contains a marker, and years in figures have four digits."""
_DIGITS: Final = re.compile(r"\d\d{3}")
_UNTIL: Final = re.compile(r"(?<!截)[到至]|力[争爭]|\bby\b", re.IGNORECASE)
_VISION: Final = re.compile(r"远景目标|遠景目標")
"""After a year in running text that belongs to the name of a plan for that year."""
_UNMARKED: Final = str.maketrans("", "", "《》")
_TITLE: Final = re.compile(r"《[^》]*》?")
_EXPLAINED: Final = re.compile(r"关于《[^》]{0,80}(?:规划|纲要)[^》]{0,80}》的说明")
"""A heading over an explanation of the plan that it names."""
_DOING: Final = re.compile(
    r".{0,2}?(?:[夯筑]实|[夯築]實|巩固|鞏固|筑牢|厚植|打牢|优化|優化|改善|营造|營造|实现|實現|完成|落实|落實|明确|聚焦|围绕|圍繞|强化|強化|加强|加強|"
    r"加快|推进|推進|推动|推動|坚持|堅持|提升|确保|確保|抓好|压实)"
)
"""The beginning of a heading that says what to do with what it names: 夯实发展基础."""


class Statement(NamedTuple):
    """A place in a text where it says what time it speaks of."""

    start: int
    end: int
    period: Period | None
    aspect: Aspect | None
    """None where the words do not tell; the time decides then."""
    whole: bool = False
    """It speaks of the year already being spoken of."""
    until: bool = False
    """It states a deadline: 到2030年."""


def find_statements(text: str, present: Present | None, *, heading: bool = False) -> Iterator[Statement]:
    """The places where a text says what time it speaks of: at the beginning of clauses, or anywhere in a heading.

    >>> [str(found.period) for found in find_statements("到2030年，建成体系，比2025年提高5%。今年，开工十个。", Present(2026))]
    ['2030', '2026']
    """
    if not _could_speak(text):
        return
    text = half_width(text)
    chinese = any(map(is_han, text))
    text = with_chinese_marks(text) if chinese else text
    titles = [] if heading and _EXPLAINED.search(text) else [found.span() for found in _TITLE.finditer(text)]
    for found in _statement(chinese=chinese, heading=heading).finditer(text):
        start, end = found.span("said")
        title = bisect_right(titles, (start, len(text)))
        if (title and start < titles[title - 1][1]) or _denied().match(text, end):
            continue
        if not heading and _VISION.match(text, end):
            continue
        statement = _read(found, present)
        if statement.period or statement.aspect or statement.whole:
            yield statement


def _could_speak(text: str) -> bool:
    """Whether a text contains any marker of a time: a quick check."""
    return _SIGN.search(text) is not None or _DIGITS.search(text) is not None


def read_heading(text: str, present: Present | None, *, named: bool = True) -> tuple[Scope, ...]:
    """What a heading says about the time spoken of below it: one scope for each period that it names.

    Without a period it gives only an aspect, and that only if it is named after one (`named` false: not even then).

    >>> read_heading("“十四五”时期发展成就和2025年工作回顾", Present(2026))
    (Scope(period=Period(first=2021, last=2025), aspect='review'), Scope(period=Period(first=2025, last=2025), aspect='review'))
    """
    statements = list(find_statements(text, present, heading=True))
    if not statements:
        aspect = _called(text) if named else None
        return (Scope(None, aspect),) if aspect else ()
    scopes: list[Scope] = []
    below: Aspect | None = None
    borders = [*(statement.start for statement in statements[1:]), len(text)]
    for statement, border in reversed(list(zip(statements, borders, strict=True))):
        before = 0 if statement is statements[0] else statement.start
        words = _aspects(text[before:border])
        below = words[-1] if words else below
        work: Aspect | None = "plan" if _naming("work").search(text, before, border) else None
        aspect = below or statement.aspect or _by_time(statement.period, present) or work
        scopes.append(Scope(statement.period, aspect))
    return tuple(dict.fromkeys(reversed(scopes)))


def read_title(text: str, present: Present | None) -> tuple[Scope, ...]:
    """What a document's title says about its time; a report's title only if it says what it reviews.

    >>> read_title("云河市教育行动计划（2025—2027年）", None), read_title("2026年云河市政府工作报告", Present(2026))
    ((Scope(period=Period(first=2025, last=2027), aspect='plan'),), ())
    """
    scopes = read_heading(text.translate(_UNMARKED), present, named=False)
    words = set(_aspects(text))
    if len(scopes) != 1:
        return scopes if words else ()
    plans = _naming("document").search(text) is not None
    if "review" in words:
        return (Scope(scopes[0].period, "review" if not plans else None),)
    if plans:
        return (Scope(scopes[0].period, "plan"),)
    return () if _naming("report").search(text) else scopes


def resolve(statement: Statement, around: Scope, present: Present | None) -> Scope:
    """The scope of what follows a statement, given the scope up to there."""
    period, aspect = statement.period, statement.aspect
    if statement.whole:
        if around.period and around.period.first == around.period.last:
            return around
        before = {"review": -1, "plan": 0}.get(around.aspect or "")
        if present is None or before is None or present.turn is None:
            return around
        year = present.turn + before
        return Scope(Period(year, year), around.aspect)
    if period is None:
        return Scope(around.period if around.aspect == aspect else None, aspect)
    if aspect == "plan" and around.period and period.first < period.last and _is_same_span(around.period, period):
        period = around.period  # 今后五年 below a heading on the five years of a plan
    aspect = aspect or _by_time(period, present)
    if aspect is None and (around.period is None or overlap(around.period, period)):
        aspect = around.aspect
    return Scope(period, aspect or ("plan" if statement.until else None))


def looks_ahead(heading: str) -> bool:
    """Whether a heading announces what comes next, after a review: 下一步工作打算."""
    return _naming("ahead").search(heading) is not None


def overlap(first: Period, second: Period) -> bool:
    """Whether two periods have a year in common."""
    return first.first <= second.last and second.first <= first.last


def _is_same_span(one: Period, other: Period) -> bool:
    """Whether two periods have equally many years, and some in common."""
    return one.last - one.first == other.last - other.first and overlap(one, other)


def _by_time(period: Period | None, present: Present | None) -> Aspect | None:
    """Years that are over are reviewed, years to come are planned; the current ones may be either."""
    if period is None or present is None:
        return None
    if period.last < present.year:
        return "review"
    begins = period.first > present.year or (period.first == present.year and present.month <= WINTER)
    return "plan" if begins else None


def _read(found: re.Match[str], present: Present | None) -> Statement:
    """The statement in a match of `_statement`."""
    groups = found.groupdict()
    start, end = found.span("said")
    until = _UNTIL.search(found.string, found.start(), start) is not None
    if groups["first"]:
        first, last = (read_year(groups[key] or groups["first"]) for key in ("first", "end"))
        return Statement(start, end, Period(min(first, last), max(first, last)), None, until=until)
    if groups.get("five"):
        period = find_five_years(groups["five"])
        step = _END_YEARS.get(groups["which"] or "")
        return Statement(start, end, _years(period.first, step, step) if period and step is not None else period, None)
    if groups.get("year"):
        return Statement(start, end, _years(read_year(groups["year"]), 0, 0), "review" if groups["done"] else None, until=until)
    kind = next(kind for kind in _RELATIVE if groups.get(kind))
    year, turn = (present.year, present.turn) if present else (None, None)
    count = _count(found["said"]) if kind in ("past", "coming") else 1
    periods: dict[str, tuple[Period | None, Aspect | None]] = {
        "this": (_years(year, 0, 0), "review" if re.search(_DONE, found["said"]) else None),
        "whole": (None, None),
        "last": (_years(year, -1, -1), "review"),
        "next": (_years(year, 1, 1), "plan"),
        "past": (_years(turn if count == 1 or turn == year else None, -count, -1), "review"),
        "coming": (_years(turn, 0, count - 1), "plan"),
        "since": (None, "review"),
        "ahead": (None, "plan"),
    }
    return Statement(start, end, *periods[kind], whole=kind == "whole")


def _years(year: int | None, first: int, last: int) -> Period | None:
    return None if year is None else Period(year + first, year + last)


def _count(said: str) -> int:
    """The number of years in words: 过去五年, the past three years."""
    word = next((word for word in said.lower().split() if word in ENGLISH_DIGITS), None)
    if word:
        return ENGLISH_DIGITS[word]
    found = re.search(rf"{_COUNT}(?=年)|\d+", said)
    return (ordinal(found[0].translate(_TWO)) if found else None) or 1


def _aspects(text: str) -> list[Aspect]:
    """The aspects that the words of a heading name, in order."""
    return [_kind_of(found) for found in _naming(*ASPECTS).finditer(text)]


def _called(text: str) -> Aspect | None:
    """The aspect that a heading is named after: 发展基础, Priorities, but not 夯实发展基础."""
    bare = text.strip().rstrip("。.:：")
    if len(bare) > (HEADING if not bare.isascii() else 3 * HEADING) or any(mark in bare for mark in WIDE) or _DOING.match(bare):
        return None
    found = [match for match in _naming(*ASPECTS, "work").finditer(bare) if _ends_name(bare, match.end())]
    kinds = {_kind_of(match) for match in found}
    if kinds == {"review", "context"}:
        return "context"
    return kinds.pop() if len(kinds) == 1 else None


def _ends_name(text: str, end: int) -> bool:
    return end == len(text) or text[end] in "和与及與、（( "


def _kind_of(found: re.Match[str]) -> Aspect:
    return next((kind for kind in ASPECTS if found[kind] is not None), "plan")


@cache
def _naming(*kinds: str) -> re.Pattern[str]:
    """A pattern for the words of some kinds, each kind a group."""
    parts = (f"(?P<{kind}>{'|'.join(_row(language, kind) for language in WORDS)})" for kind in kinds)
    return re.compile("|".join(parts))


def _row(language: str, kind: str) -> str:
    """The words of a kind in a language, as alternatives of a pattern, case-insensitive in Latin letters."""
    words: str = getattr(WORDS[language], kind)
    return f"(?i:{words})" if language == LATIN else words


@cache
def _denied() -> re.Pattern[str]:
    return re.compile(_NOT_SPOKEN_OF)


@cache
def _statement(*, chinese: bool, heading: bool) -> re.Pattern[str]:
    """Where a time is stated; `said` is the group that states it."""
    languages = [language for language in WORDS if (language != LATIN) is chinese]
    kinds = [kind for kind in _RELATIVE if not (heading and kind in _VAGUE)]
    said = "|".join(f"(?P<{kind}>{'|'.join(_row(language, kind) for language in languages)})" for kind in kinds)
    said = said.replace("{n}", _COUNT if chinese else _ENGLISH_COUNT).replace("{done}", _DONE)
    said = f"(?P<said>{_CHINESE if chinese else _ENGLISH}|{said})"
    if heading:
        return re.compile(said)
    if chinese:
        return re.compile(rf"(?:^|(?<=[{WIDE}\s])){_BEFORE}{said}")
    return re.compile(rf"(?:^|(?<=[.;:,!?]\s)){_ENGLISH_BEFORE}{said}")
