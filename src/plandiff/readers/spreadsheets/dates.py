"""Dates and times as a cell's format prints them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final

_TOKEN: Final = re.compile(
    r"""\[(?P<elapsed>h+|m+|s+)\] | (?P<half>AM/PM|A/P|上午/下午) | (?P<field>y+|m+|d+|h+|s+|a{3,4}|e+) | (?P<fraction>\.0+)
    | "(?P<quoted>[^"]*)" | \\(?P<escaped>.) | \[[^\]]*\] | [_*]. | (?P<plain>.)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_EPOCH: Final = datetime(1899, 12, 30, tzinfo=UTC)
_EPOCH_1904: Final = datetime(1904, 1, 1, tzinfo=UTC)
_PHANTOM: Final = 60
"""The day before which Excel's count is off by one: it has a 29 February 1900."""
_LAST: Final = 2_958_466
"""The day after the last of the year 9999."""
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAYS_CHINESE: Final = "一二三四五六日"
_SHORT: Final = 3
"""Letters of the short name of a month or a day."""


def printed_date(number: float, code: str, *, from_1904: bool = False) -> str | None:
    """An Excel serial date in a format; None if it is out of range."""
    if not 0 <= number < _LAST:
        return None
    early = not from_1904 and number < _PHANTOM
    epoch = _EPOCH_1904 if from_1904 else _EPOCH + timedelta(days=early)
    tokens = list(_TOKEN.finditer(code))
    smallest = 1 if any((token["field"] or token["elapsed"] or "").lower().startswith("s") for token in tokens) else 60
    seconds = round(number * 86400 / smallest) * smallest
    when = epoch + timedelta(seconds=seconds)
    half = any(token["half"] for token in tokens)
    written: list[str] = []
    before = ""
    for place, token in enumerate(tokens):
        if field := (token["field"] or "").lower():
            after = next(((other["field"] or "x")[0].lower() for other in tokens[place + 1 :] if other["field"]), "")
            minutes = field[0] == "m" and (before == "h" or after == "s")
            written.append(_field(when, "n" * len(field) if minutes else field, half=half))
            before = field[0]
        elif elapsed := (token["elapsed"] or "").lower():
            whole = seconds // {"h": 3600, "m": 60, "s": 1}[elapsed[0]]
            written.append(str(whole).zfill(len(elapsed)))
            before = elapsed[0]
        elif token["half"]:
            names = token["half"].split("/")
            written.append(names[when.hour >= 12])
        else:
            written.append(token["quoted"] or token["escaped"] or token["plain"] or "")
    return "".join(written).strip()


def _field(when: datetime, field: str, *, half: bool) -> str:
    """One part of a date; `n` means minutes."""
    kind, width = field[0], len(field)
    if kind in "ye":
        return f"{when.year:04}" if width > 2 or kind == "e" else f"{when.year % 100:02}"
    if kind == "a":
        return ("星期" if width > _SHORT else "") + _DAYS_CHINESE[when.weekday()]
    if kind in "md" and width >= _SHORT:
        name = _MONTHS[when.month - 1] if kind == "m" else _DAYS[when.weekday()]
        return name[:_SHORT] if width == _SHORT else name
    hour = (when.hour % 12 or 12) if half else when.hour
    value = {"m": when.month, "d": when.day, "h": hour, "n": when.minute, "s": when.second}[kind]
    return str(value).zfill(min(width, 2))
