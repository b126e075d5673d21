"""The time that a text speaks of: which years, and whether it looks back on them or plans them.

Plans say it in headings (`2025年工作回顾`, “十五五”时期主要目标) and at the beginning of sentences and clauses (到2030年, 今年,
`over the past five years`); what is said there holds for what follows. A year that stands inside a sentence only qualifies
something, and one that something is compared with (比2020年提高) is no time that is spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, Literal, NamedTuple

from plandiff.language.dates import FIVE_YEARS, TO, YEAR, YEAR_ALONE, Period, find_five_years, read_year
from plandiff.language.numerals import ENGLISH_DIGITS, ONES, ordinal
from plandiff.language.punctuation import DASHES, WIDE
from plandiff.language.widths import half_width

Aspect = Literal["review", "plan", "context"]
"""Whether a text looks back, plans, or tells the background of a plan."""


class Scope(NamedTuple):
    """What time a text speaks of, as far as it says."""

    period: Period | None = None
    aspect: Aspect | None = None


NO_SCOPE: Final = Scope()


class Present(NamedTuple):
    """When a text was written, by which 今年 is a year."""

    year: int
    month: int = 0
    """0 where only the year is known."""

    @property
    def turn(self) -> int | None:
        """The year that begins at the turn of the year at hand; None in summer, when it is not said which turn is meant."""
        return self.year if self.month <= WINTER else self.year + 1 if self.month >= AUTUMN else None


WINTER: Final = 4
AUTUMN: Final = 10
"""The months up to which reports speak of the year before as the past one, and from which they speak of this one so."""
OPENING: Final = 24
"""Characters of a paragraph within which a clause must begin whose time is that of the whole paragraph."""
HEADING: Final = 16
"""The longest heading, in characters, that is called after what it does: 发展基础, 主要目标和任务. Longer ones are sentences."""


class Words(NamedTuple):
    """How a language says it, as alternatives of a pattern."""

    document: str
    """What documents that plan call themselves, in their titles."""
    review: str
    """What headings over a look back are called."""
    plan: str
    context: str
    this: str
    """The year at hand."""
    whole: str
    """The year that is spoken of already."""
    last: str
    next: str
    past: str
    """Years up to now; `{n}` stands for how many."""
    coming: str
    since: str
    """Years up to now, and not which."""
    ahead: str
    """What comes next, and not when."""


WORDS: Final[dict[str, Words]] = {
    "zh-Hans": Words(
        document="规划|计划|纲要|方案|要点|任务|行动|安排|目标|意见|建议|举措|措施",
        review="回顾|工作总结|发展成就|主要成就|重大成就|主要成绩|工作成效|发展成效|主要成效|(?:发展|现实|工作)基础|发展现状|现状|(?:完成|执行|落实|实施|进展)情况|发展历程",
        plan="目标|任务|(?:工作|总体|主要|重点)安排|主要考虑|总体考虑|重点工作|主要工作|工作思路|总体思路|总体要求|指导思想|重大举措|战略举措|重要举措|工作打算|工作计划|工作要点|远景|愿景|展望|草案",
        context="形势要求|发展形势|面临(?:的)?形势|形势(?:分析|判断|与任务)|形势|发展环境|国内外环境|宏观环境|背景|机遇|机遇(?:与|和)挑战|面临(?:的)?(?:挑战|问题)|存在(?:的)?(?:主要)?(?:问题|不足|短板)|重大意义|重要意义",
        this="今年(?:{done})?|本年度?",
        whole="全年|年内",
        last="去年|上一?年度?",
        next="明年|下一?年度",
        past="(?:刚刚)?过去(?:的|这)?{n}年(?:来|间|里)?|{n}年来|这{n}年(?:来|间|里)?",
        coming="(?:未来|今后)(?:的)?{n}年",
        since="近年来?|近几年来?|多年来|长期以来|[^，。；：]{2,12}以来(?=，)",
        ahead="下一步|下一阶段|今后|未来一[个段]时[期间]",
    ),
    "zh-Hant": Words(
        document="規劃|計劃|計畫|綱要|方案|要點|任務|行動|安排|目標|意見|建議|舉措|措施",
        review="回顧|工作總結|發展成就|主要成就|重大成就|主要成績|工作成效|發展成效|主要成效|(?:發展|現實|工作)基礎|發展現狀|現況|現狀|(?:完成|執行|落實|實施|進展)情[況形]|辦理情形|執行成果",
        plan="目標|任務|(?:工作|總體|主要|重點)安排|主要考慮|重點工作|主要工作|工作思路|總體思路|總體要求|指導思想|重大舉措|工作計[劃畫]|工作重點|施政重點|遠景|願景|展望",
        context="發展形勢|面臨的?形勢|形勢|發展環境|環境分析|背景|機遇|挑戰|存在的?問題|重要意義",
        this="今年(?:{done})?|本年度?",
        whole="全年|年內",
        last="去年|上一?年度?",
        next="明年|下一?年度",
        past="(?:剛剛)?過去(?:的|這)?{n}年(?:來|間|裏|裡)?|{n}年來|這{n}年(?:來|間)?",
        coming="(?:未來|今後)(?:的)?{n}年",
        since="近年來?|近幾年來?|多年來|長期以來|[^，。；：]{2,12}以來(?=，)",
        ahead="下一步|下一階段|今後",
    ),
    "en": Words(
        document=r"\b(?:plans?|strategy|roadmap|agenda|programme?|framework)\b",
        review=r"\b(?:reviews?|achievements?|accomplishments?|progress|results|looking back|lessons learned)\b",
        plan=r"\b(?:priorities|objectives?|goals?|targets?|tasks|actions?|plans?|outlook|looking ahead|next steps|vision|strategy)\b",
        context=r"\b(?:background|context|challenges|opportunities|current situation|rationale)\b",
        this=r"this (?:fiscal )?year",
        whole=r"the year as a whole",
        last=r"last (?:fiscal )?year|the previous year",
        next=r"next (?:fiscal )?year|the coming year",
        past=r"(?:over |in |during )?the (?:past|last) {n} years",
        coming=r"(?:over |in |during )?the (?:next|coming) {n} years",
        since=r"in recent years|so far",
        ahead=r"going forward|looking ahead|in the future",
    ),
}
"""A row for each language: what it calls looking back and planning, and how it names years by the one at hand."""

_RELATIVE: Final = ("this", "whole", "last", "next", "past", "coming", "since", "ahead")
"""Those that name years by the one at hand."""
_VAGUE: Final = frozenset({"whole", "since", "ahead"})
"""Those that name none, and are other words in a heading: 布局未来产业."""

_COUNT: Final = rf"(?:[{ONES}两兩十]|十[{ONES}])"
_ENGLISH_COUNT: Final = rf"(?:{'|'.join(list(ENGLISH_DIGITS)[1:13])}|\d{{1,2}})"
_FIVE: Final = rf"[“「\"]?(?:第十[{ONES}]个五年|{FIVE_YEARS})[”」\"]?"
_END_YEARS: Final = {"开局之年": 0, "開局之年": 0, "末": 4, "期末": 4, "收官之年": 4}
"""Words after the name of a five-year plan that mean one of its years -> which."""
_DONE: Final = rf"(?:以[来來]|上半年|前[{ONES}]个?(?:季度|月)|1月?[{DASHES}~～至到]\d{{1,2}}月)"
"""What of a year is over when one speaks of it."""
_CHINESE: Final = (
    rf"(?P<first>{YEAR})\s?年?\s?{TO}{{1,2}}\s?(?P<end>{YEAR})(?!\d)(?:\s?年)?"
    rf"|(?P<five>{_FIVE})(?P<which>{'|'.join(_END_YEARS)})?"
    rf"|(?<!\d)(?P<year>{YEAR})\s?年[度底末初]?(?P<done>{_DONE})?"
)
_ENGLISH: Final = rf"(?:(?:the )?end of )?(?:fiscal year |FY ?)?\b(?P<first>{YEAR_ALONE})\b(?:\s?(?:[{DASHES}]|to|and|through)\s?(?P<end>{YEAR_ALONE})\b)?"
_BEFORE: Final = (
    r"(?:(?:综合|初步|根据)[^，。；]{0,6}|建议|預計|预计|力争|力爭|争取|確保|确保|计划|做好|展望|回顾|回顧|回望|截至|截止|其中|"
    r"刚刚过去的|剛剛過去的|到|至|在){0,3}"
)
"""What may stand between the beginning of a clause and the time that it says."""
_ENGLISH_BEFORE: Final = r"(?:(?:by|in|for|during|from|between|since|through|until|over) |(?!(?:19|20)\d\d\b))"
_NOT_SPOKEN_OF: Final = (
    r"的?基[础礎数]|相比|水平|同期|起|以前|价格|可比|不变价|[级屆届版]|[^，。；]{0,6}(?:修[订正訂]|印发|公布|颁布|通过|施行|生效)"
    rf"|\s?(?:\d{{1,2}}|[{ONES}十]{{1,3}})月(?!份?[底末前])|或"
    r"|(?:实现)?(?:良好)?开局|开好局|起好步|起步|开门红|[^，。；]{0,4}收官|[-/.]\d|\s(?:levels?|baseline|edition)\b"
)
"""What follows a year that is no time that a text speaks of: it is compared with, the year of a day or a law, or about to begin."""
_TWO: Final = str.maketrans("两兩", "二二")
_HAN: Final = re.compile("[\u3400-\u9fff]")
_UNTIL: Final = re.compile(r"(?<!截)[到至]|力[争爭]|\bby\b", re.IGNORECASE)
_VISION: Final = re.compile(r"远景目标|遠景目標")
"""After a year in running text, where it names a plan for that year."""
_UNMARKED: Final = str.maketrans("", "", "《》")
_TITLE: Final = re.compile(r"《[^》]*》?")
_EXPLAINED: Final = re.compile(r"关于《[^》]*(?:规划|纲要)[^》]*》的说明")
"""A heading over what is said of the plan that it names."""
_DOING: Final = re.compile(
    r"[夯筑]实|[夯築]實|巩固|鞏固|筑牢|厚植|打牢|优化|優化|改善|营造|營造|实现|實現|完成|落实|落實|明确|聚焦|围绕|圍繞|强化|強化|加强|加強|"
    r"加快|推进|推進|推动|推動|坚持|堅持|提升|确保|確保|抓好|压实"
)
"""How a heading begins that says what is to be done with what it names: 夯实发展基础."""


class Statement(NamedTuple):
    """A place of a text where it says what time it speaks of."""

    start: int
    end: int
    period: Period | None
    aspect: Aspect | None
    """None where the words do not tell; then see the time."""
    whole: bool = False
    """It speaks of the year that is spoken of already."""
    until: bool = False
    """It says by when: 到2030年."""


def find_statements(text: str, present: Present | None, *, heading: bool = False) -> Iterator[Statement]:
    """The places where a text says what time it speaks of: at the beginning of clauses, in a heading anywhere.

    >>> [str(found.period) for found in find_statements("到2030年，建成体系，比2025年提高5%。今年，开工十个。", Present(2026))]
    ['2030', '2026']
    """
    text = half_width(text)
    titles = () if heading and _EXPLAINED.search(text) else tuple(found.span() for found in _TITLE.finditer(text))
    for found in _statement(chinese=_HAN.search(text) is not None, heading=heading).finditer(text):
        start, end = found.span("said")
        if any(first <= start < last for first, last in titles) or _denied().match(text, end):
            continue
        if not heading and _VISION.match(text, end):
            continue
        statement = _read(found, present)
        if statement.period or statement.aspect or statement.whole:
            yield statement


def read_heading(text: str, present: Present | None, *, named: bool = True) -> tuple[Scope, ...]:
    """What a heading says of the time that is spoken of below it: one scope for each period that it names.

    Without a period it says no more than an aspect, and that only if it is called after it (`named` false: not even then).

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
        aspect = below or statement.aspect or _by_time(statement.period, present)
        scopes.append(Scope(statement.period, aspect))
    return tuple(dict.fromkeys(reversed(scopes)))


