"""Years, periods and days as values, and how Chinese and English texts write them.

The patterns are parts of larger ones, written for texts in half width; what they match is parsed here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from plandiff.language.folding import plain
from plandiff.language.numerals import DIGITS, ONES, ordinal
from plandiff.language.punctuation import DASHES

YEAR_ALONE: Final = r"(?:19|20)\d\d"
"""A year without a word that marks it as one: earlier ones are more often plain numbers."""
YEAR: Final = rf"(?:(?:1[89]|20)\d\d|(?:一[八九]|二[〇零○])[〇零○{ONES}]{{2}})"
"""A year before 年, in either kind of digits."""
TO: Final = rf"[{DASHES}~～〜∼至到]"
"""Between the first and the last year of a period."""
BEGUN: Final = (
    r"[^，。；]{0,6}(?:[启啟][动動]|[开開]工|[动動]工|立[项項]|[实實]施|建成|投[产產用]|提出|召[开開]|[举舉][办辦]|[签簽][订訂约約署]|引[进進]|[获獲]批|批准|部署|下[达達]|出台|制定|"
    r"[编編]制|申[报報]|[评評][选選])的"
)
"""After a year that only qualifies a thing: `2022年启动的大桥建成通车`."""
FIVE_YEARS: Final = f"十[{ONES}]五"
"""A five-year plan or its period, by number: 十四五 is the years 2021 to 2025."""
FIRST_OF_TEN_FIVE: Final = 2001
"""The first year of the tenth five-year plan, from which the later ones are counted."""

_OF_YEAR: Final = rf"(?:\d{{1,2}}|[{ONES}十]{{1,3}})"
MONTH_OF_YEAR: Final = rf"{YEAR}\s?年\s?{_OF_YEAR}\s?月"
DAY_OF_YEAR: Final = rf"{MONTH_OF_YEAR}\s?{_OF_YEAR}\s?日"

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH: Final = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
"""The English name of a month, or its abbreviation."""
MONTH_NAMES: Final = (
    r"(?:[Jj]an(?:uar[yi]?|vier|uari|eiro)?|[Ff]eb(?:ruar[yi]?|ruari)?|[Ff]évrier|[Mm]är[zs]|[Mm]ar(?:ch|s|ts|zo)?|[Mm]aart|[Aa]pr(?:il|ile)?|[Aa]vril|"
    r"[Mm](?:a[iyj]|ei|aggio|ayo)|[Jj]un[eio]?|[Jj]uin|[Jj]ul[yi]?|[Jj]uillet|[Aa]ug(?:ust|ustus|usti)?|[Aa]oût|[Aa]gosto|[Ss]ep(?:t|tembre|tember|tiembre)?|"
    r"[Oo][ck]t(?:ober|obre|ubre)?|[Nn]ov(?:ember|embre|iembre)?|[Dd][eé][ckz](?:ember|embre|iembre)?)\b"
)
"""Names of months, in full or abbreviated, in the languages that write the day as an ordinal before them: `3. September`, `1er juin`."""

CHINESE_DATE: Final = (
    rf"(?<!\d)(?={YEAR}年|\d{{1,2}}月)(?:(?P<year>{YEAR})年)?(?:(?P<month>\d{{1,2}}|(?<=年)[{ONES}十]{{1,2}})月份?)?"
    rf"(?:(?P<day>\d{{1,2}}|(?<=月)[{ONES}十]{{1,3}})日)?(?P<part>年?[底末]|年中|上半年|下半年"
    rf"|第?[一二三四1-4]季度(?:[末底]|(?=以?前|之前|完成|建成|竣工|开工|投用)))?"
)
ENGLISH_DATE: Final = (
    rf"(?:(?:\b(?P<first>\d{{1,2}})(?:st|nd|rd|th)?\s+)?\b(?P<word>{MONTH})\s+(?:(?P<last>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?"
    rf"|\b(?P<quarter>Q[1-4]|(?:first|second|third|fourth|last|1st|2nd|3rd|4th)\s+quarter),?\s+(?:of\s+)?)?"
    rf"\b(?P<english>{YEAR_ALONE})\b"
)
"""A year, month or day, whichever is printed; `date_of` parses their matches, alone or as alternatives of one pattern."""
ENGLISH_DAY: Final = (
    rf"(?:(?P<nth>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month_of_any_year>{MONTH})"
    rf"(?:\s+(?P<nth_last>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?(?!,?\s+\d{{4}})"
)
"""A month or day of every year, `30 June`: as a word is too often no date, only where the words before it ask for one."""

_QUARTERS: Final = (("first", "1", "一"), ("second", "2", "二"), ("third", "3", "三"), ("fourth", "4", "四", "last"))
"""The words for each quarter of a year."""
_LAST_DAYS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, order=True)
class Period:
    """A first and a last year; a single year is a period too."""

    first: int
    last: int

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True, order=True)
class Date:
    """A day; for a text that prints only a year or month, its last day."""

    year: int
    """0 where it is not printed."""
    month: int = 12
    day: int = 31

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}-{self.day:02}"


def read_year(printed: str) -> int:
    """A year in either kind of digits.

    >>> read_year("2025"), read_year("二○二五")
    (2025, 2025)
    """
    return int("".join(str(DIGITS.get(c, c)) for c in printed))


@cache
def _period() -> re.Pattern[str]:
    return re.compile(rf"({YEAR})\s?年?\s?{TO}+\s?({YEAR})(?!\d)")


def find_period(text: str) -> Period | None:
    """The first range of years that a text prints.

    >>> str(find_period("云河市教育规划（２０２１—2025年）"))
    '2021-2025'
    """
    found = _period().search(plain(text))
    return Period(read_year(found[1]), read_year(found[2])) if found else None


@cache
def _leading_year() -> re.Pattern[str]:
    return re.compile(YEAR)


def read_period(text: str) -> Period | None:
    """The years that a text states as a plan's metadata, `2021-2025`, `2026` or 十四五; for a day its year."""
    if not text:
        return None
    found = _leading_year().match(plain(text))
    return find_period(text) or find_five_years(text) or (Period(read_year(found[0]), read_year(found[0])) if found else None)


