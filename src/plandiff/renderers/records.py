"""Rows with named fields -> text, CSV or JSON: the lists that commands print, for people, spreadsheets and programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO
from typing import Final

from plandiff.renderers.sheets import neutralized
from plandiff.text import shorten

Value = object
WIDEST: Final = 60
"""Characters of a field in a list for people."""
EXACT: Final = 1 << 53
"""From here on programs that use floating-point numbers lose digits, so these are written as text."""


def as_text(names: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """One row per line, fields separated by tabs, long ones truncated."""
    lines = ["\t".join(names), *("\t".join(shorten(_said(value), WIDEST) for value in row) for row in rows)]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def as_csv(names: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """As CSV that Excel opens directly; anything that would be a formula there is text."""
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(names)
    for row in rows:
        writer.writerow([value if type(value) in (int, float) else neutralized(_said(value)) for value in row])
    return file.getvalue().encode("utf-8-sig", "backslashreplace")


def as_json(kind: str, names: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """An object with the rows as objects under their kind."""
    listed = [dict(zip(names, map(_plain, row), strict=True)) for row in rows]
    return (json.dumps({kind: listed}, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")


def _said(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.4g}" if abs(value) < 1000 else f"{value:.0f}"
    if isinstance(value, list | tuple):
        return "; ".join(map(_said, value))
    return str(value)


def _plain(value: Value) -> Value:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and abs(value) >= EXACT:
        return str(value)
    return round(value, 4) if isinstance(value, float) else value