def read_title(text: str, present: Present | None) -> Scope:
    """The scope of a document by its title; a report speaks of several times, unless its title says which it looks back on.

    >>> read_title("云河市教育行动计划（2025—2027年）", None), read_title("2026年云河市政府工作报告", Present(2026))
    (Scope(period=Period(first=2025, last=2027), aspect='plan'), Scope(period=None, aspect=None))
    """
    scopes = read_heading(text.translate(_UNMARKED), present, named=False)
    if len(scopes) != 1:
        return NO_SCOPE
    plans = _plans().search(text) is not None
    words = set(_aspects(text))
    if "review" in words:
        return Scope(scopes[0].period, "review" if not plans else None)
    return Scope(scopes[0].period, "plan") if plans else NO_SCOPE


def resolve(statement: Statement, around: Scope, present: Present | None) -> Scope:
    """The scope of what follows a statement in a text whose scope was another until then."""
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
    aspect = aspect or _by_time(period, present)
    if aspect is None and (around.period is None or overlap(around.period, period)):
        aspect = around.aspect
    return Scope(period, aspect or ("plan" if statement.until else None))


def overlap(first: Period, second: Period) -> bool:
    """Whether two periods have a year in common."""
    return first.first <= second.last and second.first <= first.last


def _by_time(period: Period | None, present: Present | None) -> Aspect | None:
    """Years that are over are looked back on, years to come are planned; what goes on now may be either."""
    if period is None or present is None:
        return None
    if period.last < present.year:
        return "review"
    begins = period.first > present.year or (period.first == present.year and present.month <= WINTER)
    return "plan" if begins else None