@cache
def _five_years() -> re.Pattern[str]:
    return re.compile(f"{FIVE_YEARS}|第十[{ONES}]个五年")


def find_five_years(text: str) -> Period | None:
    """The years of the five-year plan that a text names.

    >>> str(find_five_years("云河市“十四五”教育规划"))
    '2021-2025'
    """
    found = _five_years().search(text)
    if not found:
        return None
    first = FIRST_OF_TEN_FIVE + 5 * DIGITS[found[0].partition("十")[2][0]]
    return Period(first, first + 4)


@cache
def _day() -> re.Pattern[str]:
    number = rf"\s?({_OF_YEAR})\s?"
    return re.compile(
        rf"({YEAR})\s?年{number}月{number}日|({YEAR_ALONE})\s?[年/.-]\s?(\d{{1,2}})\s?[月/.-]\s?(\d{{1,2}})|{ENGLISH_DATE}"
    )


def find_day(text: str) -> Date | None:
    """The first day that a text prints, `2024-03-05`, 二〇二四年三月五日 or `5 March 2024`; None where no such day exists."""
    for found in _day().finditer(plain(text)):
        if found["english"]:
            if not (found["first"] or found["last"]):
                continue  # a month
            date = date_of(found)
        else:
            year, month, day = found.groups()[:3] if found[1] else found.groups()[3:6]
            date = Date(read_year(year), ordinal(month) or 0, ordinal(day) or 0)
        return date if 1 <= date.month <= 12 and 1 <= date.day <= 31 else None
    return None


def date_of(found: re.Match[str], *, year: int = 0) -> Date:
    """The date in a match of `CHINESE_DATE`, `ENGLISH_DATE` or `ENGLISH_DAY`; `year` is the default where it prints none."""
    groups = found.groupdict()
    if english := groups.get("english"):
        month = _MONTHS.index(groups["word"][:3].lower()) + 1 if groups["word"] else _end_of_quarter(groups["quarter"]) or 12
        day = groups["first"] or groups["last"]
        year = int(english)
    elif name := groups.get("month_of_any_year"):
        month = _MONTHS.index(name[:3].lower()) + 1
        day = groups["nth"] or groups["nth_last"]
    else:
        half = 6 if groups["part"] in ("年中", "上半年") else _end_of_quarter(groups["part"]) or 12
        month = half if groups["month"] is None else ordinal(groups["month"]) or half
        day = groups["day"]
        year = read_year(groups["year"]) if groups["year"] else year
    return Date(year, month, (ordinal(day) if day else None) or last_day(year, month))


def _end_of_quarter(printed: str | None) -> int:
    """The last month of a quarter; 0 for anything else."""
    quarter = (printed or "").lower()
    if "quarter" not in quarter and "季度" not in quarter and not quarter.startswith("q"):
        return 0
    return 3 * next(number for number, words in enumerate(_QUARTERS, 1) if any(word in quarter for word in words))


def last_day(year: int, month: int) -> int:
    """The last day of a month; without a year, February has 28 days.

    >>> last_day(2024, 2), last_day(2025, 2), last_day(2025, 6)
    (29, 28, 30)
    """
    leap = year and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if leap and month == 2 else _LAST_DAYS[month - 1] if 1 <= month <= 12 else 31
