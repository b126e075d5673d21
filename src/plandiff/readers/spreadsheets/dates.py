"""Dates and times as a cell's format prints them."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from plandiff.readers.spreadsheets.codes import Section
from plandiff.readers.spreadsheets.numerals import chinese_digits, chinese_ordinal

_TOKEN: Final = re.compile(
    r"""\[(?P<elapsed>h+|m+|s+)\] | (?P<half>AM/PM|A/P|上午/下午) | (?P<field>y+|m+|d+|h+|s+|a{3,4}|e+) | (?P<fraction>\.0+)
    | "(?P<quoted>[^"]*)" | [\\!](?P<escaped>.) | \[[^\]]*\] | [_*]. | (?P<plain>[^@])""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_SYSTEM: Final = {
    "f800": 'yyyy"年"m"月"d"日"',
    "x-sysdate": 'yyyy"年"m"月"d"日"',
    "f400": "h:mm:ss",
    "x-systime": "h:mm:ss",
}
"""Locales that stand for the user's own long date or time, which depends on the machine -> as a Chinese one shows it."""
_EPOCH: Final = datetime(1899, 12, 30, tzinfo=UTC)
_EPOCH_1904: Final = datetime(1904, 1, 1, tzinfo=UTC)
_PHANTOM: Final = 60
"""The day before which Excel's count is off by one: it has a 29 February 1900."""
_LAST: Final = 2_958_466
"""The day after the last of the year 9999."""
_REPUBLIC: Final = 1911
"""The year before the first of Taiwan's calendar."""
_NOISE: Final = 0.001
"""Seconds by which the number of a time may fall short of it."""
_MICROSECONDS: Final = 6
"""The most decimals of a second."""
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAYS_CHINESE: Final = "一二三四五六日"
_SHORT: Final = 3
"""Letters of the short name of a month or a day."""
_INITIAL: Final = 5
"""Letters of a month in a format that shows only its first one."""


class _Calendar(NamedTuple):
    """How a section writes the parts of a date."""

    chinese: bool
    """Names of days and months."""
    republic: bool
    """Whether `e` counts the years of Taiwan's calendar."""
    numerals: int
    half: bool
    """Whether hours are counted to twelve."""


def printed_date(number: float, section: Section, *, from_1904: bool = False) -> str | None:
    """An Excel serial date in a format; None if it is out of range."""
    if not 0 <= number < _LAST:
        return None
    early = not from_1904 and number < _PHANTOM
    epoch = _EPOCH_1904 if from_1904 else _EPOCH + timedelta(days=early)
    tokens = list(_TOKEN.finditer(_SYSTEM.get(section.locale.lower(), section.code)))
    decimals = min(max((len(token["fraction"] or ".") - 1 for token in tokens), default=0), _MICROSECONDS)
    ticks = math.floor(number * 86400 * 10**decimals + min(_NOISE * 10**decimals, 0.5))
    seconds, rest = divmod(ticks, 10**decimals)
    when = epoch + timedelta(seconds=seconds)
    calendar = _calendar(section, half=any(token["half"] for token in tokens))
    written: list[str] = []
    before = ""
    for place, token in enumerate(tokens):
        if field := (token["field"] or "").lower():
            after = next(((other["field"] or "x")[0].lower() for other in tokens[place + 1 :] if other["field"]), "")
            minutes = field[0] == "m" and (before == "h" or after == "s")
            written.append(_field(when, "n" * len(field) if minutes else field, calendar))
            before = field[0]
        elif elapsed := (token["elapsed"] or "").lower():
            whole = seconds // {"h": 3600, "m": 60, "s": 1}[elapsed[0]]
            written.append(str(whole).zfill(len(elapsed)))
            before = elapsed[0]
        elif token["half"]:
            names = ("上午", "下午") if calendar.chinese else token["half"].split("/")
            written.append(names[when.hour >= 12])
        elif token["fraction"]:
            written.append(f".{rest:0{decimals}}"[: len(token["fraction"])])
        else:
            written.append(token["quoted"] or token["escaped"] or token["plain"] or "")
    return "".join(written).strip()


def serial_of(stated: str, *, from_1904: bool = False) -> float:
    """The serial date of one written as ISO 8601 does. Raises `ValueError` for anything else.

    >>> serial_of("2026-03-05T12:00:00"), serial_of("12:00:00"), serial_of("1900-01-31")
    (46086.5, 0.5, 31.0)
    """
    stated = stated.strip()
    when = datetime.fromisoformat(f"1899-12-30T{stated}" if ":" in stated[:3] else stated).replace(tzinfo=UTC)
    days = (when - (_EPOCH_1904 if from_1904 and "-" in stated else _EPOCH)) / timedelta(days=1)
    return days - (not from_1904 and 1 < days <= _PHANTOM)


def _calendar(section: Section, *, half: bool) -> _Calendar:
    """A locale is written as a name, or as a number whose last four digits are the language's."""
    locale = section.locale.lower()
    code = int(locale, 16) & 0xFFFF if re.fullmatch(r"[0-9a-f]{1,8}", locale) else 0
    chinese = locale.startswith("zh") or code & 0x3FF == 0x04
    return _Calendar(chinese, locale.startswith("zh-tw") or code == 0x404, section.numerals, half)


def _field(when: datetime, field: str, calendar: _Calendar) -> str:
    """One part of a date; `n` means minutes."""
    kind, width = field[0], len(field)
    if kind in "ye":
        year = when.year - (_REPUBLIC if kind == "e" and calendar.republic else 0)
        digits = str(year) if kind == "e" else f"{year:04}" if width > 2 else f"{year % 100:02}"
        return chinese_digits(digits, amounts=calendar.numerals == 2) if calendar.numerals else digits
    if kind == "a" or (kind == "d" and width >= _SHORT and calendar.chinese):
        return ("星期" if width > _SHORT else "周" if kind == "d" else "") + _DAYS_CHINESE[when.weekday()]
    if kind == "m" and width >= _SHORT and calendar.chinese:
        return f"{chinese_ordinal(when.month) if width > _SHORT else when.month}月"
    if kind in "md" and width >= _SHORT:
        name = _MONTHS[when.month - 1] if kind == "m" else _DAYS[when.weekday()]
        return name[:1] if width == _INITIAL else name[:_SHORT] if width == _SHORT else name
    hour = (when.hour % 12 or 12) if calendar.half else when.hour
    value = {"m": when.month, "d": when.day, "h": hour, "n": when.minute, "s": when.second}[kind]
    return chinese_ordinal(value) if calendar.numerals else str(value).zfill(min(width, 2))