def _read(found: re.Match[str], present: Present | None) -> Statement:
    """What a match of `_statement` says."""
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
    """How many years words mean: 过去五年, the past three years."""
    word = next((word for word in said.lower().split() if word in ENGLISH_DIGITS), None)
    if word:
        return ENGLISH_DIGITS[word]
    found = re.search(rf"{_COUNT}(?=年)|\d+", said)
    return (ordinal(found[0].translate(_TWO)) if found else None) or 1


def _aspects(text: str) -> list[Aspect]:
    """The aspects that the words of a heading name, in their order."""
    return [kind for found in _naming().finditer(text) if (kind := _kind_of(found))]


def _called(text: str) -> Aspect | None:
    """The aspect that a heading is called after: 发展基础, Priorities, and not 夯实发展基础."""
    bare = text.strip().rstrip("。.:：")
    if len(bare) > (HEADING if not bare.isascii() else 3 * HEADING) or any(mark in bare for mark in WIDE) or _DOING.match(bare):
        return None
    found = [match for match in _naming().finditer(bare) if _ends_name(bare, match.end())]
    kinds = {kind for match in found if (kind := _kind_of(match))}
    if kinds == {"review", "context"}:
        return "context"
    return kinds.pop() if len(kinds) == 1 else None


def _ends_name(text: str, end: int) -> bool:
    return end == len(text) or text[end] in "和与及與、（( "


