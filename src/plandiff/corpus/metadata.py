"""What people know about documents beyond their text: a CSV table, which overrides what was found."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from typing import Final

from plandiff import pipeline
from plandiff.errors import SettingError
from plandiff.language.dates import last_day

COLUMNS: Final = ("name", "region", "date", "series")
_DAY: Final = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?")
_RANGE: Final = ".."


def read_metadata(file: str) -> list[dict[str, str | None]]:
    """The rows of a table with the columns `name` and any of `region`, `date`, `series`; others are ignored.

    A date is a day, a month or a year, or two of them with `..` between; it is returned as its first and last day, ISO 8601.
    Raises `InputError` if the file cannot be read, `SettingError` naming the line if it is not a table or a date is invalid.
    """
    from plandiff.readers.encodings import decode

    text, _ = decode(pipeline.open_document(file))
    table = csv.DictReader(io.StringIO(text, newline=""))
    if "name" not in (table.fieldnames or ()):
        raise SettingError(file, "metadata-without-name", known=COLUMNS)
    found: dict[str, dict[str, str | None]] = {}
    for row in table:
        name = (row.get("name") or "").strip()
        if not name:
            continue
        if name in found:
            raise SettingError(file, "metadata-twice", line=table.line_num, document=name)
        first, last = _days(file, table.line_num, (row.get("date") or "").strip())
        plain = {key: (row.get(key) or "").strip() for key in ("region", "series")}
        found[name] = {"name": name, **plain, "first": first, "last": last}
    return [found[name] for name in sorted(found)]


def _days(file: str, line: int, text: str) -> tuple[str | None, str | None]:
    if not text:
        return None, None
    begin, _, end = text.partition(_RANGE)
    first, last = _DAY.fullmatch(begin.strip()), _DAY.fullmatch((end or begin).strip())
    if not first or not last:
        raise SettingError(file, "metadata-date", line=line, date=text)
    day = "-".join((first[1], f"{int(first[2] or 1):02}", f"{int(first[3] or 1):02}"))
    year, month = int(last[1]), int(last[2] or 12)
    end_day = f"{year:04}-{month:02}-{int(last[3] or last_day(year, month)):02}"
    if not is_day(day) or not is_day(end_day) or day > end_day:
        raise SettingError(file, "metadata-date", line=line, date=text)
    return day, end_day


def is_day(text: str) -> bool:
    """Whether a text in ISO 8601 form is a valid date."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