def _kind_of(found: re.Match[str]) -> Aspect | None:
    kinds: tuple[Aspect, ...] = ("review", "plan", "context")
    return next((kind for kind in kinds if found[kind] is not None), None)


@cache
def _naming() -> re.Pattern[str]:
    parts = (
        f"(?P<{kind}>{'|'.join(getattr(words, kind) for words in WORDS.values())})" for kind in ("review", "context", "plan")
    )
    return re.compile("|".join(parts), re.IGNORECASE)


@cache
def _plans() -> re.Pattern[str]:
    return re.compile("|".join(words.document for words in WORDS.values()), re.IGNORECASE)


@cache
def _denied() -> re.Pattern[str]:
    return re.compile(_NOT_SPOKEN_OF)


@cache
def _statement(*, chinese: bool, heading: bool) -> re.Pattern[str]:
    """Where a time is said; `said` is what says it."""
    rows = [words for language, words in WORDS.items() if (language != "en") is chinese]
    kinds = [kind for kind in _RELATIVE if not (heading and kind in _VAGUE)]
    said = "|".join(f"(?P<{kind}>{'|'.join(getattr(words, kind) for words in rows)})" for kind in kinds)
    said = said.replace("{n}", _COUNT if chinese else _ENGLISH_COUNT).replace("{done}", _DONE)
    said = f"(?P<said>{_CHINESE if chinese else _ENGLISH}|{said})"
    if not heading:
        begin = rf"(?:^|(?<=[{WIDE}\s]))" if chinese else r"(?:^|(?<=[.;:,!?]\s))"
        said = f"{begin}{_BEFORE if chinese else _ENGLISH_BEFORE}{said}"
    return re.compile(said, re.IGNORECASE)
